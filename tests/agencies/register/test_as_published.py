"""The register's own downloads, as they come: their columns, their words and days, their encoding."""

import csv
import io
from datetime import date

import pytest

from agencies.register.models import Establishment, EstablishmentLink
from tests.agencies.register.files import HEADER, OPEN, REAL, Bring, school

pytestmark = pytest.mark.django_db
WHOLE, LINKS = REAL / "as_published.csv", REAL / "links_as_published.csv"
COLUMNS = WHOLE.read_text(encoding="utf-8").splitlines()[0].split(",")
OLDER = ["EstablishmentName", "URN", "EstablishmentStatus (name)", "LA (code)", "EstablishmentNumber", "CloseDate"]
ROW = {"URN": "100000", "EstablishmentName": "The Aldgate School", "EstablishmentStatus (name)": "Open"}


def published(*rows: dict[str, str], columns: list[str] = COLUMNS) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**ROW, **row} for row in rows)
    return text.getvalue()


def kept() -> dict[str, Establishment]:
    return {one.urn: one for one in Establishment.objects.order_by("urn")}


def test_all_of_it_lands_as_it_stands_and_a_second_run_changes_nothing(bring: Bring) -> None:
    assert bring(WHOLE) == ("establishments: 5 new, 0 changed, 0 the same", [])
    assert bring(WHOLE) == ("establishments: 0 new, 0 changed, 5 the same", [])
    there = kept()
    assert [(one.urn, one.status) for one in there.values()] == [
        ("100000", "closed"), ("100001", "closed"), ("100002", "open"), ("100003", "open"), ("100004", "open"),
    ]  # fmt: skip
    one = there["100000"]
    assert (one.name, one.la_code, one.estab_number, one.laestab) == ("The Aldgate School", "201", "3614", "2013614")
    assert (one.la_source, one.town, one.postcode, one.opened_on) == ("register", "London", "EC3A 5DE", None)
    assert (one.type_code, one.type_name, one.type_group) == (
        "2", "Voluntary aided school", "Local authority maintained schools",
    )  # fmt: skip
    assert (one.phase, one.low_age, one.high_age) == ("Primary", 3, 11)
    assert (one.headcount, one.headcount_girls, one.headcount_boys) == (244, 112, 132)
    assert (there["100001"].opened_on, there["100001"].phase) == (date(1920, 1, 1), "")
    assert there["100004"].headcount is None


def test_its_links_land(bring: Bring) -> None:
    assert bring(LINKS) == ("links: 1 new, 0 changed, 0 the same", [])
    assert bring(LINKS) == ("links: 0 new, 0 changed, 1 the same", [])
    link = EstablishmentLink.objects.get()
    assert (link.urn, link.link_urn, link.kind, link.established_on) == ("100000", "100004", "Successor", None)


def test_what_the_product_knew_besides_stays_where_the_download_says_nothing(bring: Bring) -> None:
    bring(OPEN)
    before = kept()["100000"]
    assert (before.sen_ehcp, before.sector, before.headcount) == (8, "state-funded", 271)
    bring(published({"Town": "London", "PhaseOfEducation (name)": "Not applicable"}).encode())
    after = kept()["100000"]
    assert (after.sen_ehcp, after.sector, after.headcount, after.phase) == (8, "state-funded", 271, before.phase)
    assert (after.laestab, after.la_source) == (before.laestab, before.la_source)


def test_the_products_own_file_after_it_takes_no_type_and_no_ages_away(bring: Bring) -> None:
    bring(WHOLE)
    bring([HEADER, school("100000")])
    assert (kept()["100000"].type_code, kept()["100000"].high_age) == ("2", 11)


