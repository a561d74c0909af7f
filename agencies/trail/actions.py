"""The trail's one hand: the only functions that write its lines, in the transaction of what they tell."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from agencies.actors import Actor, Refusal, SeatFacts
from agencies.policy import Act
from agencies.trail.facts import Head, chain, leaf
from agencies.trail.models import TrailEntry, TrailSeal

SEAL_BATCH = 20000
SETTLED = timedelta(minutes=2)


def write(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    on: tuple[str, str],
    case_ref: str = "",
    seat: SeatFacts | None = None,
    why: str = "",
    facts: dict[str, Any] | None = None,
    outcome: str = "done",
) -> None:
    """Write one line: the act, by whom (name, role and agency as text), when, on what (kind and reference), why."""
    how: dict[str, Any] = {"case_ref": case_ref, "seat": seat, "why": why, "facts": facts, "outcome": outcome}
    _line(act, by=by, at=at, on=on, **how).save(force_insert=True)


def _line(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    on: tuple[str, str],
    case_ref: str,
    outcome: str,
    seat: SeatFacts | None = None,
    why: str = "",
    facts: dict[str, Any] | None = None,
) -> TrailEntry:
    used = seat or (by.seats[0] if by.seats else None)
    also: dict[str, Any] = {"client": by.client} if by.client else {}
    if by.sent_as[0] and outcome == "done":
        also["sent"] = list(by.sent_as)
    return TrailEntry(
        at=at,
        outcome=outcome,
        act=act.value,
        person_id=by.person_id,
        by_name=by.name,
        by_role=used.role.value if used else "",
        by_agency=used.agency_name if used else "",
        authority_id=used.authority_id if used else None,
        subject_kind=on[0],
        subject_ref=on[1],
        case_ref=case_ref,
        why=why,
        facts={**(facts or {}), **also},
    )


Shown = tuple[Act, str, Collection[str]]
"""Of a page what it shows beside: the reading, of what kind, and the references of what was shown."""


def write_openings(
    act: Act, *, by: Actor, at: datetime, on: tuple[str, str], case_refs: Collection[str], also: Iterable[Shown] = ()
) -> None:
    """Write that one page was opened which shows something of these cases: a line each, in one statement.

    `also`: what else it shows, a line each.
    """
    lines = [_line(act, by=by, at=at, on=on, case_ref=one, outcome="opened") for one in case_refs]
    for reading, kind, shown in also:
        facts = {"shown": sorted(set(shown))}
        lines.append(_line(reading, by=by, at=at, on=(kind, ""), case_ref="", outcome="opened", facts=facts))
    TrailEntry.objects.bulk_create(lines)


def write_refusal(refusal: Refusal, *, by: Actor, at: datetime) -> None:
    """Write that the door refused, once the refused request has been rolled back."""
    on = (refusal.subject_kind, refusal.subject_ref)
    write(refusal.act, by=by, at=at, on=on, why=refusal.why, outcome="refused")


def seal(at: datetime) -> int:
    """Seal the settled lines since the last seal, chained to it; give their number.

    Settled: older than any transaction can run, so that none with a lower number can still come.
    """
    last = TrailSeal.objects.order_by("-last_id").first()
    since = TrailEntry.objects.filter(id__gt=last.last_id if last else 0).order_by("id")
    first_young = since.filter(at__gt=at - SETTLED).values_list("id", flat=True).first()
    settled = since if first_young is None else since.filter(id__lt=first_young)
    lines = list(settled[:SEAL_BATCH])
    if lines:
        leaves = b"".join(leaf(line) for line in lines)
        TrailSeal.objects.create(
            sealed_at=at,
            first_id=lines[0].pk,
            last_id=lines[-1].pk,
            lines=len(lines),
            root=chain(last.root if last else "", leaves),
            leaves=leaves,
        )
    return len(lines)


def head() -> Head | None:
    """The last seal, for whoever keeps it outside the database."""
    last = TrailSeal.objects.order_by("-last_id").first()
    return Head(last.last_id, last.root) if last else None
