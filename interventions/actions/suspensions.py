"""Acts on suspensions: a head's own decision, a system's report of one, and the notices that follow from it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies import clocks, register
from agencies.actors import Actor, SeatFacts
from agencies.calendar import WEEKEND, BeyondPublishedTerms, SchoolCalendar, local_day
from agencies.models import Agency
from agencies.policy import Act, Role, Standing
from agencies.words import day_month
from interventions import ages, totals
from interventions.actions import board_clock
from interventions.actions.telling import tell
from interventions.lifecycle import NoSchoolDay, NotNow
from interventions.models import SuspendedSession, Suspension, SuspensionReason
from interventions.totals import AlreadyOut, Out, Session, Total
from referrals.actions import duties
from referrals.actions.acting import Doing, first_time, note, touch
from referrals.lifecycle import AlreadyDone, Opening
from referrals.models import Case, Enrolment, Entry, Pupil

HEADS = frozenset({Role.HEAD, Role.ACTING_HEAD})
ONLY_HEADS = "Only a headteacher, or the person acting as one, decides on a suspension."
NO_POWER = "This takes the pupil beyond 45 days in the school year, which no head has the power to do."
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


@transaction.atomic
def impose_suspension(
    pupil: Pupil, facts: SuspensionFacts, *, seat: SeatFacts, by: Actor, at: datetime, once: UUID | None = None
) -> Suspension:
    """Suspend a pupil: the decision of the head of this school on this day. Beyond 45 days it is kept as a fact."""
    first_time(Suspension, once)
    found = _checked(pupil, facts, seat, seat.role, at)
    if _is_beyond(found) and not facts.is_fact_only:
        raise NotNow(NO_POWER)
    made = {"imposed_by_id": by.who, "decided_by_role": seat.role.value, "decided_at": at, "once": once}
    suspension = _keep(pupil, facts, seat, at, found, **made)
    _follow(Act.IMPOSE_SUSPENSION, suspension, facts, found, by, at)
    if suspension.case is not None:
        _tell_story(suspension, suspension.case, facts, seat, by, at)
    return suspension


@transaction.atomic
def report_suspension(
    pupil: Pupil,
    facts: SuspensionFacts,
    *,
    decided_by_role: Role,
    decided_at: datetime,
    seat: SeatFacts,
    by: Actor,
    at: datetime,
) -> Suspension:
    """Keep a decision that a head took elsewhere, as the school's system reports it; true even beyond the power.

    `AlreadyDone` where the system reported it before under the same id of its own.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=seat.agency_id)  # two reports of one id take turns
    known = Suspension.objects.filter(school_id=seat.agency_id, external_id=facts.external_id).exclude(external_id="")
    if (there := known.first()) is not None:
        raise AlreadyDone(there)
    found = _checked(pupil, facts, seat, decided_by_role, decided_at)
    made = {"reported_by": by.name, "decided_by_role": decided_by_role.value, "decided_at": decided_at}
    suspension = _keep(pupil, facts, seat, at, found, **made)
    _follow(Act.REPORT_SUSPENSION, suspension, facts, found, by, at)
    if suspension.case is not None:
        _tell_story(suspension, suspension.case, facts, seat, by, at)
    return suspension


def _checked(pupil: Pupil, facts: SuspensionFacts, seat: SeatFacts, role: Role, decided: datetime) -> tuple[Total, ...]:
    """The totals, with the pupil locked so that two decisions at once count each other; NotNow for what cannot be."""
    if role not in HEADS:
        raise NotNow(ONLY_HEADS)
    if not facts.reasons or set(facts.reasons) - set(register.exclusion_reasons(local_day(decided))):
        raise NotNow("A suspension needs one to three reasons that hold on the day of the decision.")
    if not Enrolment.objects.on(local_day(decided)).filter(pupil=pupil, school_id=seat.agency_id).exists():
        raise NotNow("The pupil is not on the roll of this school on that day.")
    Pupil.objects.select_for_update().get(pk=pupil.pk)
    return reckon(pupil, facts.sessions, seat.agency_id)


def reckon(pupil: Pupil, new: tuple[tuple[date, Session], ...], school_id: int) -> tuple[Total, ...]:
    """The term's and the year's totals with these sessions; sessions of every school count to the year."""
    if not new:
        raise NotNow("There is no school day between these days.")
    school = clocks.school_calendar(school_id, clocks.bank_holidays())
    for day, _ in new:
        if (why := school.why_not(day)) is not None:
            raise NoSchoolDay(day, why)
    try:
        return totals.totals(outs_of(pupil), (Out(*one, school_id) for one in new), school, school_id)
    except AlreadyOut as taken:
        raise NotNow(str(taken)) from taken


