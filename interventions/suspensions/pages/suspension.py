"""What the pages on suspensions show: the totals before the decision, one suspension, the list."""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.urls import reverse

from agencies.acting.lives import allows
from agencies.actors import Actor
from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.deadlines import NoticeRule, notice_rule, rule_for
from agencies.policy import Act, Standing
from agencies.register.facts import exclusion_reasons
from agencies.schoolday import local_day
from agencies.web.lists import walk
from agencies.words import day_month, short_day, year_group
from interventions.suspensions import words
from interventions.suspensions.facts import SuspensionFacts, may_decide, notice_of, outs_of, to_tell
from interventions.suspensions.models import SuspendedSession, Suspension
from interventions.suspensions.states import BOARD
from interventions.suspensions.totals import Total, Unit, days_counted, run_of, sixth_day
from referrals import door
from referrals.duties.models import Duty
from referrals.pupils.models import Pupil

PAGE = 50


def seen_of(pupil: Pupil, facts: SuspensionFacts, found: tuple[Total, ...], tell: list[str]) -> str:
    """Who, when, the totals and whom to tell as one word, so that a decision is made on what was shown."""
    sums = [(total.over.value, total.first, total.before, total.after) for total in found]
    shown = repr((pupil.reference, [(day, session.value) for day, session in facts.sessions], sums, tell))
    return sha256(shown.encode()).hexdigest()


def decision(
    pupil: Pupil,
    facts: SuspensionFacts,
    found: tuple[Total, ...],
    at: datetime,
    skipped: Iterable[tuple[date, str]] = (),
) -> dict[str, Any]:
    """What the head reads before deciding: each total with this one, the lines it crosses, and who must be told."""
    tell = to_tell(pupil, facts, found, local_day(at))
    return {
        "pupil": pupil,
        "totals": [_total(total) for total in found],
        "is_beyond": any(line.name == "beyond_power" for total in found for line in total.is_over),
        "days": [day_month(day) for day in dict.fromkeys(day for day, _ in facts.sessions)],
        "skipped": [f"{day_month(day)} ({why})" for day, why in skipped],
        "half_days": days_counted(len(facts.sessions)),
        "tell": [words.RECIPIENTS[who] for who in tell],
        "tell_source": rule_for(NoticeRule("parents", "suspension").name, local_day(at)).source,
        "seen": seen_of(pupil, facts, found, tell),
    }


def _total(total: Total) -> dict[str, Any]:
    is_term = total.over is Unit.TERM
    return {
        "name": f"Term from {short_day(total.first)} to {short_day(total.last)}, at this school"
        if is_term
        else f"School year from {short_day(total.first)}, at every school",
        "is_fixed": total.is_fixed,
        "before": days_counted(total.before),
        "after": days_counted(total.after),
        "crosses": [{"line": line, "more_than": days_counted(line.more_than)} for line in total.crosses],
        "over": [line for line in total.is_over if line not in total.crosses],
        "is_last": total.is_last_half_day,
    }


def suspension_page(actor: Actor, one: Suspension, at: datetime) -> dict[str, Any]:
    """One suspension: whole for its school, for the council the notice alone."""
    own = any(seat.agency_id == one.school_id for seat in actor.seats_for(Act.SEE_SUSPENSION, Standing.RAISED))
    rows = list(SuspendedSession.objects.filter(suspension=one).order_by("day", "session"))
    knows = own or one.notices.filter(recipient="council", of=notice_of(one)).exists()
    reasons = exclusion_reasons(local_day(one.decided_at))
    shown = {
        "suspension": one,
        "is_own": own,
        "year": year_group(one.pupil.born_on, local_day(at)),
        "kind": words.AS_REPORTED[one.kind],
        "half_days": days_counted(one.half_days),
        "days": [day_month(day) for day in dict.fromkeys(row.day for row in rows)],
        "reasons": [reasons.get(reason.code, reason.code) for reason in one.reasons.order_by("place")],
        "is_cancelled": one.state == "cancelled" and knows,
        "outcome": words.OUTCOMES.get(one.outcome, "") if knows else "",
        "decided_by": {"head": "The headteacher", "acting_head": "The acting headteacher"}[one.decided_by_role],
    }
    return shown | (_for_school(actor, one, at) if own else {})


