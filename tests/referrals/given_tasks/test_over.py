"""A task that is over by its ground, whose nobody is any more, and whose answer somebody else hears."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from agencies.outbox.models import Delivery, Letter
from agencies.people.models import Seat
from agencies.policy import Role
from interventions.case_page.pages import case_sight
from interventions.work.pages import my_work
from referrals import door
from referrals.cases import actions as cases
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from referrals.given_tasks import actions as tasks
from referrals.given_tasks.facts import task_state
from referrals.given_tasks.models import GivenTask
from referrals.given_tasks.states import Kind
from referrals.teams.actions import change_role, end_seat
from tests import stories
from tests.browsing import browse, queries, read, text
from tests.given_tasks import give
from tests.leaving import leaves
from tests.owing import on
from tests.people import AT, Cast, set_clock
from tests.referrals.duties.sweeping import DUE, address, plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def see(task: GivenTask) -> str:
    return reverse("see_task", args=[task.reference])


def test_the_task_of_a_lead_whose_seat_ends_is_the_schools(cast: Cast) -> None:
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    task = give(cast, case, to="person:dan")
    end_seat(cast.people["dan"].seats.get(), by=cast.actor("colm"), at=AT)
    duty = Duty.objects.owed().get(subject_ref=task.reference)
    assert (duty.standing, duty.person) == ("raised", None)
    for who in ("amara", "colm"):
        assert "Ring mum on Thursday" in read(cast, who, reverse("my_work")), who


@pytest.mark.parametrize("to", ["person:colm", "agency:council", "agency:camhs"])
def test_a_task_of_the_school_on_a_pupil_who_left_the_roll_is_over(cast: Cast, to: str) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    task = give(cast, case, to=to)
    leaves(cast, date(2026, 11, 23))
    assert task_state(GivenTask.objects.get(), AT) == "open"
    after = on(24)
    with time_machine.travel(after, tick=False):
        set_clock(after)
        assert task_state(GivenTask.objects.get(), after) == "over"
        assert "Over" in read(cast, "amara", see(task))
        assert "Not done yet" not in read(cast, "amara", see(task))
        page = " ".join(read(cast, "amara", see(task)).split())
        by_share = "The share that it rested on has ended." in page
        by_roll = "Kofi left Alder Hythe School on Monday 23 November 2026." in page
        assert (by_share, by_roll) == (to == "agency:camhs", to != "agency:camhs")
        for who in ("amara", "colm", "sandra", "priti"):
            assert "Ring mum" not in read(cast, who, reverse("my_work")), who
    leaves(cast, None)
    assert task_state(GivenTask.objects.get(), after) == "open"


def test_what_the_council_has_among_itself_goes_on_when_the_pupil_leaves(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    task = give(cast, case, "sandra", "person:sandra")
    leaves(cast, date(2026, 11, 23))
    after = on(24)
    with time_machine.travel(after, tick=False):
        set_clock(after)
        assert task_state(GivenTask.objects.get(), after) == "open"
        assert "Ring mum" in read(cast, "sandra", reverse("my_work"))
        assert "Not done yet" in read(cast, "sandra", see(task))


def test_what_two_others_have_between_them_is_in_no_figure_of_the_council(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    give(cast, case, "priti", "agency:alder", kind=Kind.QUESTION)
    before = Duty.objects.owed().filter(agency=cast.alder, from_agency=None).count()
    Seat.objects.filter(person__in=[cast.people["amara"], cast.people["colm"]]).update(ends_at=AT)
    [one] = my_work(cast.actor("grace"), DUE).unheld
    assert one.count == before
    plan(DUE)
    address(DUE)
    address(DUE)
    [letter] = Letter.objects.filter(subject_kind="agency")
    assert f"{before} matters wait at Alder Hythe School" in letter.words


def test_of_a_school_where_only_such_a_task_waits_the_council_hears_nothing(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    give(cast, case, "priti", "agency:alder", kind=Kind.QUESTION)
    Duty.objects.filter(from_agency=None).delete()
    Seat.objects.filter(person__in=[cast.people["amara"], cast.people["colm"]]).update(ends_at=AT)
    assert my_work(cast.actor("grace"), DUE).unheld == []
    plan(DUE)
    address(DUE)
    address(DUE)
    assert not Letter.objects.filter(subject_kind="agency").exists()


def test_the_answer_reaches_a_colleague_where_whoever_asked_stands_so_no_longer(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    task = give(cast, case, to="agency:camhs", text="Does he come?", kind=Kind.QUESTION)
    change_role(cast.people["amara"].seats.get(), role=Role.STAFF, by=cast.actor("colm"), at=AT)
    tasks.finish_task(task, said="He does.", by=cast.actor("priti"), at=AT)
    duties.address_letters(AT, AT, door.audience)
    told = Delivery.objects.filter(letter__subject_ref=task.reference, letter__act="finish_task")
    assert set(told.values_list("person__name", flat=True)) == {"Colm Brannigan"}


def test_whoever_asked_hears_the_answer_alone_while_they_stand_so(cast: Cast) -> None:
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    stories.shared(cast, case)
    task = give(cast, case, to="agency:camhs", text="Does he come?", kind=Kind.QUESTION)
    tasks.finish_task(task, said="He does.", by=cast.actor("priti"), at=AT)
    duties.address_letters(AT, AT, door.audience)
    told = Delivery.objects.filter(letter__subject_ref=task.reference, letter__act="finish_task")
    assert set(told.values_list("person__name", flat=True)) == {"Amara Adeyemi"}


def test_a_reminder_that_nobody_would_hear_is_not_said_to_be_sent_and_spends_no_day(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    duty = Duty.objects.get(rule="answer_question")
    ended = Seat.objects.filter(agency=cast.camhs)
    ended.update(ends_at=AT)
    url = reverse("remind_owner", args=[duty.reference])
    shown = text(browse(cast, "amara").post(url, follow=True))
    assert "They are reminded." not in shown
    assert f"Nobody at {cast.camhs.name} is there who would hear of it. Nothing was sent." in shown
    duty.refresh_from_db()
    assert (duty.reminded_on, duty.reminded_by) == (None, None)
    assert not Letter.objects.filter(subject_ref=duty.reference).exists()
    ended.update(ends_at=None)
    assert "They are reminded." in text(browse(cast, "amara").post(url, follow=True))


def test_an_old_task_that_is_open_stands_on_the_cases_page_before_fifty_newer_ones(cast: Cast) -> None:
    case = stories.case(cast)
    old = give(cast, case, text="The old one")
    before = queries(cast, "amara", reverse("see_case", args=[case.reference]))
    for number in range(51):
        later = AT + timedelta(minutes=number)
        tasks.take_back_task(give(cast, case, text=f"New {number}"), why="-", by=cast.actor("amara"), at=later)
    given = case_sight(cast.actor("amara"), case, AT).given
    assert (given[0].task, given[1].task.text, given[-1].task.text) == (old, "New 50", "New 2")
    assert before == queries(cast, "amara", reverse("see_case", args=[case.reference]))
