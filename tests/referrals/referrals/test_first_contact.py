"""The first contact on an accepted referral, how urgent a referral is, and the council's own ladder of need."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.schoolday import local_instant
from agencies.settings.models import Setting
from referrals.duties.models import Duty
from referrals.referrals import actions as referrals
from referrals.referrals.facts import levels_of_need
from referrals.referrals.models import Referral
from tests import stories
from tests.acting.records import close
from tests.browsing import browse, text
from tests.owing import ended, on, owed
from tests.people import AT, Cast, set_clock
from tests.referrals.duties.sweeping import address, mails, plan

pytestmark = pytest.mark.django_db
LIMIT = date(2026, 11, 30)
"""Five working days after the acceptance of Monday 23 November."""


def accepted(cast: Cast) -> Referral:
    case = stories.case(cast)
    stories.accepted(cast, case)
    return Referral.objects.get()


def recorded(cast: Cast, referral: Referral, contacted_at: datetime, at: datetime, **more: Any) -> None:
    facts = referrals.ContactFacts("Abena Mensah", "phone", contacted_at, "She comes on Friday.")
    by = {"by": cast.actor("sandra", at), "seat": cast.seat("sandra"), "at": at}
    referrals.record_first_contact(referral, facts, **by, **more)


def test_the_council_owes_a_first_contact_within_five_working_days_of_accepting(cast: Cast) -> None:
    accepted(cast)
    duty = Duty.objects.get(rule="record_first_contact")
    assert (duty.due_on, duty.standing, duty.agency) == (LIMIT, "oversees", cast.council)


def test_the_councils_own_limit_counts(cast: Cast) -> None:
    Setting.objects.create(
        authority=cast.wexmoor, name="record_first_contact_limit", value=3, starts_on=date(2026, 9, 1), set_by="Grace"
    )
    accepted(cast)
    assert owed()["record_first_contact"] == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("contact", "is_late"), [(on(24), False), (on(30), False), (on(1, 12), True)], ids=["next day", "last day", "late"]
)
def test_a_contact_is_judged_by_when_it_was_and_not_by_when_it_is_entered(
    cast: Cast, contact: datetime, is_late: bool
) -> None:
    referral = accepted(cast)
    recorded(cast, referral, contact, on(4, 12))
    duty = Duty.objects.get(rule="record_first_contact")
    assert (duty.state, duty.ended_at) == ("met", contact)
    assert (duty.ended_at >= duty.due_at) is is_late
    referral.refresh_from_db()
    assert (referral.contacted_at, referral.contact_recorded_at) == (contact, on(4, 12))


def test_it_is_recorded_once_and_only_after_the_referral_was_sent(cast: Cast) -> None:
    referral = accepted(cast)
    with pytest.raises(NotNow, match="before the referral was sent"):
        recorded(cast, referral, AT - timedelta(days=3), AT)
    recorded(cast, referral, AT, AT)
    with pytest.raises(NotNow, match="already been recorded"):
        recorded(cast, referral, AT, AT)


def test_it_is_a_line_of_the_story_and_the_school_reads_it_on_the_referral(cast: Cast) -> None:
    referral = accepted(cast)
    recorded(cast, referral, AT, AT)
    line = referral.case.entries.get(title="First contact")
    assert line.text == "With Abena Mensah, by phone. She comes on Friday."
    set_clock(AT)
    page = text(browse(cast, "amara").get(reverse("see_referral", args=[referral.reference])))
    assert "With Abena Mensah" in page
    assert "She comes on Friday." in page


@pytest.mark.usefixtures("ticking")
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"contact_time": "23:59"}, "That time has not come yet"),
        ({"contact_on": "24 Nov 2026"}, "it can’t have happened yet"),
        ({"contact_with": ""}, "Say with whom the first contact was"),
        ({"contact_how": ""}, "Say how it was"),
        ({"contact_outcome": ""}, "Say what came of it, in a line"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_and_nothing_is_kept(cast: Cast, wrong: dict[str, str], words: str) -> None:
    referral = accepted(cast)
    typed = {"contact_with": "Abena", "contact_how": "phone", "contact_time": "9:05", "contact_outcome": "Friday."}
    answer = browse(cast, "sandra").post(reverse("record_first_contact", args=[referral.reference]), {**typed, **wrong})
    assert (answer.status_code, words in text(answer)) == (422, True)
    assert Referral.objects.get().contacted_at is None


def sent(cast: Cast, urgency: str) -> Referral:
    case = stories.case(cast)
    facts = stories.asked(urgency=urgency)
    by = {"by": cast.actor("amara"), "at": AT}
    draft = referrals.draft_referral(case, facts, referral=None, version=None, **by)
    referrals.send_referral(draft, **by)
    return draft


def test_an_urgent_referral_is_owed_a_decision_the_same_working_day_and_the_council_hears_at_once(cast: Cast) -> None:
    sent(cast, "urgent")
    assert owed()["decide_urgent_referral"] == AT.date()
    assert "decide_referral" not in owed()
    plan(AT)
    address(AT)
    told = {row.person.name for row in mails(letter__step="due", letter__words__contains="urgent")}
    assert told == {"Sandra Pell"}


def test_a_routine_one_has_the_councils_days(cast: Cast) -> None:
    sent(cast, "routine")
    assert owed()["decide_referral"] == LIMIT
    assert "decide_urgent_referral" not in owed()


def test_a_decision_meets_the_urgent_clock_and_a_question_stops_it(cast: Cast) -> None:
    referral, by = sent(cast, "urgent"), {"by": cast.actor("sandra"), "at": AT}
    referrals.return_referral(referral, questions=["Since when?"], **by)
    assert Duty.objects.get(rule="decide_urgent_referral").state == "stopped"
    question = referral.questions.get()
    answers = {question.pk: "October."}
    referrals.answer_referral(referral, answers=answers, by=cast.actor("amara"), at=AT)
    referrals.accept_referral(referral, words="Yes.", seat=cast.seat("sandra"), **by)
    assert ended()["decide_urgent_referral"] == "met"


@pytest.mark.usefixtures("ticking")
def test_the_page_of_an_urgent_one_says_that_it_replaces_no_call(cast: Cast) -> None:
    case = stories.case(cast)
    draft = referrals.draft_referral(
        case, stories.asked(urgency="urgent"), referral=None, version=None, by=cast.actor("amara"), at=AT
    )
    page = text(browse(cast, "amara").get(reverse("send_referral", args=[draft.reference])))
    assert "It replaces no call to the front door." in page
    assert "01632 960100" in page
    assert "decides within 5" not in page


@pytest.mark.usefixtures("ticking")
def test_a_referral_is_not_sent_before_its_level_and_basis_are_said(cast: Cast) -> None:
    case = stories.case(cast)
    draft = referrals.draft_referral(
        case, stories.asked(need="", basis=""), referral=None, version=None, by=cast.actor("amara"), at=AT
    )
    with pytest.raises(NotNow, match="say the level of need and on which basis you refer"):
        referrals.send_referral(draft, by=cast.actor("amara"), at=AT)


@pytest.mark.usefixtures("ticking")
def test_the_ladder_is_the_councils_own_and_a_sent_referral_keeps_its_words(cast: Cast) -> None:
    assert [need.means for need in levels_of_need(cast.wexmoor.pk, AT.date()).values()] == [
        "universal", "early_help", "targeted", "statutory",
    ]  # fmt: skip
    ladder = [["A", "Band A", "universal"], ["B", "Band B", "early_help"]]
    Setting.objects.create(
        authority=cast.wexmoor, name="levels_of_need", value=ladder, starts_on=date(2026, 9, 1), set_by="Grace"
    )
    case = stories.case(cast)
    url = reverse("draft_referral", args=[case.reference])
    client = browse(cast, "amara")
    page = text(client.get(url))
    assert "Band B" in page
    assert "Level 3" not in page
    client.post(url, {"hopes": "A mentor.", "need": "B", "basis": "public_task", "urgency": "routine"})
    referral = Referral.objects.get()
    assert (referral.need, referral.need_words, referral.need_means) == ("B", "Band B", "early_help")
    Setting.objects.update(value=[["C", "Band C", "targeted"]])
    assert "Band B" in text(client.get(reverse("see_referral", args=[referral.reference])))


def test_the_due_day_of_a_contact_is_told_to_who_oversees(cast: Cast) -> None:
    accepted(cast)
    morning = local_instant(LIMIT, 8)
    plan(morning)
    address(morning)
    found = {row.person.name for row in mails(letter__act="record_first_contact", letter__step="due")}
    assert found == {"Sandra Pell"}


@pytest.mark.usefixtures("ticking")
def test_no_first_contact_is_written_onto_a_closed_case(cast: Cast) -> None:
    referral = accepted(cast)
    close(cast, referral.case)
    client, url = browse(cast, "sandra"), reverse("record_first_contact", args=[referral.reference])
    typed = {"contact_with": "Ms Late", "contact_how": "phone", "contact_time": "9:05", "contact_outcome": "Friday."}
    opened, sent_late = client.get(url), client.post(url, typed)
    assert (opened.status_code, sent_late.status_code) == (409, 422)
    for answer in (opened, sent_late):
        assert "The case is closed: nothing is written onto it any more." in text(answer)
    assert "Ms Late" in text(sent_late)
    assert Referral.objects.get().contacted_at is None
