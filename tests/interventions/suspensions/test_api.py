"""Suspensions from a school's own system: once by their key, on school days alone, and never another school's."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client

from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.machines import actions as machines
from agencies.machines.models import IdempotencyKey
from agencies.trail.models import TrailEntry
from interventions.suspensions import actions as suspensions
from interventions.suspensions.models import Suspension
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.pupils.models import Enrolment, ExternalId
from tests import stories
from tests.machines import OTHER_URN, System, connect, path_of, pupil, suspension
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


@pytest.fixture
def system(cast: Cast) -> System:
    made = connect(cast, cast.alder)
    assert made.ask("PUT", path_of("a-1"), pupil()).status_code == 201
    return made


def post(system: System, key: str = "key-1", **changes: Any) -> Any:
    return system.ask("POST", "/suspensions", suspension(**changes), Idempotency_Key=key)


def errors(answer: Any) -> dict[str, str]:
    assert answer.status_code == 422, answer.content
    return {error["pointer"]: error["code"] for error in answer.json()["errors"]}


def test_a_report_is_kept_with_what_has_to_be_done(cast: Cast, system: System) -> None:
    answer = post(system, external_id="ex-9", tried="Mentoring.")
    assert answer.status_code == 201, answer.content
    one = Suspension.objects.get()
    assert answer["Location"] == f"/api/v1/suspensions/{one.reference}"
    body = dict(answer.json())
    duties = body.pop("duties")
    assert body == {
        "id": one.reference,
        "external_id": "ex-9",
        "pupil": "a-1",
        "state": "imposed",
        "type": "SUSP",
        "reasons": ["PA", "VA"],
        "unknown_reasons": [],
        "unsettled": [],
        "not_known": ["social_worker", "looked_after", "ehc_plan", "disability"],
        "sessions": [["2026-11-23", "AM"], ["2026-11-23", "PM"]],
        "half_days": 2,
        "decided_at": "2026-11-23T08:20:00Z",
        "decided_by_role": "head",
        "is_beyond_power": False,
        "days_elsewhere": None,
        "href": f"http://localhost/suspensions/{one.reference}/",
    }
    owed = ["tell_parents_suspension", "settle_facts", "ask_days_elsewhere"]
    assert [duty["rule"] for duty in duties] == owed
    assert [duty["due"] for duty in duties] == ["2026-11-23", "2026-11-24", "2026-11-24"]
    assert all(duty["source"] and duty["what"] for duty in duties)
    assert (one.reported_by, one.imposed_by, one.kind) == ("MIS of Alder Hythe School", None, "whole")
    line = TrailEntry.objects.get(act="report_suspension")
    assert (line.by_name, line.by_role, line.subject_ref) == (one.reported_by, "mis_client", one.reference)
    read = system.ask("GET", f"/suspensions/{one.reference}")
    assert read.json() == answer.json()
    assert read["ETag"] == answer["ETag"]


def test_a2_the_key(system: System) -> None:
    missing = system.ask("POST", "/suspensions", suspension())
    assert missing.status_code == 400
    assert missing.json()["type"].endswith("no-idempotency-key")
    first, again = post(system), post(system)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert (again["Location"], again["ETag"]) == (first["Location"], first["ETag"])
    assert again["Idempotency-Replayed"] == "true"
    other = post(system, reasons=["DB"])
    assert other.status_code == 422
    assert other.json()["type"].endswith("key-used")
    assert Suspension.objects.count() == IdempotencyKey.objects.count() == 1
    assert Duty.objects.filter(subject_kind="suspension").count() == 3


@pytest.mark.parametrize("key", ["a b", "x" * 129, "ä"])
def test_a_key_of_another_form_is_refused(system: System, key: str) -> None:
    assert post(system, key).status_code == 400


def test_what_was_refused_may_be_mended_under_its_key(system: System) -> None:
    assert post(system, reasons=["PA", "PA"]).status_code == 422
    assert not IdempotencyKey.objects.exists()
    assert post(system).status_code == 201


def test_a_key_is_its_clients_own(cast: Cast, system: System) -> None:
    other = connect(cast, cast.merrow, OTHER_URN, "helen")
    other.ask("PUT", path_of("a-1", OTHER_URN), pupil(upn=None, born="2013-09-02"))
    assert post(system).status_code == post(other).status_code == 201
    assert Suspension.objects.count() == 2


def test_a_key_is_kept_two_days(system: System) -> None:
    post(system)
    with time_machine.travel(AT + machines.ANSWERS_KEPT_FOR + timedelta(seconds=1), tick=False):
        system.fetch_token()
        later = post(system)
    assert errors(later) == {"/sessions": "not_now"}  # done again, and then the pupil is out already
    assert Suspension.objects.count() == 1


def test_a_replay_is_answered_after_the_pupil_left_and_not_after_the_system_is_cut_off(
    cast: Cast, system: System
) -> None:
    first = post(system)
    Enrolment.objects.filter(pupil=Suspension.objects.get().pupil).update(ends_on=AT.date() - timedelta(days=1))
    assert post(system).content == first.content
    assert system.ask("GET", first["Location"].removeprefix("/api/v1")).status_code == 404
    machines.revoke_client(system.client, by=cast.actor("amara"), at=AT)
    assert post(system).status_code == 401


def test_the_effect_and_its_answer_are_one_transaction(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the answer cannot be kept nothing was done: else the next sending would do it twice."""

    def fail(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(machines, "keep_answer", fail)
    system.browser.raise_request_exception = False
    answer = post(system)
    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert not Suspension.objects.exists()
    assert not Duty.objects.filter(subject_kind="suspension").exists()


def test_the_same_suspension_under_another_key_is_known_by_the_systems_own_id(system: System) -> None:
    first = post(system, external_id="ex-9")
    again = post(system, "key-2", external_id="ex-9")
    assert again.status_code == 409
    assert again["Location"] == first["Location"]
    assert Suspension.objects.count() == 1


@pytest.mark.parametrize(("by_system", "status"), [(True, 201), (False, 409)])
def test_an_id_is_free_once_the_system_itself_said_void_and_not_where_a_person_did(
    cast: Cast, system: System, by_system: bool, status: int
) -> None:
    first = post(system, external_id="ex-9")
    if by_system:
        path = f"/suspensions/{first['Location'].rstrip('/').rsplit('/', 1)[-1]}/void"
        void = system.ask("POST", path, {"why": "Another pupil."}, Idempotency_Key="void-1")
        assert void.status_code == 200, void.content
    else:
        one = Suspension.objects.get()
        suspensions.void_suspension(one, why="Another pupil.", by=cast.actor("colm"), at=AT)
    assert post(system, "key-2", external_id="ex-9").status_code == status
    assert Suspension.objects.exclude(state="void").count() == int(by_system)
    assert post(system, "key-3", external_id="ex-9").status_code == 409


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"reasons": ["PA", "PP", "VA", "DB"]}, {"/reasons": "max_length"}),
        ({"reasons": []}, {"/reasons": "min_length"}),
        ({"reasons": ["PA", "PA"]}, {"/reasons/1": "twice"}),
        ({"sessions": [["2026-11-24", "AM"], ["2026-11-28", "PM"]]}, {"/sessions/1": "no_school_day"}),  # Saturday
        ({"sessions": [["2026-12-25", "AM"]]}, {"/sessions/0": "no_school_day"}),  # bank holiday
        ({"sessions": [["2026-11-23", "NIGHT"]]}, {"/sessions/0": "session"}),
        ({"sessions": ["2026-11-23"]}, {"/sessions/0": "session"}),
        ({"sessions": []}, {"/sessions": "min_length"}),
        ({"sessions": [["2026-11-20", "AM"]]}, {"/sessions": "before_decision"}),
        ({"starts": "2026-11-24"}, {"/starts": "not_first"}),
        ({"type": "LNCH"}, {"/type": "sessions"}),
        ({"type": "PERM"}, {"/type": "invalid_choice"}),
        ({"decided_at": "2026-11-23T10:00:01Z"}, {"/decided_at": "future"}),
        ({"decided_by_role": "staff"}, {"/decided_by_role": "invalid_choice"}),
        ({"decided_by_role": None}, {"/decided_by_role": "null"}),
        ({"notes": "x"}, {"/notes": "unknown"}),
    ],
)
def test_a4_a7_what_is_wrong_is_pointed_at(system: System, changes: dict[str, Any], expected: dict[str, str]) -> None:
    answer = post(system, **changes)
    assert errors(answer) == expected
    assert not Suspension.objects.exists()


