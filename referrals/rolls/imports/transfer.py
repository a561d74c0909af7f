"""A common transfer file that a person uploads, as a table of its pupils (data.md 5.2): those who join, and no roll."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as Tree

from agencies.web.tables import as_text
from referrals.rolls.imports import around
from referrals.rolls.imports.contacts import name_of, people_of, text_at
from referrals.rolls.imports.lines import NAMES, NotARoll

MOST_PUPILS = 5_000
VERSIONS = range(24, 27)
"""Those whose shape is known: the DfE publishes one a year."""
PLACES = {
    "given_name": ("Forename",),
    "family_name": ("Surname",),
    "known_as": ("BasicDetails", "PreferredForename"),
    "born_on": ("DOB",),
    "upn": ("UPN",),
    "kind": ("BasicDetails", "EnrolStatus"),
}
"""Where in a pupil's element each thing stands."""
DECLARED = "This file declares words of its own (a DTD), which no common transfer file needs. It is not read."
BROKEN = "This common transfer file can’t be read: its XML is not whole."
NOBODY = "There is no pupil in this common transfer file."
TOO_MANY = f"This file has more than {MOST_PUPILS:,} pupils: that is more than one school’s intake."
OTHER = "This common transfer file is of version {}. Those of 24 to 26 are known here: look at each pupil."


def is_transfer(text: str) -> bool:
    """Whether the file is XML: no table begins so."""
    return text.lstrip("\ufeff \r\n\t").startswith("<")


def as_table(text: str) -> tuple[str, list[str]]:
    """The table of its pupils, and what is to be said of the whole; `NotARoll` where it is none.

    What else a pupil's element holds stands as a heading without cells, so that the page names it as not taken.
    """
    root = _root(text)
    pupils = [one for one in root.iter() if name_of(one) == "Pupil"]
    if not pupils:
        raise NotARoll(NOBODY)
    if len(pupils) > MOST_PUPILS:
        raise NotARoll(TOO_MANY)
    others = dict.fromkeys(name for pupil in pupils for name in _others(pupil))
    people = [people_of(pupil) for pupil in pupils]
    used = [name for name in around.NAMES if any(one.get(name) for one in people)]
    head = [*(NAMES[name] for name in PLACES), NAMES["joins"], *(around.NAMES[name] for name in used), *others]
    rows = [
        [*(text_at(pupil, place) for place in PLACES.values()), "yes", *(said.get(name, "") for name in used)]
        for pupil, said in zip(pupils, people, strict=True)
    ]
    return as_text([head, *rows]), _warnings(root)


def _root(text: str) -> Tree.Element:
    """The `CTfile`; a text with a DTD is refused before it is read."""
    if re.search(r"<!\s*(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise NotARoll(DECLARED)
    try:
        root = Tree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")))  # noqa: S314
    except (Tree.ParseError, ValueError, RecursionError) as wrong:
        raise NotARoll(BROKEN) from wrong
    if name_of(root).lower() != "ctfile":
        raise NotARoll(NOBODY)
    return root


def _others(pupil: Tree.Element) -> Iterator[str]:
    """What of the pupil is not taken."""
    taken = {place[-1] for place in PLACES.values()} | {"BasicDetails", "Contacts"}
    details = [one for part in pupil if name_of(part) == "BasicDetails" for one in part]
    yield from (name_of(one) for one in [*pupil, *details] if name_of(one) not in taken)


def _warnings(root: Tree.Element) -> list[str]:
    """That the version is another than those that are known."""
    header = [one for part in root if name_of(part) == "Header" for one in part]
    said = next(((one.text or "").strip() for one in header if name_of(one).lower() == "ctfversion"), "")
    known = re.match(r"\d+", said)
    return [] if known and int(known[0]) in VERSIONS else [OTHER.format(said or "unknown")]
