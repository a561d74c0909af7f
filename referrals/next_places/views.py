"""A roll's coming school year: looked at, planned."""

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.policy import Act
from agencies.register.facts import highest_age
from agencies.schoolday import local_day
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request, require
from agencies.web.pages import show
from referrals import door
from referrals.next_places import access, actions, facts, forms, pages


def plan_roll(request: Request, reference: str, year: int) -> HttpResponse:
    """What each form is called from the first of September on, and who leaves before."""
    require(request.actor, Act.PLAN_ROLL)
    today = local_day(request.at)
    one = access.admit_roll(request.actor, reference, year, today)
    now = facts.forms_now(one, today)
    last_day, age = facts.last_day(one), highest_age(one.school.urn)
    form = forms.PlanRoll(sent(request), one=one, now=now, today=today, last_day=last_day, highest_age=age)
    done = attempt(request, form, lambda: _plan(request, one, form), (NotNow,), on=one)
    if done is None:
        door.note_list(request.actor, Act.SEE_PUPIL, "coming roll", form.places, request.at)
        return show(request, pages.plan_roll_page(one, form, now))
    url = reverse("plan_roll", args=[reference, year])
    return land(request, done, url, "" if done.again else pages.planned_words(done.record))


def _plan(request: Request, one: facts.ComingRoll, form: forms.PlanRoll) -> actions.Planned:
    return actions.plan_roll(one, form.plan(), by=request.actor, at=request.at)
