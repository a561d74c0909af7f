"""The people around a child in a line of the roll's file: their columns, and what can't be taken (decision 51)."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from agencies import characters
from referrals.contacts.facts import Word, is_called
from referrals.rolls.imports.lines import POWER, NotKnown
from referrals.rolls.imports.relationships import relationship_of

MOST = 6
"""So many people of one child: what a school's export has columns for."""
PARTS = {
    "name": ("name", "full name"),
    "relationship": ("relationship", "relation", "relationship to child", "relationship to pupil"),
    "has_responsibility": ("parental responsibility", "has parental responsibility", "responsibility"),
    "phone": ("phone", "phone number", "telephone", "telephone number", "mobile", "mobile number", "mobile phone"),
    "email": ("email", "e mail", "email address"),
    "address": ("address", "full address"),
}
"""What is taken of a person, and what its column is called after *Parent 1*, *Contact 1* or *Priority 1 contact*."""
OF_TIE: tuple[str, ...] = ("relationship", "has_responsibility")
LENGTHS = {"name": 120, "phone": 40, "email": 254, "address": 400}
ANSWERS = {"yes": "yes", "y": "yes", "true": "yes", "1": "yes", "no": "no", "n": "no", "false": "no", "0": "no"}
NAMES = {f"contact_{n}_{part}": f"Contact {n} {PARTS[part][0]}" for n in range(1, MOST + 1) for part in PARTS}
"""Each column as our pages call it."""
_HEADING = re.compile(
    r"(?:(?:parent|contact|carer|guardian|parent carer) ([1-9])|priority ([1-9]) (?:parent|contact)) (.+)"
)


def column(heading: str) -> str:
    """Which of our columns of a person a heading is, or nothing."""
    words = " ".join(re.sub(r"[^a-z0-9]+", " ", characters.tidy(heading, is_name=True).lower()).split())
    if (said := _HEADING.fullmatch(words)) is None:
        return ""
    n = said[1] or said[2]
    part = next((part for part, known in PARTS.items() if said[3] in known), "")
    return f"contact_{n}_{part}" if f"contact_{n}_{part}" in NAMES else ""


def people_of(cells: Mapping[str, str]) -> tuple[list[Word], list[str]]:
    """Who stands around the child in a line, and what of them is not taken over, each a sentence.

    An empty cell says nothing. Who has no name or no relationship is not taken over; another wrong cell is left out.
    """
    words: list[Word] = []
    faults: list[str] = []
    for n in range(1, MOST + 1):
        said = {part: cell for part in PARTS if (cell := cells.get(f"contact_{n}_{part}", ""))}
        if said and (word := _person(n, said, faults)) is not None:
            if any(_is_same(word, one) for one in words):
                faults.append(f"Contact {n} is named twice, and is taken over once.")
            else:
                words.append(word)
    return words, faults


def _is_same(word: Word, other: Word) -> bool:
    return word.tie["relationship"] == other.tie["relationship"] and is_called(word.name, other.name)


def _person(n: int, said: Mapping[str, str], faults: list[str]) -> Word | None:
    kept: dict[str, str] = {}
    for part, cell in said.items():
        try:
            kept[part] = _value(part, cell)
        except NotKnown as why:
            faults.append(f"{NAMES[f'contact_{n}_{part}']}: {why}.")
    if not kept.keys() >= {"name", "relationship"}:
        missing = [PARTS[part][0] for part in ("name", "relationship") if part not in said]
        has_none = f" has no {' and no '.join(missing)}, and" if missing else ""
        faults.append(f"Contact {n}{has_none} is not taken over.")
        return None
    tie = {part: kept[part] for part in OF_TIE if part in kept}
    own = {part: text for part, text in kept.items() if part not in OF_TIE}
    return Word("", own, tie, n)


def _value(part: str, cell: str) -> str:
    """The cell as it is kept; `NotKnown` says why it can't be."""
    is_line = part != "address"
    text = characters.tidy(cell, is_name=is_line).strip()
    if wrong := characters.fault(cell, is_name=is_line):
        raise NotKnown(f"{wrong[0].lower()}{wrong[1:]}")
    if part == "relationship":
        return relationship_of(text)
    if part == "has_responsibility":
        return _answer(text)
    if text.startswith("="):
        raise NotKnown("it cannot start with =")
    if len(text) > LENGTHS[part]:
        raise NotKnown(f"it has more than {LENGTHS[part]} characters")
    if part == "phone" and POWER.search(text):
        raise NotKnown("it was turned into a power of ten by a spreadsheet")
    if part == "email":
        _check_email(text)
    return text


def _answer(text: str) -> str:
    if text.lower() not in ANSWERS:
        raise NotKnown(f"“{text[:40]}” is neither yes nor no")
    return ANSWERS[text.lower()]


def _check_email(text: str) -> None:
    try:
        validate_email(text)
    except ValidationError as unfit:
        raise NotKnown("it is no address of e-mail") from unfit
