"""Lists that are narrowed by an address, kept so on the way back, and taken away with a line in the trail."""

import csv
import html
import io
import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from agencies.outbox.models import Delivery, Letter
from agencies.trail.models import TrailEntry
from agencies.web.narrowing import asked, way_back
from agencies.words import cohorts, year_group
from interventions.case_page.pages import FILTERS, case_list
from interventions.taken_lists.pages import CUT
from referrals import door
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.pupils.models import Pupil
from tests import moves, stories
from tests.browsing import browse, read
from tests.people import AT, Cast, make_agency, make_person, make_pupil, set_clock
from tests.suspensions import impose_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def words(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def options(page: str, name: str) -> list[str]:
    """What a filter offers."""
    found = re.search(rf'<select[^>]* name="{name}">(.*?)</select>', page, re.S)
    return re.findall(r"<option[^>]*>([^<]*)</option>", found[1]) if found else []


def taken(cast: Cast, name: str, **sent: str) -> Any:
    return browse(cast, name).post("/lists/take-list/", {"as": "file", **sent})


def rows(answer: Any) -> list[list[str]]:
    assert answer.status_code == 200, answer.status_code
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def of_two_years(cast: Cast) -> tuple[Case, Case]:
    """Kofi, of Year 9, led by Dan; Ada O’Shea, of Year 7, led by nobody."""
    kofi = stories.case(cast)
    cases.name_lead(kofi, cast.people["dan"], by=cast.actor("amara"), at=AT)
    cast.kofi = make_pupil(cast.alder, "Ada", "=O’Shea", date(2015, 3, 4))
    return kofi, stories.case(cast)


def test_a_filter_stays_into_a_record_and_back(cast: Cast) -> None:
    kofi, ada = of_two_years(cast)
    page = read(cast, "amara", "/cases/?year=9&school=&state=")
    assert "Kofi Mensah-Hart" in page
    assert "O’Shea" not in page
    assert "1 case." in words(page)
    (into,) = re.findall(rf'href="(/cases/{kofi.reference}/[^"]*)"', page)
    case = read(cast, "amara", html.unescape(into))
    (back,) = re.findall(r'class="i-back i-small" href="([^"]*)"', case)
    assert urlsplit(back).path == "/cases/"
    assert parse_qs(urlsplit(back).query) == {"year": ["9"]}
    assert "O’Shea" in read(cast, "amara", "/cases/?year=7")
    assert ada.reference in read(cast, "amara", "/cases/")


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("", "/cases/"),
        ("year=9&after=x", "/cases/?year=9&after=x"),
        ("https://elsewhere.example/?year=9", "/cases/"),
        ("//elsewhere.example", "/cases/"),
        ("next=/x&state=all", "/cases/?state=all"),
        ("year=9%22%3E%3Cb", "/cases/?year=9%22%3E%3Cb"),
    ],
)
def test_the_way_back_leads_to_the_list_alone(came_from: str, leads_to: str) -> None:
    assert way_back("/cases/", came_from) == leads_to


def test_what_is_made_up_or_not_the_readers_is_as_if_not_sent(cast: Cast) -> None:
    of_two_years(cast)
    whole = read(cast, "amara", "/cases/")
    school = cast.merrow.reference
    for query in ("year=99", "year=x", f"school={school}", "lead=AAAA-AAAA-A", "late=1", "state=open", "kind=move"):
        page = read(cast, "amara", f"/cases/?{query}")
        assert "2 cases." in words(page), query
        assert "All open cases" not in page, query
    assert options(whole, "school") == []
    assert options(whole, "state") == ["Open", "Closed", "Open and closed"]
    assert options(whole, "year")[:2] == ["All years", "Reception"]


