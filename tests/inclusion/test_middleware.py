"""What every answer forbids, and what somebody who was signed out is told."""

import pytest
from django.test import Client

from tests import stories
from tests.browsing import browse
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def test_who_was_signed_out_is_told_that_nothing_was_saved(cast: Cast) -> None:
    case = stories.case(cast)
    answer = Client().post(f"/cases/{case.reference}/add-entry/", {"title": "x"}, follow=True)
    assert "nothing was saved" in answer.content.decode()


def test_every_answer_forbids_keeping_framing_and_foreign_sources(cast: Cast) -> None:
    case = stories.case(cast)
    for url in ("/", "/help/", "/accounts/login/", "/my-work/", f"/cases/{case.reference}/", "/nowhere/", "/livez"):
        headers = browse(cast, "amara").get(url).headers
        assert headers["Cache-Control"].find("no-store") >= 0, url
        assert headers["X-Content-Type-Options"] == "nosniff", url
        assert headers["X-Frame-Options"] == "DENY", url
        assert "default-src 'none'" in headers["Content-Security-Policy"], url
        assert "unsafe" not in headers["Content-Security-Policy"], url
        assert headers["Referrer-Policy"] == "same-origin", url
