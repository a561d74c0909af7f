"""The token's address: one kind of grant, one way to say who asks, and nothing of either looked at before both hold."""

import base64
import binascii
from typing import Any
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponse, JsonResponse
from oauth2_provider.views import TokenView

from agencies.machines import access, actions

GRANT = "client_credentials"
OK = 200


class Token(TokenView):  # type: ignore[misc]
    """Gives a client its token for an hour (RFC 6749, 4.4)."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse any other grant, and a client that is named twice, before a person or a secret is looked at."""
        if request.GET or not set(request.POST.getlist("grant_type")) <= {GRANT}:
            return _refused("unsupported_grant_type")
        named_twice = "Authorization" in request.headers and {"client_id", "client_secret"} & set(request.POST)
        if named_twice or any(len(request.POST.getlist(name)) != 1 for name in {*request.POST, "grant_type"}):
            return _refused("invalid_request")
        given: HttpResponse = super().post(request, *args, **kwargs)
        if given.status_code == OK and (client := access.named_client(claimed_client(request))):
            actions.issue_token(client, by=access.machine_for(client), at=request.at)  # type: ignore[attr-defined]
        return given


def claimed_client(request: HttpRequest) -> str:
    """Which client somebody says they are, in the body or in the header."""
    return request.POST.get("client_id") or _basic(request.headers.get("Authorization", ""))


def _basic(header: str) -> str:
    if access.scheme_of(header) != "basic":
        return ""
    try:
        return unquote_plus(base64.b64decode(header.partition(" ")[2]).decode().partition(":")[0])
    except (binascii.Error, ValueError):
        return ""


def _refused(error: str) -> HttpResponse:
    """RFC 6749, 5.2."""
    return JsonResponse({"error": error}, status=400, headers={"Pragma": "no-cache"})
