"""What the pages of a managed move show."""

from interventions.moves.pages.move import (
    is_answered,
    letters,
    move_list,
    move_page,
    schools_for,
    waiting,
    was_checked,
    was_heard,
    was_returned,
    was_reviewed,
    withdrawers,
)

__all__ = [
    "is_answered",
    "letters",
    "move_list",
    "move_page",
    "schools_for",
    "waiting",
    "was_checked",
    "was_heard",
    "was_returned",
    "was_reviewed",
    "withdrawers",
]
