"""A person's own work: what they owe, their inbox, and how a duty's date was worked out."""

from interventions.work.pages.duty import duty_page
from interventions.work.pages.hands import hand_over_page, hand_page, handed_over
from interventions.work.pages.inbox import FILTERS, count_unread, inbox, is_there, letter_url, take
from interventions.work.pages.my_work import WelcomePage, my_work
from interventions.work.pages.rows import OFFERS, Row, row

__all__ = [
    "FILTERS",
    "OFFERS",
    "Row",
    "WelcomePage",
    "count_unread",
    "duty_page",
    "hand_over_page",
    "hand_page",
    "handed_over",
    "inbox",
    "is_there",
    "letter_url",
    "my_work",
    "row",
    "take",
]
