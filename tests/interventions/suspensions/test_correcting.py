"""The form that corrects a suspension: what stands of its days stays, also where the form can't say them."""

from datetime import date
from typing import Any

import pytest

from agencies.acting.refusals import NotNow
from interventions.suspensions import actions as suspensions
from interventions.suspensions.actions import Correction
from interventions.suspensions.models import Suspension
from interventions.suspensions.totals import sessions
from tests.browsing import browse, text
from tests.machines import System, connect, path_of, pupil, suspension
from tests.people import AT, Cast
from tests.suspensions import impose, impose_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
D = date


@pytest.fixture
def system(cast: Cast) -> System:
    made = connect(cast, cast.alder)
    assert made.ask("PUT", path_of("a-1"), pupil()).status_code == 201
    return made


def split(system: System) -> Suspension:
    """Monday's morning and Wednesday's afternoon, as a system reports them."""
    parts = [["2026-11-23", "AM"], ["2026-11-25", "PM"]]
    assert system.ask("POST", "/suspensions", suspension(sessions=parts), Idempotency_Key="k").status_code == 201
    return Suspension.objects.get()


def drawn(cast: Cast, one: Suspension) -> tuple[str, dict[str, Any]]:
    """The page of the form, and what a browser sends of it when nobody has changed anything."""
    answer = browse(cast, "colm").get(f"/suspensions/{one.reference}/correct-suspension/")
    form = answer.context["form"]
    sent: dict[str, Any] = {}
    for field in form:
        value = field.value()
        sent[field.html_name] = f"{value:%-d %-m %Y}" if isinstance(value, date) else value
    return text(answer), {name: value for name, value in sent.items() if value is not None}


def correct(cast: Cast, one: Suspension, typed: dict[str, Any]) -> Any:
    return browse(cast, "colm").post(f"/suspensions/{one.reference}/correct-suspension/", typed)


def days_of(one: Suspension) -> list[int]:
    return list(one.sessions.filter(fell_away=False).order_by("day").values_list("day__day", flat=True).distinct())


def test_correcting_the_reason_alone_keeps_an_inset_day_that_stands(cast: Cast) -> None:
    one = impose_on(cast, D(2026, 11, 26), D(2026, 11, 27), D(2026, 11, 30))
    _, typed = drawn(cast, one)
    assert correct(cast, one, typed | {"reasons": ["VP"], "why": "The reason."}).status_code == 302
    assert days_of(one) == [26, 27, 30]
    _, typed = drawn(cast, one)
    fewer = typed | {"last_on": "27 11 2026", "why": "One day less."}
    assert correct(cast, one, fewer).status_code == 302
    assert days_of(one) == [26, 27]


def test_separate_sessions_stay_as_they_are_while_the_reason_is_corrected(cast: Cast, system: System) -> None:
    one = split(system)
    page, typed = drawn(cast, one)
    assert "the morning of Monday 23 November 2026 and the afternoon of Wednesday 25 November 2026" in page
    assert correct(cast, one, typed | {"reasons": ["VP"], "why": "The reason."}).status_code == 302
    assert list(one.sessions.filter(fell_away=False).values_list("session", flat=True)) == ["AM", "PM"]
    assert [reason.code for reason in one.reasons.all()] == ["VP"]


def test_separate_sessions_are_other_days_only_where_that_is_chosen(cast: Cast, system: System) -> None:
    one = split(system)
    _, typed = drawn(cast, one)
    other = typed | {"last_on": "23 11 2026", "why": "The whole Monday."}
    answer = correct(cast, one, other)
    assert answer.status_code == 422
    assert "Choose whether the days stay as they are" in text(answer)
    assert correct(cast, one, other | {"which": "other"}).status_code == 302
    assert days_of(one) == [23]


def test_what_one_run_of_days_says_asks_no_more(cast: Cast) -> None:
    page, typed = drawn(cast, impose(cast, D(2026, 11, 23), D(2026, 11, 25)))
    assert "which" not in typed
    assert "stay as they are" not in page


def test_days_are_corrected_to_none_that_is_more_than_a_year_away(cast: Cast, system: System) -> None:
    one = impose(cast, D(2026, 11, 23))
    to = Correction(sessions((D(2099, 11, 23),), "whole"), ("PA",))
    with pytest.raises(NotNow, match="more than one year from now"):
        suspensions.correct_suspension(one, to, why="Typed wrongly.", by=cast.actor("colm"), at=AT)
    _, typed = drawn(cast, one)
    far = typed | {"first_on": "23 11 2099", "last_on": "23 11 2099", "why": "Typed wrongly."}
    answer = correct(cast, one, far)
    assert answer.status_code == 422
    assert "more than one year from now" in text(answer)


def test_a_system_moves_days_to_none_that_is_more_than_a_year_away_and_keeps_what_it_reported(system: System) -> None:
    body = suspension(sessions=[["2030-11-25", "AM"]])
    assert system.ask("POST", "/suspensions", body, Idempotency_Key="k").status_code == 201
    url = f"/suspensions/{Suspension.objects.get().reference}/correct"
    far = {"why": "Typed wrongly.", "sessions": [["2099-11-23", "AM"]], "reasons": ["PA"]}
    answer = system.ask("POST", url, far, Idempotency_Key="far")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "not_now")
    same = far | {"sessions": [["2030-11-25", "AM"]], "reasons": ["VP"]}
    assert system.ask("POST", url, same, Idempotency_Key="same").status_code == 200
