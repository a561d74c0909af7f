"""Who reads that a pupil was sent home or kept away is asked what it was, in a concern and in an entry."""

import pytest
from django.urls import reverse

from agencies.policy.kept_away import IS_IT
from referrals.concerns.models import Concern
from referrals.entries.models import Entry
from tests import stories
from tests.browsing import browse, text
from tests.people import Cast

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
