"""A school sees its pupils by year, form and name, with what is open on each that the reader may see."""

import re
from datetime import date, timedelta

import pytest

from agencies.people.models import Seat
from agencies.policy import Role
from agencies.trail.models import TrailEntry
from agencies.words import day_month
from interventions.suspensions import actions as suspensions
from interventions.suspensions.models import SuspendedSession
from referrals.pupils.models import Enrolment
from tests import moves, stories
from tests.browsing import browse, queries, text
from tests.people import AT, LONG_AGO, Cast, make_pupil
from tests.suspensions import impose_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
PUPILS = "/pupils/"


def listed(cast: Cast, who: str, query: str = "") -> str:
    answer = browse(cast, who).get(PUPILS + query)
    assert answer.status_code == 200
    return text(answer)


def test_a_lead_sees_the_roll_and_what_is_open_on_each(cast: Cast) -> None:
    case = stories.case(cast)
    one = impose_on(cast, AT.date() + timedelta(days=1))
    page = listed(cast, "amara")
    assert "On the roll of Alder Hythe School today: 1 pupil." in page
    assert ("Mensah-Hart, Kofi" in page, "Year 9" in page, "9W" in page) == (True, True, True)
    assert f'href="/cases/{case.reference}/"' in page
    assert f'href="/suspensions/{one.reference}/"' in page
    assert "Thornley" not in page
    line = TrailEntry.objects.filter(act="see_pupil", subject_kind="pupil list").latest("id")
    assert line.facts["shown"] == [cast.kofi.reference]


def test_what_is_over_is_not_open(cast: Cast) -> None:
    one = impose_on(cast, AT.date() + timedelta(days=1))
    suspensions.void_suspension(one, why="Another pupil.", by=cast.actor("colm"), at=AT)
    past = impose_on(cast, AT.date() - timedelta(days=3))
    page = listed(cast, "colm")
    assert one.reference not in page
    assert past.reference not in page


def test_a_teacher_sees_the_names_and_of_what_is_open_their_own_concerns_alone(cast: Cast) -> None:
    concern = stories.concern(cast)  # Tom’s
    own, other = listed(cast, "tom"), listed(cast, "dan")
    assert f'href="/concerns/{concern.reference}/"' in own
    assert ("Mensah-Hart, Kofi" in other, concern.reference in other) == (True, False)
    stories.case(cast)
    assert "/cases/" not in listed(cast, "dan").split("<main", 1)[1]


def test_the_school_that_is_asked_for_a_place_has_no_pupil_of_another(cast: Cast) -> None:
    moves.proposed(cast)
    assert "Mensah-Hart" not in listed(cast, "farida")


@pytest.mark.parametrize("who", ["sandra", "priti", "support", "dpo", "nobody"])
def test_who_is_of_no_school_has_no_such_list(cast: Cast, who: str) -> None:
    client = browse(cast, who)
    assert client.get(PUPILS).status_code == 403
    assert 'href="/pupils/"' not in text(client.get("/my-work/"))


def test_year_and_form_narrow_it_and_what_is_no_year_finds_nobody(cast: Cast) -> None:
    make_pupil(cast.alder, "Ada", "Quill", date(2010, 9, 1))
    without = make_pupil(cast.alder, "Zed", "Abel", date(2010, 8, 31))
    Enrolment.objects.filter(pupil=without).update(form="")
    assert "Year 12 (1)" in listed(cast, "amara")
    twelve = listed(cast, "amara", "?year=Year+11")
    assert ("Quill" in twelve, "Abel" in twelve, "Mensah-Hart" in twelve) == (True, False, False)
    assert "Abel" in listed(cast, "amara", "?form=none")
    assert "Abel" not in listed(cast, "amara", "?form=9W")
    for odd in ("?year=x", "?year=Year+9&form=none", "?after=made-up&year=%F0%9F%90%9D"):
        assert "No pupil on the roll today is like that." in listed(cast, "amara", odd)
    assert "Mensah-Hart" in listed(cast, "amara", "?school=AAAA-AAAA-A&after=made-up")


def test_a_name_is_found_without_accents_and_stands_in_no_address(cast: Cast) -> None:
    make_pupil(cast.alder, "Zoë", "O’Shea")
    answer = browse(cast, "tom").post(PUPILS, {"pupil_name": "o'shea zoe"}, follow=True)
    page = text(answer)
    assert ("O’Shea, Zoë" in page, "Mensah-Hart" in page.split("<main", 1)[1]) == (True, False)
    assert "shea" not in answer.wsgi_request.get_full_path().lower()
    assert "No pupil on the roll today is like that." in text(
        browse(cast, "tom").post(PUPILS, {"pupil_name": "%x"}, follow=True)
    )


