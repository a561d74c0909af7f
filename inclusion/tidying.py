"""What nobody typed is taken from what was sent, before anything reads it."""

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, QueryDict

from agencies import characters

Handler = Callable[[HttpRequest], HttpResponse]
API, ACCOUNTS = "/api/", "/accounts/"
MOST_BYTES = 1_000_000
WITH_DOCUMENT = re.compile(
    r"/cases/[^/]+/add-document/|/documents/[^/]+/add-version/|/concerns/[^/]+/attach-to-concern/"
    r"|/referrals/[^/]+/attach-to-referral/"
)
MORE = 5_000_000
"""Beside the largest document: what is a little too large is told so with its form, and not cut off at the edge."""


class Characters:
    """Takes from what was sent what nobody typed (`agencies.characters`); passwords and the API's bodies pass as is."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Tidy the query and the fields; a query with a character that can’t be kept is read without that value.

        RequestDataTooBig, before a byte of it is read, for a body that no form of ours can have.
        """
        if not request.path.startswith(API) and int(request.META.get("CONTENT_LENGTH") or 0) > _most(request.path):
            raise RequestDataTooBig("The body is too large.")
        if not request.path.startswith(API):
            request.GET = _tidied(request.GET, is_query=True)  # type: ignore[assignment]
        if request.method == "POST" and not request.path.startswith((API, ACCOUNTS)):
            request.POST = _tidied(request.POST)  # type: ignore[assignment]
        return self.get_response(request)


def _most(path: str) -> int:
    """How large a body may be: of four forms a document is a part."""
    return settings.DOCUMENT_MOST_BYTES + MORE if WITH_DOCUMENT.fullmatch(path) else MOST_BYTES


def _tidied(sent: QueryDict, *, is_query: bool = False) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, values in sent.lists():
        if not (is_query and any(characters.fault(one) for one in (name, *values))):
            found.setlist(name, [characters.tidy(value) for value in values])
    return found
