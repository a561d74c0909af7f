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
    rows, written = (*ROWS, *own), [normalize("NFC", text) for text in texts]
    found = (match.group(0) for text in written for row in rows for match in _matches(row, text))
    return " ".join(next(found, "").split())


def _matches(row: str, text: str) -> list[re.Match[str]]:
    matches = (match for match in _pattern(row).finditer(text))
    return [one for one in matches if not set(re.findall(r"\w+", one.group(0).lower())).intersection(NOT_SO)]


@lru_cache(maxsize=2000)
def _pattern(row: str) -> re.Pattern[str]:
    """Whole words, whatever stands between them; part-time work is somebody's own."""
    between = r"[\s\u2010-\u2015-]+"
    parts = [rf"(?:[\w'’-]+{between}){{0,3}}?" if word == "…" else _word(word) + between for word in row.split()]
    last = "" if row != "part time" else rf"(?!{between}(?:{'|'.join(JOBS)})\b)"
    return re.compile(r"\b" + "".join(parts).removesuffix(between) + r"\b" + last, re.IGNORECASE)


def _word(word: str) -> str:
    return re.escape(word).replace("'", "['’]")
