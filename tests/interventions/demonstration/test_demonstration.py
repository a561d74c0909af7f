"""The demonstration: made by acts that the law allows, in every state, as the guided tour needs it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import StringIO
from random import Random

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F, Q
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from agencies.acting.lives import LIVES
from agencies.actors import Actor
from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.directory.models import Agency, Authority
from agencies.identifiers import is_upn
from agencies.outbox.models import Delivery, Letter
from agencies.people.access import actor_for
from agencies.people.models import Person, Seat
from agencies.policy import READINGS, SETTINGS, Act, Kind
from agencies.schoolday import SchoolCalendar, local_instant
from agencies.trail.models import TrailEntry
from interventions.demonstration.making import SEED
from interventions.demonstration.people import ONE_CLICK
from interventions.demonstration.places import FIRST_MONTH, ROLLS, calendar_of, school_year
from interventions.demonstration.pupils import _slots
from interventions.moves.models import Move
from interventions.moves.pages import move_page
from interventions.pupil_page.pages import child_page
from interventions.suspensions.models import Suspension
from referrals import door
from referrals.arrivals.models import Arrival
from referrals.cases.models import Case, FamilyTold
from referrals.cases.words import NOT_TOLD, OUTCOMES, SAID, TOLD
from referrals.concerns.models import Concern
from referrals.concerns.states import State as ConcernState
from referrals.concerns.words import SEEN
from referrals.duties.models import Duty, DutyStep
from referrals.entries.models import Entry
from referrals.merges.models import Merge
from referrals.pupils.models import Identifier, Pupil
from referrals.referrals.models import Referral
from referrals.referrals.states import State as ReferralState
from referrals.referrals.words import DECLINED, REDIRECTED
from referrals.shares.facts import share_state
from referrals.shares.models import CaseShare
from referrals.shares.states import State as Share
from tests.people import set_clock

TODAY = date(2026, 11, 23)
NOW = local_instant(TODAY, 12)
LAST_RESORTS = {
    Act.PROPOSE_MOVE, Act.HEAR_PUPIL, Act.CONSENT_TO_MOVE, Act.IMPOSE_SUSPENSION, Act.RECORD_NOTICE,
    Act.BEGIN_BOARD_MEETING, Act.ADJOURN_BOARD_MEETING, Act.ARRANGE_EDUCATION, Act.RECORD_DAYS_ELSEWHERE,
}  # fmt: skip
"""Of moves and suspensions, what is under way; what comes after it is the newcomer's."""


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The demonstration of one Monday, made once for this file; gives what the command said."""
    with django_db_blocker.unblock(), transaction.atomic():
        said = StringIO()
        call_command("make_demonstration", today=TODAY, stdout=said)
        set_clock(NOW)
        yield said.getvalue()
        transaction.set_rollback(True)


def actor(name: str) -> Actor:
    return actor_for(Person.objects.get(name=name), NOW)


def owed(name: str) -> list[Duty]:
    duties = door.within(Duty, actor(name), Act.SEE_CASE, NOW).filter(state="open", due_at__lt=NOW + timedelta(days=7))
    return list(duties.select_related("pupil").order_by("due_at", "id"))


def state_of(share: CaseShare) -> str:
    return share_state(share, NOW)


def test_it_is_refused_outside_the_demonstration(db: None) -> None:
    with override_settings(DEMONSTRATION=False), pytest.raises(CommandError):
        call_command("make_demonstration")
    assert not Authority.objects.exists()


def test_a_second_run_changes_nothing(made: str) -> None:
    said = StringIO()
    before = TrailEntry.objects.count()
    call_command("make_demonstration", stdout=said)
    assert "nothing was done" in said.getvalue()
    assert TrailEntry.objects.count() == before


def test_it_makes_what_was_promised(made: str) -> None:
    assert "605 pupils, 80 cases" in made
    kinds = Counter(Agency.objects.values_list("kind", flat=True))
    assert sum(kinds[kind.value] for kind in SETTINGS) == 12
    assert (kinds[Kind.HEALTH.value], kinds[Kind.COUNCIL.value], kinds[Kind.POLICE.value]) == (3, 1, 1)
    assert 45 <= Seat.objects.live(NOW).values("person").distinct().count() <= 50
    assert Pupil.objects.filter(enrolments__isnull=False).distinct().count() == 605
    assert Case.objects.count() == 80


def test_every_number_is_valid_and_nobodys(made: str) -> None:
    values = list(Identifier.objects.values_list("value", flat=True))
    assert len(set(values)) == 600
    assert all(is_upn(value) and value[1:4] == "999" for value in values)


def test_every_pupil_is_on_a_roll_at_an_age_that_fits(made: str) -> None:
    for place in ROLLS:
        born = Pupil.objects.filter(enrolments__school__name=place.name, enrolments__kind="main").values_list(
            "born_on", flat=True
        )
        ages = {school_year(TODAY) - day.year - (day.month >= FIRST_MONTH) for day in born}
        assert {age - 4 for age in ages} <= set(place.years), place.name
    nameless = Pupil.objects.exclude(enrolments__kind="main")
    joined = {one.pupil for one in Arrival.objects.filter(state="joined")}
    assert set(nameless) == joined | {one.goes for one in Merge.objects.filter(state__in=["merged", "split"])}


def test_of_three_children_who_changed_school_one_is_known_one_is_asked_about_and_one_is_another(made: str) -> None:
    assert set(Arrival.objects.values_list("school__name", "state")) == {
        ("Alder Hythe School", "joined"),
        ("Kestrel Mount School", "apart"),
        ("Curlew Rise Primary", "asked"),
    }
    assert "answer_arrival" in {duty.rule for duty in owed("Marta Zielonka")}
    assert "send_ctf" in {duty.rule for duty in door.within(Duty, actor("Helen Strand"), Act.SEE_CASE, NOW)}


def test_everybody_can_set_a_password_and_nobody_has_one(made: str) -> None:
    assert all(not person.has_usable_password() for person in Person.objects.all())
    assert EmailAddress.objects.filter(verified=True, primary=True, email=F("user__email")).count() == (
        Person.objects.count()
    )
    assert all(Person.objects.filter(email=email).exists() for email, _ in ONE_CLICK)


def test_the_same_day_gives_the_same_children(made: str) -> None:
    again = [slot[1] for slot in _slots(Random(SEED))]
    assert [f"{p.given_name} {p.family_name}" for p in Pupil.objects.order_by("id")][: len(again)] == again


def test_every_state_occurs(made: str) -> None:
    assert set(Concern.objects.values_list("state", flat=True)) == set(ConcernState)
    assert set(Concern.objects.filter(state="noted").values_list("worry", flat=True)) == {1, 2, 3}
    assert set(Referral.objects.values_list("state", flat=True)) == set(ReferralState)
    assert set(Case.objects.values_list("state", flat=True)) == {"open", "closed"}
    assert set(Duty.objects.values_list("state", flat=True)) == {"open", "stopped", "met", "void"}
    assert set(FamilyTold.objects.values_list("told", flat=True)) == {*TOLD, SAID}
    shares = list(CaseShare.objects.all())
    assert {state_of(share) for share in shares} == set(Share) - {"to_begin", "left"}
    assert {share.level for share in shares if state_of(share) == "live"} == {"S", "T", "F"}
    assert Entry.objects.filter(is_restricted=True).exists()


def test_every_act_of_the_story_was_done(made: str) -> None:
    """But for adding a pupil, which the tour leaves to the newcomer, and what is no act of the story."""
    done = set(TrailEntry.objects.filter(outcome="done").values_list("act", flat=True))
    later = {row.act for noun in ("move", "suspension") for row in LIVES[noun].rows} - LAST_RESORTS
    of_people = {
        row.act
        for noun in ("person", "agency", "client", "device", "year", "closure", "setting", "term_report")
        for row in LIVES[noun].rows
    }
    of_pupils = {
        Act.RECORD_PUPIL_FACT,
        Act.ADD_PUPIL,
        Act.KEEP_PUPIL,
        Act.TAKE_ROLL,
        Act.TAKE_ATTENDANCE,
        Act.PLAN_ROLL,
        Act.ROLL_ON,
        Act.PUT_BACK_CHANGE,
    }
    mending = {
        Act.PART_RECORDS,
        Act.LOOK_AGAIN,
        Act.REFUSE_REQUEST,
    }  # no scene of the story goes so wrong
    mending |= {
        Act.TAKE_BACK_VERSION,
        Act.RESTRICT_DOCUMENT,
        Act.SCAN_VERSION,
        Act.DROP_DUPLICATE,
        Act.ROUND_OFF_ATTENDANCE,
    }  # a tick looks at what waits, and at what is older than the story
    elsewhere = later | of_people | of_pupils | mending | {Act.KEEP_OWN_YEAR}
    assert {act.value for act in Act if act not in READINGS | elsewhere} <= done


def test_codes_are_those_of_the_forms(made: str) -> None:
    seen = {code for codes in Concern.objects.values_list("seen", flat=True) for code in codes}
    assert seen <= set(SEEN)
    assert set(Case.objects.exclude(outcome="").values_list("outcome", flat=True)) <= set(OUTCOMES)
    assert set(FamilyTold.objects.exclude(reason="").values_list("reason", flat=True)) <= set(NOT_TOLD)
    assert set(Referral.objects.filter(state="declined").values_list("reason", flat=True)) <= set(DECLINED)
    assert set(Referral.objects.filter(state="redirected").values_list("reason", flat=True)) <= set(REDIRECTED)
    sentences = [*Entry.objects.values_list("text", flat=True), *Case.objects.values_list("why", flat=True)]
    assert not [sentence for sentence in sentences if "{" in sentence]


def test_nothing_happens_after_now_and_the_trail_is_in_order(made: str) -> None:
    instants: list[datetime] = list(TrailEntry.objects.order_by("id").values_list("at", flat=True))
    assert instants == sorted(instants)
    assert instants[-1] <= NOW
    assert not Case.objects.filter(updated_at__gt=NOW).exists()


def test_no_old_mail_waits_and_the_inbox_is_bearable(made: str) -> None:
    assert not Letter.objects.filter(addressed_at=None).exists()
    assert not Delivery.objects.waiting(NOW).exists()
    assert not DutyStep.objects.filter(duty__state="open", posted_at=None, at__lte=NOW).exists()
    unread = {
        name: Delivery.objects.unread().filter(person__name=name).count() for name in ("Amara Adeyemi", "Sandra Pell")
    }
    assert 0 < unread["Amara Adeyemi"] < 15
    assert 0 < unread["Sandra Pell"] < 25


def test_the_door_names_who_owes_each_open_duty(made: str) -> None:
    """Somebody has each in their My work, and each letter's audience can be asked."""
    found: set[int] = set()
    for person in Person.objects.filter(is_active=True):
        mine = door.within(Duty, actor_for(person, NOW), Act.SEE_CASE, NOW)
        found |= set(mine.values_list("pk", flat=True))
    assert set(Duty.objects.filter(state="open").values_list("pk", flat=True)) <= found
    for letter in Letter.objects.filter(Q(step="due") | Q(step="late_1"))[:40]:
        door.audience(letter)


