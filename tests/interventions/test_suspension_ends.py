"""How a suspension ends early, the governing board's clock, the letter, and whom the law puts in the parents' place."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from agencies.acting.refusals import NotNow
from agencies.calendar.facts import bank_holidays, school_calendar
from agencies.policy import Act
from interventions.suspensions import access, totals
from interventions.suspensions import actions as suspensions
from interventions.suspensions.actions import Decision
from interventions.suspensions.ages import is_adult, is_of_school_age
from interventions.suspensions.facts import SuspensionFacts, outs_of, reckon
from interventions.suspensions.models import Suspension
from interventions.suspensions.totals import run_of, sixth_day
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.pupils import actions as pupils
from referrals.pupils.models import Pupil
from tests import stories
from tests.people import AT, Cast, make_cast, set_clock

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MONDAY = date(2026, 11, 23)


@pytest.fixture
def cast() -> Iterator[Cast]:
    with time_machine.travel(AT, tick=False):
        set_clock(AT)
        yield make_cast()


def instant(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def days(cast: Cast, first: date, last: date) -> tuple[date, ...]:
    return school_calendar(cast.alder.pk, bank_holidays()).school_days(first - timedelta(1), last)


def impose(
    cast: Cast,
    first: date = MONDAY,
    last: date | None = None,
    kind: str = "whole",
    at: datetime | None = None,
    **more: Any,
) -> Suspension:
    sessions = totals.sessions(days(cast, first, last or first), kind)
    facts = SuspensionFacts(kind, sessions, ("PA", "DB"), "Mentoring.", **more)
    at = at or instant(first)
    return suspensions.impose_suspension(cast.kofi, facts, seat=cast.seat("colm"), by=cast.actor("colm"), at=at)


def cancel(
    cast: Cast,
    one: Suspension,
    back_on: date = MONDAY,
    session: str = "AM",
    at: datetime = AT,
    why: str = "New evidence.",
) -> None:
    suspensions.cancel_suspension(one, why=why, back_on=back_on, back_session=session, by=cast.actor("colm"), at=at)


def tell(cast: Cast, one: Suspension, who: str, on: date | None = None) -> None:
    told_on = on or one.first_on
    suspensions.record_notice(
        one, who, whom="Them", how="by_hand", told_on=told_on, by=cast.actor("amara"), at=instant(told_on)
    )


def represent(cast: Cast, one: Suspension) -> None:
    on = one.first_on
    suspensions.record_representations(one, whose="Abena Mensah", on=on, by=cast.actor("amara"), at=instant(on))


def begin(cast: Cast, one: Suspension, at: datetime = AT) -> None:
    suspensions.begin_board_meeting(one, by=cast.actor("amara"), at=at)


def owed(one: Suspension) -> dict[str, date]:
    found = Duty.objects.owed().filter(subject_kind="suspension", subject_ref=one.reference)
    return dict(found.values_list("rule", "due_on"))


def in_term(cast: Cast, day: date = date(2026, 12, 14)) -> str:
    return totals.in_days(reckon(cast.kofi, totals.sessions((day,), "whole"), cast.alder.pk)[0].before)


def browse(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.people[name], backend=BACKEND)
    return client


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_one_cancelled_before_it_begins_counts_nothing_and_the_days_are_free_again(cast: Cast) -> None:
    one = impose(cast, date(2026, 11, 30), date(2026, 12, 2), at=AT)
    cancel(cast, one)
    assert (one.state, one.back_on, one.cancelled_why) == ("cancelled", None, "New evidence.")
    assert outs_of(cast.kofi) == []
    assert one.sessions.count() == 6  # kept, and shown as what was decided
    assert impose(cast, date(2026, 11, 30), at=AT).half_days == 2


def test_vector_cancelled_after_two_of_five_days_two_days_count(cast: Cast) -> None:
    """law.md 1.11 C: 2.0 counts to 45 (CAN-3), and to 5 and 15 until the guidance says otherwise (CAN-6)."""
    one = impose(cast, MONDAY, date(2026, 11, 30))
    assert one.half_days == 10
    cancel(cast, one, date(2026, 11, 25), at=instant(date(2026, 11, 25), 8))
    assert (in_term(cast), Suspension.objects.get().half_days) == ("2", 10)


def test_back_from_the_afternoon_keeps_the_morning(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 24))
    cancel(cast, one, MONDAY, "PM")
    assert in_term(cast) == "0.5"


@pytest.mark.parametrize("back_on", [date(2026, 11, 22), date(2026, 11, 25)])
def test_the_pupil_is_back_without_delay(cast: Cast, back_on: date) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 30))
    with pytest.raises(NotNow, match="without delay"), transaction.atomic():
        cancel(cast, one, back_on)
    assert in_term(cast) == "5"


def test_all_are_told_of_the_cancellation_with_the_board_always_and_nothing_else_stays_owed(cast: Cast) -> None:
    one = impose(cast, tell=frozenset({"social_worker"}))
    tell(cast, one, "parents")
    cancel(cast, one)
    assert owed(one) == dict.fromkeys(
        (f"tell_{who}_cancellation" for who in ("parents", "governors", "council", "social_worker")), MONDAY
    )
    tell(cast, one, "parents")
    assert one.notices.filter(recipient="parents").count() == 2
    assert "tell_parents_cancellation" not in owed(one)


def test_guard_1_no_cancelling_from_the_instant_at_which_the_meeting_begins(cast: Cast) -> None:
    one = impose(cast, misses_exam=True)
    tell(cast, one, "governors")
    evening = datetime(2026, 12, 10, 18, 3, tzinfo=UTC)
    with transaction.atomic():
        cancel(cast, one, date(2026, 12, 10), at=evening - timedelta(seconds=1))
        assert one.state == "cancelled"
        assert not Duty.objects.owed().filter(rule__startswith="board").exists()
        transaction.set_rollback(True)
    one = Suspension.objects.get()
    stale = Suspension.objects.get()
    begin(cast, one, evening)
    for again in (one, stale):
        with pytest.raises(NotNow, match=r"begun|first"), transaction.atomic():
            cancel(cast, again, date(2026, 12, 10), at=evening + timedelta(seconds=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspension.objects.filter(pk=one.pk).update(
            state="cancelled", cancelled_at=AT, cancelled_by=cast.people["colm"], cancelled_why="x"
        )


def test_guard_5_the_second_of_two_is_cancelled_the_day_before_it_begins(cast: Cast) -> None:
    first = impose(cast, date(2026, 11, 9), date(2026, 11, 13))
    second = impose(cast, date(2026, 11, 16), date(2026, 11, 19), at=instant(date(2026, 11, 13)))
    cancel(cast, second, date(2026, 11, 16), at=instant(date(2026, 11, 13), 12))
    run = run_of(outs_of(cast.kofi), first.first_on, school_calendar(cast.alder.pk, bank_holidays()))
    assert (len(run), sixth_day(run), in_term(cast)) == (5, None, "5")


def test_over_forty_five_days_nothing_is_cancelled(cast: Cast) -> None:
    last = days(cast, date(2026, 9, 2), date(2026, 11, 20))[44]
    impose(cast, date(2026, 9, 2), last)
    over = impose(cast, MONDAY, date(2026, 11, 24), is_fact_only=True)
    with pytest.raises(NotNow, match="45 days"), transaction.atomic():
        cancel(cast, over, date(2026, 11, 24), at=instant(MONDAY, 16))
    assert Suspension.objects.get(pk=over.pk).state == "imposed"


PUPIL_A = [
    (date(2026, 9, 14), date(2026, 9, 16), "whole", None),
    (date(2026, 9, 28), date(2026, 10, 2), "lunch", ("board_within_50", date(2026, 12, 15))),
    (date(2026, 11, 9), date(2026, 11, 13), "whole", ("board_within_50", date(2027, 2, 3))),
    (date(2026, 11, 16), date(2026, 11, 19), "whole", ("board_within_50", date(2027, 2, 10))),
    (date(2026, 12, 1), date(2026, 12, 1), "whole", ("board_within_15", date(2027, 1, 6))),
]


def test_vectors_c_the_boards_clock_of_pupil_a(cast: Cast) -> None:
    """law.md 1.11 C: the limit that bites, counted from the day the board was told."""
    for first, last, kind, clock in PUPIL_A:
        one = impose(cast, first, last, kind)
        if clock:
            tell(cast, one, "governors")
            if clock[0] == "board_within_50":
                assert not any(rule.startswith("board") for rule in owed(one))  # GB-3: nobody has written
        represent(cast, one)
        assert [(rule, due) for rule, due in owed(one).items() if rule.startswith("board")] == (
            [clock] if clock else []
        )


@pytest.mark.parametrize(("kind", "written"), [("whole", True), ("long", False)])
def test_a_board_without_power_does_not_meet(cast: Cast, kind: str, written: bool) -> None:
    """GB-1, though the parents wrote, and GB-3, over five days where nobody did."""
    one = impose(cast, MONDAY, date(2026, 12, 2) if kind == "long" else MONDAY)
    if written:
        represent(cast, one)
    with pytest.raises(NotNow, match="no power to reinstate"):
        begin(cast, one)


def test_a_board_that_was_told_before_or_after_the_parents_wrote_has_one_clock(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 12, 2))
    represent(cast, one)
    assert not any(rule.startswith("board") for rule in owed(one))
    tell(cast, one, "governors", date(2026, 11, 25))
    assert [rule for rule in owed(one) if rule.startswith("board")] == ["board_within_50"]
    assert Duty.objects.get(rule="board_within_50").from_on == date(2026, 11, 25)


def test_a_board_that_reinstates_frees_the_days_to_come_and_meets_its_duty(cast: Cast) -> None:
    case = stories.case(cast)
    one = impose(cast, MONDAY, date(2026, 12, 4), misses_exam=True)
    tell(cast, one, "governors")
    begin(cast, one, instant(date(2026, 11, 25)))
    decided = Decision("reinstated", date(2026, 11, 25), "It should not have been so long.", date(2026, 11, 26))
    suspensions.record_board_decision(one, decided, by=cast.actor("amara"), at=instant(date(2026, 11, 25), 12))
    assert (one.state, in_term(cast)) == ("decided", "3")
    assert set(owed(one)) == {"tell_parents_decision", "tell_council_decision"}
    assert Entry.objects.filter(case=case, kind="suspension", title="The governing board reinstated").exists()
    with pytest.raises(NotNow, match="has decided"):
        cancel(cast, one, date(2026, 11, 26), at=instant(date(2026, 11, 25), 13))


def test_a_board_does_not_undo_the_days_that_were_served(cast: Cast) -> None:
    one = impose(cast, date(2026, 11, 16), date(2026, 12, 4), misses_exam=True)
    begin(cast, one)
    decided = Decision("reinstated", MONDAY, "Too long.", date(2026, 11, 16))
    with pytest.raises(NotNow, match="were served"), transaction.atomic():
        suspensions.record_board_decision(one, decided, by=cast.actor("amara"), at=AT)
    assert (in_term(cast), Suspension.objects.get().state) == ("14", "begun")


def test_a_decision_needs_a_meeting_and_a_day_that_has_been(cast: Cast) -> None:
    one = impose(cast, misses_exam=True)
    decided = Decision("declined", MONDAY, "It stands.")
    with pytest.raises(NotNow, match="has not begun"):
        suspensions.record_board_decision(one, decided, by=cast.actor("amara"), at=AT)
    begin(cast, one)
    tomorrow = Decision("declined", date(2026, 11, 24), "It stands.")
    with pytest.raises(NotNow, match="not after today"):
        suspensions.record_board_decision(one, tomorrow, by=cast.actor("amara"), at=AT)


@pytest.mark.parametrize(("name", "status"), [("colm", 200), ("amara", 403), ("tom", 404), ("helen", 404)])
def test_the_head_alone_cancels(cast: Cast, name: str, status: int) -> None:
    one = impose(cast)
    assert browse(cast, name).get(f"/suspensions/{one.reference}/cancel-suspension/").status_code == status


def test_cancelling_over_http_a_second_click_and_what_the_council_reads(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 24))
    tell(cast, one, "council")
    url = f"/suspensions/{one.reference}/"
    typed = {"why": "New evidence.", "back_on": "23 11 2026", "back_session": "AM"}
    head = browse(cast, "colm")
    assert head.post(f"{url}cancel-suspension/", {**typed, "why": ""}).status_code == 422
    assert "Cancelled on Monday 23 November 2026" in text(head.post(f"{url}cancel-suspension/", typed, follow=True))
    assert "Already done: here it is." in text(head.post(f"{url}cancel-suspension/", typed, follow=True))
    assert "Cancelled" not in text(browse(cast, "sandra").get(url))
    told = {"recipient": "council", "whom": "Exclusions officer", "how": "here", "told_on": ""}
    assert "; of the cancellation" in text(head.post(f"{url}record-notice/", told, follow=True))
    assert "Cancelled on Monday 23 November 2026" in text(browse(cast, "sandra").get(url))
    assert "New evidence." in text(head.get(f"{url}letter/"))


def test_a_notice_written_before_the_cancellation_is_not_kept_as_one_of_it(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 24))
    url, head = f"/suspensions/{one.reference}/", browse(cast, "colm")
    told = {"recipient": "parents", "whom": "Abena Mensah", "how": "by_hand", "told_on": "", "of": "suspension"}
    typed = {"why": "New evidence.", "back_on": "23 11 2026", "back_session": "AM"}
    assert head.post(f"{url}cancel-suspension/", typed).status_code == 302
    late = head.post(f"{url}record-notice/", told)
    assert late.status_code == 422
    assert "cancelled or decided meanwhile" in late.content.decode()
    assert 'value="cancellation"' in late.content.decode()
    assert "Abena Mensah" in late.content.decode()
    with pytest.raises(NotNow, match="meanwhile"):  # where it was read before, and is done after
        suspensions.record_notice(
            one, "parents", whom="A", how="by_hand", told_on=MONDAY, of="suspension", by=cast.actor("colm"), at=AT
        )
    assert not one.notices.exists()
    assert head.post(f"{url}record-notice/", told | {"of": "cancellation"}).status_code == 302
    assert one.notices.get().of == "cancellation"


def test_the_board_over_http(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 12, 2))
    tell(cast, one, "governors")
    url, client = f"/suspensions/{one.reference}/", browse(cast, "amara")
    assert "Begin the meeting" not in text(client.get(url))
    wrote = {"whose": "Abena Mensah, mother", "on": "23 11 2026"}
    assert client.post(f"{url}record-representations/", {**wrote, "on": "24 11 2026"}).status_code == 422
    page = text(client.post(f"{url}record-representations/", wrote, follow=True))
    assert "Meets and decides by Wednesday 24 February 2027" in page
    assert "Already done" in text(client.post(f"{url}record-representations/", wrote, follow=True))
    assert "The governing board meets and decides" in text(client.get("/my-work/"))
    assert "The meeting has begun." in text(client.post(f"{url}begin-board-meeting/", {"x": ""}, follow=True))
    decided = {"outcome": "reinstated", "decided_on": "23 11 2026", "words": "Too long.", "back_on": ""}
    assert client.post(f"{url}record-board-decision/", decided).status_code == 422
    decided["back_on"] = "25 11 2026"
    page = text(client.post(f"{url}record-board-decision/", decided, follow=True))
    assert "Reinstated the pupil, Monday 23 November 2026. Too long." in page
    assert "reinstated the pupil" in letter_of(cast, one)
    assert browse(cast, "sandra").get(url).status_code == 404
    told = {"recipient": "council", "whom": "Exclusions officer", "how": "here", "told_on": ""}
    assert "; of the decision" in text(client.post(f"{url}record-notice/", told, follow=True))
    assert "Reinstated the pupil" in text(browse(cast, "sandra").get(url))
    assert Suspension.objects.get().back_on == date(2026, 11, 25)


def test_each_parent_has_a_notice_of_their_own(cast: Cast) -> None:
    one = impose(cast)
    url, client = f"/suspensions/{one.reference}/record-notice/", browse(cast, "amara")
    told = {"recipient": "parents", "whom": "Abena Mensah", "how": "by_hand", "told_on": "", "of": "suspension"}
    assert "Another parent" not in text(client.get(url))
    assert client.post(url, told).status_code == 302
    assert "Another parent" in text(client.get(url))
    assert "Record another parent" in text(client.get(f"/suspensions/{one.reference}/"))
    assert "Already done" in text(client.post(url, told, follow=True))
    assert "is recorded" in text(client.post(url, {**told, "whom": "Kwame Mensah"}, follow=True))
    assert [notice.whom for notice in one.notices.order_by("id")] == ["Abena Mensah", "Kwame Mensah"]


@pytest.mark.parametrize(
    ("recipient", "how", "status"),
    [
        ("parents", "here", 422),
        ("parents", "phone", 422),
        ("parents", "left_at_address", 302),
        ("council", "here", 302),
        ("council", "phone", 302),
        ("governors", "here", 422),
        ("governors", "in_person", 302),
    ],
)
def test_a_notice_goes_as_the_law_lets_it(cast: Cast, recipient: str, how: str, status: int) -> None:
    one = impose(cast, misses_exam=True)
    told = {"recipient": recipient, "whom": "Somebody", "how": how, "told_on": "", "of": "suspension"}
    answer = browse(cast, "amara").post(f"/suspensions/{one.reference}/record-notice/", told)
    assert answer.status_code == status
    assert one.notices.exists() is (status == 302)
    assert ("in writing" in text(answer)) is (status == 422)


def test_nobody_was_told_before_there_was_anything_to_tell(cast: Cast) -> None:
    one = impose(cast, misses_exam=True)
    url, client = f"/suspensions/{one.reference}/record-notice/", browse(cast, "amara")
    typed = {"recipient": "governors", "whom": "The clerk", "how": "in_person", "told_on": "22 11 2026"}
    answer = client.post(url, typed)
    assert (answer.status_code, owed(one)["tell_governors_suspension"]) == (422, MONDAY)
    assert "before, there was nothing to tell" in text(answer)
    client.post(url, {**typed, "told_on": "23 11 2026"})
    assert owed(one)["board_within_15"] == date(2026, 12, 15)


def letter_of(cast: Cast, one: Suspension) -> str:
    return text(browse(cast, "amara").get(f"/suspensions/{one.reference}/letter/"))


def test_the_letter_states_what_the_law_wants(cast: Cast) -> None:
    """law.md 1.4, contents 1 to 8: the days as dates, and the sixth in a row."""
    page = letter_of(cast, impose(cast, MONDAY, date(2026, 12, 2)))
    for words in (
        "To the parents of Kofi Mensah-Hart", "<li>Monday 23 November 2026</li>", "<li>Wednesday 2 December 2026</li>",
        "Physical assault against an adult", "representations to the governing board", "Kofi may take part too",
        "clerk to the governing board of Alder Hythe School", "within 50 school days", "remote meeting",
        "bring a friend",
        "not in a public place in school hours", "Thursday 26 November 2026 and Monday 30 November 2026",
        "Full-time education is given from Tuesday 1 December 2026", "not less than 48 hours", "Child Law Advice",
        "The headteacher of Alder Hythe School, Colm Brannigan",
    ):  # fmt: skip
        assert words in page, words
    assert "Friday 27 November" not in page


def test_a_short_letter_claims_no_more_than_the_law(cast: Cast) -> None:
    page = letter_of(cast, impose(cast, kind="lunch"))
    assert "has no duty to meet" in page
    for words in ("remote meeting", "public place", "Full-time education"):
        assert words not in page


def test_no_letter_of_what_is_beyond_the_power(cast: Cast) -> None:
    last = days(cast, date(2026, 9, 2), date(2026, 11, 20))[44]
    impose(cast, date(2026, 9, 2), last)
    page = letter_of(cast, impose(cast, MONDAY, kind="lunch", is_fact_only=True))
    assert "No letter is made" in page
    assert "is suspended from" not in page


@pytest.mark.parametrize(
    ("name", "status"), [("colm", 200), ("amara", 200), ("tom", 404), ("sandra", 403), ("helen", 404)]
)
def test_the_letter_is_its_schools(cast: Cast, name: str, status: int) -> None:
    one = impose(cast)
    tell(cast, one, "council")
    assert browse(cast, name).get(f"/suspensions/{one.reference}/letter/").status_code == status


def fact(cast: Cast, kind: str, starts_on: date, at: datetime) -> None:
    words = {"kind": kind, "starts_on": starts_on, "ends_on": None, "words": ""}
    pupils.record_pupil_fact(cast.kofi, **words, by=cast.actor("amara"), at=at)


def test_guard_22_a_social_worker_added_within_the_suspension_is_told_then(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 26))
    assert "tell_social_worker_suspension" not in owed(one)
    fact(cast, "ehc_plan", date(2026, 11, 25), instant(date(2026, 11, 25)))
    assert set(owed(one)) == {"tell_parents_suspension", "tell_council_suspension"}
    fact(cast, "social_worker", date(2026, 11, 25), instant(date(2026, 11, 25)))
    assert owed(one)["tell_social_worker_suspension"] == date(2026, 11, 25)
    fact(cast, "social_worker", date(2026, 11, 26), instant(date(2026, 11, 26)))
    assert len(owed(one)) == 3


def test_guard_22_after_the_suspension_or_its_cancellation_nobody_more_is_told(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 11, 24))
    fact(cast, "social_worker", date(2026, 11, 25), instant(date(2026, 11, 25)))
    assert "tell_social_worker_suspension" not in owed(one)
    other = impose(cast, date(2026, 11, 26), date(2026, 11, 30), at=instant(date(2026, 11, 25)), tell=frozenset())
    cancel(cast, other, date(2026, 11, 26), at=instant(date(2026, 11, 25), 11))
    fact(cast, "looked_after", date(2026, 11, 26), instant(date(2026, 11, 26)))
    assert not any("virtual_head" in rule for rule in owed(other))


def test_a_social_worker_known_after_the_boards_decision_is_told_of_the_decision(cast: Cast) -> None:
    one = impose(cast, MONDAY, date(2026, 12, 4), misses_exam=True)
    tell(cast, one, "governors")
    begin(cast, one)
    suspensions.record_board_decision(one, Decision("declined", MONDAY, "It stands."), by=cast.actor("amara"), at=AT)
    fact(cast, "social_worker", MONDAY, AT + timedelta(hours=1))
    assert set(owed(one)) == {f"tell_{who}_decision" for who in ("parents", "council", "social_worker")}
    assert "The social worker: not yet" in text(browse(cast, "amara").get(f"/suspensions/{one.reference}/"))


def test_a_social_worker_known_after_the_last_day_is_told_of_a_later_cancellation(cast: Cast) -> None:
    one = impose(cast)
    fact(cast, "social_worker", date(2026, 11, 25), instant(date(2026, 11, 25)))
    cancel(cast, one, date(2026, 11, 25), at=instant(date(2026, 11, 25), 11))
    assert owed(one)["tell_social_worker_cancellation"] == date(2026, 11, 25)


def test_guard_23_who_is_eighteen_by_the_cancellation_is_told_of_it_themselves(cast: Cast) -> None:
    Pupil.objects.filter(pk=cast.kofi.pk).update(born_on=date(2008, 11, 24))
    cast.kofi.refresh_from_db()
    one = impose(cast, MONDAY, date(2026, 11, 24))
    assert ("tell_parents_suspension" in owed(one), "To the parents of" in letter_of(cast, one)) == (True, True)
    cancel(cast, one, date(2026, 11, 24), at=instant(date(2026, 11, 24)))
    assert {"tell_pupil_cancellation"} == {rule for rule in owed(one) if "pupil" in rule or "parents" in rule}
    assert "To the parents of" not in letter_of(cast, one)


def test_guard_23_from_eighteen_on_the_notice_and_the_letter_are_the_pupils_own(cast: Cast) -> None:
    Pupil.objects.filter(pk=cast.kofi.pk).update(born_on=date(2008, 11, 23))
    cast.kofi.refresh_from_db()
    one = impose(cast)
    assert set(owed(one)) == {"tell_pupil_suspension", "tell_council_suspension"}
    tell(cast, one, "pupil")
    assert set(owed(one)) == {"tell_council_suspension"}
    page = letter_of(cast, one)
    assert "To Kofi Mensah-Hart" in page
    for words in ("the parents of", "public place"):
        assert words not in page
    cancel(cast, one)
    assert "tell_pupil_cancellation" in owed(one)


@pytest.mark.parametrize(
    ("born_on", "day", "is_of_age"),
    [
        (date(2010, 9, 1), date(2027, 6, 25), True),
        (date(2010, 9, 1), date(2027, 6, 28), False),
        (date(2010, 8, 31), date(2026, 6, 26), True),
        (date(2010, 8, 31), date(2026, 9, 2), False),
        (date(2021, 4, 1), date(2026, 7, 1), False),
        (date(2021, 4, 1), date(2026, 9, 1), True),
        (date(2021, 3, 31), date(2026, 3, 31), True),
    ],
)
def test_compulsory_school_age(born_on: date, day: date, is_of_age: bool) -> None:
    """EA 1996 s.8: from the prescribed day after the fifth birthday to the last Friday in June at sixteen."""
    assert is_of_school_age(born_on, day) is is_of_age


def test_who_is_born_on_the_twenty_ninth_of_february_is_eighteen_on_the_first_of_march() -> None:
    assert not is_adult(date(2008, 2, 29), date(2026, 2, 28))
    assert is_adult(date(2008, 2, 29), date(2026, 3, 1))


def test_the_door_lets_a_teacher_do_none_of_it(cast: Cast) -> None:
    one = impose(cast)
    for act in (Act.CANCEL_SUSPENSION, Act.RECORD_REPRESENTATIONS, Act.BEGIN_BOARD_MEETING, Act.RECORD_BOARD_DECISION):
        assert not access.suspensions(cast.actor("tom"), act).exists()
        assert access.suspensions(cast.actor("colm"), act).get() == one
