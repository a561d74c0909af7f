"""The pages around what one person sees of a case: its own, who can see it and why, and sharing."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies.actors import Actor
from agencies.policy import Act
from agencies.web.pages import Page
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
