"""How referrals stand, for a school's own system: the state and the next step, and nothing of what they say."""

from datetime import timedelta

import pytest

from agencies.trail.models import TrailEntry
from referrals.duties.models import Duty
from referrals.pupils.models import Enrolment
from referrals.referrals import actions as referrals
from tests import stories
from tests.acting.posts import disputed
from tests.machines import System
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def test_how_referrals_stand_and_nothing_of_them(cast: Cast, system: System, other: System) -> None:
    case = stories.case(cast)
    assert system.ask("GET", "/referrals").json() == {"items": [], "next": None}
    referral = stories.sent(cast, case)
    answer = system.ask("GET", "/referrals")
    assert answer.status_code == 200, answer.content
    (item,) = answer.json()["items"]
    assert item == {
        "id": referral.reference,
        "pupil": None,
        "state": "sent",
        "next_step": "The council’s inclusion team acknowledges it by Tuesday 24 November 2026 "
        "and decides by Monday 30 November 2026.",
        "due": "2026-11-30",
        "sent_at": "2026-11-23T10:00:00Z",
        "href": f"http://localhost/referrals/{referral.reference}/",
    }
    assert "Kofi" not in answer.content.decode()
    assert other.ask("GET", "/referrals").json()["items"] == []
    line = TrailEntry.objects.get(act="see_status")
    assert line.facts["shown"] == [referral.reference]


def test_the_clock_is_that_of_who_has_to_act(cast: Cast, system: System) -> None:
    referral = stories.sent(cast, stories.case(cast))
    later = AT + timedelta(days=2)
    referrals.return_referral(referral, questions=["Who lives at home?"], by=cast.actor("sandra"), at=later)
    (item,) = system.ask("GET", "/referrals").json()["items"]
    duty = Duty.objects.get(subject_ref=referral.reference, rule="answer_referral")
    assert (item["state"], item["due"]) == ("returned", duty.due_on.isoformat())
    assert f"{duty.due_on:%-d %B %Y}" in item["next_step"]


def test_a_pupil_who_left_takes_their_referral_out_of_the_list(cast: Cast, system: System) -> None:
    stories.sent(cast, stories.case(cast))
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=AT.date() - timedelta(days=1))
    assert system.ask("GET", "/referrals").json()["items"] == []


def test_a_draft_is_not_shown(cast: Cast, system: System) -> None:
    case = stories.case(cast)
    referrals.draft_referral(case, stories.ASK, referral=None, version=None, by=cast.actor("amara"), at=AT)
    assert system.ask("GET", "/referrals").json()["items"] == []


def test_a_cursor_that_is_none_is_said_to_be(system: System) -> None:
    for cursor in ("nonsense", "cD1iYWQ%3D", "cD0yMDI2LTEzLTAx"):  # the others decode to p=bad and p=2026-13-01
        for path in ("/referrals", "/suspensions"):
            assert system.ask("GET", f"{path}?cursor={cursor}").json()["type"].endswith("bad-cursor")


def test_what_waits_for_the_manager_has_its_day(cast: Cast, system: System) -> None:
    disputed(cast)
    (item,) = system.ask("GET", "/referrals").json()["items"]
    assert (item["due"], "by Monday 30 November 2026" in item["next_step"]) == ("2026-11-30", True)