def test_tom_waits_for_nothing_and_knows_what_became_of_his_concerns(made: str) -> None:
    states = set(Concern.objects.filter(author__name="Tom Reyes").values_list("state", flat=True))
    assert states == {"joined", "opened", "dismissed"}
    assert not door.cases(actor("Tom Reyes"), Act.SEE_CASE).exists()
    nikola = Pupil.objects.get(family_name="Kovač")
    assert not nikola.concerns.exists()


def test_amara_has_something_late_today_and_this_week(made: str) -> None:
    late = [duty.pupil.name for duty in owed("Amara Adeyemi") if duty.due_at <= NOW]
    today = [duty.pupil.name for duty in owed("Amara Adeyemi") if duty.due_on == TODAY]
    later = [duty for duty in owed("Amara Adeyemi") if duty.due_on > TODAY]
    assert late == ["Maisie Thornley", "Haroon Siddiq"]
    assert sorted(today) == ["Casey Brookfield", "Ellis Pargeter", "Ellis Pargeter"]  # a look, and the call
    assert len(later) == 6


def test_ngozi_okoro_leads_safeguarding_and_a_danger_came_to_her_today(made: str) -> None:
    owed_to_her = owed("Ngozi Okoro")
    assert [(duty.rule, duty.pupil.name, duty.due_on) for duty in owed_to_her if duty.rule == "record_call"] == [
        ("record_call", "Ellis Pargeter", TODAY)
    ]
    told = Delivery.objects.filter(letter__act="record_call", letter__subject_kind="duty", channel="inbox")
    assert "Ngozi Okoro" in set(told.values_list("person__name", flat=True))


