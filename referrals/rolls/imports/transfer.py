"""A common transfer file that a person uploads, as a table of its pupils (data.md 5.2): those who join, and no roll."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as Tree

from agencies.web.tables import as_text
from referrals.rolls.imports import around
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
NO_LINE = frozenset({"UniquePropertyReferenceNumber", "Easting", "Northing"})
"""What of an address is no line of a letter."""
YES = frozenset({"1", "true"})
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
    pupils = [one for one in root.iter() if _name(one) == "Pupil"]
    if not pupils:
        raise NotARoll(NOBODY)
    if len(pupils) > MOST_PUPILS:
        raise NotARoll(TOO_MANY)
    others = dict.fromkeys(name for pupil in pupils for name in _others(pupil))
    people = [_people(pupil) for pupil in pupils]
    used = [name for name in around.NAMES if any(one.get(name) for one in people)]
    head = [*(NAMES[name] for name in PLACES), NAMES["joins"], *(around.NAMES[name] for name in used), *others]
    rows = [
        [*(_text(pupil, place) for place in PLACES.values()), "yes", *(said.get(name, "") for name in used)]
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
    if _name(root).lower() != "ctfile":
        raise NotARoll(NOBODY)
    return root


def _name(element: Tree.Element) -> str:
    """The name of an element, in whatever namespace."""
    return element.tag.rpartition("}")[2]


def _text(element: Tree.Element, place: tuple[str, ...]) -> str:
    """What stands there, or nothing."""
    found = _at(element, place)
    return (found.text or "").strip() if found is not None else ""


def _people(pupil: Tree.Element) -> dict[str, str]:
    """Those of `Contacts`, in their order; more than a table has columns for are left out."""
    there = _at(pupil, ("Contacts",))
    found = [one for one in there if _name(one) == "Contact"] if there is not None else []
    found.sort(key=lambda one: _text(one, ("Order",)).rjust(3, "0") or "999")
    cells: dict[str, str] = {}
    for n, one in enumerate(found[: around.MOST], start=1):
        cells |= {f"contact_{n}_{part}": text for part, text in _said(pupil, one).items() if text}
    return cells


def _said(pupil: Tree.Element, one: Tree.Element) -> dict[str, str]:
    """The pupil's address is theirs only where the file says that it is (`AddressAsPupil`)."""
    is_pupils = _text(one, ("AddressAsPupil",)).lower() in YES
    return {
        "name": " ".join(filter(None, (_text(one, ("Forename",)), _text(one, ("Surname",))))),
        "relationship": _text(one, ("Relationship",)),
        "has_responsibility": _text(one, ("Responsibility",)),
        "phone": _text(one, ("Phones", "Phone", "PhoneNo")),
        "email": _text(one, ("Email",)),
        "address": _address(pupil if is_pupils else one),
    }


def _address(of: Tree.Element) -> str:
    found = _at(of, ("Address",))
    leaves = [one for one in found.iter() if not len(one) and _name(one) not in NO_LINE] if found is not None else []
    return "\n".join(text for one in leaves if (text := (one.text or "").strip()))


def _at(element: Tree.Element, place: tuple[str, ...]) -> Tree.Element | None:
    for name in place:
        found = next((one for one in element if _name(one) == name), None)
        if found is None:
            return None
        element = found
    return element


def _others(pupil: Tree.Element) -> Iterator[str]:
    """What of the pupil is not taken."""
    taken = {place[-1] for place in PLACES.values()} | {"BasicDetails", "Contacts"}
    details = [one for part in pupil if _name(part) == "BasicDetails" for one in part]
    yield from (_name(one) for one in [*pupil, *details] if _name(one) not in taken)


def _warnings(root: Tree.Element) -> list[str]:
    """That the version is another than those that are known."""
    header = [one for part in root if _name(part) == "Header" for one in part]
    said = next(((one.text or "").strip() for one in header if _name(one).lower() == "ctfversion"), "")
    known = re.match(r"\d+", said)
    return [] if known and int(known[0]) in VERSIONS else [OTHER.format(said or "unknown")]
