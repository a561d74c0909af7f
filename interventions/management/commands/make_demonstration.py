"""Fill an empty database with the demonstration."""

from datetime import date, datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from agencies.directory.models import Authority
from agencies.schoolday import local_instant
from interventions.demonstration.making import make

NOON = 12


class Command(BaseCommand):
    """`manage.py make_demonstration`: once; a database that has an authority is left as it is."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """The day that counts as today."""
        parser.add_argument("--today", type=date.fromisoformat, help="midday of this day stands for now (YYYY-MM-DD)")

    @transaction.atomic
    def handle(self, *_args: object, today: date | None = None, **_options: object) -> None:
        """Make it, or say why not."""
        if not settings.DEMONSTRATION:
            raise CommandError("Set DEMONSTRATION: invented people who sign in with one click are for `make run` only.")
        if Authority.objects.exists():
            self.stdout.write("The demonstration is there already: nothing was done.")
            return
        now: datetime = local_instant(today, NOON) if today else timezone.now()
        made = ", ".join(f"{count} {what}" for what, count in make(now).items())
        self.stdout.write(f"The demonstration is made: {made}.")
