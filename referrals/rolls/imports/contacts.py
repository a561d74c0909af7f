"""The people around a pupil in a common transfer file, as the cells of a table (data.md 5.1, 5.2)."""

from xml.etree.ElementTree import Element

from referrals.rolls.imports import around

NO_LINE = frozenset({"UniquePropertyReferenceNumber", "Easting", "Northing"})
"""What of an address is no line of a letter."""
YES = frozenset({"1", "true"})


def name_of(element: Element) -> str:
    """The name of an element, in whatever namespace."""
    return element.tag.rpartition("}")[2]


def text_at(element: Element, place: tuple[str, ...]) -> str:
    """What stands there, or nothing."""
    found = _at(element, place)
    return (found.text or "").strip() if found is not None else ""


def people_of(pupil: Element) -> dict[str, str]:
    """Those of `Contacts`, in their order; more than a table has columns for are left out."""
    there = _at(pupil, ("Contacts",))
    found = [one for one in there if name_of(one) == "Contact"] if there is not None else []
    found.sort(key=lambda one: text_at(one, ("Order",)).rjust(3, "0") or "999")
    cells: dict[str, str] = {}
    for n, one in enumerate(found[: around.MOST], start=1):
        cells |= {f"contact_{n}_{part}": text for part, text in _said(pupil, one).items() if text}
    return cells


def _said(pupil: Element, one: Element) -> dict[str, str]:
    """The pupil's address is theirs only where the file says that it is (`AddressAsPupil`)."""
    is_pupils = text_at(one, ("AddressAsPupil",)).lower() in YES
    return {
        "name": " ".join(filter(None, (text_at(one, ("Forename",)), text_at(one, ("Surname",))))),
        "relationship": text_at(one, ("Relationship",)),
        "has_responsibility": text_at(one, ("Responsibility",)),
        "phone": text_at(one, ("Phones", "Phone", "PhoneNo")),
        "email": text_at(one, ("Email",)),
        "address": _address(pupil if is_pupils else one),
    }


def _address(of: Element) -> str:
    found = _at(of, ("Address",))
    leaves = [one for one in found.iter() if not len(one) and name_of(one) not in NO_LINE] if found is not None else []
    return "\n".join(text for one in leaves if (text := (one.text or "").strip()))


def _at(element: Element, place: tuple[str, ...]) -> Element | None:
    for name in place:
        found = next((one for one in element if name_of(one) == name), None)
        if found is None:
            return None
        element = found
    return element
