"""The pages of the hall: health, welcome, help, errors and the demonstration's entrance."""

import sys
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from agencies.characters import sought
from agencies.machines.api.problems import Problem, respond
from agencies.web.asking import Request
from agencies.web.pages import show
from interventions.demonstration.entrance import entrance_page, press_switch, somebody

API = "/api/"
A_YEAR = timedelta(days=364)  # "less than a year", says the RFC
AWAY_SECONDS = 30
SWITCHED_ON = "For half an hour a minute stands for a day, for reminders alone."
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def livez(_request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is touched."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(_request: HttpRequest) -> HttpResponse:
    """The database answers and every migration has run; Redis is not asked."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError:
        return HttpResponse("no database", status=503, content_type="text/plain")
    if waiting:
        return HttpResponse("migrations wait", status=503, content_type="text/plain")
    return HttpResponse("ready", content_type="text/plain")


def still_here(_request: HttpRequest) -> HttpResponse:
    """The idle warning's answer: the session's twenty minutes begin again."""
    return HttpResponse(status=204)


def welcome(request: HttpRequest) -> HttpResponse:
    """What the service is for, for who has not signed in."""
    return render(request, "inclusion/welcome_page.html")


def help_page(request: HttpRequest) -> HttpResponse:
    """How to get help."""
    return render(request, "inclusion/help_page.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """Who sees what, and what is noted."""
    return render(request, "inclusion/privacy_page.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "inclusion/accessibility_page.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What can't be read: in our own design, with nothing of the request in it."""
    del exception
    if request.path.startswith(API):
        return respond(Problem("bad-request"))
    return render(request, "400.html", status=400)


def security_txt(request: Request) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116); nothing is there until the council says whom."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {(request.at + A_YEAR).date()}T00:00:00.000Z",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}{request.path}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def server_error(request: HttpRequest) -> HttpResponse:
    """Something of ours broke: say so in our own design, with nothing of the request in it.

    Django asks here from within its `except`, for whichever layer failed, the session's too; so where the database was
    away the exception says so, and the page is made without it: no session, no person, no context processor.
    """
    is_away, is_api = _database_is_away(sys.exception()), request.path.startswith(API)
    if not is_away:
        return respond(Problem("broken")) if is_api else render(request, "500.html", status=500)
    page = HttpResponse(render_to_string("503.html"), status=503)
    response = respond(Problem("away")) if is_api else page
    response["Retry-After"] = str(AWAY_SECONDS)
    return response


def _database_is_away(error: BaseException | None) -> bool:
    """Whether the database, or the lack of it, is at the root of what went wrong."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            return True
        error = error.__cause__ or error.__context__
    return False


def demonstration(request: Request) -> HttpResponse:
    """Sign in as one of the demonstration people, and press the reminder switch."""
    return show(request, entrance_page(request.at, settings.MAIL_WORDS))


def demonstration_sign_in(request: Request) -> HttpResponse:
    """One click, in the demonstration alone."""
    person = somebody(sought(request.POST.get("person", "")))
    if person is None:
        return redirect("demonstration_page")
    login(request, person, backend=BACKEND)
    return redirect("home")


def press_reminder_switch(request: Request) -> HttpResponse:
    """For half an hour a minute stands for a day, for reminders alone; a second press goes back to the calendar."""
    is_on = press_switch(request.at)
    messages.success(request, SWITCHED_ON if is_on else "Reminders go by the calendar again.")
    return redirect("demonstration_page")
