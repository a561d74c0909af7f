"""The case page: what one person sees of a case, its story, who can see it, and the list of cases."""

from interventions.case_page.pages.case import CaseSight, case_sight, trail_page
from interventions.case_page.pages.circle import joined
from interventions.case_page.pages.frames import Preview, case_list, case_page, reasons_page, share_form_page

__all__ = [
    "CaseSight",
    "Preview",
    "case_list",
    "case_page",
    "case_sight",
    "joined",
    "reasons_page",
    "share_form_page",
    "trail_page",
]
