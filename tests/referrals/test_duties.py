"""What each act opens, meets, stops and resumes, with dates by the made-up calendar; and the rungs of each ladder."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from agencies import policy
from agencies.calendar.models import BankHoliday
from agencies.outbox.models import Letter
from agencies.policy import Section
from agencies.schoolday import end_of_day, local_instant
from agencies.settings.models import Setting
from referrals import door
from referrals.cases import actions as cases
from referrals.cases.actions import ToldFacts
from referrals.cases.models import Case
from referrals.concerns import actions as concerns
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from referrals.referrals import actions as referrals
from referrals.referrals.models import Referral
from referrals.shares import actions as shares
from tests import stories
from tests.people import AT, Cast, make_cast, set_clock

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def cast() -> Cast:
    set_clock(AT)
    return make_cast()


def on(day: int, month: int = 11, year: int = 2026) -> datetime:
    """Ten in the morning of that day."""
    return datetime(year, month, day, 10, tzinfo=UTC)


def owed() -> dict[str, date]:
    """Every duty that is owed, by its rule, with its last day."""
    return dict(Duty.objects.owed().values_list("rule", "due_on"))


def ended() -> dict[str, str]:
    """Every duty that is over, with how."""
    return dict(Duty.objects.exclude(state__in=["open", "stopped"]).values_list("rule", "state"))


def test_the_calendar_has_its_bank_holidays() -> None:
    assert BankHoliday.objects.filter(day=date(2026, 12, 25)).exists()


@pytest.mark.parametrize(
    ("logged", "due"),
    [
        (on(23), date(2026, 11, 25)),
        (on(25), date(2026, 11, 30)),  # the INSET day of Friday 27 November is no school day
        (on(28), date(2026, 12, 1)),  # a Saturday is nought, Monday one
        (on(17, 12), date(2027, 1, 5)),  # over Christmas: Friday 18 December is one
        (datetime(2026, 11, 23, 23, 59, tzinfo=UTC), date(2026, 11, 25)),
    ],
    ids=str,
)
def test_a_concern_is_looked_at_within_two_school_days(cast: Cast, logged: datetime, due: date) -> None:
    set_clock(logged)
    stories.concern(cast, at=logged)
    duty = Duty.objects.get()
    assert (duty.rule, duty.standing, duty.agency, duty.act) == ("look_at_concern", "raised", cast.alder, "open_case")
    assert (duty.due_on, duty.due_at, duty.limit) == (due, end_of_day(due), 2)


@pytest.mark.parametrize(("logged", "due"), [(on(23), date(2026, 11, 23)), (on(27), date(2026, 11, 30))], ids=str)
def test_that_of_somebody_very_worried_the_same_school_day(cast: Cast, logged: datetime, due: date) -> None:
    stories.concern(cast, worry=3, at=logged)
    assert owed() == {"look_at_concern_very": due}


@pytest.mark.parametrize("answer", ["open_case", "join_concern", "dismiss_concern"])
def test_each_answer_to_a_concern_meets_it(cast: Cast, answer: str) -> None:
    concern = stories.concern(cast, worry=3)
    by = {"by": cast.actor("amara"), "at": AT}
    if answer == "open_case":
        cases.open_case(concern, why="-", reply="-", **by)
    elif answer == "dismiss_concern":
        concerns.dismiss_concern(concern, reply="-", **by)
    else:
        case = stories.case(cast)
        cases.join_concern(concern, case, reply="-", **by)
    duty = Duty.objects.get(subject_ref=concern.reference)
    assert (duty.state, duty.ended_at, duty.ended_by) == ("met", AT, "Amara Adeyemi")


def test_a_new_case_wants_a_lead_and_the_family_told_within_five_school_days(cast: Cast) -> None:
    case = stories.case(cast)
    assert owed() == {"name_lead": date(2026, 12, 1), "tell_family": date(2026, 12, 1)}
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    assert owed() == {"tell_family": date(2026, 12, 1)}
    not_yet = ToldFacts(told="not_yet", words="On Thursday.")
    cases.record_family_told(case, not_yet, by=cast.actor("amara"), at=AT)
    assert owed() == {"tell_family": date(2026, 12, 1)}
    cases.record_family_told(case, stories.TOLD, by=cast.actor("amara"), at=AT)
    assert owed() == {}


def test_a_reason_for_not_telling_is_looked_at_again_within_twenty_working_days(cast: Cast) -> None:
    case = stories.case(cast)
    why_not = ToldFacts(told="no", reason="risk_to_child", reason_words="See the entry.")
    cases.record_family_told(case, why_not, by=cast.actor("amara"), at=AT)
    assert owed() == {"name_lead": date(2026, 12, 1), "review_not_told": date(2026, 12, 21)}
    later = on(1, 12)
    cases.record_family_told(case, why_not, by=cast.actor("amara"), at=later)
    assert owed()["review_not_told"] == date(2026, 12, 31)  # 25 and 28 December are bank holidays


def test_a_referral_begun_is_finished_within_three_school_days_and_sending_meets_it(cast: Cast) -> None:
    case = stories.case(cast)
    draft = referrals.draft_referral(case, stories.ASK, referral=None, version=None, by=cast.actor("amara"), at=AT)
    assert owed()["finish_referral_draft"] == date(2026, 11, 26)
    referrals.send_referral(draft, by=cast.actor("amara"), at=AT)
    assert {"acknowledge_referral": date(2026, 11, 24), "decide_referral": date(2026, 11, 30)}.items() <= owed().items()
    assert ended()["finish_referral_draft"] == "met"
    council = Duty.objects.filter(rule__in=["acknowledge_referral", "decide_referral"])
    assert {(duty.standing, duty.agency_id) for duty in council} == {("asked", cast.council.pk)}


def test_the_councils_clocks_are_its_settings_from_the_day_they_begin(cast: Cast) -> None:
    for name, value, starts in (
        ("acknowledge_referral_limit", 2, date(2026, 11, 1)),
        ("decide_referral_limit", 3, date(2026, 11, 24)),
        ("decide_referral_limit", 7, date(2026, 11, 2)),
    ):
        Setting.objects.create(authority=cast.wexmoor, name=name, value=value, starts_on=starts, set_by="-")
    stories.sent(cast, stories.case(cast))
    assert {"acknowledge_referral": date(2026, 11, 25), "decide_referral": date(2026, 12, 2)}.items() <= owed().items()


def returned(cast: Cast, sent: datetime, asked: datetime) -> Referral:
    referral = stories.sent(cast, stories.case(cast, at=sent), at=sent)
    referrals.return_referral(referral, questions=["Since when?"], by=cast.actor("sandra"), at=asked)
    return referral


def answer(cast: Cast, referral: Referral, at: datetime) -> None:
    answers = {question.pk: "Since May." for question in referral.questions.all()}
    referrals.answer_referral(referral, answers=answers, by=cast.actor("amara"), at=at)


def test_the_clock_of_a_returned_referral_stops_and_goes_on_with_what_was_left(cast: Cast) -> None:
    """The vector G21 of the service's law: returned on working day 3 of 5 and answered on Friday, due on Tuesday."""
    referral = returned(cast, on(25), on(30))
    clock = Duty.objects.get(rule="decide_referral")
    assert (clock.state, clock.due_on, clock.stopped_on) == ("stopped", date(2026, 12, 2), date(2026, 11, 30))
    assert owed()["answer_referral"] == date(2026, 12, 7)
    answer(cast, referral, on(4, 12))
    clock.refresh_from_db()
    assert (clock.state, clock.due_on, clock.due_at) == ("open", date(2026, 12, 8), end_of_day(date(2026, 12, 8)))
    assert ended()["answer_referral"] == "met"


