"""A person's own drafts, and what they had typed when they were signed out: nobody else reaches either."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from agencies.accounts import factors
from agencies.acting.naming import children
from agencies.actors import Actor
from agencies.drafts.facts import DRAFTS_FOR, KEPT_FOR
from agencies.drafts.models import Draft, KeptSending
from agencies.web.asking import Request
from agencies.web.typed import Typed, words_of


@dataclass(frozen=True, slots=True)
class Opened:
    """What was typed before, as its page opens it again; `is_draft`, or else what was sent by who was signed out."""

    reference: str
    path: str
    typed: Typed
    words: tuple[str, ...]
    at: datetime
    is_draft: bool
    once: str = ""
    version: int = 0

    @property
    def own_words(self) -> list[str]:
        """What its writer wrote, without any name that the service knows."""
        return words_of(self.typed, self.words)


def own_drafts(actor: Actor, at: datetime) -> QuerySet[Draft]:
    """The unfinished drafts of whoever asks, the newest first."""
    drafts = Draft.objects.filter(person_id=actor.who, sent_at=None, saved_at__gt=at - DRAFTS_FOR)
    return drafts.order_by("-saved_at", "-id")


def own_kept(actor: Actor, at: datetime) -> QuerySet[KeptSending]:
    """What whoever asks had sent when they were signed out, the newest first."""
    return KeptSending.objects.filter(person_id=actor.who, kept_at__gt=at - KEPT_FOR).order_by("-kept_at", "-id")


def opened(request: Request) -> Opened | None:
    """What the address says shall stand in the form again, `?draft=` or `?given=`: one's own, or None."""
    if request.method == "POST" or request.actor.person_id is None:
        return None
    if reference := request.GET.get("given", "")[:11]:
        return _kept(own_kept(request.actor, request.at).filter(reference=reference).first())
    if reference := request.GET.get("draft", "")[:11]:
        return _draft(own_drafts(request.actor, request.at).filter(reference=reference).first())
    return None


def opened_here(request: Request) -> Opened | None:
    """The same, where it was typed into the form at this address."""
    found = opened(request)
    return found if found is not None and found.path == request.path else None


def first_typed(request: Request, *several: str) -> dict[str, Any]:
    """What the form at this address begins with: what was typed before; `several` are the fields with many answers."""
    found = opened_here(request)
    typed = found.typed if found is not None else {}
    return {name: values if name in several else values[-1] for name, values in typed.items() if values}


def names(actor: Actor, drafts: Iterable[Draft]) -> dict[str, str]:
    """The child of each draft by the draft's reference, where its writer may know who that is now."""
    about = {draft.reference: (draft.subject_kind, draft.subject_ref) for draft in drafts}
    known = children(actor, about.values())
    return {reference: known[subject].name for reference, subject in about.items() if subject in known}


def _draft(draft: Draft | None) -> Opened | None:
    if draft is None:
        return None
    words, version = tuple(draft.words), draft.version
    return Opened(draft.reference, draft.path, draft.typed, words, draft.saved_at, is_draft=True, version=version)


def _kept(kept: KeptSending | None) -> Opened | None:
    try:
        held = json.loads(factors.decrypt(kept.text)) if kept is not None else None
    except factors.NoKey:
        return None
    if kept is None or held is None:
        return None
    words, once = tuple(held["words"]), held["once"]
    before = Draft.objects.filter(person_id=kept.person_id, reference=kept.reference).first()
    version = before.version if before is not None else 0
    return Opened(
        kept.reference, kept.path, held["typed"], words, kept.kept_at, is_draft=False, once=once, version=version
    )
