"""A school's day of attendance, as its own system sends it."""

import itertools
import json
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from agencies.machines.access import machine_for
from agencies.policy import Scope
from agencies.trail.models import TrailEntry
from referrals.attendance.counting import sums
from referrals.attendance.facts import MARKS, held
from referrals.attendance.models import AttendanceCorrection, AttendanceWeek
from referrals.pupils.models import Enrolment, Pupil
from tests.attendance import FRIDAY, know, mark, send, system_of
from tests.machines import OTHER_URN, System, connect
from tests.people import AT, Cast, make_pupil

pytestmark = pytest.mark.usefixtures("ticking")


@pytest.fixture
def system(cast: Cast) -> System:
    return system_of(cast)


def kept(pupil: Any) -> list[tuple[str, str, str]]:
    rows = AttendanceWeek.objects.filter(pupil=pupil).order_by("week").values_list(*MARKS)
    return [(one.mark.day.isoformat(), one.mark.session, one.mark.code) for one in held(rows)]


def test_a_day_is_kept_and_the_same_again_changes_nothing(cast: Cast, system: System) -> None:
    answer = send(system, FRIDAY, mark("k-1", "/ \\"))
    assert answer.status_code == 200, answer.content
    assert answer.json() == {
        "date": FRIDAY, "new": 2, "changed": 0, "same": 0, "not_a_school_day": None, "calendar_version": None,
        "errors": [], "warnings": [],
    }  # fmt: skip
    assert kept(cast.kofi) == [(FRIDAY, "AM", "/"), (FRIDAY, "PM", "\\")]
    again = send(system, FRIDAY, mark("k-1", "/ \\"))
    assert (again.status_code, again.json()["same"], again.json()["new"]) == (200, 2, 0)
    assert not AttendanceCorrection.objects.exists()
    lines = TrailEntry.objects.filter(act="keep_attendance")
    assert [one.facts for one in lines] == [
        {"day": FRIDAY, "new": 2, "changed": 0, "refused": 0, "unknown": 0, "client": system.client.reference}
    ]
    assert lines[0].subject_ref == cast.alder.reference
    assert "Kofi" not in json.dumps(lines[0].facts)


def test_a_later_sending_replaces_the_half_days_that_it_names_and_what_stood_is_kept(
    cast: Cast, system: System
) -> None:
    send(system, FRIDAY, mark("k-1", "N \\"))
    answer = send(system, FRIDAY, mark("k-1", am="I"))
    assert (answer.json()["changed"], answer.json()["same"]) == (1, 0)
    assert kept(cast.kofi) == [(FRIDAY, "AM", "I"), (FRIDAY, "PM", "\\")]
    stood = AttendanceCorrection.objects.get()
    assert (stood.day.isoformat(), stood.session, stood.code) == (FRIDAY, "AM", "N")
    assert (stood.pupil, stood.school, stood.system) == (cast.kofi, cast.alder, system.client)
    send(system, FRIDAY, mark("k-1", am="M"))
    assert list(AttendanceCorrection.objects.order_by("id").values_list("code", flat=True)) == ["N", "I"]
    send(system, FRIDAY, mark("k-1", am=None, pm="\\"))
    assert kept(cast.kofi)[0] == (FRIDAY, "AM", "M")


def test_a_pupil_of_another_school_and_one_who_never_was_are_named_alike_and_hinder_nobody(
    cast: Cast, system: System
) -> None:
    other = connect(cast, cast.merrow, OTHER_URN, "helen")
    know(other, cast.maisie, "m-1")
    answer = send(system, FRIDAY, mark("m-1", "/ \\"), mark("k-1", "/ \\"), mark("never", "/ \\")).json()
    one, another = answer["errors"]
    assert one == {"pointer": "/marks/0/pupil", "code": "unknown", "message": "This is not known here."}
    assert {**another, "pointer": ""} == {**one, "pointer": ""}
    assert another["pointer"] == "/marks/2/pupil"
    assert answer["new"] == 2
    assert kept(cast.maisie) == []
    alone = [send(system, FRIDAY, mark(value, "/ \\")) for value in ("m-1", "never")]
    assert alone[0].content == alone[1].content


def test_another_schools_urn_and_nobodys_and_no_day_answer_the_same_bytes(cast: Cast, system: System) -> None:
    connect(cast, cast.merrow, OTHER_URN, "helen")
    sent = {"marks": [mark("k-1", "/ \\")]}
    paths = [f"{OTHER_URN}/attendance/{FRIDAY}", f"123456/attendance/{FRIDAY}", "990001/attendance/2026-11-31"]
    answers = [system.ask("PUT", f"/schools/{path}", sent) for path in paths]
    assert {(one.status_code, one.content) for one in answers} == {(404, answers[0].content)}
    assert not AttendanceWeek.objects.exists()


