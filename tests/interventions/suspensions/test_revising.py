"""A suspension that never happened, was entered wrongly, or ends sooner: kept, told again, its days counted again."""

from datetime import date, timedelta
from typing import Any

import pytest

from agencies.acting.refusals import AlreadyDone, NotNow
from interventions.suspensions import actions as suspensions
from interventions.suspensions.actions import Correction
from interventions.suspensions.facts import outs_of
from interventions.suspensions.models import Suspension
from interventions.suspensions.totals import Session, sessions
from referrals.duties.models import Duty
from tests.browsing import browse, text
from tests.machines import System, connect, path_of, pupil, suspension
from tests.people import AT, Cast
from tests.suspensions import begin, cancel, days, impose, in_term, letter_of, nobody_at_the_council, owed, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
D = date
MONDAY, FRIDAY = D(2026, 11, 23), D(2026, 12, 4)


def void(cast: Cast, one: Suspension, why: str = "It was another pupil.") -> None:
    suspensions.void_suspension(one, why=why, by=cast.actor("colm"), at=AT)


def shorten(cast: Cast, one: Suspension, day: date, session: str = "AM") -> None:
    by = cast.actor("colm")
    suspensions.shorten_suspension(one, why="She is sorry.", back_on=day, back_session=session, by=by, at=AT)


def correct(cast: Cast, one: Suspension, first: date, last: date, reasons: tuple[str, ...] = ("PA", "DB")) -> None:
    to = Correction(sessions(days(cast, first, last), "whole"), reasons)
    suspensions.correct_suspension(one, to, why="The wrong week.", by=cast.actor("colm"), at=AT)


def page_of(cast: Cast, one: Suspension, who: str = "colm") -> str:
    return text(browse(cast, who).get(f"/suspensions/{one.reference}/"))


def test_one_that_never_happened_counts_nothing_and_stays_struck_through_with_its_reason(cast: Cast) -> None:
    one = impose(cast, MONDAY, FRIDAY)
    void(cast, one)
    assert (one.state, in_term(cast), outs_of(cast.kofi)) == ("void", "0", [])
    page = browse(cast, "colm").get(f"/suspensions/{one.reference}/").content.decode()
    assert "<s>Mon 23 Nov</s>" in page
    assert "It was another pupil." in page
    assert "It never happened, it was said on Monday 23 November 2026, by Colm Brannigan" in page
    assert impose(cast, MONDAY).half_days == 2  # the days are free again


def test_whoever_was_told_is_told_that_it_never_happened_and_nobody_else(cast: Cast) -> None:
    one = impose(cast, MONDAY, FRIDAY)
    tell(cast, one, "parents")
    void(cast, one)
    assert owed(one) == {"tell_parents_void": MONDAY}
    letter = letter_of(cast, one)
    assert "It was entered in error. It never happened." in letter
    assert "It stays on Kofi’s record, struck through" in letter
    tell(cast, one, "parents")
    assert owed(one) == {}


def test_one_that_was_cancelled_can_still_turn_out_never_to_have_happened(cast: Cast) -> None:
    one = impose(cast, MONDAY, FRIDAY)
    cancel(cast, one, D(2026, 11, 24))
    assert in_term(cast) == "1"
    void(cast, one)
    assert in_term(cast) == "0"


def test_not_once_the_boards_meeting_has_begun(cast: Cast) -> None:
    one = impose(cast, MONDAY, FRIDAY, misses_exam=True)
    begin(cast, one)
    with pytest.raises(NotNow, match="has begun"):
        void(cast, one)
    with pytest.raises(NotNow, match="has begun"):
        shorten(cast, one, D(2026, 11, 24))


def test_shortened_it_keeps_what_was_served_and_tells_again_whoever_was_told(cast: Cast) -> None:
    one = impose(cast, MONDAY, FRIDAY)
    tell(cast, one, "parents")
    shorten(cast, one, D(2026, 11, 25), "PM")
    one.refresh_from_db()
    assert (one.half_days, one.last_on, in_term(cast), one.state) == (5, D(2026, 11, 25), "2.5", "imposed")
    assert set(owed(one)) == {"tell_parents_suspension"}
    letter = letter_of(cast, one)
    assert "from Monday 23 November 2026 to noon on Wednesday 25 November 2026: 2.5 days" in letter
    assert "in place of what we wrote before Monday 23 November 2026" in letter
    tell(cast, one, "parents")
    assert "before it was changed" in page_of(cast, one)
    assert set(owed(one)) == set()


