"""Who reads that a pupil was sent home or kept away is asked what it was, in a concern, an entry and a referral."""

from dataclasses import replace

import pytest
from django.urls import reverse

from agencies.policy.kept_away import IS_IT
from referrals.concerns.models import Concern
from referrals.entries.models import Entry
from referrals.referrals import actions as referrals
from referrals.referrals.models import Referral
from tests import stories
from tests.browsing import browse, text
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
SAID = "We asked Mum to collect him early to cool off."


@pytest.mark.parametrize("who", ["amara", "tom"])
def test_a_concern_that_says_so_asks_its_author_and_who_leads(cast: Cast, who: str) -> None:
    concern = stories.concern(cast)
    url = f"/concerns/{concern.reference}/"
    assert IS_IT not in text(browse(cast, who).get(url))
    Concern.objects.filter(pk=concern.pk).update(done_so_far=SAID)
    page = text(browse(cast, who).get(url))
    assert ("“collect him early”" in page, IS_IT in page) == (True, True)


def test_the_form_asks_before_it_is_saved_where_it_comes_back(cast: Cast) -> None:
    answer = browse(cast, "tom").post(reverse("log_concern"), {"pupil_name": "Kofi", "fact": SAID})
    assert (answer.status_code, IS_IT in text(answer), SAID in text(answer)) == (422, True, True)


def test_an_entry_that_says_so_asks_those_of_the_school(cast: Cast) -> None:
    entry = stories.entry(cast, stories.case(cast))
    url = f"/entries/{entry.reference}/"
    assert IS_IT not in text(browse(cast, "amara").get(url))
    Entry.objects.filter(pk=entry.pk).update(text=SAID)
    assert IS_IT in text(browse(cast, "amara").get(url))


@pytest.mark.parametrize(("who", "place"), [("amara", "referrals"), ("sandra", "triage")])
@pytest.mark.parametrize("field", ["worries", "family_words"])
def test_a_referral_that_says_so_asks_the_school_and_the_council(cast: Cast, who: str, place: str, field: str) -> None:
    referral = stories.sent(cast, stories.case(cast))
    url = f"/{place}/{referral.reference}/"
    assert IS_IT not in text(browse(cast, who).get(url))
    Referral.objects.filter(pk=referral.pk).update(**{field: SAID})
    page = text(browse(cast, who).get(url))
    assert ("“collect him early”" in page, IS_IT in page) == (True, True)


def test_what_was_tried_asks_too_before_it_is_sent(cast: Cast) -> None:
    asked = replace(stories.ASK, tried=(("Home for the rest of the day", 2, 2, "Calmer"),))
    by = {"by": cast.actor("amara"), "at": AT}
    draft = referrals.draft_referral(stories.case(cast), asked, referral=None, version=None, **by)
    assert IS_IT in text(browse(cast, "amara").get(f"/referrals/{draft.reference}/send-referral/"))
