"""A suspension is imposed by a head, or reported by a school's own system."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies.acting.doing import Owed, StoryLine, by_token, done, once_only
from agencies.acting.refusals import NotNow
from agencies.actors import Actor, SeatFacts
from agencies.directory.models import Agency
from agencies.machines.access import ids_of
from agencies.policy import Act, Role
from agencies.policy.rows import HEADS
from agencies.register.facts import exclusion_reasons, regime_of
from agencies.schoolday import local_day
from agencies.words import day_month
from interventions.suspensions import totals, words
from interventions.suspensions.actions.council import owed_to
from interventions.suspensions.actions.elsewhere import keep_elsewhere, owed_of_elsewhere
from interventions.suspensions.actions.knowing import as_asked, keep_known, owed_of_facts
from interventions.suspensions.actions.steps import doing_on, told_case
from interventions.suspensions.education import is_owed_first_day
from interventions.suspensions.elsewhere import is_otherwise, said_before
from interventions.suspensions.facts import BEYOND_POWER, ONLY_HEADS, SuspensionFacts, is_beyond, reckon
from interventions.suspensions.models import SuspendedSession, Suspension, SuspensionReason
from interventions.suspensions.notices import to_tell
from interventions.suspensions.states import FIRST_DAY, SaidOtherwise
from interventions.suspensions.totals import Total
from referrals.cases.actions import touch
from referrals.cases.models import Case
from referrals.pupils.models import Enrolment, Pupil


@transaction.atomic
@once_only(by_token(Suspension))
def impose_suspension(
    pupil: Pupil, facts: SuspensionFacts, *, seat: SeatFacts, by: Actor, at: datetime, once: UUID | None = None
) -> Suspension:
    """Suspend a pupil: the decision of the head of this school on this day. Beyond 45 days it is kept as a fact."""
    if not facts.reasons or set(facts.reasons) - set(exclusion_reasons(local_day(at))):
        raise NotNow("A suspension needs one to three reasons that hold on the day of the decision.")
    found = _checked(pupil, facts, seat, seat.role, at)
    if is_beyond(found) and not facts.is_fact_only:
        raise NotNow(BEYOND_POWER)
    made: dict[str, Any] = {"asked": as_asked(facts.answers, by, at)}
    made |= {"imposed_by_id": by.who, "decided_by_role": seat.role.value, "decided_at": at, "once": once}
    suspension = _keep(pupil, facts, seat, at, **made)
    if facts.elsewhere:
        keep_elsewhere(suspension, facts.elsewhere, by, at)
    _follow(Act.IMPOSE_SUSPENSION, suspension, facts, found, by, at)
    keep_known(suspension, facts.answers, by, at)
    return suspension


def _reported(_: Pupil, facts: SuspensionFacts, *, seat: SeatFacts, by: Actor, **__: object) -> Suspension | None:
    """What the school's system has reported under this id of its own. Two reports of one id take turns.

    A system that was connected as a new one begins with ids of its own: what another called so is another event. So is
    what it calls so once it has said itself that the first never happened; what a person here said void stays so.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=seat.agency_id)
    known = Suspension.objects.filter(system__in=ids_of(by), external_id=facts.external_id, voided_by_system="")
    there: Suspension | None = known.exclude(external_id="").first()
    return there


@transaction.atomic
@once_only(_reported)
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

    `AlreadyDone` where the system reported it before under the same id of its own. `SaidOtherwise` where the school has
    said otherwise of days elsewhere: the system has not seen that.
    """
    found = _checked(pupil, facts, seat, decided_by_role, decided_at)
    made: dict[str, Any] = {"asked": as_asked(facts.answers, by, at)}
    made |= {"reported_by": by.name, "decided_by_role": decided_by_role.value, "decided_at": decided_at}
    suspension = _keep(pupil, facts, seat, at, **made, system_id=(ids_of(by).first() or {}).get("system"))
    if facts.elsewhere:
        if is_otherwise(facts.elsewhere, said_before(suspension)):
            raise SaidOtherwise
        keep_elsewhere(suspension, facts.elsewhere, by, at)
    _follow(Act.REPORT_SUSPENSION, suspension, facts, found, by, at)
    return suspension


def _checked(pupil: Pupil, facts: SuspensionFacts, seat: SeatFacts, role: Role, decided: datetime) -> tuple[Total, ...]:
    """The totals, with the pupil locked so that two decisions at once count each other; NotNow for what cannot be."""
    if role not in HEADS:
        raise NotNow(ONLY_HEADS)
    if not Enrolment.objects.on(local_day(decided)).filter(pupil=pupil, school_id=seat.agency_id).exists():
        raise NotNow("The pupil is not on the roll of this school on that day.")
    Pupil.objects.select_for_update().get(pk=pupil.pk)
    return reckon(pupil, facts.sessions, seat.agency_id, at=decided, told=facts.elsewhere)


def _keep(pupil: Pupil, facts: SuspensionFacts, seat: SeatFacts, at: datetime, **made: object) -> Suspension:
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
        happened=facts.happened,
        misses_exam=facts.misses_exam,
        exam_on=facts.exam_on,
        external_id=facts.external_id,
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


def _follow(
    act: Act, suspension: Suspension, facts: SuspensionFacts, found: tuple[Total, ...], by: Actor, at: datetime
) -> None:
    """The trail, the story, a duty for each who must be told, and the letter; the board's follows from all totals."""
    sums = {f"{total.over.value} {total.first}": totals.in_days(total.after) for total in found}
    decided_on = local_day(suspension.decided_at)  # a system may report it days later
    to = to_tell(suspension.pupil, facts, found, decided_on, regime_of(suspension.school_id))
    doing = doing_on(suspension, act, by, at, facts={"totals": sums}, story=_as_story(suspension, facts, by, at))
    owes = owed_to(doing, (who for who in to if who != "governors"), "suspension", from_on=decided_on)
    owes += (*owed_of_facts(suspension), *owed_of_elsewhere(suspension))
    if "virtual_head" in to and suspension.last_on >= local_day(at) and is_owed_first_day(suspension):
        owes += (Owed(FIRST_DAY, suspension.school_id, from_on=suspension.first_on),)
    done(replace(doing, owes=owes))
    suspension.refresh_from_db()


def _as_story(suspension: Suspension, facts: SuspensionFacts, by: Actor, at: datetime) -> tuple[StoryLine, ...]:
    """The suspension in the case's story, where the school has one open."""
    if (case := told_case(suspension, at)) is None:
        return ()
    touch(case, at)
    decided_on = local_day(suspension.decided_at)
    reasons = exclusion_reasons(decided_on)
    why = "; ".join(words.reason(code, reasons) for code in facts.reasons)
    line = StoryLine(
        f"Suspended: {totals.days_counted(suspension.half_days)}",
        f"{day_month(suspension.first_on)} to {day_month(suspension.last_on)}. {why}.",
        suspension.school_id,
        kind="suspension",
        section="behaviour",
        happened_on=decided_on,
        author_role=suspension.decided_by_role if by.person_id else "",
        system=suspension.reported_by,
    )
    return (line,)
