"""The list of all nouns, in the order in which each may know those before it and what follows an act runs."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from agencies.acting import doing, lives, nouns

NOUNS = (
    "agencies.outbox",
    "agencies.trail",
    "agencies.history",
    "agencies.directory",
    "agencies.calendar",
    "agencies.closures",
    "agencies.settings",
    "agencies.register",
    "agencies.guesses",
    "agencies.people",
    "agencies.area_years",
    "agencies.accounts",
    "agencies.drafts",
    "agencies.machines",
    "referrals.pupils",
    "referrals.duties",
    "referrals.family",
    "referrals.arrivals",
    "referrals.next_places",
    "referrals.concerns",
    "referrals.cases",
    "referrals.entries",
    "referrals.referrals",
    "referrals.documents",
    "referrals.shares",
    "referrals.given_tasks",
    "referrals.contacts",
    "referrals.rolls",
    "referrals.attendance",
    "referrals.professionals",
    "referrals.teams",
    "referrals.duplicates",
    "referrals.merges",
    "referrals.search",
    "interventions.term_reports",
    "interventions.work",
    "interventions.moves",
    "interventions.suspensions",
    "interventions.signals",
    "interventions.case_page",
    "interventions.pupil_page",
    "interventions.pupil_list",
    "interventions.overview",
    "interventions.taken_lists",
    "interventions.taken_records",
    "interventions.demonstration",
)


def assemble() -> None:
    """Import what every noun does, and fill the tables of the acts and of the door from its rows: no query."""
    rooms = {name: [_room(noun, name) for noun in NOUNS] for name in ("actions", "states", "access")}
    lives.assemble(room.LIFE for room in rooms["states"] if room is not None and hasattr(room, "LIFE"))
    nouns.assemble(room.NOUN for room in rooms["access"] if room is not None and hasattr(room, "NOUN"))
    doing.put_in_order(NOUNS)
    missing = {life for life in lives.LIVES if life not in nouns.BY_KIND}
    if missing:
        raise lives.Unfit(f"These nouns say nowhere how they are reached: {sorted(missing)}.")


def _room(noun: str, name: str) -> ModuleType | None:
    return import_module(f"{noun}.{name}") if find_spec(f"{noun}.{name}") else None
