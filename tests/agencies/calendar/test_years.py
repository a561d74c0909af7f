"""A school writes its year: terms in halves, INSET days; from then on a head can suspend and clocks count its days."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.calendar.models import BankHoliday, TermDate
from agencies.drafts.models import Draft
from agencies.schoolday import BeyondPublishedTerms, WorkingCalendar
from agencies.trail.models import TrailEntry
from agencies.words import short_day
from tests import stories
from tests.acting.test_second import second, summary
from tests.browsing import AGAIN, browse, carried, queries, said, text
from tests.machines import URN, System
from tests.people import AT, Cast
from tests.suspensions import form as suspending

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
YEAR = {
    "autumn_1_first": "2 9 2026", "autumn_1_last": "23 10 2026",
    "autumn_2_first": "2 11 2026", "autumn_2_last": "18 12 2026",
    "spring_1_first": "4 1 2027", "spring_1_last": "12 2 2027",
    "spring_2_first": "22 2 2027", "spring_2_last": "25 3 2027",
    "summer_1_first": "12 4 2027", "summer_1_last": "28 5 2027",
    "summer_2_first": "7 6 2027", "summer_2_last": "21 7 2027",
    "inset": "2 9 2026\n2 November 2026\n\n3/9/2026",
}  # fmt: skip
TODAY = short_day(AT)
FIRST = (
    "New: INSET, 2 Sep 2026 New: lessons, 2 Sep 2026 to 23 Oct 2026 New: INSET, 3 Sep 2026 New: INSET, 2 Nov 2026 "
    "New: lessons, 2 Nov 2026 to 18 Dec 2026 New: lessons, 4 Jan 2027 to 12 Feb 2027 "
    "New: lessons, 22 Feb 2027 to 25 Mar 2027 New: lessons, 12 Apr 2027 to 28 May 2027 "
    "New: lessons, 7 Jun 2027 to 21 Jul 2027"
)
THIRD = "No more: INSET, 3 Sep 2026 No more: INSET, 2 Nov 2026 New: lessons on the bank holiday, 3 May 2027"
"""What the first keeping of it adds, in the page's words."""


@pytest.fixture(autouse=True)
def _unknown(cast: Cast) -> None:
    TermDate.objects.all().delete()


def address(cast: Cast, year: int = 2026) -> str:
    return reverse("keep_year", args=[cast.alder.reference, year])


def keep(cast: Cast, who: str = "colm", **changes: str) -> Any:
    return browse(cast, who).post(address(cast), {**YEAR, **changes})


def test_a_school_without_term_dates_is_told_so_as_it_suspends_until_it_has_written_them(cast: Cast) -> None:
    colm = browse(cast, "colm")
    before = colm.post("/suspensions/impose-suspension/", suspending(cast))
    assert "(the school’s terms are not known)" in text(before)
    assert 'href="/school-years/"' in colm.get("/people/").content.decode()
    assert "Not known" in text(colm.get("/school-years/"))
    answer = keep(cast)
    assert (answer.status_code, answer["Location"]) == (302, "/school-years/")
    page = colm.post("/suspensions/impose-suspension/", suspending(cast))
    assert "terms are not known" not in text(page)
    assert 'name="seen"' in page.content.decode()


def test_the_days_that_are_said_are_those_of_the_calendar(cast: Cast) -> None:
    BankHoliday.objects.get_or_create(day=date(2027, 5, 3), defaults={"title": "Early May bank holiday"})
    answer = keep(cast)
    calendar = school_calendar(cast.alder.pk, bank_holidays())
    days = sum(calendar.is_school_day(date(2026, 8, 1) + timedelta(n)) for n in range(365))
    assert days > 180
    assert said(answer)[-1] == f"Alder Hythe School, 2026/27: {days} school days are kept."
    assert f"{days} school days" in text(browse(cast, "colm").get("/school-years/"))
    assert calendar.why_not(date(2026, 11, 2)) == "INSET"
    assert calendar.why_not(date(2027, 5, 3)) == "bank holiday: Early May bank holiday"


def test_the_form_shows_what_stands_and_another_sending_of_it_changes_nothing(cast: Cast) -> None:
    keep(cast)
    rows = list(TermDate.objects.order_by("pk").values_list("pk", flat=True))
    page = text(browse(cast, "colm").get(address(cast)))
    assert 'value="2 September 2026"' in page
    assert "2 9 2026\n3 9 2026\n2 11 2026" in browse(cast, "colm").get(address(cast)).content.decode()
    assert said(keep(cast))[-1] == AGAIN
    assert list(TermDate.objects.order_by("pk").values_list("pk", flat=True)) == rows


