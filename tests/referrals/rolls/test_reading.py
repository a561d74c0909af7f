"""A roll as a file, read as people really send it: the rows of data.md 5.8 by name, CSV1 to CSV10."""

from datetime import date

import pytest

from referrals.rolls.facts import Line
from referrals.rolls.imports import NotARoll, decoded, read, with_reasons, written

TODAY = date(2026, 11, 23)
HEAD = "First name,Last name,Date of birth,UPN,Form,NHS number\n"


def line(cells: str, head: str = HEAD) -> Line:
    """The one line of a file with these cells."""
    return read(head + cells + "\n", TODAY).lines[0]


CELLS = {
    "CSV1": ("Ada,Bell,29/02/2013,,,", "Date of birth: There is no 29 February 2013"),
    "CSV2": ("Ada,Bell,01/13/2012,,,", "Date of birth: there is no month 13: is the month written first?"),
    "CSV3": ("Ada,Bell,1/9/12,,,", "Date of birth: Enter the year with four digits, like 23 11 2026"),
    "CSV4": (
        "Ada,Bell,41389,,,",
        "Date of birth: 41389 looks like a spreadsheet’s number of a day (it is 2013-04-25)",
    ),
    "CSV6": ("Ada,Bell,2013-03-04,,,9.43477E+09", "The NHS number was turned into a power of ten by a spreadsheet"),
    "CSV8": ("=cmd|' /C calc'!A0,Bell,2013-03-04,,,", "First name: a name cannot start with ="),
    "no family name": ("Ada,,2013-03-04,,,", "Last name is empty"),
    "no birthday": ("Ada,Bell,,,,", "Date of birth is empty"),
    "a lost letter": ("J\ufffdmmy,Bell,2013-03-04,,,", "First name: a letter of this name was lost on its way here."),
    "a pound sign": ("J£mmy,Bell,2013-03-04,,,", "First name: “£” stands in no name"),
    "a UPN with another letter": ("Ada,Bell,2013-03-04,A201100018042,,", "The UPN is none"),
    "a UPN as a power": ("Ada,Bell,2013-03-04,2.0112E+12,,", "The UPN was turned into a power of ten by a spreadsheet"),
    "not born yet": ("Ada,Bell,4/3/2027,,,", "Nobody on a roll was born on 4 Mar 2027"),
    "too old": ("Ada,Bell,4/3/1999,,,", "Nobody on a roll was born on 4 Mar 1999"),
}


@pytest.mark.parametrize("row", CELLS)
def test_what_cannot_be_read_is_said_of_its_line(row: str) -> None:
    cells, said = CELLS[row]
    assert any(fault.startswith(said) for fault in line(cells).faults), line(cells).faults


GOOD = {
    "CSV5": ("Ada,Bell,2013-03-04,r201100018042,,", "upn", "R201100018042"),
    "CSV7": ("Ada,  O'Neill ,2013-03-04,,,", "family_name", "O'Neill"),
    "a hyphen and an accent": ("Zoë,Thorne-Ağar,2013-03-04,,,", "family_name", "Thorne-Ağar"),
    "a blank that does not break": ("Ada\u00a0Rose,Bell,2013-03-04,,,", "given_name", "Ada Rose"),
    "a soft hyphen": ("Ad\u00ada,Bell,2013-03-04,,,", "given_name", "Ada"),
    "day first": ("Ada,Bell,03/04/2013,,,", "born_on", date(2013, 4, 3)),
    "a month by name": ("Ada,Bell,3 Apr 2013,,,", "born_on", date(2013, 4, 3)),
    "ISO with a time": ("Ada,Bell,2013-04-03T00:00:00,,,", "born_on", date(2013, 4, 3)),
}


@pytest.mark.parametrize("row", GOOD)
def test_what_people_write_is_read(row: str) -> None:
    cells, name, value = GOOD[row]
    found = line(cells)
    assert (getattr(found, name), found.faults) == (value, [])


def test_csv10_a_file_of_windows_is_read() -> None:
    data = HEAD.encode() + b"Ada,M\xfcller,2013-03-04,,,\n"
    assert read(decoded(data), TODAY).lines[0].family_name == "Müller"


def test_a_byte_of_no_alphabet_is_said_with_its_line() -> None:
    with pytest.raises(NotARoll, match="line 3"):
        decoded(HEAD.encode() + b"Ada,Bell,2013-03-04,,,\nAda,M\x81ller,2013-03-04,,,\n")


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_a_mark_of_bytes_is_no_part_of_the_first_heading(mark: str) -> None:
    assert read(decoded((HEAD + "Ada,Bell,2013-03-04,,,\n").encode(mark)), TODAY).lines[0].given_name == "Ada"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("split", [",", ";", "\t"])
def test_every_line_end_and_separator(end: str, split: str) -> None:
    text = (HEAD + "Ada,Bell,2013-03-04,,8A,\n\n,,,,,\nBea,Cole,2013-05-06,,8B,").replace(",", split).replace("\n", end)
    found = read(text, TODAY).lines
    assert [(one.given_name, one.form, one.faults) for one in found] == [("Ada", "8A", []), ("Bea", "8B", [])]


