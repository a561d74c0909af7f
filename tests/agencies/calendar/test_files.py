"""A file of term dates as councils and schools publish it, taken as the rows of one school year."""

import re
from datetime import date
from time import process_time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.calendar.imports import NotTermDates, Taken, read_events, take
from agencies.calendar.models import TermDate
from tests.browsing import browse, text
from tests.people import Cast

D = date
HALVES = [
    (D(2026, 9, 2), D(2026, 10, 23)),
    (D(2026, 11, 2), D(2026, 12, 18)),
    (D(2027, 1, 5), D(2027, 2, 12)),
    (D(2027, 2, 22), D(2027, 3, 25)),
    (D(2027, 4, 12), D(2027, 5, 28)),
    (D(2027, 6, 7), D(2027, 7, 22)),
]
DAY = "{:%Y%m%d}".format


def calendar(*events: str) -> bytes:
    body = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTAMP:20260101T000000Z\r\n{one}\r\nEND:VEVENT\r\n"
        for n, one in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Council//EN\r\n{body}END:VCALENDAR\r\n".encode()


def whole(first: date, after: date, words: str, more: str = "") -> str:
    """An all-day event, which ends before `after`."""
    return f"DTSTART;VALUE=DATE:{DAY(first)}\r\nDTEND;VALUE=DATE:{DAY(after)}\r\n{more}SUMMARY:{words}"


def single(day: date, words: str) -> str:
    return whole(day, day + date.resolution, words)


def taken(data: bytes, year: int = 2026) -> Taken:
    return take(read_events(data, year), year)


def terms(found: Taken) -> list[tuple[date, date]]:
    return [(row.first, row.last) for row in found.rows if row.kind == "term"]


def inset(found: Taken) -> list[date]:
    return [row.first for row in found.rows if row.kind == "inset"]


BY_HALVES = [whole(first, last + date.resolution, f"Term {n}") for n, (first, last) in enumerate(HALVES, 1)]
BY_HOLIDAYS = [
    whole(D(2026, 9, 2), D(2026, 12, 19), "Autumn Term 2026"),
    whole(D(2026, 10, 24), D(2026, 11, 2), "Autumn half-term holiday"),
    whole(D(2027, 1, 5), D(2027, 3, 26), "Spring Term 2027"),
    whole(D(2027, 2, 13), D(2027, 2, 22), "Half term"),
    whole(D(2027, 3, 26), D(2027, 4, 12), "Easter holidays"),
    whole(D(2027, 4, 12), D(2027, 7, 23), "Summer Term 2027"),
    whole(D(2027, 5, 29), D(2027, 6, 7), "Half-term break"),
    whole(D(2027, 5, 3), D(2027, 5, 4), "Early May bank holiday"),
]
MARKS = [
    ("20260902T083000", "School opens for the autumn term"),
    ("20261023T153000", "Schools break up for half term"),
    ("20261102T083000", "School re-opens"),
    ("20261218T153000", "End of autumn term"),
    ("20270105T083000", "Spring term starts"),
    ("20270212T153000", "School closes for half term"),
    ("20270222T083000", "Back to school"),
    ("20270325T153000", "Spring term ends"),
    ("20270412T083000", "Summer term begins"),
    ("20270528T153000", "Last day before half term"),
    ("20270607T083000", "Pupils return"),
    ("20270722T133000", "Summer term ends"),
]
BY_MARKS = [
    f"DTSTART;TZID=Europe/London:{at}\r\nDTEND;TZID=Europe/London:{at[:9]}160000\r\nSUMMARY:{words}"
    for at, words in MARKS
]
BY_ENDS = [
    *(one for one in BY_HOLIDAYS if "Half" not in one and "half" not in one),
    *(
        whole(day, day + date.resolution, "Half term begins")
        for day in (D(2026, 10, 24), D(2027, 2, 15), D(2027, 5, 29))
    ),
    *(whole(day, day + date.resolution, "Half term ends") for day in (D(2026, 11, 1), D(2027, 2, 21), D(2027, 6, 6))),
]


