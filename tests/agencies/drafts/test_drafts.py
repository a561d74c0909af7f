"""What is typed is kept as a draft of its page: one's own, two tabs are two, it says since when, and it ends."""

import logging
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from agencies.drafts import actions as drafts
from agencies.drafts.models import Draft
from agencies.web.typed import MOST_TYPED
from referrals.shares import actions as shares
from tests import moves, stories
from tests.browsing import browse, carried, text
from tests.people import AT, Cast, make_pupil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
WORDS = "He said the corridor is too loud after lunch."
SAVE = "/drafts/save/"


@pytest.fixture
def url(cast: Cast) -> str:
    """The form for a new entry on Kofi's case."""
    return reverse("add_entry", args=[stories.case(cast).reference])


def keep(client: Client, url: str, mark: str = "", **typed: Any) -> Any:
    """What a page does at a pause."""
    return client.post(SAVE, {"mark": mark or carried(client.get(url))["mark"], **typed})


def opened(client: Client, url: str, answer: Any) -> Any:
    return client.get(url, {"draft": answer.json()["draft"]})


def sent(page: Any, **more: Any) -> dict[str, Any]:
    return {**carried(page), "kind": "observation", "section": "education", "title": "A call", "text": WORDS, **more}


def test_a_draft_is_there_again_and_says_that_it_is_one_and_from_when(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    page = opened(client, url, keep(client, url, text=WORDS, kind="observation"))
    assert f"{WORDS}</textarea>" in page.content.decode()
    assert "This is your draft</b> of Monday 23 November 2026, 10:00am" in text(page)
    assert f'<a href="{url}">Start again with an empty form</a>' in text(page)


def test_a_form_that_stands_on_the_page_of_its_record_lists_its_drafts_there(cast: Cast) -> None:
    move = moves.checked(cast)
    page, url = reverse("see_move", args=[move.reference]), reverse("approve_move", args=[move.reference])
    with time_machine.travel(moves.LATER, tick=False):
        client = browse(cast, "sandra")
        keep(client, page, why=WORDS)
        there = client.get(page)
    assert Draft.objects.get().path == url
    assert "You have 1 unfinished draft of this form" in text(there)
    assert f'href="{url}?draft={Draft.objects.get().reference}"' in there.content.decode()


def test_two_tabs_are_two_drafts_and_the_start_lists_both_with_child_first_words_and_day(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    first, second = (carried(client.get(url))["mark"] for _ in range(2))
    keep(client, url, first, text="In the morning he was calm.")
    keep(client, url, second, text=WORDS)
    assert Draft.objects.count() == 2
    page = client.get(url)
    assert "You have 2 unfinished drafts of this form" in text(page)
    assert "Kofi Mensah-Hart: In the morning he was calm.</a>" in text(page)
    assert "Monday 23 November 2026, 10:00am" in text(page)
    assert f"{WORDS}</textarea>" not in page.content.decode()


def test_each_pause_of_a_page_goes_into_its_own_draft(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    mark = carried(client.get(url))["mark"]
    for words in ("He", "He said", WORDS):
        mark = keep(client, url, mark, text=words).json()["fields"]["mark"]
    assert [draft.typed["text"] for draft in Draft.objects.all()] == [[WORDS]]


def test_a_keeping_whose_answer_was_lost_is_kept_again_in_the_same_draft(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    mark = carried(client.get(url))["mark"]
    assert [keep(client, url, mark, text=words).status_code for words in ("He", "He", WORDS)] == [200] * 3
    assert Draft.objects.get().typed["text"] == [WORDS]


def test_one_draft_opened_in_two_tabs_loses_neither_ones_words(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    draft = keep(client, url, text="He")
    one, two = (carried(opened(client, url, draft))["mark"] for _ in range(2))
    keep(client, url, one, text="He said one thing.")
    answer = keep(client, url, two, text="He said another.")
    keep(client, url, answer.json()["fields"]["mark"], text="He said another thing.")
    typed = sorted(found.typed["text"][0] for found in Draft.objects.all())
    assert typed == ["He said another thing.", "He said one thing."]


def test_sent_is_no_draft_any_more_and_what_comes_late_does_not_make_it_one(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    page = client.get(url)
    keep(client, url, carried(page)["mark"], text=WORDS)
    assert client.post(url, sent(page)).status_code == 302
    late = keep(client, url, carried(page)["mark"], text=WORDS)
    assert (late.status_code, late.json()["saved"]) == (409, False)
    assert "sent already" in late.json()["why"]
    assert "unfinished" not in text(client.get(url))
    assert WORDS not in str(Draft.objects.values())


def test_a_first_keeping_that_comes_after_the_sending_makes_no_draft(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    page = client.get(url)
    client.post(url, sent(page))
    assert keep(client, url, carried(page)["mark"], text=WORDS).status_code == 409
    assert "unfinished" not in text(client.get(url))


def test_without_scripts_a_form_that_came_back_is_a_draft(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    assert client.post(url, sent(client.get(url), title="")).status_code == 422
    assert f"{WORDS}</a>" in text(client.get(url))


def test_it_ends_after_thirty_days(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    draft = keep(client, url, text=WORDS)
    with time_machine.travel(AT + timedelta(days=29), tick=False):
        drafts.forget_old(AT + timedelta(days=29))
        assert WORDS in opened(browse(cast, "amara"), url, draft).content.decode()
    with time_machine.travel(AT + timedelta(days=31), tick=False):
        assert WORDS not in opened(browse(cast, "amara"), url, draft).content.decode()
        drafts.forget_old(AT + timedelta(days=31))
    assert not Draft.objects.exists()


def test_nobody_else_reads_goes_on_with_or_throws_away_my_draft(cast: Cast, url: str) -> None:
    draft = keep(browse(cast, "amara"), url, text=WORDS)
    mark = draft.json()["fields"]["mark"]
    dan = browse(cast, "dan")
    assert WORDS not in opened(dan, url, draft).content.decode()
    assert keep(dan, url, mark, text="Mine").status_code == 403
    dan.post("/drafts/drop/", {"draft": draft.json()["draft"]})
    assert Draft.objects.get().typed["text"] == [WORDS]


def test_i_throw_a_draft_away(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    draft = keep(client, url, text=WORDS)
    assert f"{WORDS}</a>" in text(client.get("/drafts/"))
    client.post("/drafts/drop/", {"draft": draft.json()["draft"]})
    assert not Draft.objects.exists()


def test_erasing_a_child_erases_the_drafts_about_them(cast: Cast) -> None:
    tess, client = make_pupil(cast.alder, "Tess", "Okonjo", date(2014, 1, 7)), browse(cast, "tom")
    for child in (tess, cast.kofi):
        assert keep(client, reverse("log_concern"), pupil=child.reference, fact=WORDS).status_code == 200
    amara = browse(cast, "amara")
    keep(amara, reverse("record_pupil_fact", args=[tess.reference]), words="A plan since June")
    assert Draft.objects.filter(pupil_id=tess.pk).count() == 2
    tess.delete()
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    assert [draft.pupil_id for draft in Draft.objects.all()] == [cast.kofi.pk]


@pytest.mark.parametrize("place", ["cases", "shares", "concerns", "entries", "referrals"])
def test_each_kind_of_draft_knows_its_child(cast: Cast, place: str) -> None:
    concern, case = stories.concern(cast), stories.case(cast)
    who, act, record = {
        "cases": ("amara", "close_case", case),
        "shares": ("amara", "extend_share", stories.shared(cast, case)),
        "concerns": ("amara", "dismiss_concern", concern),
        "entries": ("amara", "restrict_entry", stories.entry(cast, case)),
        "referrals": ("sandra", "accept_referral", stories.sent(cast, case)),
    }[place]
    client, url = browse(cast, who), reverse(act, args=[record.reference])
    assert keep(client, url, why=WORDS, words_said=WORDS).status_code == 200
    assert Draft.objects.get().pupil_id == cast.kofi.pk
    assert "Kofi Mensah-Hart: " in text(client.get(url))


def test_a_draft_whose_subject_closed_shows_my_words_and_no_name(cast: Cast) -> None:
    case = stories.case(cast)
    share = stories.shared(cast, case)
    client, url = browse(cast, "priti"), reverse("answer_question", args=[share.reference])
    draft = keep(client, url, answer=WORDS)
    assert "Kofi" in text(client.get("/drafts/"))
    shares.withdraw_share(share, why="Over", by=cast.actor("amara"), at=AT)
    mine, gone = client.get("/drafts/"), opened(client, url, draft)
    assert (mine.status_code, gone.status_code) == (200, 404)
    for page in (mine, gone):
        assert WORDS in text(page)
        assert "Kofi" not in text(page)
        assert case.reference not in text(page)


def test_a_draft_of_an_answer_to_an_offer_names_no_child_before_the_terms(cast: Cast) -> None:
    share = stories.offered(cast, stories.case(cast))
    client = browse(cast, "priti")
    keep(client, reverse("decline_share", args=[share.reference]), why=WORDS)
    page = text(client.get("/drafts/"))
    assert (WORDS in page, "Kofi" in page) == (True, False)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": WORDS + "é" * MOST_TYPED}, "40,045 characters, and a draft can hold 40,000"),
        ({"text": f"{WORDS}\0"}, "character in it that can’t be kept"),
        ({"text\0": WORDS}, "character in it that can’t be kept"),
        ({"text": WORDS, "mark": "forged"}, "open for too long"),
    ],
)
def test_a_refused_draft_says_why_and_writes_no_word_of_it_to_a_log(
    cast: Cast, url: str, typed: dict[str, str], said: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = browse(cast, "amara")
    with caplog.at_level(logging.DEBUG):
        answer = client.post(SAVE, {**carried(client.get(url)), **typed})
    assert (answer.status_code, answer.json()["saved"]) == (409, False)
    assert said in answer.json()["why"]
    assert "corridor" not in caplog.text
    assert "corridor" not in str([vars(record) for record in caplog.records])
    assert not Draft.objects.exists()


def test_the_limit_counts_characters_as_typed(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    assert keep(client, url, text="é\r\n" * (MOST_TYPED // 2)).status_code == 200
    assert keep(client, url, text="é\r\n" * (MOST_TYPED // 2) + "é").status_code == 409


def test_a_line_end_counts_as_one_character_against_a_forms_own_limit(cast: Cast, url: str) -> None:
    client = browse(cast, "amara")
    assert client.post(url, sent(client.get(url), text="é\r\n" * 4000)).status_code == 302
    over = client.post(url, sent(client.get(url), text="é\r\n" * 4000 + "é"))
    assert "Use 8000 characters or fewer: there are 8001 now" in text(over)


def test_who_has_no_seat_is_told_that_no_draft_is_kept(cast: Cast) -> None:
    answer = keep(browse(cast, "nobody"), reverse("mend_profile"), job="Lead")
    assert "no seat" in answer.json()["why"]
