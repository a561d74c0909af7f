"""The period of a suspension in words that go on a sentence: from which session to which, or for which."""

from collections.abc import Iterable
from datetime import date

from agencies.words import in_sentence, listed, long_day
from interventions.suspensions import words
from interventions.suspensions.totals import ORDER_OF_DAY, Session

Sessions = list[tuple[date, str]]
PARTS = {Session.AM: "the morning of", Session.PM: "the afternoon of", Session.LUNCH: "lunchtime on"}
KINDS = {
    Session.AM: words.LENGTHS["mornings"],
    Session.PM: words.LENGTHS["afternoons"],
    Session.LUNCH: words.LENGTHS["lunch"],
}


def period(found: Iterable[tuple[date, str]]) -> str:
    """Such as "from the afternoon of Tuesday 24 November 2026 to noon on Thursday 26 November 2026"."""
    taken: Sessions = sorted(found, key=lambda one: (one[0], ORDER_OF_DAY[Session(one[1])]))
    days = list(dict.fromkeys(day for day, _ in taken))
    if not taken:
        return ""
    if len(taken) == 1:
        return f"for {PARTS[Session(taken[0][1])]} {long_day(days[0])}"
    kinds = {session for _, session in taken}
    if len(kinds) == 1:
        return f"for {in_sentence(KINDS[Session(kinds.pop())])} from {long_day(days[0])} to {long_day(days[-1])}"
    if not _is_unbroken(taken, days):
        return f"for {listed([f'{PARTS[Session(session)]} {long_day(day)}' for day, session in taken])}"
    if len(days) == 1:
        return f"for the whole of {long_day(days[0])}"
    begins = "" if taken[0][1] == Session.AM else f"{PARTS[Session.PM]} "
    ends = "noon on" if taken[-1][1] == Session.AM else "the end of"
    return f"from {begins}{long_day(days[0])} to {ends} {long_day(days[-1])}"


def _is_unbroken(taken: Sessions, days: list[date]) -> bool:
    """Whether every session between the first and the last is one of it, on its days: lunchtimes apart."""
    whole = [(day, session) for day in days for session in (Session.AM, Session.PM)]
    places = [whole.index((day, Session(session))) for day, session in taken if (day, session) in whole]
    return len(places) == len(taken) and places == list(range(places[0], places[-1] + 1))
