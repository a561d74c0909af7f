"""What the letters say, to whom, and in how plain words: law.md 1.4, reading age about 11."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from agencies.directory.actions import Letterhead, keep_letterhead
from interventions.suspensions import actions as suspensions
from interventions.suspensions import pages
from interventions.suspensions.models import Suspension
from referrals.pupils.models import Pupil
from tests.browsing import browse, carried, text
from tests.people import AT, Cast
from tests.suspensions import (
    HAPPENED,
    begin,
    cancel,
    clerk,
    days,
    decide,
    decision,
    impose,
    instant,
    letter_of,
    owed,
    tell,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
MONDAY = date(2026, 11, 23)
ADDRESS = "12 School Lane\nAlder Hythe\nWX1 2AB"
NAMES = re.compile(
    r"(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday) \d+ \w+ \d{4}|Alder Hythe School|Kofi’s|"
    r"Kofi Mensah-Hart|Colm Brannigan|Iris Fenwick|SEND|Child Law Advice|Coram Children’s Legal Centre|"
    r"National Autistic Society’s|Kofi|GOV\.UK|Suspension [\w-]{11}"
)
"""Names, days and references are no words of ours; each is read as one short word."""
LIMIT, SHORTEST, LONGEST = 7.0, 4, 30


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end: near enough for a count of many words."""
    bare = re.sub(r"(?<=[^aeiouyl])e$|(?<=[^td])ed$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", bare)))


def grade(parts: list[list[str]]) -> float:
    """The school grade by Flesch and Kincaid: 6 is read at about 11."""
    found = sentences(parts)
    words = [word for one in found for word in one]
    return 0.39 * len(words) / len(found) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def sentences(parts: list[list[str]]) -> list[list[str]]:
    """The words of each sentence: what is shorter than four is a line of the letterhead, a date or a name."""
    said = [NAMES.sub("Jo", words) for tag, words in parts if tag == "p"]
    found = [one for words in said for one in re.split(r"(?<=[.?!])\s+", words)]
    read = [re.findall(r"[A-Za-z’-]+", one) for one in found]
    return [words for words in read if len(words) >= SHORTEST]


def parts_of(one: Suspension, at: Any = AT) -> list[list[str]]:
    return pages.as_parts(pages.letter(Suspension.objects.get(pk=one.pk), at))


def said(one: Suspension, at: Any = AT) -> str:
    return " ".join(words for _, words in parts_of(one, at))


def of_age(cast: Cast) -> None:
    Pupil.objects.filter(pk=cast.kofi.pk).update(born_on=date(2008, 11, 1))
    cast.kofi.refresh_from_db()


def a_short_one(cast: Cast) -> Suspension:
    return impose(cast, MONDAY, date(2026, 11, 25))


def six_days(cast: Cast) -> Suspension:
    return impose(cast, MONDAY, date(2026, 12, 2))


def lunchtimes(cast: Cast) -> Suspension:
    return impose(cast, MONDAY, MONDAY, "lunch")


def over_fifteen(cast: Cast) -> Suspension:
    one = impose(cast, MONDAY, date(2026, 12, 17))
    tell(cast, one, "governors")
    return one


def shortened(cast: Cast) -> Suspension:
    one = a_short_one(cast)
    back = {"back_on": date(2026, 11, 25), "back_session": "AM"}
    suspensions.shorten_suspension(one, why="He came back early.", **back, by=cast.actor("colm"), at=AT)
    return one


def cancelled(cast: Cast) -> Suspension:
    one = a_short_one(cast)
    cancel(cast, one, MONDAY, "PM")
    return one


def void(cast: Cast) -> Suspension:
    one = a_short_one(cast)
    suspensions.void_suspension(one, why="It was another pupil.", by=cast.actor("colm"), at=AT)
    return one


def decided(outcome: str, back_on: date | None = None) -> Callable[[Cast], Suspension]:
    def make(cast: Cast) -> Suspension:
        one = over_fifteen(cast)
        begin(cast, one, at=instant(date(2026, 11, 30)))
        decide(cast, one, decision(outcome, instant(date(2026, 11, 30), 12), back_on=back_on))
        return one

    return make


LETTERS: dict[str, Callable[[Cast], Suspension]] = {
    "short": a_short_one,
    "six days": six_days,
    "lunchtimes": lunchtimes,
    "over fifteen": over_fifteen,
    "shortened": shortened,
    "cancelled": cancelled,
    "void": void,
    "declined": decided("declined"),
    "reinstated": decided("reinstated", date(2026, 12, 1)),
}


