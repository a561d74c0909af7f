"""What the pages of a case's acts show."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies.actors import Actor
from agencies.policy import Act
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said
from agencies.words import last_day, listed, long_day, possessive
from referrals.cases.models import Case
from referrals.cases.states import TELL_OF_SHARE, State
from referrals.concerns.models import Concern
from referrals.concerns.pages import ConcernPage, concern_page
from referrals.duties.facts import within_words
from referrals.duties.models import Duty


@dataclass(frozen=True, kw_only=True)
class CaseActPage(Page):
    """One act on a case: the words of its row, and its form."""

    template: ClassVar[str] = "referrals/case_act.html"
    case: Case
    said: Said


@dataclass(frozen=True, kw_only=True)
class FamilyToldPage(CaseActPage):
    """What the family was told: the form in two parts."""

    template: ClassVar[str] = "referrals/case_family_told.html"


@dataclass(frozen=True, kw_only=True)
class CloseCasePage(CaseActPage):
    """Closing a case: the referral that stands in the way, by its reference or "", and the shares that end."""

    template: ClassVar[str] = "referrals/case_close.html"
    in_the_way: str
    ending: list[str]


@dataclass(frozen=True, kw_only=True)
class OpenCasePage(ConcernPage):
    """The concern on which a case is opened."""

    template: ClassVar[str] = "referrals/concern_open.html"
    open_case: Case | None
    lead_within: str
    family_within: str


@dataclass(frozen=True, kw_only=True)
class JoinConcernPage(ConcernPage):
    """The concern that joins the pupil's open case."""

    template: ClassVar[str] = "referrals/concern_join.html"
    open_case: Case | None


def open_case_page(actor: Actor, concern: Concern, at: datetime, form: Form) -> OpenCasePage:
    """The page on which a case is opened, with how long the council then gives."""
    lead, family = within_words(("name_lead", "tell_family"), concern.authority_id, at)
    return concern_page(OpenCasePage, actor, concern, at, form, lead_within=lead, family_within=family)


def said_of(case: Case, act: Act, **known: str) -> Said:
    """The words of an act on this case: of which child, and what else is known."""
    child = case.pupil.first_name
    return said(act, child=child, whose=possessive(child), **known)


def name_lead_page(case: Case, form: Form) -> CaseActPage:
    """The page on which the lead professional is named."""
    today = f"Today it is {case.lead.name}." if case.lead else "Nobody is named yet."
    return CaseActPage(form=form, case=case, said=said_of(case, Act.NAME_LEAD, today=today))


def family_told_page(case: Case, form: Form) -> FamilyToldPage:
    """The page on which stands what the family was told."""
    of_shares = ""
    owed = Duty.objects.owed().filter(case=case, rule=TELL_OF_SHARE.rule, share__isnull=False)
    if names := [duty.share.agency.name for duty in owed.select_related("share__agency").order_by("id") if duty.share]:
        of_shares = TELL_OF.format(listed(names))
    return FamilyToldPage(form=form, case=case, said=said_of(case, Act.RECORD_FAMILY_TOLD, of_shares=of_shares))


TELL_OF = (
    "They are still to be told that the case is shared with {}: “yes” settles that too. If they can’t be told after "
    "all, end the share and offer it again: a second person then agrees to it."
)


ENDS = "These shares end at that moment, and do not come back:"
NONE_ENDS = "No share is open, so nobody outside loses sight of it."


def close_page(case: Case, at: datetime, form: Form) -> CloseCasePage:
    """What ends when the case is closed, and what stands in the way."""
    standing = case.shares.standing(at).select_related("agency").order_by("agency__name", "id")
    ending = [f"{share.agency.name}, until {long_day(last_day(share.over_at))}" for share in standing]
    waiting = case.referrals.open().first()
    return CloseCasePage(
        form=form,
        case=case,
        said=said_of(case, Act.CLOSE_CASE, ends=ENDS if ending else NONE_ENDS),
        in_the_way=waiting.reference if waiting else "",
        ending=ending,
    )


def reopen_page(case: Case, form: Form) -> CaseActPage:
    """The page on which a case is reopened."""
    was_closed = f"It was closed on {long_day(case.closed_at)}." if case.closed_at else ""
    since = "It is open." if case.state == State.OPEN else was_closed
    return CaseActPage(form=form, case=case, said=said_of(case, Act.REOPEN_CASE, since=since))
