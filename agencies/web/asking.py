"""A request as the edge hands it on, and the two answers of a door that stays shut."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from agencies.actors import Actor, Refusal, SeatFacts
from agencies.policy import Act, Standing

STRANGER = Actor(person_id=None, name="")


class Request(HttpRequest):
    """A request as the edge hands it on: the instant it came, and who asks."""

    at: datetime
    actor: Actor
    is_done: bool
    """Set by `land`: the form that was sent is done, and what was typed into it is no draft any more."""


class NotFound(Http404):
    """What one may not see, and what does not exist: the same answer."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__("Not found")
        self.refusal = refusal


class Forbidden(PermissionDenied):
    """What one may see and may not do; `why`, where it is not by one's role."""

    def __init__(self, refusal: Refusal, why: str = "") -> None:
        super().__init__("You may see this, and may not do that.")
        self.refusal, self.why = refusal, why


def seat_for(actor: Actor, act: Act, standing: Standing) -> SeatFacts:
    """The first seat in which the actor, standing so, may do the act; else *forbidden*."""
    seats = actor.seats_for(act, standing)
    if not seats:
        raise Forbidden(Refusal(act, "", "", "no seat may"))
    return seats[0]


def require(actor: Actor, act: Act) -> None:
    """Let through whoever may do an act that is on no record yet; else *forbidden*."""
    if not actor.may(act):
        raise Forbidden(Refusal(act, "", "", "no seat may"))
