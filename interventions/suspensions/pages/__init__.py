"""What the pages of a suspension show, and a school's own system."""

from interventions.suspensions.pages.acts import act_page, owed_of, tell_page
from interventions.suspensions.pages.addressed import tellable
from interventions.suspensions.pages.deciding import Deciding, deciding, impose_page
from interventions.suspensions.pages.for_systems import suspensions_for_system
from interventions.suspensions.pages.given import as_parts, given_letter
from interventions.suspensions.pages.letter import letter
from interventions.suspensions.pages.listed import FILTERS, suspension_list, take
from interventions.suspensions.pages.report import report_page
from interventions.suspensions.pages.suspension import NoticePage, SuspensionPage, suspension_page

__all__ = [
    "FILTERS",
    "Deciding",
    "NoticePage",
    "SuspensionPage",
    "act_page",
    "as_parts",
    "deciding",
    "given_letter",
    "impose_page",
    "letter",
    "owed_of",
    "report_page",
    "suspension_list",
    "suspension_page",
    "suspensions_for_system",
    "take",
    "tell_page",
    "tellable",
]
