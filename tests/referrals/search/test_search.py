"""The search box."""

import pytest

from referrals.pupils.models import Pupil
from tests import stories
from tests.browsing import browse
from tests.people import Cast, make_pupil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def test_back_from_a_case_leads_to_what_was_found_and_no_name_stands_in_the_address(cast: Cast) -> None:
    stories.case(cast)
    client = browse(cast, "amara")
    sent = client.post("/search/", {"q": "Mensah"})
    assert sent.status_code == 302
    assert "Mensah" not in sent["Location"]
    assert "Kofi Mensah-Hart" in client.get(sent["Location"]).content.decode()
    assert "Kofi" not in browse(cast, "helen").get(sent["Location"]).content.decode()
    assert client.get("/search/?sought=Mensah").status_code == 200


def test_the_search_box_finds_by_name_and_by_reference_as_typed(cast: Cast) -> None:
    case = stories.case(cast)
    client = browse(cast, "amara")
    for typed in ("kof", "MENSAH", case.reference.lower(), case.reference.replace("-", " ")):
        assert "Kofi Mensah-Hart" in client.post("/search/", {"q": typed}, follow=True).content.decode(), typed
    assert "Kofi" not in browse(cast, "helen").post("/search/", {"q": "kofi"}, follow=True).content.decode()


def test_two_letters_find_a_whole_name_and_ask_for_a_third(cast: Cast) -> None:
    case = stories.case(cast)
    Pupil.objects.filter(pk=case.pupil_id).update(given_name="Li", family_name="Hale-Bo")
    client = browse(cast, "amara")
    for typed in ("li", "LI", "bo", "li bo", "bo li"):
        assert "Li Hale-Bo" in client.post("/search/", {"q": typed}, follow=True).content.decode(), typed
    page = client.post("/search/", {"q": "al"}, follow=True).content.decode()
    assert "Hale" not in page
    assert "Type a third letter" in page


@pytest.mark.parametrize("typed", ["mensahhart", "mensah’hart", "MENSAH-HART", "hart mensah", "me\u200cnsah"])
def test_a_case_is_found_however_the_name_is_written(cast: Cast, typed: str) -> None:
    case = stories.case(cast)
    found = browse(cast, "amara").post("/search/", {"q": typed}, follow=True)
    assert case.reference in found.content.decode()


def test_pupils_of_whom_the_first_alone_are_shown_are_not_said_to_be_all(cast: Cast) -> None:
    for number in range(21):
        make_pupil(cast.alder, f"Ab{chr(97 + number)}", "Zebedee")
    page = browse(cast, "amara").post("/search/", {"q": "Zebedee"}, follow=True).content.decode()
    assert "20 pupils of your school, the first of more perhaps, no case that you may see" in page
