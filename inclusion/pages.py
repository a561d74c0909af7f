"""The pages of the hall: health, welcome, help, errors, the demonstration, and what every page's shell shows."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from agencies.access import NOBODY, Request
from agencies.actors import Actor
from agencies.models import Delivery, Person, ReminderClock
from agencies.policy import Act, Standing
from agencies.words import clock
from interventions.demonstration.people import ONE_CLICK
from referrals.actions.reminders import FAST_FOR
from referrals.words import ROLES

HELP_PHONE = "01632 960014"
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


def server_error(request: HttpRequest) -> HttpResponse:
    """Something of ours broke: say so in our own design, with nothing of the request in it."""
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token was missing or old: nothing was saved, and the way back is shown."""
    del reason
    words = "Your form was open for too long, so nothing was saved. Go back and send it again."
    return render(
        request, "422.html", {"words": words, "back_url": request.path, "back_words": "Back to the form"}, status=403
    )


@dataclass(frozen=True, slots=True)
class Offered:
    """A demonstration person as the sign-in page offers them."""

    name: str
    seat_line: str
    about: str
    reference: str


def demonstration(request: Request) -> HttpResponse:
    """Sign in as one of the demonstration people, and press the reminder switch."""
    about = dict(ONE_CLICK)
    found = Person.objects.filter(email__in=about).prefetch_related("seats__agency")
    people = {person.email: person for person in found}
    offered = [
        Offered(people[email].name, _seat_line(people[email]), words, people[email].reference)
        for email, words in ONE_CLICK
        if email in people
    ]
    pressed = ReminderClock.objects.order_by("-id").first()
    is_on = pressed is not None and request.at < pressed.pressed_at + FAST_FOR
    until = clock(pressed.pressed_at + FAST_FOR) if pressed and is_on else ""
    words = (
        f"On until {until}: a minute stands for a day, for reminders alone."
        if is_on
        else "Off: reminders go by the real clock."
    )
    context = {"people": offered, "switch_words": words, "is_switch_on": is_on, "mail_words": settings.MAIL_WORDS}
    return render(request, "inclusion/demonstration_page.html", context)


def _seat_line(person: Person) -> str:
    seat = person.seats.first()
    return f"{person.job or ROLES.get(seat.role, '')}, {seat.agency.name}" if seat else person.job


def demonstration_sign_in(request: Request) -> HttpResponse:
    """One click, in the demonstration alone."""
    person = Person.objects.filter(reference=request.POST.get("person", ""), email__in=dict(ONE_CLICK)).first()
    if person is None:
        return redirect("demonstration_page")
    login(request, person, backend=BACKEND)
    return redirect("home")


def press_reminder_switch(request: Request) -> HttpResponse:
    """For half an hour a minute stands for a day, for reminders alone; access, sessions and tokens keep the real clock.

    A second press goes back to the calendar.
    """
    switched_off, _ = ReminderClock.objects.filter(pressed_at__gt=request.at - FAST_FOR).delete()
    if not switched_off:
        ReminderClock.objects.create(pressed_at=request.at)
    return redirect("demonstration_page")


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page shows: worked out only when a page asks for it."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: Any) -> dict[str, Any]:
    actor: Actor = getattr(request, "actor", NOBODY)
    signed_in = actor.person_id is not None
    seat = actor.seats[0] if signed_in and actor.seats else None
    return {
        "nav": _nav(request, actor) if signed_in else [],
        "person_name": actor.name if signed_in else "",
        "seat_line": f"{ROLES[seat.role]}, {seat.agency_name}" if seat else "",
        "seat_lines": [f"{ROLES[s.role]}, {s.agency_name}" for s in actor.seats] if signed_in else [],
        "is_demonstration": settings.DEMONSTRATION,
        "council": settings.COUNCIL_NAME,
        "help_phone": HELP_PHONE,
        "sign_out_url": reverse("account_logout"),
        "search_url": reverse("search") if _sees(actor) else "",
        "home_url": reverse("home"),
        "idle_seconds": settings.SESSION_COOKIE_AGE,
        "idle_url": reverse("still_here"),
        "idle_end_url": reverse("home"),
    }


def _has_moves(actor: Actor) -> bool:
    return any(actor.seats_for(Act.SEE_MOVE, standing) for standing in (Standing.RAISED, Standing.ASKED))


def _sees(actor: Actor) -> bool:
    return any(actor.seats_for(Act.SEE_CASE, standing) for standing in Standing)


def _sees_suspensions(actor: Actor) -> bool:
    return any(actor.seats_for(Act.SEE_SUSPENSION, standing) for standing in (Standing.RAISED, Standing.NOTIFIED))


def _nav(request: Any, actor: Any) -> list[dict[str, Any]]:
    unread = Delivery.objects.unread().filter(person_id=actor.person_id).count()
    logs = actor.seats_for(Act.LOG_CONCERN, Standing.ON_ROLL)
    items = [
        ("Triage", "see_queue", bool(actor.seats_for(Act.ACCEPT_REFERRAL, Standing.ASKED)), 0),
        ("My work", "my_work", True, 0),
        ("Log a concern", "log_concern", bool(logs), 0),
        ("Concerns", "see_concerns", bool(logs), 0),
        ("Cases", "see_cases", _sees(actor), 0),
        ("Suspensions", "see_suspensions", _sees_suspensions(actor), 0),
        ("Moves", "see_moves", _has_moves(actor), 0),
        ("Inbox", "inbox", True, unread),
    ]
    here = request.resolver_match.url_name if request.resolver_match else ""
    return [
        {"label": label, "url": reverse(name), "is_current": name == here, "count": count}
        for label, name, shown, count in items
        if shown
    ]
