"""The story of a case narrowed by kind, part and agency: of what its reader may read, and kept on the way back."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interventions.case_page.pages import case as page_of
from referrals.cases.models import Case
from referrals.entries import actions as entries
from referrals.entries.models import Entry
from tests import stories
from tests.acting.posts import named
from tests.browsing import browse, queries, text
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]


def lived(cast: Cast) -> Case:
    """A case with three of the school's entries and one of the health team's own, which shares education and voice."""
    case = named(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    for part, words in (("education", "Reads alone."), ("home", "Moved twice."), ("health", "Sleeps at noon.")):
        stories.entry(cast, case, section=part, text=words)
    stories.entry(cast, case, "priti", section="health", text="Seen in clinic.")
    Entry.objects.filter(text="Moved twice.").update(kind="visit")
    return case


def story(client: Client, case: Case, **asked: str) -> str:
    return client.get(f"/cases/{case.reference}/", asked).content.decode()


def shown(page: str) -> set[str]:
    return {words for words in ("Reads alone", "Moved twice", "Sleeps at noon", "Seen in clinic") if words in page}


def offered(page: str, name: str) -> list[str]:
    """What one can choose."""
    select = re.search(rf'<select[^>]*name="{name}">(.*?)</select>', page, re.DOTALL)
    return (
        [unescape(one) for one in re.findall(r'<option value="[^"]+"[^>]*>([^<]*)', select.group(1))] if select else []
    )


def test_a_keeper_narrows_by_each_and_by_all_at_once(cast: Cast) -> None:
    case, amara = lived(cast), browse(cast, "amara")
    assert shown(story(amara, case)) == {"Reads alone", "Moved twice", "Sleeps at noon", "Seen in clinic"}
    assert shown(story(amara, case, kind="visit")) == {"Moved twice"}
    assert shown(story(amara, case, part="health")) == {"Sleeps at noon", "Seen in clinic"}
    assert shown(story(amara, case, agency=cast.camhs.reference)) == {"Seen in clinic"}
    assert shown(story(amara, case, part="health", agency=cast.alder.reference)) == {"Sleeps at noon"}
    nothing = story(amara, case, part="health", kind="meeting")
    assert shown(nothing) == set()
    assert "Nothing that you may read fits what you chose." in nothing
    assert "Nothing in the story yet" not in nothing


def test_what_was_made_up_is_as_if_it_had_not_been_sent(cast: Cast) -> None:
    case, amara = lived(cast), browse(cast, "amara")
    for made_up in ({"kind": "x"}, {"part": "Kofi"}, {"agency": "1"}, {"kind": "' or 1=1"}):
        assert len(shown(story(amara, case, **made_up))) == 4


def test_a_share_decides_which_parts_and_agencies_one_can_choose(cast: Cast) -> None:
    case = lived(cast)
    page = story(browse(cast, "priti"), case)
    assert shown(page) == {"Reads alone", "Seen in clinic"}
    assert offered(page, "part") == ["Education", "Health", "The child’s voice"]
    assert offered(page, "agency") == ["Alder Hythe School", "CAMHS"]
    assert "Ticked as danger" not in offered(page, "kind")
    assert len(offered(story(browse(cast, "amara"), case), "part")) == 9


def test_an_agency_whose_entries_one_may_not_read_is_no_choice_and_leaves_no_trace(cast: Cast) -> None:
    case = lived(cast)
    Entry.objects.filter(text="Reads alone.").update(section="home")
    with_it = story(browse(cast, "priti"), case)
    assert offered(with_it, "agency") == []
    theirs = story(browse(cast, "priti"), case, agency=cast.alder.reference)
    assert shown(theirs) == {"Seen in clinic"}
    secret = Entry.objects.get(text="Seen in clinic.")
    entries.restrict_entry(secret, why="-", by=cast.actor("amara"), at=AT)
    assert "CAMHS" not in offered(story(browse(cast, "sandra"), case), "agency")


def test_hidden_entries_change_no_byte_of_a_narrowed_page(cast: Cast) -> None:
    case, priti = lived(cast), browse(cast, "priti")

    def pages() -> list[str]:
        ways: list[dict[str, str]] = [{}, {"kind": "visit"}, {"part": "health"}, {"kind": "observation"}]
        return [re.sub(r"(csrfmiddlewaretoken|nonce)[^>]*", "", story(priti, case, **way)) for way in ways]

    before = pages()
    Entry.objects.filter(text__in=("Moved twice.", "Sleeps at noon.")).delete()
    assert pages() == before


def test_the_way_in_and_back_keeps_the_story_and_the_list_as_they_were(cast: Cast) -> None:
    case, amara = lived(cast), browse(cast, "amara")
    page = story(amara, case, kind="visit", **{"from": "state=all"})
    assert 'name="from" value="state=all"' in page
    one = Entry.objects.get(text="Moved twice.")
    link = re.search(rf'href="(/entries/{one.reference}/[^"]*)"', page)
    assert link
    back = re.search(r'class="i-back[^"]*" href="([^"]*)"', amara.get(unescape(link.group(1))).content.decode())
    assert back
    again = amara.get(unescape(back.group(1))).content.decode()
    assert shown(again) == {"Moved twice"}
    assert 'href="/cases/?state=all"' in again
    assert f'href="/cases/{case.reference}/?from=state%3Dall#story"' in again


def test_a_made_up_way_back_leads_to_the_story_and_nowhere_else(cast: Cast) -> None:
    case, amara = lived(cast), browse(cast, "amara")
    one = Entry.objects.get(text="Moved twice.")
    url = reverse("see_entry", args=[one.reference])
    for made_up in ("//evil.example", "javascript:x", "next=//evil.example", "kind=" + "x" * 3000):
        back = re.search(r'class="i-back[^"]*" href="([^"]*)"', amara.get(url, {"from": made_up}).content.decode())
        assert back
        assert back.group(1).startswith(f"/cases/{case.reference}/")
        assert "evil" not in back.group(1)


def test_a_second_page_of_a_narrowed_story_goes_on_narrowed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_of, "MOST_ENTRIES", 1)
    case, amara = lived(cast), browse(cast, "amara")
    page = story(amara, case, part="health")
    assert len(shown(page)) == 1
    further = re.search(r'href="(\?[^"]*after=[^"]*)"', page)
    assert further
    assert "part=health" in unescape(further.group(1))
    rest = amara.get(f"/cases/{case.reference}/{unescape(further.group(1))}").content.decode()
    assert shown(page) | shown(rest) == {"Sleeps at noon", "Seen in clinic"}


@pytest.mark.parametrize("who", ["amara", "priti"])
def test_as_many_queries_for_much_as_for_little(cast: Cast, who: str) -> None:
    case = lived(cast)
    url = f"/cases/{case.reference}/?kind=observation&part=health"
    few = queries(cast, who, url)
    for _ in range(20):
        stories.entry(cast, case, section="health")
    assert queries(cast, who, url) == few


def test_of_an_empty_story_nothing_is_to_choose_for_a_receiver(cast: Cast) -> None:
    case = named(cast)
    stories.shared(cast, case)
    page: Any = browse(cast, "priti").get(f"/cases/{case.reference}/")
    assert "Show some of them" not in text(page)
