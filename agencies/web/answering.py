"""The walk that every page with a form takes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import redirect

from agencies.acting.refusals import AlreadyDone
from agencies.web.asking import Request


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act gave; `again` where a second click found it done."""

    record: Any
    again: bool = False


def sent(request: Request) -> QueryDict | None:
    """What was sent, also when nothing was filled in; None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def attempt(
    form: forms.Form, do: Callable[[], Any], refusals: tuple[type[Exception], ...], *, already: bool = False
) -> Outcome | None:
    """Do the act with a valid form; None where the form has something to correct, with the sentence on it.

    `already` says that the record stands where the act leads: then a second click lands on it.
    """
    if already:
        return Outcome(None, again=True)
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            return Outcome(do())
    except AlreadyDone as there:
        return Outcome(there.record, again=True)
    except refusals as error:
        form.add_error(None, str(error))
        return None


def land(request: Request, outcome: Outcome, url: str, words: str) -> HttpResponseRedirect:
    """Go on to the page that shows what was done, saying so; a second click lands there too."""
    request.is_done = True
    messages.success(request, "Already done: here it is." if outcome.again else words)
    return redirect(url)
