"""The pages around what one person sees of a case: its own, who can see it and why, and sharing; and the list."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies.actors import Actor
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.web.lists import key_text, read_key
from agencies.web.pages import Page
from agencies.words import year_group
from interventions.case_page.pages.case import CaseSight
from interventions.case_page.pages.circle import Joining, Ring, count, ring
from referrals import door
from referrals.cases.models import Case
from referrals.shares.forms import ShareCase


@dataclass(frozen=True, kw_only=True)
class ReasonsPage(Page):
    """Who can see the case, and why: all of them for its keepers, for a receiver their own reason."""

    template: ClassVar[str] = "interventions/case_reasons.html"
    sight: CaseSight
    case: Case
    at: datetime


@dataclass(frozen=True, kw_only=True)
class CasePage(ReasonsPage):
    """The case as this person may see it, with what they may do."""

    template: ClassVar[str] = "interventions/case_page.html"
    can: frozenset[Act]


@dataclass(frozen=True, slots=True)
class Preview:
    """The page that a worker of an agency would open, and who would join those who can see the case."""

    sight: CaseSight
    agency: str
    joining: Joining


@dataclass(frozen=True, kw_only=True)
class ShareFormPage(Page):
    """Sharing, with a preview once it can be made; who can see the case now, and who would join."""

    template: ClassVar[str] = "interventions/share_form.html"
    form: ShareCase
    case: Case
    preview: Preview | None
    usual: str
    people: int
    ring: Ring


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the list."""

    case: Case
    year: str
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class CaseListPage(Page):
    """One page of the cases that the actor may see; `next` is the cursor of the one after it."""

    template: ClassVar[str] = "interventions/case_list.html"
    rows: list[Row]
    next: str
    state: str
    is_first: bool


def case_page(sight: CaseSight, at: datetime) -> CasePage:
    """The case's own page, around what one sees of it."""
    return CasePage(sight=sight, case=sight.case, can=sight.can, at=at)


def reasons_page(sight: CaseSight, at: datetime) -> ReasonsPage:
    """The page of who can see it."""
    return ReasonsPage(sight=sight, case=sight.case, at=at)


def share_form_page(actor: Actor, case: Case, form: ShareCase, preview: Preview | None) -> ShareFormPage:
    """The form that offers the case, with the ring and whoever would join."""
    reasons, joining = door.explain(case), preview.joining.count if preview else 0
    circle = ring(case, reasons, actor, joining)
    people, usual = count(reasons), form.usual
    return ShareFormPage(form=form, case=case, preview=preview, usual=usual, people=people, ring=circle)


def case_list(actor: Actor, at: datetime, *, state: str = "open", before: str = "") -> CaseListPage:
    """One page of the cases that the actor may see, newest first; `before` is the cursor of one."""
    narrow = {"state": state} if state in ("open", "closed") else {}
    key = read_key(Case, ("updated_at", "id"), before)
    listed, following = door.page(actor, Act.SEE_CASE, narrow, before=(key[0], key[1]) if key else None)
    today = local_day(at)
    rows = [Row(one.case, year_group(one.case.pupil.born_on, today), one.changed_at) for one in listed]
    return CaseListPage(rows=rows, next=key_text(following or ()), state=state, is_first=not key)
