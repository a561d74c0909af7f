"""Who reaches the marks of a child: the school of the roll that sent them, its council, and who has the section."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Value

from agencies.acting.nouns import NO_CASE, Noun
from agencies.acting.prepared import Prepared
from agencies.actors import Actor, Refusal
from agencies.policy import Act, Level, Section, Standing
from agencies.web.asking import NotFound
from referrals import door
from referrals.attendance.facts import MARKS, SUMS
from referrals.attendance.halves import of_its_half
from referrals.attendance.models import AttendanceCorrection, AttendanceSum, AttendanceWeek
from referrals.attendance.states import LIFE, State
from referrals.contacts.access import TODAY, is_overseen, is_own
from referrals.pupils.models import Enrolment, Pupil

SHOWS = door.shows_part(Value(Section.ATTENDANCE.value))
WHOLE = (Level.FULL, Level.RESTRICTED)
CORRECTED = ("school_id", "day", "session", "code", "replaced_at", "system__name")


def readable(
    actor: Actor, act: Act, of: type[AttendanceWeek | AttendanceCorrection | AttendanceSum] = AttendanceWeek
) -> Q:
    """Of weeks, of what was corrected or of sums: what the actor reads, of the school by which they reach the child."""
    allowed = is_own(actor, act) | is_overseen(actor, act)
    if seats := actor.seats_for(act, Standing.GRANTED):
        of_case = {"case__pupil_id": OuterRef("pupil_id"), "case__school_id": OuterRef("school_id")}
        allowed |= Q(Exists(door.live_shares(seats).filter(SHOWS, of_its_half(of), **of_case)))
    return allowed


def weeks(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[AttendanceWeek]:
    """The weeks of marks on which the actor may do the act."""
    return AttendanceWeek.objects.filter(readable(actor, act))


@dataclass(frozen=True, slots=True)
class Reach:
    """Of which schools somebody reads the marks of one child, and by which cases.

    `parts`: by school the parts of the story that they read; None: every code in its words. `names`: of those schools.
    """

    parts: dict[int, frozenset[str] | None] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    case_refs: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.parts)

    def reads(self, school_id: int, part: Section | None) -> bool:
        """Whether they read a code that tells of this part in its words, and not only how it counts."""
        shown = self.parts[school_id]
        return shown is None or part in shown


def reaching(actor: Actor, pupil_id: int) -> list[QuerySet[Any]]:
    """What `reach_of` reads, for who asks it together with more."""
    act = Act.SEE_ATTENDANCE
    own = door.agency_ids(actor.seats_for(act, Standing.ON_ROLL))
    rolls = Enrolment.objects.on(TODAY).filter(pupil_id=pupil_id, school_id__in=own)
    cases = door.only(actor, act, Standing.OVERSEES).filter(pupil_id=pupil_id)
    shares = door.live_shares(actor.seats_for(act, Standing.GRANTED)).filter(SHOWS, case__pupil_id=pupil_id)
    return [
        rolls.values_list("school_id", "school__name"),
        cases.values_list("school_id", "school__name", "reference"),
        shares.values_list("case__school_id", "case__school__name", "case__reference", "level", "sections"),
    ]


def reach_of(rolls: Sequence[Any], cases: Sequence[Any], shares: Sequence[Any]) -> Reach:
    """How far they read the marks: a school's own people and the council all, a share by its parts."""
    parts: dict[int, frozenset[str] | None] = {}
    for school_id, _, _, level, sections in shares:
        before = parts.get(school_id, frozenset())
        parts[school_id] = None if level in WHOLE or before is None else before | set(sections)
    parts |= dict.fromkeys([row[0] for row in (*rolls, *cases)], None)
    names = {row[0]: row[1] for row in (*shares, *cases, *rolls)}
    return Reach(parts, names, frozenset(row[2] for row in (*cases, *shares)))


Read = tuple[Reach, list[Any], list[Any]]


def attendance_of(actor: Actor, pupil_id: int, first: date, last: date) -> Read:
    """How far the actor reads the marks of a child, their weeks there, and what was corrected: one statement."""
    rolls, cases, shares, found, corrected = _attendance(actor, pupil_id, first, last)
    return reach_of(rolls, cases, shares), found, corrected


@Prepared
def _attendance(actor: Actor, pupil_id: int, first: date, last: date) -> list[QuerySet[Any]]:
    found = door.within(AttendanceWeek, actor, Act.SEE_ATTENDANCE).filter(pupil_id=pupil_id, week__range=(first, last))
    corrected = AttendanceCorrection.objects.filter(
        readable(actor, Act.SEE_ATTENDANCE, AttendanceCorrection), pupil_id=pupil_id
    )
    return [
        *reaching(actor, pupil_id),
        found.order_by("week", "school_id").values_list(*MARKS),
        corrected.filter(day__range=(first, last)).order_by("replaced_at", "id").values_list(*CORRECTED),
    ]


YEAR = Func(F("week"), template="extract(year from %(expressions)s - interval '7 months')::int")
YEAR.output_field = IntegerField()
"""The school year of a week, by its Monday: it begins on the 1st of August."""


def kept_of(actor: Actor, pupil_id: int) -> tuple[list[Any], set[int]]:
    """The weeks of sums of a child that the actor reads, and the school years of which they read marks."""
    found, years = _kept(actor, pupil_id)
    return found, set(years)


@Prepared
def _kept(actor: Actor, pupil_id: int) -> list[QuerySet[Any]]:
    kept = AttendanceSum.objects.filter(readable(actor, Act.SEE_ATTENDANCE, AttendanceSum), pupil_id=pupil_id)
    held = door.within(AttendanceWeek, actor, Act.SEE_ATTENDANCE).filter(pupil_id=pupil_id)
    return [
        kept.order_by("week", "id").values_list(*SUMS),
        held.order_by().annotate(year=YEAR).values_list("year", flat=True).distinct(),
    ]


def admit_child(actor: Actor, reference: str, at: datetime) -> Pupil:
    """A child of whom the actor reads the marks, if there are any; else *not found*, as for who is not there."""
    pupil = door.admit(actor, Act.SEE_CHILD, reference, of=Pupil, at=at, shows_cases=True)
    if not reach_of(*_reaching(actor, pupil.pk)):
        raise NotFound(Refusal(Act.SEE_ATTENDANCE, "pupil", reference, "not found"))
    return pupil


@Prepared
def _reaching(actor: Actor, pupil_id: int) -> list[QuerySet[Any]]:
    return reaching(actor, pupil_id)


NOUN = Noun(
    "attendance",
    AttendanceWeek,
    Act.SEE_ATTENDANCE,
    weeks,
    NO_CASE,
    LIFE,
    pupil="pupil",
    state=lambda week, _at: State.KEPT.value,
)
