"""The top floor's pages: as many queries for much as for little, a preview that is the page, and what stays unsaid."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.outbox.models import Delivery, Letter
from agencies.people.access import actor_for
from agencies.policy import Kind, Role, Section
from interventions.case_page.pages import case_sight
from interventions.suspensions import actions as suspensions
from interventions.suspensions import totals
from interventions.suspensions.facts import SuspensionFacts
from interventions.work import pages as work_pages
from interventions.work.pages import duty_page, my_work
from referrals.cases.actions import name_lead
from referrals.cases.models import Case
from referrals.duties.models import Duty
from referrals.entries import actions as entries
from referrals.shares import actions as shares
from referrals.shares.models import CaseShare
from tests import moves, stories
from tests.people import AT, Cast, make_agency, make_cast, make_person, make_pupil

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SIGHT = re.compile(r'<article class="i-sight">.*?</article>', re.DOTALL)
REFERENCE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b")


@pytest.fixture
def cast() -> Iterator[Cast]:
    with time_machine.travel(AT, tick=False):
        yield make_cast()


def browser(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.people[name], backend=BACKEND)
    return client


def read(cast: Cast, name: str, url: str) -> str:
    answer = browser(cast, name).get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def queries(cast: Cast, name: str, url: str) -> int:
    """How many queries a page takes once the session stands."""
    client = browser(cast, name)
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


NUMBERS = itertools.count()


def fill(cast: Cast, case: Case, times: int) -> None:
    """So many more of everything that a case page shows, and their letters in the lead's inbox."""
    for n in range(times):
        stories.entry(cast, case, at=AT - timedelta(days=n))
        secret = stories.entry(cast, case, section="home")
        entries.restrict_entry(secret, why="Health", by=cast.actor("amara"), at=AT)
        number = next(NUMBERS)
        team = make_agency(cast.wexmoor, Kind.HEALTH, f"Clinic {number}")
        worker = make_person(f"clinic{number}", f"Clinician {number}", team, Role.AGENCY_WORKER)
        share = stories.offered(cast, case, agency=team)
        if n % 2:
            shares.accept_share(share, by=actor_for(worker, AT), at=AT)
    sent = {"person": cast.people["amara"], "channel": "inbox", "state": "sent", "not_before": AT, "sent_at": AT}
    fresh = Letter.objects.filter(case_id=case.pk, deliveries=None)
    Delivery.objects.bulk_create([Delivery(letter=letter, **sent) for letter in fresh])


def grow(cast: Cast, cases: int, times: int) -> None:
    """So many more cases, each as full, with a share to health that waits for an answer."""
    for _ in range(cases):
        child = make_pupil(cast.alder, f"Child{next(NUMBERS)}", "Sutton", date(2014, 1, 1))
        other = replace(cast, kofi=child)
        case = stories.case(other)
        name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
        stories.accepted(other, case)
        stories.shared(other, case)
        fill(other, case, times)


READERS = (
    ("amara", "/my-work/"),
    ("amara", "/cases/{}/"),
    ("amara", "/cases/{}/reasons/"),
    ("amara", "/cases/{}/trail/"),
    ("amara", "/cases/{}/share-case/"),
    ("amara", "/cases/"),
    ("amara", "/inbox/"),
    ("dan", "/my-work/"),
    ("dan", "/cases/{}/"),
    ("sandra", "/my-work/"),
    ("sandra", "/cases/{}/"),
    ("priti", "/my-work/"),
    ("priti", "/cases/{}/"),
)


MOST_QUERIES = 40


def test_pages_take_as_many_queries_of_a_world_ten_times_larger(cast: Cast) -> None:
    grow(cast, 1, 2)
    case = Case.objects.get()
    urls = [(name, url.format(case.reference)) for name, url in READERS]
    small = {where: queries(cast, *where) for where in urls}
    fill(replace(cast, kofi=case.pupil), case, 18)
    grow(cast, 9, 2)
    assert {where: queries(cast, *where) for where in urls} == small
    assert max(small.values()) <= MOST_QUERIES, small


def terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "agency": cast.camhs.reference,
        "purpose": "health_support",
        "question": "Is there a need that school is missing?",
        "level": "T",
        "sections": ["education", "voice"],
        "basis": "health_care",
        "until_on": "15 January 2027",
        "told": "yes",
        "whom": "Abena Mensah",
        "told_on": "19 11 2026",
    }
    return {**facts, **changes}


def sight_of(page: str) -> str:
    """What a page shows of the case, without the references, which are of rows that a preview undoes."""
    found = SIGHT.findall(page)
    assert len(found) == 1
    return re.sub(r"\s+", " ", REFERENCE.sub("REFERENCE", found[0]))


CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "chosen parts": ("priti", {}),
    "summary": ("priti", {"level": "S", "sections": []}),
    "safeguarding": ("priti", {"purpose": "safeguard", "basis": "safeguarding", "sections": ["home"]}),
    "police": ("ruth", {"purpose": "prevent_harm", "basis": "crime_prevention", "level": "S", "sections": []}),
    "not told": ("priti", {"told": "no", "reason": "risk_of_harm", "reason_words": "His uncle reads her phone."}),
    "whole case": ("joel", {"purpose": "safeguard", "basis": "safeguarding", "level": "F", "sections": []}),
}


@pytest.mark.parametrize("which", CASES)
def test_the_preview_equals_the_delivered_page(cast: Cast, which: str) -> None:
    reader, changes = CASES[which]
    social = make_agency(cast.wexmoor, Kind.SOCIAL_CARE, "Family Help")
    cast.people["joel"] = make_person("joel", "Joel Okafor", social, Role.AGENCY_WORKER)
    receivers = {"priti": cast.camhs, "ruth": cast.police, "joel": social}
    case = written(cast)
    url = f"/cases/{case.reference}/share-case/"
    sent = terms(cast, **{"agency": receivers[reader].reference, **changes})
    lead = browser(cast, "amara")

    preview = lead.post(url, {**sent, "preview": "1"})
    assert preview.status_code == 200, re.findall(r"error-message[^<]*<[^>]*>[^<]*", preview.content.decode())
    assert not CaseShare.objects.exists()
    assert not Letter.objects.filter(act="share_case").exists()
    assert lead.post(url, sent).status_code == 302
    share = CaseShare.objects.get()
    assert browser(cast, reader).post(f"/shares/{share.reference}/accept-share/").status_code == 302
    delivered = sight_of(read(cast, reader, f"/cases/{case.reference}/"))

    assert sight_of(preview.content.decode()) == delivered
    assert "It names another child" not in delivered
    assert "Restricted" not in delivered


def written(cast: Cast) -> Case:
    """Kofi's case with an entry in some parts, and a restricted one."""
    case = stories.case(cast)
    name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    for section in ("education", "voice", "home", "health", "attendance"):
        stories.entry(cast, case, section=section, text=f"Of {section}.")
    secret = stories.entry(cast, case, section="education", text="It names another child.")
    entries.restrict_entry(secret, why="Another child", by=cast.actor("amara"), at=AT)
    return case


def test_a_receiver_reads_the_parts_and_the_rest_is_named_and_shut(cast: Cast) -> None:
    case = written(cast)
    stories.shared(cast, case, sections=(Section.EDUCATION,))
    page = read(cast, "priti", f"/cases/{case.reference}/")
    assert "Of education." in page
    assert "Of home." not in page
    assert re.search(r"<b>Home</b>\s*<span class=\"i-tag i-tag--shut\">Not shared with you", page)
    assert "Amara Adeyemi" in page
    assert "Who has opened it" not in page


def test_a_preview_that_cannot_be_says_why_and_shows_nothing(cast: Cast) -> None:
    case = written(cast)
    stories.shared(cast, case)
    answer = browser(cast, "amara").post(
        f"/cases/{case.reference}/share-case/", terms(cast, preview="1"), headers={"accept-language": "en"}
    )
    assert answer.status_code == 422
    assert "i-sight" not in answer.content.decode()


