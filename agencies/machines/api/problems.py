"""What could not be done, as RFC 9457 problems: pointers into what was sent, and nothing of it said again."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions

from agencies.web.asking import Forbidden, NotFound

TYPE = "urn:inclusion:problem:"
PAGE, MOST = 50, 200
"""Rows a page: where nothing is said, and where the most is."""
TITLES = {
    "bad-request": (400, "This is no request that can be read."),
    "bad-json": (400, "The body is no JSON that can be read."),
    "bad-cursor": (400, "This page’s cursor can’t be read. Begin again at the first page."),
    "no-idempotency-key": (400, "Send an Idempotency-Key header of 1 to 128 letters, digits, hyphens or underscores."),
    "no-token": (401, "Send a bearer token that is live."),
    "no-tls": (403, "Come by HTTPS. What was sent in the clear may have been read: renew the secret."),
    "no-scope": (403, "The token does not carry the scope that this needs."),
    "forbidden": (403, "You may see this, and may not do that."),
    "not-found": (404, "There is nothing here, or nothing that you may see."),
    "no-method": (405, "This address does not answer that method."),
    "not-acceptable": (406, "Only JSON is given here: leave Accept out, or let it allow application/json."),
    "running": (409, "The same sending is being done just now. Send it again in a moment."),
    "possible-duplicate": (409, "A pupil on your roll may be the same child. Say which with `same_as`."),
    "another-child": (409, "This id stands for another child here. Was the system changed? Ask who leads inclusion."),
    "already-reported": (409, "A suspension with this external_id was reported before."),
    "needs-a-person": (409, "A system can’t settle this. Ask the council’s inclusion team."),
    "no-length": (411, "Say how long the body is: chunked bodies are not read."),
    "changed": (412, "The record is not the one that you last saw."),
    "too-large": (413, "The body is too large."),
    "no-media-type": (415, "Send application/json."),
    "invalid": (422, "Something that you sent has to be corrected."),
    "key-used": (422, "This Idempotency-Key was used for another body."),
    "too-many": (429, "Too many requests. Wait, then try again."),
    "broken": (500, "Something of ours broke. Nothing was saved."),
    "not-reached": (503, "There was no time for this one, and nothing of it was saved. Send it again."),
    "away": (503, "The database is away. Nothing was saved. Send it again in a minute."),
}
"""Every kind of problem, with its status and title; the title never holds what was sent."""

WORDS = {
    "required": "Give this.",
    "null": "This can’t be null.",
    "blank": "This can’t be empty.",
    "invalid": "This has another form than it ought to.",
    "max_length": "This is too long.",
    "min_length": "There are too few.",
    "max_value": "This is too large.",
    "min_value": "This is too small.",
    "invalid_choice": "This is none of the values that are allowed.",
    "not_a_list": "This ought to be a list.",
    "empty": "There are too few.",
    "date": "Give a date, like 2026-11-23.",
    "unknown": "This is not known here.",
    "twice": "This is here twice.",
    "limit": f"Give a whole number from 1 to {MOST}.",
    "datetime": "Give a date alone, like 2026-11-23.",
    "make_aware": "Give an instant with its zone, like 2026-11-23T10:20:00Z.",
    "time": "There is no such day, time or zone. Give an instant like 2026-11-23T10:20:00Z.",
    "surrogate_characters_not_allowed": "Take out the character that can’t be kept.",
    "null_characters_not_allowed": "Take out the character that can’t be kept.",
}
"""The library's own words repeat what was sent; these say the same of any value."""


class Problem(Exception):
    """What could not be done: its kind, where in the body, and what more the answer carries."""

    def __init__(self, kind: str, *errors: dict[str, str], headers: Mapping[str, str] | None = None, **more: Any):
        super().__init__(kind)
        self.kind, self.errors, self.headers, self.more = kind, errors, dict(headers or {}), more


def wrong(pointer: str, code: str, message: str) -> dict[str, str]:
    """One thing to correct: a JSON pointer (RFC 6901), a code for the machine, words for its people.

    What stands in the query of the address is pointed at by its name, as if it were a body of its own.
    """
    return {"pointer": pointer, "code": code, "message": message}


def wrong_query(name: str, code: str) -> dict[str, str]:
    """A parameter of the address to correct."""
    return wrong(_step(name), code, WORDS[code])


def body_of(problem: Problem) -> dict[str, Any]:
    """The problem as RFC 9457 writes it."""
    status, title = TITLES[problem.kind]
    errors = {"errors": list(problem.errors)} if problem.errors else {}
    return {"type": TYPE + problem.kind, "title": title, "status": status, **problem.more, **errors}


def respond(problem: Problem) -> HttpResponse:
    """The answer as application/problem+json; for one kind and no errors always the same bytes."""
    body = body_of(problem)
    response = HttpResponse(json.dumps(body), "application/problem+json", body["status"])
    for name, value in problem.headers.items():
        response[name] = value
    return response


def answer(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """REST framework's exception handler; keeps the door's refusal for the line that is written after the rollback."""
    request: HttpRequest = context["request"]._request  # noqa: SLF001  (the framework hides Django’s request there)
    if isinstance(error, NotFound | Forbidden):
        request.refusal = error.refusal  # type: ignore[attr-defined]
    problem = as_problem(error)
    return respond(problem) if problem else None


PROBLEM_OF: tuple[tuple[type[Exception], str], ...] = (
    (Http404, "not-found"),
    (PermissionDenied, "forbidden"),
    (exceptions.ParseError, "bad-json"),
    (RecursionError, "bad-json"),
    (RequestDataTooBig, "too-large"),
    (exceptions.UnsupportedMediaType, "no-media-type"),
    (exceptions.MethodNotAllowed, "no-method"),
    (exceptions.NotAcceptable, "not-acceptable"),
    (exceptions.NotFound, "not-found"),
)


def as_problem(error: Exception) -> Problem | None:
    """The problem that an exception means, or None for one that is a fault of ours."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, exceptions.ValidationError):
        return Problem("invalid", *errors_of(error.detail))
    return next((Problem(kind) for known, kind in PROBLEM_OF if isinstance(error, known)), None)


def errors_of(detail: Any, pointer: str = "") -> Iterator[dict[str, str]]:
    """A serializer's errors as pointers; those of no field stand at what holds them."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from errors_of(inner, pointer + ("" if name == "non_field_errors" else _step(str(name))))
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            is_leaf = isinstance(inner, exceptions.ErrorDetail)
            if inner:
                yield from errors_of(inner, pointer if is_leaf else f"{pointer}/{place}")
    else:
        yield wrong(pointer, detail.code, WORDS.get(detail.code, str(detail)))


def _step(name: str) -> str:
    return f"/{name.replace('~', '~0').replace('/', '~1')}"