def test_who_leads_a_case_that_the_council_does_not_oversee_is_no_choice_of_its_own(cast: Cast) -> None:
    """Tom leads the one that it oversees, Dan one that it does not; Amara sees both."""
    of_two_years(cast)
    cast.kofi = make_pupil(cast.alder, "Ben", "Third")
    overseen = stories.case(cast)
    cases.name_lead(overseen, cast.people["tom"], by=cast.actor("amara"), at=AT)
    stories.accepted(cast, overseen)
    assert options(read(cast, "amara", "/cases/"), "lead") == ["Anybody", "Dan Whitlock", "Tom Reyes"]
    council = read(cast, "sandra", f"/cases/?school={cast.alder.reference}")
    assert "Alder Hythe School" in options(council, "school")
    assert options(council, "lead") == []  # of one name there is nothing to choose
    assert "1 case." in words(council)
    shared = stories.shared(cast, overseen).case
    received = read(cast, "priti", f"/cases/?school={cast.alder.reference}&lead={cast.people['tom'].reference}")
    assert shared.reference in received
    assert [options(received, name) for name in ("school", "year", "lead")] == [[], [], []]


def test_late_is_what_the_reader_owes_and_is_past(cast: Cast) -> None:
    """That nobody leads Ada’s case is the school's to mend within days; the council owes nothing of it."""
    kofi, ada = of_two_years(cast)
    stories.accepted(cast, kofi)
    late = AT + timedelta(days=30)
    amara, sandra = (cast.actor(name, late) for name in ("amara", "sandra"))
    chosen = asked(FILTERS, amara, AT, {"late": "yes"})
    assert case_list(amara, AT, chosen).shown == []
    set_clock(late)
    assert ada.reference in case_list(amara, late, chosen).shown
    assert case_list(sandra, late, asked(FILTERS, sandra, late, {"late": "yes"})).shown == [kofi.reference]


def test_a_file_says_what_the_page_says_and_the_trail_who_took_it(cast: Cast) -> None:
    _, ada = of_two_years(cast)
    before = TrailEntry.objects.count()
    answer = taken(cast, "amara", of="cases", year="7")
    head, row = rows(answer)
    assert head == ["Who", "Case", "Year", "School", "Lead professional", "State", "Last change"]
    assert row == ["Ada =O’Shea", ada.reference, "Year 7", "Alder Hythe School", "Nobody yet", "Open", "23 Nov 2026"]
    assert answer["Content-Disposition"] == 'attachment; filename="cases-2026-11-23.csv"'
    assert "no-store" in answer["Cache-Control"]
    line = TrailEntry.objects.latest("id")
    assert (TrailEntry.objects.count() - before, line.act, line.outcome) == (1, "take_list", "done")
    assert (line.subject_kind, line.by_name) == ("case list", "Amara Adeyemi")
    assert line.facts["asked"] == {"Year": "Year 7"}
    assert (line.facts["rows"], line.facts["way"], line.facts["shown"]) == (1, "file", [ada.reference])


