"""The trail: one hand writes it, nobody changes it, what is changed all the same is found."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, ProgrammingError, connections, transaction
from django.test import Client

from agencies.actors import SERVICE
from agencies.policy import Act
from agencies.references import new_reference
from agencies.trail import actions as trail
from agencies.trail import heads
from agencies.trail.facts import Head, first_fault
from agencies.trail.models import TrailEntry, TrailSeal
from agencies.trail.tasks import seal_trail
from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.duties.models import Duty
from tests import stories
from tests.people import AT, make_cast

LATER = AT + 2 * trail.SETTLED


def write(number: int = 1) -> None:
    """Lines of the service itself."""
    for n in range(number):
        trail.write(Act.SEE_CASE, by=SERVICE, at=AT, on=("case", f"line {n}"))


@pytest.mark.django_db
def test_a_line_says_who_as_text_when_on_what_and_why() -> None:
    cast = make_cast()
    concern = stories.concern(cast)
    line = TrailEntry.objects.get()
    assert (line.act, line.outcome, line.at) == ("log_concern", "done", AT)
    assert (line.by_name, line.by_role, line.by_agency) == ("Tom Reyes", "staff", "Alder Hythe School")
    assert (line.subject_kind, line.subject_ref, line.case_ref) == ("concern", concern.reference, "")
    assert line.facts == {"worry": 2, "dangers": 0}
    assert not any(field.is_relation for field in TrailEntry._meta.get_fields())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    ["update trail_entry set why = 'x'", "delete from trail_entry", "truncate trail_entry", "truncate trail_rest"],
)
def test_the_application_may_not_change_it(statement: str) -> None:
    write()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        run(statement)
    assert TrailEntry.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["update trail_seal set root = ''", "delete from trail_seal", "truncate trail_seal"]
)
def test_nor_its_seals(statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        run(statement)


@pytest.mark.django_db
def test_a_line_of_a_month_without_a_partition_is_kept() -> None:
    trail.write(Act.SEE_CASE, by=SERVICE, at=AT.replace(year=2045), on=("case", "x"))
    assert TrailEntry.objects.get().at.year == 2045
    with pytest.raises(IntegrityError), transaction.atomic():
        trail.write(Act.SEE_CASE, by=SERVICE, at=AT, on=("case", "x"), outcome="guessed")


def run(statement: str, alias: str = "default") -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def owner(committed: str) -> Iterator[Any]:
    """The connection of the tables' owner, over the same committed database."""
    yield connections["owner"]
    connections["owner"].close()


def test_the_owner_may_not_change_it_either(owner: Any) -> None:
    write(3)
    for statement in (
        "update trail_entry set why = 'x'",
        "delete from trail_entry",
        "truncate trail_entry",
        f"truncate {partition()}",
        "truncate trail_rest",
    ):
        with pytest.raises(ProgrammingError, match="never changed"):
            run(statement, "owner")
    assert TrailEntry.objects.count() == 3


def test_an_act_whose_line_fails_is_undone(owner: Any) -> None:
    cast = make_cast()
    run("revoke insert on trail_entry from inclusion_app", "owner")
    with pytest.raises(DatabaseError):
        stories.concern(cast)
    assert not Concern.objects.exists()
    assert not Duty.objects.exists()
    run("grant insert on trail_entry to inclusion_app", "owner")
    case = stories.case(cast)
    run("revoke insert on trail_entry from inclusion_app", "owner")
    with pytest.raises(DatabaseError):
        stories.entry(cast, case)
    assert Case.objects.get().updated_at == AT
    assert case.entries.count() == 1


