"""Begin a council's area on a new installation: the authority and its first team, whose manager you then invite."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.actors import SERVICE
from agencies.directory import actions as directory
from agencies.directory.models import Authority
from agencies.policy import Kind


class Command(BaseCommand):
    """`manage.py add_council CODE NAME TEAM --front-door PHONE --out-of-hours PHONE`."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """The council's three-digit code, its name, its first team, and the phones that stand above every form."""
        parser.add_argument("code", help="three digits, as the Department for Education numbers councils")
        parser.add_argument("name")
        parser.add_argument("team")
        parser.add_argument("--front-door", required=True)
        parser.add_argument("--out-of-hours", required=True)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Add both, or nothing."""
        phones = {"front_door_phone": options["front_door"], "out_of_hours_phone": options["out_of_hours"]}
        facts = directory.AgencyFacts(name=options["team"], kind=Kind.COUNCIL)
        try:
            with transaction.atomic():
                council = Authority.objects.create(code=options["code"], name=options["name"], **phones)
                team = directory.add_agency(facts, authority_id=council.pk, by=SERVICE, at=timezone.now())
        except IntegrityError as there:
            raise CommandError(f"A council with the code {options['code']} is there already.") from there
        self.stdout.write(f"{council.name} is there. Now invite: --agency {team.reference} --role council_manager")