def test_a_clock_that_was_late_when_it_stopped_has_nothing_left(cast: Cast) -> None:
    referral = returned(cast, on(23), on(2, 12))
    answer(cast, referral, on(4, 12))
    assert Duty.objects.get(rule="decide_referral").due_on == date(2026, 12, 4)


@pytest.mark.parametrize("decision", ["accept", "decline", "redirect"])
def test_each_decision_meets_both_of_the_councils_clocks(cast: Cast, decision: str) -> None:
    referral = stories.sent(cast, stories.case(cast))
    by = {"by": cast.actor("sandra"), "at": AT}
    if decision == "accept":
        referrals.accept_referral(referral, words="-", seat=cast.seat("sandra"), **by)
        assert owed()["share_case"] == date(2026, 11, 25)
    elif decision == "decline":
        referrals.decline_referral(referral, reason="below_threshold", words="-", meanwhile="-", **by)
    else:
        referrals.redirect_referral(referral, reason="other_service", where="-", words="-", meanwhile="-", **by)
    assert {"acknowledge_referral": "met", "decide_referral": "met"}.items() <= ended().items()
    assert not set(owed()) & {"acknowledge_referral", "decide_referral"}


def test_withdrawing_a_referral_lets_its_duties_fall_away_and_no_others(cast: Cast) -> None:
    referral = stories.sent(cast, stories.case(cast))
    referrals.withdraw_referral(referral, why="Moved.", by=cast.actor("amara"), at=AT)
    assert set(owed()) == {"name_lead", "tell_family"}
    gone = Duty.objects.get(rule="decide_referral")
    assert (gone.state, gone.why) == ("void", "The referral was withdrawn.")


