"""A person's own drafts."""

from django.http import JsonResponse

from agencies.drafts import actions
from agencies.web.asking import Request


def save_draft(request: Request, form: str) -> JsonResponse:
    """Keep what is being typed, at every pause."""
    saved = actions.keep(request.actor, form, request.POST.get("about", ""), request.POST, request.at)
    return JsonResponse({"saved": saved}, status=200 if saved else 413)
