"""Forget somebody's passkeys, authenticator app and recovery codes: for who has lost them all, and is known."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from agencies.accounts import actions as accounts
from agencies.actors import SERVICE
from agencies.people import actions as people
from agencies.people.models import Person


class Command(BaseCommand):
    """`manage.py forget_factors EMAIL --why WORDS`: every session ends; it prints a code for the next factor."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, and why: how you know that it is them."""
        parser.add_argument("email")
        parser.add_argument("--why", required=True, help="how you made sure who asks; it stands in the trail")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Forget them, in one transaction with the line in the trail."""
        person = Person.objects.filter(email=options["email"].lower()).first()
        if person is None:
            raise CommandError("Nobody signs in with that address.")
        at = timezone.now()
        with transaction.atomic():
            people.forget_factors(person, why=options["why"], by=SERVICE, at=at)
            accounts.forget_devices(person)
            code = accounts.give_code(person, by=SERVICE, at=at)
        self.stdout.write(f"{person.name} adds a second factor with this code, once, for seven days: {code}")
