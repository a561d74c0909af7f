"""The rungs of each ladder: when a duty is told of, and to whom."""

from datetime import date, datetime, timedelta

import pytest

from agencies.outbox.models import Letter
from agencies.schoolday import local_instant
from referrals import door
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from tests import stories
from tests.owing import answer, on, returned
from tests.people import AT, Cast, set_clock

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
RUNGS = {
    "acknowledge_referral": {"due": date(2026, 11, 24), "late_1": date(2026, 11, 25), "late_2": date(2026, 11, 26)},
    "decide_referral": {
        "before": date(2026, 11, 27),
        "due": date(2026, 11, 30),
        "late_1": date(2026, 12, 1),
        "late_2": date(2026, 12, 2),
    },
}


def morning(rungs: dict[str, date]) -> dict[str, datetime]:
    """Eight o’clock of each day, and seven for the warning, which goes with the digest of eight."""
    return {name: local_instant(day, 7 if name == "before" else 8) for name, day in rungs.items()}


def test_the_rungs_stand_at_eight_in_london_and_none_before_the_duty_arose(cast: Cast) -> None:
    stories.sent(cast, stories.case(cast))
    for rule, rungs in RUNGS.items():
        steps = {step.name: step.at for step in Duty.objects.get(rule=rule).steps.all()}
        assert steps == morning(rungs)


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
    assert heard == {"before": {"Sandra"}, "due": {"Sandra"}, "late_1": {"Grace"}, "late_2": {"Sandra", "Grace"}}


SCHOOLS = {
    "before": date(2026, 11, 30),
    "due": date(2026, 12, 1),
    "late_1": date(2026, 12, 2),
    "late_2": date(2026, 12, 3),
}


def test_on_a_case_that_only_the_school_sees_the_ladder_ends_with_who_leads_there(cast: Cast) -> None:
    stories.case(cast)
    heard = climb("name_lead", SCHOOLS)
    assert heard == {"before": {"Amara"}, "due": {"Amara"}, "late_1": {"Colm"}, "late_2": {"Amara", "Colm"}}


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
    assert steps == morning(new)
    assert told("decide_referral", local_instant(new["due"], 8))["due"] == {"Sandra"}


def test_a_met_duty_is_never_told(cast: Cast) -> None:
    case: Case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    assert told("name_lead", on(9, 12) + HOUR) == {}
