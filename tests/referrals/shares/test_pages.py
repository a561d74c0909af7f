"""The pages of a share: an offer that names no child, a dead link, a share replaced meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from agencies import policy
from agencies.policy import Section
from agencies.references import new_reference
from referrals.shares import actions as shares
from tests.acting.posts import KEPT, offered, shared
from tests.browsing import browse
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]


def test_an_offer_names_no_child_anywhere(cast: Cast) -> None:
    share = offered(cast)
    client = browse(cast, "priti")
    for address in ("see_share", "decline_share"):
        page = client.get(reverse(address, args=[share.reference])).content.decode()
        assert "Is there a speech need" in page
        assert share.case.reference not in page
        for name in ("Kofi", "Mensah", "Hart"):
            assert name not in page
    bad = client.post(reverse("decline_share", args=[share.reference]), {"why": ""}).content.decode()
    assert "Kofi" not in bad


def test_a_share_that_ended_is_no_more_than_any_other_dead_link(cast: Cast) -> None:
    share = shared(cast)
    client = browse(cast, "priti")
    assert client.get(reverse("see_share", args=[share.reference])).status_code == 200
    shares.withdraw_share(share, why="Enough.", by=cast.actor("amara"), at=AT)
    dead = client.get(reverse("see_share", args=[share.reference]))
    never = client.get(reverse("see_share", args=[new_reference()]))
    assert (dead.status_code, dead.content) == (404, never.content)


def test_a_share_replaced_by_somebody_else_is_not_passed_off_as_done(cast: Cast) -> None:
    share = shared(cast)
    until = share.ends_at.date() - timedelta(days=3)
    terms = {"level": policy.Level.SECTIONS, "sections": (Section.VOICE,), "until_on": until, "why": "Less."}
    shares.narrow_share(share, **terms, by=cast.actor("colm"), at=AT)
    response = browse(cast, "amara").post(
        reverse("extend_share", args=[share.reference]), {"why": KEPT, "until_on": "10 February 2027"}
    )
    assert response.status_code == 422
    assert KEPT in response.content.decode()
