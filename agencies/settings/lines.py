"""What a council may set in words, a line each: words that are asked about, its levels of need, advice services."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError

from agencies.characters import is_seen
from agencies.policy.kept_away import GAP, ROWS, as_row, not_so

LINES = "lines"
MOST_LINES, MOST_LETTERS = 60, 120
MEANS = {
    "universal": "universal",
    "early_help": "early help",
    "targeted": "targeted help",
    "statutory": "statutory services",
}
"""What a council's own level of need stands for in national reports (law.md 3.2)."""
LEVELS_OF_NEED = (
    ("1", "Level 1, universal", "universal"),
    ("2", "Level 2, early help", "early_help"),
    ("3", "Level 3, targeted help of several agencies", "targeted"),
    ("4", "Level 4, specialist: child in need, or child protection", "statutory"),
)
"""The ladder of a council that has set none of its own: code, name, and what it stands for."""
ADVICE = (
    "The SEND advice and support service of your council",
    "Child Law Advice, by the Coram Children’s Legal Centre",
    "The National Autistic Society’s school exclusion service",
)
KEPT_AWAY, NEED, SERVICES = "kept_away_words", "levels_of_need", "advice_services"
NO_WORDS = "Write words of letters, with … where up to three others may stand between: “{}” is not so"
NEVER = "“{}” would never be found: where there is “{}”, it was no pupil who was sent home. Leave that line out"
TOO_OFTEN = "Write two words or more, of which one is not like “the” and “at”: “{}” would be found too often"
COMMON = frozenset((
    *("a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "did", "do", "does", "for", "from"),
    *("get", "go", "goes", "got", "had", "has", "have", "he", "her", "him", "his", "i", "if", "in", "is", "it"),
    *("its", "me", "my", "no", "not", "of", "on", "or", "our", "out", "she", "so", "that", "the", "their", "them"),
    *("then", "there", "they", "this", "to", "until", "up", "us", "was", "we", "were", "when", "who", "will"),
    *("with", "you", "your"),
))  # fmt: skip
"""Words of nearly every sentence."""
NO_LEVEL = "Write each level as a number; its name; and what it stands for: “{}” is not so"
TOO_MANY = f"Write {MOST_LINES} lines at most, of {MOST_LETTERS} letters at most"


@dataclass(frozen=True, slots=True)
class InLines:
    """One such setting: how its lines become what is kept, and what is kept its lines again."""

    name: str
    group: str
    what: str
    default: tuple[Any, ...]
    counted: str
    source: str
    help: str
    counts: str
    read: Callable[[list[str]], list[Any]]
    show: Callable[[Any], str]


def in_lines(one: InLines, text: str) -> list[Any]:
    """What is kept of what was typed; `ValidationError` with the sentence for whoever typed it."""
    found = [" ".join(line.split()) for line in text.splitlines() if is_seen(line)]
    if len(found) > MOST_LINES or any(len(line) > MOST_LETTERS for line in found):
        raise ValidationError(TOO_MANY)
    return one.read(found)


def _words(lines: list[str]) -> list[str]:
    rows = [as_row(line) for line in lines]
    for row, line in zip(rows, lines, strict=True):
        parts = row.split()
        is_row = all(part == GAP or re.fullmatch(r"[^\W\d_]+('[^\W\d_]+)*", part) for part in parts)
        if not is_row or len(row) < 3 or _is_loose(parts):
            raise ValidationError(NO_WORDS.format(line))
        if len(set(parts) - {GAP}) < 2 or COMMON.issuperset({*parts} - {GAP}):
            raise ValidationError(TOO_OFTEN.format(line))
        if word := not_so(row):
            raise ValidationError(NEVER.format(line, word))
    return [row for row in dict.fromkeys(rows) if row not in ROWS]


def _is_loose(parts: list[str]) -> bool:
    """Whether a gap stands at an end, or beside another, or there are too many: that would find anything."""
    return GAP in (parts[0], parts[-1]) or (GAP, GAP) in pairwise(parts) or parts.count(GAP) > 2


def _levels(lines: list[str]) -> list[list[str]]:
    by_words = {words: code for code, words in MEANS.items()}
    found = []
    for line in lines:
        code, name, means = ([part.strip() for part in line.split(";")] + ["", ""])[:3]
        if line.count(";") != 2 or not (code and name) or len(code) > 20 or means.lower() not in by_words:
            raise ValidationError(NO_LEVEL.format(line))
        found.append([code, name, by_words[means.lower()]])
    if len({code for code, *_ in found}) != len(found):
        raise ValidationError("Write each level once")
    if not found:
        raise ValidationError("Write one level or more")
    return found


def _services(lines: list[str]) -> list[str]:
    if not lines:
        raise ValidationError("Write one service or more: the letter names where the family finds advice")
    return list(dict.fromkeys(lines))


def _level(row: Iterable[str]) -> str:
    code, name, means = row
    return f"{code}; {name}; {MEANS[means]}"


KINDS = (
    InLines(
        KEPT_AWAY,
        "concerns",
        "Words of your own that can mean that a pupil was kept away",
        (),
        ", beside those of the service",
        "The guidance on suspension: sending home without one is unlawful",
        "Two words or more to a line, such as: rest … at home. The mark … stands for up to three. Capitals and hyphens "
        "don’t matter. To retire one, take its line out: those of the service stay",
        "From that day on they are looked for in concerns, entries and referrals, also in what was written before.",
        _words,
        str,
    ),
    InLines(
        NEED,
        "referrals",
        "The levels of need on a referral",
        LEVELS_OF_NEED,
        "",
        "The council’s own ladder, with what each level stands for in national reports",
        "One to a line: its number; its name; and universal, early help, targeted help or statutory services",
        "A referral is written with the ladder of its day, and keeps the level that it says.",
        _levels,
        _level,
    ),
    InLines(
        SERVICES,
        "suspensions",
        "Advice services that the letter to the family names",
        ADVICE,
        "",
        "The guidance on suspension: free and impartial advice",
        "One to a line, as the family reads it",
        "A letter that is made from that day on names them. One that was given stays as it was.",
        _services,
        str,
    ),
)
BY_NAME = {one.name: one for one in KINDS}
