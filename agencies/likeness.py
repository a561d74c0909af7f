"""How much two children's records are alike, in points that a person can read: why, and what follows (data.md 3.4).

No machine merges children: what is alike is a question to a person. Points and bands are the rows below.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from jellyfish import jaro_winkler_similarity, metaphone

STRONG, POSSIBLE = 70, 45
POINTS = {
    "upn": 50,
    "other_upn": -20,
    "born": 25,
    "born_turned": 15,
    "born_digit": 10,
    "born_else": -30,
    "family": 20,
    "family_near": 12,
    "family_else": -10,
    "given": 20,
    "given_near": 12,
    "given_initial": 5,
    "given_else": -12,
    "names_turned": 42,
    "postcode": 15,
    "postcode_near": 4,
    "school": 5,
    "sex": -5,
}
SURE, NEAR, GIVEN_NEAR = 0.95, 0.88, 0.90
"""Jaro-Winkler, on letters alone."""
SOUNDS_LIKE = 0.9
LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", **dict.fromkeys("'’‘ʼ.`´")})
NICKNAMES = Path(__file__).parent / "data" / "given_names.csv"


class Band(StrEnum):
    """What two records are to each other, as far as a machine can say."""

    STRONG = "strong"
    POSSIBLE = "possible"
    SIBLING = "sibling"
    CONFLICT = "conflict"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Child:
    """What of a child is compared; UPNs in normal form, `former` family names, empty where not known."""

    given_name: str
    family_name: str
    born_on: date
    known_as: str = ""
    former: tuple[str, ...] = ()
    upns: frozenset[str] = frozenset()
    postcode: str = ""
    sex: str = ""
    schools: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """The sum of the points, the band, and the rows of POINTS that made it."""

    points: int
    band: Band
    why: tuple[str, ...]


def plain(name: str) -> str:
    """A name as it is compared: no accents, no capitals, no apostrophes, other marks as spaces."""
    folded = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    bare = "".join(one for one in folded if unicodedata.category(one) not in ("Mn", "Cf"))
    return " ".join(re.sub(r"[^\w]|_", " ", bare).split())


def likeness(one: Child, other: Child) -> Likeness:
    """Compare two children; the order of the two changes nothing."""
    given = _given(one, other)
    why = [*_upn(one, other), _born(one.born_on, other.born_on), _family(one, other), given, *_rest(one, other)]
    if given in ("given_else", "given_initial") and _are_turned(one, other):
        why[why.index(given)] = "names_turned"
    points = sum(POINTS[row] for row in why)
    return Likeness(points, _band(points, why), tuple(why))


def days_near(born_on: date) -> Iterator[date]:
    """The birthdays that score more than another day does: this one, turned round, or with one digit that differs."""
    yield born_on
    if (turned := _turned(born_on)) is not None:
        yield turned
    text = born_on.isoformat()
    for place, there in enumerate(text):
        for digit in "0123456789" if there.isdigit() else "":
            with suppress(ValueError):
                if digit != there:
                    yield date.fromisoformat(text[:place] + digit + text[place + 1 :])


def _upn(one: Child, other: Child) -> list[str]:
    if one.upns & other.upns:
        return ["upn"]
    are_permanent = all(child.upns and all(upn[-1].isdigit() for upn in child.upns) for child in (one, other))
    return ["other_upn"] if are_permanent else []


def _born(one: date, other: date) -> str:
    if one == other:
        return "born"
    if _turned(one) == other:
        return "born_turned"
    return "born_digit" if _digits_apart(one, other) == 1 else "born_else"


def _turned(day: date) -> date | None:
    """The day with day and month exchanged, where that is another one."""
    return date(day.year, day.day, day.month) if day.day <= 12 and day.day != day.month else None


def _digits_apart(one: date, other: date) -> int:
    return sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True))


def _letters(name: str) -> str:
    return plain(name).replace(" ", "")


def _alike(one: str, other: str) -> float:
    return jaro_winkler_similarity(_letters(one), _letters(other))


def _family(one: Child, other: Child) -> str:
    """The best pair of the legal and the former ones."""
    pairs = [(a, b) for a in (one.family_name, *one.former) for b in (other.family_name, *other.former)]
    best = max(_alike(*pair) for pair in pairs)
    if best >= SURE:
        return "family"
    if best >= NEAR or any(_holds(a, b) or _holds(b, a) for a, b in pairs):
        return "family_near"
    return "family_else"


def _holds(one: str, other: str) -> bool:
    words = set(plain(other).split())
    return bool(words) and words <= set(plain(one).split())


def _given(one: Child, other: Child) -> str:
    """The best pair of the first given names and what they are called."""
    firsts = [[plain(name).split()[0] for name in (c.given_name, c.known_as) if plain(name)] for c in (one, other)]
    found = [_first(a, b) for a in firsts[0] for b in firsts[1]]
    return max(found, key=POINTS.__getitem__, default="given_else")


def _first(one: str, other: str) -> str:
    if one == other:
        return "given"
    if 1 in (len(one), len(other)):
        return "given_initial" if one[0] == other[0] else "given_else"
    shorter = min(one, other, key=len)
    is_start = len(shorter) >= 3 and one[: len(shorter)] == other[: len(shorter)]
    is_called_so = bool(_nicknames().get(one, frozenset()) & _nicknames().get(other, frozenset()))
    near = is_start or is_called_so or _sounds(one, other) or jaro_winkler_similarity(one, other) >= GIVEN_NEAR
    return "given_near" if near else "given_else"


@cache
def _nicknames() -> dict[str, frozenset[int]]:
    """Each name, and the lines of the table on which it stands."""
    found: dict[str, set[int]] = {}
    with NICKNAMES.open(encoding="utf-8", newline="") as file:
        for line, names in enumerate(csv.reader(file)):
            for name in names:
                found.setdefault(plain(name), set()).add(line)
    return {name: frozenset(lines) for name, lines in found.items()}


@lru_cache(maxsize=4096)
def forms_of(word: str) -> frozenset[str]:
    """A word of a name as it was typed, with the other forms of each name that it is, or that it sounds like."""
    lines = {line for name, of in _nicknames().items() if name == word or _sounds(name, word) for line in of}
    return frozenset({word, *(name for name, of in _nicknames().items() if of & lines)})


def swapped(word: str) -> list[str]:
    """The word with two letters that stand side by side exchanged, each way that this can be."""
    return [f"{word[:n]}{word[n + 1]}{word[n]}{word[n + 2 :]}" for n in range(len(word) - 1)]


def _sounds(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= 3 and metaphone(one) == metaphone(other) != ""


def closeness(typed: str, *names: str) -> float:
    """How near what was typed is to these names of one child, word by word in any order: 1 at most."""
    there = {word for name in names for word in (*plain(name).split(), _letters(name)) if word}
    words = plain(typed).split()
    return sum(max((_near(word, one) for one in there), default=0.0) for word in words) / max(len(words), 1)


def _near(word: str, name: str) -> float:
    if word == name:
        return 1.0
    if name in forms_of(word):
        return 0.95
    alike = jaro_winkler_similarity(word, name)
    return max(alike, SOUNDS_LIKE if _sounds(word, name) else 0.0)


def _are_turned(one: Child, other: Child) -> bool:
    """Whether the one's given name is the other's family name, and the other way round."""
    first, last = _alike(one.given_name, other.family_name), _alike(one.family_name, other.given_name)
    return min(first, last) >= SURE


def _rest(one: Child, other: Child) -> list[str]:
    codes = ["".join(child.postcode.upper().split()) for child in (one, other)]
    why = []
    if all(codes):
        why += ["postcode"] if codes[0] == codes[1] else ["postcode_near"] if codes[0][:-3] == codes[1][:-3] else []
    why += ["school"] if one.schools & other.schools else []
    return why + (["sex"] if one.sex and other.sex and one.sex != other.sex else [])


def _band(points: int, why: list[str]) -> Band:
    is_near = not {"given_else", "family_else"} <= set(why)
    if "upn" in why and ("family_else" in why and ("born" not in why or not is_near)):
        return Band.CONFLICT
    if {"born", "family", "postcode", "given_else"} <= set(why) and "upn" not in why:
        return Band.SIBLING
    return Band.STRONG if points >= STRONG else Band.POSSIBLE if points >= POSSIBLE else Band.NONE
