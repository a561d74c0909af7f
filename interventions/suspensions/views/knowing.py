"""What is known of a pupil who is suspended."""

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.policy import Act
from agencies.schoolday import local_day, school_year
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request
from agencies.web.pages import show
from interventions.suspensions import actions, pages
from interventions.suspensions.education import education_of
from interventions.suspensions.elsewhere import holds_now, said_before
from interventions.suspensions.facts import not_known
from interventions.suspensions.forms import ArrangeEducation, RecordDaysElsewhere, RecordExamDay, SettleFacts
from interventions.suspensions.models import Suspension
from interventions.suspensions.views.kept import act_on, one_for
from referrals import door

ALL_KNOWN = "All that is asked of the pupil is known."


def settle_facts(request: Request, reference: str) -> HttpResponse:
    """Say yes or no of what nobody has said."""
    writes = request.method == "POST"
    one = door.admit(request.actor, Act.SETTLE_FACTS, reference, of=Suspension, at=request.at, to_write=writes)
    asked = not_known(one)
    if not (asked or writes):
        raise NotNow(ALL_KNOWN)
    form = SettleFacts(sent(request), asked=asked)
    kept = attempt(request, form, lambda: _keep(request, one, form), (NotNow,), on=one)
    if kept is None:
        return show(request, pages.act_page(one, Act.SETTLE_FACTS, form))
    return land(request, kept, reverse("see_suspension", args=[reference]), "It is kept.")


def record_days_elsewhere(request: Request, reference: str) -> HttpResponse:
    """Days at another school that are not recorded here, or that there were none."""
    one = one_for(request, Act.RECORD_DAYS_ELSEWHERE, reference)
    year, held = school_year(one.first_on), said_before(one)
    form = RecordDaysElsewhere(sent(request), today=local_day(request.at), year=year, there=holds_now(one), held=held)

    def do() -> None:
        said, instead_of = form.cleaned_data["said"], form.cleaned_data["stands"]
        actions.record_days_elsewhere(one, said, by=request.actor, at=request.at, instead_of=instead_of)

    return act_on(request, one, Act.RECORD_DAYS_ELSEWHERE, form, do, "It is kept, and the totals are counted again.")


def arrange_education(request: Request, reference: str) -> HttpResponse:
    """By whom education is given meanwhile, where and from when on; when the family was told."""
    one = one_for(request, Act.ARRANGE_EDUCATION, reference)
    there = education_of([one.pk]).get(one.pk)
    form = ArrangeEducation(sent(request), today=local_day(request.at), suspension=one, there=there)

    def do() -> None:
        seen = {"instead_of": form.cleaned_data["stands"], "told_anew": form.cleaned_data["told_anew"]}
        actions.arrange_education(one, form.arranged(), by=request.actor, at=request.at, **seen)

    return act_on(request, one, Act.ARRANGE_EDUCATION, form, do, "What is arranged is kept. It stands in the letter.")


def record_exam_day(request: Request, reference: str) -> HttpResponse:
    """Whether an exam is missed and on which day, learned after the decision."""
    one = one_for(request, Act.RECORD_EXAM_DAY, reference)
    form = RecordExamDay(sent(request), suspension=one)

    def do() -> None:
        actions.record_exam_day(one, by=request.actor, at=request.at, **form.facts())

    return act_on(
        request, one, Act.RECORD_EXAM_DAY, form, do, "It is kept. What the board owes by it is worked out again."
    )


def _keep(request: Request, one: Suspension, form: SettleFacts) -> None:
    actions.settle_facts(one, form.cleaned_data, by=request.actor, at=request.at)
