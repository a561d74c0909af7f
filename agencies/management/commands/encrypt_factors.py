"""Encrypt the secrets of second factors by the newest of FACTOR_KEYS; then the old keys may go."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agencies.accounts import factors

SECRETS = ("secret", "seed")


class Command(BaseCommand):
    """`manage.py encrypt_factors`: a second run changes nothing that anybody sees."""

    help = __doc__ or ""

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        """All of them or, where a key is missing, none."""
        done = 0
        for one in Authenticator.objects.select_for_update().order_by("pk").iterator():
            kept = {name: one.data[name] for name in SECRETS if name in one.data}
            try:
                again = {name: factors.again(secret) for name, secret in kept.items()}
            except factors.NoKey as error:
                raise CommandError(str(error)) from error
            if again:
                Authenticator.objects.filter(pk=one.pk).update(data={**one.data, **again})
                done += 1
        self.stdout.write(f"{done} second factors stand under the newest key.")
