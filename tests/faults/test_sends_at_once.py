"""One form, sent 2, 6 and 50 times at once by one browser: one record, and each answer lands on it."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from agencies.area_years.models import AreaYear
from agencies.closures.models import Closure
from agencies.machines.models import MisClient
from agencies.people.models import Seat
from inclusion import pacing
from interventions.moves.models import Move
from interventions.suspensions.models import BoardSitting, Suspension
from referrals.concerns.models import Concern
from referrals.entries.models import Entry
from referrals.pupils.models import Pupil
from referrals.referrals.models import Referral
from referrals.shares.models import CaseShare
from tests import stories
from tests.acting.posts import ONCE, named
from tests.acting.test_posts import ROWS
from tests.acting.test_second import colleague
from tests.agencies.machines.test_pages import UNTIL, URN
from tests.browsing import browse, carried
from tests.journeys.test_move import PROPOSAL
from tests.people import AT, Cast, make_cast, set_clock
from tests.suspensions import form as suspending
from tests.suspensions import impose, seat_clerk

Press = tuple[Client, str, dict[str, Any]]


@pytest.fixture
def cast(committed: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    monkeypatch.setattr(pacing, "PERSON", 10_000)
    with time_machine.travel(AT, tick=False):
        set_clock(AT)
        yield make_cast()


def concern(cast: Cast) -> Press:
    typed = {"pupil": cast.kofi.reference, "pupil_name": "Kofi", "fact": "He left early.", "seen": ["left_lesson"],
             "worry": "3", "once": ONCE}  # fmt: skip
    return browse(cast, "tom"), reverse("log_concern"), typed


def pupil(cast: Cast) -> Press:
    typed = {"given_name": "Ada", "family_name": "Quill", "born_on": "3 Feb 2014", "once": ONCE}
    return browse(cast, "tom"), reverse("add_pupil"), typed


def entry(cast: Cast) -> Press:
    typed = {"once": ONCE, "kind": "observation", "title": "Back", "text": "He came back.", "section": "education"}
    return browse(cast, "amara"), reverse("add_entry", args=[named(cast).reference]), typed


def referral(cast: Cast) -> Press:
    return browse(cast, "amara"), reverse("draft_referral", args=[named(cast).reference]), {"hopes": "A mentor."}


def share(cast: Cast) -> Press:
    typed = {
        "agency": cast.camhs.reference, "purpose": "health_support", "basis": "health_care", "level": "S",
        "condition": "health_care", "question": "Can you help?", "until_on": "20 Jan 2027", "told": "yes",
        "whom": "Abena", "told_on": "19 Nov 2026",
    }  # fmt: skip
    return browse(cast, "amara"), reverse("share_case", args=[named(cast).reference]), typed


def move(cast: Cast) -> Press:
    url = reverse("propose_move", args=[stories.case(cast).reference])
    return browse(cast, "amara"), url, {**PROPOSAL, "school": cast.merrow.reference, "once": ONCE}


def suspension(cast: Cast) -> Press:
    client, url = browse(cast, "colm"), "/suspensions/impose-suspension/"
    seen = re.search(r'name="seen" value="([^"]+)"', client.post(url, suspending(cast)).content.decode())
    assert seen is not None
    return client, url, suspending(cast, impose="1", seen=seen[1])


def system(cast: Cast) -> Press:
    typed = {"agency": cast.alder.pk, "name": "Arbor", "urn": URN, "scopes": ["pupils:read"], "once": ONCE, **UNTIL}
    return browse(cast, "amara"), "/systems/make-client/", typed


def closure(cast: Cast) -> Press:
    url = reverse("keep_closure", args=[cast.alder.reference])
    return browse(cast, "colm"), url, {"first_on": "9 12 2026", "last_on": "", "why": "weather"}


def area_year(cast: Cast) -> Press:
    typed = {"autumn_1_first": "2 9 2027", "autumn_1_last": "22 10 2027"}
    return browse(cast, "sandra"), reverse("publish_year", args=[2027]), typed


def meeting(cast: Cast) -> Press:
    one = impose(cast, misses_exam=True)
    seat_clerk(cast)
    url = reverse("begin_board_meeting", args=[one.reference])
    return browse(cast, "iris"), url, {"on": "23 11 2026", "clock": "10:00"}


CREATES: list[tuple[Callable[[Cast], Press], Callable[[], int]]] = [
    (concern, Concern.objects.count),
    (pupil, Pupil.objects.filter(given_name="Ada").count),
    (entry, Entry.objects.filter(title="Back").count),
    (referral, Referral.objects.count),
    (share, CaseShare.objects.count),
    (move, Move.objects.count),
    (suspension, Suspension.objects.count),
    (system, MisClient.objects.count),
    (closure, Closure.objects.count),
    (area_year, AreaYear.objects.count),
    (meeting, BoardSitting.objects.count),
]


def send(press: Press, times: int, within: float) -> list[Any]:
    """The same form that often, each on a connection of its own, spread over so many seconds."""
    client, url, typed = press
    start = threading.Barrier(times)
    typed = {**carried(client.get(url)), **typed}

    def one(n: int) -> Any:
        other = Client()
        other.cookies.load({name: cookie.value for name, cookie in client.cookies.items()})
        start.wait()
        time.sleep(within * n / times)
        try:
            return other.post(url, typed)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@pytest.mark.parametrize(("times", "within"), [(2, 0), (6, 0.2)])
@pytest.mark.parametrize(("make", "count"), CREATES, ids=[make.__name__ for make, _ in CREATES])
def test_what_is_sent_twice_at_once_is_made_once(
    cast: Cast, make: Callable[[Cast], Press], count: Callable[[], int], times: int, within: float
) -> None:
    answers = send(make(cast), times, within)
    assert count() == 1
    if make is not system:  # whose secret is shown to the first, and the others land on the list
        assert {answer.status_code for answer in answers} == {302}
        assert len({answer["Location"] for answer in answers}) == 1
    assert max(answer.status_code for answer in answers) < 400


def test_fifty_at_once_are_one_concern(cast: Cast) -> None:
    answers = send(concern(cast), 50, 0.2)
    assert {answer.status_code for answer in answers} == {302}
    assert Concern.objects.count() == 1


@pytest.mark.parametrize("row", ROWS, ids=[row.act for row in ROWS])
def test_an_act_that_is_pressed_twice_at_once_is_done_once(cast: Cast, row: Any) -> None:
    record = row.make(cast)
    press = browse(cast, row.who), row.url(record.reference), row.data(cast, record)
    answers = send(press, 2, 0)
    assert row.is_done(record)
    assert {answer.status_code for answer in answers} == {302}


def at_once(*presses: Press) -> list[Any]:
    """Several people's forms, opened before any was sent, each on a connection of its own."""
    opened = [(client, url, {**carried(client.get(url)), **typed}) for client, url, typed in presses]
    start = threading.Barrier(len(opened))
    moment = AT + timedelta(seconds=1)
    set_clock(moment)

    def one(press: Press) -> Any:
        client, url, typed = press
        start.wait()
        try:
            return client.post(url, typed)
        finally:
            connection.close()

    with time_machine.travel(moment, tick=False), ThreadPoolExecutor(len(opened)) as pool:
        return list(pool.map(one, opened))


def test_two_who_add_one_child_at_once_add_one_and_the_second_is_told(cast: Cast) -> None:
    _, url, typed = pupil(cast)
    ada = {name: value for name, value in typed.items() if name != "once"}
    answers = at_once((browse(cast, "tom"), url, ada), (browse(cast, "dan"), url, ada))
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert Pupil.objects.filter(given_name="Ada").count() == 1
    assert any("added a pupil to the roll on" in answer.content.decode() for answer in answers)


def test_two_who_invite_somebody_at_once_to_two_roles_give_one_and_the_second_is_told(cast: Cast) -> None:
    url, who = reverse("invite_person", args=[cast.alder.reference]), {"email": "nia@alder.example", "name": "Nia"}
    roles = {"colm": "staff", colleague(cast, "colm"): "clerk"}
    answers = at_once(*[(browse(cast, one), url, {**who, "role": role}) for one, role in roles.items()])
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert Seat.objects.filter(person__email="nia@alder.example").count() == 1
