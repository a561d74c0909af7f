"""Two at once: a document and the opening of a case; two officers and one pair; a change and the look for doubles."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction

from agencies.acting.refusals import NotNow
from agencies.machines.access import machine_for
from agencies.machines.models import MisClient
from agencies.policy import Role
from referrals.attendance.actions import keep_attendance
from referrals.attendance.facts import Line
from referrals.attendance.models import AttendanceWeek
from referrals.cases.actions import open_case
from referrals.concerns.models import Concern
from referrals.documents.models import Document
from referrals.duplicates import actions as duplicates
from referrals.duplicates.facts import digest, read
from referrals.duplicates.models import Duplicate, ToCompare
from referrals.duties.models import Duty
from referrals.merges import actions as merges
from referrals.merges.models import Merge
from referrals.pupils.models import Enrolment, ExternalId, Pupil
from tests import family, stories
from tests import merges as merging
from tests.documents import hung
from tests.duplicates import found
from tests.machines import known_system
from tests.people import AT, Cast, make_cast, make_person

TWO, HELD = 2, 0.4


@pytest.fixture
def cast(committed: str) -> Cast:
    return make_cast()


def one_within_the_other(first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
    """What each gives, or why it was refused: the first has done its work, and commits while the second waits."""
    done = threading.Event()

    def hold() -> Any:
        with transaction.atomic():
            made = first()
            done.set()
            time.sleep(HELD)
        return made

    def follow() -> Any:
        assert done.wait(10)
        return second()

    def run(what: Callable[[], Any]) -> Any:
        try:
            return what()
        except NotNow as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(TWO) as pool:
        return list(pool.map(run, (hold, follow)))


@pytest.mark.parametrize("is_opened_first", [True, False])
def test_a_document_attached_while_the_case_is_opened_is_in_the_case(cast: Cast, *, is_opened_first: bool) -> None:
    concern = stories.concern(cast)
    attach = partial(hung, cast, concern)
    opening = partial(open_case, concern, why="Kind.", reply="Thank you.", by=cast.actor("amara"), at=AT)
    answers = one_within_the_other(opening, attach) if is_opened_first else one_within_the_other(attach, opening)
    case, document = answers if is_opened_first else reversed(answers)
    if isinstance(document, NotNow):
        assert is_opened_first
        assert not Document.objects.exists()
    else:
        assert Document.objects.get().case == case


def test_of_two_officers_one_says_that_they_are_two_children(cast: Cast) -> None:
    with transaction.atomic():
        pair = found(cast, known_as="Kwame")
        stands = digest(*read(pair))

    def say(who: str) -> Any:
        mine = Duplicate.objects.get(pk=pair.pk)
        return duplicates.keep_apart(mine, why=f"By {who}.", asked=stands, by=cast.actor(who), at=AT)

    _, second = one_within_the_other(partial(say, "sandra"), partial(say, "grace"))
    assert isinstance(second, NotNow)
    assert Duplicate.objects.get(pk=pair.pk).apart_why == "By sandra."


def test_of_two_officers_one_opens_the_pair_again(cast: Cast) -> None:
    with transaction.atomic():
        pair = found(cast, known_as="Kwame")
        duplicates.keep_apart(pair, why="Two.", asked=digest(*read(pair)), by=cast.actor("sandra"), at=AT)

    def say(who: str) -> Any:
        mine = Duplicate.objects.get(pk=pair.pk)
        return duplicates.reopen_duplicate(mine, why=f"By {who}.", by=cast.actor(who), at=AT)

    _, second = one_within_the_other(partial(say, "sandra"), partial(say, "grace"))
    assert isinstance(second, NotNow)
    assert Duplicate.objects.get(pk=pair.pk).state == "waiting"


def test_the_tick_leaves_whoever_is_being_changed_until_that_is_there_to_be_read(cast: Cast) -> None:
    esi = family.sister(cast)
    waiting = [ToCompare(pupil=one, authority=cast.wexmoor, since=AT) for one in (cast.kofi, esi)]
    ToCompare.objects.bulk_create(waiting)

    def tick() -> list[int]:
        with transaction.atomic():
            return duplicates.find_duplicates(AT)

    _, looked_at = one_within_the_other(partial(family.link, cast, esi), tick)
    assert looked_at == []
    assert set(ToCompare.objects.values_list("pupil", flat=True)) == {cast.kofi.pk, esi.pk}


def test_of_two_officers_one_makes_one_record(cast: Cast) -> None:
    cast.people["nora"] = make_person("nora", "Nora Bly", cast.council, Role.COUNCIL_OFFICER)
    with transaction.atomic():
        merge = merging.propose(cast)

    def approve(who: str) -> Any:
        mine = Merge.objects.select_related("pair", "stays", "goes").get(pk=merge.pk)
        return merges.approve_merge(mine, why=f"By {who}.", by=cast.actor(who), at=AT)

    _, second = one_within_the_other(partial(approve, "grace"), partial(approve, "nora"))
    assert isinstance(second, NotNow)
    assert Merge.objects.get().decided_why == "By grace."


@pytest.mark.parametrize("is_made_first", [True, False])
def test_a_concern_logged_while_two_become_one_is_about_the_one(cast: Cast, *, is_made_first: bool) -> None:
    with transaction.atomic():
        two = merging.pair(cast)
        merge = merging.propose(cast, two, stays=two.other)

    def approve() -> Any:
        return merges.approve_merge(merge, why="Seen.", by=cast.actor("grace"), at=AT)

    def log() -> Any:
        with transaction.atomic():
            return stories.concern(cast)

    answers = one_within_the_other(*((approve, log) if is_made_first else (log, approve)))
    assert not [one for one in answers if isinstance(one, Exception)]
    assert Concern.objects.get().pupil == two.other
    assert Duty.objects.get(rule="look_at_concern").pupil == two.other


@pytest.mark.parametrize("is_made_first", [True, False])
def test_a_mark_sent_while_two_become_one_is_of_the_one(cast: Cast, *, is_made_first: bool) -> None:
    day = date(2026, 11, 20)
    with transaction.atomic():
        two = merging.pair(cast)
        Enrolment.objects.filter(pupil=two.other).update(school=cast.alder, ends_on=day)
        client = known_system(cast.alder, cast.people["amara"])
        ExternalId.objects.create(school=cast.alder, system=client, value="k-1", pupil=two.other, made_at=AT)
        merge = merging.propose(cast, two)

    def approve() -> Any:
        return merges.approve_merge(merge, why="Seen.", by=cast.actor("grace"), at=AT)

    def send() -> Any:
        by = machine_for(MisClient.objects.select_related("agency").get())
        return keep_attendance(day, [Line(0, "k-1", "/", "I")], seat=by.seats[0], by=by, at=AT)

    answers = one_within_the_other(*((approve, send) if is_made_first else (send, approve)))
    assert not [one for one in answers if isinstance(one, Exception)]
    week = AttendanceWeek.objects.get()
    assert (week.pupil, week.am_5, week.pm_5) == (two.one, "/", "I")


def test_a_record_that_is_changed_while_two_become_one_is_looked_at_again(cast: Cast) -> None:
    with transaction.atomic():
        merge = merging.propose(cast)

    def rename() -> Any:
        return Pupil.objects.filter(pk=merge.goes_id).update(known_as="Kwame")

    def approve() -> Any:
        return merges.approve_merge(merge, why="Seen.", by=cast.actor("grace"), at=AT)

    _, second = one_within_the_other(rename, approve)
    assert isinstance(second, NotNow)
    assert Merge.objects.get().state == "proposed"