def test_sandra_has_the_queue_of_the_tour(made: str) -> None:
    queue = door.within(Referral, actor("Sandra Pell"), Act.SEE_REFERRAL).filter(state="sent").order_by("sent_at")
    names = [referral.case.pupil.name for referral in queue.select_related("case__pupil")]
    assert names == [
        "Yusuf Demir", "Amelie Forrest", "Niko Baptiste", "Sorcha Delaney",
        "Tamsin Oyelaran", "Oskar Lindqvist", "Grace Adu",
    ]  # fmt: skip
    assert [
        duty.pupil.name for duty in owed("Sandra Pell") if (duty.rule, duty.due_on) == ("decide_referral", TODAY)
    ] == ["Amelie Forrest"]


def test_priti_has_an_offer_and_an_old_question(made: str) -> None:
    shares = CaseShare.objects.filter(agency__name="Speech and language").select_related("case__pupil")
    open_ones = {
        (state_of(s), s.case.pupil.name) for s in shares if state_of(s) in ("offered", "live") and not s.answered_at
    }
    assert open_ones == {("offered", "Inês Carvalho"), ("live", "Kofi Mensah-Hart")}
    assert [(duty.rule, duty.due_at <= NOW) for duty in owed("Priti Nair")] == [
        ("answer_question", True),
        ("accept_share", False),
    ]


