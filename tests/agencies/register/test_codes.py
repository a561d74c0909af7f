"""Files of the code sets: a code holds from day to day, keeps its words, and is refused where it does not fit."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from agencies.calendar.models import BankHoliday
from agencies.register.facts import codes_on, exclusion_reasons
from agencies.register.models import Code, Establishment, LocalAuthority
from agencies.register.querysets import DATED_SETS
from tests.agencies.register.files import Bring

pytestmark = pytest.mark.django_db
SHIPPED = Path(__file__).parents[3] / "agencies" / "data"


def code(position: int, code: str = "QQ", label: str = "Words", begins: str = "", ends: str = "") -> str:
    return f"made_up,{code},{label},{begins},{ends},,,{position},a test,check"


CODE_HEADER = "code_set,code,description,valid_from,valid_to,group,cbds_ref,position,source,status"


def test_the_product_starts_with_its_own_copy() -> None:
    assert (BankHoliday.objects.count(), LocalAuthority.objects.count(), Code.objects.count()) == (140, 187, 888)
    assert Code.objects.filter(code_set="nationality", code="").count() == 252
    assert LocalAuthority.objects.get(code="909").status == "former"
    assert Establishment.objects.count() == 0


@pytest.mark.parametrize(
    ("table", "name", "rows"),
    [("codes", "code_sets", 888), ("authorities", "local_authorities", 187), ("bank-holidays", "bank_holidays", 140)],
)
def test_the_copy_again_changes_nothing(bring: Bring, table: str, name: str, rows: int) -> None:
    said, bad = bring(SHIPPED / f"{name}.csv", table=table)
    assert (said, bad) == (f"{table}: 0 new, 0 changed, {rows} the same", [])


def test_no_code_of_a_set_holds_twice_on_one_day() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select a.code_set, a.code from agencies_code a join agencies_code b using (code_set, code) "
            "where a.code <> '' and a.id < b.id "
            "and daterange(a.starts_on, a.ends_on, '[]') && daterange(b.starts_on, b.ends_on, '[]')"
        )
        assert cursor.fetchall() == []


SURE = ["PP", "PA", "VP", "VA", "OW", "BU", "RA", "LG", "DS", "SM", "DA", "DM", "TH", "DB", "MT", "PH"]


def test_a_set_that_the_code_names_is_there_and_has_codes_on_its_dates() -> None:
    for name in (*DATED_SETS, "exclusion_reason"):
        assert codes_on(name, date(2026, 11, 3)), name


def test_the_sixteen_sure_reasons_hold_from_their_day_and_the_thirteen_others_not_yet() -> None:
    assert exclusion_reasons(date(2020, 8, 31)) == {}
    for day in (date(2020, 9, 1), date(2026, 11, 3), date(2030, 1, 1)):
        assert list(exclusion_reasons(day)) == SURE
    assert Code.objects.filter(code_set="exclusion_reason").count() == 29


def test_the_published_file_without_dates_neither_opens_nor_closes_a_reason(bring: Bring, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((SHIPPED / "code_sets.csv").read_text(encoding="utf-8"), newline="")))
    file = tmp_path / "codes.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | {"valid_from": "", "status": "unverified"} for row in rows)
    assert bring(file, table="codes")[1] == []
    assert list(exclusion_reasons(date(2026, 11, 3))) == SURE


def test_a_first_day_that_is_loaded_opens_a_reason_and_a_start_never_puts_it_back(bring: Bring) -> None:
    rows = (SHIPPED / "code_sets.csv").read_text(encoding="utf-8").splitlines()
    vape = next(row for row in rows if row.startswith("exclusion_reason,VR,"))
    dated = vape.replace("Vape Related,,", "Vape Related,2026-09-01,")
    assert bring([CODE_HEADER, dated], table="codes")[0] == "codes: 0 new, 1 changed, 0 the same"
    for _ in range(2):
        assert "VR" in exclusion_reasons(date(2026, 11, 3))
        assert "VR" not in exclusion_reasons(date(2026, 8, 31))
        bring(SHIPPED / "code_sets.csv", table="codes")


TWICE = "holds twice on the same days in this set: end one before the other begins"


def test_a_code_in_use_keeps_its_words_and_new_words_are_a_new_row(bring: Bring) -> None:
    bring([CODE_HEADER, code(1, begins="2020-09-01")], table="codes")
    for new in (code(1, label="Other words"), code(2, label="Other words", begins="2026-09-01")):
        said, bad = bring([CODE_HEADER, new], table="codes")
        assert (said, bad) == ("Nothing was taken over.", [f"line 2, column 2 (code): “QQ” {TWICE}"])
    ended = [code(1, begins="2020-09-01", ends="2026-08-31"), code(2, label="Other words", begins="2026-09-01")]
    assert bring([CODE_HEADER, *ended], table="codes") == ("codes: 1 new, 1 changed, 0 the same", [])
    assert codes_on("made_up", date(2026, 8, 31)) == {"QQ": "Words"}
    assert codes_on("made_up", date(2026, 9, 1)) == {"QQ": "Other words"}


def test_a_code_put_in_between_moves_the_others_and_changes_no_words(bring: Bring) -> None:
    bring([CODE_HEADER, code(1, "AA", "First"), code(2, "CC", "Third", "2020-09-01")], table="codes")
    moved = [code(1, "AA", "First"), code(2, "BB", "Second"), code(3, "CC", "Third")]
    assert bring([CODE_HEADER, *moved], table="codes") == ("codes: 1 new, 1 changed, 1 the same", [])
    assert list(codes_on("made_up", date(2021, 1, 1))) == ["AA", "BB", "CC"]
    assert list(codes_on("made_up", date(2020, 1, 1))) == ["AA", "BB"]


@pytest.mark.parametrize(
    ("rows", "bad"),
    [
        (
            [code(1, begins="2021-01-01", ends="2020-01-01")],
            "column 5 (valid_to): “2020-01-01” is before the first day",
        ),
        ([code(1), code(2)], "column 2 (code): “QQ” stands in line 2 already"),
        ([code(1, code=""), code(2, code="")], "column 2 (code): “Words” stands in line 2 already"),
        ([code(1), code(2, label="Others")], f"column 2 (code): “QQ” {TWICE}"),
        ([code(1, code="TOO LONG FOR ONE")], "column 2 (code): “TOO LONG FOR ONE” is longer than 10 characters"),
    ],
)
def test_bad_codes_are_named(bring: Bring, rows: list[str], bad: str) -> None:
    named = bring([CODE_HEADER, *rows], table="codes")[1]
    assert named == [f"line {len(rows) + 1}, {bad}"]
    assert Code.objects.filter(code_set="made_up").count() == 0


def test_authorities_and_bank_holidays_are_checked_alike(bring: Bring) -> None:
    head = "la_code,la_name,gss_code,region_code,region_name,status,note"
    assert bring([head, "352,Manchester,,,,present,"], table="authorities")[1] == [
        "line 2, column 6 (status): “present” is none of: current, former, outside England"
    ]
    days = ["date,title,notes", "2029-01-01,New Year’s Day,", "2029-02-30,Never,", "2029-01-01,Again,"]
    named = bring(days, "--keep-good", table="bank-holidays")[1]
    assert [one.partition(":")[0] for one in named] == ["line 3, column 1 (date)", "line 4, column 1 (date)"]
    assert BankHoliday.objects.get(day=date(2029, 1, 1)).title == "New Year’s Day"
