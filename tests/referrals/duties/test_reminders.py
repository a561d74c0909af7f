"""The sweeps that plan and address: planned once, told to whoever may hear now."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction

from agencies.outbox import actions as outbox
from agencies.outbox.models import Delivery, Letter
from agencies.people.models import Seat
from agencies.policy import Act
from agencies.schoolday import local_instant
from referrals import door
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.duties import actions as duties
from referrals.duties.models import DutyStep
from referrals.shares import actions as shares
from tests import stories
from tests.people import AT, Cast, make_cast, set_clock
from tests.referrals.duties.sweeping import DUE, MINUTE, address, due_mail, leases, mails, plan


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


def test_of_two_planners_the_second_tells_no_older_rung_than_the_first(committed: str) -> None:
    stories.case(make_cast())
    newest = DutyStep.objects.filter(name="due").order_by("duty")
    with transaction.atomic():
        held = list(newest.select_for_update())
        planned = ThreadPoolExecutor(1).submit(in_its_own_transaction, lambda: duties.plan_what_is_due(DUE, DUE))
        assert ([step.name for step in planned.result(20) if not step.why], len(held)) == ([], 2)
    together(lambda: duties.plan_what_is_due(DUE, DUE))
    assert set(Letter.objects.exclude(step="").values_list("step", flat=True)) == {"due"}


def in_its_own_transaction(do: Any) -> Any:
    with transaction.atomic():
        set_clock(DUE)
        done = do()
    connection.close()
    return done


def together(do: Any) -> None:
    """The same sweep in two threads at once, on their own connections."""
    ready = threading.Barrier(2)

    def run() -> None:
        ready.wait()
        in_its_own_transaction(do)

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(run) for _ in range(2)]:
            done.result(20)


def test_guard_28_down_over_the_due_instant_and_back_the_next_day_tells_due_and_overdue_once(cast: Cast) -> None:
    stories.case(cast)
    for minutes in range(3):
        plan(DUE + timedelta(days=1, minutes=minutes))
        address(DUE + timedelta(days=1, minutes=minutes))
    of_lead = Delivery.objects.filter(letter__act=Act.NAME_LEAD.value, letter__step__gt="", channel="inbox")
    told = of_lead.values_list("person__name", "letter__step")
    assert len(set(told)) == len(told) > 0
    assert {step for _, step in told} <= {"due", "late_1"}


def test_of_the_rungs_missed_only_the_newest_is_told_and_all_are_over(cast: Cast) -> None:
    stories.case(cast)
    plan(DUE + timedelta(days=10))
    told = Letter.objects.filter(act=Act.NAME_LEAD.value).exclude(step="").values_list("step", flat=True)
    assert sorted(told) == ["due", "late_1", "late_2"]
    assert not DutyStep.objects.filter(posted_at=None, duty__state="open").exists()


def test_a_letter_is_dropped_when_its_duty_was_met_before_it_went_out(cast: Cast) -> None:
    row = due_mail(cast)
    cases.name_lead(Case.objects.get(), cast.people["dan"], by=cast.actor("amara"), at=DUE)
    assert sent(row, DUE) == "dropped"
    assert row.why == "over"
    assert mail.outbox == []


def test_a_letter_is_dropped_when_the_readers_seat_ended(cast: Cast) -> None:
    row = due_mail(cast)
    Seat.objects.filter(person=cast.people["amara"]).update(ends_at=DUE)
    assert sent(row, DUE) == "dropped"
    assert row.why == "left"


def test_a_letter_is_dropped_when_the_reader_was_locked_out(cast: Cast) -> None:
    row = due_mail(cast)
    type(cast.people["amara"]).objects.filter(pk=cast.people["amara"].pk).update(is_active=False)
    assert sent(row, DUE) == "dropped"


def test_a_letter_taken_back_from_one_of_two_says_that_it_is_theirs_no_more(cast: Cast) -> None:
    row = due_mail(cast)
    Seat.objects.create(person=cast.people["nobody"], agency=cast.alder, role="inclusion_lead", starts_at=DUE)
    Seat.objects.filter(person=cast.people["amara"]).update(role="staff")
    assert sent(row, DUE) == "dropped"
    assert row.why == "not_theirs"


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
    for _, held in leases(at):
        outbox.mark_sent(held, at)
    row.refresh_from_db()
    return row.state
