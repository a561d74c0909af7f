"""What a person types into a form, and the signed mark that the form carries: whose page it was, and which."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.crypto import salted_hmac

MOST_TYPED = 40_000
MARKED_FOR = timedelta(hours=10)
MARK = "mark"
NOT_TYPED = frozenset({"csrfmiddlewaretoken", MARK, "once", "asked", "find", "add", "preview", "impose", "take"})
"""What a form carries and nobody typed."""
Typed = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Mark:
    """Whose page, which form and of what, since when: signed, so that only what was typed into a page of ours is kept.

    `draft` is the reference of the draft that this page makes or goes on with, `page` the page itself, and `version`
    what it saw of the draft. `words` names the fields that are free text.
    """

    person: str
    form: str
    path: str
    draft: str
    page: str
    version: int
    once: str
    words: tuple[str, ...]
    since: float

    def signed(self) -> str:
        """As the page carries it."""
        return _signer().sign_object(asdict(self), compress=True)


def _signer() -> signing.Signer:
    return signing.Signer(salt="agencies.web.typed")


def mark_in(request: HttpRequest, at: datetime) -> Mark | None:
    """The mark of what was sent; None for none, a forged one, and one older than ten hours."""
    try:
        held = _signer().unsign_object(request.POST.get(MARK, ""))
        mark = Mark(**{**held, "words": tuple(held["words"])})
    except (signing.BadSignature, ValueError, TypeError, KeyError):
        return None
    return mark if 0 <= at.timestamp() - mark.since < MARKED_FOR.total_seconds() else None


def typed_in(sent: QueryDict) -> Typed:
    """The fields as typed; a line ends in one character, as whoever typed it would count."""
    return {
        name: [value.replace("\r\n", "\n") for value in sent.getlist(name)] for name in sent if name not in NOT_TYPED
    }


def sent_as(request: HttpRequest, at: datetime) -> tuple[str, str]:
    """What the trail keeps of a sending: a keyed hash of its words and files, and the page that sent it, if marked."""
    typed = {name: [one.strip() for one in values] for name, values in typed_in(request.POST).items()}
    said = json.dumps([request.path, {name: values for name, values in typed.items() if any(values)}], sort_keys=True)
    said += "".join(_hash(file) for file in request.FILES.values())
    mark = mark_in(request, at)
    return salted_hmac("agencies.web.sent_as", said, algorithm="sha256").hexdigest(), mark.page if mark else ""


def _hash(file: Any) -> str:
    """A file by its bytes: the same words with another file are another sending."""
    found = sha256()
    for piece in file.chunks():
        found.update(piece)
    file.seek(0)
    return found.hexdigest()


def length_of(typed: Typed) -> int:
    """How many characters were typed."""
    return sum(len(value) for values in typed.values() for value in values)


def words_of(typed: Mapping[str, list[str]], names: tuple[str, ...]) -> list[str]:
    """What was typed in a person's own words."""
    return [value for name in names for value in typed.get(name, []) if value.strip()]


def as_initial(form: forms.Form, typed: Typed) -> dict[str, str | list[str]]:
    """The fields as a form's `initial` takes them."""
    return {
        name: values if isinstance(form.fields[name], forms.MultipleChoiceField) else values[-1]
        for name, values in typed.items()
        if name in form.fields and values
    }


def free_text(form: forms.Form) -> tuple[str, ...]:
    """The fields of a form in which one writes what one likes, the longest kind first."""
    written = {
        name: field.widget
        for name, field in form.fields.items()
        if isinstance(field, forms.CharField) and isinstance(field.widget, forms.Textarea | forms.TextInput)
    }
    longest = sorted(written, key=lambda name: not isinstance(written[name], forms.Textarea))
    return tuple(name for name in longest if name not in getattr(form, "not_words", ()))
