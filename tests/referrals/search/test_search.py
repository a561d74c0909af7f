"""The search box."""

import pytest

from tests import stories
from tests.browsing import browse
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def test_the_search_box_finds_by_name_and_by_reference_as_typed(cast: Cast) -> None:
    case = stories.case(cast)
    client = browse(cast, "amara")
    for typed in ("kof", "MENSAH", case.reference.lower(), case.reference.replace("-", " ")):
        assert "Kofi Mensah-Hart" in client.post("/search/", {"q": typed}).content.decode(), typed
    assert "Kofi" not in browse(cast, "helen").post("/search/", {"q": "kofi"}).content.decode()
