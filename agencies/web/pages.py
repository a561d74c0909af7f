"""A page as a type: everything that its template shows, loaded whole, with its form and the words of its act."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from agencies.acting.lives import ROWS
from agencies.policy import Act


@dataclass(frozen=True, kw_only=True)
class Page:
    """What one template shows: its fields are the names that the template knows."""

    template: ClassVar[str] = ""
    form: forms.Form | None = None

    def context(self) -> dict[str, Any]:
        """The fields by name, as they are."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True, slots=True)
class Said:
    """What the page of an act says: its row's words, with what the page knows put in."""

    title: str
    heading: str
    lead: tuple[str, ...]
    button: str


def said(act: Act, **known: str) -> Said:
    """The words of an act's own page; {name} in them stands for what is known."""
    words = ROWS[act].words
    lead = tuple(one.format(**known) for one in words.lead)
    return Said(words.title, words.heading.format(**known), lead, words.button)


def show(request: HttpRequest, page: Page) -> HttpResponse:
    """The page, its forms marked as the edge says; 422 where its form came back with something to change."""
    carry: Callable[[forms.Form], None] = getattr(request, "carry", lambda form: None)
    for one in page.context().values():
        if isinstance(one, forms.Form):
            carry(one)
    is_wrong = page.form is not None and page.form.is_bound and bool(page.form.errors)
    return render(request, page.template, page.context(), status=422 if is_wrong else 200)
