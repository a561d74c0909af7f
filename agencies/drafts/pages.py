"""What a form shows of what was typed before, and the list of one's own drafts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django import forms
from django.urls import resolve

from agencies.acting.lives import ROWS
from agencies.actors import Actor
from agencies.drafts.access import Opened, names, opened_here, own_drafts, own_kept
from agencies.drafts.models import Draft, KeptSending
from agencies.policy import Act
from agencies.references import new_reference
from agencies.web.asking import Request
from agencies.web.fields import Form
from agencies.web.pages import Page
from agencies.web.typed import Mark, as_initial, free_text, mark_in, words_of

MOST_LISTED = 20
FIRST_WORDS = 60


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One unfinished draft: what it is for, the child where its writer may know who that is, first words and day."""

    reference: str
    url: str
    title: str
    child: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Carried:
    """What a form carries: its mark, what was opened in it again, the drafts that it could go on with.

    `is_unkept`: it holds words that stand nowhere but on its page.
    """

    mark: str
    opened: Opened | None
    drafts: list[DraftLine]
    path: str
    is_unkept: bool


@dataclass(frozen=True, kw_only=True)
class DraftsPage(Page):
    """One's own drafts, and what one had typed when one was signed out."""

    template: ClassVar[str] = "agencies/draft_list.html"
    drafts: list[DraftLine]
    kept: list[KeptSending]


def carry(request: Request, form: forms.Form) -> None:
    """Mark a form that has free text, put into it what was typed before, and say which drafts wait."""
    words = free_text(form)
    if not isinstance(form, Form) or not words or request.actor.person_id is None:
        return
    path = form.path or request.path
    found = opened_here(request) if path == request.path and not form.is_bound else None
    if found is not None:
        form.initial.update(as_initial(form, found.typed))
        if found.once and "once" in form.fields:
            form.initial["once"] = found.once
    is_new = request.method != "POST" and found is None
    drafts = own_drafts(request.actor, request.at).filter(path=path)[:MOST_LISTED] if is_new else []
    mark = _mark(request, form, path, words, found)
    is_unkept = request.method == "POST" or (found is not None and not found.is_draft)
    form.carried = Carried(mark.signed(), found, lines(request.actor, drafts), path, is_unkept)


def _mark(request: Request, form: Form, path: str, words: tuple[str, ...], found: Opened | None) -> Mark:
    """A new page's mark; the form that comes back goes on with the draft of the page that was sent."""
    before = mark_in(request, request.at) if request.method == "POST" else None
    person = request.user.reference  # type: ignore[union-attr]
    goes_on = before is not None and (before.person, before.path) == (person, path)
    return Mark(
        person=person,
        form=str(resolve(path).url_name),
        path=path,
        draft=before.draft if before and goes_on else found.reference if found else new_reference(),
        page=before.page if before and goes_on else new_reference(),
        version=before.version if before and goes_on else found.version if found else 0,
        once=str(form["once"].value() or "") if "once" in form.fields else "",
        words=words,
        since=request.at.timestamp(),
    )


def lines(actor: Actor, drafts: Iterable[Draft]) -> list[DraftLine]:
    """Drafts as one reads them."""
    found = list(drafts)
    known = names(actor, found)
    return [
        DraftLine(
            reference=draft.reference,
            url=f"{draft.path}?draft={draft.reference}",
            title=ROWS[Act(draft.form)].words.title or ROWS[Act(draft.form)].did,
            child=known.get(draft.reference, ""),
            words=_first_words(draft),
            at=draft.saved_at,
        )
        for draft in found
        if draft.form in ROWS
    ]


def _first_words(draft: Draft) -> str:
    words = " ".join(" ".join(words_of(draft.typed, tuple(draft.words))).split())
    return words if len(words) <= FIRST_WORDS else f"{words[:FIRST_WORDS].rsplit(' ', 1)[0]}…"


def drafts_page(actor: Actor, at: datetime) -> DraftsPage:
    """All of one's own."""
    return DraftsPage(
        drafts=lines(actor, own_drafts(actor, at)[:100]),
        kept=list(own_kept(actor, at)),
    )
