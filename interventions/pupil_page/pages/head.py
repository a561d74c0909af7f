"""Who the reader is to the child, and the head of the page: read by one statement."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from agencies.acting.prepared import Prepared
from agencies.actors import Actor, Refusal
from agencies.calendar.facts import Holidays, calendars_of, holiday_rows
from agencies.calendar.models import TermDate
from agencies.directory.models import Agency
from agencies.policy import Act, Level, Standing
from agencies.schoolday import SchoolCalendar, local_day
from agencies.web.asking import NotFound
from agencies.words import age_on, short_day, year_group
from interventions.pupil_page import words
from interventions.suspensions.pages.listed import WHOLE
from referrals import door
from referrals.pupils.models import Enrolment, Identifier, Pupil, PupilFact
from referrals.pupils.states import Fact
from referrals.referrals.models import Referral
from referrals.shares.models import CaseShare

ORDER = list(Level)


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader of one child: by whose school they read, and what of the head is theirs.

    `is_of_school`: of a school on whose roll the child is; `sent`: referrals that the reader's council was sent;
    `shares`: the live ones by which the reader's agencies read.
    """

    actor: Actor
    pupil: Pupil
    today: date
    at: datetime
    school: Agency
    calendars: dict[int, SchoolCalendar]
    holidays: Holidays
    places: list[Enrolment]
    is_of_school: bool
    oversees: bool
    sent: list[Referral]
    shares: list[CaseShare]
    known_from: date
    sees_flags: bool
    facts: list[PupilFact]
    upn: str

    @property
    def calendar(self) -> SchoolCalendar:
        """The days of the school by which the reader reads."""
        return self.calendars[self.school.pk]

    @property
    def is_by_share(self) -> bool:
        """Whether a share alone lets them in."""
        return not self.is_of_school and not self.oversees and not self.sent

    @property
    def knows_birthday(self) -> bool:
        """By a share from the summary on (data.md 1.4)."""
        return not self.is_by_share or any(ORDER.index(Level(one.level)) >= SUMMARY for one in self.shares)

    def schools_where(self, act: Act, *standings: Standing) -> list[Agency]:
        """The schools of the child, by which they read, where they do the act in a seat that stands so."""
        own = {seat.agency_id for standing in standings for seat in self.actor.seats_for(act, standing)}
        return [one for one in self.schools if one.pk in own]

    def stands(self, act: Act, standing: Standing) -> bool:
        """Whether they do the act in a seat at such a school, standing so."""
        return bool(self.schools_where(act, standing))

    @property
    def schools(self) -> list[Agency]:
        """Those on whose roll the child is and where the reader sits, the main one first; else the case's."""
        return [one.school for one in self.places] or [self.school]

    def of_council(self, act: Act, standing: Standing) -> bool:
        """Whether they do the act in a seat of the child's council, standing so."""
        return any(seat.authority_id == self.pupil.authority_id for seat in self.actor.seats_for(act, standing))


SUMMARY = ORDER.index(Level.SUMMARY)


def reader_of(actor: Actor, pupil: Pupil, at: datetime) -> Reader:
    """What one actor, who may open the page, is to the child: one statement."""
    today = local_day(at)
    places, kept, sent, shares, sees, facts, numbers, holidays, terms = _read(actor, pupil.pk, today)
    now = [one for one in places if one.ends_on is None or one.ends_on >= today]
    now = sorted((one for one in now if one.starts_on <= today), key=lambda one: one.kind != "main")
    schools = [*(one.school for one in now), *(one.school for one in kept), *(one.case.school for one in sent)]
    schools += [one.case.school for one in shares]
    if not schools:  # what let them in has ended since
        raise NotFound(Refusal(Act.SEE_CHILD, "pupil", pupil.reference, "not found"))
    school = schools[0]
    keys = {school.pk, *(row[0] for row in terms)}
    began = [one.starts_on for one in places if one.school_id == school.pk]
    began += [] if now else [local_day(one.opened_at) for one in kept]
    return Reader(
        actor=actor,
        pupil=pupil,
        today=today,
        at=at,
        school=school,
        calendars=calendars_of(keys, dict(holidays), terms),
        holidays=dict(holidays),
        places=now,
        is_of_school=bool(now),
        oversees=bool(kept),
        sent=sent,
        shares=shares,
        known_from=min([*began, today]),
        sees_flags=bool(sees),
        facts=facts,
        upn=next(iter(numbers), ""),
    )