def outs_of(pupil: Pupil) -> list[Out]:
    """Every session that the pupil was or is to be out by suspension, at any school: one query.

    Not those that fell away with a cancellation; what was served before it counts (law.md CAN-3, CAN-6).
    """
    rows = SuspendedSession.objects.filter(pupil=pupil, fell_away=False)
    return [Out(*row) for row in rows.values_list("day", "session", "suspension__school_id")]


def days_between(school: SchoolCalendar, first: date, last: date) -> tuple[date, ...]:
    """The school days of a suspension, both days counted in; NotNow where the terms are not published so far."""
    try:
        return school.school_days(first - date.resolution, last)
    except BeyondPublishedTerms as unknown:
        raise NotNow("The school’s term dates are not published that far.") from unknown


def skipped_between(school: SchoolCalendar, first: date, last: date) -> tuple[tuple[date, str], ...]:
    """The weekdays among them on which the school is not open to pupils, each with why."""
    span = (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
    return tuple((day, why) for day in span if day.weekday() not in WEEKEND and (why := school.why_not(day)))


def _is_beyond(found: tuple[Total, ...]) -> bool:
    return any(line.name == "beyond_power" for total in found for line in total.is_over)


def _keep(
    pupil: Pupil, facts: SuspensionFacts, seat: SeatFacts, at: datetime, found: tuple[Total, ...], **made: object
) -> Suspension:
    days = [day for day, _ in facts.sessions]
    suspension = Suspension(
        authority_id=pupil.authority_id,
        pupil=pupil,
        school_id=seat.agency_id,
        case=Case.objects.open().filter(pupil=pupil, school_id=seat.agency_id).first(),
        kind=facts.kind,
        first_on=min(days),
        last_on=max(days),
        half_days=len(facts.sessions),
        tried=facts.tried,
        misses_exam=facts.misses_exam,
        external_id=facts.external_id,
        is_beyond_power=_is_beyond(found),
        board=board_clock.band(found, misses_exam=facts.misses_exam),
        imposed_at=at,
        **made,
    )
    suspension.save(force_insert=True)
    _keep_rows(suspension, facts)
    return suspension


def _keep_rows(suspension: Suspension, facts: SuspensionFacts) -> None:
    SuspensionReason.objects.bulk_create(
        [SuspensionReason(suspension=suspension, place=n, code=code) for n, code in enumerate(facts.reasons, start=1)]
    )
    rows = [
        SuspendedSession(suspension=suspension, pupil_id=suspension.pupil_id, day=day, session=session.value)
        for day, session in facts.sessions
    ]
    try:
        with transaction.atomic():
            SuspendedSession.objects.bulk_create(rows)
    except IntegrityError as taken:
        raise NotNow("The pupil is suspended then already.") from taken


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


def _follow(
    act: Act, suspension: Suspension, facts: SuspensionFacts, found: tuple[Total, ...], by: Actor, at: datetime
) -> None:
    """The trail, a duty for each who must be told, and the letter; the duties stay when the case is closed."""
    sums = {f"{total.over.value} {total.first}": totals.in_days(total.after) for total in found}
    doing = Doing(act, by, at, "suspension", suspension, case=suspension.case, facts={"totals": sums})
    note(doing)
    apart = Doing(act, by, at, "suspension", suspension)
    decided_on, owner = local_day(suspension.decided_at), suspension.school_id  # a system may report it days later
    for who in to_tell(suspension.pupil, facts, found, decided_on):
        opening = Opening(f"tell_{who}_suspension", Standing.RAISED, Act.RECORD_NOTICE)
        duties.open_duty(apart, opening, pupil=suspension.pupil, owner_agency_id=owner, from_on=decided_on)
    tell(apart)


def _tell_story(
    suspension: Suspension, case: Case, facts: SuspensionFacts, seat: SeatFacts, by: Actor, at: datetime
) -> None:
    """Put the suspension into the case's story."""
    decided_on = local_day(suspension.decided_at)
    reasons = register.exclusion_reasons(decided_on)
    why = "; ".join(reasons[code] for code in facts.reasons)
    Entry.objects.create(
        case=case,
        kind="suspension",
        section="behaviour",
        title=f"Suspended: {totals.days_counted(suspension.half_days)}",
        text=f"{day_month(suspension.first_on)} to {day_month(suspension.last_on)}. {why}.",
        happened_on=decided_on,
        at=at,
        author_id=by.person_id,
        system=suspension.reported_by,
        agency_id=seat.agency_id,
        author_role=suspension.decided_by_role if by.person_id else "",
    )
    touch(case, at)
