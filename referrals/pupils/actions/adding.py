"""A pupil is added by hand, and a fact about them recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies.acting.doing import Doing, by_token, done, once_only
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.acting.rows import NEW
from agencies.actors import Actor, SeatFacts
from agencies.directory.models import Agency
from agencies.history.actions import Keeping
from agencies.likeness import Child
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.words import listed
from referrals.pupils.facts import Alike, alike_before, alike_on_roll, former_at
from referrals.pupils.models import Enrolment, Identifier, Pupil, PupilFact
from referrals.pupils.states import State


class AlreadyKnown(NotNow):
    """The pupil is on the school's roll already: `record` is theirs."""


class MaybeKnown(NotNow):
    """Somebody on the roll may be this child: `record` is the likest of those about whom nobody has said."""

    def __init__(self, alike: Sequence[Alike]) -> None:
        here, left = ([one.pupil.name for one in alike if one.has_left is gone] for gone in (False, True))
        said = [f"{listed(here)} {'is' if len(here) == 1 else 'are'} on your roll."] if here else []
        said += [f"{listed(left)} {'was' if len(left) == 1 else 'were'} on your roll before."] if left else []
        super().__init__(" ".join([*said, CHOOSE]), alike[0].pupil)


CHOOSE = "Say whether it is this child."
NOT_BEFORE = "They are on a roll by now. Look again."


@dataclass(frozen=True, slots=True)
class PupilFacts:
    """A pupil as a member of staff gives them; the UPN in normal form, or empty."""

    given_name: str
    family_name: str
    born_on: date
    upn: str = ""
    form: str = ""
    known_as: str = ""
    kind: str = "main"

    def as_child(self, school_id: int) -> Child:
        """As they are compared with others of the school."""
        upns, schools = frozenset({self.upn} - {""}), frozenset({school_id})
        return Child(self.given_name, self.family_name, self.born_on, self.known_as, upns=upns, schools=schools)


@dataclass(frozen=True, slots=True)
class NotThem:
    """Of which pupils of the roll (references) somebody said that they are other children, and why."""

    references: frozenset[str] = frozenset()
    why: str = ""


@transaction.atomic
@once_only(by_token(Pupil))
def add_pupil(
    facts: PupilFacts,
    *,
    seat: SeatFacts,
    by: Actor,
    at: datetime,
    once: UUID | None = None,
    not_them: NotThem = NotThem(),
) -> Pupil:
    """Add a pupil to the roll of the seat's school, with a UPN in normal form or none. One at a time adds one there.

    `MaybeKnown` while somebody on the roll may be the same child, and nobody has said that they are another.
    """
    leads_to("pupil", NEW, Act.ADD_PUPIL)
    today = local_day(at)
    Agency.objects.select_for_update(no_key=True).get(pk=seat.agency_id)
    _refuse_number(facts, seat, today)
    child = facts.as_child(seat.agency_id)
    alike = [*alike_on_roll(child, seat.agency_id, today), *alike_before(child, seat.agency_id, today)]
    if unasked := [one for one in alike if one.pupil.reference not in not_them.references]:
        raise MaybeKnown(unasked)
    pupil, told = put_on_roll(facts, seat=seat, starts_on=today, at=at, once=once)
    if alike:
        told |= {"not_them": sorted(not_them.references), "why": not_them.why}
    place = pupil.enrolments.get()
    done(Doing(Act.ADD_PUPIL, by, at, "pupil", pupil, facts=told, pupil=pupil))
    place.refresh_from_db(fields=["pupil"])
    joined: Pupil = place.pupil  # another record where they were joined (decision 31)
    return joined


@transaction.atomic
def bring_back(pupil: Pupil, facts: PupilFacts, *, seat: SeatFacts, by: Actor, at: datetime) -> Pupil:
    """A former pupil of the seat's school is on its roll again, from today: one child, one record.

    Of the facts the form is taken, and the UPN where they have none. `NotNow` where a school has them on its roll.
    """
    leads_to("pupil", State.KNOWN, Act.ADD_PUPIL)
    today = local_day(at)
    Pupil.objects.select_for_update(no_key=True).get(pk=pupil.pk)
    if not former_at(seat.agency_id, today).filter(pupil=pupil).exists():
        raise NotNow(NOT_BEFORE)
    Enrolment.objects.create(pupil=pupil, school_id=seat.agency_id, starts_on=today, form=facts.form)
    if facts.upn and not Identifier.objects.filter(pupil=pupil, kind="upn", ends_on=None).exists():
        _give_upn(pupil, facts.upn, today)
    done(Doing(Act.ADD_PUPIL, by, at, "pupil", pupil, facts={"is_back": True}, pupil=pupil))
    return pupil


