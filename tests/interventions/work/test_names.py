"""Whom a page names, and where: by the cast."""

import re

import pytest
from django.utils import timezone

from agencies.outbox.models import Delivery, Letter
from referrals.duties.models import Duty
from referrals.shares import actions as shares
from tests import stories
from tests.browsing import browse, read
from tests.people import AT, Cast

pytestmark = pytest.mark.django_db


def post(cast: Cast, who: str, duty: Duty) -> None:
    """A letter about the duty in somebody's inbox, as the sweep leaves it there."""
    on = {"subject_kind": "duty", "subject_ref": duty.reference}
    letter = Letter.objects.create(
        key=f"{duty.reference}:due",
        authority_id=duty.authority_id,
        act=duty.act,
        **on,
        tells=[],
        words="Due",
        posted_at=AT,
    )
    person = cast.people[who]
    Delivery.objects.create(letter=letter, person=person, channel="inbox", state="sent", not_before=AT, sent_at=AT)


def test_an_offer_that_nobody_has_accepted_names_no_child_in_my_inbox(cast: Cast) -> None:
    """The duty to answer it stands in the inbox, in *New* and on My work: none of them knows of whom."""
    share = stories.offered(cast, stories.case(cast))
    post(cast, "priti", Duty.objects.get(share=share))
    for address in ("/inbox/", "/my-work/"):
        page = read(cast, "priti", address)
        assert "Due" in page or "Accept or decline" in page
        assert not re.search("Kofi|Mensah|Year 8|Year 9", page), address
    shares.accept_share(share, by=cast.actor("priti"), at=timezone.now())
    assert "Kofi Mensah-Hart" in read(cast, "priti", "/my-work/")


def test_a_second_offer_does_not_say_that_it_is_of_the_child_whom_i_know(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    page = read(cast, "priti", f"/cases/{case.reference}/")
    assert "Accept or decline" not in page


def test_the_tab_says_the_page_the_reference_and_the_initials(cast: Cast) -> None:
    case = stories.case(cast)
    title = read(cast, "amara", f"/cases/{case.reference}/").partition("<title>")[2].partition("</title>")[0]
    assert title == f"Case, {case.reference}, K.M. – Inclusion"


def test_the_tab_does_not_say_what_was_searched(cast: Cast) -> None:
    stories.case(cast)
    page = browse(cast, "amara").post("/search/", {"q": "Mensah"}, follow=True).content.decode()
    assert "Mensah" in page
    assert "Mensah" not in page.partition("<title>")[2].partition("</title>")[0]


def test_the_tab_of_an_offer_has_no_initials(cast: Cast) -> None:
    share = stories.offered(cast, stories.case(cast))
    title = read(cast, "priti", f"/shares/{share.reference}/").partition("<title>")[2].partition("</title>")[0]
    assert title == f"An offer to your team, {share.reference} – Inclusion"


def test_the_title_is_without_the_name_and_the_heading_is_not(cast: Cast) -> None:
    referral = stories.sent(cast, stories.case(cast))
    page = read(cast, "amara", f"/referrals/{referral.reference}/")
    assert "<title>Referral, " in page
    assert re.search(r"<h1>Referral of Kofi Mensah-Hart, Year \d+</h1>", page)
