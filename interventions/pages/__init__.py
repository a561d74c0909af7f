"""What the pages of this floor show: records as rows and words, read whole, so that a template asks nothing."""

from interventions.pages.case import CaseSight, case_list, case_sight, trail_page, who_can_see
from interventions.pages.duty import duty_page
from interventions.pages.inbox import inbox, letter_url
from interventions.pages.work import my_work

__all__ = [
    "CaseSight",
    "case_list",
    "case_sight",
    "duty_page",
    "inbox",
    "letter_url",
    "my_work",
    "trail_page",
    "who_can_see",
]
