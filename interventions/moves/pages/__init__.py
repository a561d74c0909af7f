"""What the pages of a managed move show."""

from interventions.moves.pages.acts import act_page, propose_page, schools_for, waiting, withdrawers
from interventions.moves.pages.letters import letters
from interventions.moves.pages.move import move_list, move_page

__all__ = [
    "act_page",
    "letters",
    "move_list",
    "move_page",
    "propose_page",
    "schools_for",
    "waiting",
    "withdrawers",
]
