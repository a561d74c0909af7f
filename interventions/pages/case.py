"""The case page as one person sees it: built from what the door gives them, so that a preview is the page itself."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from agencies.actors import Actor
from agencies.calendar import WorkingCalendar, local_day
from agencies.clocks import bank_holidays
from agencies.models import TrailEntry
from agencies.policy import Act, Level, Standing
from agencies.words import last_day, year_group
from interventions.pages.rows import Row, row
from referrals import access, lifecycle, words
from referrals.actions.shares import share_state
from referrals.models import Case, CaseShare, Duty, Entry, FamilyTold, Referral

LEVELS = [level.value for level in Level]
MOST_ENTRIES = 200
MOST_OPENINGS = 1000
HEAD_ACTS = (Act.ADD_ENTRY, Act.SHARE_CASE, Act.DRAFT_REFERRAL)


@dataclass(frozen=True, slots=True)
class CaseSight:
    """One case as one actor may see it."""

    case: Case
    year: str
    is_keeper: bool
    level: str
    shows_summary: bool
    shares: list[dict[str, Any]]
    parts: list[tuple[str, bool]]
    entries: list[Entry]
    due: list[Row]
    referrals: list[Referral]
    told: FamilyTold | None
    reasons: list[access.Reason]
    can: frozenset[Act] = field(default=frozenset())
    opened: int = 0


def case_sight(actor: Actor, case: Case, at: datetime) -> CaseSight:
    """Everything that the page shows this actor of the case, and nothing that they may not see."""
    can = access.can(actor, case) & (lifecycle.allows("case", case.state) | {Act.SEE_TRAIL})
    is_keeper = Act.SEE_TRAIL in can or _is_named(actor, case)
    shares = _shares(actor, case, at)
    own = [share for share in shares if share["is_mine"] and share["state"] == "live"]
    level = Level.FULL.value if is_keeper else max((s["share"].level for s in own), key=LEVELS.index, default="E")
    return CaseSight(
        case=case,
        year=year_group(case.pupil.born_on, local_day(at)),
        is_keeper=is_keeper,
        level=level,
        shows_summary=LEVELS.index(level) >= LEVELS.index(Level.SUMMARY.value),
        shares=shares,
        parts=[] if is_keeper else _parts(level, own),
        entries=_entries(actor, case),
        due=_due(actor, case, at, is_keeper),
        referrals=_referrals(actor, case) if is_keeper else [],
        told=case.told.order_by("-id").first() if is_keeper else None,
        reasons=access.explain(case) if is_keeper else [],
        can=can,
        opened=_openings(case) if Act.SEE_TRAIL in can else 0,
    )


def _is_named(actor: Actor, case: Case) -> bool:
    named = actor.seats_for(Act.SEE_CASE, Standing.NAMED)
    return case.lead_id == actor.person_id is not None and any(s.agency_id == case.school_id for s in named)


def _shares(actor: Actor, case: Case, at: datetime) -> list[dict[str, Any]]:
    found = access.within(CaseShare, actor, Act.SEE_SHARE).filter(case=case)
    mine = {seat.agency_id for seat in actor.seats}
    return [
        {
            "share": share,
            "state": (state := share_state(share, at)),
            "state_words": words.SHARE_STATES[state],
            "level": words.LEVELS[share.level],
            "sections": [words.SECTIONS[code] for code in share.sections],
            "purpose": words.PURPOSES[share.purpose],
            "basis": words.BASES[share.basis],
            "until": last_day(share.ends_at),
            "is_mine": share.agency_id in mine,
        }
        for share in found.select_related("agency", "granted_by", "granting_agency", "family_told").order_by("-id")[:50]
    ]


def _parts(level: str, own: list[dict[str, Any]]) -> list[tuple[str, bool]]:
    """Each part of a story and whether the receiver's shares show it, in words."""
    shown = {code for share in own for code in share["share"].sections}
    is_full = level in (Level.FULL, Level.RESTRICTED)
    return [(label, is_full or code in shown) for code, label in words.SECTIONS.items() if code != "casework"]


def _entries(actor: Actor, case: Case) -> list[Entry]:
    found = access.within(Entry, actor, Act.SEE_ENTRY).filter(case=case).select_related("author", "agency")
    return list(found.order_by("-happened_on", "-id")[:MOST_ENTRIES])


def _due(actor: Actor, case: Case, at: datetime, is_keeper: bool) -> list[Row]:
    """What is owed: for a keeper everything on the case, for a receiver what is asked of them."""
    mine = access.within(Duty, actor, Act.SEE_CASE).filter(case=case)
    owed = Duty.objects.filter(case=case) if is_keeper else mine
    working = WorkingCalendar(bank_holidays())
    rows = owed.filter(state__in=["open", "stopped"]).select_related("pupil", "case", "agency").order_by("due_at", "id")
    return [row(duty, at, working) for duty in rows]


def _referrals(actor: Actor, case: Case) -> list[Referral]:
    found = access.within(Referral, actor, Act.SEE_REFERRAL).filter(case=case)
    return list(found.select_related("decided_by", "sent_by").order_by("-id"))


def _openings(case: Case) -> int:
    """How often the case was opened, up to a thousand."""
    opened = TrailEntry.objects.filter(case_ref=case.reference, outcome="opened").order_by("-at")
    return len(opened.values_list("id")[:MOST_OPENINGS])


def who_can_see(case: Case, at: datetime) -> dict[str, Any]:
    """Every agency and person that can see the case, with the reason in words."""
    return {"reasons": access.explain(case), "levels": words.LEVELS, "purposes": words.PURPOSES, "at": at}


def trail_page(case: Case, at: datetime) -> dict[str, Any]:
    """Who opened it and did what, newest first, two hundred lines."""
    found = TrailEntry.objects.filter(case_ref=case.reference).order_by("-at", "-id")[:200]
    lines = [
        {"line": line, "words": words.act_in_words(line.act), "role": words.ROLES.get(line.by_role, "")}
        for line in found
    ]
    return {"lines": lines, "at": at}


def case_list(
    actor: Actor, at: datetime, *, state: str = "open", before: tuple[datetime, int] | None = None
) -> dict[str, Any]:
    """One page of the cases that the actor may see, newest first."""
    narrow = {"state": state} if state in ("open", "closed") else {}
    rows, following = access.page(actor, Act.SEE_CASE, narrow, before=before)
    today = local_day(at)
    return {
        "rows": [{"case": case, "year": year_group(case.pupil.born_on, today)} for case in rows],
        "next": f"{following[0].timestamp():.6f}_{following[1]}" if following else "",
        "state": state,
        "is_first": before is None,
        "at": at,
    }