@Prepared
def _read(actor: Actor, pupil_id: int, today: date) -> list[QuerySet[Any]]:
    own = door.agency_ids(actor.seats_for(Act.SEE_CHILD, Standing.ON_ROLL))
    by_share = [seat for so in door.BY_SHARE for seat in actor.seats_for(Act.SEE_CHILD, so)]
    sees = door.within(Pupil, actor, Act.SEE_FLAGS).filter(pk=pupil_id).values("pk")
    numbers = Identifier.objects.filter(pupil__in=sees, kind="upn", ends_on=None, is_doubtful=False, is_in_error=False)
    schools = Enrolment.objects.filter(pupil_id=pupil_id).values("school_id")
    terms = TermDate.objects.filter(agency_id__in=schools)
    return [
        Enrolment.objects.filter(pupil_id=pupil_id, school_id__in=own).select_related("school").order_by("id"),
        door.kept(actor, Act.SEE_CHILD).filter(pupil_id=pupil_id).select_related("school").order_by("-id"),
        _sent(actor).filter(case__pupil_id=pupil_id).select_related("case__school").order_by("-id"),
        door.live_shares(by_share)
        .filter(case__pupil_id=pupil_id)
        .select_related("case__school", "agency")
        .order_by("id"),
        sees.values_list("pk"),
        PupilFact.objects.filter(pupil__in=sees, starts_on__lte=today).order_by("-starts_on", "-id"),
        numbers.order_by("-id").values_list("value", flat=True),
        holiday_rows(),
        terms.values_list("agency_id", "first_on", "last_on", "kind", "label"),
    ]


def _sent(actor: Actor) -> QuerySet[Referral]:
    """What was sent to the reader's council, while it sees it."""
    return door.within(Referral, actor, Act.SEE_CHILD)


@dataclass(frozen=True, slots=True)
class Flag:
    """What is recorded of the child's legal position, or that nobody was asked."""

    words: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A name or a number with what it is."""

    what: str
    value: str


@dataclass(frozen=True, slots=True)
class Head:
    """Who the child is, as far as the reader may know."""

    reference: str
    name: str
    first_name: str
    line: str
    named: list[Named]
    flags: list[Flag]


def head(reader: Reader, answers: dict[str, dict[str, str]] | None) -> Head:
    """The head; `answers`: what was last said of each fact that was asked about, None where that could not be read."""
    pupil = reader.pupil
    age = [str(age_on(reader.today, pupil.born_on))] if reader.knows_birthday else []
    form = next((f"form {one.form}" for one in reader.places if one.form), "")
    school = reader.school.name if reader.is_of_school else f"case at {reader.school.name}"
    parts = [*age, year_group(pupil.born_on, reader.today), form, school]
    return Head(
        reference=pupil.reference,
        name=pupil.name,
        first_name=pupil.first_name,
        line=", ".join(filter(None, parts)),
        named=_named(reader),
        flags=_flags(reader, answers) if reader.sees_flags else [],
    )


def _named(reader: Reader) -> list[Named]:
    pupil = reader.pupil
    found = [Named("Born", short_day(pupil.born_on))] if not reader.is_by_share else []
    if reader.is_of_school and pupil.known_as not in ("", pupil.given_name):
        found.append(Named("Registered as", f"{pupil.given_name} {pupil.family_name}"))
    return [*found, Named("UPN", reader.upn or words.NOT_KNOWN.capitalize())] if reader.sees_flags else found


def _flags(reader: Reader, answers: dict[str, dict[str, str]] | None) -> list[Flag]:
    held = {one.kind for one in reader.facts if one.ends_on is None or one.ends_on >= reader.today}
    found = [Flag(kind.label, "ok") for kind in Fact if kind in held]
    otherwise = [_otherwise(reader, kind, answers) for kind in words.ASKED if kind not in held]
    return found + [Flag(said, "no") for said in otherwise if said]


def _otherwise(reader: Reader, kind: Fact, answers: dict[str, dict[str, str]] | None) -> str:
    """That it ended, that somebody said no, or that nobody was asked.

    Nothing for whoever does not read what a head answered about a suspension: whether or not there is an answer.
    """
    what = words.ASKED[kind]
    ended = max((one.ends_on for one in reader.facts if one.kind == kind and one.ends_on), default=None)
    said = (answers or {}).get(kind, {})
    if ended is not None:
        return f"{what}: until {short_day(ended)}"
    if not reader.schools_where(Act.SEE_SUSPENSION, *WHOLE):
        return ""
    if said.get("said") == "no":
        return f"{what}: no ({short_day(date.fromisoformat(said['on']))})"
    return f"{what}: {words.NOT_KNOWN if answers is not None else 'could not be read'}"