def put_on_roll(
    facts: PupilFacts,
    *,
    seat: SeatFacts,
    starts_on: date,
    at: datetime,
    ends_on: date | None = None,
    once: UUID | None = None,
) -> tuple[Pupil, dict[str, object]]:
    """A new pupil with a place at the seat's school; with what the trail is to say of their number."""
    names = {name: getattr(facts, name) for name in ("given_name", "family_name", "known_as", "born_on")}
    pupil = Pupil.objects.create(authority_id=seat.authority_id, added_at=at, once=once, **names)
    place = {"starts_on": starts_on, "ends_on": ends_on, "kind": facts.kind, "form": facts.form}
    Enrolment.objects.create(pupil=pupil, school_id=seat.agency_id, **place)
    is_elsewhere = bool(facts.upn) and not _give_upn(pupil, facts.upn, local_day(at))
    return pupil, {"upn_elsewhere": True} if is_elsewhere else {}


def take_upn(pupil: Pupil, upn: str, today: date, kept: Keeping) -> None:
    """The number is the pupil's from today, and the one before former; one that is another child's changes neither."""
    if not _give_upn(pupil, upn, today):
        return
    for former in Identifier.objects.filter(pupil=pupil, kind="upn", ends_on=None).exclude(value=upn):
        kept.change(former, pupil, ends_on=max(former.starts_on, today - timedelta(days=1)))


def _refuse_number(facts: PupilFacts, seat: SeatFacts, today: date) -> None:
    """`AlreadyKnown` where somebody on this school's own roll has the number."""
    held = Identifier.objects.filter(kind="upn", value=facts.upn, ends_on=None, is_doubtful=False)
    here = Enrolment.objects.on(today).filter(school_id=seat.agency_id, pupil__in=held.values("pupil_id"))
    if facts.upn and (place := here.select_related("pupil").first()) is not None:
        known = place.pupil
        raise AlreadyKnown(f"That UPN belongs to {known.name}, who is on your roll. Find them by name.", known)


def _give_upn(pupil: Pupil, upn: str, today: date) -> bool:
    """The number is the pupil's; False where another pupil of the area has it, which nobody at this school is told."""
    given = {"pupil": pupil, "authority_id": pupil.authority_id, "kind": "upn", "value": upn, "ends_on": None}
    try:
        with transaction.atomic():
            Identifier.objects.get_or_create(**given, is_doubtful=False, defaults={"starts_on": today})
    except IntegrityError:
        Identifier.objects.get_or_create(**given, is_doubtful=True, defaults={"starts_on": today})
        return False
    return True


@transaction.atomic
def keep_former_names(pupil: Pupil, names: str, *, shown: str, by: Actor, at: datetime) -> None:
    """By which else the child is found, one a line; `NotNow` where others are kept by now than were shown."""
    leads_to("pupil", State.KNOWN, Act.KEEP_FORMER_NAMES)
    there = Pupil.objects.select_for_update(no_key=True).get(pk=pupil.pk).former_names
    if there == names:
        raise AlreadyDone(pupil)
    if there != shown:
        raise NotNow("Somebody changed the former names meanwhile. Look again.")
    kept = Keeping(Act.KEEP_FORMER_NAMES, by, at)
    kept.change(pupil, pupil, former_names=names)
    done(Doing(Act.KEEP_FORMER_NAMES, by, at, "pupil", pupil, facts=kept.facts, pupil=pupil))


@transaction.atomic
def record_pupil_fact(
    pupil: Pupil, *, kind: str, starts_on: date, ends_on: date | None, words: str, by: Actor, at: datetime
) -> PupilFact:
    """Record a plan, care or a social worker from a day on; the same kind and first day again sets its end."""
    leads_to("pupil", State.KNOWN, Act.RECORD_PUPIL_FACT)
    kept = Keeping(Act.RECORD_PUPIL_FACT, by, at)
    facts = {"ends_on": ends_on, "words": words, "recorded_at": at, "recorded_by_id": by.who}
    fact, made = PupilFact.objects.get_or_create(pupil=pupil, kind=kind, starts_on=starts_on, defaults=facts)
    if not made:
        if (fact.ends_on, fact.words) == (ends_on, words):
            raise AlreadyDone(fact)
        kept.change(fact, pupil, **facts)
    told = {"fact": fact.pk, **kept.facts}
    done(Doing(Act.RECORD_PUPIL_FACT, by, at, "pupil", pupil, facts=told, pupil=pupil))
    return fact