def test_a_keeper_sees_that_an_entry_is_restricted_and_not_what_it_says(cast: Cast) -> None:
    case = written(cast)
    url = f"/cases/{case.reference}/"
    mine, others = read(cast, "amara", url), read(cast, "sandra", f"/cases/{accepted(cast, case).reference}/")
    assert "Open it: your reading is noted" in mine
    assert "It names another child." not in mine
    assert "Restricted" not in others


def accepted(cast: Cast, case: Case) -> Case:
    stories.accepted(cast, case)
    return case


def test_the_trail_tells_of_an_entry_whoever_may_read_it(cast: Cast) -> None:
    case = accepted(cast, written(cast))
    url = f"/cases/{case.reference}/trail/"
    assert "Restricted an entry" in read(cast, "amara", url)
    council = read(cast, "sandra", url)
    assert "Restricted an entry" not in council
    assert "Another child" not in council
    assert "Added to the story" in council


def test_a_button_stands_by_ones_own_duties_alone(cast: Cast) -> None:
    case = stories.case(cast)
    stories.offered(cast, case)
    sight = case_sight(cast.actor("amara"), case, AT)
    mine = {row.what: row.is_mine for row in sight.due}
    assert mine == {
        "Name the lead professional": True,
        "Tell the family, or record why not": True,
        "Accept or decline the offer": False,
    }
    assert all(row.child for row in my_work(cast.actor("amara"), AT).waiting)


def test_an_offer_in_my_work_names_no_child(cast: Cast) -> None:
    stories.offered(cast, stories.case(cast))
    page = read(cast, "priti", "/my-work/")
    assert "accept or decline an offer: health support, from alder hythe school" in page.lower()
    assert "Kofi" not in page


def test_a_share_that_ended_is_told_without_its_child(cast: Cast) -> None:
    share = stories.shared(cast, stories.case(cast))
    shares.withdraw_share(share, why="The assessment is done.", by=cast.actor("amara"), at=AT)
    page = read(cast, "priti", "/my-work/")
    assert "ended on Monday 23 November 2026, by Amara Adeyemi, Alder Hythe School" in page
    assert "The assessment is done." in page
    assert "Kofi" not in page


def test_a_duty_page_counts_day_by_day_and_weekends_as_one(cast: Cast) -> None:
    case = stories.case(cast)
    duty = Duty.objects.select_related("pupil", "case", "agency").get(case=case, rule="name_lead")
    page = duty_page(duty, AT)
    numbers = [tile.number for tile in page.days]
    assert numbers == [0, 1, 2, 3, None, None, 4, 5]
    assert [(run.first, run.last, run.why) for run in page.skipped] == [
        (date(2026, 11, 27), date(2026, 11, 27), "INSET"),
        (date(2026, 11, 28), date(2026, 11, 29), "weekend"),
    ]
    assert page.matches


def test_cases_are_read_page_by_page(cast: Cast) -> None:
    for n in range(30):
        stories.case(replace(cast, kofi=make_pupil(cast.alder, f"Kid{n:02}", "Sutton")), at=AT + timedelta(seconds=n))
    first = read(cast, "amara", "/cases/")
    older = re.search(r'href="([^"]*before=[^"]*)" rel="next"', first)
    assert older is not None
    second = read(cast, "amara", older[1].replace("&amp;", "&"))
    names = [re.findall(r"Kid\d\d Sutton", page) for page in (first, second)]
    assert [len(page) for page in names] == [25, 5]
    assert len({*names[0], *names[1]}) == 30


def test_the_search_box_finds_by_name_and_by_reference_as_typed(cast: Cast) -> None:
    case = stories.case(cast)
    client = browser(cast, "amara")
    for typed in ("kof", "MENSAH", case.reference.lower(), case.reference.replace("-", " ")):
        assert "Kofi Mensah-Hart" in client.post("/search/", {"q": typed}).content.decode(), typed
    assert "Kofi" not in browser(cast, "helen").post("/search/", {"q": "kofi"}).content.decode()


