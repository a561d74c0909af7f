"""The sweep that sends: in the morning or at once, leased, tried again, and at last dead."""

from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail

from agencies.outbox.models import Delivery, Letter
from agencies.schoolday import local_instant
from referrals import door
from referrals.duties import actions as duties
from referrals.duties import tasks
from referrals.duties.tasks import deliver
from tests import stories
from tests.people import AT, Cast, set_clock
from tests.referrals.duties.sweeping import DUE, address, due_mail, mails, plan


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
    assert duties.claim(digest - timedelta(seconds=1)) == []
    assert len(duties.claim(digest)) == 1


def test_a_late_duty_is_urgent_and_goes_at_once_even_at_night(cast: Cast) -> None:
    row = due_mail(cast)
    assert (row.letter.is_urgent, row.not_before) == (True, DUE)


def test_a_morning_brings_one_message_a_person(cast: Cast, settings: Any) -> None:
    stories.concern(cast)
    stories.concern(cast)
    address(AT)
    morning = local_instant(date(2026, 11, 24), 8)
    [(token, pks)] = duties.claim(morning)
    deliver(str(token), pks)
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
    for token, pks in duties.claim(DUE + timedelta(days=9)):
        deliver(str(token), pks)
    assert mail.outbox
    for words in [str(m.message()) for m in mail.outbox] + list(Letter.objects.values_list("words", flat=True)):
        assert not any(name in words for name in ("Kofi", "Mensah", "Alder", "CAMHS", case.reference))


def test_a_lease_keeps_others_off_until_it_runs_out(cast: Cast, settings: Any) -> None:
    row = due_mail(cast)
    [(first, pks)] = duties.claim(DUE)
    assert duties.claim(DUE) == []
    out = DUE + timedelta(seconds=settings.LEASE_SECONDS)
    assert duties.claim(out - timedelta(seconds=1)) == []
    [(second, again)] = duties.claim(out)
    assert (again, second != first) == (pks, True)
    set_clock(out)
    assert duties.still_to_send(first, pks, door.audience) == []
    duties.mark_sent(first, pks, out)
    duties.mark_failed(first, pks, out, "Timeout")
    row.refresh_from_db()
    assert (row.state, row.attempts, row.last_error, row.lease_token) == ("waiting", 2, "", second)
    assert duties.still_to_send(second, pks, door.audience) == [row]


def test_the_second_attempt_has_the_reference_of_the_first(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    stories.concern(cast)
    stories.concern(cast)
    address(AT)
    morning = local_instant(date(2026, 11, 24), 8)
    seen: list[str] = []

    def refuse(rows: list[Delivery]) -> None:
        seen.append(str(rows[0].reference))
        raise SMTPException("451 try again later")

    monkeypatch.setattr(tasks, "_mail", refuse)
    for hours in (0, 24):
        at = morning + timedelta(hours=hours)
        Delivery.objects.filter(state="waiting").update(not_before=at)
        for token, pks in duties.claim(at):
            deliver(str(token), pks)
    assert len(seen) == 2
    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    "error", [SMTPException("451"), TimeoutError("slow"), ConnectionRefusedError("gone")], ids=repr
)
def test_a_server_that_fails_is_tried_again_later(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    row = due_mail(cast)

    def refuse(_: list[Delivery]) -> None:
        raise error

    monkeypatch.setattr(tasks, "_mail", refuse)
    before = datetime.now(UTC)
    [(token, pks)] = duties.claim(DUE)
    deliver(str(token), pks)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.last_error, row.lease_until) == ("waiting", 1, type(error).__name__, None)
    assert before + timedelta(seconds=30) <= row.not_before <= datetime.now(UTC) + timedelta(seconds=30)


def test_after_twenty_attempts_it_is_dead_and_stays_so(cast: Cast) -> None:
    row = due_mail(cast)
    at = DUE
    for attempt in range(1, duties.MOST_ATTEMPTS + 1):
        [(token, pks)] = duties.claim(at)
        duties.mark_failed(token, pks, at, "SMTPException")
        row.refresh_from_db()
        assert row.attempts == attempt
        at = row.not_before
        assert at - DUE <= timedelta(hours=attempt)
    assert row.state == "dead"
    assert duties.claim(at + timedelta(days=9)) == []


def test_what_kills_its_worker_each_time_is_dead_too(cast: Cast, settings: Any) -> None:
    row = due_mail(cast)
    at = DUE
    for _ in range(duties.MOST_ATTEMPTS):
        assert len(duties.claim(at)) == 1
        at += timedelta(seconds=settings.LEASE_SECONDS)
    assert duties.claim(at) == []
    row.refresh_from_db()
    assert (row.state, row.last_error, row.attempts) == ("dead", "WorkerLost", duties.MOST_ATTEMPTS)
