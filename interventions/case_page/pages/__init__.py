"""The case page: what one person sees of a case, its story, who can see it, and the list of cases."""

from interventions.case_page.pages.case import CaseSight, Preview, _entries, case_list, case_sight, trail_page
from interventions.case_page.pages.circle import around, joined

__all__ = ["CaseSight", "Preview", "_entries", "around", "case_list", "case_sight", "joined", "trail_page"]
