"""What the rows say of an invitation at an instant."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from agencies.directory.models import Agency
from agencies.outbox.models import AccountMail
from agencies.outbox.states import MailKind, MailState
from agencies.people.models import Seat
from agencies.people.words import ROLE_WORDS
from agencies.words import in_sentence, short_day

INVITED_FOR = timedelta(days=7)
AGAIN_AFTER = timedelta(minutes=10)


def invitations(seats: Iterable[Seat]) -> dict[int, AccountMail]:
    """The newest invitation of each of these seats, by the seat's key."""
    sent = AccountMail.objects.filter(seat__in=[seat.pk for seat in seats], kind=MailKind.INVITATION.value)
    return {row.seat_id: row for row in sent.order_by("seat_id", "-id").distinct("seat_id") if row.seat_id}


def was_just_invited(seat: Seat, at: datetime) -> bool:
    """Whether an invitation to the seat was posted within ten minutes."""
    sent = AccountMail.objects.filter(seat=seat, kind=MailKind.INVITATION.value, posted_at__gt=at - AGAIN_AFTER)
    return sent.exists()


def since_when(seat: Seat) -> datetime:
    """Since when the seat's holder has sat in that agency at all."""
    known: datetime | None = getattr(seat, "first_at", None)
    if known is not None:
        return known
    there = Seat.objects.filter(person_id=seat.person_id, agency_id=seat.agency_id).order_by("starts_at")
    return there.values_list("starts_at", flat=True)[0]


def has_come(seat: Seat) -> bool:
    """Whether the seat's holder has signed in since they first sat there."""
    seen = seat.person.last_login
    return seen is not None and seen >= since_when(seat)


def invitation_line(mail: AccountMail | None, at: datetime) -> str:
    """What became of an invitation: on its way, open until a day, ended, or never handed over.

    The same whether the mail had a link or, for who has an account elsewhere, led to where one signs in.
    """
    if mail is not None and mail.state == MailState.WAITING:
        return "the mail is on its way"
    if mail is not None and mail.state == MailState.DEAD:
        return "the mail could not be sent"
    if mail is None or mail.sent_at is None or mail.sent_at + INVITED_FOR <= at:
        return "link ended"
    return f"link ends on {short_day(mail.sent_at + INVITED_FOR)}"


Place = tuple[int, str, int]
"""Where somebody stands in a list of teams: the number of their team in it, the name that is shown, their key."""


def places_in(found: list[Agency], at: datetime) -> list[Place]:
    """Everybody who sits there today, in the order of a list: one query, of keys, dates and names alone."""
    order = {agency.pk: n for n, agency in enumerate(found)}
    names = ("person__name", "person__email", "person__last_login")
    seats = Seat.objects.filter(agency__in=found, person__is_active=True).order_by("starts_at")
    since: dict[tuple[int, int], datetime] = {}
    places = set()
    for pk, person, starts, ends, name, email, seen in seats.values_list(
        "agency_id", "person_id", "starts_at", "ends_at", *names
    ):
        first = since.setdefault((pk, person), starts)
        if starts <= at and (ends is None or ends > at):
            places.add((order[pk], (name if seen and seen >= first else email).casefold(), person))
    return sorted(places)


def told_apart(seat: Seat) -> str:
    """Whoever holds the seat, so that a name of their own choosing passes for nobody else's: role and work address."""
    person = seat.person
    return ", ".join(filter(None, [person.name, person.job, in_sentence(ROLE_WORDS[seat.role]), person.email]))
