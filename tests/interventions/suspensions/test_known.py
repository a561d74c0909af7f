"""What is known of a pupil who is suspended: asked, kept, and owed until it is said."""

from datetime import date, timedelta

import pytest

from agencies.acting.refusals import AlreadyDone
from agencies.policy import Act
from agencies.trail.models import TrailEntry
from interventions.suspensions import actions
from interventions.suspensions.facts import not_known
from interventions.suspensions.models import Suspension
from interventions.suspensions.words import ASKED
from referrals.duties.models import Duty
from referrals.pupils.actions import record_pupil_fact
from referrals.pupils.models import PupilFact
from tests.browsing import browse, read, said, text
from tests.machines import connect, path_of, pupil, suspension
from tests.people import AT, Cast
from tests.suspensions import MONDAY, NO_TO_ALL, impose, instant, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
UNKNOWN = dict.fromkeys(ASKED, "unknown")


def question(one: Suspension) -> Duty | None:
    """The duty to find out, where it is owed."""
    found: Duty | None = Duty.objects.owed().filter(subject_ref=one.reference, rule="settle_facts").first()
    return found


def owed_to(one: Suspension, who: str) -> bool:
    """Whether this recipient has to be told."""
    return Duty.objects.owed().filter(subject_ref=one.reference, rule=f"tell_{who}_suspension").exists()


def settle(cast: Cast, one: Suspension, who: str = "amara", **answers: str) -> None:
    actions.settle_facts(one, answers, by=cast.actor(who), at=AT + timedelta(hours=1))


def test_what_the_head_does_not_know_is_owed_by_the_next_school_day(cast: Cast) -> None:
    one = impose(cast, answers=NO_TO_ALL | {"disability": "unknown"})
    duty = question(one)
    assert duty is not None
    assert (duty.from_on, duty.due_on, duty.agency_id) == (MONDAY, date(2026, 11, 24), cast.alder.pk)
    page = read(cast, "amara", f"/suspensions/{one.reference}/")
    assert "Not known yet" in page
    assert "No: Colm Brannigan, Mon 23 Nov" in page
    assert "None known" not in page


def test_nothing_is_owed_where_all_was_answered(cast: Cast) -> None:
    assert question(impose(cast)) is None


def test_a_yes_of_the_heads_is_a_fact_and_known_the_next_time(cast: Cast) -> None:
    impose(cast, answers=NO_TO_ALL | {"ehc_plan": "yes", "looked_after": "yes"})
    assert set(PupilFact.objects.filter(pupil=cast.kofi).values_list("kind", flat=True)) == {"ehc_plan", "looked_after"}
    later = date(2026, 11, 24)
    again = impose(cast, later, at=instant(later), answers=UNKNOWN)
    assert not_known(again) == ["social_worker", "disability"]
    assert owed_to(again, "virtual_head")


def test_a_yes_said_later_is_told_then_and_a_no_is_kept_with_its_author(cast: Cast) -> None:
    one = impose(cast, answers=UNKNOWN)
    settle(cast, one, social_worker="yes", looked_after="no", ehc_plan="unknown", disability="unknown")
    assert (owed_to(one, "social_worker"), owed_to(one, "virtual_head")) == (True, False)
    one.refresh_from_db()
    assert one.asked["looked_after"] == {"said": "no", "by": "Amara Adeyemi", "on": "2026-11-23"}
    assert not_known(one) == ["ehc_plan", "disability"]
    assert question(one) is not None
    settle(cast, one, ehc_plan="no", disability="yes")
    assert question(one) is None
    assert Duty.objects.get(subject_ref=one.reference, rule="settle_facts").state == "met"


def test_a_yes_after_the_last_day_is_told_to_the_social_worker_too(cast: Cast) -> None:
    """One day, Monday; asked by Tuesday, and answered then of what was so on Monday."""
    one = impose(cast, answers=UNKNOWN)
    url = f"/suspensions/{one.reference}/settle-facts/"
    page = text(browse(cast, "amara").get(url))
    assert "Say what was so when the head decided, on Monday 23 November 2026." in page
    answers = NO_TO_ALL | {"social_worker": "yes", "looked_after": "yes"}
    actions.settle_facts(one, answers, by=cast.actor("amara"), at=AT + timedelta(days=1))
    assert (owed_to(one, "social_worker"), owed_to(one, "virtual_head")) == (True, True)
    assert set(PupilFact.objects.values_list("starts_on", "ends_on")) == {(MONDAY, None)}


def test_a_fact_recorded_elsewhere_answers_it_too(cast: Cast) -> None:
    one = impose(cast, answers=NO_TO_ALL | {"ehc_plan": "unknown"})
    record = {"kind": "ehc_plan", "starts_on": date(2025, 1, 6), "ends_on": None, "words": ""}
    record_pupil_fact(cast.kofi, **record, by=cast.actor("amara"), at=AT + timedelta(hours=1))
    assert question(one) is None


