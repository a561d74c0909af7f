"""Encrypt the secrets of second factors by the newest of FACTOR_KEYS; then the old keys may go."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from agencies.accounts import factors

SECRETS = ("secret", "seed")


class Command(BaseCommand):
    """`manage.py encrypt_factors`: a second run changes nothing that anybody sees."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to leave alone what is encrypted already: an upgrade needs no more."""
        parser.add_argument("--plain", action="store_true", help="only those that stand in the clear")
        parser.add_argument("--database", default="default")

    def handle(self, *_args: Any, **options: Any) -> None:
        """All of them or, where a key is missing, none."""
        rows = Authenticator.objects.using(options["database"])
        done = 0
        with transaction.atomic(using=options["database"]):
            for one in rows.select_for_update().order_by("pk"):
                if again := _again(one.data, plain_only=options["plain"]):
                    rows.filter(pk=one.pk).update(data={**one.data, **again})
                    done += 1
        self.stdout.write(f"{done} second factors stand under the newest key.")


def _again(data: dict[str, Any], *, plain_only: bool) -> dict[str, str]:
    kept = {name: data[name] for name in SECRETS if name in data}
    if plain_only:
        kept = {name: one for name, one in kept.items() if not factors.is_encrypted(one)}
    try:
        return {name: factors.again(one) for name, one in kept.items()}
    except factors.NoKey as error:
        raise CommandError(str(error)) from error
