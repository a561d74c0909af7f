"""Mail about accounts as the mail process sends it, and what has become of it."""

from typing import Any

from django.core import mail

from agencies.accounts import mails
from agencies.outbox.models import AccountMail
from agencies.outbox.sending import run_round


def sent_mail() -> list[Any]:
    """All that was handed over, once a round has run."""
    run_round([mails.next_lot])
    return list(mail.outbox)


def mailed() -> list[tuple[str, str]]:
    """Each mail's kind and state."""
    return list(AccountMail.objects.order_by("id").values_list("kind", "state"))
