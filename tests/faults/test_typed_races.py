"""Typed, twice at once: a page's draft stays one, what was sent is no draft, and never more than five wait."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from agencies.drafts.models import Draft, KeptSending
from referrals.entries.models import Entry
from tests import stories
from tests.browsing import BACKEND, carried
from tests.people import Cast, make_cast

SAVE = "/drafts/save/"
WORDS = "He said the corridor is too loud."


@pytest.fixture
def cast(committed: str) -> Cast:
    return make_cast()


def signed_in(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.people["amara"], backend=BACKEND)
    return client


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """All of them together; what each gave."""
    start = threading.Barrier(len(calls))

    def one(call: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return [found.result(30) for found in [threads.submit(one, call) for call in calls]]


def form_of(cast: Cast) -> str:
    return reverse("add_entry", args=[stories.case(cast).reference])


def test_the_first_keeping_of_a_page_sent_six_times_at_once_is_one_draft(cast: Cast) -> None:
    url, clients = form_of(cast), [signed_in(cast) for _ in range(6)]
    mark = carried(clients[0].get(url))["mark"]
    for client in clients:
        client.get(url)
    sent = [lambda c=client: c.post(SAVE, {"mark": mark, "text": WORDS}).status_code for client in clients]
    assert at_once(*sent) == [200] * 6
    assert [draft.typed["text"] for draft in Draft.objects.all()] == [[WORDS]]


def test_a_pause_at_the_very_moment_of_sending_leaves_no_draft_of_what_was_sent(cast: Cast) -> None:
    url, client, other = form_of(cast), signed_in(cast), signed_in(cast)
    for round_ in range(12):
        title = f"Call {round_}"
        typed = {"kind": "observation", "section": "education", "title": title, "text": WORDS}
        typed |= carried(client.get(url))
        pause = {"mark": typed["mark"], "text": WORDS}
        assert at_once(partial(client.post, url, typed), partial(other.post, SAVE, pause))[0].status_code == 302
        assert Entry.objects.filter(title=title).count() == 1
        assert not Draft.objects.filter(sent_at=None).exists()
        assert WORDS not in str(list(Draft.objects.values_list("typed", flat=True)))


def test_eight_sendings_at_once_of_who_is_signed_out_keep_five(cast: Cast) -> None:
    url, client = form_of(cast), signed_in(cast)
    pages = [{**carried(client.get(url)), "text": f"{WORDS} {n}"} for n in range(8)]
    places = at_once(*[lambda p=page: Client().post(url, p)["Location"] for page in pages])
    assert sum("given-back" in place for place in places) == 5
    assert KeptSending.objects.count() == 5


def test_the_same_sending_twice_at_once_is_kept_once(cast: Cast) -> None:
    url = form_of(cast)
    typed = {**carried(signed_in(cast).get(url)), "text": WORDS}
    places = at_once(*[lambda: Client().post(url, typed)["Location"]] * 4)
    assert all("given-back" in place for place in places)
    assert KeptSending.objects.count() == 1
