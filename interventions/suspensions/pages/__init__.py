"""What the pages of a suspension show, and a school's own system."""

from interventions.suspensions.pages.for_systems import suspensions_for_system
from interventions.suspensions.pages.letter import letter
from interventions.suspensions.pages.suspension import decision, owed_of, suspension_list, suspension_page

__all__ = ["decision", "letter", "owed_of", "suspension_list", "suspension_page", "suspensions_for_system"]
