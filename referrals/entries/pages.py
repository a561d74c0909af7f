"""What the page of one entry shows."""

from typing import Any

from agencies.actors import Actor
from agencies.people.words import ROLES
from agencies.policy import Act
from referrals import door
from referrals.entries import words
from referrals.entries.models import Entry
from referrals.entries.states import Kind


def entry_page(actor: Actor, entry: Entry) -> dict[str, Any]:
    """One entry whole, and whether this actor may restrict it."""
    may = door.within(Entry, actor, Act.RESTRICT_ENTRY).filter(pk=entry.pk).exists()
    return {
        "entry": entry,
        "case": entry.case,
        "kind": Kind(entry.kind).label,
        "section": words.SECTIONS[entry.section],
        "role": ROLES.get(entry.author_role, ""),
        "agency": entry.agency.name,
        "restricted_by": entry.restricted_by,
        "can_restrict": may and not entry.is_restricted,
    }