def test_ruth_reads_one_summary(made: str) -> None:
    share = CaseShare.objects.live(NOW).get(agency__name="Safer Schools, Wexmoor Police")
    assert (share.level, share.case.pupil.name) == ("S", "Kofi Mensah-Hart")


def test_a_move_waits_for_sandra_and_a_suspension_has_its_notice(made: str) -> None:
    move = door.within(Move, actor("Sandra Pell"), Act.SEE_MOVE).get()
    assert (move.pupil.name, move.state, move.consents.filter(answer="yes").count()) == (
        "Zuzanna Wiśniewska",
        "agreed",
        5,
    )
    assert [duty.due_on for duty in owed("Sandra Pell") if duty.rule == "decide_move"] == [date(2026, 11, 25)]
    assert Act.CHECK_PLACE in move_page(actor("Sandra Pell"), move, NOW).can
    for name, sees in (("Amara Adeyemi", True), ("Farida Quill", True), ("Helen Strand", False), ("Tom Reyes", False)):
        assert door.within(Move, actor(name), Act.SEE_MOVE).exists() is sees, name
    for name in ("Colm Brannigan", "Sandra Pell"):
        seen = door.within(Suspension, actor(name), Act.SEE_SUSPENSION)
        one = seen.get(pupil__family_name="Ferreira")
        assert (one.pupil.name, one.half_days, set(one.notices.values_list("recipient", flat=True))) == (
            "Leo Ferreira", 2, {"parents", "council"},
        )  # fmt: skip