def partition() -> str:
    """The table that holds the lines: that of their month, or the rest where no month was prepared so far back."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("select tableoid::regclass::text from trail_entry limit 1")
        return str(cursor.fetchone()[0])


def tampering(statement: str) -> None:
    """By the owner, who can switch the triggers off."""
    month = partition()
    run(f"alter table {month} disable trigger user", "owner")
    run(statement, "owner")
    run(f"alter table {month} enable trigger user", "owner")


def sealed(number: int = 5) -> list[int]:
    write(number)
    ids = list(TrailEntry.objects.order_by("id").values_list("id", flat=True))
    assert trail.seal(LATER) == number
    assert first_fault([]) is None
    return ids


COPY = "outcome, act, by_name, by_role, by_agency, subject_kind, subject_ref, case_ref, why, facts"
INSERT = f"insert into trail_entry (id, at, {COPY}) select id, at + interval '1 hour', {COPY} from trail_entry"


@pytest.mark.parametrize(
    ("statement", "named", "word"),
    [
        ("update trail_entry set by_name = 'Somebody Else' where id = {id}", 2, "altered"),
        ("update trail_entry set at = at + interval '1 second' where id = {id}", 2, "altered"),
        ("update trail_entry set facts = '{{\"a\": 1}}' where id = {id}", 2, "altered"),
        ("delete from trail_entry where id = {id}", 2, "removed"),
        ("delete from trail_entry", 0, "removed"),
        ("update trail_entry set id = id + 1000 where id = {id}", 2, "moved"),
        (INSERT + " where id = {id}", 2, "added"),
    ],
)
def test_what_was_sealed_and_changed_is_found_and_named(owner: Any, statement: str, named: int, word: str) -> None:
    ids = sealed()
    write(2)
    trail.seal(LATER)
    tampering(statement.format(id=ids[2]))
    fault = first_fault([])
    assert fault is not None
    assert (fault.line, word in fault.words) == (ids[named], True), fault.words


def test_seals_made_anew_are_met_by_the_heads_kept_outside(owner: Any, tmp_path: Path, settings: Any) -> None:
    settings.TRAIL_HEAD_URL = f"file://{tmp_path}/heads"
    ids = sealed()
    heads.write(settings.TRAIL_HEAD_URL, trail.head() or Head(0, ""), "2026-11-28")
    kept = heads.read((tmp_path / "heads").read_text())
    assert first_fault(kept) is None
    run("update trail_seal set root = repeat('a', 64)", "owner")
    assert "was altered" in getattr(first_fault([]), "words", "")
    tampering(f"update trail_entry set subject_ref = 'swapped' where id in ({ids[1]}, {ids[2]})")
    run("delete from trail_seal", "owner")
    assert first_fault([]) is None, "nothing inside can tell"
    assert "cut off" in getattr(first_fault(kept), "words", "")
    trail.seal(LATER)
    assert first_fault([]) is None
    assert "written outside" in getattr(first_fault(kept), "words", "")


def test_a_line_slipped_in_between_two_seals_is_found(owner: Any) -> None:
    ids = sealed()
    run("select nextval('trail_entry_id_seq')")
    write(2)
    trail.seal(LATER)
    tampering(INSERT.replace("select id", f"select {ids[-1] + 1}") + f" where id = {ids[0]}")
    assert getattr(first_fault([]), "line", 0) == ids[-1] + 1


def test_a_seal_of_the_first_release_still_proves_its_lines(owner: Any) -> None:
    ids = sealed()
    run("update trail_seal set leaves = ''", "owner")
    assert first_fault([]) is None
    tampering(f"update trail_entry set why = 'x' where id = {ids[1]}")
    assert f"{ids[0]} to {ids[-1]}" in getattr(first_fault([]), "words", "")


def test_the_command_says_what_fits_and_fails_with_the_first_that_does_not(owner: Any, tmp_path: Path) -> None:
    ids = sealed()
    place = tmp_path / "heads"
    heads.write(f"file://{place}", trail.head() or Head(0, ""), "2026-11-28")
    said = io.StringIO()
    call_command("verify_trail", heads=place, stdout=said)
    assert "5 sealed lines fit, and 1 heads" in said.getvalue()
    tampering(f"update trail_entry set why = 'x' where id = {ids[3]}")
    with pytest.raises(CommandError, match=f"Line {ids[3]} was altered"):
        call_command("verify_trail")


def test_the_tick_writes_the_head_and_a_place_that_cannot_be_reached_undoes_no_seal(
    owner: Any, settings: Any, tmp_path: Path, caplog: Any
) -> None:
    write(2)
    settings.TRAIL_HEAD_URL = f"file://{tmp_path}/none/heads"
    with time_machine.travel(LATER, tick=False):
        seal_trail()
        assert "was not written: FileNotFoundError" in caplog.text
        settings.TRAIL_HEAD_URL = f"file://{tmp_path}/heads"
        seal_trail()
    assert first_fault(heads.read((tmp_path / "heads").read_text())) is None
    assert TrailSeal.objects.count() == 1


def test_a_line_still_on_its_way_is_not_locked_out_by_a_seal(owner: Any) -> None:
    """A number is given before the commit: sealing past one that is still open would call it an intruder."""
    owner.set_autocommit(False)
    TrailEntry(at=AT, outcome="done", act="x", by_name="slow", facts={}).save(using="owner", force_insert=True)
    write()
    assert trail.seal(AT + timedelta(seconds=30)) == 0
    owner.commit()
    owner.set_autocommit(True)
    assert trail.seal(LATER) == 2
    assert first_fault([]) is None


def test_sealing_goes_on_in_batches_and_twice_does_nothing(owner: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "SEAL_BATCH", 3)
    write(7)
    assert [trail.seal(LATER) for _ in range(4)] == [3, 3, 1, 0]
    assert first_fault([]) is None


@pytest.mark.django_db
def test_a_refusal_is_written_after_the_rollback_and_hides_what_exists() -> None:
    cast = make_cast()
    case = stories.case(cast)
    stories.shared(cast, case)
    before = TrailEntry.objects.count()
    client = Client()
    client.force_login(cast.people["ruth"])
    hidden = client.get(f"/cases/{case.reference}/")
    never = new_reference()
    absent = client.get(f"/cases/{never}/")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.content == absent.content
    lines = list(TrailEntry.objects.order_by("id")[before:])
    assert [(line.outcome, line.act, line.subject_ref, line.why, line.by_name) for line in lines] == [
        ("refused", "see_case", case.reference, "not found", "Ruth Calloway"),
        ("refused", "see_case", never, "not found", "Ruth Calloway"),
    ]


@pytest.mark.django_db
def test_what_may_be_seen_and_not_done_is_refused_and_written() -> None:
    cast = make_cast()
    case = stories.case(cast)
    stories.accepted(cast, case)
    client = Client()
    client.force_login(cast.people["sandra"])
    before = TrailEntry.objects.count()
    assert client.post(f"/cases/{case.reference}/close-case/").status_code == 403
    line = TrailEntry.objects.order_by("id")[before]
    assert (line.outcome, line.act, line.why) == ("refused", "close_case", "may see, may not do")
    assert Case.objects.get().state == "open"
