"""The token's address: one kind of grant, one way to say who asks, and nothing of either looked at before both hold."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from oauth2_provider.views import TokenView

GRANT = "client_credentials"


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
        return given


def _refused(error: str) -> HttpResponse:
    """RFC 6749, 5.2."""
    return JsonResponse({"error": error}, status=400, headers={"Pragma": "no-cache"})