def test_a_letter_about_what_has_ended_leads_to_my_work_and_says_so(cast: Cast) -> None:
    share = stories.shared(cast, stories.case(cast))
    letter = Letter.objects.get(act="share_case")
    delivery = Delivery.objects.create(
        letter=letter, person=cast.people["priti"], channel="inbox", state="sent", not_before=AT, sent_at=AT
    )
    shares.withdraw_share(share, why="Done.", by=cast.actor("amara"), at=AT)
    answer = browser(cast, "priti").post(f"/inbox/{delivery.pk}/read-letter/", follow=True)
    assert answer.request["PATH_INFO"] == "/my-work/"
    assert "or has ended" in answer.content.decode()


def test_whatever_a_letter_is_about_it_opens_and_names_the_child_to_who_may_see_it(cast: Cast) -> None:
    stories.sent(cast, stories.case(cast))
    cast.kofi = make_pupil(cast.alder, "Zadie", "Orr")
    facts = SuspensionFacts("whole", totals.sessions((AT.date(),), "whole"), ("PA",))
    one = suspensions.impose_suspension(cast.kofi, facts, seat=cast.seat("colm"), by=cast.actor("colm"), at=AT)
    told = {"whom": "Duty officer", "how": "here", "told_on": AT.date(), "by": cast.actor("colm"), "at": AT}
    suspensions.record_notice(one, "council", **told)
    moves.proposed(cast)
    found: dict[str, set[bool]] = {}
    for letter in Letter.objects.all():
        inbox = {"channel": "inbox", "state": "sent", "not_before": AT, "sent_at": AT}
        delivery = Delivery.objects.create(letter=letter, person=cast.people["sandra"], **inbox)
        line = next(line for line in work_pages.inbox(cast.actor("sandra")).lines if line.pk == delivery.pk)
        answer = browser(cast, "sandra").post(f"/inbox/{delivery.pk}/read-letter/", follow=True)
        assert answer.status_code == 200
        may_see = answer.request["PATH_INFO"] != "/my-work/"
        found.setdefault(letter.subject_kind, set()).add(may_see)
        assert bool(line.child) is may_see, letter.words
    assert found["concern"] == {False}
    assert found["referral"] == found["move"] == {True}
    assert found["suspension"] == {True}


def test_who_was_signed_out_is_told_that_nothing_was_saved(cast: Cast) -> None:
    case = stories.case(cast)
    answer = Client().post(f"/cases/{case.reference}/add-entry/", {"title": "x"}, follow=True)
    assert "nothing was saved" in answer.content.decode()


def test_reading_a_page_writes_nothing_but_the_trail_and_the_session(cast: Cast) -> None:
    case = stories.case(cast)
    name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    for name, url in READERS:
        client = browser(cast, name)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url.format(case.reference)).status_code == 200
        writes = [q["sql"] for q in caught if q["sql"].lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))]
        others = [sql for sql in writes if '"trail_entry"' not in sql and '"agencies_session"' not in sql]
        assert others == [], (name, url)


def test_every_answer_forbids_keeping_framing_and_foreign_sources(cast: Cast) -> None:
    case = stories.case(cast)
    for url in ("/", "/help/", "/accounts/login/", "/my-work/", f"/cases/{case.reference}/", "/nowhere/", "/livez"):
        headers = browser(cast, "amara").get(url).headers
        assert headers["Cache-Control"].find("no-store") >= 0, url
        assert headers["X-Content-Type-Options"] == "nosniff", url
        assert headers["X-Frame-Options"] == "DENY", url
        assert "default-src 'none'" in headers["Content-Security-Policy"], url
        assert "unsafe" not in headers["Content-Security-Policy"], url
        assert headers["Referrer-Policy"] == "same-origin", url