@pytest.mark.parametrize("day", [MONDAY, D(2026, 12, 7), D(2026, 11, 20)])
def test_it_is_shortened_to_a_session_of_its_own_and_never_to_none(cast: Cast, day: date) -> None:
    one = impose(cast, MONDAY, FRIDAY)
    with pytest.raises(NotNow, match="Choose a session of the suspension"):
        shorten(cast, one, day)


def test_corrected_it_is_never_longer_and_what_it_was_stays(cast: Cast) -> None:
    one = impose(cast, MONDAY, D(2026, 11, 25))
    with pytest.raises(NotNow, match="can’t make a suspension longer"):
        correct(cast, one, MONDAY, D(2026, 11, 26))
    with pytest.raises(AlreadyDone):
        correct(cast, one, MONDAY, D(2026, 11, 25))
    correct(cast, one, D(2026, 11, 24), D(2026, 11, 25), ("VP",))
    one.refresh_from_db()
    assert (one.first_on, one.half_days, in_term(cast)) == (D(2026, 11, 24), 4, "2")
    page = page_of(cast, one)
    assert (
        "Corrected by Colm Brannigan. It was from Monday 23 November 2026 to the end of Wednesday 25 November" in page
    )
    assert "The wrong week." in page


def test_corrected_back_it_is_as_it_was(cast: Cast) -> None:
    one = impose(cast, MONDAY, D(2026, 11, 24))
    correct(cast, one, D(2026, 11, 25), D(2026, 11, 26))
    correct(cast, one, MONDAY, D(2026, 11, 24))
    assert (one.first_on, one.revision, in_term(cast)) == (MONDAY, 2, "2")


def test_of_two_corrections_at_once_the_second_is_refused(cast: Cast) -> None:
    one = impose(cast, MONDAY, FRIDAY)
    mine = Suspension.objects.get(pk=one.pk)
    shorten(cast, one, D(2026, 11, 25))
    with pytest.raises(NotNow, match="Somebody was first"):
        correct(cast, mine, MONDAY, D(2026, 11, 26))


def test_the_council_reads_what_it_was_told_until_it_is_told_again(cast: Cast) -> None:
    one = impose(cast, MONDAY, FRIDAY)
    with nobody_at_the_council():
        shorten(cast, one, D(2026, 11, 25))
    assert "9 days, from Monday 23 November 2026 to the end of Friday 4 December 2026" in page_of(cast, one, "sandra")
    tell(cast, one, "council")
    assert "2 days, from Monday 23 November 2026" in page_of(cast, one, "sandra")
    with nobody_at_the_council():
        void(cast, one)
    assert "never happened" not in page_of(cast, one, "sandra")
    tell(cast, one, "council")
    page = page_of(cast, one, "sandra")
    assert "It never happened, it was said on Monday 23 November 2026" in page
    assert "by Colm Brannigan" not in page


def test_of_a_cancelled_one_that_never_happened_the_council_reads_what_it_was_told_last(cast: Cast) -> None:
    one = impose(cast, MONDAY, D(2026, 11, 25))
    cancel(cast, one, MONDAY, "PM")
    with nobody_at_the_council():
        void(cast, one)
    page = browse(cast, "sandra").get(f"/suspensions/{one.reference}/").content.decode()
    assert "Cancelled on Monday 23 November 2026" in page
    assert "<s>Tue 24 Nov</s>" in page
    assert "<s>Mon 23 Nov</s>" not in page
    assert "never happened" not in page
    assert "Cancelled" in text(browse(cast, "sandra").get("/suspensions/"))


def test_the_councils_list_too_says_what_it_was_told(cast: Cast) -> None:
    one = impose(cast, MONDAY, FRIDAY)
    with nobody_at_the_council():
        shorten(cast, one, D(2026, 11, 25))
    page = text(browse(cast, "sandra").get("/suspensions/"))
    assert "Mon 23 Nov to Fri 4 Dec" in page
    assert "9 days" in page
    assert "2 days" in text(browse(cast, "colm").get("/suspensions/"))
    tell(cast, one, "council")
    assert "2 days" in text(browse(cast, "sandra").get("/suspensions/"))


@pytest.mark.parametrize("act", ["void-suspension", "correct-suspension", "shorten-suspension"])
@pytest.mark.parametrize(("name", "status"), [("colm", 200), ("amara", 403), ("tom", 404), ("helen", 404)])
def test_the_head_alone_changes_it(cast: Cast, act: str, name: str, status: int) -> None:
    one = impose(cast, MONDAY, FRIDAY)
    assert browse(cast, name).get(f"/suspensions/{one.reference}/{act}/").status_code == status


