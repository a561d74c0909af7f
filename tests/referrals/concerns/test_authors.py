"""Its author adds to a concern or withdraws it, until somebody who leads or safeguards has read it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from agencies.outbox.models import Letter
from referrals.cases import actions as cases
from referrals.concerns import actions as concerns
from referrals.concerns.models import Concern
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from tests import stories
from tests.browsing import browse, carried, text
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
MORE = "It was the third time, says Zoë O’Shea."
WHY = "It was his cousin. I had the wrong name."


def url(act: str, concern: Concern) -> str:
    return reverse(act, args=[concern.reference])


def send(cast: Cast, act: str, concern: Concern, who: str = "tom") -> Any:
    return browse(cast, who).post(url(act, concern), {"text": MORE, "why": WHY})


def read(cast: Cast, who: str, concern: Concern) -> str:
    return text(browse(cast, who).get(url("see_concern", concern)))


def test_what_is_added_stands_below_what_was_logged_and_goes_into_the_case(cast: Cast) -> None:
    concern = stories.concern(cast)
    before = concern.fact
    assert "Add to it" in read(cast, "tom", concern)
    assert send(cast, "add_to_concern", concern).status_code == 302
    assert Concern.objects.get(pk=concern.pk).fact == before
    for who in ("tom", "amara"):
        page = read(cast, who, concern)
        assert before in page
        assert "Added by Tom Reyes" in page
        assert MORE in page
    case = cases.open_case(concern, why="-", reply="-", by=cast.actor("amara"), at=AT)
    assert MORE in Entry.objects.get(case=case, kind="concern").text


@pytest.mark.parametrize("who", ["amara", "colm", "okoro"])
@pytest.mark.parametrize("act", ["add_to_concern", "withdraw_concern"])
def test_once_it_was_read_by_who_leads_or_safeguards_it_stays_and_says_who_read_it_when(
    cast: Cast, who: str, act: str
) -> None:
    stories.safeguarding_lead(cast)
    concern, tom = stories.concern(cast), browse(cast, "tom")
    opened = carried(tom.get(url(act, concern)))
    assert read(cast, who, concern)
    answer = tom.post(url(act, concern), {**opened, "text": MORE, "why": WHY})
    assert answer.status_code == 422
    assert f"{cast.people[who].name} read this concern on 23 Nov 2026 at" in text(answer)
    assert (MORE if act == "add_to_concern" else WHY) in text(answer)
    assert tom.get(url(act, concern)).status_code == 409
    assert "Add to it" not in read(cast, "tom", concern)
    fresh = Concern.objects.get(pk=concern.pk)
    assert (fresh.state, fresh.additions.count()) == ("noted", 0)


def test_its_author_and_the_list_read_nothing_of_it(cast: Cast) -> None:
    concern = stories.concern(cast)
    read(cast, "tom", concern)
    browse(cast, "amara").get("/concerns/")
    browse(cast, "amara").get("/my-work/")
    browse(cast, "dan").get(url("see_concern", concern))
    assert send(cast, "add_to_concern", concern).status_code == 302


def test_it_is_kept_marked_and_still_read_by_who_leads_who_is_told(cast: Cast) -> None:
    concern = stories.concern(cast)
    assert Duty.objects.owed().filter(subject_ref=concern.reference).exists()
    assert send(cast, "withdraw_concern", concern).status_code == 302
    page = read(cast, "amara", concern)
    for said in ("Withdrawn by its author", WHY, concern.fact, "Tom Reyes"):
        assert said in page
    assert "Open a case" not in page
    assert "Withdrawn" in text(browse(cast, "amara").get("/concerns/"))
    duty = Duty.objects.get(subject_ref=concern.reference)
    assert (duty.state, duty.why) == ("void", "Its author withdrew it.")
    letter = Letter.objects.get(act="withdraw_concern")
    assert WHY not in letter.words
    assert "Hand to the safeguarding lead" in page


@pytest.mark.parametrize("make", [stories.danger, stories.handed], ids=["ticked", "handed"])
def test_what_whoever_safeguards_sees_to_is_not_withdrawn_and_can_be_added_to(cast: Cast, make: Any) -> None:
    concern = make(cast)
    assert "Withdraw it" not in read(cast, "tom", concern)
    answer = send(cast, "withdraw_concern", concern)
    assert answer.status_code == 422
    assert "Add to it what was wrong" in text(answer)
    assert WHY in text(answer)
    assert send(cast, "add_to_concern", concern).status_code == 302
    assert Concern.objects.get(pk=concern.pk).state == "noted"


def test_nobody_else_does_it(cast: Cast) -> None:
    concern = stories.concern(cast)
    for act in ("add_to_concern", "withdraw_concern"):
        answers = {
            who: send(cast, act, concern, who).status_code for who in ("colm", "dan", "helen", "sandra", "priti")
        }
        assert answers == {"colm": 403, "dan": 404, "helen": 404, "sandra": 404, "priti": 404}


def test_what_was_answered_is_neither_added_to_nor_withdrawn(cast: Cast) -> None:
    concern = stories.concern(cast)
    concerns.dismiss_concern(concern, reply="Seen.", by=cast.actor("amara"), at=AT)
    for act in ("add_to_concern", "withdraw_concern"):
        answer = send(cast, act, concern)
        assert answer.status_code in (409, 422)
        assert not Concern.objects.get(pk=concern.pk).additions.exists()


def test_added_twice_at_once_it_stands_once_and_again_it_stands_twice(cast: Cast) -> None:
    concern, tom = stories.concern(cast), browse(cast, "tom")
    page = tom.get(url("add_to_concern", concern)).content.decode()
    once = page.partition('name="once" value="')[2].partition('"')[0]
    for _ in range(2):
        assert tom.post(url("add_to_concern", concern), {"once": once, "text": MORE}).status_code == 302
    assert concern.additions.count() == 1
    assert tom.post(url("add_to_concern", concern), {"text": "And another."}).status_code == 302
    assert concern.additions.count() == 2


@pytest.mark.parametrize("typed", ["", "   ", "\u202e", "x" * 2001])
def test_nothing_and_too_much_are_given_back(cast: Cast, typed: str) -> None:
    concern = stories.concern(cast)
    answer = browse(cast, "tom").post(url("add_to_concern", concern), {"text": typed})
    assert answer.status_code == 422
    assert not concern.additions.exists()