def _for_school(actor: Actor, one: Suspension, at: datetime) -> dict[str, Any]:
    school = school_calendar(one.school_id, bank_holidays())
    here = [out for out in outs_of(one.pupil) if out.school_id == one.school_id]
    run = run_of(here, one.first_on, school)
    sees_case = one.case_id and door.cases(actor, Act.SEE_CASE).filter(pk=one.case_id).exists()
    told, may = list(one.notices.order_by("id")), can(actor, one)
    return {
        "told": [
            {"notice": notice, "who": words.RECIPIENTS[notice.recipient], "how": words.HOW[notice.how], "of": notice.of}
            for notice in told
        ],
        "has_parent": any((notice.recipient, notice.of) == ("parents", notice_of(one)) for notice in told),
        "owed": [{"code": code, "words": words.RECIPIENTS[code]} for code in owed_of(one)],
        "can": may,
        "board_can": may - {Act.CANCEL_SUSPENSION},
        "board": _board(one, at),
        "served": days_counted(one.sessions.filter(fell_away=False).count()),
        "sixth": sixth_day(run),
        "run": len(run),
        "case": one.case if sees_case else None,
    }


def can(actor: Actor, one: Suspension) -> frozenset[Act]:
    """What the law and the life cycle allow now; the board's meeting only where it has to meet."""
    allowed = {
        act
        for act in allows("suspension", one.state) - {Act.RECORD_NOTICE}
        if any(seat.agency_id == one.school_id for seat in actor.seats_for(act, Standing.RAISED))
    }
    if one.represented_at:
        allowed.discard(Act.RECORD_REPRESENTATIONS)
    if not may_decide(one):
        allowed.discard(Act.BEGIN_BOARD_MEETING)
    return frozenset(allowed)


def _board(one: Suspension, at: datetime) -> dict[str, Any]:
    """The governing board's clock, where it runs or ran."""
    found = Duty.objects.filter(
        subject_kind="suspension", subject_ref=one.reference, rule__in=[one.rule for one in BOARD]
    )
    duty = found.exclude(state="void").first()
    return {
        "duty": duty,
        "is_late": duty is not None and duty.state == "open" and duty.due_on < local_day(at),
        "source": rule_for(duty.rule, duty.rule_from_on).source if duty else "",
    }


def owed_of(one: Suspension) -> list[str]:
    """Who has still to be told: of the suspension, of its cancellation or of the board's decision."""
    owed = Duty.objects.owed().filter(subject_kind="suspension", subject_ref=one.reference)
    rules = [notice_rule(name) for name in owed.order_by("id").values_list("rule", flat=True)]
    return [rule.recipient for rule in rules if rule and rule.of == notice_of(one)]


def suspension_list(actor: Actor, at: datetime, after: str = "") -> dict[str, Any]:
    """One page of the suspensions of the actor's school, or of the notices that were given to the council."""
    found = door.within(Suspension, actor, Act.SEE_SUSPENSION).select_related("pupil", "school")
    own = {seat.agency_id for seat in actor.seats_for(Act.SEE_SUSPENSION, Standing.RAISED)}
    walked = walk(found, ["-first_on", "-id"], after, PAGE)
    return {
        "rows": [_row(one, at, is_own=one.school_id in own) for one in walked.rows],
        "walked": walked,
        "shown": [one.reference for one in walked.rows],
        "may_impose": bool(actor.seats_for(Act.IMPOSE_SUSPENSION, Standing.ON_ROLL)),
        "is_council": not own,
        "at": at,
    }


def _tag(one: Suspension, *, is_own: bool) -> str:
    if one.state == "cancelled" and is_own:
        return "Cancelled"
    return "Beyond power" if one.is_beyond_power else words.AS_REPORTED[one.kind]


def _row(one: Suspension, at: datetime, *, is_own: bool) -> dict[str, Any]:
    url = reverse("see_suspension", args=[one.reference])
    until = "" if one.first_on == one.last_on else f" to {day_month(one.last_on)}"
    return {
        "tag": _tag(one, is_own=is_own),
        "tag_kind": "late" if one.is_beyond_power else "",
        "when": f"{day_month(one.first_on)}{until}",
        "who": one.pupil.name,
        "who_url": url,
        "year": year_group(one.pupil.born_on, local_day(at)),
        "what": days_counted(one.half_days),
        "why": "" if is_own else one.school.name,
        "act_url": url,
        "act_label": "Read it" if is_own else "Read the notice",
    }