@pytest.mark.parametrize("adult", [False, True], ids=["to parents", "to the pupil"])
@pytest.mark.parametrize("which", LETTERS)
def test_a_letter_reads_easily(cast: Cast, which: str, adult: bool) -> None:
    if adult:
        of_age(cast)
    clerk(cast)
    keep_letterhead(cast.alder, HEAD, by=cast.actor("colm"), at=AT)
    one = LETTERS[which](cast)
    found = grade(parts_of(one))
    assert found <= LIMIT, (found, said(one))
    assert not [words for words in sentences(parts_of(one)) if len(words) > LONGEST]


def test_the_count_of_reading_tells_plain_words_from_others() -> None:
    plain = [["p", "The school was shut. You can write to us. We will read what you say."]]
    hard = [["p", "Notwithstanding representations previously communicated, reinstatement necessitates consideration."]]
    assert grade(plain) < 3 < 15 < grade(hard)


@pytest.mark.parametrize("which", LETTERS)
def test_a_pupil_of_18_is_written_to_as_you(cast: Cast, which: str) -> None:
    """law.md 10, G23: nothing in it speaks of the pupil as somebody else, or to the parents."""
    of_age(cast)
    one = LETTERS[which](cast)
    letter = said(one).replace(HAPPENED, "")
    assert letter.count("Kofi") == 1, letter
    assert "To Kofi Mensah-Hart" in letter
    assert "parent" not in letter
    assert re.search(r"\byou\b|\byour\b", letter, re.IGNORECASE)
    assert not re.search(r"\byou (is|was|has|comes|gets)\b|You is", letter, re.IGNORECASE)
    assert re.search(r"(?<=[.:?] )you\b", letter) is None


def test_to_a_pupil_of_18_the_pages_ask_for_no_parent(cast: Cast) -> None:
    of_age(cast)
    one = a_short_one(cast)
    assert set(owed(one)) == {"tell_pupil_suspension"}
    page = letter_of(cast, one)
    assert "It is for Kofi, who is 18 or over, and for no parent" in page
    client = browse(cast, "amara")
    assert "parents" not in text(client.get(f"/suspensions/{one.reference}/record-notice/")).lower().split("<form")[1]
    assert "Another parent" not in text(client.get(f"/suspensions/{one.reference}/"))


def test_that_it_never_happened_goes_to_whoever_was_told_also_where_the_pupil_came_of_age(cast: Cast) -> None:
    Pupil.objects.filter(pk=cast.kofi.pk).update(born_on=date(2008, 11, 25))
    cast.kofi.refresh_from_db()
    one = a_short_one(cast)
    tell(cast, one, "parents")
    at = instant(date(2026, 11, 26))
    suspensions.void_suspension(one, why="It was another pupil.", by=cast.actor("colm"), at=at)
    assert "tell_parents_void" in owed(one)
    assert "To the parents of Kofi Mensah-Hart" in said(one, at)


HEAD = Letterhead(ADDRESS, "01632 960200", "Mr Ojo", "", "")


def test_the_reason_is_the_heads_own_words_and_the_code_stands_after_them(cast: Cast) -> None:
    letter = said(a_short_one(cast))
    assert HAPPENED in letter
    assert letter.index(HAPPENED) < letter.index("Physical assault against an adult")
    assert "lacks" not in letter


def test_the_letter_says_where_the_school_is_and_to_whom_to_write(cast: Cast) -> None:
    one = a_short_one(cast)
    before = letter_of(cast, one)
    for what in ("the school’s address", "its phone number", "who the clerk to the governing board is"):
        assert what in before
    assert "The headteacher adds what is missing of the school, on People." in before
    assert "lacks" not in said(one)
    keep_letterhead(cast.alder, HEAD, by=cast.actor("colm"), at=AT)
    letter = said(one)
    assert "12 School Lane Alder Hythe WX1 2AB" in letter
    assert "Phone: 01632 960200" in letter
    assert "Alder Hythe School, Mr Ojo, at the school’s address, which stands at the top" in letter
    assert "This letter lacks" not in letter_of(cast, one)
    other = Letterhead(ADDRESS, "", "Mr Ojo", "01632 960777", "clerk@alder.test")
    keep_letterhead(cast.alder, other, by=cast.actor("colm"), at=AT)
    assert "Mr Ojo, here: clerk@alder.test" in said(one)
    assert "You can ring the clerk: 01632 960777." in said(one)
    clerk(cast)
    assert "Iris Fenwick, here:" in said(one)


