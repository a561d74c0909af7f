"""A school is closed for a day, and that is taken back."""

from django.http import HttpResponse

from agencies.acting.refusals import NotNow
from agencies.calendar import words
from agencies.closures import access, actions, forms, pages
from agencies.closures.models import Closure
from agencies.policy import Act
from agencies.schoolday import local_day, school_year
from agencies.trail.access import done_on
from agencies.web.answering import attempt, land, sent
from agencies.web.asking import Request, require
from agencies.web.fields import Confirm
from agencies.web.pages import show


def keep_closure(request: Request, reference: str) -> HttpResponse:
    """Close a school for a day."""
    require(request.actor, Act.KEEP_CLOSURE)
    school, today = access.admit_school(request.actor, reference), local_day(request.at)
    form = forms.KeepClosure(sent(request), today=today)

    def do() -> Closure:
        return actions.keep_closure(school, **form.cleaned_data, by=request.actor, at=request.at)

    kept = attempt(request, form, do, (NotNow,))
    if kept is None:
        return show(request, pages.keep_closure_page(school, form, school_year(today)))
    return land(request, kept, pages.url_of(kept.record), _said("{school} is closed", kept.record))


def end_closure(request: Request, reference: str) -> HttpResponse:
    """Take a closure back."""
    require(request.actor, Act.END_CLOSURE)
    closure = access.admit_closure(request.actor, reference, to_write=request.method == "POST")
    form = Confirm(sent(request))

    def do() -> Closure:
        return actions.end_closure(closure, by=request.actor, at=request.at)

    ended = attempt(request, form, do, (NotNow,), on=closure)
    if ended is None:
        return show(request, pages.end_closure_page(closure, form))
    return land(request, ended, pages.url_of(closure), _said("Taken back", closure))


def _said(what: str, closure: Closure) -> str:
    """What was done, and what followed of it."""
    line = done_on("closure", closure.reference).first()
    followed = words.followed(line.facts) if line else ""
    return f"{what.format(school=closure.school.name)}: {closure}. {followed}".strip()
