"""The sweep that sends: in the morning or at once, leased, tried again, and at last dead."""

from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail import BadHeaderError
from django.core.mail.backends.locmem import EmailBackend

from agencies.accounts import mails as mails_of_accounts
from agencies.outbox import actions as outbox
from agencies.outbox import sending
from agencies.outbox.models import AccountMail, Delivery, Letter
from agencies.outbox.states import MailKind
from agencies.schoolday import local_instant
from referrals.duties import tasks
from tests import stories
from tests.browsing import browse
from tests.people import AT, Cast
from tests.referrals.duties.sweeping import DUE, address, due_mail, hand_over, leases, mails, plan


@pytest.mark.parametrize(
    ("logged", "digest"),
    [
        (datetime(2026, 11, 23, 7, 30, tzinfo=UTC), datetime(2026, 11, 23, 8, tzinfo=UTC)),
        (AT, datetime(2026, 11, 24, 8, tzinfo=UTC)),
        (datetime(2026, 11, 27, 18, tzinfo=UTC), datetime(2026, 11, 30, 8, tzinfo=UTC)),  # over the weekend
        (datetime(2026, 12, 24, 18, tzinfo=UTC), datetime(2026, 12, 29, 8, tzinfo=UTC)),  # over Christmas
        (datetime(2027, 6, 10, 18, tzinfo=UTC), datetime(2027, 6, 11, 7, tzinfo=UTC)),  # eight in summer time
    ],
    ids=str,
)
def test_what_is_not_urgent_waits_for_the_morning_and_stands_in_the_inbox_at_once(
    cast: Cast, logged: datetime, digest: datetime
) -> None:
    stories.concern(cast, at=logged)
    address(logged)
    assert [row.not_before for row in mails()] == [digest]
    inbox = Delivery.objects.get(channel="inbox")
    assert (inbox.state, inbox.sent_at) == ("sent", logged)
    assert leases(digest - timedelta(seconds=1)) == []
    assert len(leases(digest)) == 1


def test_a_late_duty_is_urgent_and_goes_at_once_even_at_night(cast: Cast) -> None:
    row = due_mail(cast)
    assert (row.letter.is_urgent, row.not_before) == (True, DUE)


@pytest.mark.parametrize(
    ("told", "comes"),
    [
        (local_instant(date(2026, 12, 2), 3), local_instant(date(2026, 12, 2), 8)),
        (local_instant(date(2026, 12, 4), 18), local_instant(date(2026, 12, 7), 8)),  # over the weekend
        (local_instant(date(2026, 12, 2), 9), local_instant(date(2026, 12, 2), 9)),
    ],
    ids=str,
)
def test_who_wants_no_urgent_mail_at_night_gets_it_in_the_morning_and_others_at_once(
    cast: Cast, told: datetime, comes: datetime
) -> None:
    stories.case(cast)
    assert browse(cast, "amara").post("/account/mend-profile/", {"name": "Amara Adeyemi", "holds_urgent_mail": "on"})
    plan(told)
    address(told)
    urgent = Delivery.objects.filter(letter__is_urgent=True)
    came = dict(urgent.filter(channel="email").values_list("person__name", "not_before"))
    assert came.pop("Amara Adeyemi") == comes
    assert set(came.values()) <= {told}
    assert set(urgent.filter(channel="inbox").values_list("sent_at", flat=True)) == {told}


def test_a_morning_brings_one_message_a_person(cast: Cast, settings: Any) -> None:
    stories.concern(cast)
    stories.concern(cast)
    address(AT)
    morning = local_instant(date(2026, 11, 24), 8)
    [leased] = leases(morning)
    hand_over(leased)
    [message] = mail.outbox
    assert message.to == ["amara@example.test"]
    assert "2 things" in message.body
    assert {row.state for row in mails()} == {"sent"}


