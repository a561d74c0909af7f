"""A suspension as a school's own system is told of it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from agencies.calendar.facts import bank_holidays, school_calendars
from agencies.deadlines import rule_for
from agencies.deadlines.regimes import Regime
from agencies.register.facts import regimes_of
from agencies.schoolday import SchoolCalendar
from interventions.suspensions import words
from interventions.suspensions.facts import not_known, unsettled
from interventions.suspensions.models import DaysElsewhere, Suspension
from interventions.suspensions.states import State
from interventions.suspensions.totals import Session
from referrals.duties.facts import is_tighter
from referrals.duties.models import Duty

OWN_LIMIT = "The council’s own limit, tighter than that of:"


def suspensions_for_system(rows: list[Suspension], external_ids: Mapping[int, str]) -> list[dict[str, object]]:
    """Each as a school's own system is told, in ids and codes alone; a query each for what hangs on it."""
    of = (Prefetch("sessions", to_attr="kept"), Prefetch("reasons", to_attr="coded"), "pupil__facts")
    told = Prefetch("elsewhere", DaysElsewhere.objects.filter(replaced_at=None), to_attr="told")
    prefetch_related_objects(rows, *of, told)
    refs = [row.reference for row in rows]
    duties = list(Duty.objects.filter(subject_kind="suspension", subject_ref__in=refs).order_by("due_at", "id"))
    schools = {row.school_id for row in rows}
    calendars, regimes = school_calendars(schools, bank_holidays()), regimes_of(schools)
    return [
        _for_system(
            row,
            [duty for duty in duties if duty.subject_ref == row.reference],
            external_ids,
            calendars[row.school_id],
            regimes[row.school_id],
        )
        for row in rows
    ]


def _for_system(
    one: Any, owed: list[Duty], external_ids: Mapping[int, str], school: SchoolCalendar, regime: Regime
) -> dict[str, object]:
    stand = [row for row in one.kept if not row.fell_away or one.state in (State.CANCELLED, State.VOID, State.DECIDED)]
    kept = sorted((row.day, list(Session).index(Session(row.session)), row.session) for row in stand)
    codes = [row.code for row in sorted(one.coded, key=lambda row: row.place)]
    return {
        "id": one.reference,
        "external_id": one.external_id or None,
        "pupil": external_ids.get(one.pupil_id),
        "state": one.state,
        "type": "LNCH" if one.kind == "lunch" else "SUSP",
        "reasons": [code.removeprefix(words.UNKNOWN) for code in codes],
        "unknown_reasons": [code.removeprefix(words.UNKNOWN) for code in codes if code.startswith(words.UNKNOWN)],
        "unsettled": [day.isoformat() for day, _ in unsettled([day for day, _, _ in kept], school)],
        "not_known": [] if one.state == State.VOID else not_known(one),
        "sessions": [[day.isoformat(), session] for day, _, session in kept],
        "half_days": one.half_days,
        "decided_at": _instant(one.decided_at),
        "decided_by_role": one.decided_by_role,
        "is_beyond_power": one.is_beyond_power,
        "days_elsewhere": next((_elsewhere(row) for row in one.told), None),
        "duties": [_duty(duty, regime) for duty in owed],
        "href": settings.SITE_URL + reverse("see_suspension", args=[one.reference]),
    }


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _elsewhere(told: DaysElsewhere) -> dict[str, object]:
    return {
        "answer": "yes" if told.half_days else "no",
        "half_days": told.half_days,
        "source": told.source,
        "asked_on": told.asked_on.isoformat(),
        "said_at": _instant(told.said_at),
    }


def _duty(duty: Duty, regime: Regime) -> dict[str, object]:
    rule = rule_for(duty.rule, duty.rule_from_on)
    source = rule.cited(regime)
    return {
        "what": rule.what,
        "state": duty.state,
        "due": duty.due_on.isoformat(),
        "rule": duty.rule,
        "source": f"{OWN_LIMIT} {source}" if is_tighter(duty, rule) else source,
    }
