"""The words of the API's description that every endpoint shares: problems, scopes, and the headers that are sent."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from agencies.machines.api.problems import MOST, PAGE, TITLES
from agencies.policy import Scope


def _header(name: str, words: str, *, is_needed: bool = False) -> OpenApiParameter:
    return OpenApiParameter(name, str, "header", required=is_needed, description=words)


KEY = _header("Idempotency-Key", "Your own, once for each thing to be done; kept 48 hours.", is_needed=True)
IF_MATCH = _header("If-Match", "The tag that you last saw: 412 where the record has changed.")
IF_NONE_MATCH = _header("If-None-Match", "The tag that you have: 304 where the record is the same.")
PAGED = [
    OpenApiParameter("cursor", str, description="From `next` of the page before."),
    OpenApiParameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": PAGE},
        description="How many.",
    ),
]


class ProblemShape(serializers.Serializer[Any]):
    """What could not be done (RFC 9457); it repeats nothing that was sent."""

    class ToMend(serializers.Serializer[Any]):
        """One thing to correct: a JSON pointer into the body, a code, and words."""

        pointer = serializers.CharField()
        code = serializers.CharField()
        message = serializers.CharField()

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    errors = ToMend(many=True, required=False)  # type: ignore[assignment]


ANYWHERE = (
    "bad-request",
    "no-token",
    "no-tls",
    "no-method",
    "not-acceptable",
    "no-length",
    "too-large",
    "no-media-type",
    "invalid",
    "too-many",
    "broken",
    "away",
)
SAME = {304: OpenApiResponse(description="The record is the one whose tag you sent.")}


def problems(*kinds: str) -> dict[Any, Any]:
    """The problems that an operation may answer with, and those that every one may."""
    by_status: dict[int, list[str]] = {}
    for kind in sorted({*ANYWHERE, *kinds}, key=list(TITLES).index):
        status, title = TITLES[kind]
        by_status.setdefault(status, []).append(f"`{kind}`: {title}")
    return {
        (str(status), "application/problem+json"): OpenApiResponse(ProblemShape, " ".join(titles))
        for status, titles in sorted(by_status.items())
    }


def needs(scope: Scope) -> Any:
    """The security of an operation: the client's token with this scope."""
    return [{"client": [scope.value]}]
