"""The page of a restricted entry."""

from __future__ import annotations

import pytest
from django.urls import reverse

from referrals.entries import actions as entries
from tests.acting.posts import entry
from tests.browsing import browse
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]


def test_a_restricted_entry_opens_for_its_three_readers(cast: Cast) -> None:
    written = entry(cast)
    entries.restrict_entry(written, why="Health detail", by=cast.actor("amara"), at=AT)
    answers = {
        name: browse(cast, name).get(reverse("see_entry", args=[written.reference])).status_code
        for name in ("amara", "dan", "colm", "tom", "sandra", "helen")
    }
    assert answers == {"amara": 200, "dan": 200, "colm": 200, "tom": 404, "sandra": 404, "helen": 404}
