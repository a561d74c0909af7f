"""What the pages of a managed move show."""

from interventions.moves.pages.acts import NOBODY_TO_TELL, act_page, propose_page, schools_for, waiting, withdrawers
from interventions.moves.pages.letters import letters
from interventions.moves.pages.listed import FILTERS, move_list, take
from interventions.moves.pages.move import move_page

__all__ = [
    "FILTERS",
    "NOBODY_TO_TELL",
    "act_page",
    "letters",
    "move_list",
    "move_page",
    "propose_page",
    "schools_for",
    "take",
    "waiting",
    "withdrawers",
]
