"""What the search box shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies.web.pages import Page
from referrals.cases.models import Case


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    """What was typed, and the cases found; `asks_more`: it was too short to be a part of a name."""

    template: ClassVar[str] = "interventions/search_page.html"
    typed: str
    found: list[Case]
    asks_more: bool
    at: datetime
