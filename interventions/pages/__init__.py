"""What the pages of this floor show: records as rows and words, read whole, so that a template asks nothing."""

from interventions.pages.case import CaseSight, Preview, case_list, case_sight, trail_page
from interventions.pages.circle import around, joined
from interventions.pages.duty import duty_page
from interventions.pages.inbox import inbox, is_there, letter_url
from interventions.pages.work import my_work

__all__ = [
    "CaseSight",
    "Preview",
    "around",
    "case_list",
    "case_sight",
    "duty_page",
    "inbox",
    "is_there",
    "joined",
    "letter_url",
    "my_work",
    "trail_page",
]
