"""What the council's triage shows: the queue, and what each decision tells the school."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db.models import Exists, OuterRef
from django.forms import CheckboxInput, RadioSelect
from django.urls import reverse

from agencies.actors import Actor
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.web.fields import Form
from agencies.web.lists import Stretch, walk
from agencies.web.pages import Page, Said, said
from agencies.words import day_month, long_day
from referrals import door
from referrals.cases.models import Case
from referrals.duties.facts import would_be_due
from referrals.duties.models import Duty
from referrals.duties.states import State as DutyState
from referrals.pupils.models import Pupil
from referrals.referrals import words
from referrals.referrals.access import queue
from referrals.referrals.models import Question, Referral
from referrals.referrals.pages.earlier import Before, earlier
from referrals.referrals.pages.next_step import owed_of
from referrals.referrals.pages.referral import ReferralPage, referral_page
from referrals.referrals.states import State, Urgency

QUEUE = 40
KEYS = {
    Act.ACCEPT_REFERRAL: "a",
    Act.RETURN_REFERRAL: "q",
    Act.REDIRECT_REFERRAL: "r",
    Act.DECLINE_REFERRAL: "d",
}
"""The council's four decisions, of equal weight, in their order, each with its key."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A word, and the kind of tag that it wears."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A referral that waits, with its nearest clock."""

    referral: Referral
    tag: Tag


@dataclass(frozen=True, kw_only=True)
class QueuePage(Page):
    """The council's queue, the longest waiting first; `referral` is the one that stands beside it."""

    template: ClassVar[str] = "referrals/triage_queue.html"
    rows: list[QueueRow]
    walked: Stretch
    after: str
    at: datetime
    referral: Referral | None = None

    @property
    def shown(self) -> list[str]:
        """The references of the referrals in the list, for the trail."""
        return [row.referral.reference for row in self.rows]


@dataclass(frozen=True, slots=True)
class Decision:
    """One of the four, with what the school will be told and by when."""

    key: str
    label: str
    tells: str
    url: str


@dataclass(frozen=True, kw_only=True)
class TriagePage(ReferralPage, QueuePage):
    """One referral whole, beside the queue, with the decisions that are possible."""

    template: ClassVar[str] = "referrals/triage_referral.html"
    referral: Referral
    others: list[Case]
    earlier: Before

    @property
    def shown(self) -> list[str]:
        """With what came before it."""
        return [*super().shown, *(one.reference for one in self.earlier.rows)]

    decisions: list[Decision]


@dataclass(frozen=True, kw_only=True)
class DecidePage(ReferralPage):
    """One decision, or an acknowledgement: what the school will be told, and what it is told besides."""

    template: ClassVar[str] = "referrals/triage_decide.html"
    act: Act
    said: Said
    besides: str


def queue_page(actor: Actor, at: datetime, after: str = "") -> QueuePage:
    """The queue by itself."""
    answered = Question.objects.filter(referral=OuterRef("pk"), answered_at__isnull=False)
    joined = Referral.objects.select_related("case__pupil", "case__school", "sent_by").annotate(
        is_answered=Exists(answered)
    )
    walked = walk(joined, ["sent_at", "id"], after, QUEUE, queue(actor))
    duties: dict[str, list[Duty]] = {}
    for duty in owed_of(row.reference for row in walked.rows):
        duties.setdefault(duty.subject_ref, []).append(duty)
    rows = [
        QueueRow(row, _tag(row, duties.get(row.reference, []), at, is_answered=row.is_answered)) for row in walked.rows
    ]
    return QueuePage(rows=rows, walked=walked, after="" if walked.is_first else after, at=at)


def _tag(referral: Referral, owed: list[Duty], at: datetime, *, is_answered: bool) -> Tag:
    """Late, due today, waiting, answered or new."""
    if referral.state == State.RETURNED:
        return Tag("wait", "Waits for the school")
    nearest = next((duty for duty in owed if duty.state == DutyState.OPEN), None)
    verb = "Acknowledge" if nearest and nearest.rule == "acknowledge_referral" else "Decide"
    today = local_day(at)
    if referral.urgency == Urgency.URGENT and nearest:
        return Tag("late", "Urgent: late") if nearest.due_on < today else Tag("due", "Urgent: today")
    if nearest and nearest.due_on < today:
        return Tag("late", f"{verb}: late")
    if nearest and nearest.due_on == today:
        return Tag("due", f"{verb} today")
    if nearest is None:
        return Tag("", "Waits")
    is_new = local_day(referral.sent_at or at) == today and referral.acknowledged_at is None
    first = "Answered" if is_answered else "New" if is_new else ""
    by = f"by {day_month(nearest.due_on)}"
    return Tag("new", f"{first}, {verb.lower()} {by}") if first else Tag("", f"{verb} {by}")


def triage_page(actor: Actor, referral: Referral, at: datetime, after: str = "") -> TriagePage:
    """One referral beside the queue."""
    queue, page = queue_page(actor, at, after), referral_page(ReferralPage, actor, referral, at)
    return TriagePage(
        **{**queue.context(), **page.context()},
        others=_others_at_work(actor, referral),
        earlier=earlier(actor, referral, at),
        decisions=_decisions(referral, page.can, at),
    )


def decide_page(actor: Actor, referral: Referral, act: Act, at: datetime, form: Form) -> DecidePage:
    """The page of one decision, or of an acknowledgement."""
    page = referral_page(ReferralPage, actor, referral, at, _focused(form))
    return DecidePage(
        **page.context(),
        act=act,
        said=_said(referral, act, at),
        besides=words.MAY_DISAGREE if act is Act.DECLINE_REFERRAL else "",
    )


def _focused(form: Form) -> Form:
    """The answer takes the focus when the page opens; not where something is to be corrected, which is said first."""
    written = (one.field.widget for one in form.visible_fields())
    first = next((widget for widget in written if not isinstance(widget, (RadioSelect, CheckboxInput))), None)
    if first is not None and not form.is_bound:
        first.attrs["autofocus"] = True
    return form


def _said(referral: Referral, act: Act, at: datetime) -> Said:
    return said(act, name=referral.case.pupil.name, **_days(referral, at))


def _days(referral: Referral, at: datetime) -> dict[str, str]:
    """The days by which the council would ask an agency, and the school answer."""
    school, authority = referral.case.school_id, referral.authority_id
    rules = ("share_case", "answer_referral")
    share, answer = would_be_due(rules, school_id=school, authority_id=authority, at=at)
    return {"share": long_day(share), "answer": long_day(answer)}


def _decisions(referral: Referral, can: frozenset[Act], at: datetime) -> list[Decision]:
    """The four decisions, those of them that are possible."""
    name = referral.case.pupil.name
    days = _days(referral, at) if can.intersection(KEYS) else {}
    found = [(act, key, said(act, name=name, **days)) for act, key in KEYS.items() if act in can]
    return [
        Decision(key, words_of_act.title, " ".join(words_of_act.lead), reverse(act, args=[referral.reference]))
        for act, key, words_of_act in found
    ]


def _others_at_work(actor: Actor, referral: Referral) -> list[Case]:
    """Other cases of the same family name and authority that this actor may see anyway: a hint, never a match."""
    name = referral.case.pupil.family_name
    alike = Pupil.objects.filter(authority_id=referral.authority_id, family_name=name).values_list("pk", flat=True)
    found = door.cases(actor, Act.SEE_CASE).filter(state="open", pupil_id__in=list(alike)).exclude(pk=referral.case_id)
    return list(found.select_related("pupil", "school").order_by("-id")[:3])