def test_only_who_was_on_the_roll_on_that_day_has_marks_of_it(cast: Cast, system: System) -> None:
    place = Enrolment.objects.get(pupil=cast.kofi)
    Enrolment.objects.filter(pk=place.pk).update(ends_on=date(2026, 11, 19))
    assert send(system, FRIDAY, mark("k-1", "/ \\")).json()["errors"][0]["code"] == "unknown"
    assert send(system, "2026-11-19", mark("k-1", "/ \\")).json()["new"] == 2


@pytest.mark.parametrize(
    ("row", "pointer", "code"),
    [
        ({"pupil": "k-1", "am": "i"}, "/marks/1/am", "invalid"),
        ({"pupil": "k-1", "pm": "ABC"}, "/marks/1/pm", "invalid"),
        ({"pupil": "k-1", "am": ""}, "/marks/1/am", "invalid"),
        ({"pupil": "k-1", "am": 1}, "/marks/1/am", "invalid"),
        ({"pupil": "k-1", "am": "\u0000"}, "/marks/1/am", "invalid"),
        ({"pupil": "k-1", "am": "/\n"}, "/marks/1/am", "invalid"),
        ({"pupil": "k-1"}, "/marks/1", "required"),
        ({"pupil": "k-1", "am": None, "pm": None}, "/marks/1", "required"),
        ({"pupil": "k-1", "am": "/", "name": "Kofi"}, "/marks/1", "unknown"),
        ({"pupil": "k-1", "am": "/", "\ud800": "x"}, "/marks/1", "unknown"),
        ({"am": "/"}, "/marks/1/pupil", "unknown"),
        ({"pupil": 7, "am": "/"}, "/marks/1/pupil", "unknown"),
        ({"pupil": "k 1\u0000", "am": "/"}, "/marks/1/pupil", "unknown"),
        ({"pupil": "Łucja 🙂", "am": "/"}, "/marks/1/pupil", "unknown"),
        (None, "/marks/1", "invalid"),
        (["k-1"], "/marks/1", "invalid"),
    ],
)
def test_a_row_that_is_wrong_is_named_and_the_others_are_kept(
    cast: Cast, system: System, row: Any, pointer: str, code: str
) -> None:
    sam = make_pupil(cast.alder, "Sam", "O’Shea")
    know(system, sam, "s'1,\"\\")
    answer = send(system, FRIDAY, mark("s'1,\"\\", "/ #"), row)
    assert answer.status_code == 200, answer.content
    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [(pointer, code)]
    assert kept(sam) == [(FRIDAY, "AM", "/"), (FRIDAY, "PM", "#")]
    assert kept(cast.kofi) == []


def test_a_half_day_that_is_named_twice_is_kept_of_neither_row(cast: Cast, system: System) -> None:
    know(system, make_pupil(cast.alder, "Sam", "Reed"), "s-1")
    answer = send(system, FRIDAY, mark("k-1", "/ \\"), mark("s-1", "/ \\"), mark("k-1", am="I")).json()
    assert [(one["pointer"], one["code"]) for one in answer["errors"]] == [
        ("/marks/0/pupil", "twice"),
        ("/marks/2/pupil", "twice"),
    ]
    assert answer["new"] == 2
    assert kept(cast.kofi) == []


def test_an_unknown_code_is_kept_as_sent_with_a_warning_and_counts_in_nothing(cast: Cast, system: System) -> None:
    answer = send(system, FRIDAY, mark("k-1", "F9 J")).json()
    assert [(one["pointer"], one["code"]) for one in answer["warnings"]] == [
        ("/marks/0/am", "unknown_code"),
        ("/marks/0/pm", "unknown_code"),
    ]
    assert answer["errors"] == []
    assert kept(cast.kofi) == [(FRIDAY, "AM", "F9"), (FRIDAY, "PM", "J")]
    rows = AttendanceWeek.objects.filter(pupil=cast.kofi).values_list(*MARKS)
    assert sums(one.mark for one in held(rows)).unknown == 2


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-11-21", "weekend"),
        ("2026-11-22", "weekend"),
        ("2026-11-24", "still to come"),
        ("2026-12-25", "still to come"),
        ("2025-07-31", "this school year and the last"),
        ("2026-08-31", "bank holiday"),
    ],
)
def test_a_day_without_sessions_is_refused_whole(cast: Cast, system: System, day: str, says: str) -> None:
    answer = send(system, day, mark("k-1", "/ \\"))
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["pointer"], error["code"]) == ("/date", "no_session")
    assert says in error["message"]
    assert not AttendanceWeek.objects.exists()
    assert not TrailEntry.objects.filter(act="keep_attendance", outcome="done").exists()


