"""A form about a suspension that was changed in another tab since its page was opened."""

from datetime import date
from typing import Any

import pytest

from agencies.acting.refusals import NotNow
from interventions.suspensions import actions as suspensions
from interventions.suspensions.models import Suspension
from tests.browsing import browse, text
from tests.people import AT, Cast
from tests.suspensions import cancel, impose, owed, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
D = date
MONDAY, THURSDAY = D(2026, 11, 30), D(2026, 12, 3)
CORRECTED = {
    "why": "The wrong reason.", "first_on": "30 11 2026", "since": "AM", "last_on": "3 12 2026", "until": "PM",
    "kind": "whole", "reasons": ["VP"], "happened": "He threw a chair.",
}  # fmt: skip
CHANGED = "It was changed since you opened this page: now it is from Monday 30 November 2026 to the end of Tuesday"


def shorten(cast: Cast, one: Suspension) -> None:
    back = {"back_on": D(2026, 12, 2), "back_session": "AM"}
    suspensions.shorten_suspension(one, why="She is sorry.", **back, by=cast.actor("colm"), at=AT)


def void(cast: Cast, one: Suspension) -> None:
    suspensions.void_suspension(one, why="Another pupil.", by=cast.actor("colm"), at=AT)


def send(cast: Cast, one: Suspension, verb: str, **typed: Any) -> Any:
    return browse(cast, "colm").post(f"/suspensions/{one.reference}/{verb}/", typed)


@pytest.mark.parametrize(("end", "says"), [(void, "never happened"), (cancel, "was cancelled")])
def test_corrected_once_it_is_void_or_cancelled_is_refused_with_the_words_kept(cast: Cast, end: Any, says: str) -> None:
    one = impose(cast, MONDAY, THURSDAY, at=AT)
    end(cast, one)
    answer = send(cast, one, "correct-suspension", **CORRECTED, revision="0")
    assert 400 <= answer.status_code < 500
    assert says in text(answer)
    assert "The wrong reason." in text(answer)


def test_a_notice_of_days_that_were_shortened_meanwhile_is_not_kept_as_one_of_the_new(cast: Cast) -> None:
    one = impose(cast, MONDAY, THURSDAY, at=AT)
    tell(cast, one, "parents", D(2026, 11, 23))
    told = {"recipient": "parents", "whom": "The office", "how": "by_hand", "told_on": "", "of": "suspension"}
    shorten(cast, one)
    answer = send(cast, one, "record-notice", **told, revision="0")
    assert answer.status_code == 422
    assert CHANGED in text(answer)
    assert "The office" in answer.content.decode()
    assert 'name="revision" value="1"' in answer.content.decode()
    assert "tell_parents_suspension" in owed(one)
    assert send(cast, one, "record-notice", **told, revision="1").status_code == 302


@pytest.mark.parametrize(
    ("verb", "typed"),
    [
        ("correct-suspension", CORRECTED),
        ("shorten-suspension", {"why": "The wrong reason.", "back_on": "1 12 2026", "back_session": "PM"}),
    ],
)
def test_what_was_drawn_for_the_days_before_changes_nothing_of_the_new(
    cast: Cast, verb: str, typed: dict[str, Any]
) -> None:
    one = impose(cast, MONDAY, THURSDAY, at=AT)
    assert (
        'name="revision" value="0"'
        in browse(cast, "colm").get(f"/suspensions/{one.reference}/{verb}/").content.decode()
    )
    shorten(cast, one)
    answer = send(cast, one, verb, **typed, revision="0")
    assert answer.status_code == 422
    assert CHANGED in text(answer)
    assert "The wrong reason." in text(answer)
    one.refresh_from_db()
    assert (one.revision, one.half_days) == (1, 4)


def test_refused_the_form_on_a_correction_has_the_days_that_stand_now(cast: Cast) -> None:
    one = impose(cast, MONDAY, THURSDAY, at=AT)
    shorten(cast, one)
    form = send(cast, one, "correct-suspension", **CORRECTED, revision="0").context["form"]
    assert (form["last_on"].value(), form["reasons"].value()) == ("1 December 2026", ["VP"])
    assert (
        send(cast, one, "correct-suspension", **CORRECTED | {"last_on": "1 12 2026"}, revision="1").status_code == 302
    )


def test_where_it_is_shortened_between_the_reading_and_the_keeping_no_notice_is_kept(cast: Cast) -> None:
    one = impose(cast, MONDAY, THURSDAY, at=AT)
    read = Suspension.objects.get(pk=one.pk)
    shorten(cast, one)
    with pytest.raises(NotNow, match="meanwhile"):
        tell(cast, read, "parents", D(2026, 11, 23))
    assert not one.notices.filter(recipient="parents").exists()
