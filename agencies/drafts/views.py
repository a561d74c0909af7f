"""A person's own drafts, and what they had typed when they were signed out."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from agencies.characters import sought
from agencies.drafts import access, actions, pages
from agencies.web.asking import Request
from agencies.web.pages import show
from agencies.web.typed import mark_in, typed_in

NOT_OURS = "This page has been open for too long to keep a draft from it."


def save_draft(request: Request) -> JsonResponse:
    """Keep what is being typed, at every pause; the page carries the mark of the answer from now on."""
    mark = mark_in(request, request.at)
    if mark is None or mark.person != request.user.reference:  # type: ignore[union-attr]
        return JsonResponse({"saved": False, "why": NOT_OURS}, status=409)
    try:
        kept = actions.keep_draft(request.actor, mark, typed_in(request.POST), request.at)
    except actions.NotKept as error:
        return JsonResponse({"saved": False, "why": str(error)}, status=409)
    return JsonResponse({"saved": True, "draft": kept.draft, "fields": {"mark": kept.signed()}})


def see_drafts(request: Request) -> HttpResponse:
    """All of one's unfinished drafts."""
    return show(request, pages.drafts_page(request.actor, request.at))


def drop_draft(request: Request) -> HttpResponse:
    """Throw a draft away."""
    actions.drop_draft(request.actor, sought(request.POST.get("draft", "")))
    messages.success(request, "That draft is gone.")
    return redirect("see_drafts")


def give_back(request: Request) -> HttpResponse:
    """On to the form with what was typed before one was signed out: to look at, it is not done by itself."""
    kept = access.own_kept(request.actor, request.at).first()
    return redirect(f"{kept.path}?given={kept.reference}" if kept else reverse("home"))