def test_the_clerk_has_a_meeting_that_goes_on_and_no_case(made: str) -> None:
    one = door.within(Suspension, actor("Iris Fenwick"), Act.SEE_SUSPENSION).get(state="adjourned")
    assert (one.pupil.name, one.misses_exam, one.sittings.count()) == ("Casey Brookfield", True, 1)
    mine = door.within(Duty, actor("Iris Fenwick"), Act.SEE_CASE)
    assert {duty.rule for duty in mine} == {"board_within_15", "board_before_exam"}
    assert not door.cases(actor("Iris Fenwick"), Act.SEE_CASE).exists()


def test_kofis_page_has_a_year_worth_looking_at(made: str) -> None:
    kofi = Pupil.objects.get(family_name="Mensah-Hart")
    page = child_page(actor("Amara Adeyemi"), kofi, NOW)
    drawn = {row.key: sum(strip.count for strip in row.strips) for row in page.picture.rows}
    assert drawn["suspensions"] == 4
    assert drawn["concerns"] >= 2
    assert drawn["entries"] >= 10
    assert [one.title for one in page.strengths] == ["In Kofi’s own words"]
    assert child_page(actor("Priti Nair"), kofi, NOW).match is not None


def test_bronaghs_week_has_its_education_arranged_and_nothing_of_it_is_owed(made: str) -> None:
    one = door.within(Suspension, actor("Amara Adeyemi"), Act.SEE_SUSPENSION).get(pupil__family_name="Tierney")
    row = one.educations.get()
    assert (one.half_days, row.provider, row.told_how) == (14, "Quarry House", "by_hand")
    assert one.elsewhere.get().half_days == 4
    assert not Duty.objects.owed().filter(subject_ref=one.reference).exists()


def test_kofis_story_is_long_enough_to_read(made: str) -> None:
    entries = Entry.objects.filter(case__pupil__family_name="Mensah-Hart")
    assert 6 <= entries.count() <= 17
    assert set(entries.values_list("kind", flat=True)) >= {"contact", "observation", "voice", "concern", "act"}
    assert entries.filter(is_restricted=True).count() == 1


def test_another_schools_lead_and_the_operator_see_nothing_of_kofi(made: str) -> None:
    kofi = Case.objects.get(pupil__family_name="Mensah-Hart")
    for name in ("Helen Strand", "Robin Ashdown", "Sandra Pell"):
        assert not door.cases(actor(name), Act.SEE_CASE).filter(pk=kofi.pk).exists()


@pytest.mark.parametrize("year", range(2024, 2028))
def test_a_school_year_is_plausible(db: None, year: int) -> None:
    """190 school days more or less, none on a bank holiday, for a school of each sort."""
    holidays = bank_holidays()
    for school in range(3):
        rows = calendar_of(school, date(year, 11, 23), holidays)
        calendar = SchoolCalendar.from_rows([*rows, *((day, day, "bank_holiday", t) for day, t in holidays.items())])
        assert 184 <= calendar.school_days_between(date(year, 8, 31), date(year + 1, 7, 31)) <= 195
        assert calendar.is_school_day(date(year, 11, 23)) or date(year, 11, 23).weekday() > 4


def test_the_invented_school_is_open_today(made: str) -> None:
    alder = Agency.objects.get(name="Alder Hythe School")
    assert school_calendar(alder.pk, bank_holidays()).is_school_day(TODAY)


def test_it_can_be_made_on_a_saturday_in_august(db: None) -> None:
    call_command("make_demonstration", today=date(2026, 8, 15), stdout=StringIO())
    assert Case.objects.count() == 80
    assert set(Referral.objects.values_list("state", flat=True)) == set(ReferralState)
