"""What the pages of one referral show."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from agencies import deadlines
from agencies.acting.hanging import Hanging, hanging
from agencies.acting.lives import allows
from agencies.acting.prepared import Prepared
from agencies.actors import Actor
from agencies.people.models import Person
from agencies.policy import Act
from agencies.policy.kept_away import IS_IT
from agencies.schoolday import local_day
from agencies.settings.own import kept_away
from agencies.web.fields import Form
from agencies.web.pages import Page
from agencies.words import listed
from referrals import door
from referrals.cases.models import Case
from referrals.cases.states import State as CaseState
from referrals.cases.words import TOLD
from referrals.concerns.facts import Danger, danger, who_safeguards
from referrals.duties.facts import limit_in_words, nearness, within_words
from referrals.duties.models import Duty
from referrals.duties.states import State as DutyState
from referrals.referrals import words
from referrals.referrals.facts import came_since, decided_within, disagrees_until, has_manager, still_missing
from referrals.referrals.forms import DraftReferral
from referrals.referrals.models import Dispute, Question, Referral, Tried
from referrals.referrals.pages.next_step import next_step, owed_of
from referrals.referrals.states import State

BY = ("disputed_by", "decided_by", "answered_by")
TAGS = {
    "drafted": "wait",
    "sent": "",
    "returned": "due",
    "accepted": "ok",
    "declined": "no",
    "redirected": "no",
    "withdrawn": "no",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that runs or stands, with how its day was worked out where its reader owes it."""

    what: str
    due_on: date
    limit: str
    is_stopped: bool
    kind: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ReferralPage(Page):
    """One referral whole: what is asked, tried and answered, its state, next step, who and by when."""

    template: ClassVar[str] = "referrals/referral_page.html"
    referral: Referral
    case: Case
    tried: list[Tried]
    questions: list[Question]
    hanging: list[Hanging]
    state: str
    told: str
    basis: str
    contact_how: str
    reason: str
    next: str
    tag_kind: str
    clocks: list[Clock]
    can: frozenset[Act]
    missing: str
    disputes: list[Dispute]
    has_manager: bool
    disagrees_until: date | None
    sees_case: bool
    kept_away: str
    decided_by: Person | None
    acknowledged_by: Person | None
    withdrawn_by: Person | None
    at: datetime
    is_it: str = IS_IT

    @property
    def unanswered(self) -> list[Question]:
        """The questions that wait for the school."""
        return [question for question in self.questions if question.answered_at is None]


@dataclass(frozen=True, kw_only=True)
class StaleDraftPage(ReferralPage):
    """The draft as somebody else saved it, beside what was typed."""

    template: ClassVar[str] = "referrals/referral_stale.html"


@dataclass(frozen=True, kw_only=True)
class SendReferralPage(ReferralPage):
    """What leaves, looked at once more."""

    template: ClassVar[str] = "referrals/referral_send.html"
    acknowledged_within: str
    decided_within: str


@dataclass(frozen=True, kw_only=True)
class AnswerReferralPage(ReferralPage):
    """What the council asks, about to be answered."""

    template: ClassVar[str] = "referrals/referral_answer.html"


@dataclass(frozen=True, kw_only=True)
class WithdrawReferralPage(ReferralPage):
    """The referral, about to be withdrawn."""

    template: ClassVar[str] = "referrals/referral_withdraw.html"


@dataclass(frozen=True, kw_only=True)
class DisputePage(ReferralPage):
    """The decision, about to be disagreed with."""

    template: ClassVar[str] = "referrals/dispute_form.html"
    answered_within: str


@dataclass(frozen=True, kw_only=True)
class AnswerDisputePage(ReferralPage):
    """Why the school disagrees, about to be answered."""

    template: ClassVar[str] = "referrals/dispute_answer.html"


@dataclass(frozen=True, kw_only=True)
class DraftReferralPage(Page):
    """The draft as a form."""

    template: ClassVar[str] = "referrals/referral_form.html"
    form: DraftReferral
    case: Case
    stops: bool
    danger: Danger
    who_safeguards: str


def draft_page(actor: Actor, case: Case, form: DraftReferral, at: datetime) -> DraftReferralPage:
    """The draft as a form; with a danger ticked, it is asked first whether somebody rang."""
    return DraftReferralPage(
        form=form,
        case=case,
        stops=form.has_danger,
        danger=danger(case.school_id, at),
        who_safeguards=who_safeguards(case.school_id, at),
    )


_R = TypeVar("_R", bound=ReferralPage)