@pytest.mark.parametrize(
    "events", [BY_HALVES, BY_HOLIDAYS, BY_MARKS, BY_ENDS], ids=["six terms", "holidays", "marks", "ends"]
)
def test_the_ways_in_which_councils_write_a_year_give_the_same_year(events: list[str]) -> None:
    found = taken(calendar(*events))
    assert terms(found) == HALVES
    assert found.left == []
    halves = ["Autumn", "Autumn", "Spring", "Spring", "Summer", "Summer"]
    numbered = [f"Term {n}" for n in range(1, 7)]
    assert [row.label for row in found.rows] == (numbered if events is BY_HALVES else halves)


def test_the_end_of_an_all_day_event_is_exclusive_and_without_one_it_is_one_day() -> None:
    found = taken(
        calendar(
            *BY_HALVES, whole(D(2026, 9, 1), D(2026, 9, 2), "INSET day"), "DTSTART;VALUE=DATE:20261127\r\nSUMMARY:INSET"
        )
    )
    assert inset(found) == [D(2026, 9, 1), D(2026, 11, 27)]
    assert terms(found)[0][1] == D(2026, 10, 23)


def test_a_day_that_recurs_is_there_each_time_in_this_year_and_not_where_it_is_left_out() -> None:
    rule = "RRULE:FREQ=MONTHLY;BYDAY=1MO\r\nEXDATE;VALUE=DATE:20270201\r\n"
    found = taken(calendar(*BY_HALVES, whole(D(2026, 12, 7), D(2026, 12, 8), "Staff training day", rule)))
    assert inset(found)[:3] == [D(2026, 12, 7), D(2027, 1, 4), D(2027, 3, 1)]
    assert max(inset(found)) <= D(2027, 7, 31)


def test_a_day_that_begins_late_in_utc_is_the_day_in_london() -> None:
    late = "DTSTART:20260901T230000Z\r\nDTEND:20260902T220000Z\r\nSUMMARY:INSET"
    assert inset(taken(calendar(*BY_HALVES, late))) == [D(2026, 9, 2)]


def test_what_is_not_understood_is_said_and_never_dropped() -> None:
    found = taken(calendar(*BY_HALVES, whole(D(2027, 6, 18), D(2027, 6, 19), "Sports day"),
                           whole(D(2027, 5, 6), D(2027, 5, 7), "Closed: polling"),
                           whole(D(2027, 7, 29), D(2027, 7, 30), "Term starts")))  # fmt: skip
    assert found.left == [
        "“Term starts”, 29 Jul 2027: the day on which it ends is not there",
        "“Closed: polling”, 6 May 2027: a day or two without lessons: close the school for a day instead",
        "“Sports day”, 18 Jun 2027: its words say neither term, holiday nor INSET day",
    ]


SHARED = """from,to,kind,label
2026-09-02,2026-10-23,term,Autumn 1
2026-09-02,2026-09-02,inset,INSET
2026-11-02,2026-12-18,term,Autumn 2
2027-01-05,2027-02-12,term,Spring 1
"""
SAID = """Event;Start date;End date
Autumn term – first half;Wednesday 2nd September 2026;Friday 23rd October 2026
INSET;02/09/2026;
Autumn term – second half;02/11/2026;18/12/2026
Spring term;5 Jan 2027;12 Feb 2027 15:30
"""


@pytest.mark.parametrize(
    "data",
    [SHARED.encode(), SAID.encode("cp1252"), SAID.encode("utf-16"), b"\xef\xbb\xbf" + SAID.replace(";", "\t").encode()],
    ids=["iso", "Windows", "UTF-16", "tabs and a byte order mark"],
)
def test_a_table_in_the_ways_people_write_it(data: bytes) -> None:
    found = taken(data)
    assert (terms(found), inset(found), found.left) == (HALVES[:3], [D(2026, 9, 2)], [])


def test_a_line_of_a_table_that_has_no_day_is_said() -> None:
    found = taken(SHARED.encode() + b"2027-02-31,2027-03-25,term,Spring 2\n2027-06-09,2027-06-08,term,Summer\n")
    assert found.left == ["“Spring 2”: There is no 31 February 2027", "“Summer”: it ends before it begins"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "no file of term dates"),
        (b"PK\x03\x04" + bytes(range(256)), "no file of term dates"),
        (b"name,phase\nAlder,primary\n", "no file of term dates"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:soon\r\nEND:VCALENDAR", "does not keep to iCalendar"),
        (calendar(whole(D(2026, 9, 2), D(2026, 9, 3), "x", "RRULE:FREQ=SECONDLY\r\n")), "recurs by the hour"),
        (calendar(*BY_HALVES).replace(b"202", b"201"), "No term of 2026/27 was found"),
        (b"", "no file of term dates"),
    ],
)
def test_a_file_of_another_kind_is_told_so_in_one_sentence(data: bytes, why: str) -> None:
    with pytest.raises(NotTermDates, match=why):
        taken(data)


