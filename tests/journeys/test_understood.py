"""A child understood, over HTTP, as each page's own form goes: a lead, a nurse, and an officer with ten referrals."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agencies.policy import Role
from referrals.cases.actions import open_case
from referrals.cases.models import Case
from referrals.concerns import actions as concerns
from referrals.concerns.actions import ConcernFacts
from referrals.documents.models import Document
from referrals.documents.tasks import scan_documents
from referrals.duties.models import Duty
from tests import clamd as stand_in
from tests import documents, stories
from tests.browsing import browse
from tests.clamd import clamd
from tests.filling import form
from tests.journeys.test_move import MONDAY
from tests.people import Cast, make_cast, make_person, make_pupil, set_clock

pytestmark = pytest.mark.django_db
__all__ = ["clamd"]


@pytest.fixture
def cast() -> Iterator[Cast]:
    with time_machine.travel(MONDAY, tick=False):
        set_clock(MONDAY)
        yield make_cast()


class At:
    """Somebody at their browser: one client, which keeps its cookies."""

    def __init__(self, cast: Cast, name: str) -> None:
        self.client: Client = browse(cast, name)
        self.page = ""

    def goes(self, url: str) -> str:
        answer = self.client.get(url, follow=True)
        assert answer.status_code == 200, (url, answer.status_code)
        return self._reads(answer)

    def follows(self, link: str) -> str:
        """The first link of the page whose words begin so."""
        found = re.search(rf'<a[^>]*href="([^"]+)"[^>]*>\s*(?:<[^>]+>)*\s*{re.escape(link)}', self.page)
        assert found, (link, re.findall(r"<a[^>]*>\s*([^<]+)", self.page)[15:])
        return self.goes(found[1])

    def sends(self, button: str, **typed: Any) -> str:
        """The form with this button, with what its fields hold and what is typed into them."""
        action, fields = form(self.page, button)
        answer = self.client.post(action or self.at, {**fields, **typed}, follow=True)
        assert answer.status_code in (200, 422), (button, answer.status_code)
        return self._reads(answer)

    def _reads(self, answer: Any) -> str:
        self.page, self.at = answer.content.decode(), answer.request["PATH_INFO"]
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.page))


def test_a_lead_finds_a_child_links_a_sister_attaches_a_report_and_hands_a_concern_over(
    cast: Cast, clamd: stand_in.Clamd
) -> None:
    ama = make_pupil(cast.alder, "Ama", "Mensah-Hart")
    stories.safeguarding_lead(cast)
    stories.concern(cast, at=MONDAY)
    amara, okoro = At(cast, "amara"), At(cast, "okoro")
    amara.goes("/pupils/")
    assert "Kofi Mensah-Hart" in amara.sends("Find a child", q="kofee mensha")
    page = amara.follows("Kofi Mensah-Hart")
    assert "The year" in page
    assert "No case" in page or "no case" in page
    amara.follows("Link a brother")
    amara.sends("Link them", who="ama", kind="sibling")
    assert "They are linked." in amara.sends("Link them", who="ama", kind="sibling", other=ama.reference)
    assert "Ama Mensah-Hart" in amara.goes(f"/pupils/{cast.kofi.reference}/")
    amara.goes(f"/concerns/{cast.kofi.concerns.get().reference}/")
    amara.follows("Attach a document")
    report = SimpleUploadedFile("ep.pdf", documents.pdf("Reads with ease."), content_type="application/pdf")
    assert "scan" in amara.sends("Attach it", **documents_typed(report)).lower()
    scan_documents()
    assert "Reads with ease." in amara.goes(f"/documents/{Document.objects.get().reference}/versions/1/text/")
    amara.goes(f"/concerns/{cast.kofi.concerns.get().reference}/")
    amara.follows("Hand to the safeguarding lead")
    amara.sends("Hand it over", why="He says he is afraid at home.")
    assert "Kofi Mensah-Hart" in okoro.goes("/my-work/")
    assert "Printed by Amara Adeyemi" in amara.goes(f"/pupils/{cast.kofi.reference}/")


def case_of(cast: Cast, given: str) -> Case:
    facts = ConcernFacts(seen=["upset"], fact="They cried.", worry=1, happened_on=MONDAY.date())
    child, by = make_pupil(cast.alder, given, "Quill"), cast.actor("amara")
    logged = concerns.log_concern(child, facts, seat=cast.seat("amara"), by=by, at=MONDAY)
    return open_case(logged, why="Kind.", reply="Thank you.", by=by, at=MONDAY)


def documents_typed(file: SimpleUploadedFile) -> dict[str, Any]:
    return {"sort": "report", "title": "What the EP found", "file": file}


def test_a_nurse_matches_the_child_attaches_her_report_answers_and_is_done(cast: Cast, clamd: stand_in.Clamd) -> None:
    case = stories.case(cast, at=MONDAY)
    share = stories.offered(cast, case, MONDAY)
    priti, amara = At(cast, "priti"), At(cast, "amara")
    for url in ("/inbox/", "/my-work/", f"/shares/{share.reference}/"):
        assert "Mensah" not in priti.goes(url)
    priti.goes(f"/shares/{share.reference}/")
    priti.sends("Accept")
    assert "Born 4 Mar 2013" in re.sub(r"\s+", " ", priti.goes(f"/pupils/{cast.kofi.reference}/"))
    priti.goes(f"/cases/{case.reference}/add-document/")
    report = SimpleUploadedFile("report.pdf", documents.pdf("Sleeps badly."), content_type="application/pdf")
    priti.sends("Add it", **documents_typed(report))
    scan_documents()
    document = Document.objects.get()
    assert "Sleeps badly." in amara.goes(f"/documents/{document.reference}/versions/1/text/")
    priti.goes(f"/shares/{share.reference}/answer-question/")
    priti.sends("Send the answer", answer="We see him on Thursdays.")
    priti.goes(f"/shares/{share.reference}/finish-share/")
    priti.sends("End", why="Our part is done.")
    assert "We see him on Thursdays." in amara.goes(f"/cases/{case.reference}/")
    for url in (f"/cases/{case.reference}/", f"/pupils/{cast.kofi.reference}/", f"/documents/{document.reference}/"):
        assert priti.client.get(url).status_code == 404, url


def test_ten_referrals_are_given_out_among_the_team_by_who_leads_it(cast: Cast) -> None:
    for n in range(10):
        stories.sent(cast, case_of(cast, f"Child{'abcdefghij'[n]}"), MONDAY)
    cast.people["omar"] = make_person("omar", "Omar Reid", cast.council, Role.COUNCIL_OFFICER)
    grace, sandra, omar = At(cast, "grace"), At(cast, "sandra"), At(cast, "omar")
    grace.goes("/triage/")
    for n, url in enumerate(sorted(set(re.findall(r'href="(/triage/.{11}/)"', grace.page)))):
        grace.goes(url)
        for duty in sorted(set(re.findall(r'href="(/duties/.{11}/)"', grace.page))):
            grace.goes(f"{duty}hand-duty/")
            grace.sends("Keep it", to=cast.people["omar" if n % 2 else "sandra"].reference)
    held = Duty.objects.owed().filter(rule="decide_referral").values_list("person__name", flat=True)
    assert sorted(held) == ["Omar Reid"] * 5 + ["Sandra Pell"] * 5
    for one, other in ((sandra, omar), (omar, sandra)):
        mine = set(re.findall(r"Child[a-j] Quill", one.goes("/my-work/")))
        assert len(mine) == 5, mine
        assert not mine & set(re.findall(r"Child[a-j] Quill", other.goes("/my-work/")))
