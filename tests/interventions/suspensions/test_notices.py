"""Who must be told of a suspension, until when, and what a notice meets."""

from datetime import date, timedelta

import pytest

from agencies.deadlines import Force, rule_for
from agencies.outbox.models import Letter
from agencies.policy import Act
from agencies.trail.models import TrailEntry
from agencies.web.asking import Forbidden
from agencies.words import clock
from interventions.suspensions.actions import shorten_suspension
from interventions.suspensions.models import Suspension
from interventions.work.pages import row
from referrals import door
from referrals.cases.actions import close_case
from referrals.duties.facts import Days
from referrals.duties.models import Duty
from referrals.pupils.actions import record_pupil_fact
from referrals.pupils.models import PupilFact
from tests import stories
from tests.browsing import browse, text
from tests.machines import connect, path_of, pupil, suspension
from tests.people import AT, Cast
from tests.suspensions import impose_on, nobody_at_the_council, untold

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
TODAY = date(2026, 11, 23)


def test_each_who_must_be_told_is_a_duty_of_the_same_day_by_law(cast: Cast) -> None:
    one = impose_on(cast)
    assert untold(one) == {"parents"}
    for duty in Duty.objects.filter(subject_ref=one.reference):
        rule = rule_for(duty.rule, duty.rule_from_on)
        assert (duty.due_on, rule.force) == (TODAY, Force.MUST)
        assert "2022/788" in rule.source


def test_governors_social_worker_and_virtual_head_are_told_where_there_are_any(cast: Cast) -> None:
    assert untold(impose_on(cast, answers={"social_worker": "yes"})) == {"parents", "social_worker"}
    PupilFact.objects.create(
        pupil=cast.kofi, kind="looked_after", starts_on=TODAY, recorded_at=AT, recorded_by=cast.people["amara"]
    )
    days = [date(2026, 11, day) for day in (24, 25, 26, 30)]
    assert untold(impose_on(cast, *days)) == {"parents", "social_worker", "virtual_head"}
    over = impose_on(cast, date(2026, 12, 1), kind="lunch")
    assert untold(over) == {"parents", "governors", "social_worker", "virtual_head"}
    assert "governors" in untold(impose_on(cast, date(2026, 12, 2)))


def test_an_exam_that_would_be_missed_is_told_the_governors(cast: Cast) -> None:
    assert "governors" in untold(impose_on(cast, misses_exam=True))


def test_recording_a_notice_meets_its_duty_alone(cast: Cast) -> None:
    one = impose_on(cast)
    page = f"/suspensions/{one.reference}/record-notice/"
    client = browse(cast, "amara")
    told = {"recipient": "parents", "whom": "Abena Mensah", "how": "by_hand", "told_on": ""}
    assert client.post(page, told | {"whom": ""}).status_code == 422
    assert client.post(page, told).status_code == 302
    assert untold(one) == set()
    assert "Already done: here it is." in client.post(page, told, follow=True).content.decode()
    assert one.notices.get(recipient="parents").whom == "Abena Mensah"


def test_closing_the_case_leaves_the_notices_owed(cast: Cast) -> None:
    case = stories.case(cast)
    one = impose_on(cast)
    assert one.case == case
    close_case(case, outcome="needs_met", words="Settled.", family_words="Glad.", by=cast.actor("amara"), at=AT)
    assert untold(one) == {"parents"}


def test_the_council_records_no_notice_of_the_school(cast: Cast) -> None:
    one = impose_on(cast)
    with pytest.raises(Forbidden):
        door.admit(cast.actor("sandra"), Act.RECORD_NOTICE, one.reference, of=Suspension, at=AT)


@pytest.mark.parametrize(("days", "tag"), [(1, "due"), (2, "late")])
def test_without_delay_is_never_said_to_be_late(cast: Cast, days: int, tag: str) -> None:
    duty = Duty.objects.select_related("pupil", "case", "agency").get(
        subject_ref=impose_on(cast).reference, rule="tell_parents_suspension"
    )
    shown = row(duty, None, AT + timedelta(days=days), Days([duty]))
    assert (shown.tag, shown.tag_words) == (tag, "Not told yet")
    assert "late" not in shown.due