FIRST_DAY = (D(2026, 9, 2), D(2026, 9, 3), "Term")
RECURRING = [
    ("RRULE:FREQ=SECO\r\n NDLY", "recurs by the hour"),
    ("RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3", "recurs by the hour"),
    ("RRULE:FREQ=DAILY;BYSECOND=1,2,3", "recurs by the hour"),
    ("RRULE:FREQ=DAILY;INTERVAL=0", "recurs by the hour"),
    ("RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU", "by a rule that no term date has"),
    ("RRULE:FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=5", "by a rule that no term date has"),
    ("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "by a rule that no term date has"),
    ("RRULE:FREQ=WEEKLY;BYMONTH=13", "by a rule that no term date has"),
]


@pytest.mark.parametrize(("rule", "why"), RECURRING)
def test_a_rule_that_is_long_to_count_is_refused_before_it_is_counted(rule: str, why: str) -> None:
    with pytest.raises(NotTermDates, match=why):
        read_events(calendar(whole(*FIRST_DAY, f"{rule}\r\n")), 2026)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;COUNT=5",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=YEARLY;BYMONTH=5;BYDAY=1MO",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY",
    ],
)
def test_the_rules_that_term_dates_have_are_read(rule: str) -> None:
    assert read_events(calendar(whole(*FIRST_DAY, f"RRULE:{rule}\r\n")), 2026)


def test_more_events_than_term_dates_have_are_refused_in_a_sentence() -> None:
    daily, one = whole(*FIRST_DAY, "RRULE:FREQ=DAILY\r\n"), whole(*FIRST_DAY)
    for events, why in (([daily] * 61, "more than 60 events that recur"), ([one] * 1001, "more than 1,000"),
                        ([daily] * 60, "more than 1,000 events")):  # fmt: skip
        with pytest.raises(NotTermDates, match=why):
            read_events(calendar(*events), 2026)
    assert len(read_events(calendar(*[one] * 1000), 2026)) == 1000
    with pytest.raises(NotTermDates, match="by a rule that no term date has"):
        read_events(calendar("DTSTART;VALUE=DATE:10000101\r\nRRULE:FREQ=DAILY\r\nSUMMARY:x"), 2026)


def test_a_table_is_read_to_its_end_and_only_this_year_counts_to_the_limit() -> None:
    old = b"2019-09-02,2019-09-03,term,x\n" * 3000
    head, _, body = SHARED.encode().partition(b"\n")
    assert terms(taken(head + b"\n" + old + body)) == HALVES[:3]
    with pytest.raises(NotTermDates, match="more than 1,000 events"):
        taken(SHARED.encode() + b"2026-09-02,2026-09-03,term,x\n" * 1001)


def test_a_cell_that_is_too_long_is_told_in_a_sentence() -> None:
    with pytest.raises(NotTermDates, match="one of its cells is longer"):
        taken(SHARED.encode() + b"2026-09-02,2026-09-03,term," + b"x" * 140_000)


def test_what_only_has_a_season_in_its_name_is_no_term() -> None:
    found = taken(calendar(*BY_HOLIDAYS, whole(D(2027, 7, 5), D(2027, 7, 7), "Summer concert"),
                           single(D(2026, 12, 10), "Autumn term reports home"),
                           single(D(2027, 2, 1), "Art week starts"),
                           single(D(2027, 2, 5), "Art week ends")))  # fmt: skip
    assert terms(found) == HALVES
    assert sorted(found.left) == [
        "“Art week ends”, 5 Feb 2027: shorter than ten days, so no term",
        "“Art week starts”, 1 Feb 2027: shorter than ten days, so no term",
        "“Autumn term reports home”, 10 Dec 2026: shorter than ten days, so no term",
        "“Summer concert”, 5 Jul 2027 to 6 Jul 2027: shorter than ten days, so no term",
    ]


