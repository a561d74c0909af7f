"""A suspension over HTTP: the head looks and decides, the school tells each, the council reads its notice alone."""

import itertools
import re
import uuid
from datetime import timedelta

import pytest

from interventions.suspensions.models import Suspension
from tests import stories
from tests.browsing import browse, text
from tests.people import AT, make_cast, set_clock

pytestmark = pytest.mark.django_db
IMPOSE = "/suspensions/impose-suspension/"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edge reads Monday 23 November 2026 from ten on, each reading a second later."""
    seconds = itertools.count(1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(seconds=next(seconds)))


def test_from_the_heads_look_to_the_councils_notice() -> None:
    set_clock(AT)
    cast = make_cast()
    case = stories.case(cast)
    colm, amara, sandra = (browse(cast, name) for name in ("colm", "amara", "sandra"))
    assert "Suspend a pupil" in text(colm.get("/suspensions/"))
    assert IMPOSE not in text(amara.get("/suspensions/"))
    typed = {
        "once": str(uuid.UUID(int=3)), "pupil_name": "kof", "pupil": cast.kofi.reference, "first_on": "23 11 2026",
        "last_on": "1 12 2026", "kind": "whole", "reasons": ["PA", "DB"], "tried": "Mentoring, six times.",
        "happened": "He hit a teacher.",
        "social_worker": "yes", "looked_after": "no", "ehc_plan": "no", "disability": "unknown",
        "elsewhere": "no", "elsewhere_source": "roll",
    }  # fmt: skip
    looked = text(colm.post(IMPOSE, {**typed, "look": "1"}))
    assert "0 days before, <b>6 days with this one</b>" in looked
    assert "the governing board must be told without delay" in looked.lower()
    seen = re.search(r'name="seen" value="([^"]+)"', looked)
    assert seen is not None
    page = text(colm.post(IMPOSE, {**typed, "impose": "1", "seen": seen[1]}, follow=True))
    one = Suspension.objects.get()
    assert "Full-time education is owed from <b>Tuesday 1 December 2026</b>" in page
    assert page.count(": not yet.") == 3
    assert "Tell the parents of the suspension" in text(amara.get("/my-work/"))
    assert "6 days" in text(sandra.get(f"/suspensions/{one.reference}/"))
    for who in ("parents", "governors", "social_worker"):
        told = {"recipient": who, "whom": "Somebody", "how": "by_hand", "told_on": ""}
        page = text(amara.post(f"/suspensions/{one.reference}/record-notice/", told, follow=True))
    assert "not yet" not in page
    assert "Tell the parents of the suspension" not in text(amara.get("/my-work/"))
    notice = text(sandra.get(f"/suspensions/{one.reference}/"))
    assert "6 days" in notice
    assert "Mentoring" not in notice
    assert sandra.get(f"/cases/{case.reference}/").status_code == 404
    assert "Suspended: 6 days" in text(amara.get(f"/cases/{case.reference}/"))
