"""The list of suspensions: a school's own, or the notices that the council was given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse

from agencies.actors import Actor
from agencies.deadlines import rule_for
from agencies.directory.access import schools_to_list
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.lists import Stretch, count, walk
from agencies.web.narrowing import ALL, Asked, Choice, Filter, years
from agencies.web.pages import Page
from agencies.web.taken import MOST_COUNTED, MOST_TAKEN, Taken, counted
from agencies.words import day_month, in_sentence, year_group
from interventions.suspensions import words
from interventions.suspensions.access import has_report
from interventions.suspensions.facts import sessions_before
from interventions.suspensions.models import Suspension, SuspensionNotice
from interventions.suspensions.notices import notice_of
from interventions.suspensions.totals import Session, days_counted, kind_of
from referrals import door
from referrals.duties.access import owed_on
from referrals.duties.models import Duty

PAGE, MOST_DUE = 50, 50
ORDER = ("-first_on", "-id")
COLUMNS = ("Who", "Year", "When", "How long", "State", "School", "Due")
WHOLE = (Standing.RAISED, Standing.CLERKS)
"""Who stands so reads it whole; the council its notice."""


def _at_schools(actor: Actor) -> set[int]:
    return {seat.agency_id for so in WHOLE for seat in actor.seats_for(Act.SEE_SUSPENSION, so)}


def _schools(actor: Actor, _: datetime, __: Mapping[str, Any]) -> Sequence[Choice]:
    areas = {seat.authority_id for seat in actor.seats_for(Act.SEE_SUSPENSION, Standing.NOTIFIED)}
    return schools_to_list(_at_schools(actor), areas)


FILTERS = (
    Filter("school", "School", "All schools", ("suspension_school",), _schools, least=2),
    Filter("year", "Year", "All years", ("suspension_school_year", "suspension_authority_year"), years),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A suspension in the list, as components/work_row.html draws it; `cells` is all that it says, in words."""

    tag: str
    tag_kind: str
    when: str
    who: str
    who_url: str
    year: str
    what: str
    why: str
    act_url: str
    act_label: str
    school: str
    due: str
    reference: str

    @property
    def cells(self) -> tuple[str, ...]:
        """As it leaves."""
        return (self.who, self.year, self.when, self.what, self.tag, self.school, self.due)


@dataclass(frozen=True, kw_only=True)
class SuspensionListPage(Page):
    """One page of the suspensions of the actor's school, or of the notices that were given to the council.

    `due`: those on which the reader owes something, by its day; they stand on the first page and nowhere else.
    """

    template: ClassVar[str] = "interventions/suspension_list.html"
    due: list[Row]
    rows: list[Row]
    walked: Stretch
    asked: Asked
    how_many: str
    may_impose: bool
    is_council: bool
    has_report: bool

    @property
    def shown(self) -> list[str]:
        """The references of the suspensions on it."""
        return [row.reference for row in (*self.due, *self.rows)]


@dataclass(frozen=True, slots=True)
class Listed:
    """Of a list that was asked for, what is due, and a page of the others."""

    due: list[Suspension]
    owed: dict[str, Duty]
    walked: Stretch
    all: QuerySet[Suspension]

    @property
    def both(self) -> list[Suspension]:
        """As they stand on the page."""
        return [*(self.due if self.walked.is_first else []), *self.walked.rows]


def suspension_list(actor: Actor, at: datetime, asked: Asked = ALL) -> SuspensionListPage:
    """One page of the list: what is due first, then the newest."""
    listed = _listed(actor, asked, PAGE, asked.cursor.get("after", ""))
    rows = _rows(actor, at, listed, asked.into)
    is_all = listed.walked.is_first and not listed.walked.next
    found = len(listed.both) if is_all else count(listed.walked, [listed.all], MOST_COUNTED)
    due = len(listed.both) - len(listed.walked.rows)
    return SuspensionListPage(
        due=rows[:due],
        rows=rows[due:],
        walked=listed.walked,
        asked=asked,
        how_many=counted(found, "suspension"),
        may_impose=bool(actor.seats_for(Act.IMPOSE_SUSPENSION, Standing.ON_ROLL)),
        is_council=not _at_schools(actor),
        has_report=has_report(actor),
    )


def take(actor: Actor, at: datetime, asked: Asked) -> Taken:
    """The same suspensions, from the first on, as they leave."""
    listed = _listed(actor, asked, MOST_TAKEN, "")
    rows = [row.cells for row in _rows(actor, at, listed, "")]
    refs = [one.reference for one in listed.both]
    return Taken("Suspensions", COLUMNS, rows, refs, is_cut=bool(listed.walked.next))


def _listed(actor: Actor, asked: Asked, size: int, after: str) -> Listed:
    columns = {"school": "school_id", "year": "cohort"}
    narrow = {column: asked.means[name] for name, column in columns.items() if name in asked.means}
    found = door.within(Suspension, actor, Act.SEE_SUSPENSION).filter(**narrow).select_related("pupil", "school")
    owed = {duty.subject_ref: duty for duty in reversed(owed_on(actor, "suspension", MOST_DUE))}
    due = sorted(found.filter(reference__in=list(owed)), key=lambda one: (owed[one.reference].due_at, one.pk))
    walked = walk(found.exclude(pk__in=[one.pk for one in due]), ORDER, after, size)
    return Listed(due, owed, walked, found)


def _rows(actor: Actor, at: datetime, listed: Listed, into: str) -> list[Row]:
    """The rows, to the council as they were told of last."""
    own = _at_schools(actor)
    others = [one for one in listed.both if one.school_id not in own]
    notices = SuspensionNotice.objects.filter(suspension__in=others, recipient="council").order_by("id")
    told = {notice.suspension_id: notice for notice in notices}
    return [_row(one, at, told.get(one.pk), listed.owed.get(one.reference), into) for one in listed.both]


def _tag(one: Suspension, kind: str, of: str) -> str:
    if words_of := {"cancellation": "Cancelled", "void": "Never happened"}.get(of):
        return words_of
    return "Beyond power" if one.is_beyond_power else words.AS_REPORTED[kind]


def _due(duty: Duty | None) -> str:
    """What is due and by when: that a day without delay has passed is no lateness in law, so none is said here."""
    if duty is None:
        return ""
    return f"Due {day_month(duty.due_on)}: {in_sentence(rule_for(duty.rule, duty.rule_from_on).what)}"


def _row(one: Suspension, at: datetime, told: SuspensionNotice | None, owed: Duty | None, into: str) -> Row:
    """As it is; to the council as it was `told` last."""
    url = reverse("see_suspension", args=[one.reference]) + into
    kind, first_on, last_on, half_days = one.kind, one.first_on, one.last_on, one.half_days
    if told and (before := sessions_before(one, told.revision)):
        kind = kind_of((day, Session(session)) for day, session in before)
        first_on, last_on, half_days = before[0][0], before[-1][0], len(before)
    school, due = one.school.name if told else "", _due(owed)
    until = "" if first_on == last_on else f" to {day_month(last_on)}"
    return Row(
        tag=_tag(one, kind, told.of if told else notice_of(one)),
        tag_kind="late" if one.is_beyond_power else "",
        when=f"{day_month(first_on)}{until}",
        who=one.pupil.name,
        who_url=url,
        year=year_group(one.pupil.born_on, local_day(at)),
        what=days_counted(half_days),
        why=". ".join(filter(None, (school, due))),
        act_url=url,
        act_label="Read the notice" if told else "Read it",
        school=school,
        due=due,
        reference=one.reference,
    )