@pytest.mark.parametrize(
    ("starts_on", "left"),
    [
        (date(2027, 9, 1), ["ehc_plan"]),
        (date(2026, 11, 26), ["ehc_plan"]),
        (date(2026, 11, 25), []),
    ],
    ids=["next year", "the day after it ends", "its last day"],
)
def test_a_fact_that_begins_once_it_is_over_is_no_answer(cast: Cast, starts_on: date, left: list[str]) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 25), answers={"ehc_plan": "unknown"})
    record = {"kind": "ehc_plan", "starts_on": starts_on, "ends_on": None, "words": ""}
    record_pupil_fact(cast.kofi, **record, by=cast.actor("amara"), at=AT + timedelta(hours=1))
    one = Suspension.objects.get(pk=one.pk)
    assert not_known(one) == left
    assert (question(one) is not None) == bool(left)


def test_asked_of_what_begins_later_a_yes_is_of_the_day_of_the_decision(cast: Cast) -> None:
    one = impose(cast, answers={"social_worker": "unknown"})
    record = {"kind": "social_worker", "starts_on": date(2027, 1, 4), "ends_on": None, "words": ""}
    record_pupil_fact(cast.kofi, **record, by=cast.actor("amara"), at=AT + timedelta(hours=1))
    assert not owed_to(one, "social_worker")
    settle(cast, Suspension.objects.get(pk=one.pk), social_worker="yes")
    assert owed_to(one, "social_worker")


def test_a_no_and_a_later_yes_is_a_yes(cast: Cast) -> None:
    one = impose(cast)
    record = {"kind": "social_worker", "starts_on": MONDAY, "ends_on": None, "words": ""}
    record_pupil_fact(cast.kofi, **record, by=cast.actor("amara"), at=AT + timedelta(hours=1))
    page = read(cast, "amara", f"/suspensions/{one.reference}/")
    assert "No: Colm Brannigan" in page  # of the others
    assert owed_to(one, "social_worker")


def test_two_who_answer_at_once_are_not_both_kept(cast: Cast) -> None:
    one = impose(cast, answers=UNKNOWN)
    stale = Suspension.objects.get(pk=one.pk)
    settle(cast, one, **NO_TO_ALL)
    with pytest.raises(AlreadyDone):
        settle(cast, stale, "colm", **dict.fromkeys(ASKED, "yes"))
    assert not PupilFact.objects.filter(pupil=cast.kofi).exists()


def test_over_http_it_is_kept_and_sent_again_changes_nothing(cast: Cast) -> None:
    one = impose(cast, answers=UNKNOWN)
    client, url = browse(cast, "amara"), f"/suspensions/{one.reference}/settle-facts/"
    assert "Has the pupil a disability?" in text(client.get(url))
    nothing = client.post(url, UNKNOWN)
    assert "Answer at least one with yes or no" in text(nothing)
    missing = client.post(url, {"social_worker": "no"})
    assert missing.status_code == 422
    sent = UNKNOWN | {"social_worker": "no"}
    assert said(client.post(url, sent)) == ["It is kept."]
    assert said(client.post(url, sent))
    assert TrailEntry.objects.filter(act=Act.SETTLE_FACTS, outcome="done").count() == 1


@pytest.mark.parametrize("who", ["tom", "sandra", "helen", "priti"])
def test_nobody_but_who_leads_at_its_school_says_it(cast: Cast, who: str) -> None:
    one = impose(cast, answers=UNKNOWN)
    url = f"/suspensions/{one.reference}/settle-facts/"
    assert browse(cast, who).get(url).status_code in (403, 404)
    assert browse(cast, who).post(url, NO_TO_ALL).status_code in (403, 404)
    assert question(one) is not None


def test_the_council_reads_nothing_of_it(cast: Cast) -> None:
    one = impose(cast, answers=NO_TO_ALL | {"disability": "yes"})
    tell(cast, one, "council")
    assert "disability" not in read(cast, "sandra", f"/suspensions/{one.reference}/").lower()


def test_of_one_that_never_happened_nothing_is_asked(cast: Cast) -> None:
    one = impose(cast, answers=UNKNOWN)
    actions.void_suspension(one, why="Another pupil.", by=cast.actor("colm"), at=AT + timedelta(hours=1))
    assert question(one) is None
    assert browse(cast, "amara").get(f"/suspensions/{one.reference}/settle-facts/").status_code == 409


def test_a_systems_report_says_what_it_knows_and_the_rest_is_asked(cast: Cast) -> None:
    system = connect(cast, cast.alder)
    assert system.ask("PUT", path_of("a-1"), pupil()).status_code == 201
    sent = suspension(social_worker="yes", looked_after="no")
    answer = system.ask("POST", "/suspensions", sent, Idempotency_Key="one").json()
    assert answer["not_known"] == ["ehc_plan", "disability"]
    one = Suspension.objects.get(reference=answer["id"])
    assert (owed_to(one, "social_worker"), owed_to(one, "virtual_head")) == (True, False)
    assert question(one) is not None
    assert not PupilFact.objects.filter(pupil=one.pupil).exists()  # a system records no fact about a pupil
    wrong = system.ask("POST", "/suspensions", suspension(disability="maybe"), Idempotency_Key="two")
    assert [error["pointer"] for error in wrong.json()["errors"]] == ["/disability"]