def test_windows_letters_are_read_and_utf8_too(bring: Bring) -> None:
    odd = "St Bede’s École – Ty Gwên, “Y Bont” №"[:-2]
    rows = published({"EstablishmentName": odd}, {"URN": "100001", "EstablishmentName": "Two\r\nlines of É"})
    for text in (rows.encode("cp1252"), rows.encode(), b"\xef\xbb\xbf" + rows.encode()):
        said, bad = bring(text)
        assert (said.startswith("establishments: "), bad) == (True, [])
        assert (kept()["100000"].name, kept()["100001"].name) == (odd, "Two\r\nlines of É")
        Establishment.objects.all().delete()
    torn = rows.encode("cp1252").replace(b"\xc9cole", b"\x81cole")
    assert bring(torn)[1][0].endswith("is not UTF-8 text")


@pytest.mark.parametrize(
    ("words", "status"),
    [("Open", "open"), ("Open, but proposed to close", "open"), ("Closed", "closed"), ("Proposed to open", "proposed")],
)
def test_each_published_status_has_its_place(bring: Bring, words: str, status: str) -> None:
    bring(published({"EstablishmentStatus (name)": words}).encode())
    assert kept()["100000"].status == status


def test_an_older_layout_with_fewer_columns_in_another_order(bring: Bring) -> None:
    rows = published({"LA (code)": "352", "EstablishmentNumber": "0042", "CloseDate": "31/08/2021"}, columns=OLDER)
    assert bring(rows.encode()) == ("establishments: 1 new, 0 changed, 0 the same", [])
    assert (kept()["100000"].laestab, kept()["100000"].closed_on) == ("3520042", date(2021, 8, 31))
    reopened = published({}, columns=OLDER)
    assert bring(reopened.encode())[0] == "establishments: 0 new, 1 changed, 0 the same"
    assert (kept()["100000"].closed_on, kept()["100000"].laestab) == (None, "3520042")


def test_a_layout_that_has_the_status_by_its_number_alone(bring: Bring) -> None:
    columns = ["URN", "EstablishmentName", "EstablishmentStatus (code)"]
    rows = [{"URN": f"10000{code}", "EstablishmentStatus (code)": code} for code in "1234"]
    bring(published(*rows, columns=columns).encode())
    assert [one.status for one in kept().values()] == ["open", "closed", "open", "proposed"]


MAYBE = {"EstablishmentStatus (name)": "Maybe"}


def test_what_is_bad_is_named_by_its_own_column(bring: Bring) -> None:
    bad = published({"URN": "12345"}, {"OpenDate": "31-02-2020"}, {"URN": "100002", **MAYBE})
    said, named = bring(bad.encode())
    assert said == "Nothing was taken over."
    assert named[0] == "line 2, column 1 (urn): “12345” is not a URN: six digits"
    assert named[1].startswith(
        "line 3, column 14 (opendate): “31-02-2020” is not a day that exists, written DD-MM-YYYY"
    )
    assert named[2].startswith(
        "line 4, column 11 (establishmentstatus (name)): “Maybe” is none of: open, closed, open, but"
    )


OTHERS = {
    "groups": "Group UID,Group ID,Group Name,Companies House Number,Group Type,Open date,Closed date",
    "governance": "GID,URN,UID,Companies House Number,Role,Title,Forename 1,Surname,Date of appointment",
    "term dates": "from,to,kind,label",
    "a spreadsheet": "Surname,Forename,UPN,DOB",
}


@pytest.mark.parametrize("header", OTHERS.values(), ids=OTHERS)
def test_a_file_of_another_kind_is_told_so_in_one_sentence(bring: Bring, header: str) -> None:
    said, named = bring([header, ",".join("x" for _ in header.split(","))])
    assert said == "Nothing was taken over."
    [sentence] = named
    assert sentence == (
        "line 1: this is another kind of file. Here go: establishments (with a column “establishmentname”), "
        "establishments (with a column “name”), links (with a column “link_urn”) and links (with a column “linkurn”)"
    )


def test_a_column_that_cannot_be_done_without_is_named(bring: Bring) -> None:
    assert bring(published({}, columns=["URN", "EstablishmentName", "Town"]).encode())[1] == [
        "line 1: the column “establishmentstatus (name)” is missing"
    ]
