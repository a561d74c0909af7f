"""What the search box shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies.web.pages import Page
from referrals.cases.models import Case
from referrals.pupils.models import Pupil
from referrals.search.access import Found


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    """What was typed, the cases found, pupils of one's school, and whose name is near.

    `asks_more`: too short to be a part of a name.
    """

    template: ClassVar[str] = "interventions/search_page.html"
    typed: str
    found: list[Case]
    pupils: list[Pupil]
    near: Found
    asks_more: bool
    at: datetime


def search_page(typed: str, found: Found, near: Found, at: datetime, *, asks_more: bool) -> SearchPage:
    """The page of what was found."""
    return SearchPage(typed=typed, found=found.cases, pupils=found.pupils, near=near, asks_more=asks_more, at=at)
