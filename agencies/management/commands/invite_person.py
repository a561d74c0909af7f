"""Invite somebody to a seat: their account, their seat, and a mail with the link that sets their password."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from agencies.acting.refusals import AlreadyDone
from agencies.actors import SERVICE
from agencies.directory.models import Agency
from agencies.people import actions as people
from agencies.policy import DATED, Role


class Command(BaseCommand):
    """`manage.py invite_person EMAIL NAME --agency REFERENCE --role ROLE`: accounts are by invitation alone."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, where, as what."""
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--agency", required=True, help="the agency's name or reference")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role if role not in DATED])

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make the seat and post the mail; a refused invitation changes nothing and sends nothing."""
        found = Agency.objects.filter(reference=options["agency"]) | Agency.objects.filter(name=options["agency"])
        if len(found) != 1:
            raise CommandError(f"There is no single agency {options['agency']!r}. Give its reference.")
        facts = {name: options[name] for name in ("email", "name")}
        try:
            seat = people.invite_person(
                **facts, agency=found[0], role=Role(options["role"]), by=SERVICE, at=timezone.now()
            )
        except AlreadyDone as there:
            raise CommandError(f"{there.record.person.name} already has that seat.") from there
        except people.CannotInvite as sorry:
            raise CommandError(str(sorry)) from sorry
        person = seat.person
        self.stdout.write(
            f"{person.name} is invited to {found[0].name}; the mail process sends the link to {person.email}."
        )
