"""End a seat that no page ends: a data protection officer's, an auditor's, or the last leader's after a successor's."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from agencies.acting import bounds
from agencies.acting.refusals import NotNow
from agencies.actors import SERVICE
from agencies.people.models import Seat
from agencies.policy import Role
from referrals.teams import actions as teams


class Command(BaseCommand):
    """`manage.py end_seat EMAIL --agency REFERENCE --role ROLE`: access ends, and work is handed on."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, where, as what."""
        parser.add_argument("email")
        parser.add_argument("--agency", required=True, help="the agency's name or reference")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])

    def handle(self, *_args: Any, **options: Any) -> None:
        """End the seat; a refusal changes nothing."""
        at = timezone.now()
        seats = Seat.objects.live(at).filter(person__email=options["email"].lower(), role=options["role"])
        seats = seats.select_related("person", "agency")
        found = seats.filter(agency__reference=options["agency"]) | seats.filter(agency__name=options["agency"])
        if len(found) != 1:
            raise CommandError("There is no single seat like that. Give the agency's reference.")
        try:
            with transaction.atomic(), bounds.within([found[0].agency.authority_id]):
                teams.end_seat(found[0], by=SERVICE, at=at)
        except NotNow as sorry:
            raise CommandError(str(sorry)) from sorry
        self.stdout.write(f"{found[0].person.name} no longer has that seat at {found[0].agency.name}.")