@pytest.mark.parametrize(
    ("given", "family", "typed"),
    [
        *(("Siobhán", "O’Shea", typed) for typed in ("oshea", "O'Shea", "o shea", "OSHEA siobhan", "O’Shea", "o-shea")),
        *(("Siobhán", "OShea", typed) for typed in ("o'shea", "oshea", "O’Shea")),
        *(("Pól", "Ó Briain", typed) for typed in ("obriain", "o'briain", "briain pol", "Ó Briain")),
        *(("Anne-Marie", "Smith-Jones", typed) for typed in ("annemarie", "smithjones", "anne marie", "smith-jones")),
        *(("می\u200cخواهم", "Иванова", typed) for typed in ("میخواهم", "می\u200cخواهم", "иванова")),
        ("Li", "Wei-Xu", "li"), ("Li", "Wei-Xu", "xu"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(cast: Cast, given: str, family: str, typed: str) -> None:
    make_pupil(cast.alder, given, family)
    assert f"{family}, {given}" in text(browse(cast, "tom").post(PUPILS, {"pupil_name": typed}, follow=True))


@pytest.mark.parametrize("typed", ["%", "_", "\\", "*", "-", "k%i", "mensahhartkofi"])
def test_what_is_no_letter_stands_for_no_other(cast: Cast, typed: str) -> None:
    found = text(browse(cast, "tom").post(PUPILS, {"pupil_name": typed}, follow=True))
    assert ("Mensah-Hart, Kofi" in found) == (typed == "-")


def test_who_left_is_gone_and_who_leaves_has_their_last_day(cast: Cast) -> None:
    place = Enrolment.objects.filter(pupil=cast.kofi)
    place.update(ends_on=AT.date() + timedelta(days=4))
    assert "Last day 27 Nov 2026" in listed(cast, "amara")
    place.update(ends_on=AT.date() - timedelta(days=1))
    assert "No pupil on the roll yet" in listed(cast, "amara")


def test_who_works_at_two_schools_chooses_one(cast: Cast) -> None:
    Seat.objects.create(person=cast.people["amara"], agency=cast.merrow, role=Role.STAFF.value, starts_at=LONG_AGO)
    assert "Mensah-Hart" in listed(cast, "amara")
    there = listed(cast, "amara", f"?school={cast.merrow.reference}")
    assert ("Thornley, Maisie" in there, "Mensah-Hart" in there) == (True, False)


def test_it_asks_as_much_for_fifty_as_for_one_and_pages_on(cast: Cast) -> None:
    before = queries(cast, "amara", PUPILS)
    for number in range(60):
        make_pupil(cast.alder, f"Ada{number}", f"Quill{number:02}")
    assert queries(cast, "amara", PUPILS) == before
    first = listed(cast, "amara")
    assert ("Quill48" in first, "Quill49" in first) == (True, False)  # after Kofi, who is the first
    following = re.search(r"\?after=[^\"]+", first)
    assert following
    assert "Quill49" in listed(cast, "amara", following[0])


def test_the_pages_of_a_name_keep_it(cast: Cast) -> None:
    for number in range(51):
        make_pupil(cast.alder, f"Ada{number}", f"Quill{number:02}")
    make_pupil(cast.alder, "Zo", "Zorro")
    client = browse(cast, "amara")
    first = client.post(f"{PUPILS}?year=Year+9&after=x", {"pupil_name": "quill"}, follow=True)
    following = re.search(r"\?[^\"]*after=[^\"]+", text(first))
    assert following
    second = text(client.get(PUPILS + following[0].replace("&amp;", "&")))
    assert ("Quill50" in second, "Zorro" in second, "Quill00" in second) == (True, False, False)


@pytest.mark.parametrize(("first", "last", "said"), [(-1, 3, "to"), (0, 0, "to"), (1, 3, "from")])
def test_whoever_is_suspended_or_will_be_is_said_with_the_day(cast: Cast, first: int, last: int, said: str) -> None:
    days = [AT.date() + timedelta(days=n) for n in range(first, last + 1) if (AT + timedelta(days=n)).weekday() < 5]
    one = impose_on(cast, *days)
    page = listed(cast, "colm")
    assert f"Suspended {said} {day_month(days[0] if said == 'from' else days[-1])}" in page
    SuspendedSession.objects.filter(suspension=one).update(fell_away=True)
    assert "Suspended " not in listed(cast, "colm").split("<main", 1)[1]
