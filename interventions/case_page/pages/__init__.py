"""The case page: what one person sees of a case, its story, who can see it, and the list of cases."""

from interventions.case_page.pages.case import CaseSight, case_sight
from interventions.case_page.pages.circle import joined
from interventions.case_page.pages.frames import Preview, case_page, reasons_page, share_form_page
from interventions.case_page.pages.listed import FILTERS, case_list, take
from interventions.case_page.pages.trail import trail_page

__all__ = [
    "FILTERS",
    "CaseSight",
    "Preview",
    "case_list",
    "case_page",
    "case_sight",
    "joined",
    "reasons_page",
    "share_form_page",
    "take",
    "trail_page",
]
