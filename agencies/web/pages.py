"""A page as a type: everything that its template shows, loaded whole, with its form and the words of its act."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import render

from agencies.acting.lives import ROWS
from agencies.acting.naming import is_of_a_child, mark
from agencies.policy import Act
from agencies.web.asking import Request


@dataclass(frozen=True, kw_only=True)
class Page:
    """What one template shows: its fields are the names that the template knows. `about` ends its title."""

    template: ClassVar[str] = ""
    form: forms.Form | None = None
    about: str = ""

    def context(self) -> dict[str, Any]:
        """The fields by name, as they are."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @property
    def subject(self) -> Model | None:
        """The record that the page is about: the first of its fields that is one of a child."""
        held = (getattr(self, one.name) for one in fields(self))
        return next((one for one in held if isinstance(one, Model) and is_of_a_child(one)), None)


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
    lead = tuple(filter(None, (one.format(**known) for one in words.lead)))
    return Said(words.title, words.heading.format(**known), lead, words.button.format(**known))


def show(request: Request, page: Page) -> HttpResponse:
    """The page, its forms marked as the edge says; 422 where its form came back with something to change.

    Its title gets the reference, and initials.
    """
    carry: Callable[[forms.Form], None] = getattr(request, "carry", lambda form: None)
    for one in page.context().values():
        if isinstance(one, forms.Form):
            carry(one)
    is_wrong = page.form is not None and page.form.is_bound and bool(page.form.errors)
    if (subject := page.subject) is not None:
        page = replace(page, about=f", {mark(request.actor, subject)}")
    return render(request, page.template, page.context(), status=422 if is_wrong else 200)
