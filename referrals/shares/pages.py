"""What the share pages show: the offer, the terms, and to whom a case could be offered."""

from datetime import datetime
from typing import Any

from agencies.acting.lives import allows
from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.policy import PARTNERS, Act, Standing
from agencies.words import last_day, long_day
from referrals import door
from referrals.cases.models import Case
from referrals.cases.words import NOT_TOLD, TOLD
from referrals.entries.words import SECTIONS
from referrals.shares import words
from referrals.shares.facts import share_state
from referrals.shares.models import CaseShare
from referrals.shares.states import State

TAGS = {"offered": "wait", "to_begin": "wait", "live": "ok"} | dict.fromkeys(
    ("ended", "withdrawn", "declined", "replaced"), "no"
)


def receivers(case: Case) -> list[Agency]:
    """The agencies of the authority with which a case may be shared."""
    found = Agency.objects.filter(authority_id=case.authority_id, kind__in=[k.value for k in PARTNERS], closed_at=None)
    return list(found.order_by("name"))


def offer_page(share: CaseShare, at: datetime) -> dict[str, Any]:
    """The offer alone: purpose, question, what, until. Nothing of the child, not even the name."""
    return {
        "share": share,
        "purpose": words.PURPOSES[share.purpose],
        "basis": words.BASES[share.basis],
        "level": words.LEVELS[share.level],
        "sections": [SECTIONS[code] for code in share.sections],
        "from_agency": share.granting_agency.name,
        "until": long_day(last_day(share.ends_at)),
        "at": at,
    }


def share_page(actor: Actor, share: CaseShare, at: datetime) -> dict[str, Any]:
    """A share as its keepers and its receiver see it: the terms, its state, and the acts that are possible."""
    state = share_state(share, at)
    told = share.family_told
    return {
        **offer_page(share, at),
        "case": share.case,
        "state": state.label,
        "state_code": state,
        "can": _can(actor, share, state),
        "told": TOLD[told.told],
        "family": told,
        "not_told": NOT_TOLD.get(told.reason, ""),
        "tag_kind": TAGS[state],
        "newer": getattr(share, "replaced_by", None),
        "withdrawn_by": share.withdrawn_by,
        "accepted_by": share.accepted_by,
        "is_receiver": any(seat.agency_id == share.agency_id for seat in actor.seats),
    }


def _can(actor: Actor, share: CaseShare, state: State) -> frozenset[Act]:
    possible = allows("share", state)
    if share.answered_at:
        possible -= {Act.ANSWER_QUESTION}
    return frozenset(act for act in possible if door.within(CaseShare, actor, act).filter(pk=share.pk).exists())


def ended_lately(actor: Actor, since: datetime, at: datetime) -> list[dict[str, str]]:
    """Shares of one's own agency that ended: when, by whom and why; never of which child."""
    agencies = [seat.agency_id for seat in actor.seats_for(Act.SEE_SHARE, Standing.GRANTED)]
    if not agencies:
        return []
    rows = CaseShare.objects.filter(agency_id__in=agencies, accepted_at__isnull=False, replaced_by=None)
    ended = rows.filter(withdrawn_at__gt=since) | rows.filter(withdrawn_at=None, ends_at__gt=since, ends_at__lte=at)
    found = ended.select_related("withdrawn_by", "withdrawn_for").order_by("-id")[:10]
    return [_ending(share) for share in found]


def _ending(share: CaseShare) -> dict[str, str]:
    if share.withdrawn_at and share.withdrawn_by and share.withdrawn_for:
        return {
            "when": long_day(share.withdrawn_at),
            "who": f"{share.withdrawn_by.name}, {share.withdrawn_for.name}",
            "why": share.withdrawn_why,
            "purpose": words.PURPOSES[share.purpose],
        }
    return {
        "when": long_day(last_day(share.ends_at)),
        "who": "its date, as agreed when it was shared",
        "why": "",
        "purpose": words.PURPOSES[share.purpose],
    }