def test_over_http_a_second_click_finds_it_done(cast: Cast) -> None:
    one = impose(cast, MONDAY, FRIDAY)
    head, url = browse(cast, "colm"), f"/suspensions/{one.reference}/"
    typed = {"why": "She is sorry.", "back_on": "25 11 2026", "back_session": "AM"}
    assert head.post(f"{url}shorten-suspension/", {**typed, "why": ""}).status_code == 422
    assert "Shortened." in text(head.post(f"{url}shorten-suspension/", typed, follow=True))
    assert "Already done: here it is." in text(head.post(f"{url}shorten-suspension/", typed, follow=True))
    typed = {
        "why": "The wrong week.", "first_on": "23 11 2026", "since": "PM", "last_on": "24 11 2026", "until": "AM",
        "kind": "whole", "reasons": ["PA"], "happened": "She threw a chair.",
    }  # fmt: skip
    assert "Corrected." in text(head.post(f"{url}correct-suspension/", typed, follow=True))
    assert in_term(cast) == "1"
    assert "from the afternoon of Monday 23 November 2026 to noon on Tuesday 24 November 2026" in page_of(cast, one)
    assert "It is kept as never having happened." in text(
        head.post(f"{url}void-suspension/", {"why": "Another pupil."}, follow=True)
    )
    assert head.get(f"{url}void-suspension/").status_code == 409


@pytest.fixture
def system(cast: Cast) -> System:
    made = connect(cast, cast.alder)
    assert made.ask("PUT", path_of("a-1"), pupil()).status_code == 201
    return made


def send(system: System, one: Suspension, verb: str, **body: Any) -> Any:
    return system.ask(
        "POST", f"/suspensions/{one.reference}/{verb}", {"why": "Typed wrongly.", **body}, Idempotency_Key=verb
    )


def reported(system: System) -> Suspension:
    whole = [[day, session] for day in ("2026-11-23", "2026-11-24") for session in ("AM", "PM")]
    assert system.ask("POST", "/suspensions", suspension(sessions=whole), Idempotency_Key="k").status_code == 201
    return Suspension.objects.get()


def test_a_system_corrects_shortens_and_voids_what_it_reported(cast: Cast, system: System) -> None:
    one = reported(system)
    moved = [["2026-11-24", "AM"], ["2026-11-24", "PM"], ["2026-11-25", "AM"]]
    corrected = send(system, one, "correct", sessions=moved, reasons=["VA", "ZZ"])
    assert corrected.status_code == 200, corrected.content
    assert (corrected.json()["sessions"], corrected.json()["unknown_reasons"]) == (moved, ["ZZ"])
    assert send(system, one, "shorten", back=["2026-11-25", "AM"]).json()["half_days"] == 2
    gone = send(system, one, "void")
    assert (gone.status_code, gone.json()["state"]) == (200, "void")
    assert send(system, one, "void").content == gone.content
    one.refresh_from_db()
    assert (one.voided_by, one.voided_by_system) == (None, "MIS of Alder Hythe School")
    assert not Duty.objects.owed().filter(subject_ref=one.reference).exists()
    assert "by MIS of Alder Hythe School" in page_of(cast, one)


def test_a_system_changes_nothing_of_what_a_head_decided_here_nor_of_another_schools(
    cast: Cast, system: System
) -> None:
    one = impose(cast, MONDAY)
    answer = send(system, one, "void")
    assert answer.status_code in (404, 422), answer.content
    none = system.ask("POST", "/suspensions/AAAA-AAAA-A/void", {"why": "x"}, Idempotency_Key="n")
    assert none.status_code == 404
    one.refresh_from_db()
    assert one.state == "imposed"


def test_a_session_too_many_or_at_a_weekend_is_pointed_at(system: System) -> None:
    one = reported(system)
    saturday = send(system, one, "correct", sessions=[["2026-11-28", "AM"]], reasons=["PA"])
    assert saturday.json()["errors"][0]["pointer"] == "/sessions/0"
    five = [[str(D(2026, 11, 23) + timedelta(n)), "AM"] for n in range(4)] + [["2026-11-23", "PM"]]
    assert send(system, one, "correct", sessions=five, reasons=["PA"]).status_code == 422


def test_back_in_the_afternoon_is_half_a_day_more(cast: Cast) -> None:
    one = impose(cast, MONDAY, FRIDAY)
    shorten(cast, one, MONDAY, "PM")
    assert [(row.day, row.session) for row in one.sessions.filter(fell_away=False)] == [(MONDAY, Session.AM)]