def test_a_list_that_is_taken_counts_as_the_pages_that_it_would_fill(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interventions.taken_lists.actions.ROWS_A_PAGE", 1)
    of_two_years(cast)
    before = TrailEntry.objects.filter(outcome="opened").count()
    assert len(rows(taken(cast, "amara", of="cases"))) == 3
    assert TrailEntry.objects.filter(act="take_list", outcome="opened").count() - before == 2


def everything(cast: Cast) -> None:
    move = moves.proposed(cast)
    impose_on(cast)
    stories.concern(cast)
    assert move.reference


@pytest.mark.parametrize(
    ("name", "of", "path"),
    [
        ("amara", "cases", "/cases/"),
        ("colm", "concerns", "/concerns/"),
        ("tom", "concerns", "/concerns/"),
        ("amara", "moves", "/moves/"),
        ("colm", "suspensions", "/suspensions/"),
    ],
)
def test_each_list_leaves_with_what_its_page_shows_and_no_more(cast: Cast, name: str, of: str, path: str) -> None:
    everything(cast)
    page = words(read(cast, name, path)).lower()
    head, *lines = rows(taken(cast, name, of=of))
    assert lines
    for cell in (cell for line in lines for part in line for cell in part.split(". ")):
        assert re.sub(r"^\w{3} ", "", cell).rstrip(".").lower() in page, cell
    printed = browse(cast, name).post("/lists/take-list/", {"of": of, "as": "page"})
    shown = words(printed.content.decode())
    assert all(cell in shown for line in lines for cell in [*head, *line])


def test_what_is_no_formula_in_a_page_is_none_in_a_file(cast: Cast) -> None:
    cast.kofi = make_pupil(cast.alder, "=1+1", "Doe")
    stories.case(cast)
    assert rows(taken(cast, "amara", of="cases"))[1][0] == "'=1+1 Doe"


def test_who_reads_no_such_list_takes_none_and_a_hidden_record_is_in_none(cast: Cast) -> None:
    everything(cast)
    case = stories.case(Cast(**{**vars(cast), "kofi": make_pupil(cast.alder, "Eve", "Hidden")}))
    cast.people["olu"] = make_person(
        "olu", "Olu", make_agency(cast.wexmoor, cast_kind(cast), "Third School"), cast.actor("amara").seats[0].role
    )
    answers = {name: taken(cast, name, of="cases") for name in ("sandra", "olu", "priti")}
    for name, answer in answers.items():
        assert [line for line in rows(answer) if case.reference in line] == [], name
        assert len(rows(answer)) == 1, name
    assert taken(cast, "tom", of="suspensions").status_code == 403
    assert taken(cast, "tom", of="everything").status_code == 404
    assert taken(cast, "support", of="cases").status_code == 403
    assert browse(cast, "amara").get("/lists/take-list/").status_code == 405


def cast_kind(cast: Cast) -> Any:
    return cast.actor("amara").seats[0].kind


def test_the_list_says_where_it_was_cut(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    of_two_years(cast)
    monkeypatch.setattr("interventions.case_page.pages.listed.MOST_TAKEN", 1)
    assert rows(taken(cast, "amara", of="cases"))[2:] == [[CUT]]


def test_more_than_are_counted_are_said_to_be_more(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    of_two_years(cast)
    stories.concern(cast)
    for where in ("interventions.case_page.pages.listed", "agencies.web.taken"):
        monkeypatch.setattr(f"{where}.MOST_COUNTED", 1)
    assert door.page.__kwdefaults__
    monkeypatch.setitem(door.page.__kwdefaults__, "size", 1)
    assert "More than 1 case." in words(read(cast, "amara", "/cases/"))


def test_what_is_due_stands_first_of_the_suspensions(cast: Cast) -> None:
    old, new = impose_on(cast, date(2026, 11, 23)), impose_on(cast, date(2026, 11, 30))
    page = read(cast, "colm", "/suspensions/")
    due = page.split("Something is due from you")[1]
    assert due.index(old.reference) < due.index(new.reference)
    assert "2 suspensions." in words(page)


def test_a_date_of_birth_put_right_moves_what_is_kept_of_the_pupil_to_the_other_year(cast: Cast) -> None:
    case, suspension = stories.case(cast), impose_on(cast)
    concern = stories.concern(cast)
    kept = (case, suspension, concern)
    for born_on, cohort in ((date(2013, 8, 31), 2013), (date(2013, 9, 1), 2014), (date(2012, 12, 31), 2013)):
        Pupil.objects.filter(pk=cast.kofi.pk).update(born_on=born_on)
        for one in kept:
            one.refresh_from_db()
        assert [one.cohort for one in kept] == [cohort] * 3
        assert year_group(born_on, AT.date()) in {name for name, year in cohorts(AT.date()).items() if year == cohort}


def test_the_inbox_is_narrowed_by_kind_and_state(cast: Cast) -> None:
    stories.case(cast)
    letter = Letter.objects.filter(subject_kind="concern").latest("id")
    told = {"person": cast.people["amara"], "channel": "inbox", "state": "sent", "not_before": AT, "sent_at": AT}
    assert Delivery.objects.create(letter=letter, **told).reference
    for query, found in (("kind=concern", 1), ("kind=move", 0), ("state=new", 1), ("state=read", 0), ("kind=x", 1)):
        page = read(cast, "amara", f"/inbox/?{query}")
        assert len(re.findall("read-letter/", page)) == found, query
    head, line = rows(taken(cast, "amara", of="inbox"))
    assert (head[0], line[3]) == ("About", "New")