@pytest.mark.parametrize(
    "head",
    [
        "CHILD_FIRST_NAME,CHILD_LAST_NAME,CHILD_PREFERRED_GIVEN_NAME,CHILD_DATE_OF_BIRTH,CHILD_REGISTRATION",
        "Child_First_Name,Child Last Name,CHILD_PREFERRED_FIRST_NAME,Child Date of Birth,CHILD_REGISTRATION",
        "Forename,Surname,Chosen name,DOB,Reg Group",
        "Legal forename, legal surname ,Known as,Date Of Birth,Class",
    ],
)
def test_headings_drift(head: str) -> None:
    found = line("Ada,Bell,Addie,2013-03-04,8A", f"{head}\n")
    assert (found.name, found.form, found.faults) == ("Addie Bell", "8A", [])


def test_a_line_of_instructions_is_no_pupil() -> None:
    rows = (
        "CHILD_FIRST_NAME,CHILD_LAST_NAME,CHILD_DATE_OF_BIRTH",
        '"Required: Free text",Required: Free text,Required: DD/MM/YYYY',
        "Ada,Bell,2013-03-04",
    )
    assert [(one.number, one.name) for one in read("\n".join(rows), TODAY).lines] == [(3, "Ada Bell")]


def test_other_columns_are_named_and_passed_over() -> None:
    found = read("Year,First name,Last name,Date of birth,PARENT_1_JOB,\n8,Ada,Bell,2013-03-04,Baker,\n", TODAY)
    assert found.passed_over == ["Year", "PARENT_1_JOB"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("this;csv\n", "no column for “First name”, “Last name” and “Date of birth”"),
        ("First name,Last name\nAda,Bell\n", "no column for “Date of birth”"),
        (HEAD + 'Ada,"Bell,2013-03-04,,,\n', "can’t be read"),
        (HEAD + "Ada," + "x" * 10_001 + ",2013-03-04,,,\n", "can’t be read"),
        (HEAD + "Ada,Bell,2013-03-04,,,\n" * 5_001, "more than 5,000 pupils"),
        ("", "no column"),
    ],
)
def test_another_file_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(NotARoll, match=said):
        read(text, TODAY)


def test_who_stands_twice_is_shown_both_times() -> None:
    text = HEAD + "Ada,Bell,2013-03-04,,,\nBea,Cole,2013-05-06,,,\nADA,bell,04/03/2013,,,\n"
    faults = {one.number: one.faults for one in read(text, TODAY).lines}
    assert faults == {
        2: ["It has the same name and date of birth as line 4"],
        3: [],
        4: ["It has the same name and date of birth as line 2"],
    }
    twins = HEAD + "Ada,Bell,2013-03-04,,,9990000018\nBea,Bell,2013-03-04,,,999 000 0018\n"
    assert all("the same NHS number" in one.faults[0] for one in read(twins, TODAY).lines)


def test_a_day_with_the_month_first_warns_of_the_whole_column() -> None:
    found = read(HEAD + "Ada,Bell,01/13/2012,,,\nBea,Cole,03/04/2013,,,\n", TODAY)
    (warning,) = found.warnings
    assert warning.startswith("Some days in “Date of birth” only make sense with the month first.")


def test_what_a_page_carries_is_the_same_file() -> None:
    text = HEAD + 'Ada,"O\'Neill, Rose",29/02/2013,r201100018042,8A,9.4E+09\n\nZoë,Ağar,2013-03-04,,,\n'
    found = read(text, TODAY)
    again = read(written(found.lines).replace("\n", "\r\n"), TODAY, is_carried=True)
    assert [(one.number, one.name, one.faults, one.upn) for one in again.lines] == [
        (one.number, one.name, one.faults, one.upn) for one in found.lines
    ]


def test_the_lines_left_out_come_back_with_their_reason() -> None:
    found = read(HEAD + "=1+1,Bell,2013-03-04,,,\n", TODAY).lines[0]
    assert with_reasons([(found, "No.")])[1] == ["2", "=1+1", "Bell", "2013-03-04", "No."]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("C", "main"),
        ("Current (single registration)", "main"),
        ("Dual main", "main"),
        ("S", "dual"),
        ("Subsidiary", "dual"),
    ],
)
def test_an_enrolment_status_in_words(status: str, kind: str) -> None:
    assert line(f"Ada,Bell,2013-03-04,{status}", "First name,Last name,DOB,Enrolment status\n").kind == kind


def test_of_two_columns_for_one_thing_the_first_counts_and_the_other_is_named() -> None:
    found = read("First name,Last name,DOB,Reg group,Class\nAda,Bell,2013-03-04,8A,Maths\n", TODAY)
    assert (found.lines[0].form, found.passed_over) == ("8A", ["Class"])


def test_nought_is_no_nhs_number_and_many_twins_are_named_briefly() -> None:
    two = read("First name,Last name,DOB,NHS number\nAda,Bell,2014-01-02,0\nBea,Cole,2014-05-02,0\n", TODAY)
    assert [one.faults for one in two.lines] == [[], []]
    many = read(HEAD + "Ada,Bell,2013-03-04,,,\n" * 400, TODAY)
    assert many.lines[0].faults == ["It has the same name and date of birth as line 3, 4 and 5 and others"]
