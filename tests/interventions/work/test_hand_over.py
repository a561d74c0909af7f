"""What one has in hand is handed over as far as it can be met now; leaders see what is in their colleagues' hands."""

from datetime import date, datetime
from importlib import import_module

import pytest
import time_machine
from django.urls import reverse

from agencies.policy import Act
from interventions.work import actions
from interventions.work.pages import my_work
from referrals.cases.models import Case
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from referrals.given_tasks import actions as tasks
from referrals.given_tasks import facts
from referrals.given_tasks.models import GivenTask
from referrals.given_tasks.states import Kind
from tests import stories
from tests.browsing import browse, read, statements, text
from tests.given_tasks import give
from tests.leaving import leaves
from tests.owing import on
from tests.people import AT, Cast, set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
OVER, WORK = reverse("hand_over"), reverse("my_work")
IN_JUNE = on(1, 6, 2027)


def take(cast: Cast, who: str, rule: str) -> Duty:
    """Something their agency owes, in their own hands."""
    duty = Duty.objects.get(rule=rule)
    duties.hand_duty(duty, cast.people[who], by=cast.actor(who), at=AT)
    return duty


def taken(cast: Cast, task: GivenTask, who: str) -> None:
    """A task of their agency, in their own hands."""
    actor = cast.actor(who)
    place = facts.place_of(actor, Act.ASSIGN_TASK, task.case, AT, task.to_agency_id)
    assert place is not None
    own = next(one for one in facts.of_us(actor, task, place, AT) if one.person == cast.people[who])
    tasks.assign_task(task, own, by=actor, at=AT)


def hand_over(cast: Cast, who: str, to: str, at: datetime) -> str:
    """What the next page says, at this instant."""
    with time_machine.travel(at, tick=False):
        set_clock(at)
        sent = {"to": cast.people[to].reference if to in cast.people else to}
        return text(browse(cast, who).post(OVER, sent, follow=True))


def asked(cast: Cast, case: Case) -> GivenTask:
    """A question of CAMHS in Amara's hands."""
    question = give(cast, case, "priti", "agency:alder", "May I see him?", Kind.QUESTION)
    taken(cast, question, "amara")
    return question


def test_a_task_whose_share_has_lapsed_does_not_keep_the_others_from_going(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    question, lead = asked(cast, case), take(cast, "amara", "name_lead")
    assert "1 matter is with Colm Brannigan now." in hand_over(cast, "amara", "colm", IN_JUNE)
    lead.refresh_from_db()
    question.refresh_from_db()
    assert (lead.person, question.to_person) == (cast.people["colm"], cast.people["amara"])
    assert "You had nothing in hand." in hand_over(cast, "amara", "colm", IN_JUNE)


def test_a_task_on_a_pupil_who_left_is_over_and_is_not_handed_over(cast: Cast) -> None:
    task = give(cast, stories.case(cast))
    leaves(cast, date(2026, 11, 23))
    after = on(24)
    with time_machine.travel(after, tick=False):
        set_clock(after)
        assert "Ring mum" not in read(cast, "colm", OVER)
        assert "You had nothing in hand." in hand_over(cast, "colm", "amara", after)
    task.refresh_from_db()
    assert task.to_person == cast.people["colm"]


def test_what_one_may_not_do_any_more_is_said_to_be_with_nobody(cast: Cast) -> None:
    """The council saw the case, and took something in hand; then it stopped overseeing it."""
    case = stories.case(cast)
    stories.accepted(cast, case)
    task = give(cast, case, to="agency:council")
    taken(cast, task, "sandra")
    Case.objects.update(overseen_from=None)
    assert "You had nothing in hand." in hand_over(cast, "sandra", "anybody", AT)
    assert Duty.objects.get(subject_ref=task.reference).person == cast.people["sandra"]


def test_cases_are_locked_first_then_tasks_then_duties(cast: Cast) -> None:
    task = give(cast, stories.case(cast))
    said = statements(lambda: actions.hand_over(None, by=cast.actor("colm"), at=AT))
    locked = [sql.split('FROM "')[1].split('"')[0] for sql in said if "FOR UPDATE" in sql or "FOR NO KEY UPDATE" in sql]
    assert locked[:3] == ["referrals_case", "referrals_giventask", "referrals_duty"]
    assert all("ORDER BY" in sql for sql in said if "FOR UPDATE" in sql)
    task.refresh_from_db()
    assert task.to_person is None


def test_whoever_has_something_in_hand_finds_the_link_whatever_rows_are_drawn(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = stories.case(cast)
    assert not my_work(cast.actor("amara"), AT).has_in_hand
    take(cast, "amara", "tell_family")
    monkeypatch.setattr(import_module("interventions.work.pages.my_work"), "WORK_PAGE", 1)
    shown = my_work(cast.actor("amara"), AT)
    assert [row.duty.rule for group in shown.groups for row in group.rows] == ["name_lead"], case
    assert shown.has_in_hand


def test_a_leader_reads_the_tasks_in_their_colleagues_hands_and_gives_them_to_another(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    task = give(cast, case, to="agency:camhs", text="Ring the clinic")
    taken(cast, task, "priti")
    shown = my_work(cast.actor("mona"), AT).colleagues
    assert [(row.hands, row.hand_url) for row in shown] == [
        ("In the hands of Priti Nair", reverse("assign_task", args=[task.reference]))
    ]
    page = " ".join(read(cast, "mona", WORK).split())
    assert "Ring the clinic" in page.split("In your colleagues’ hands")[1]
    assert my_work(cast.actor("priti"), AT).colleagues == []
    own = give(cast, case, to="person:amara", who="colm")
    assert [row.duty.subject_ref for row in my_work(cast.actor("colm"), AT).colleagues] == [own.reference]
    assert own.reference not in read(cast, "mona", WORK)
    with time_machine.travel(IN_JUNE, tick=False):
        set_clock(IN_JUNE)
        assert my_work(cast.actor("mona", IN_JUNE), IN_JUNE).colleagues == []
