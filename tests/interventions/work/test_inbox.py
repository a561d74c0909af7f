"""The inbox: where a letter leads, and whom it names."""

import pytest

from agencies.outbox.models import Delivery, Letter
from interventions.suspensions import actions as suspensions
from interventions.suspensions import totals
from interventions.suspensions.facts import SuspensionFacts
from interventions.work import pages as work_pages
from referrals.cases import actions as cases
from referrals.shares import actions as shares
from tests import moves, stories
from tests.browsing import browse
from tests.people import AT, Cast, make_pupil
from tests.referrals.duties.sweeping import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def test_a_letter_about_what_has_ended_leads_to_my_work_and_says_so(cast: Cast) -> None:
    share = stories.shared(cast, stories.case(cast))
    letter = Letter.objects.get(act="share_case")
    delivery = Delivery.objects.create(
        letter=letter, person=cast.people["priti"], channel="inbox", state="sent", not_before=AT, sent_at=AT
    )
    shares.withdraw_share(share, why="Done.", by=cast.actor("amara"), at=AT)
    answer = browse(cast, "priti").post(f"/inbox/{delivery.reference}/read-letter/", follow=True)
    assert answer.request["PATH_INFO"] == "/my-work/"
    assert "or has ended" in answer.content.decode()


def test_whatever_a_letter_is_about_it_opens_and_names_the_child_to_who_may_see_it(cast: Cast) -> None:
    stories.sent(cast, stories.case(cast))
    cast.kofi = make_pupil(cast.alder, "Zadie", "Orr")
    facts = SuspensionFacts("whole", totals.sessions((AT.date(),), "whole"), ("PA",))
    suspensions.impose_suspension(cast.kofi, facts, seat=cast.seat("colm"), by=cast.actor("colm"), at=AT)
    moves.proposed(cast)
    found: dict[str, set[bool]] = {}
    for letter in Letter.objects.all():
        inbox = {"channel": "inbox", "state": "sent", "not_before": AT, "sent_at": AT}
        delivery = Delivery.objects.create(letter=letter, person=cast.people["sandra"], **inbox)
        line = next(
            line for line in work_pages.inbox(cast.actor("sandra")).lines if line.reference == delivery.reference
        )
        answer = browse(cast, "sandra").post(f"/inbox/{delivery.reference}/read-letter/", follow=True)
        assert answer.status_code == 200
        may_see = answer.request["PATH_INFO"] != "/my-work/"
        found.setdefault(letter.subject_kind, set()).add(may_see)
        assert bool(line.child) is may_see, letter.words
    assert found["concern"] == {False}
    assert found["referral"] == found["move"] == {True}
    assert found["suspension"] == {True}


def test_all_are_read_but_the_letter_that_came_meanwhile(cast: Cast) -> None:
    stories.sent(cast, stories.case(cast))
    address(AT)
    mine = Delivery.objects.unread().filter(person=cast.people["sandra"])
    shown = mine.order_by("-pk").values_list("reference", flat=True).first()
    client = browse(cast, "sandra")
    assert f"/inbox/{shown}/read-letters/" in client.get("/inbox/").content.decode()
    letter = Letter.objects.exclude(deliveries__person=cast.people["sandra"]).first()
    late = Delivery.objects.create(
        letter=letter, person=cast.people["sandra"], channel="inbox", state="sent", not_before=AT, sent_at=AT
    )
    client.post(f"/inbox/{shown}/read-letters/")
    assert list(mine) == [late]


def test_a_letter_is_read_once_its_duty_is_met(cast: Cast) -> None:
    concern = stories.concern(cast)
    address(AT)
    unread = Delivery.objects.unread().filter(person=cast.people["amara"])
    assert unread.count() == 1
    cases.open_case(concern, why="-", reply="-", by=cast.actor("colm"), at=AT)
    assert unread.count() == 0