def test_the_day_that_is_none_is_named(system: System) -> None:
    (error,) = post(system, sessions=[["2026-11-28", "AM"]]).json()["errors"]
    assert "28 November 2026 is no school day: weekend" in error["message"]


@pytest.mark.parametrize("who", ["b-404", "m-1"])
def test_a8_another_schools_pupil_and_none_are_the_same_bytes(cast: Cast, system: System, who: str) -> None:
    other = connect(cast, cast.merrow, OTHER_URN, "helen")
    other.ask("PUT", path_of("m-1", OTHER_URN), pupil(upn=None, born="2013-09-02"))
    theirs, none = post(system, "k-1", pupil="m-1"), post(system, "k-2", pupil="b-404")
    assert theirs.status_code == none.status_code == 404
    assert theirs.content == none.content
    made = post(other, pupil="m-1")
    reference = made["Location"].removeprefix("/api/v1")
    theirs, none = system.ask("GET", reference), system.ask("GET", "/suspensions/AAAA-AAAA-A")
    assert theirs.status_code == none.status_code == 404
    assert theirs.content == none.content
    refused = TrailEntry.objects.filter(outcome="refused", by_role="mis_client")
    assert refused.count() == 4


@pytest.mark.parametrize(
    ("sessions", "kind", "type_"),
    [
        ([["2026-11-23", "PM"], ["2026-11-24", "AM"], ["2026-11-24", "PM"]], "whole_from_pm", "SUSP"),
        ([["2026-11-23", "LUNCH"], ["2026-11-24", "LUNCH"]], "lunch", "LNCH"),
        ([["2026-11-23", "PM"], ["2026-11-24", "AM"]], "sessions", "SUSP"),
    ],
)
def test_the_kind_follows_from_the_sessions(system: System, sessions: list[list[str]], kind: str, type_: str) -> None:
    answer = post(system, sessions=sessions, type=type_)
    assert answer.status_code == 201, answer.content
    assert Suspension.objects.get().kind == kind
    assert answer.json()["sessions"] == sessions