def test_a_changed_year_takes_the_place_of_the_one_before_and_leaves_closures_and_other_years(cast: Cast) -> None:
    other = [("closure", date(2027, 1, 20)), ("term", date(2025, 9, 2)), ("term", date(2027, 9, 2))]
    for kind, day in other:
        TermDate.objects.create(agency=cast.alder, kind=kind, first_on=day, last_on=day)
    keep(cast)
    keep(cast, inset="", summer_2_last="23 7 2027")
    stands = set(TermDate.objects.values_list("kind", "first_on"))
    assert set(other) <= stands
    assert TermDate.objects.filter(kind="inset").count() == 0
    assert TermDate.objects.filter(last_on=date(2027, 7, 23)).exists()
    assert TrailEntry.objects.filter(act="keep_year", outcome="done", subject_ref=cast.alder.reference).count() == 2


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"autumn_1_last": ""}, "Autumn, first half: enter its first day and its last day"),
        ({"autumn_1_last": "1 9 2026"}, "enter a last day on or after the first"),
        ({"autumn_2_first": "23 10 2026"}, "it begins before the half before it ends"),
        ({"summer_2_last": "2 8 2027"}, "enter days of the school year 2026/27"),
        ({"autumn_1_first": "2 9 2025"}, "enter days of the school year 2026/27"),
        ({"autumn_1_last": "31 6 2026"}, "There is no 31 June 2026"),
        ({"autumn_1_last": "18 3 2027"}, "longer than a school goes without a holiday"),
        ({"spring_2_first": "", "spring_2_last": ""}, "more than 5 weeks before it are empty"),
        ({"inset": "2 9 2026\nsoon"}, "“soon” is no day"),
        ({"inset": "5 9 2026"}, "Saturday 5 September 2026 is at a weekend"),
        ({"inset": "1 9 2027"}, "is not in the school year 2026/27"),
        ({"open": "2027-04-05"}, "2027-04-05 is no bank holiday from Monday to Friday of this school year"),
        ({"open": "2027-03-29"}, "Monday 29 March 2027 is in none of the halves"),
        ({"open": "2027-05-03", "inset": "3 5 2027"}, "Monday 3 May 2027 is an INSET day too"),
        (dict.fromkeys(list(YEAR), ""), "at least one half"),
    ],
)
def test_a_year_that_cannot_be_is_refused_in_words_and_keeps_what_was_typed(
    cast: Cast, changes: dict[str, str], why: str
) -> None:
    answer = keep(cast, **changes)
    assert (answer.status_code, why in summary(answer)) == (422, True)
    assert TermDate.objects.count() == 0
    if "inset" in changes:
        assert changes["inset"] in answer.content.decode()


def opened(answer: Any) -> list[str]:
    """The bank holidays that are ticked on the page."""
    ticks = re.findall(r'<input [^>]*name="open"[^>]*>', text(answer))
    return [re.findall(r'value="([^"]*)"', tick)[0] for tick in ticks if "checked" in tick]


def test_a_bank_holiday_on_which_the_school_has_lessons_is_a_school_day_and_no_working_day(cast: Cast) -> None:
    may = date(2027, 5, 3)
    page = browse(cast, "colm").get(address(cast)).content.decode()
    assert "Bank holidays on which the school has lessons" in page
    assert "Monday 3 May 2027, Early May bank holiday" in page
    assert "26 December 2026" not in page  # a Saturday
    keep(cast)
    before = school_calendar(cast.alder.pk, bank_holidays())
    keep(cast, open="2027-05-03")
    after = school_calendar(cast.alder.pk, bank_holidays())
    assert (before.is_school_day(may), after.is_school_day(may)) == (False, True)
    assert (before.is_free(may), after.is_free(may)) == (True, False)
    assert before.add_school_days(date(2027, 4, 30), 1) == date(2027, 5, 4)
    assert after.add_school_days(date(2027, 4, 30), 1) == may
    assert not WorkingCalendar(bank_holidays()).is_working_day(may)
    assert opened(browse(cast, "colm").get(address(cast))) == ["2027-05-03"]
    assert said(keep(cast, open="2027-05-03"))[-1] == AGAIN


def test_a_file_of_term_dates_leaves_the_bank_holidays_with_lessons(cast: Cast) -> None:
    keep(cast, open="2027-05-03")
    sheet = SimpleUploadedFile("year.csv", b"name,start,end\nAutumn term,2026-09-03,2026-12-17\n")
    answer = browse(cast, "colm").post(address(cast), {"take": "1", "file": sheet})
    assert 'value="3 September 2026"' in text(answer)
    assert opened(answer) == ["2027-05-03"]


def test_a_year_is_known_as_far_as_it_is_written_and_no_further(cast: Cast) -> None:
    keep(cast, **dict.fromkeys([name for name in YEAR if name.startswith("summer")], ""))
    calendar = school_calendar(cast.alder.pk, bank_holidays())
    assert calendar.known[-1][1] == date(2027, 3, 25)
    with pytest.raises(BeyondPublishedTerms):
        calendar.add_school_days(date(2027, 3, 25), 1)


