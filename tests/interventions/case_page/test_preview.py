"""The preview of a share is the page that its receiver gets."""

import re
from typing import Any

import pytest

from agencies.outbox.models import Letter
from agencies.policy import Kind, Role
from referrals.shares.models import CaseShare
from tests import stories
from tests.browsing import browse, read
from tests.interventions.case_page.written import written
from tests.people import Cast, make_agency, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
SIGHT = re.compile(r'<article class="i-sight">.*?</article>', re.DOTALL)
REFERENCE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b")


def terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "agency": cast.camhs.reference,
        "purpose": "health_support",
        "question": "Is there a need that school is missing?",
        "level": "T",
        "sections": ["education", "voice"],
        "basis": "health_care",
        "condition": "health_care",
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


LIMB = {"condition": "para_18", "limb": "cannot_reasonably_be_obtained"}
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "chosen parts": ("priti", {}),
    "summary": ("priti", {"level": "S", "sections": []}),
    "safeguarding": (
        "priti",
        {
            "purpose": "safeguard",
            "basis": "safeguarding",
            "sections": ["home"],
            "necessity": "Home is the risk.",
            **LIMB,
        },
    ),
    "police": (
        "ruth",
        {"purpose": "prevent_harm", "basis": "crime_prevention", "level": "S", "sections": [], "condition": "para_10"},
    ),
    "not told": ("priti", {"told": "no", "reason": "risk_of_harm", "reason_words": "His uncle reads her phone."}),
    "whole case": ("joel", {"purpose": "safeguard", "basis": "safeguarding", "level": "F", "sections": [], **LIMB}),
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
    lead = browse(cast, "amara")

    preview = lead.post(url, {**sent, "preview": "1"})
    assert preview.status_code == 200, re.findall(r"error-message[^<]*<[^>]*>[^<]*", preview.content.decode())
    assert not CaseShare.objects.exists()
    assert not Letter.objects.filter(act="share_case").exists()
    assert lead.post(url, sent).status_code == 302
    share = CaseShare.objects.get()
    if share.is_held:
        assert browse(cast, "colm").post(f"/shares/{share.reference}/agree-share/").status_code == 302
    assert browse(cast, reader).post(f"/shares/{share.reference}/accept-share/").status_code == 302
    delivered = sight_of(read(cast, reader, f"/cases/{case.reference}/"))

    assert sight_of(preview.content.decode()) == delivered
    assert "It names another child" not in delivered
    assert "Restricted" not in delivered


def test_a_preview_that_cannot_be_says_why_and_shows_nothing(cast: Cast) -> None:
    case = written(cast)
    stories.shared(cast, case)
    answer = browse(cast, "amara").post(
        f"/cases/{case.reference}/share-case/", terms(cast, preview="1"), headers={"accept-language": "en"}
    )
    assert answer.status_code == 422
    assert "i-sight" not in answer.content.decode()
