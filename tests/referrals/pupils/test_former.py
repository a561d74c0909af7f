"""The names that a child had before: found by them, shown by nobody but who keeps them."""

import pytest
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.likeness import Band
from agencies.schoolday import local_day
from agencies.trail.models import TrailEntry
from referrals.pupils import actions
from referrals.pupils.actions import PupilFacts
from referrals.pupils.facts import alike_on_roll
from referrals.pupils.models import FieldChange, Pupil
from tests import stories
from tests.browsing import browse, carried, text
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
NAMES = "O’Shea-Hughes\nKwame Ó Briain"


@pytest.fixture
def renamed(cast: Cast) -> Pupil:
    actions.keep_former_names(cast.kofi, NAMES, shown="", by=cast.actor("amara"), at=AT)
    return cast.kofi


def url(pupil: Pupil) -> str:
    return reverse("keep_former_names", args=[pupil.reference])


def find(cast: Cast, name: str, typed: str) -> str:
    return text(browse(cast, name).post("/search/", {"q": typed}, follow=True))


@pytest.mark.parametrize(
    "typed",
    ["oshea hughes", "O'Shea-Hughes", "hughes", "kwame obriain", "briain kofi", "ó briain", "oshae", "kwamee", "hues"],
)
def test_a_child_is_found_by_each_name_of_before_however_it_is_written(cast: Cast, renamed: Pupil, typed: str) -> None:
    case = stories.case(cast)
    assert case.reference in find(cast, "amara", typed)
    assert case.reference not in find(cast, "helen", typed)


def test_whoever_finds_the_child_sees_the_name_of_today_alone(cast: Cast, renamed: Pupil) -> None:
    case = stories.case(cast)
    for name, typed in (("amara", "briain"), ("dan", "briain")):
        page = find(cast, name, typed)
        assert "Kofi Mensah-Hart" in page
        assert "Kwame" not in page
    pages = {reverse("see_child", args=[renamed.reference]): "amara dan", f"/cases/{case.reference}/": "amara"}
    for address, names in pages.items():
        for name in names.split():
            page = text(browse(cast, name).get(address))
            assert "Mensah-Hart" in page
            assert "Hughes" not in page
            assert "Kwame" not in page


def test_they_are_kept_changed_and_taken_away_and_the_history_says_so(cast: Cast) -> None:
    client = browse(cast, "amara")
    page = client.get(url(cast.kofi))
    assert "after an adoption" in text(page)
    sent = client.post(url(cast.kofi), {**carried(page), "names": " Hughes \r\n\r\nHughes\r\nKwame  Hart"})
    assert sent.status_code == 302
    kofi = Pupil.objects.get(pk=cast.kofi.pk)
    assert kofi.former_names == "Hughes\nKwame Hart"
    changes = client.get(reverse("see_changes", args=[kofi.reference]))
    assert "Former names" in text(changes)
    assert "Hughes, Kwame Hart" in text(changes)
    assert client.post(url(kofi), {**carried(client.get(url(kofi))), "names": ""}).status_code == 302
    assert Pupil.objects.get(pk=kofi.pk).former_names == ""
    assert "Mensah-Hart" not in find(cast, "amara", "Hughes")
    assert FieldChange.objects.filter(pupil=kofi, field="former_names").count() == 2
    lines = TrailEntry.objects.filter(act="keep_former_names", outcome="done")
    assert lines.count() == 2
    assert not [line for line in lines if "Hughes" in str(line.facts)]


def test_two_tabs_lose_nothing(cast: Cast) -> None:
    client = browse(cast, "amara")
    first = carried(client.get(url(cast.kofi)))
    assert client.post(url(cast.kofi), {**first, "names": "Hughes"}).status_code == 302
    second = client.post(url(cast.kofi), {**first, "names": "Price"})
    assert second.status_code == 422
    assert "On record now: Hughes" in text(second)
    assert "Price" in text(second)
    assert client.post(url(cast.kofi), {**carried(second), "names": "Hughes\nPrice"}).status_code == 302
    with pytest.raises(NotNow):
        actions.keep_former_names(cast.kofi, "Smith", shown="Hughes", by=cast.actor("amara"), at=AT)
    assert Pupil.objects.get(pk=cast.kofi.pk).former_names == "Hughes\nPrice"
    again = client.post(url(cast.kofi), {**carried(second), "names": "Hughes\nPrice"}, follow=True)
    assert "Already done" in text(again)


@pytest.mark.parametrize("typed", ["x" * 121, "a" * 501, "Hu\ufffdghes"])
def test_what_is_no_name_is_refused_and_kept_on_the_page(cast: Cast, typed: str) -> None:
    client = browse(cast, "amara")
    sent = client.post(url(cast.kofi), {**carried(client.get(url(cast.kofi))), "names": typed})
    assert sent.status_code in (400, 422)
    assert Pupil.objects.get(pk=cast.kofi.pk).former_names == ""


def test_who_does_not_lead_at_the_child_s_school_does_not_read_them(cast: Cast, renamed: Pupil) -> None:
    stories.case(cast)
    for name in ("dan", "sandra", "helen"):
        assert browse(cast, name).get(url(renamed)).status_code in (403, 404)


def test_whoever_is_added_under_a_name_of_before_is_asked_about(cast: Cast) -> None:
    """Data.md 3.4, M16: 35 points and no question, 65 and one where the former name is held."""
    cast.kofi.given_name, cast.kofi.family_name = "Callum", "Price"
    cast.kofi.save()
    facts = PupilFacts("Callum", "Hughes", cast.kofi.born_on)
    child = facts.as_child(cast.merrow.pk)
    assert not alike_on_roll(child, cast.alder.pk, local_day(AT))
    actions.keep_former_names(cast.kofi, "Hughes", shown="", by=cast.actor("amara"), at=AT)
    (alike,) = alike_on_roll(child, cast.alder.pk, local_day(AT))
    assert (alike.found.points, alike.found.band) == (65, Band.POSSIBLE)
