"""A file of registers is looked at and taken over: what is new, what it corrects, who is unknown; nothing before."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.policy import Act
from agencies.trail.models import TrailEntry
from referrals.attendance.counting import Mark, sums
from referrals.attendance.facts import MARKS, held
from referrals.attendance.models import AttendanceCorrection, AttendanceWeek
from referrals.pupils.models import Enrolment, Identifier, Pupil
from tests.attendance import mark, send, system_of
from tests.browsing import browse, said, text
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]

URL = "/pupils/take-attendance/"
UPN, OTHER = "R201100018042", "K999000125001"
HALVES = "UPN,Date,Session,Code\n"
DAYS = "UPN;Date;AM;PM\n"
FRIDAY = "20/11/2026"
NOTHING = "Nothing had to be changed: the registers are as the file has them."


def upn(pupil: Pupil, value: str = UPN) -> None:
    Identifier.objects.create(
        pupil=pupil, authority=pupil.authority, kind="upn", value=value, starts_on=date(2020, 9, 1)
    )


@pytest.fixture
def lead(cast: Cast) -> Client:
    upn(cast.kofi)
    return browse(cast, "amara")


def look(client: Client, lines: str, head: str = HALVES, encoding: str = "utf-8") -> Any:
    """The page that shows what the file would change."""
    file = SimpleUploadedFile("registers.csv", (head + lines).encode(encoding))
    answer = client.post(URL, {"file": file})
    assert answer.status_code == 200, answer.status_code
    return answer


def carried(answer: Any) -> dict[str, Any]:
    """What that page sends along."""
    form = answer.context["form"]
    return {name: form[name].value() for name in ("text", "school", "asked")} | {"take": "1"}


def take(client: Client, lines: str, head: str = HALVES) -> Any:
    return client.post(URL, carried(look(client, lines, head)))


def kept(pupil: Any) -> list[tuple[str, str, str]]:
    rows = AttendanceWeek.objects.filter(pupil=pupil).order_by("week").values_list(*MARKS)
    return [(one.mark.day.isoformat(), one.mark.session, one.mark.code) for one in held(rows)]


def test_nothing_is_kept_before_the_lead_says_so(cast: Cast, lead: Client) -> None:
    page = text(look(lead, f"{UPN},{FRIDAY},AM,/\n{UPN},{FRIDAY},PM,\\\n"))
    assert "2 lines with marks in the file. What can be taken: 1 child, 1 day and 2 marks of 20 Nov 2026." in page
    assert "2 new, 0 that correct what stands, 0 as they are here. 0 lines with something that can’t be taken." in page
    assert "Nothing is kept yet." in page
    assert not AttendanceWeek.objects.exists()
    assert not TrailEntry.objects.filter(act=Act.TAKE_ATTENDANCE, outcome="done").exists()


def test_what_is_taken_over_stands_with_one_line_in_the_trail_and_the_same_again_writes_nothing(
    cast: Cast, lead: Client
) -> None:
    lines = f"{UPN},19/11/2026,AM,L\n{UPN},{FRIDAY},PM,\\\n"
    page = carried(look(lead, lines))
    assert said(lead.post(URL, page)) == ["2 marks added."]
    assert kept(cast.kofi) == [("2026-11-19", "AM", "L"), ("2026-11-20", "PM", "\\")]
    line = TrailEntry.objects.get(act=Act.TAKE_ATTENDANCE)
    assert {name: fact for name, fact in line.facts.items() if name != "sent"} == {
        "days": 2, "first": "2026-11-19", "last": "2026-11-20", "new": 2, "changed": 0, "refused": 0, "unknown": 0,
    }  # fmt: skip
    assert line.subject_ref == cast.alder.reference
    lead.post(URL, page)
    again = look(lead, lines)
    assert "There is nothing in it to take over." in text(again)
    assert said(lead.post(URL, carried(again))) == [NOTHING]
    assert TrailEntry.objects.filter(act=Act.TAKE_ATTENDANCE).count() == 1
    assert not AttendanceCorrection.objects.exists()


def test_a_correction_is_shown_from_what_to_what_and_what_stood_is_kept(cast: Cast, lead: Client) -> None:
    send(system_of(cast), "2026-11-20", mark("k-1", "N \\"))
    page = look(lead, f"{UPN},{FRIDAY},I,\n", DAYS.replace(";", ","))
    assert "0 new, 1 that correct what stands, 0 as they are here." in text(page)
    (row,) = page.context["changes"]
    assert (row.name, row.line) == (cast.kofi.name, 2)
    assert row.about[0].startswith("Fri 20 Nov, morning: I (")
    assert ", was N (" in row.about[0]
    opened = TrailEntry.objects.get(act=Act.SEE_ATTENDANCE, outcome="opened")
    assert opened.facts["shown"] == [cast.kofi.reference]
    assert said(lead.post(URL, carried(page))) == ["1 mark corrected."]
    stood = AttendanceCorrection.objects.get()
    assert (stood.code, stood.session, stood.system) == ("N", "AM", None)
    child = text(lead.get(f"/pupils/{cast.kofi.reference}/attendance/"))
    assert "when a file of the school had another mark." in child


def test_a_child_of_another_school_and_one_who_never_was_are_the_same_answer(cast: Cast, lead: Client) -> None:
    upn(cast.maisie, OTHER)
    hidden = text(look(lead, f"{OTHER},{FRIDAY},AM,/\n"))
    never = text(look(lead, f"K999000125002,{FRIDAY},AM,/\n"))
    assert "Line 2: Nobody with this UPN was on your roll on that day." in hidden
    assert "Not known here: 1 child in the file." in hidden
    assert hidden.replace(OTHER, "K999000125002") == never
    assert not TrailEntry.objects.filter(act=Act.SEE_ATTENDANCE, outcome="opened").exists()


def test_whoever_has_left_is_corrected_of_a_day_before_and_not_shown(cast: Cast, lead: Client) -> None:
    send(system_of(cast), "2026-11-18", mark("k-1", "N N"))
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=date(2026, 11, 18))
    page = look(lead, f"{UPN},18/11/2026,AM,I\n{UPN},19/11/2026,AM,/\n")
    (row,) = page.context["changes"]
    assert (row.name, row.about) == (
        "a child who has left your roll",
        ["Wed 18 Nov, morning: I, in place of another mark"],
    )
    assert cast.kofi.name not in text(page)
    assert "Line 3: Nobody with this UPN was on your roll on that day." in text(page)
    assert said(lead.post(URL, carried(page))) == ["1 mark corrected. 1 line left out."]


def test_each_thing_that_is_wrong_is_said_by_line_and_column(cast: Cast, lead: Client) -> None:
    page = text(
        look(
            lead,
            f"{UPN},31/02/2026,AM,/\n{UPN},{FRIDAY},noon,/\n{UPN},{FRIDAY},AM,late\n,{FRIDAY},AM,/\n"
            f"{UPN},21/11/2026,AM,/\n{UPN},24/11/2026,AM,/\n{UPN},19/11/2026,AM,/\n{UPN},19/11/2026,AM,L\n"
            f"{UPN},18/11/2026,AM,5\n{UPN},1/9/2020,AM,/\n",
        )
    )
    for words in (
        "Line 2: “Date”: There is no 31 February 2026.",
        "Line 3: “Session” says neither AM nor PM.",
        "Line 4: “Code” is no code.",
        "Line 5: “UPN” is empty.",
        "Line 6: Saturday 21 November 2026 is a weekend or a bank holiday.",
        "Line 7: Tuesday 24 November 2026 is still to come.",
        "Line 8: This half day of this child stands on more than one line.",
        "Line 9: This half day of this child stands on more than one line.",
        "Line 10: “Code” is no code.",
        "Line 11: Marks are taken of this school year and the last alone.",
        "10 lines with something that can’t be taken.",
        "There is nothing in it to take over.",
    ):
        assert words in page, (words, page)


def test_a_code_that_is_not_known_is_kept_counts_in_nothing_and_is_said(cast: Cast, lead: Client) -> None:
    page = look(lead, f"{UPN},{FRIDAY},AM,A9\n")
    assert "Codes that are not known on their day: A9 (1)." in text(page)
    lead.post(URL, carried(page))
    assert kept(cast.kofi) == [("2026-11-20", "AM", "A9")]
    assert TrailEntry.objects.get(act=Act.TAKE_ATTENDANCE).facts["unknown"] == 1


WEEK = "UPN,Week commencing,Mon AM,Mon PM,Tuesday AM,Tue PM,Wed AM,Wed PM,Thurs AM,Thu PM,Fri AM,Fri - PM\n"


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        (HALVES, f"{UPN},2026-11-20,AM,L\n{UPN},2026-11-20,PM,\\\n"),
        ("Mark;Session;Attendance date;Pupil UPN\n", f"L;morning;20/11/2026;{UPN}\n\\;2;20 Nov 2026;{UPN}\n"),
        ("UPN\tDate\tAM mark\tPM mark\n", f"{UPN}\t20/11/2026\tl\t\\\n"),
        (WEEK, f"{UPN},16/11/2026,-,-,,,,,,-,L,\\\n"),
        ("ID,Date,AM,PM\n", "k-1,20/11/2026,L,\\\n"),
        ("Name,UPN,Date,AM,PM\n", f"Zażółć,{UPN.lower()},20/11/2026,L,\\\n"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_as_systems_write_it(cast: Cast, lead: Client, head: str, lines: str, encoding: str) -> None:
    system_of(cast)
    lines = lines.replace("Zażółć", "Zoë O’Shea") if encoding == "cp1252" else lines
    file = SimpleUploadedFile("registers.csv", (head + lines).encode(encoding))
    answer = lead.post(URL, {"file": file})
    assert said(lead.post(URL, carried(answer))) == ["2 marks added."]
    assert kept(cast.kofi) == [("2026-11-20", "AM", "L"), ("2026-11-20", "PM", "\\")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Name,Age\nA,1\n", "no column for “UPN” or the school’s own “ID”, “Date” and “Session” and “Code”"),
        (b"UPN,Date\n", "no column for “Session” and “Code”, or “AM” and “PM”"),
        (b"UPN,Mon AM\n", "no column for “Week commencing”"),
        (b'UPN,Date,AM\n"R2', "a quotation mark is open to its end"),
        (b"UPN,Date,AM\n\x81,\x81,\n", "A character in line 2 can’t be read."),
        (b"", "This file is empty"),
    ],
)
def test_what_is_no_table_of_registers_is_said(cast: Cast, lead: Client, data: bytes, words: str) -> None:
    assert words in text(lead.post(URL, {"file": SimpleUploadedFile("registers.csv", data)}))


def test_a_file_taken_over_after_the_registers_changed_is_shown_once_more(cast: Cast, lead: Client) -> None:
    page = carried(look(lead, f"{UPN},{FRIDAY},AM,/\n"))
    send(system_of(cast), "2026-11-20", mark("k-1", "I I"))
    answer = lead.post(URL, page)
    assert "The registers have changed since you looked" in text(answer)
    assert "0 new, 1 that correct what stands" in text(answer)
    assert kept(cast.kofi)[0] == ("2026-11-20", "AM", "I")
    assert said(lead.post(URL, carried(answer))) == ["1 mark corrected."]


def test_a_file_that_was_tampered_with_or_is_of_another_school_is_chosen_anew(cast: Cast, lead: Client) -> None:
    page = carried(look(lead, f"{UPN},{FRIDAY},AM,/\n"))
    for change in ({"school": cast.merrow.reference}, {"text": "nothing"}, {"text": page["text"].replace("2,", "x,")}):
        assert "Registers from a file" in text(lead.post(URL, page | change))
    assert not AttendanceWeek.objects.exists()


def test_after_a_session_that_ended_between_nothing_is_kept_and_the_same_file_goes_as_before(
    cast: Cast, lead: Client
) -> None:
    lines = f"{UPN},{FRIDAY},AM,/\n"
    page = carried(look(lead, lines))
    lead.logout()
    assert lead.post(URL, page).status_code in (302, 401, 403)
    assert not AttendanceWeek.objects.exists()
    again = browse(cast, "amara")
    assert said(again.post(URL, page)) == ["1 mark added."]
    assert "1 as they are here" in text(look(again, lines))


def test_only_who_leads_a_school_takes_a_file(cast: Cast, lead: Client) -> None:
    page = carried(look(lead, f"{UPN},{FRIDAY},AM,/\n"))
    for name, status in (("priti", 403), ("tom", 403), ("sandra", 403)):
        other = browse(cast, name)
        assert other.get(URL).status_code == status, name
        assert other.post(URL, page).status_code == status
    assert not AttendanceWeek.objects.exists()


def test_a_day_that_the_calendar_has_as_closed_is_said_and_taken_as_sent(cast: Cast, lead: Client) -> None:
    page = look(lead, f"{UPN},28/10/2026,AM,#\n")
    assert "No school day by your school’s calendar (not in term): 28 Oct 2026. The marks are taken as sent." in text(
        page
    )
    assert said(lead.post(URL, carried(page))) == ["1 mark added."]


def test_a_long_file_takes_no_more_queries_to_look_at(cast: Cast, lead: Client) -> None:
    def queries(days: int) -> int:
        lines = [f"{UPN},{date(2026, 11, 20) - timedelta(7 * n)},AM,/\n" for n in range(days)]
        with CaptureQueriesContext(connection) as found:
            look(lead, "".join(lines))
        return len(found)

    queries(1)
    assert queries(8) == queries(2)


@pytest.mark.parametrize("seed", range(6))
def test_the_same_marks_by_api_and_by_file_give_the_same_rows_sums_and_corrections(
    cast: Cast, lead: Client, seed: int
) -> None:
    """In any order of arrival and correction, whatever comes twice; and the page says beforehand what becomes of it."""
    drawn, system = Random(seed), system_of(cast)
    codes = ["/", "\\", "L", "I", "N", "U", "C2", "Z9"]
    sent = [(drawn.randrange(5), drawn.choice(["AM", "PM"]), drawn.choice(codes)) for _ in range(14)]
    for n, session, code in sent:
        send(system, f"2026-11-{16 + n}", mark("k-1", **{session.lower(): code}))
    by_api, corrections = kept(cast.kofi), corrected()
    AttendanceCorrection.objects.all().delete()
    AttendanceWeek.objects.all().delete()
    for n, session, code in sent:
        page = look(lead, f"{UPN},{16 + n}/11/2026,{session},{code}\n")
        registers = page.context["form"].registers
        facts = [registers.new, len(registers.changes), registers.same]
        words = [
            "1 mark added.",
            "1 mark corrected.",
            NOTHING,
        ]
        assert said(lead.post(URL, carried(page))) == [words[facts.index(1)]]
    assert kept(cast.kofi) == by_api
    assert corrected() == corrections
    rows = list(AttendanceWeek.objects.filter(pupil=cast.kofi).values_list(*MARKS))
    assert sums(one.mark for one in held(rows)) == sums(Mark(date.fromisoformat(d), s, c) for d, s, c in by_api)


def corrected() -> list[tuple[Any, ...]]:
    return sorted(AttendanceCorrection.objects.values_list("day", "session", "code", "pupil_id", "school_id"))
