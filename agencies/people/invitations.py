"""The mail that invites somebody: the same for a page and for the command, whoever it goes to."""

from smtplib import SMTPException

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from agencies.people.models import Person, Seat
from agencies.people.words import ROLE_WORDS

SUBJECT = "account/email/invitation_subject.txt"
BODY = "account/email/invitation_message.txt"


class NotSent(Exception):
    """The mail could not be handed over, so nobody is invited."""


def send(seat: Seat, invited_by: str) -> None:
    """Send the link that sets a password, or to who has one the address to sign in; `NotSent` undoes the invitation."""
    person = seat.person
    context = {
        "invited_by": invited_by,
        "seat_line": f"{ROLE_WORDS[seat.role]} at {seat.agency.name}",
        "has_password": person.has_usable_password(),
        "url": settings.SITE_URL + (reverse("account_login") if person.has_usable_password() else _link(person)),
    }
    subject = render_to_string(SUBJECT, context).strip()
    try:
        EmailMessage(subject=subject, body=render_to_string(BODY, context), to=[person.email]).send()
    except (OSError, SMTPException) as error:
        raise NotSent("The mail could not be sent, so nobody is invited. Try again in a few minutes.") from error


def _link(person: Person) -> str:
    key = default_token_generator.make_token(person)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
