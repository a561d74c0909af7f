"""Words that can mean that a pupil was kept away are caught, and what only sounds like them is not (law.md EX-08)."""

from time import process_time

import pytest

from agencies.policy.kept_away import as_row, says_kept_away

CAUGHT = {
    "We asked Mum to collect him early to cool off.": "collect him early",
    "Asked to COLLECT Kofi early": "COLLECT Kofi early",
    "He is on part-time after the fight": "part-time",
    "part\u2011time from Monday": "part\u2011time",
    "She should stay home until Monday": "stay home",
    "He was sent home at eleven.": "sent home",
    "I had to send the boy home": "send the boy home",
    "Dad was told to keep her  at\nhome": "keep her at home",
    "A reduced timetable for now": "reduced timetable",
    "He is only in for half days": "half days",
    "picked O\u2019Shea up early": "picked O\u2019Shea up early",
    "Told him not to come back until he says sorry": "not to come back until",
    "He needs to cool-off": "cool-off",
    "Send his well-known brother home": "Send his well-known brother home",
    "collect Kofi-early": "collect Kofi-early",
    "keep her at-risk sister at home": "keep her at-risk sister at home",
}
NOT_CAUGHT = [
    "",
    "He has a part-time job at the garage",
    "Mum works part time work at night",
    "The part-time teacher saw it",
    "I sent a letter home",
    "Sent the homework home with him",
    "He went home at three",
    "Home is calm",
    "He was cooled by the wind",
    "presented homeless",
    "He collects stamps, early ones",
]


@pytest.mark.parametrize("text", CAUGHT)
def test_what_can_mean_kept_away_is_caught_as_it_stands(text: str) -> None:
    assert says_kept_away(text) == CAUGHT[text]


@pytest.mark.parametrize("text", NOT_CAUGHT)
def test_what_only_sounds_like_it_is_not(text: str) -> None:
    assert says_kept_away(text) == ""


def test_it_is_looked_for_in_each_text_and_a_long_one_takes_no_time() -> None:
    assert says_kept_away("Nothing", "He was sent home") == "sent home"
    assert says_kept_away("sent " * 40_000) == ""


@pytest.mark.parametrize(
    "of", ["-", "- ", " ", "'", "-'", "a-", "a'-", "send-", "keep at-", "a \u2014 ", "send homework "]
)
@pytest.mark.parametrize("begins", ["We will send ", "part", "keep her ", "stay"])
def test_what_is_repeated_thousands_of_times_takes_no_time(begins: str, of: str) -> None:
    own, text = ["send … home … again", "a … a … b"], begins + (of * 4_000)[:4_000]
    says_kept_away("", own=own)
    before = process_time()
    assert says_kept_away(text, own=own) == ""
    assert process_time() - before < 0.1


def test_a_councils_own_words_are_looked_for_beside_them_and_nothing_typed_is_a_pattern() -> None:
    own = [as_row(words) for words in ("Rest … at HOME", "time-out with Mam", "o’shea rule", "cre\u0300che day", "a.c")]
    assert says_kept_away("He is to rest for now at home", own=own) == "rest for now at home"
    assert says_kept_away("A TIME\u2011OUT  with mam", own=own) == "TIME\u2011OUT with mam"
    assert says_kept_away("the O'Shea rule", "the O’SHEA rule", own=own) == "O'Shea rule"
    assert says_kept_away("A crèche day", own=own) == "crèche day"
    assert says_kept_away("abc", own=own) == ""
    assert says_kept_away("He was sent home", own=own) == "sent home"
    assert says_kept_away("rest … " * 20_000, own=own) == ""
