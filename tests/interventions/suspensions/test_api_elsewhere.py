"""Days of suspension at another school, from the school’s own system: as the page has them."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from agencies.trail.models import TrailEntry
from interventions.suspensions.elsewhere import Elsewhere
from interventions.suspensions.models import DaysElsewhere, Suspension
from referrals.duties.models import Duty
from referrals.pupils.models import Pupil
from tests.browsing import read
from tests.machines import OTHER_URN, System, connect, path_of, pupil, suspension
from tests.people import AT, Cast
from tests.suspensions import impose, instant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
YES: dict[str, Any] = {"answer": "yes", "half_days": 5, "school": "Hill View School", "source": "school"}
NO = {"answer": "no", "source": "roll"}
UNKNOWN = {"answer": "unknown"}


@pytest.fixture
def system(cast: Cast) -> System:
    made = connect(cast, cast.alder)
    assert made.ask("PUT", path_of("a-1"), pupil()).status_code == 201
    return made


def report(system: System, key: str = "key-1", **changes: Any) -> Any:
    return system.ask("POST", "/suspensions", suspension(**changes), Idempotency_Key=key)


def say(system: System, body: dict[str, Any], key: str = "say-1") -> Any:
    one = Suspension.objects.latest("decided_at")
    return system.ask("POST", f"/suspensions/{one.reference}/days-elsewhere", body, Idempotency_Key=key)


def errors(answer: Any) -> dict[str, str]:
    assert answer.status_code == 422, answer.content
    return {error["pointer"]: error["code"] for error in answer.json()["errors"]}


def is_asked() -> bool:
    return Duty.objects.owed().filter(rule="ask_days_elsewhere").exists()


def test_what_comes_with_the_report_counts_and_is_asked_no_more(cast: Cast, system: System) -> None:
    answer = report(system, days_elsewhere=YES)
    assert answer.status_code == 201, answer.content
    assert answer.json()["days_elsewhere"] == {
        "answer": "yes",
        "half_days": 5,
        "source": "school",
        "asked_on": "2026-11-23",
        "said_at": answer.json()["days_elsewhere"]["said_at"],
    }
    assert not is_asked()
    told = DaysElsewhere.objects.get()
    assert (told.said_by, told.said_by_system, told.school) == (None, "MIS of Alder Hythe School", "Hill View School")
    page = read(cast, "amara", f"/suspensions/{answer.json()['id']}/")
    assert "2.5 days at Hill View School included, not recorded here" in page
    assert "Written down by MIS of Alder Hythe School" in page


@pytest.mark.parametrize("sent", [None, UNKNOWN])
def test_what_is_not_known_yet_is_asked(system: System, sent: dict[str, str] | None) -> None:
    answer = report(system, **({"days_elsewhere": sent} if sent else {}))
    assert (answer.status_code, answer.json()["days_elsewhere"], is_asked()) == (201, None, True)
    assert say(system, UNKNOWN).status_code == 200
    assert is_asked()
    assert say(system, NO, "say-2").json()["days_elsewhere"]["answer"] == "no"
    assert not is_asked()
    assert errors(say(system, UNKNOWN, "say-3")) == {"/answer": "said"}


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"answer": "yes"}, {"/half_days": "required", "/school": "required", "/source": "required"}),
        ({"answer": "no"}, {"/source": "required"}),
        (NO | {"half_days": 2}, {"/half_days": "contradicts"}),
        (UNKNOWN | {"school": "Hill View"}, {"/school": "contradicts"}),
        (YES | {"half_days": 0}, {"/half_days": "min_value"}),
        (YES | {"half_days": 381}, {"/half_days": "max_value"}),
        (YES | {"half_days": "5"}, {"/half_days": "invalid"}),
        (YES | {"half_days": True}, {"/half_days": "invalid"}),
        (YES | {"school": " "}, {"/school": "blank"}),
        (YES | {"source": "me"}, {"/source": "invalid_choice"}),
        (YES | {"asked_on": "2026-11-25"}, {"/asked_on": "future"}),
        (YES | {"asked_on": "2026-07-31"}, {"/asked_on": "before_year"}),
        (YES | {"days": 3}, {"/days": "unknown"}),
        ({}, {"/answer": "required"}),
    ],
)
def test_it_is_checked_as_the_page_checks_it_with_the_report_and_later(
    system: System, sent: dict[str, Any], wrong: dict[str, str]
) -> None:
    with_report = {f"/days_elsewhere{pointer}": code for pointer, code in wrong.items()}
    assert errors(report(system, days_elsewhere=sent)) == with_report
    assert not Suspension.objects.exists()
    report(system, "key-2")
    assert errors(say(system, sent)) == wrong
    assert not DaysElsewhere.objects.exists()


def test_it_is_said_once_and_otherwise_only_by_whoever_has_seen_what_stands(system: System) -> None:
    report(system)
    first, again, same = say(system, YES), say(system, YES), say(system, YES, "say-2")
    assert (first.status_code, again["Idempotency-Replayed"], same.status_code) == (200, "true", 200)
    assert DaysElsewhere.objects.count() == 1
    assert errors(say(system, NO, "say-3")) == {"": "not_now"}
    assert errors(say(system, NO | {"instead_of": "2026-11-20T08:00:00Z"}, "say-4")) == {"/instead_of": "not_now"}
    seen = first.json()["days_elsewhere"]["said_at"]
    assert say(system, NO | {"instead_of": seen}, "say-5").json()["days_elsewhere"]["answer"] == "no"
    assert list(DaysElsewhere.objects.order_by("id").values_list("half_days", flat=True)) == [5, 0]
    line = TrailEntry.objects.filter(act="record_days_elsewhere").latest("id")
    assert (line.by_name, line.by_role, line.facts["was"]) == ("MIS of Alder Hythe School", "mis_client", 5)


LATER = {
    "sessions": [["2026-11-24", "AM"]],
    "decided_at": "2026-11-23T08:30:00Z",
}
"""A second suspension of the pupil."""


@pytest.mark.parametrize("by", ["system", "head"])
def test_a_second_suspension_does_not_say_it_otherwise_unseen(cast: Cast, system: System, by: str) -> None:
    """With the report and after it, whoever said it before; by the answer's own instant it is said in its place."""
    if by == "system":
        report(system, days_elsewhere=YES)
    else:
        cast.kofi = Pupil.objects.latest("id")
        impose(cast, elsewhere=Elsewhere(5, YES["school"], "school", AT.date()), at=instant(AT.date(), 8))
    (before,) = DaysElsewhere.objects.all()
    assert errors(report(system, "key-2", **LATER, days_elsewhere=NO)) == {"/days_elsewhere": "not_now"}
    assert Suspension.objects.count() == 1
    assert report(system, "key-3", **LATER).status_code == 201
    assert errors(say(system, NO)) == {"": "not_now"}
    assert errors(say(system, YES | {"half_days": 6}, "say-2")) == {"": "not_now"}
    assert errors(say(system, NO | {"instead_of": "2026-11-20T08:00:00Z"}, "say-3")) == {"/instead_of": "not_now"}
    assert list(DaysElsewhere.objects.all()) == [before]
    seen = before.said_at.isoformat().replace("+00:00", "Z")
    assert say(system, NO | {"instead_of": seen}, "say-4").json()["days_elsewhere"]["answer"] == "no"


def test_the_same_answer_with_a_second_report_is_taken(system: System) -> None:
    report(system, days_elsewhere=YES)
    assert report(system, "key-2", **LATER, days_elsewhere=YES).status_code == 201


def test_the_same_body_on_another_day_is_the_same_answer(system: System) -> None:
    report(system)
    say(system, YES)
    with time_machine.travel(AT + timedelta(days=1), tick=False):
        system.fetch_token()
        assert say(system, YES, "say-2").status_code == 200
        assert errors(say(system, YES | {"asked_on": "2026-11-24"}, "say-3")) == {"": "not_now"}
    assert DaysElsewhere.objects.get().asked_on == AT.date()


def test_another_schools_system_says_nothing_of_it(cast: Cast, system: System) -> None:
    one = report(system).json()["id"]
    other = connect(cast, cast.merrow, OTHER_URN, "helen")
    answer = other.ask("POST", f"/suspensions/{one}/days-elsewhere", NO, Idempotency_Key="k")
    assert answer.status_code == 404
    assert not DaysElsewhere.objects.exists()
