"""Invite somebody to a seat: their account, their seat, and a mail with the link that sets their password."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from agencies import actions
from agencies.actors import SERVICE
from agencies.models import Agency, Person
from agencies.policy import Role

SUBJECT = "account/email/invitation_subject.txt"
BODY = "account/email/invitation_message.txt"


class Command(BaseCommand):
    """`manage.py invite_person EMAIL NAME --agency REFERENCE --role ROLE`: accounts are by invitation alone."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, where, as what."""
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--agency", required=True, help="the agency's name or reference")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make the seat and send the mail; a refused invitation changes nothing and sends nothing."""
        found = Agency.objects.filter(reference=options["agency"]) | Agency.objects.filter(name=options["agency"])
        if len(found) != 1:
            raise CommandError(f"There is no single agency {options['agency']!r}. Give its reference.")
        try:
            with transaction.atomic():
                person = actions.invite_person(
                    email=options["email"],
                    name=options["name"],
                    agency=found[0],
                    role=Role(options["role"]),
                    by=SERVICE,
                    at=timezone.now(),
                )
                _mail(person, found[0])
        except actions.CannotInvite as sorry:
            raise CommandError(str(sorry)) from sorry
        self.stdout.write(f"{person.name} is invited to {found[0].name}; the link is in the mail to {person.email}.")


def _mail(person: Person, agency: Agency) -> None:
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    uidb36, token = key.split("-", 1)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token})
    context = {
        "invited_by": agency.authority.name,
        "seat_line": agency.name,
        "password_reset_url": settings.SITE_URL + path,
    }
    subject = render_to_string(SUBJECT, context).strip()
    EmailMessage(subject=subject, body=render_to_string(BODY, context), to=[person.email]).send()