def referral_page(page: type[_R], actor: Actor, referral: Referral, at: datetime, form: Form | None = None) -> _R:
    """The referral on this page of it."""
    state = State(referral.state)
    possible = allows("referral", state)
    read = _read(actor, referral.pk, referral.reference, referral.case_id, possible)
    owed, tried, questions, seen, held, disputes = read
    can = _can(referral, door.acts_of(possible, held), disputes, at)
    waits = any(one.answered_at is None for one in disputes)
    return page(
        form=form,
        referral=referral,
        case=referral.case,
        tried=tried,
        questions=questions,
        hanging=hanging(actor, referral),
        state=state.label,
        told=TOLD.get(referral.family_told, ""),
        basis=words.BASES.get(referral.basis, ""),
        contact_how=words.HOW.get(referral.contact_how, ""),
        reason=(words.DECLINED | words.REDIRECTED).get(referral.reason, ""),
        next=next_step(referral, owed, local_day(at)),
        tag_kind=TAGS[state],
        clocks=_clocks(owed, at),
        can=can,
        missing=listed(still_missing(referral)) if state is State.DRAFTED else "",
        disputes=disputes,
        has_manager=(page is not DisputePage and not waits) or has_manager(referral, at),
        disagrees_until=disagrees_until(referral) if Act.DISPUTE_DECISION in can else None,
        sees_case=bool(seen),
        kept_away=_kept_away(referral, tried, questions, local_day(at)),
        decided_by=referral.decided_by,
        acknowledged_by=referral.acknowledged_by,
        withdrawn_by=referral.withdrawn_by,
        at=at,
        **_within(page, referral, at),
    )


def _kept_away(referral: Referral, tried: list[Any], questions: list[Any], on: date) -> str:
    """Where something in it can mean that the pupil was kept away without a suspension, those words."""
    written = [getattr(referral, name) for name in ("worries", "hopes", "going_well", "child_words", "family_words")]
    written += [text for row in tried for text in (row.what, row.result)]
    return kept_away(referral.authority_id, on, *written, *(question.answer for question in questions))


def _within(page: type[ReferralPage], referral: Referral, at: datetime) -> dict[str, str]:
    """How long the council has for what the page is about to begin."""
    if page is SendReferralPage:
        acknowledged = within_words(["acknowledge_referral"], referral.authority_id, at)[0]
        decided = decided_within(referral.authority_id, at)[referral.urgency]
        return {"acknowledged_within": acknowledged, "decided_within": decided}
    if page is DisputePage:
        return {"answered_within": within_words(["answer_dispute"], referral.authority_id, at)[0]}
    return {}


@Prepared
def _read(actor: Actor, pk: int, reference: str, case_id: int, possible: frozenset[Act]) -> list[QuerySet[Any]]:
    """What stands beside the referral: what is owed and by whom, what was tried and asked, and what one may."""
    mine = door.within(Duty, actor, Act.SEE_CASE).filter(pk=OuterRef("pk"))
    return [
        owed_of([reference]).annotate(is_mine=Exists(mine)),
        Tried.objects.filter(referral_id=pk).order_by("id"),
        Question.objects.filter(referral_id=pk).order_by("id").select_related("asked_by", "answered_by"),
        door.cases(actor, Act.SEE_CASE).filter(pk=case_id).values_list("pk"),
        door.held(Referral, actor, pk, possible),
        Dispute.objects.filter(referral_id=pk).order_by("id").select_related(*BY),
    ]


def _clocks(owed: list[Any], at: datetime) -> list[Clock]:
    return [
        Clock(
            what=deadlines.rule_for(duty.rule, duty.rule_from_on).what,
            due_on=duty.due_on,
            limit=limit_in_words(duty),
            is_stopped=duty.state == DutyState.STOPPED,
            kind="wait" if duty.state == DutyState.STOPPED else nearness(duty.due_on, local_day(at)),
            url=reverse("see_duty", args=[duty.reference]) if duty.is_mine else "",
        )
        for duty in owed
    ]


def _can(referral: Referral, held: frozenset[Act], disputes: list[Any], at: datetime) -> frozenset[Act]:
    """What one may do now: acknowledge once, disagree once with each decision and in time, answer what waits."""
    by_facts = {
        Act.ACKNOWLEDGE_REFERRAL: referral.acknowledged_at is None,
        Act.RECORD_FIRST_CONTACT: referral.contacted_at is None and referral.case.state == CaseState.OPEN,
        Act.ANSWER_DISPUTE: any(one.answered_at is None for one in disputes),
        Act.DISPUTE_DECISION: all(one.decided_at != referral.decided_at for one in disputes)
        and referral.case.state == CaseState.OPEN
        and referral.decided_at is not None
        and local_day(at) <= disagrees_until(referral)
        and not came_since(referral),
    }
    return frozenset(act for act in held if by_facts.get(act, True))
