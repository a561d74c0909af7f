"""What somebody outside asked to see, and was refused: with a reason of the duty to share on its day (s.16LA)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from agencies.acting.refusals import AlreadyDone
from agencies.policy import Act
from agencies.trail.models import TrailEntry
from referrals import door
from referrals.entries.models import Entry
from referrals.shares import actions as shares
from referrals.shares.facts import NotAllowed, RequestFacts
from tests import stories
from tests.acting.records import close
from tests.browsing import AGAIN, browse, text
from tests.people import AT, Cast, set_clock

pytestmark = [pytest.mark.django_db]
TYPED = {
    "whom": "PC Flynn, Wexmoor Police",
    "what": "Whether he was in school on Friday.",
    "asked_on": "20 11 2026",
    "reason": "not_relevant",
    "why": "It is about another pupil.",
}


def test_a_request_is_refused_with_a_reason_that_its_keepers_head_and_trail_have(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    url = f"/cases/{case.reference}/refuse-request/"
    with time_machine.travel(AT, tick=False):
        client = browse(cast, "amara")
        assert url in text(client.get(f"/cases/{case.reference}/"))
        page = text(client.get(url))
        assert "nothing goes to them from here" in page
        assert "The family refused consent" not in page
        unsaid = client.post(url, {**TYPED, "why": "", "reason": "family_refused"})
        assert unsaid.status_code == 422
        assert "PC Flynn, Wexmoor Police" in text(unsaid)
        assert client.post(url, TYPED).status_code == 302
        assert AGAIN in text(client.post(url, TYPED, follow=True))
    line = Entry.objects.get(case=case, title="Refused a request: PC Flynn, Wexmoor Police")
    assert line.is_restricted
    assert "It is not relevant to keeping the child safe and well. It is about another pupil." in line.text
    for name, reads in (("colm", True), ("amara", True), ("priti", False), ("tom", False)):
        assert door.within(Entry, cast.actor(name), Act.SEE_ENTRY).filter(pk=line.pk).exists() is reads, name
    kept = TrailEntry.objects.get(act="refuse_request", outcome="done")
    assert (kept.facts["reason"], kept.facts["asked_on"], kept.why) == ("not_relevant", "2026-11-20", TYPED["why"])
    for name, status in (("tom", 404), ("dan", 404), ("priti", 403)):
        assert browse(cast, name).get(url).status_code == status, name


@pytest.mark.parametrize(("day", "may"), [(29, True), (30, False)])
def test_its_reasons_are_those_of_the_day_on_which_it_is_refused(cast: Cast, day: int, may: bool) -> None:
    at = datetime(2026, 9, day, 9, tzinfo=UTC)
    set_clock(at)
    case = stories.case(cast, at=at)
    facts = RequestFacts("Police", "All", at.date(), "family_refused", "No.")
    said: dict[str, Any] = {"by": cast.actor("amara", at), "at": at}
    if may:
        assert shares.refuse_request(case, facts, **said).is_restricted
    else:
        with pytest.raises(NotAllowed, match="since the duty to share"):
            shares.refuse_request(case, facts, **said)


def test_of_a_closed_case_one_is_refused_too_and_once(cast: Cast) -> None:
    case = stories.case(cast)
    close(cast, case)
    facts = RequestFacts("Police", "All", AT.date(), "not_relevant", "No.")
    assert shares.refuse_request(case, facts, by=cast.actor("amara"), at=AT).is_restricted
    with pytest.raises(AlreadyDone):
        shares.refuse_request(case, facts, by=cast.actor("amara"), at=AT)
