"""What the pages of a school's closures show."""

from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse

from agencies.closures.forms import KeepClosure
from agencies.closures.models import Closure
from agencies.directory.models import Agency
from agencies.policy import Act
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said


@dataclass(frozen=True, kw_only=True)
class ClosureActPage(Page):
    """One act on a closure, in the words of its row; `url` is where its year stands."""

    template: ClassVar[str] = "agencies/closure_act.html"
    said: Said
    url: str


def keep_closure_page(school: Agency, form: KeepClosure, year: int) -> ClosureActPage:
    """The form on which a school is closed for a day."""
    return ClosureActPage(form=form, said=said(Act.KEEP_CLOSURE, school=school.name), url=year_url(school, year))


def end_closure_page(closure: Closure, form: Form) -> ClosureActPage:
    """The page on which it is taken back."""
    known = {"school": closure.school.name, "closure": str(closure)}
    return ClosureActPage(form=form, said=said(Act.END_CLOSURE, **known), url=url_of(closure))


def url_of(closure: Closure) -> str:
    """Where the school year stands in which it is."""
    return year_url(closure.school, closure.year)


def year_url(school: Agency, year: int) -> str:
    """Where one school year stands."""
    return reverse("keep_year", args=[school.reference, year])