def test_a_heads_yes_is_kept_as_a_fact_and_known_the_next_time(cast: Cast) -> None:
    impose_on(cast, answers={"social_worker": "yes"})
    fact = cast.kofi.facts.get()
    assert (fact.kind, fact.starts_on, fact.recorded_by) == ("social_worker", TODAY, cast.people["colm"])
    assert "social_worker" in untold(impose_on(cast, date(2026, 11, 24)))
    assert cast.kofi.facts.count() == 1


def test_of_what_a_system_did_not_say_the_page_says_that_it_is_not_known_yet(cast: Cast) -> None:
    system = connect(cast, cast.alder)
    assert system.ask("PUT", path_of("a-1"), pupil()).status_code == 201
    assert system.ask("POST", "/suspensions", suspension(), Idempotency_Key="k").status_code == 201
    one = Suspension.objects.get()
    url = f"/suspensions/{one.reference}/"
    assert text(browse(cast, "colm").get(url)).count("Not known yet") == 4
    said = {"starts_on": TODAY, "ends_on": None, "words": "", "by": cast.actor("colm"), "at": AT}
    record_pupil_fact(one.pupil, kind="social_worker", **said)
    assert text(browse(cast, "colm").get(url)).count("Not known yet") == 3
    assert "social_worker" in untold(one)
    assert "Not known yet" not in text(browse(cast, "colm").get(f"/suspensions/{impose_on(cast).reference}/"))


@pytest.mark.parametrize("by", ["head", "system"])
def test_the_council_is_told_by_the_act_itself(cast: Cast, by: str) -> None:
    if by == "system":
        system = connect(cast, cast.alder)
        assert system.ask("PUT", path_of("a-1"), pupil()).status_code == 201
        assert system.ask("POST", "/suspensions", suspension(), Idempotency_Key="k").status_code == 201
        one = Suspension.objects.get()
    else:
        one = impose_on(cast)
    told = one.notices.get()
    assert (told.recipient, told.whom, told.how, told.told_on) == ("council", "Wexmoor Council", "here", TODAY)
    assert told.recorded_by == (cast.people["colm"] if by == "head" else None)
    assert TrailEntry.objects.get(subject_ref=one.reference).facts["told"] == "council"
    assert {seat.person for seat in door.audience(Letter.objects.get(act="record_notice"))} == {cast.people["sandra"]}
    told_at = f"Wexmoor Council, Mon 23 Nov, {clock(told.recorded_at)}. Through this service"
    assert told_at in text(browse(cast, "amara").get(page_of(one)))


def test_where_nobody_at_the_council_hears_the_school_owes_it_to_the_council(cast: Cast) -> None:
    with nobody_at_the_council():
        one = impose_on(cast)
    assert untold(one) == {"parents", "council"}
    assert browse(cast, "sandra").get(page_of(one)).status_code == 404
    told = {"recipient": "council", "whom": "Duty officer", "how": "phone", "told_on": ""}
    assert browse(cast, "amara").post(f"{page_of(one)}record-notice/", told).status_code == 302
    assert browse(cast, "sandra").get(page_of(one)).status_code == 200


def test_what_was_owed_to_the_council_is_met_once_it_is_told_of_the_correction(cast: Cast) -> None:
    one = impose_on(cast, *(TODAY + timedelta(n) for n in range(3)))
    back = {"why": "Back early.", "back_session": "AM", "by": cast.actor("colm"), "at": AT}
    with nobody_at_the_council():
        shorten_suspension(one, back_on=TODAY + timedelta(2), **back)
    assert "council" in untold(one)
    shorten_suspension(one, back_on=TODAY + timedelta(1), **back)
    assert "council" not in untold(one)
    assert [notice.revision for notice in one.notices.order_by("id")] == [0, 2]


def page_of(one: Suspension) -> str:
    return f"/suspensions/{one.reference}/"
