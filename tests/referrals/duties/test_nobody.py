"""Where nobody is there to be told, a letter goes on to who is; and what nobody hears of is the council's to know."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.template.loader import render_to_string
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from agencies.outbox.models import Letter
from agencies.people.models import Seat
from agencies.policy import Role
from agencies.policy.rows import LEADS
from interventions.work.pages import my_work
from referrals.cases import actions as cases
from referrals.concerns.facts import look_by, who_looks
from referrals.duties.models import Duty, DutyStep
from tests import moves, stories, suspensions
from tests.people import AT, Cast, make_person
from tests.referrals.duties.sweeping import DUE, address, plan

pytestmark = pytest.mark.django_db


def leave(cast: Cast, *who: str) -> None:
    Seat.objects.filter(person__in=[cast.people[one] for one in who]).update(ends_at=AT)


def heard(**of: object) -> set[str]:
    """Who has a line about it in their inbox."""
    people = Letter.objects.filter(**of).values_list("deliveries__person__name", flat=True)
    return {name.split()[0] for name in people if name}


def test_a_concern_at_a_school_without_a_lead_reaches_its_head(cast: Cast) -> None:
    leave(cast, "amara")
    stories.concern(cast)
    address(AT)
    assert heard(act="log_concern") == {"Colm"}
    assert who_looks(cast.alder.pk, AT) == "Colm Brannigan"


def test_a_late_duty_at_a_school_without_a_head_reaches_its_lead(cast: Cast) -> None:
    stories.case(cast)
    leave(cast, "colm")
    late = Duty.objects.get(rule="name_lead").steps.get(name="late_1").at
    plan(late)
    address(late)
    assert heard(act="name_lead", step="late_1") == {"Amara"}


def test_where_nobody_leads_the_councils_manager_is_told_how_many_and_no_child(cast: Cast) -> None:
    stories.case(cast)
    leave(cast, "amara", "colm")
    plan(DUE)
    address(DUE)
    address(DUE)
    [letter] = Letter.objects.filter(subject_kind="agency")
    assert letter.words == (
        "2 matters wait at Alder Hythe School, the first since 23 Nov 2026, "
        "and nobody leads there who would hear of it."
    )
    assert (heard(pk=letter.pk), letter.case_id) == ({"Grace"}, None)
    whys = set(Letter.objects.filter(subject_kind="duty").values_list("why", flat=True))
    assert whys == {"Nobody else held a seat then that may hear it."}


def test_the_form_names_nobody_who_is_not_there(cast: Cast) -> None:
    actor = cast.actor("dan")
    leave(cast, "amara", "colm")
    assert who_looks(cast.alder.pk, AT) == ""
    assert set(look_by(actor.seats[0], AT).values()) == {
        "Nobody who leads has a seat at your school. The council’s manager is told that something waits here"
    }


def test_the_author_hears_that_a_case_was_opened_on_their_concern(cast: Cast) -> None:
    concern = stories.concern(cast)
    cases.open_case(concern, why="-", reply="-", by=cast.actor("amara"), at=AT)
    address(AT)
    assert heard(act="open_case") == {"Tom"}


def test_the_last_rung_of_a_referral_that_nobody_accepted_reaches_the_council(cast: Cast) -> None:
    stories.sent(cast, stories.case(cast))
    late = Duty.objects.get(rule="decide_referral").steps.get(name="late_2").at
    plan(late)
    address(late)
    assert heard(act=Duty.objects.get(rule="decide_referral").act, step="late_2") == {"Sandra", "Grace"}


WORLDS: dict[str, Callable[[Cast], object]] = {
    "concern": stories.concern,
    "case": stories.case,
    "sent": lambda cast: stories.sent(cast, stories.case(cast)),
    "accepted": lambda cast: stories.accepted(cast, stories.case(cast)),
    "offered": lambda cast: stories.offered(cast, stories.case(cast)),
    "proposed move": moves.proposed,
    "agreed move": moves.agreed,
    "admitted move": moves.admitted,
    "suspension": suspensions.impose,
    "board's suspension": lambda cast: suspensions.impose(cast, last=date(2026, 12, 16)),
}
LEAVERS = ("amara", "colm", "farida", "sandra", "grace", "priti", "mona")


@example(gone=set(), world="offered")
@example(gone={"grace", "sandra", "amara"}, world="sent")
@example(gone={"amara", "colm"}, world="proposed move")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gone=st.sets(st.sampled_from(LEAVERS)), world=st.sampled_from(sorted(WORLDS)))
def test_somebody_who_may_hear_is_told_or_the_council_is(cast: Cast, gone: set[str], world: str) -> None:
    if "farida" not in cast.people:
        cast.people["farida"] = make_person("farida", "Farida Quill", cast.merrow, Role.HEAD)
    with transaction.atomic():
        _tell_everything(cast, gone, world)
        transaction.set_rollback(True)


def _tell_everything(cast: Cast, gone: set[str], world: str) -> None:
    WORLDS[world](cast)
    leave(cast, *gone)
    for at in sorted(set(DutyStep.objects.values_list("at", flat=True))):
        plan(at)
        address(at)
        address(at)
    for letter in Letter.objects.filter(subject_kind="duty", why="").exclude(step=""):
        assert letter.deliveries.exists(), letter
    for letter in Letter.objects.filter(subject_kind="duty", why="Nobody else held a seat then that may hear it."):
        _is_told_of(cast, letter, gone)


def _is_told_of(cast: Cast, letter: Letter, gone: set[str]) -> None:
    """Nobody may hear: no lead has a seat at the duty's school, of which the council is told, nor at the case's."""
    duty = Duty.objects.get(reference=letter.subject_ref)
    leads = Seat.objects.live(AT).filter(role__in=[role.value for role in LEADS])
    is_led = leads.filter(agency=duty.agency).exists() or duty.agency not in (cast.alder, cast.merrow)
    school = cast.alder if is_led else duty.agency
    assert not leads.filter(agency=school).exists()
    waiting = Letter.objects.filter(subject_kind="agency", subject_ref=school.reference)
    assert {letter.deliveries.exists() for letter in waiting} == {not {"grace", "sandra"} <= gone}


def test_where_nobody_manages_the_council_its_officers_are_told_that_matters_wait(cast: Cast) -> None:
    stories.case(cast)
    leave(cast, "amara", "colm", "grace")
    plan(DUE)
    address(DUE)
    address(DUE)
    assert heard(subject_kind="agency") == {"Sandra"}
    assert [one.school for one in my_work(cast.actor("sandra"), DUE).unheld] == ["Alder Hythe School"]


def test_what_nobody_holds_stands_on_the_managers_list_and_names_no_child(cast: Cast) -> None:
    stories.case(cast)
    assert my_work(cast.actor("grace"), DUE).unheld == []
    leave(cast, "amara", "colm")
    [one] = my_work(cast.actor("grace"), DUE).unheld
    assert (one.school, one.count, one.since) == ("Alder Hythe School", 2, AT)
    assert my_work(cast.actor("sandra"), DUE).unheld == []
    assert my_work(cast.actor("tom"), DUE).unheld == []
    page = render_to_string("interventions/work_page.html", my_work(cast.actor("grace"), DUE).context())
    assert "Alder Hythe School: 2 matters, the first since 23 Nov 2026" in page
    assert "Kofi" not in page


def test_what_the_lead_owed_is_the_heads_where_there_is_no_lead(cast: Cast) -> None:
    stories.case(cast)
    leave(cast, "amara")
    rows = [row for group in my_work(cast.actor("colm"), DUE).groups for row in group.rows]
    assert {row.what for row in rows} == {"Name the lead professional", "Tell the family, or record why not"}