def test_true_even_beyond_the_power(cast: Cast, system: System) -> None:
    school = school_calendar(cast.alder.pk, bank_holidays())
    days = [day.isoformat() for day in school.school_days(date(2026, 11, 22), date(2027, 3, 25))[:46]]
    whole = [[day, session] for day in days for session in ("AM", "PM")]
    assert post(system, "k-1", sessions=whole[:90]).json()["is_beyond_power"] is False
    assert post(system, "k-2", sessions=whole[90:]).json()["is_beyond_power"] is True
    assert Suspension.objects.filter(is_beyond_power=True).count() == 1


def test_pages_go_by_cursor_newest_first(system: System) -> None:
    days = ("2026-11-23", "2026-11-24", "2026-11-25")
    for day in days:
        post(system, day, sessions=[[day, "AM"]])
    seen, url = [], "/suspensions?limit=2"
    while url:
        page = system.ask("GET", url).json()
        seen += [item["sessions"][0][0] for item in page["items"]]
        url = (page["next"] or "").partition("/api/v1")[2]
    assert seen == sorted(days, reverse=True)


def test_a_machine_reads_no_case_and_no_page(system: System) -> None:
    for path in ("/my-work/", "/cases/", "/moves/", "/suspensions/"):
        answer = system.browser.get(path, headers={"Authorization": f"Bearer {system.token}"})
        assert answer.status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from django_session")
        assert cursor.fetchone()[0] == 0


def test_on_the_pupils_case_it_is_an_entry_of_the_story_by_the_system(cast: Cast, system: System) -> None:
    case = stories.case(cast)
    ExternalId.objects.create(school=cast.alder, system=system.client, value="k-1", pupil=cast.kofi, made_at=AT)
    assert post(system, pupil="k-1").status_code == 201
    entry = Entry.objects.get(case=case, kind="suspension")
    assert (entry.author, entry.by_name, entry.title) == (None, "MIS of Alder Hythe School", "Suspended: 1 day")
    lead = Client()
    lead.force_login(cast.people["amara"], backend="allauth.account.auth_backends.AuthenticationBackend")
    for url in (f"/cases/{case.reference}/", f"/entries/{entry.reference}/"):
        assert "MIS of Alder Hythe School" in lead.get(url).content.decode()
    assert lead.get(f"/entries/{entry.reference}/restrict-entry/").status_code == 200


def test_a_new_system_that_begins_with_its_ids_again_reports_another_event(cast: Cast, system: System) -> None:
    assert post(system, external_id="1").status_code == 201
    new = connect(cast, cast.alder, is_known=False)
    child = Suspension.objects.get().pupil
    ExternalId.objects.create(school=cast.alder, system=new.client, value="a-1", pupil=child, made_at=AT)
    days = [["2026-11-25", "AM"]]
    assert post(new, external_id="1", sessions=days).status_code == 201
    assert Suspension.objects.count() == 2
    assert post(new, "key-2", external_id="1", sessions=days).status_code == 409
