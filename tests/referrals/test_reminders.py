"""The sweeps: planned once, told to who may hear now, leased, handed over, tried again, and at last dead."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction

from agencies.outbox.models import Delivery, Letter, ReminderClock
from agencies.people.models import Seat
from agencies.policy import Act
from agencies.schoolday import local_instant
from referrals import door
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.duties import actions as duties
from referrals.duties import tasks
from referrals.duties.models import DutyStep
from referrals.duties.tasks import deliver
from referrals.shares import actions as shares
from tests import stories
from tests.people import AT, Cast, make_cast, set_clock

MINUTE = timedelta(minutes=1)
DUE = local_instant(date(2026, 12, 1), 8)
"""When the lead of a case opened at AT is due today."""


@pytest.fixture
def cast(db: None) -> Cast:
    set_clock(AT)
    return make_cast()


def plan(at: datetime) -> int:
    set_clock(at)
    return duties.plan_what_is_due(at, duties.reminder_time(at))


def address(at: datetime) -> None:
    set_clock(at)
    duties.address_letters(at, duties.reminder_time(at), door.audience)


def mails(**of: Any) -> list[Delivery]:
    return list(Delivery.objects.filter(channel="email", **of).select_related("person", "letter").order_by("id"))


def due_mail(cast: Cast) -> Delivery:
    """Amara's e-mail that a lead is to be named today; nothing else waits."""
    stories.case(cast)
    plan(DUE)
    Letter.objects.exclude(step="due").delete()
    Letter.objects.exclude(act="name_lead").delete()
    address(DUE)
    return Delivery.objects.get(channel="email")


def test_what_was_planned_is_not_planned_again(cast: Cast) -> None:
    stories.case(cast)
    assert plan(DUE) == 2  # a lead, and the family
    letters = list(Letter.objects.order_by("id").values_list("key", flat=True))
    assert (plan(DUE), plan(DUE + MINUTE)) == (0, 0)
    DutyStep.objects.update(posted_at=None)  # even where a step is taken again, its letter is the same one
    plan(DUE)
    assert list(Letter.objects.order_by("id").values_list("key", flat=True)) == letters


def test_two_planners_and_two_addressers_do_no_harm(committed: str) -> None:
    stories.case(make_cast())
    together(lambda: duties.plan_what_is_due(DUE, DUE))
    together(lambda: duties.address_letters(DUE, DUE, door.audience))
    steps = Letter.objects.exclude(step="").values_list("subject_ref", "step")
    assert len(steps) == len(set(steps)) == 2
    rows = Delivery.objects.values_list("letter", "person", "channel")
    assert len(rows) == len(set(rows)) == 2 * Delivery.objects.filter(channel="inbox").count()


def together(do: Any) -> None:
    """The same sweep in two threads at once, on their own connections."""
    ready = threading.Barrier(2)

    def run() -> None:
        ready.wait()
        with transaction.atomic():
            set_clock(DUE)
            do()
        connection.close()

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(run) for _ in range(2)]:
            done.result(20)


def test_of_the_rungs_missed_only_the_newest_is_told_and_all_are_over(cast: Cast) -> None:
    stories.case(cast)
    plan(DUE + timedelta(days=30))
    told = Letter.objects.filter(act=Act.NAME_LEAD.value).exclude(step="").values_list("step", flat=True)
    assert sorted(told) == ["due", "late_1", "late_2"]
    assert not DutyStep.objects.filter(posted_at=None, duty__state="open").exists()


def test_a_letter_is_dropped_when_its_duty_was_met_before_it_went_out(cast: Cast) -> None:
    row = due_mail(cast)
    cases.name_lead(Case.objects.get(), cast.people["dan"], by=cast.actor("amara"), at=DUE)
    assert sent(row, DUE) == "dropped"
    assert mail.outbox == []


def test_a_letter_is_dropped_when_the_readers_seat_ended(cast: Cast) -> None:
    row = due_mail(cast)
    Seat.objects.filter(person=cast.people["amara"]).update(ends_at=DUE)
    assert sent(row, DUE) == "dropped"


