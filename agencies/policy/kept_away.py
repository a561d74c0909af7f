"""Words that can mean that a pupil was sent home or kept away without a suspension (law.md EX-08): rows of words."""

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import normalize

GAP = "…"

ROWS = (
    "send … home",
    "sent … home",
    "sending … home",
    "collect … early",
    "collected … early",
    "pick … up early",
    "picked … up early",
    "cool off",
    "cooling off",
    "cool down at home",
    "stay home",
    "stay at home",
    "stays at home",
    "stay away until",
    "keep … home",
    "kept … home",
    "keep … at home",
    "kept … at home",
    "home until",
    "home for the rest of",
    "not to come in",
    "not come back until",
    "not to come back until",
    "part time",
    "reduced timetable",
    "reduced hours",
    "half days",
    "mornings only",
    "informal exclusion",
    "unofficial exclusion",
    "excluded informally",
)
"""In small letters, with spaces for hyphens; … stands for up to three words, which say whom."""
NOT_SO = (
    *("letter", "letters", "note", "notes", "text", "email", "message", "report", "form", "postcard"),
    *("work", "homework", "book", "books"),
)
"""Where one of these is what was sent home, no pupil was."""
JOBS = ("job", "jobs", "work", "worker", "carer", "staff", "teacher", "student", "course")
"""What may be part-time of itself."""
BETWEEN = r"[\s\u2010-\u2015-]++"
IS_IT = (
    "Was it because of what the pupil did? Sending a pupil home, or giving them fewer hours, for that is an exclusion: "
    "without a formal suspension it is unlawful, even when a parent agrees."
)
"""The plain question; said to whoever writes of it, and to whoever leads on what was written."""


def as_row(words: str) -> str:
    """Words as a row has them: in small letters, with spaces for hyphens and one sign for an apostrophe and a gap."""
    plain = normalize("NFC", words).lower().replace("’", "'").replace("...", f" {GAP} ").replace(GAP, f" {GAP} ")
    return " ".join(re.sub(r"[\u2010-\u2015-]", " ", plain).split())


def says_kept_away(*texts: str, own: Iterable[str] = ()) -> str:
    """The first such words, as they stand in a text, or nothing; `own`, the rows that a council has beside these."""
    return says((*ROWS, *own), *texts)


def says(rows: Iterable[str], *texts: str) -> str:
    """The first words of these rows alone, as they stand in a text, or nothing."""
    every, written = list(rows), [normalize("NFC", text) for text in texts]
    found = (match.group(0) for text in written for row in every for match in _matches(row, text))
    return " ".join(next(found, "").split())


def not_so(row: str) -> str:
    """The word of a row by which it is never found: something else was sent home. Nothing where there is none."""
    return next((word for word in NOT_SO if word in _bare(row)), "")


def _matches(row: str, text: str) -> list[re.Match[str]]:
    matches = (match for match in _pattern(row).finditer(text))
    return [one for one in matches if not _bare(one.group(0)).intersection(NOT_SO)]


def _bare(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


@lru_cache(maxsize=2000)
def _pattern(row: str) -> re.Pattern[str]:
    """Whole words, whatever stands between them; part-time work is somebody's own.

    Nothing is given back once it is taken (`++`), so that a text is read once, whatever somebody typed.
    """
    words = row.split()
    parts = [_gap(words[n + 1]) if word == GAP else _word(word) + BETWEEN for n, word in enumerate(words)]
    last = "" if row != "part time" else rf"(?!{BETWEEN}(?:{'|'.join(JOBS)})\b)"
    return re.compile(r"\b" + "".join(parts).removesuffix(BETWEEN) + r"\b" + last, re.IGNORECASE)


def _gap(before: str) -> str:
    """Up to three words, each of up to three with hyphens, of which none is the row's next."""
    letters = r"[\w'’]++"
    return rf"(?:{letters}(?:[\u2010\u2011-](?!{_word(before)}\b){letters}){{0,2}}+{BETWEEN}){{0,3}}?"


def _word(word: str) -> str:
    return re.escape(word).replace("'", "['’]")
