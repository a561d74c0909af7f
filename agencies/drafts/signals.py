"""Who signs in, by whichever way, is told what they had typed when they were signed out."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from agencies.drafts.access import own_kept
from agencies.people.access import actor_for
from agencies.people.models import Person

WAITS = 'What you typed when you were signed out is kept for half an hour, and not saved. <a href="{}">Look at it</a>'


@receiver(user_logged_in, dispatch_uid="agencies.drafts.sign_in")
def say_what_waits(request: HttpRequest, user: Person, **_: Any) -> None:
    """Say so, unless the sign-in leads there."""
    place = reverse("give_back")
    if not hasattr(request, "at") or request.POST.get("next") == place:
        return
    if own_kept(actor_for(user, request.at), request.at).exists():
        messages.info(request, format_html(WAITS, place))