def test_the_head_is_asked_for_what_letters_do_not_say(cast: Cast) -> None:
    one = a_short_one(cast)
    url = f"/people/agencies/{cast.alder.reference}/keep-letterhead/"
    page = text(browse(cast, "colm").get(f"/suspensions/{one.reference}/"))
    assert "Letters don’t say the school’s address; its phone number; who the clerk to the governing board is." in page
    assert url in page
    assert "Letters don’t say" not in text(browse(cast, "amara").get(f"/suspensions/{one.reference}/"))
    keep_letterhead(cast.alder, HEAD, by=cast.actor("colm"), at=AT)
    assert "Letters don’t say" not in text(browse(cast, "colm").get(f"/suspensions/{one.reference}/"))


def test_what_a_system_reports_without_words_is_asked_of_the_head(cast: Cast) -> None:
    one = impose(cast, happened="")
    assert "the reasons in the head’s own words: the head adds them under “Correct it”" in letter_of(cast, one)
    url, client = f"/suspensions/{one.reference}/correct-suspension/", browse(cast, "colm")
    asked = {"first_on": "23 11 2026", "last_on": "23 11 2026", "kind": "whole", "reasons": ["PA", "DB"]}
    asked |= {"since": "AM", "until": "PM", "why": "The words were missing."}
    assert client.post(url, {**carried(client.get(url)), **asked, "happened": HAPPENED}).status_code == 302
    one.refresh_from_db()
    assert (one.happened, one.revision, one.changes[-1]["was"]["happened"]) == (HAPPENED, 1, "")
    assert "own words" not in letter_of(cast, one)
    emptied = client.post(url, {**carried(client.get(url)), **asked, "happened": ""})
    assert emptied.status_code == 422


def test_a_letter_that_gives_no_reasons_of_the_head_does_not_ask_for_them(cast: Cast) -> None:
    one = impose(cast, happened="")
    cancel(cast, one, MONDAY, "PM")
    assert "own words" not in letter_of(cast, one)


def test_work_is_set_until_education_is_owed(cast: Cast) -> None:
    letter = said(six_days(cast))
    assert "Thursday 26 November 2026 and Monday 30 November 2026. If no work comes" in letter
    assert "From Tuesday 1 December 2026 the school has to give full-time education." in letter
    assert "The school sets work" not in said(lunchtimes_of_another_day(cast))


def lunchtimes_of_another_day(cast: Cast) -> Suspension:
    return impose(cast, date(2026, 12, 7), date(2026, 12, 7), "lunch", at=AT)


def test_a_cancelled_one_that_was_beyond_the_power_has_its_notice(cast: Cast) -> None:
    """No letter could say that it is lawful; that it is cancelled, the parents are told in writing (CAN-4)."""
    last = days(cast, date(2026, 9, 2), date(2026, 11, 20))[44]
    impose(cast, date(2026, 9, 2), last)
    one = impose(cast, date(2026, 11, 24), kind="lunch", is_fact_only=True, at=AT)
    assert "No letter is made" in letter_of(cast, one)
    cancel(cast, one, MONDAY)
    one.refresh_from_db()
    assert one.is_beyond_power
    page = letter_of(cast, one)
    assert "No letter is made" not in page
    assert "No head has the power to do that." in page
    assert "No letter is made" not in text(browse(cast, "amara").get(f"/suspensions/{one.reference}/"))
    told = {"recipient": "parents", "whom": "Abena Mensah", "how": "by_hand", "told_on": "", "of": "cancellation"}
    assert browse(cast, "amara").post(f"/suspensions/{one.reference}/record-notice/", told).status_code == 302
    assert any("No head has the power" in words for _, words in one.notices.get(recipient="parents").letter)


def test_what_was_cancelled_before_it_began_says_that_no_day_of_it_was_served(cast: Cast) -> None:
    one = impose(cast, date(2026, 11, 30), date(2026, 12, 2), at=AT)
    cancel(cast, one)
    letter = said(one)
    assert "No day of it was served, and none counts." in letter
    assert "still count" not in letter
    assert "without delay" not in letter
    assert "back in school" not in letter


def test_a_cancellation_printed_later_says_the_same(cast: Cast) -> None:
    one = cancelled(cast)
    later = said(one, instant(date(2026, 12, 7)))
    assert "Kofi is back in school from Monday 23 November 2026." in later
    assert "Time that Kofi was out before coming back still counts." in later
    assert "today" not in later


@pytest.mark.parametrize("which", ["cancelled", "void", "declined", "reinstated"])
def test_a_letter_to_which_nobody_writes_back_lacks_no_address(cast: Cast, which: str) -> None:
    assert "This letter lacks" not in letter_of(cast, LETTERS[which](cast))
