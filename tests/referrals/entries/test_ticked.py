"""An entry on which a danger was ticked stays restricted, and stays where it is: its concern is on that child."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.schoolday import local_day
from referrals.cases.models import Case
from referrals.concerns.actions import TickedFacts
from referrals.concerns.models import Concern
from referrals.duties.models import Duty
from referrals.entries import actions as entries
from referrals.entries.models import Entry
from tests import stories
from tests.acting.posts import named, other_case
from tests.browsing import browse, text
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]


def ticked(cast: Cast) -> Entry:
    """An observation of Amara's on Kofi's case with a danger ticked."""
    facts = entries.EntryFacts("observation", "education", "At the gate", "He had a knife.", local_day(AT))
    told = TickedFacts(["weapon"], stories.NOT_RUNG)
    by = {"seat": cast.seat("amara"), "by": cast.actor("amara"), "at": AT}
    return entries.add_entry(named(cast), facts, ticked=told, **by)


def page(cast: Cast, who: str, one: Entry) -> str:
    return text(browse(cast, who).get(reverse("see_entry", args=[one.reference])))


def test_its_restriction_is_ended_by_nobody_and_no_page_offers_it(cast: Cast) -> None:
    one = ticked(cast)
    for who in ("amara", "colm"):
        assert "End the restriction" not in page(cast, who, one)
        answer = browse(cast, who).post(reverse("unrestrict_entry", args=[one.reference]), {"why": "x"})
        assert answer.status_code == 403
    with pytest.raises(NotNow, match="stays restricted"):
        entries.unrestrict_entry(one, why="x", by=cast.actor("colm"), at=AT)
    assert Entry.objects.get(pk=one.pk).is_restricted


def test_the_same_words_as_somebodys_own_reason_hold_nothing(cast: Cast) -> None:
    one = stories.entry(cast, named(cast))
    entries.restrict_entry(one, why="A danger was ticked on it", by=cast.actor("colm"), at=AT + timedelta(hours=1))
    assert "End the restriction" in page(cast, "colm", one)
    assert "It is about another child" in page(cast, "colm", one)


def test_it_is_not_moved_and_the_page_says_what_to_do_instead(cast: Cast) -> None:
    one, onto = ticked(cast), other_case(cast)
    shown = page(cast, "amara", one)
    assert "It is about another child" not in shown
    assert "A danger was ticked on it, so it isn’t moved" in shown
    url = reverse("move_entry", args=[one.reference])
    assert browse(cast, "amara").get(url).status_code == 409
    answer = browse(cast, "amara").post(url, {"onto": onto.reference, "why": "Wrong child."})
    assert answer.status_code == 422
    assert "Log a concern for the child whom it is about" in text(answer)
    assert "Wrong child." in text(answer)
    assert_stands(one, onto)
    with pytest.raises(NotNow):
        entries.move_entry(one, onto.reference, why="-", by=cast.actor("amara"), at=AT)
    assert_stands(one, onto)


def assert_stands(one: Entry, onto: Case) -> None:
    """The entry, the danger, its concern and its duty are where they were, of the same child."""
    assert Entry.objects.get(pk=one.pk).case == one.case
    assert not onto.entries.filter(title=entries.MOVED).exists()
    assert Entry.objects.filter(case=one.case, kind="danger").exists()
    concern = Concern.objects.get(case=one.case, dangers=["weapon"])
    assert Duty.objects.owed().filter(subject_ref=concern.reference, rule="record_call", case=one.case).exists()
