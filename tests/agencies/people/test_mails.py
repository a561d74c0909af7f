"""What each mail about an account says, and who is not sent one after all."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail

from agencies.outbox import actions as outbox
from agencies.outbox.models import AccountMail
from agencies.outbox.states import MailKind
from agencies.people.models import Person
from tests.mailing import mailed, sent_mail
from tests.people import AT, Cast, make_cast

pytestmark = pytest.mark.django_db
FACTS = {
    MailKind.PASSWORD_RESET: "asked for a new password",
    MailKind.PASSWORD_CHANGED: "password of your account was changed",
    MailKind.FACTOR_ADDED: "was added to your account",
    MailKind.FACTOR_REMOVED: "was removed from your account",
    MailKind.CODES_TRIED: "tried several wrong codes",
    MailKind.CODE_GIVEN: "was shown a one-time code",
    MailKind.NEW_DEVICE: "on a device that had not been used",
}


@pytest.fixture
def cast(settings: Any) -> Iterator[Cast]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = "https://inclusion.example"
    mail.outbox = []
    with time_machine.travel(AT, tick=False):
        yield make_cast()


@pytest.mark.parametrize("kind", FACTS)
def test_a_mail_says_the_fact_and_names_nobody(cast: Cast, kind: MailKind) -> None:
    tom = cast.people["tom"]
    outbox.post_account_mail(tom.pk, kind, at=AT)
    (sent,) = sent_mail()
    assert sent.to == [tom.email]
    assert sent.subject.startswith("Inclusion: ")
    assert "\n" not in sent.subject
    assert FACTS[kind] in sent.body
    assert not any(word in sent.subject + sent.body for word in ("Tom", "Reyes", "Alder", "127.0.0.1", "&#"))
    assert sent.extra_headers["Message-ID"] == f"<{AccountMail.objects.get().reference}@inclusion>"
    assert ("https://inclusion.example/accounts/password/reset/key/" in sent.body) is (kind == MailKind.PASSWORD_RESET)


def test_who_left_and_a_reset_that_came_too_late_get_none(cast: Cast) -> None:
    tom, dan = cast.people["tom"], cast.people["dan"]
    outbox.post_account_mail(tom.pk, MailKind.NEW_DEVICE, at=AT)
    outbox.post_account_mail(dan.pk, MailKind.PASSWORD_RESET, at=AT)
    outbox.post_account_mail(None, MailKind.PASSWORD_RESET, at=AT)
    Person.objects.filter(pk=tom.pk).update(is_active=False)
    with time_machine.travel(AT + timedelta(days=1), tick=False):
        assert sent_mail() == []
    assert {state for _, state in mailed()} == {"dropped"}


def test_what_came_to_its_end_a_month_ago_is_deleted(cast: Cast) -> None:
    for posted_at in (AT - timedelta(days=31), AT):
        outbox.post_account_mail(cast.people["tom"].pk, MailKind.NEW_DEVICE, at=posted_at)
    outbox.forget_old(AT)
    assert AccountMail.objects.count() == 2, "what waits stays"
    sent_mail()
    outbox.forget_old(AT)
    assert AccountMail.objects.count() == 1