def test_an_event_that_is_cancelled_is_left_out_and_said() -> None:
    off = whole(D(2026, 9, 2), D(2026, 12, 19), "Autumn Term", "STATUS:CANCELLED\r\n")
    found = taken(calendar(*BY_HALVES[2:], off))
    assert (terms(found), found.left) == (HALVES[2:], ["“Autumn Term”: it is cancelled"])


def test_events_under_one_id_are_all_there_and_a_moved_one_is_where_it_was_moved_to() -> None:
    twice = re.sub(rb"UID:\d+", b"UID:same", calendar(*BY_HALVES))
    assert terms(taken(twice)) == HALVES
    assert terms(taken(re.sub(rb"UID:\d+\r\n", b"", calendar(*BY_HALVES)))) == HALVES
    weekly = whole(D(2026, 9, 7), D(2026, 9, 8), "INSET", "RRULE:FREQ=WEEKLY;COUNT=2\r\n")
    moved = whole(D(2026, 9, 15), D(2026, 9, 16), "INSET", "RECURRENCE-ID;VALUE=DATE:20260914\r\n")
    data = calendar(*BY_HALVES, weekly, moved).replace(b"UID:7", b"UID:6")
    assert inset(taken(data)) == [D(2026, 9, 7), D(2026, 9, 15)]


def test_where_nothing_is_found_a_line_that_could_not_be_read_is_said() -> None:
    with pytest.raises(NotTermDates, match="2 lines could not be read, the first “Autumn”: Enter the date as day"):
        taken(b"from,to,label\n9/28/2026,12/18/2026,Autumn\n1/5/2027,3/25/2027,Spring\n")


def test_of_more_lines_left_out_than_are_shown_the_rest_are_counted() -> None:
    found = taken(calendar(*BY_HALVES, *[single(D(2027, 6, 18), f"Sports day {n}") for n in range(32)]))
    assert (len(found.left), found.left[-1]) == (31, "and 2 more lines")


def test_a_holiday_of_three_hundred_years_is_not_counted_by_the_day() -> None:
    began = process_time()
    lines = b"1900-01-01,2199-01-01,holiday,x\n" * 300
    with pytest.raises(NotTermDates, match="No term of 2026/27"):
        taken(SHARED.encode() + lines)
    assert process_time() - began < 2


pages = pytest.mark.django_db


def fill(cast: Cast, data: bytes, who: str = "colm", name: str = "terms.ics") -> object:
    url = reverse("keep_year", args=[cast.alder.reference, 2026])
    return browse(cast, who).post(url, {"take": "1", "file": SimpleUploadedFile(name, data)})


@pages
def test_a_file_fills_the_form_and_the_year_is_shown_before_anything_is_kept(cast: Cast) -> None:
    TermDate.objects.all().delete()
    page = fill(cast, calendar(*BY_HALVES, whole(D(2027, 6, 18), D(2027, 6, 19), "Sports day")))
    assert page.status_code == 200
    assert 'value="2 September 2026"' in page.content.decode()
    assert 'value="22 July 2027"' in page.content.decode()
    assert "“Sports day”, 18 Jun 2027" in text(page)
    assert "Mon 3 May" not in text(page)
    assert "The year as it would be" in text(page)
    assert TermDate.objects.count() == 0


@pages
def test_a_file_that_cannot_be_taken_leaves_what_stands(cast: Cast) -> None:
    page = fill(cast, b"name,phase\n")
    assert "This is no file of term dates" in text(page)
    assert TermDate.objects.filter(agency=cast.alder).exists()
    assert "The form below holds what the file says" not in text(page)
    assert "larger than 500 kB" in text(fill(cast, b"x" * 500_001))
    assert "Choose a file" in text(
        browse(cast, "colm").post(reverse("keep_year", args=[cast.alder.reference, 2026]), {"take": "1"})
    )


@pages
def test_only_who_writes_the_year_fills_it(cast: Cast) -> None:
    assert fill(cast, calendar(*BY_HALVES), who="far").status_code == 404
    assert fill(cast, calendar(*BY_HALVES), who="tom").status_code == 403
