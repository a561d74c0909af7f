"""The register's file: what is accepted, what is named by line and column, what lands."""

import csv
import io
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from agencies.management.importing import Bar
from agencies.register.models import Establishment
from tests.agencies.register.files import HEADER, OPEN, REAL, Bring, school

pytestmark = pytest.mark.django_db


def test_the_real_rows_land_and_a_second_run_changes_nothing(bring: Bring) -> None:
    files = {"establishments": 28, "establishments_closed": 12, "establishment_links": 27}
    for name, rows in files.items():
        said, bad = bring(REAL / f"{name}.csv")
        assert (said.partition(": ")[2], bad) == (f"{rows} new, 0 changed, 0 the same", [])
    before = versions()
    for name, rows in files.items():
        assert bring(REAL / f"{name}.csv")[0].endswith(f": 0 new, 0 changed, {rows} the same")
    assert versions() == before


def versions() -> list[tuple[Any, ...]]:
    """Where each row lies and which transaction wrote it: tells a row written again with equal words."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select urn, ctid::text, xmin::text, xmax::text from agencies_establishment union all "
            "select urn || link_urn, ctid::text, xmin::text, xmax::text from agencies_establishmentlink order by 1"
        )
        return cursor.fetchall()


def test_the_registers_quirks_are_kept_as_they_are(bring: Bring) -> None:
    bring(OPEN)
    bring(REAL / "establishments_closed.csv")
    rows = {row.urn: row for row in Establishment.objects.all()}
    assert rows["100382"].opened_on == date(1900, 1, 1)
    assert (rows["107782"].status, rows["107782"].closed_on is not None) == ("open", True)
    assert rows["138950"].name == "St Thomas à Becket Catholic Secondary School, A Voluntary Academy"
    assert rows["140677"].name == "North Star 180°"
    assert rows["144207"].laestab == rows["124109"].laestab != ""
    assert (rows["112088"].la_code, rows["100060"].la_code, rows["101031"].town) == ("909", "", "")
    odd = rows["109028"]
    assert odd.headcount != (odd.headcount_girls or 0) + (odd.headcount_boys or 0)
    assert rows["100028"].name.endswith(", Hampstead")


def test_a_changed_row_is_changed_and_a_missing_one_stays(bring: Bring) -> None:
    bring([HEADER, school("100000"), school("100001"), school("100002")])
    said, _ = bring([HEADER, school("100001", name="Renamed", close_date="2026-08-31"), school("100002")])
    assert said == "establishments: 0 new, 1 changed, 1 the same"
    assert Establishment.objects.count() == 3
    assert Establishment.objects.get(urn="100001").closed_on == date(2026, 8, 31)


def test_the_open_file_takes_no_successors_away(bring: Bring) -> None:
    with_successors = f"{HEADER},successor_urns"
    bring([with_successors, f"{school('100000', status='closed')},100001  100002"])
    assert bring([HEADER, school("100000", status="closed")])[0].endswith("0 changed, 1 the same")
    assert Establishment.objects.get().successor_urns == ["100001", "100002"]


BAD = [
    (school("12345"), "column 1 (urn): “12345” is not a URN: six digits"),
    (school("10000A"), "column 1 (urn): “10000A” is not a URN: six digits"),
    (school("١٠٠٠٠٣"), "column 1 (urn): “١٠٠٠٠٣” is not a URN: six digits"),
    (school(""), "column 1 (urn): “” is not a URN: six digits"),
    (school("1000000"), "column 1 (urn): “1000000” is not a URN: six digits"),
    (school("100003", open_date="2023-02-29"), "column 17 (open_date): “2023-02-29” is not a day that exists"),
    (school("100003", close_date="31/08/2021"), "column 18 (close_date): “31/08/2021” is not a day that exists"),
    (school("100003", open_date="infinity"), "column 17 (open_date): “infinity” is not a day that exists"),
    (school("100003", open_date="0000-01-01"), "column 17 (open_date): “0000-01-01” is not a day that exists"),
    (school("100003", headcount="-1"), "column 12 (headcount): “-1” is not a whole number"),
    (school("100003", headcount="99999999999"), "column 12 (headcount): “99999999999” is not a whole number"),
    (school("100003", name=""), "column 2 (name): “” is empty or longer than 200 characters"),
    (school("100003", name="x" * 201), f"column 2 (name): “{'x' * 39}…” is empty or longer than 200 characters"),
    (school("100003", name="é" * 200_000), f"column 2 (name): “{'é' * 39}…” is empty or longer"),
    (school("100003", la_code="3520"), "column 4 (la_code): “3520” is longer than 3 characters"),
    (school("100003", status="Open"), "column 3 (status): “Open” is none of: open, closed, unlisted"),
    (school("100003") + ",", "column 19: the row has 19 columns, the first line names 18"),
    (school("100003")[:-1], "column 18 (close_date): the row has 17 columns, the first line names 18"),
    (school("100003", name="a\0b"), "column 2 (name)"),
    ('100003,"never closed,open', "quotation marks do not pair"),
]


@pytest.mark.parametrize(("row", "words"), BAD, ids=[words[:40] for _, words in BAD])
def test_what_is_bad_is_named_by_line_and_column_and_nothing_lands(bring: Bring, row: str, words: str) -> None:
    said, bad = bring([HEADER, school("100000"), row])
    assert said == "Nothing was taken over."
    assert len(bad) == 1
    assert bad[0].startswith("line 3")
    assert words.split(" (name)")[0] in bad[0]
    assert Establishment.objects.count() == 0


@pytest.mark.parametrize(("row", "words"), BAD, ids=[words[:40] for _, words in BAD])
def test_by_a_switch_the_good_rows_land(bring: Bring, row: str, words: str) -> None:
    said, bad = bring([HEADER, school("100000"), row], "--keep-good")
    assert said.startswith("establishments: 1 new, 0 changed, 0 the same The good rows were taken over")
    assert len(bad) == 1
    assert Establishment.objects.get().urn == "100000"


def test_a_doubled_urn_names_both_lines_and_the_first_stands(bring: Bring) -> None:
    rows = [HEADER, school("100000"), school("100001"), school(" 100000 ", name="Another")]
    assert bring(rows)[1] == ["line 4, column 1 (urn): “100000” stands in line 2 already"]
    assert Establishment.objects.count() == 0
    bring(rows, "--keep-good")
    assert Establishment.objects.get(urn="100000").name == "The Aldgate School"


def test_lines_are_those_of_the_file_though_a_cell_goes_over_several(bring: Bring) -> None:
    rows = [HEADER, school("100000", name='Two\nlines, “quoted” and "so"'), "", school("bad"), school(" 100001\t")]
    assert bring(rows)[1] == ["line 5, column 1 (urn): “bad” is not a URN: six digits"]
    assert bring("\r\n".join(rows).encode(), "--keep-good")[1] == [
        "line 5, column 1 (urn): “bad” is not a URN: six digits"
    ]
    assert {one.urn: one.name for one in Establishment.objects.all()} == {
        "100000": 'Two\nlines, “quoted” and "so"',
        "100001": "The Aldgate School",
    }


def test_a_byte_order_mark_and_any_line_ends_are_taken(bring: Bring) -> None:
    text = f"{HEADER}\r\n{school('100000')}\r\n"
    assert bring(b"\xef\xbb\xbf" + text.encode())[0].startswith("establishments: 1 new")
    assert bring(text.replace("\r\n", "\r").encode())[0].endswith("1 the same")


def test_columns_may_stand_in_another_order(bring: Bring) -> None:
    turned = [",".join(reversed(next(csv.reader([row])))) for row in (HEADER, school("100000", town="Bow"))]
    assert bring(turned)[0].startswith("establishments: 1 new")
    assert Establishment.objects.get().town == "Bow"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1: the file is empty"),
        (b"\n\n", "line 1: the file is empty"),
        (HEADER.replace("town", "city").encode(), "is no column of this table"),
        (HEADER.replace("town,", "").encode(), "line 1: the column “town” is missing"),
        (HEADER.replace("town", "name").encode(), "“name” is there twice"),
        (HEADER.encode("utf-16"), "line 1, column 1: "),
        (b"\x00\x01\x02", "holds a NUL byte"),
    ],
)
@pytest.mark.parametrize("switch", [[], ["--keep-good"]])
def test_a_first_line_that_does_not_fit_is_said(bring: Bring, content: bytes, words: str, switch: list[str]) -> None:
    said, bad = bring(content, *switch)
    assert said == "Nothing was taken over."
    assert any(words in line for line in bad)


def test_another_encoding_is_named_where_it_begins(bring: Bring) -> None:
    rows = [HEADER, school("100000"), school("100001", name="Ecole Française", town="Orléans")]
    said, bad = bring("\n".join(rows).encode("cp1252"), "--keep-good")
    assert bad == ["line 3, column 2 (name): “Ecole Fran\\xe7aise” is not UTF-8 text"]
    assert said.startswith("establishments: 1 new")


def test_a_file_that_is_not_there_is_said(bring: Bring, tmp_path: Path) -> None:
    assert bring(tmp_path / "none.csv")[0] == "The file cannot be read: No such file or directory."
    assert bring(tmp_path)[0].startswith("The file cannot be read: ")


def test_fifty_bad_places_are_shown_and_the_rest_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "many.csv"
    file.write_text("\n".join([HEADER, *(school(str(n)) for n in range(70))]), encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("import_establishments", str(file))
    said = capsys.readouterr().err.splitlines()
    assert (len(said), said[50:]) == (52, ["… and 20 more", "70 bad places"])


@pytest.mark.parametrize("seed", range(12))
def test_the_named_lines_are_exactly_the_planted_ones(bring: Bring, seed: int) -> None:
    dice = random.Random(seed)
    good = [school(f"2{n:05d}", name=dice.choice(["Plain", "With, comma", 'A "b"', "Two\nlines"])) for n in range(30)]
    bad = [row for row, _ in dice.sample(BAD[:-1], 8)]
    rows = dice.sample([(row, row in bad) for row in good + bad], 38)
    copy_at = dice.randrange(len(rows))
    rows += [] if rows[copy_at][1] else [(rows[copy_at][0], True)]
    line, planted = 2, []
    for row, is_bad in rows:
        planted += [line] if is_bad else []
        line += 1 + row.count("\n")
    said, named = bring([HEADER, *(row for row, _ in rows)], "--keep-good")
    assert sorted({int(one.split(",")[0].split(":")[0].removeprefix("line ")) for one in named}) == planted
    assert said.startswith("establishments: 30 new")


def test_the_bar_moves_on_a_terminal_and_is_silent_elsewhere() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, is_drawn in ((Terminal(), True), (io.StringIO(), False)):
        bar = Bar(stream)
        for done in (0, 50, 50, 100):
            bar(done, 100)
        bar.end()
        assert (stream.getvalue().count("\r") == 3 and "100 %" in stream.getvalue()) is is_drawn
        assert bool(stream.getvalue()) is is_drawn