def test_only_who_leads_the_school_or_its_council_writes_it(cast: Cast) -> None:
    for who, status in (("colm", 200), ("amara", 200), ("sandra", 200), ("helen", 404), ("far", 404), ("tom", 403)):
        assert browse(cast, who).get(address(cast)).status_code == status, who
        TermDate.objects.all().delete()
        assert keep(cast, who).status_code == (302 if status == 200 else status), who
    assert "Merrow" not in text(browse(cast, "colm").get("/school-years/"))
    assert {"Merrow", "Alder"} <= set(text(browse(cast, "sandra").get("/school-years/")).split())


def test_a_year_that_can_not_be_written_is_not_there(cast: Cast) -> None:
    for year in (2025, 2030, 0, 9999999):
        assert browse(cast, "colm").get(address(cast, year)).status_code == 404, year
    assert browse(cast, "colm").get(address(cast, 2029)).status_code == 200


def test_a_colleague_who_wrote_it_first_is_said_and_mine_stays_on_the_page(cast: Cast) -> None:
    answer = second(cast, "colm", address(cast), YEAR, {**YEAR, "inset": "4 9 2026"})
    assert (answer.status_code, "4 9 2026" in answer.content.decode()) == (422, True)
    assert "Colm Brannigan (Alder Hythe School) kept a school’s term dates on " in summary(answer)


def test_the_page_says_how_many_due_days_moved(cast: Cast) -> None:
    stories.case(cast)
    assert said(keep(cast))[-1].endswith("No due day moved: 2 stay.")
    assert said(keep(cast, inset="24 11 2026"))[-1].endswith("Of the due days 2 moved later.")
    assert "Deadlines in school days are counted again with this." in text(browse(cast, "colm").get(address(cast)))


def test_the_list_takes_as_many_queries_for_two_schools_as_for_one(cast: Cast) -> None:
    assert queries(cast, "colm", "/school-years/") == queries(cast, "sandra", "/school-years/")


def test_two_years_of_one_school_are_two_things(cast: Cast) -> None:
    """A line about the one is none about the other, and a draft opens under its own year."""
    amara, colm = browse(cast, "amara"), browse(cast, "colm")
    next_year = {name: value.replace("2027", "2028").replace("2026", "2027") for name, value in YEAR.items()}
    next_year |= {"inset": "2 9 2027", "autumn_1_last": "22 10 2027", "autumn_2_first": "1 11 2027"}
    one, two = carried(colm.get(address(cast))), carried(colm.get(address(cast, 2027)))
    assert amara.post(address(cast, 2027), {**carried(amara.get(address(cast, 2027))), **next_year}).status_code == 302
    assert colm.post(address(cast), {**one, **YEAR}).status_code == 302
    answer = colm.post(address(cast, 2027), {**two, **next_year})
    assert (answer.status_code, "Amara Adeyemi (" in summary(answer)) == (422, True)
    colm.post("/drafts/save/", {**carried(colm.get(address(cast, 2028))), "inset": "3 9 2028"})
    draft = Draft.objects.get(path=address(cast, 2028))
    assert "2028/29" in text(colm.get(f"{draft.path}?draft={draft.reference}"))
    assert "unfinished draft" not in text(colm.get(address(cast, 2029)))


def test_each_version_of_a_year_stays_with_who_kept_it_when_and_what_it_changed(cast: Cast, system: System) -> None:
    TermDate.objects.create(agency=cast.alder, kind="term", first_on=date(2026, 9, 1), last_on=date(2026, 9, 30))
    keep(cast)
    keep(cast)
    keep(cast, "sandra", inset="2 9 2026", open="2027-05-03")
    held = system.ask("GET", f"/schools/{URN}/calendar/2026-27").json()
    assert system.ask("PUT", f"/schools/{URN}/calendar/2026-27", {**held, "open": []}).status_code == 200
    page = text(browse(cast, "colm").get(address(cast)))
    shown = re.sub(r"<[^>]+>|\s+", " ", page.split("Kept so far")[1].split("</section>")[0]).split("Version ")[1:]
    assert [" ".join(one.split()) for one in shown] == [
        f"4, {TODAY}, the school’s own system No more: lessons on the bank holiday, 3 May 2027",
        f"3, {TODAY}, Sandra Pell {THIRD}",
        f"2, {TODAY}, Colm Brannigan No more: lessons, 1 Sep 2026 to 30 Sep 2026 " + FIRST,
        "1: as it stood before versions were kept",
    ]
    assert "Kept so far" not in text(browse(cast, "colm").get(address(cast, 2027)))
    lines = TrailEntry.objects.filter(act="keep_year", outcome="done").order_by("id")
    assert [line.facts["version"] for line in lines] == [2, 3, 4]