def test_no_message_names_a_child_or_a_school(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    plan(DUE + timedelta(days=3))
    address(DUE + timedelta(days=3))
    for leased in leases(DUE + timedelta(days=9)):
        hand_over(leased)
    assert mail.outbox
    for words in [f"{m.message()} {m.body}" for m in mail.outbox] + list(
        Letter.objects.values_list("words", flat=True)
    ):
        assert not any(name in words for name in ("Kofi", "Mensah", "Alder", "CAMHS", case.reference))


def test_a_lease_keeps_others_off_until_it_runs_out(cast: Cast, settings: Any) -> None:
    row = due_mail(cast)
    [(_, first)] = leases(DUE)
    assert leases(DUE) == []
    out = DUE + timedelta(seconds=settings.LEASE_SECONDS)
    assert leases(out - timedelta(seconds=1)) == []
    [(again, second)] = leases(out)
    assert again == [row]
    outbox.mark_sent(first, out)
    outbox.mark_failed(first, out, "Timeout")
    outbox.give_back(first, "Timeout")
    row.refresh_from_db()
    assert (row.state, row.attempts, row.last_error, row.lease_until) == (
        "waiting", 2, "", out + timedelta(seconds=settings.LEASE_SECONDS),
    )  # fmt: skip
    assert list(second) == [row]


class Failing(EmailBackend):
    """A mail server that fails in the way that a test says, at the door or with the message."""

    at_the_door: Exception | None = None
    with_it: Exception | None = None
    seen: list[str] = []

    def open(self) -> None:
        """As a connection that is made."""
        if self.at_the_door:
            raise self.at_the_door

    def send_messages(self, messages: Any) -> int:
        """As a message that is handed over."""
        self.seen.append(messages[0].extra_headers["Message-ID"])
        raise self.with_it or SMTPException("451 try again later")


@pytest.fixture
def failing(settings: Any, monkeypatch: pytest.MonkeyPatch) -> type[Failing]:
    settings.EMAIL_BACKEND = f"{Failing.__module__}.Failing"
    monkeypatch.setattr(sending, "get_connection", Failing)
    for name, value in (("at_the_door", None), ("with_it", None), ("seen", [])):
        monkeypatch.setattr(Failing, name, value)
    return Failing


def test_the_second_attempt_has_the_reference_of_the_first(cast: Cast, failing: type[Failing]) -> None:
    stories.concern(cast)
    stories.concern(cast)
    address(AT)
    morning = local_instant(date(2026, 11, 24), 8)
    for hours in (0, 24):
        at = morning + timedelta(hours=hours)
        Delivery.objects.filter(state="waiting").update(not_before=at)
        for leased in leases(at):
            hand_over(leased)
    assert len(failing.seen) == 2
    assert failing.seen[0] == failing.seen[1]


@pytest.mark.parametrize(
    ("error", "is_there"),
    [
        (SMTPException("451"), True),
        (SMTPRecipientsRefused({}), True),
        (BadHeaderError("a line too many"), True),
        (SMTPServerDisconnected("hung up"), False),
        (TimeoutError("slow"), False),
    ],
    ids=repr,
)
def test_a_message_that_fails_is_tried_again_later_and_one_that_hangs_stops_the_round(
    cast: Cast, failing: type[Failing], monkeypatch: pytest.MonkeyPatch, error: Exception, is_there: bool
) -> None:
    row = due_mail(cast)
    monkeypatch.setattr(failing, "with_it", error)
    before = datetime.now(UTC)
    [leased] = leases(DUE)
    assert hand_over(leased) is is_there
    row.refresh_from_db()
    assert (row.state, row.attempts, row.last_error, row.lease_until) == ("waiting", 1, type(error).__name__, None)
    assert before + timedelta(seconds=30) <= row.not_before <= datetime.now(UTC) + timedelta(seconds=30)


@pytest.mark.parametrize("error", [SMTPServerDisconnected("no greeting"), ConnectionRefusedError("gone")], ids=repr)
def test_a_server_that_is_away_costs_no_attempt_and_gives_back_what_was_leased(
    cast: Cast, failing: type[Failing], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    row = due_mail(cast)
    monkeypatch.setattr(failing, "at_the_door", error)
    for _ in range(outbox.MOST_ATTEMPTS + 1):
        [leased] = leases(DUE)
        assert hand_over(leased) is False
    row.refresh_from_db()
    assert (row.state, row.attempts, row.last_error, row.lease_until) == ("waiting", 0, type(error).__name__, None)
    assert row.not_before == DUE


def test_after_one_time_out_a_round_stops_and_tries_later(
    cast: Cast, failing: type[Failing], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reminder is not even leased while sign-in mail hangs, which goes first; in the next round it is tried."""
    reminder = due_mail(cast)
    outbox.post_account_mail(cast.people["tom"].pk, MailKind.NEW_DEVICE, at=DUE)
    hanging = AccountMail.objects.get()
    monkeypatch.setattr(failing, "with_it", TimeoutError("slow"))
    for tried in ([hanging], [hanging, reminder]):
        with time_machine.travel(DUE + timedelta(seconds=1), tick=False):
            sending.run_round([mails_of_accounts.next_lot, tasks.next_reminder])
        assert failing.seen == [f"<{row.reference}@inclusion>" for row in tried]
        assert not Delivery.objects.exclude(lease_until=None).exists()
        reminder.refresh_from_db()
        assert reminder.attempts == len(tried) - 1


def test_after_twenty_attempts_it_is_dead_and_stays_so(cast: Cast) -> None:
    row = due_mail(cast)
    at = DUE
    for attempt in range(1, outbox.MOST_ATTEMPTS + 1):
        [(_, held)] = leases(at)
        outbox.mark_failed(held, at, "SMTPException")
        row.refresh_from_db()
        assert row.attempts == attempt
        at = row.not_before
        assert at - DUE <= timedelta(hours=attempt)
    assert row.state == "dead"
    assert leases(at + timedelta(days=9)) == []


def test_what_kills_its_worker_each_time_is_dead_too(cast: Cast, settings: Any) -> None:
    row = due_mail(cast)
    at = DUE
    for _ in range(outbox.MOST_ATTEMPTS):
        assert len(leases(at)) == 1
        at += timedelta(seconds=settings.LEASE_SECONDS)
    assert leases(at) == []
    row.refresh_from_db()
    assert (row.state, row.last_error, row.attempts) == ("dead", "WorkerLost", outbox.MOST_ATTEMPTS)
