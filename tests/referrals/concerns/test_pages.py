"""The pages of a concern: logged once, kept when it comes back, answered, and read by its author."""

from __future__ import annotations

import pytest
from django.urls import reverse

from referrals.concerns.models import Concern
from referrals.pupils.models import Pupil
from tests import stories
from tests.acting.posts import KEPT, ONCE, everything
from tests.browsing import AGAIN, browse, carried, said
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
CONCERN = {
    "once": ONCE,
    "pupil_name": "kofi",
    "seen": ["left_lesson"],
    "fact": "Walked out of science.",
    "worry": "2",
}


def test_a_concern_is_logged_once(cast: Cast) -> None:
    client, chosen = browse(cast, "tom"), {**CONCERN, "pupil": cast.kofi.reference}
    first = client.post(reverse("log_concern"), chosen)
    second = client.post(reverse("log_concern"), chosen)
    concern = Concern.objects.get()
    assert first["Location"] == second["Location"] == reverse("see_concern", args=[concern.reference])
    assert said(second)[-1] == AGAIN
    assert concern.pupil == cast.kofi


@pytest.mark.parametrize("typed", ["kofi", "Kofi Mensah-Hart", "ofi"])
def test_what_is_typed_and_not_chosen_chooses_nobody(cast: Cast, typed: str) -> None:
    answer = browse(cast, "tom").post(reverse("log_concern"), {**CONCERN, "pupil_name": typed})
    page = answer.content.decode()
    assert (answer.status_code, Concern.objects.exists()) == (422, False)
    assert f"Choose which “{typed}” you mean" in page
    assert f'value="{cast.kofi.reference}"' in page


def test_a_concern_that_comes_back_keeps_everything_and_warns_of_sending_home(cast: Cast) -> None:
    response = browse(cast, "tom").post(reverse("log_concern"), {"fact": "I had to send him home", "seen": "missing"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "I had to send him home</textarea>" in page
    assert "You wrote “send him home”." in page
    assert 'value="missing" id="id_seen_2" checked' in page
    assert "Two answers" not in page
    assert 'href="#id_pupil"' in page
    assert 'id="id_pupil"' in page


def test_finding_checks_nothing_and_shows_only_ones_own_school(cast: Cast) -> None:
    client = browse(cast, "tom")
    page = client.post(reverse("log_concern"), {"find": "1", "pupil_name": "ko", "fact": KEPT}).content.decode()
    assert KEPT in page
    assert "Kofi Mensah-Hart" in page
    assert "Year 9, 9W" in page
    found = client.post(reverse("find_pupils"), {"pupil_name": "ma"}).content.decode()
    assert "Maisie" not in found


def test_what_cannot_be_kept_is_passed_over_where_a_pupil_is_looked_for(cast: Cast) -> None:
    found = browse(cast, "tom").post(reverse("find_pupils"), {"pupil_name": "ko\0f"}).content.decode()
    assert "Kofi Mensah-Hart" in found
    assert "\0" not in found


def test_a_draft_is_there_again_but_not_its_token(cast: Cast) -> None:
    client = browse(cast, "tom")
    mark = carried(client.get(reverse("log_concern")))["mark"]
    kept = client.post(reverse("save_draft"), {**CONCERN, "fact": KEPT, "mark": mark})
    url = reverse("log_concern") + f"?draft={kept.json()['draft']}"
    page = client.get(url).content.decode()
    assert f"{KEPT}</textarea>" in page
    assert "Kofi Mensah-Hart" in page
    assert ONCE not in page
    assert browse(cast, "dan").get(url).content.decode().count(KEPT) == 0


def test_a_pupil_who_is_not_on_the_list_is_added_and_the_draft_is_kept(cast: Cast) -> None:
    client = browse(cast, "tom")
    typed = {**carried(client.get(reverse("log_concern"))), "pupil_name": "Zuzanna Wiśniewska", "fact": KEPT}
    away = client.post(reverse("log_concern"), {"add": "1", **typed})
    assert 'value="Wiśniewska"' in client.get(away["Location"]).content.decode()
    here = away["Location"]
    facts = {"once": ONCE, "given_name": "Zuzanna", "family_name": "Wiśniewska", "born_on": "3 Feb 2013"}
    wrong = client.post(here, {**facts, "upn": "X123"})
    assert wrong.status_code == 422
    assert "This is not a UPN" in wrong.content.decode()
    added = client.post(here, facts)
    again = client.post(here, facts)
    assert added["Location"] == again["Location"]
    assert Pupil.objects.filter(family_name="Wiśniewska").count() == 1
    page = client.get(added["Location"]).content.decode()
    assert f"{KEPT}</textarea>" in page
    assert f'value="{Pupil.objects.get(family_name="Wiśniewska").reference}" id="id_pupil" checked' in page


@pytest.mark.parametrize("name", ["sandra", "priti", "nobody", "support", "dpo"])
def test_only_a_school_logs_and_finds(cast: Cast, name: str) -> None:
    client = browse(cast, name)
    before = everything()
    for address in ("log_concern", "add_pupil"):
        assert client.get(reverse(address)).status_code == 403
    assert client.post(reverse("find_pupils"), {"pupil_name": "ko"}).status_code == 403
    assert client.post(reverse("log_concern"), CONCERN).status_code == 403
    assert everything() == before


def test_the_author_reads_what_became_of_it_and_not_the_case(cast: Cast) -> None:
    case = stories.case(cast)
    concern = Concern.objects.get()
    client = browse(cast, "tom")
    page = client.get(reverse("see_concern", args=[concern.reference])).content.decode()
    assert "Looked at: a case is open" in page
    assert "Thank you." in page
    assert case.reference not in page
    assert "Funny and loyal" not in page
    assert client.get(reverse("see_case", args=[case.reference])).status_code == 404


def test_the_lead_has_three_choices_on_a_new_concern(cast: Cast) -> None:
    concern = stories.concern(cast)
    page = browse(cast, "amara").get(reverse("see_concern", args=[concern.reference])).content.decode()
    assert reverse("open_case", args=[concern.reference]) in page
    assert reverse("dismiss_concern", args=[concern.reference]) in page
    assert (
        reverse("open_case", args=[concern.reference])
        not in browse(cast, "tom").get(reverse("see_concern", args=[concern.reference])).content.decode()
    )