def test_a_day_that_the_schools_calendar_shuts_is_kept_and_marked(cast: Cast, system: System) -> None:
    answer = send(system, "2026-10-28", mark("k-1", "# #")).json()
    assert (answer["new"], answer["not_a_school_day"]) == (2, "not in term")
    unknown = send(system, "2026-06-10", mark("k-1", "/ \\")).json()
    assert (unknown["new"], unknown["not_a_school_day"]) == (2, "the school’s terms are not known")


@pytest.mark.parametrize(
    "body", [{}, {"marks": []}, {"marks": "x"}, {"marks": [{}] * 5001}, {"marks": [{"pupil": "k-1"}], "date": "x"}, []]
)
def test_a_body_that_is_none_is_refused_whole(system: System, body: Any) -> None:
    assert system.ask("PUT", f"/schools/990001/attendance/{FRIDAY}", body).status_code == 422


def test_it_takes_the_scope_and_reads_nothing(cast: Cast) -> None:
    system = connect(cast, cast.alder, scopes=[Scope.PUPILS_WRITE])
    assert send(system, FRIDAY, mark("k-1", "/ \\")).status_code == 403
    other = system_of(cast)
    assert other.ask("GET", f"/schools/990001/attendance/{FRIDAY}").status_code == 405
    path = f"/schools/990001/attendance/{FRIDAY}"
    assert other.ask("PUT", path, {"marks": [mark("k-1", "/ \\")]}, If_Match='"x"').status_code == 412
    assert not AttendanceWeek.objects.exists()


SENDINGS = (
    ("2026-11-19", mark("k-1", "N N")),
    ("2026-11-19", mark("k-1", am="I")),
    ("2026-11-20", mark("k-1", "/ \\")),
    ("2026-11-13", mark("k-1", "U O")),
    ("2025-09-04", mark("k-1", "L \\")),
)


@pytest.mark.parametrize(
    "order", [order for order in itertools.permutations(range(5)) if order.index(0) < order.index(1)][::9]
)
def test_the_sums_are_the_same_in_any_order_in_which_the_days_come_and_are_corrected(
    cast: Cast, system: System, order: tuple[int, ...]
) -> None:
    for n in order:
        assert send(system, *SENDINGS[n]).status_code == 200
        assert send(system, *SENDINGS[n]).json()["new"] == 0
    rows = AttendanceWeek.objects.filter(pupil=cast.kofi).values_list(*MARKS)
    got = sums(one.mark for one in held(rows))
    assert (got.attended, got.authorised, got.unauthorised, got.late, got.ill) == (4, 1, 3, 1, 1)
    stood = set(AttendanceCorrection.objects.values_list("session", "code"))
    assert stood >= {("AM", "N")}


def ask(statement: str, *parameters: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


INSERT = "insert into referrals_attendanceweek (pupil_id, authority_id, school_id, week) values (%s, %s, 1, %s)"
UPDATE = "update referrals_attendanceweek set pupil_id = %s, authority_id = %s where week <> %s"


@pytest.mark.parametrize("statement", [INSERT, UPDATE])
def test_a_mark_hangs_on_a_pupil_of_its_own_authority(cast: Cast, system: System, statement: str) -> None:
    send(system, FRIDAY, mark("k-1", "/ \\"))
    with pytest.raises(IntegrityError, match="of its own authority"):
        ask(statement, cast.kofi.pk + 10_000, cast.wexmoor.pk, date(2026, 11, 9))
    with pytest.raises(DatabaseError, match="row-level security"):
        ask(statement, cast.kofi.pk, cast.wexmoor.pk + 10_000, date(2026, 11, 9))
    assert len(kept(cast.kofi)) == 2


def test_marks_go_with_their_pupil(cast: Cast) -> None:
    gone = Pupil.objects.create(
        authority=cast.wexmoor, given_name="A", family_name="B", born_on=date(2013, 1, 1), added_at=AT
    )
    for pupil in (gone, cast.kofi):
        ask(INSERT, pupil.pk, cast.wexmoor.pk, date(2026, 11, 9))
    ask("delete from referrals_pupil where id = %s", gone.pk)
    assert [one.pupil for one in AttendanceWeek.objects.all()] == [cast.kofi]


def test_what_sends_is_the_schools_own_system_in_the_trail(cast: Cast, system: System) -> None:
    send(system, FRIDAY, mark("k-1", "/ \\"))
    line = TrailEntry.objects.get(act="keep_attendance")
    assert (line.by_name, line.by_role) == (machine_for(system.client).name, "mis_client")