def test_a_letter_is_dropped_when_the_reader_was_locked_out(cast: Cast) -> None:
    row = due_mail(cast)
    type(cast.people["amara"]).objects.filter(pk=cast.people["amara"].pk).update(is_active=False)
    assert sent(row, DUE) == "dropped"


def test_whoever_sits_there_when_it_is_addressed_hears(cast: Cast) -> None:
    stories.case(cast)
    plan(DUE)
    Seat.objects.filter(person=cast.people["amara"]).update(ends_at=DUE)
    Seat.objects.create(person=cast.people["nobody"], agency=cast.alder, role="inclusion_lead", starts_at=DUE)
    address(DUE)
    assert {row.person.name for row in mails(letter__step="due")} == {"No Seat"}


@pytest.mark.parametrize("end", ["withdrawn", "declined", "ended", "closed"])
def test_a_share_that_ended_before_the_letter_went_out_gets_no_letter(cast: Cast, end: str) -> None:
    case = stories.case(cast)
    share = stories.offered(cast, case)
    at = local_instant(date(2026, 11, 24), 8)
    address(AT)
    rows = mails(letter__act="share_case", letter__step="")
    assert {row.person.name for row in rows} == {"Priti Nair", "Mona Ellis"}
    if end == "withdrawn":
        shares.withdraw_share(share, why="-", by=cast.actor("amara"), at=AT)
    elif end == "declined":
        shares.decline_share(share, why="-", by=cast.actor("priti"), at=AT)
    elif end == "closed":
        cases.close_case(case, outcome="met", words="-", family_words="-", by=cast.actor("amara"), at=AT)
    else:
        at = share.ends_at
    assert {sent(row, at) for row in rows} == {"dropped"}


def sent(row: Delivery, at: datetime) -> str:
    """The state after the worker had it, at an instant."""
    set_clock(at)
    for token, pks in duties.claim(at):
        for delivery in duties.still_to_send(token, pks, door.audience):
            duties.mark_sent(token, [delivery.pk], at)
    row.refresh_from_db()
    return row.state


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


# --- leases, failures, the end ---


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


# --- the fast half hour of the demonstration ---


@pytest.fixture
def pressed(cast: Cast) -> Iterator[Cast]:
    """The switch pressed at AT."""
    ReminderClock.objects.create(pressed_at=AT)
    return cast


def test_a_minute_stands_for_a_day_for_half_an_hour(pressed: Cast, settings: Any) -> None:
    assert duties.reminder_time(AT) == AT
    assert duties.reminder_time(AT + MINUTE) == AT + timedelta(days=1)
    assert duties.reminder_time(AT + 29 * MINUTE) == AT + timedelta(days=29)
    for at in (AT - MINUTE, AT + 30 * MINUTE, AT + timedelta(days=9)):
        assert duties.reminder_time(at) == at
    settings.DEMONSTRATION = False
    assert duties.reminder_time(AT + MINUTE) == AT + MINUTE


def test_it_hurries_reminders_and_nothing_else(pressed: Cast) -> None:
    case = stories.case(pressed)
    share = stories.shared(pressed, case, until_on=date(2026, 11, 24))
    at = AT + 9 * MINUTE
    plan(at)
    address(at)
    assert {"late_1"} <= set(Letter.objects.filter(act="name_lead").values_list("step", flat=True))
    assert door.cases(pressed.actor("priti", at), Act.SEE_CASE).get() == case
    assert duties.tidy_ended_shares(at) == 0
    share.refresh_from_db()
    assert share.closed_at is None


def test_its_digests_come_within_minutes_and_none_waits_for_a_morning_that_never_comes(
    pressed: Cast, settings: Any
) -> None:
    at = AT + 2 * MINUTE
    stories.concern(pressed, at=at)
    address(at)
    [row] = mails()
    assert at < row.not_before <= at + 4 * MINUTE  # two days in, the next working morning is at most three days on
    [(_, pks)] = duties.claim(row.not_before)
    assert pks == [row.pk]
    row.refresh_from_db()
    assert row.lease_until == row.not_before + timedelta(seconds=settings.LEASE_SECONDS)
