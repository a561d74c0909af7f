"""The notices of each parent and the letter of a suspension."""

from datetime import date

import pytest

from tests.browsing import browse, text
from tests.people import Cast
from tests.suspensions import days, impose, letter_of, nobody_at_the_council, owed, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
MONDAY = date(2026, 11, 23)


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
    assert [notice.whom for notice in one.notices.filter(recipient="parents").order_by("id")] == [
        "Abena Mensah",
        "Kwame Mensah",
    ]


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
    with nobody_at_the_council():
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


def test_the_letter_states_what_the_law_wants(cast: Cast) -> None:
    """law.md 1.4, contents 1 to 8: the days as dates, and the sixth in a row."""
    page = letter_of(cast, impose(cast, MONDAY, date(2026, 12, 2)))
    for words in (
        "To the parents of Kofi Mensah-Hart", "<li>Monday 23 November 2026</li>", "<li>Wednesday 2 December 2026</li>",
        "Physical assault against an adult", "The law calls that making representations.", "Kofi may take part too",
        "clerk to the governing board of Alder Hythe School", "within 50 school days", "remote meeting",
        "bring a friend",
        "not in a public place in school hours", "Thursday 26 November 2026 and Monday 30 November 2026",
        "From Tuesday 1 December 2026 the school has to give full-time education.",
        "not less than 48 hours", "Child Law Advice",
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