def test_a_share_is_accepted_within_three_working_days_answered_in_five_and_renewed_by_its_last_day(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    share = stories.offered(cast, case)
    assert ended()["share_case"] == "met"
    offer = Duty.objects.get(rule="accept_share")
    assert (offer.due_on, offer.standing, offer.agency) == (date(2026, 11, 26), "offered", cast.camhs)
    shares.accept_share(share, by=cast.actor("priti"), at=AT)
    assert ended()["accept_share"] == "met"
    assert {"answer_question": date(2026, 11, 30), "renew_share": date(2027, 1, 18)}.items() <= owed().items()
    renewal = Duty.objects.get(rule="renew_share")
    assert (renewal.standing, renewal.agency) == ("raised", cast.alder)
    rungs = {step.name: step.at for step in renewal.steps.all()}
    assert rungs == {"before_10": local_instant(date(2027, 1, 4), 8), "before_2": local_instant(date(2027, 1, 14), 8)}
    shares.answer_question(share, answer="No.", seat=cast.seat("priti"), by=cast.actor("priti"), at=AT)
    assert ended()["answer_question"] == "met"


def test_a_share_of_the_councils_is_renewed_by_the_council(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    by = {"by": cast.actor("sandra"), "at": AT}
    share = shares.share_case(case, stories.terms(cast), stories.TOLD, seat=cast.seat("sandra"), **by)
    shares.accept_share(share, by=cast.actor("priti"), at=AT)
    renewal = Duty.objects.get(rule="renew_share")
    assert (renewal.standing, renewal.agency) == ("oversees", cast.council)


def test_what_changes_a_share_carries_or_ends_its_duties(cast: Cast) -> None:
    share = stories.shared(cast, stories.case(cast))
    by = {"by": cast.actor("amara"), "at": AT}
    sections = (Section.VOICE,)
    until = date(2026, 12, 18)
    narrow = shares.narrow_share(share, level=policy.Level.SECTIONS, sections=sections, until_on=until, why="-", **by)
    question = Duty.objects.get(rule="answer_question", state="open")
    assert (question.share, question.subject_ref) == (narrow, narrow.reference)
    assert owed()["renew_share"] == until
    wide = (Section.VOICE, Section.HEALTH)
    offer = shares.widen_share(narrow, level=policy.Level.SECTIONS, sections=wide, why="-", **by)
    waits = Duty.objects.get(rule="accept_share", state="open")
    assert (waits.share, waits.due_on) == (offer, date(2026, 11, 26))
    assert not set(owed()) & {"answer_question", "renew_share"}
    shares.withdraw_share(offer, why="-", **by)
    assert "accept_share" not in owed()


def test_closing_a_case_lets_everything_on_it_fall_away(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    cases.close_case(case, outcome="met", words="-", family_words="-", by=cast.actor("amara"), at=AT)
    assert owed() == {}


def test_beyond_the_published_terms_working_days_are_counted_and_the_duty_says_so(cast: Cast) -> None:
    late = on(20, 7, 2027)
    set_clock(late)
    stories.case(cast, at=late)
    lead = Duty.objects.get(rule="name_lead")
    assert (lead.due_on, lead.why) == (date(2027, 7, 27), duties.NOT_THAT_FAR)
    look = Duty.objects.get(rule="look_at_concern")
    assert (look.due_on, look.why) == (date(2027, 7, 22), "")


def test_saving_a_draft_again_opens_nothing_more(cast: Cast) -> None:
    case, by = stories.case(cast), {"by": cast.actor("amara"), "at": AT}
    draft = referrals.draft_referral(case, stories.ASK, referral=None, version=None, **by)
    more = replace(stories.ASK, hopes="More.")
    referrals.draft_referral(case, more, referral=draft, version=draft.version, **by)
    assert Duty.objects.filter(rule="finish_referral_draft").count() == 1


# --- the ladder: when, and to whom ---

RUNGS = {
    "acknowledge_referral": {"due": date(2026, 11, 24), "late_1": date(2026, 11, 25), "late_2": date(2026, 11, 26)},
    "decide_referral": {
        "before": date(2026, 11, 27),
        "due": date(2026, 11, 30),
        "late_1": date(2026, 12, 1),
        "late_2": date(2026, 12, 2),
    },
}


def test_the_rungs_stand_at_eight_in_london_and_none_before_the_duty_arose(cast: Cast) -> None:
    stories.sent(cast, stories.case(cast))
    for rule, rungs in RUNGS.items():
        steps = {step.name: step.at for step in Duty.objects.get(rule=rule).steps.all()}
        assert steps == {name: local_instant(day, 8) for name, day in rungs.items()}


def test_a_concern_that_only_the_school_knows_has_no_rung_for_the_council(cast: Cast) -> None:
    stories.concern(cast)
    assert {step.name: step.tells for step in Duty.objects.get().steps.all()} == {
        "before": "owner",
        "due": "owner",
        "late_1": "manager",
    }


def told(rule: str, at: datetime) -> dict[str, set[str]]:
    """What the sweeps tell of the duty of this rule at an instant: the newest rung of each, and who hears."""
    set_clock(at)
    duties.plan_what_is_due(at, at)
    duties.address_letters(at, at, door.audience)
    duty = Duty.objects.get(rule=rule)
    heard: dict[str, set[str]] = {}
    for letter in Letter.objects.filter(subject_ref=duty.reference):
        names = letter.deliveries.filter(channel="inbox").values_list("person__name", flat=True)
        heard[letter.step] = {name.split()[0] for name in names}
    return heard


def climb(rule: str, days: dict[str, date]) -> dict[str, set[str]]:
    """The whole ladder, told rung by rung as the days pass."""
    heard: dict[str, set[str]] = {}
    for day in days.values():
        heard = told(rule, local_instant(day, 8))
    return heard


def test_the_councils_ladder_goes_from_the_officers_to_their_manager(cast: Cast) -> None:
    stories.sent(cast, stories.case(cast))
    heard = climb("decide_referral", RUNGS["decide_referral"])
    assert heard == {"before": {"Sandra"}, "due": {"Sandra"}, "late_1": {"Grace"}, "late_2": set()}


SCHOOLS = {
    "before": date(2026, 11, 30),
    "due": date(2026, 12, 1),
    "late_1": date(2026, 12, 2),
    "late_2": date(2026, 12, 3),
}


def test_on_a_case_that_only_the_school_sees_the_ladder_ends_with_the_head(cast: Cast) -> None:
    stories.case(cast)
    heard = climb("name_lead", SCHOOLS)
    assert heard == {"before": {"Amara"}, "due": {"Amara"}, "late_1": {"Colm"}, "late_2": set()}


def test_on_one_that_the_council_oversees_it_ends_with_the_officer(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    heard = climb("name_lead", SCHOOLS)
    assert heard == {"before": {"Amara"}, "due": {"Amara"}, "late_1": {"Colm"}, "late_2": {"Sandra"}}


def test_a_receivers_ladder_goes_through_its_manager_to_the_officer(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.offered(cast, case)
    days = {
        "before": date(2026, 11, 25),
        "due": date(2026, 11, 26),
        "late_1": date(2026, 11, 27),
        "late_2": date(2026, 11, 30),
    }
    both = {"Priti", "Mona"}
    assert climb("accept_share", days) == {"before": both, "due": both, "late_1": {"Mona"}, "late_2": {"Sandra"}}


def test_rungs_that_fell_in_an_outage_are_told_as_the_newest_to_each(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    heard = told("name_lead", local_instant(date(2026, 12, 4), 8))
    assert heard == {"due": {"Amara"}, "late_1": {"Colm"}, "late_2": {"Sandra"}}


def test_nothing_is_told_a_moment_early(cast: Cast) -> None:
    stories.case(cast)
    assert told("name_lead", local_instant(SCHOOLS["due"], 8) - timedelta(seconds=1)) == {"before": {"Amara"}}
    assert told("name_lead", local_instant(SCHOOLS["due"], 8)) == {"before": {"Amara"}, "due": {"Amara"}}


def test_a_stopped_clock_is_silent_and_a_resumed_one_is_told_again_by_its_new_days(cast: Cast) -> None:
    referral = returned(cast, on(25), on(30))
    assert told("decide_referral", local_instant(date(2026, 12, 3), 8)) == {}
    answer(cast, referral, on(4, 12))
    new = {
        "before": date(2026, 12, 7),
        "due": date(2026, 12, 8),
        "late_1": date(2026, 12, 9),
        "late_2": date(2026, 12, 10),
    }
    steps = {step.name: step.at for step in Duty.objects.get(rule="decide_referral").steps.all()}
    assert steps == {name: local_instant(day, 8) for name, day in new.items()}
    assert told("decide_referral", local_instant(new["due"], 8))["due"] == {"Sandra"}


def test_a_met_duty_is_never_told(cast: Cast) -> None:
    case: Case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    assert told("name_lead", on(9, 12) + HOUR) == {}
