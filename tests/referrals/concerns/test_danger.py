"""A danger that is ticked: who owes the same-day look at the call, who reads it, and what is never swallowed."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import F

from agencies.acting.refusals import NotNow
from agencies.outbox.models import Delivery
from agencies.people.models import Seat
from agencies.policy import Act, Role
from agencies.schoolday import end_of_day, local_instant
from interventions.work.pages import my_work
from referrals import door
from referrals.cases import actions as cases
from referrals.concerns import actions as concerns
from referrals.concerns.models import Concern
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from tests import stories
from tests.owing import on
from tests.people import AT, Cast, make_person, set_clock
from tests.referrals.duties.sweeping import address, plan

pytestmark = pytest.mark.django_db


def told(at: datetime, **about: Any) -> set[str]:
    """Who is told of the call by this instant."""
    plan(at)
    address(at)
    rows = Delivery.objects.filter(letter__act="record_call", channel="email", **about)
    return set(rows.values_list(F("person__name"), flat=True))


def call_duty() -> Duty:
    return Duty.objects.get(rule="record_call")


def ends(name: str, cast: Cast) -> None:
    Seat.objects.filter(person=cast.people[name]).update(ends_at=AT - timedelta(days=1))


@pytest.mark.parametrize("day", [AT, on(27), on(28)], ids=["a school day", "an INSET day", "a Saturday"])
def test_what_is_ticked_is_owed_the_same_day_whatever_day_it_is(cast: Cast, day: datetime) -> None:
    stories.danger(cast, at=day)
    duty = call_duty()
    assert (duty.due_on, duty.due_at) == (day.date(), end_of_day(day.date()))
    assert (duty.agency, duty.act, duty.standing) == (cast.alder, "record_call", "raised")


def test_a_concern_without_a_danger_owes_no_call(cast: Cast) -> None:
    stories.concern(cast, worry=3)
    assert not Duty.objects.filter(rule="record_call").exists()


def test_the_safeguarding_lead_is_told_at_once_of_a_danger_that_was_ticked(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    stories.danger(cast)
    assert told(AT) == {"Ngozi Okoro"}


@pytest.mark.parametrize("hour", [0, 6, 7, 22])
def test_it_waits_for_no_morning(cast: Cast, hour: int) -> None:
    at = AT.replace(hour=hour, minute=30)
    stories.safeguarding_lead(cast)
    stories.danger(cast, at=at)
    assert "Ngozi Okoro" in told(at + timedelta(minutes=1), letter__step="due")


def test_where_nobody_leads_safeguarding_the_headteacher_is_told_at_once(cast: Cast) -> None:
    stories.danger(cast)
    assert told(AT) == {"Colm Brannigan"}


def test_a_seat_that_has_ended_or_a_closed_account_swallows_no_danger(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    type(cast.people["okoro"]).objects.filter(pk=cast.people["okoro"].pk).update(is_active=False)
    stories.danger(cast)
    assert told(AT) == {"Colm Brannigan"}


def test_where_there_is_no_head_either_the_inclusion_lead_is_told(cast: Cast) -> None:
    ends("colm", cast)
    stories.danger(cast)
    assert told(AT) == {"Amara Adeyemi"}


def test_where_nobody_leads_the_councils_manager_is_told_that_something_waits_and_no_child(cast: Cast) -> None:
    ends("colm", cast)
    ends("amara", cast)
    stories.danger(cast)
    assert told(AT) == told(AT) == set()  # the second round addresses what the first one posted
    letter = Delivery.objects.filter(person=cast.people["grace"], channel="email").get().letter
    assert "Alder Hythe School" in letter.words
    assert "Kofi" not in letter.words


def test_in_the_afternoon_the_head_is_told_too_and_the_next_day_both(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    stories.danger(cast)
    assert told(AT) == {"Ngozi Okoro"}
    afternoon = local_instant(date(2026, 11, 23), 15)
    assert told(afternoon, letter__step="due_afternoon") == {"Colm Brannigan"}
    morning = local_instant(date(2026, 11, 24), 8)
    assert told(morning, letter__step__startswith="next_day") == {"Ngozi Okoro", "Colm Brannigan"}


@pytest.mark.parametrize("name", ["okoro", "colm", "amara"])
def test_it_stands_first_on_the_work_of_everybody_who_could_see_to_it(cast: Cast, name: str) -> None:
    stories.safeguarding_lead(cast)
    stories.danger(cast)
    set_clock(AT)
    assert "record_call" in [row.duty.rule for row in my_work(cast.actor(name), AT).worried]
    assert my_work(cast.actor("dan"), AT).worried == []


def test_a_danger_is_not_logged_before_it_is_said_whether_anybody_rang(cast: Cast) -> None:
    with pytest.raises(NotNow, match="Say first whether the front door was rung"):
        stories.danger(cast, call=None)
    assert not Concern.objects.exists()


def test_the_duty_stands_though_its_author_rang(cast: Cast) -> None:
    stories.danger(cast, call=stories.RUNG)
    assert call_duty().state == "open"


@pytest.mark.parametrize("answer", [stories.RUNG, concerns.CallFacts(is_rung=False, said="It was a ruler.")])
def test_who_safeguards_records_the_call_or_why_nobody_rang_and_the_duty_is_met(cast: Cast, answer: Any) -> None:
    stories.safeguarding_lead(cast)
    concern = stories.danger(cast)
    concerns.record_call(concern, answer, by=cast.actor("okoro"), at=AT)
    assert (call_duty().state, call_duty().ended_by) == ("met", "Ngozi Okoro")
    assert {one.rule for one in Duty.objects.owed()} == {"look_at_concern"}


def test_a_call_is_recorded_once_and_only_where_a_danger_was_ticked(cast: Cast) -> None:
    concern, by = stories.danger(cast), {"by": cast.actor("colm"), "at": AT}
    concerns.record_call(concern, concerns.CallFacts(is_rung=False, said="Engaged."), **by)
    concerns.record_call(concern, stories.RUNG, **by)
    with pytest.raises(NotNow, match="already been recorded"):
        concerns.record_call(concern, stories.RUNG, **by)
    with pytest.raises(NotNow, match="Nothing was ticked"):
        concerns.record_call(stories.concern(cast), stories.RUNG, **by)


def readers(cast: Cast, entry: Entry) -> set[str]:
    return {n for n in cast.people if door.within(Entry, cast.actor(n), Act.SEE_ENTRY).filter(pk=entry.pk).exists()}


def test_what_was_ticked_is_a_restricted_line_of_the_case_for_who_safeguards(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    cast.people["olu"] = make_person("olu", "Olu Safe", cast.merrow, Role.SAFEGUARDING_LEAD)
    concern = stories.danger(cast)
    case = cases.open_case(concern, why="-", reply="-", by=cast.actor("amara"), at=AT)
    line = Entry.objects.get(kind="danger")
    assert line.title == "Ticked: risk of significant harm and a weapon"
    assert line.text == "The front door was not rung when it was logged."
    stories.accepted(cast, case)
    stories.shared(cast, case)
    assert readers(cast, line) == {"colm", "okoro"}
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    assert readers(cast, line) == {"colm", "okoro", "dan"}


def test_the_call_that_is_recorded_later_is_a_restricted_line_too(cast: Cast) -> None:
    concern = stories.danger(cast)
    cases.open_case(concern, why="-", reply="-", by=cast.actor("amara"), at=AT)
    concern.refresh_from_db()
    concerns.record_call(concern, stories.RUNG, by=cast.actor("colm"), at=AT)
    line = Entry.objects.filter(kind="danger").latest("id")
    assert (line.is_restricted, line.author) == (True, cast.people["colm"])
    assert line.text == "The front door was rung on 23 Nov 2026, 9:55am: Ann Duty.\nRef 17."


def test_a_safeguarding_lead_reads_no_other_restricted_entry(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    case = stories.case(cast)
    entry = stories.entry(cast, case)
    Entry.objects.filter(pk=entry.pk).update(
        is_restricted=True, restricted_at=AT, restricted_by=cast.people["colm"], restricted_why="Health"
    )
    assert readers(cast, entry) == {"amara", "colm"}
