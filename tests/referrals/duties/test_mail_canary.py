"""A word that stands in every text of every child's record, and in no mail that a real server is handed."""

from datetime import timedelta
from typing import Any

import time_machine
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from agencies.accounts import mails as mails_of_accounts
from agencies.outbox import actions as outbox
from agencies.outbox.sending import run_round
from agencies.outbox.states import MailKind
from referrals.concerns import actions as concerns
from referrals.duties import tasks
from referrals.entries import actions as entries
from referrals.entries.actions import EntryFacts
from tests import contacts, moves, stories, suspensions
from tests.live import Sink
from tests.people import AT, Cast
from tests.referrals.duties.sweeping import DUE, address, plan

CANARY = "Quillfeather"
OF_THE_QUEUE = {"letter", "delivery", "duty", "dutystep"}
"""Their texts are our own words and codes; what they may say is held beside them."""


def texts() -> list[tuple[str, str]]:
    """Table and column of every free text that hangs on a child or a case."""
    bounded = [one for one in apps.get_models() if any(f.name == "authority" for f in one._meta.get_fields())]
    ours = [one for one in bounded if one._meta.managed and one._meta.model_name not in OF_THE_QUEUE]
    return [
        (one._meta.db_table, field.column)
        for one in ours
        for field in one._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.unique
    ]


def spread() -> int:
    """Put the word wherever the database takes it; what it refuses is a code. How many columns took it."""
    done = 0
    with connection.cursor() as cursor:
        for table, column in texts():
            try:
                with transaction.atomic():
                    cursor.execute(f'update "{table}" set "{column}" = %s', [CANARY])
                    done += cursor.rowcount > 0
            except DatabaseError:
                continue
    return done


def test_no_text_of_any_record_goes_into_a_mail(cast: Cast, sink: Sink, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    case = stories.case(cast)
    one = stories.entry(cast, case)
    said = EntryFacts("visit", one.section, "-", "-", one.happened_on)
    entries.edit_entry(one, said, why="-", by=cast.actor("amara"), at=AT)
    concerns.add_to_concern(stories.concern(cast), text="-", by=cast.actor("tom"), at=AT)
    concerns.withdraw_concern(stories.concern(cast), why="-", by=cast.actor("tom"), at=AT)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    moves.heard(cast, case=case)
    suspensions.impose(cast)
    contacts.add(cast, **contacts.WHOLE)
    assert spread() > 50
    late = DUE + timedelta(days=3)
    plan(late)
    address(late)
    for kind in MailKind:
        if kind is not MailKind.INVITATION:
            outbox.post_account_mail(cast.people["tom"].pk, kind, at=late)
    with time_machine.travel(late + timedelta(days=3), tick=False):
        run_round([mails_of_accounts.next_lot, tasks.next_reminder])
    said = [f"{message} {message.get_content()}" for message in sink.messages]
    assert len(said) > len(MailKind)
    assert not [one for one in said if CANARY in one]
