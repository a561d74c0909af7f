"""What a reminder says is true on the day on which it is told, and comes while it is of use."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from agencies.outbox.models import Delivery, Letter
from agencies.schoolday import local_instant
from referrals.duties.actions import digest
from referrals.duties.models import Duty, DutyStep
from referrals.duties.words import OVERTAKEN
from tests import stories
from tests.owing import answer, on, returned
from tests.people import AT, Cast, set_clock
from tests.referrals.duties.sweeping import DUE, address, leases, mails, plan

pytestmark = pytest.mark.django_db


def words(rule: str) -> dict[str, str]:
    """What the letters about the duty of this rule say, by rung."""
    duty = Duty.objects.get(rule=rule)
    return dict(Letter.objects.filter(subject_ref=duty.reference).values_list("step", "words"))


def test_due_today_is_said_on_the_day_alone(cast: Cast) -> None:
    stories.case(cast)
    late = local_instant(date(2027, 4, 14), 8)
    plan(late)
    address(late)
    told = words("name_lead")
    assert told["due"] == told["late_1"] == "69 school days late, due on Tue 1 Dec 2026: name the lead professional."


def test_what_was_planned_before_midnight_and_told_after_it_says_what_is_so_then(cast: Cast) -> None:
    stories.case(cast)
    plan(DUE)
    address(DUE + timedelta(days=1))
    assert words("name_lead")["due"].startswith("1 school day late, due on Tue 1 Dec 2026")


def test_a_warning_is_never_told_once_the_day_has_passed(cast: Cast) -> None:
    stories.case(cast)
    DutyStep.objects.exclude(name="before").delete()
    plan(DUE + timedelta(days=1))
    assert not Letter.objects.filter(step="before").exists()
    step = DutyStep.objects.filter(duty__rule="name_lead").get()
    assert (step.posted_at is not None, step.why) == (True, "Its day had passed.")


def test_a_warning_planned_in_time_and_told_too_late_reaches_nobody_and_says_why(cast: Cast) -> None:
    stories.case(cast)
    DutyStep.objects.exclude(name="before").delete()
    plan(local_instant(date(2026, 11, 30), 8))
    address(DUE + timedelta(days=1))
    letter = Letter.objects.get(act="name_lead", step="before")
    assert (letter.deliveries.count(), letter.why) == (0, "Its day had passed.")


@pytest.mark.parametrize("batch", [1, 200])
def test_an_overtaken_rung_is_kept_with_its_reason_whatever_the_batch(cast: Cast, batch: int, settings: Any) -> None:
    settings.SWEEP_BATCH = batch
    stories.case(cast)
    for _ in range(20):
        plan(DUE)
    told = Letter.objects.filter(act="name_lead").exclude(step="")
    assert [letter.step for letter in told] == ["due"]
    whys = dict(DutyStep.objects.filter(duty__rule="name_lead").values_list("name", "why"))
    assert whys["before"] == "A later reminder had its turn."


def test_a_day_that_comes_back_is_not_told_twice_and_one_that_moved_is_told_with_both(cast: Cast) -> None:
    stories.case(cast)
    plan(DUE)
    duty = Duty.objects.get(rule="name_lead")
    DutyStep.objects.filter(duty=duty, name="due").update(at=DUE + timedelta(hours=1), posted_at=None)
    plan(DUE + timedelta(hours=2))
    address(DUE + timedelta(hours=2))
    assert Letter.objects.filter(subject_ref=duty.reference, step="due").count() == 1
    new = date(2026, 12, 3)
    Duty.objects.filter(pk=duty.pk).update(due_on=new, due_at=local_instant(date(2026, 12, 4)))
    DutyStep.objects.filter(duty=duty, name="due").update(at=local_instant(new, 8), posted_at=None)
    plan(local_instant(new, 8))
    address(local_instant(new, 8))
    told = Letter.objects.filter(subject_ref=duty.reference, step="due").order_by("id").last()
    assert told is not None
    assert told.words == "Due today, Thu 3 Dec 2026 (before: Tue 1 Dec 2026): name the lead professional."


def test_a_share_that_is_about_to_end_is_not_said_to_end_in_ten_days(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case, until_on=date(2027, 1, 15))
    plan(local_instant(date(2027, 1, 14), 9))
    address(local_instant(date(2027, 1, 14), 9))
    said = "A share ends tomorrow, Fri 15 Jan 2027: extend the share or let it end."
    assert words("renew_share") == {"before_2": said}


def test_whoever_reads_only_the_mail_gets_the_warning_a_working_day_before(cast: Cast) -> None:
    stories.case(cast)
    before = date(2026, 11, 30)
    at = local_instant(before, 8) + timedelta(seconds=40)
    plan(at)
    address(at)
    warned = mails(letter__act="name_lead", letter__step="before")
    assert {row.not_before for row in warned} <= {at, local_instant(before, 8)}
    assert warned


def test_the_warning_stands_in_the_digest_of_its_own_morning(cast: Cast) -> None:
    stories.case(cast)
    seven = local_instant(date(2026, 11, 30), 7)
    plan(seven)
    address(seven)
    [row] = mails(letter__act="name_lead", letter__step="before")
    assert row.not_before == local_instant(date(2026, 11, 30), 8)


def test_nothing_of_a_school_day_rule_is_chased_in_the_holidays(cast: Cast) -> None:
    late = on(16, 12)
    set_clock(late)
    stories.concern(cast, at=late)  # due on Fri 18 December, the last day of term
    steps = {step.name: step.at for step in DutyStep.objects.all()}
    assert steps["due"] == local_instant(date(2026, 12, 18), 8)
    assert steps["late_1"] == local_instant(date(2027, 1, 5), 8)


def test_a_rung_missed_in_an_outage_waits_for_the_schools_next_day(cast: Cast) -> None:
    late = on(16, 12)
    set_clock(late)
    stories.concern(cast, at=late)
    plan(local_instant(date(2026, 12, 21), 9))
    assert not Letter.objects.exclude(step="").exists()
    plan(local_instant(date(2027, 1, 5), 8))
    assert set(Letter.objects.exclude(step="").values_list("step", flat=True)) == {"due", "late_1"}


def test_beyond_the_published_terms_it_is_asked_and_not_chased(cast: Cast) -> None:
    late = on(20, 7, 2027)
    set_clock(late)
    stories.case(cast, at=late)
    lead = Duty.objects.get(rule="name_lead")
    assert {(step.name, step.tells) for step in lead.steps.all()} == {
        ("before", "owner"), ("due", "owner"), ("ask", "owner"),
    }  # fmt: skip
    plan(local_instant(date(2027, 7, 28), 8))
    address(local_instant(date(2027, 7, 28), 8))
    assert words("name_lead")["ask"] == (
        "Is this done? The school’s term dates are not known so far; "
        "by working days it was due on Tue 27 Jul 2027: name the lead professional."
    )


def test_a_question_does_not_clear_lateness(cast: Cast) -> None:
    referral = returned(cast, on(23), on(3, 12))  # due on Mon 30 November
    before = set(Duty.objects.get(rule="decide_referral").steps.values_list("name", "at"))
    answer(cast, referral, on(9, 12))
    duty = Duty.objects.get(rule="decide_referral")
    assert (duty.state, duty.due_on) == ("open", date(2026, 11, 30))
    assert set(duty.steps.values_list("name", "at")) == before


def test_letters_of_acts_are_not_words_of_a_rung(cast: Cast) -> None:
    stories.concern(cast)
    address(AT + timedelta(days=9))
    assert Letter.objects.get().words == "A concern was logged. Look at it in My work."
    assert Delivery.objects.filter(channel="inbox").count() == 1


def test_the_mail_says_how_many_are_late_and_due_of_which_kind_and_by_when_and_names_nobody(cast: Cast) -> None:
    stories.case(cast)
    late = local_instant(date(2026, 12, 2), 9)
    plan(late)
    address(late)
    lots = {rows[0].person.name: digest(rows, date(2026, 12, 2)) for rows, _ in leases(late)}
    lines = lots["Amara Adeyemi"]
    assert "1 late: name the lead professional, due on Tue 1 Dec 2026." in lines
    assert not any("Kofi" in line for line in lines)


def test_one_digest_is_one_mail_however_many_rows(cast: Cast, settings: Any) -> None:
    settings.SWEEP_BATCH = 2
    stories.case(cast)
    stories.concern(cast)
    for _ in range(9):
        plan(DUE)
        address(DUE)
    people = [rows[0].person_id for rows, _ in leases(DUE)]
    assert len(people) == len(set(people))
    assert Delivery.objects.filter(channel="email", person=cast.people["amara"]).count() > 2


def test_who_would_hear_of_one_duty_by_two_rungs_at_once_hears_the_last(cast: Cast) -> None:
    """A school's last rung goes on to who leads there: with the one before it, after a fortnight's silence."""
    stories.case(cast)
    late = datetime(2026, 12, 7, 8, 5, tzinfo=UTC)
    plan(late)
    address(late)
    for rule in ("name_lead", "tell_family"):
        duty = Duty.objects.get(rule=rule)
        heard = Letter.objects.filter(subject_ref=duty.reference).exclude(step="")
        names = list(heard.filter(deliveries__channel="inbox").values_list("deliveries__person__name", flat=True))
        assert sorted(names) == ["Amara Adeyemi", "Colm Brannigan"]
        assert set(heard.filter(deliveries=None).values_list("why", flat=True)) == {OVERTAKEN}
