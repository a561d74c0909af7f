"""The story narrowed by kind, part and agency: what its reader can choose, and the way back to it as it was."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from agencies.actors import Actor
from agencies.policy import Kind as AgencyKind
from agencies.policy import Level
from agencies.web.narrowing import BACK, LONGEST, Asked, Choice, Filter, asked
from referrals.entries.actions import OWN_SECTION
from referrals.entries.models import Entry
from referrals.entries.states import Kind
from referrals.entries.words import SECTIONS
from referrals.shares.models import CaseShare

COLUMNS = {"kind": "kind", "part": "section", "agency": "agency_id"}
MOST_AGENCIES = 100
INDEX = ("entry_story",)
"""Of one case it is one stretch: a choice passes over what stands in it and reads nothing beyond."""


def agencies_of(entries: QuerySet[Entry]) -> QuerySet[Entry, tuple[str, str, int]]:
    """The agencies at which these entries were written: of what one may not read none."""
    named = entries.order_by("agency__name", "agency_id").values_list("agency__reference", "agency__name", "agency_id")
    return named.distinct()[:MOST_AGENCIES]


def parts_of(actor: Actor, shares: Iterable[CaseShare], *, is_keeper: bool) -> list[Choice]:
    """The parts that the reader reads: all for who keeps the case, those of the shares, and what the team adds."""
    shares = list(shares)
    if is_keeper or any(one.level in (Level.FULL, Level.RESTRICTED) for one in shares):
        return [(code, label, code) for code, label in SECTIONS.items()]
    shown = {code for one in shares for code in one.sections}
    shown |= {OWN_SECTION.get(AgencyKind(seat.kind), "") for seat in actor.seats}
    return [(code, label, code) for code, label in SECTIONS.items() if code in shown]


def kinds_of(*, is_keeper: bool) -> list[Choice]:
    """Every kind, but what no share shows."""
    return [(kind.value, kind.label, kind.value) for kind in Kind if is_keeper or kind is not Kind.DANGER]


def narrowing(
    actor: Actor,
    at: datetime,
    sent: Mapping[str, str],
    *,
    shares: list[CaseShare],
    agencies: list[Choice],
    is_keeper: bool,
) -> Asked:
    """What of the story is asked for, of what this reader can choose; `shares`: their own live ones."""
    parts = parts_of(actor, shares, is_keeper=is_keeper)
    filters = (
        Filter("kind", "Kind", "All kinds", INDEX, lambda *_: kinds_of(is_keeper=is_keeper)),
        Filter("part", "Part", "All parts", INDEX, lambda *_: parts, least=2),
        Filter("agency", "Agency", "All agencies", INDEX, lambda *_: agencies, least=2),
    )
    came_from, anchor = sent.get(BACK, "")[:LONGEST], "story" if is_keeper else "sight-story"
    return replace(asked(filters, actor, at, sent), came_from=came_from, anchor=anchor)


def narrow_of(how: Asked) -> dict[str, Any]:
    """What is asked of an entry."""
    return {COLUMNS[name]: meant for name, meant in how.means.items()}
