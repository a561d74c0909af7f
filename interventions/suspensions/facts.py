"""What a suspension comes to: its totals, who has to be told of it, and whether the board has the power to decide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from agencies.acting.refusals import NotNow
from agencies.calendar.facts import bank_holidays, school_calendars
from agencies.schoolday import WEEKEND, BeyondPublishedTerms, SchoolCalendar, local_day
from agencies.words import long_day
from interventions.suspensions import ages, totals
from interventions.suspensions.models import SuspendedSession, Suspension, SuspensionNotice
from interventions.suspensions.states import ASKED, MEETS, NoSchoolDay, State
from interventions.suspensions.totals import AlreadyOut, Out, Session, Total
from referrals.pupils.models import Pupil

ONLY_HEADS = "Only a headteacher, or the person acting as one, decides on a suspension."
BEYOND_POWER = "This takes the pupil beyond 45 days in the school year, which no head has the power to do."
UNWRITTEN = "The school’s term dates are not published that far. Write them first, under People, School years."
BY_FACT = {"social_worker": "social_worker", "virtual_head": "looked_after"}
"""Which fact about the pupil means that a recipient has to be told (SI 2022/788)."""


@dataclass(frozen=True, slots=True)
class SuspensionFacts:
    """The decision: its sessions by day, one to three reason codes, what was tried; `tell` whom the head knows of."""

    kind: str
    sessions: tuple[tuple[date, Session], ...]
    reasons: tuple[str, ...]
    tried: str = ""
    misses_exam: bool = False
    tell: frozenset[str] = field(default_factory=frozenset)
    is_fact_only: bool = False
    external_id: str = ""


def reckon(pupil: Pupil, new: tuple[tuple[date, Session], ...], school_id: int) -> tuple[Total, ...]:
    """The term's and the year's totals with these sessions; sessions of every school count to the year."""
    if not new:
        raise NotNow("There is no school day between these days.")
    outs = outs_of(pupil)
    calendars = school_calendars({school_id, *(out.school_id for out in outs)}, bank_holidays())
    school = calendars[school_id]
    for day, _ in new:
        if (why := school.why_not(day)) is not None:
            raise NoSchoolDay(day, why)
    try:
        return totals.totals(counted(outs, calendars), (Out(*one, school_id) for one in new), school, school_id)
    except AlreadyOut as taken:
        there = Suspension.objects.filter(pupil=pupil, school_id=school_id, sessions__day=taken.day)
        raise NotNow(str(taken), there.first()) from taken


def outs_of(pupil: Pupil) -> list[Out]:
    """Every session that the pupil was or is to be out by suspension, at any school: one query.

    Not those that fell away with a cancellation; what was served before it counts (law.md CAN-3, CAN-6).
    """
    rows = SuspendedSession.objects.filter(pupil=pupil, fell_away=False)
    return [Out(*row) for row in rows.values_list("day", "session", "suspension__school_id")]


def counted(outs: Iterable[Out], calendars: Mapping[int, SchoolCalendar]) -> list[Out]:
    """Those that count: a day on which the school was shut after all is no school day (law.md 1.2)."""
    return [out for out in outs if not calendars[out.school_id].is_shut(out.day)]


def days_between(school: SchoolCalendar, first: date, last: date) -> tuple[date, ...]:
    """The school days of a suspension, both days counted in; NotNow where the terms are not published so far."""
    try:
        return school.school_days(first - date.resolution, last)
    except BeyondPublishedTerms as unknown:
        raise NotNow(UNWRITTEN) from unknown


def skipped_between(school: SchoolCalendar, first: date, last: date) -> tuple[tuple[date, str], ...]:
    """The weekdays among them on which the school is not open to pupils, each with why."""
    span = (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
    return tuple((day, why) for day in span if day.weekday() not in WEEKEND and (why := school.why_not(day)))


def is_beyond(found: tuple[Total, ...]) -> bool:
    """Whether the totals are over what any head has the power to impose."""
    return any(line.name == "beyond_power" for total in found for line in total.is_over)


def to_tell(pupil: Pupil, facts: SuspensionFacts, found: tuple[Total, ...], on: date) -> list[str]:
    """Who must be told without delay (law.md 1.4): the board where the term is over five or an exam is lost."""
    held = set(pupil.facts.on(on).values_list("kind", flat=True))
    known = {who for who, kind in BY_FACT.items() if kind in held} | facts.tell
    over = facts.misses_exam or any(line.name == "governors_told" for total in found for line in total.is_over)
    board = ["governors"] if over else []
    return [relevant_person(pupil, on), *board, "council", *(who for who in BY_FACT if who in known)]


def relevant_person(pupil: Pupil, on: date) -> str:
    """Whose the notices and the rights are: the pupil's own from 18 on, else the parents' (law.md 10, G23)."""
    return "pupil" if ages.is_adult(pupil.born_on, on) else "parents"


def told_before(suspension: Suspension, recipient: str, whom: str) -> SuspensionNotice | None:
    """The notice that this recipient has had of what there is to tell now; of the parents, the one of this name."""
    found = suspension.notices.filter(recipient=recipient, of=notice_of(suspension))
    there: SuspensionNotice | None = (found.filter(whom=whom) if recipient == "parents" else found).first()
    return there


def notice_of(suspension: Suspension) -> str:
    """What a notice given now is of."""
    return {State.CANCELLED: "cancellation", State.DECIDED: "decision"}.get(State(suspension.state), "suspension")


def tellable_from(suspension: Suspension) -> date:
    """The day from which there was something to tell: of the decision, of the cancellation, of the board's decision."""
    if suspension.state == State.DECIDED and suspension.decided_on:
        return suspension.decided_on
    return local_day(suspension.cancelled_at or suspension.decided_at)


def too_early(suspension: Suspension) -> str:
    """The sentence for a day before that."""
    return f"Enter {long_day(tellable_from(suspension))} or a day after it: before, there was nothing to tell"


BOARD_BY_BAND = {"meets": MEETS, "asked": ASKED}
"""By the band of the term's total with this suspension (law.md 1.6: GB-4 and GB-6, GB-2)."""


def band(found: Iterable[Total], *, misses_exam: bool) -> str:
    """What the totals mean for the board: it meets, it is asked by the parents, or neither."""
    over = {line.name for total in found for line in total.is_over}
    if misses_exam or "governors_meet" in over:
        return "meets"
    return "asked" if "governors_told" in over else ""


def may_decide(suspension: Suspension) -> bool:
    """Whether the board has to meet, and may reinstate."""
    return suspension.board == "meets" or (suspension.board == "asked" and suspension.represented_at is not None)
