"""A letter as it was given: its words, kept part by part, and the page that shows them."""

from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import ClassVar

from django.template.loader import render_to_string

from agencies.actors import Actor
from agencies.schoolday import local_day
from agencies.web.pages import Page
from interventions.suspensions import words
from interventions.suspensions.models import Suspension, SuspensionNotice
from interventions.suspensions.pages.addressed import copy_for, reads_addresses
from interventions.suspensions.pages.letter import LetterPage
from referrals.contacts.models import Contact

PARTS = ("h2", "h3", "p", "li")
ADDRESS = "address"
"""Of a kept letter the part that says where a parent is."""


class _Parts(HTMLParser):
    """The headings, paragraphs and lines of a page, each with its words."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[list[str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A part begins."""
        if tag in PARTS:
            self.parts.append([dict(attrs).get("data-part") or tag, ""])
            self._open = True
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        """It ends."""
        self._open = self._open and tag not in PARTS

    def handle_data(self, data: str) -> None:
        """Its words."""
        if self._open:
            self.parts[-1][1] += data


def as_parts(page: LetterPage, contact: Contact | None = None) -> list[list[str]]:
    """The copy for who was told, in its words as they are kept: a heading, a paragraph or a line of a list each."""
    found = _Parts()
    copy = copy_for(page.suspension, contact, is_to_pupil=page.voice.is_to_pupil)
    found.feed(render_to_string("interventions/suspension_letter_text.html", {**page.context(), "copy": copy}))
    return [[tag, " ".join(words.split())] for tag, words in found.parts]


@dataclass(frozen=True, kw_only=True)
class GivenPage(Page):
    """A letter as it stood when it was recorded: to whom, how, when it was sent and when it counts as given.

    `is_later`: it was recorded after the day on which it was given.
    """

    template: ClassVar[str] = "interventions/suspension_given.html"
    suspension: Suspension
    notice: SuspensionNotice
    how: str
    given_on: date
    is_later: bool
    parts: list[list[str]]


def given_letter(one: Suspension, number: int, reader: Actor) -> GivenPage | None:
    """The letter of the suspension's notice of this number, from 1, as it was kept; None where none was.

    Where a parent is stands in it for the school alone, and not for the board's clerk.
    """
    notice = next((row for n, row in enumerate(one.notices.order_by("id"), start=1) if n == number), None)
    if notice is None or not notice.letter:
        return None
    given_on = notice.given_on or notice.told_on
    return GivenPage(
        suspension=one,
        notice=notice,
        how=words.HOW[notice.how],
        given_on=given_on,
        is_later=local_day(notice.recorded_at) > notice.told_on,
        parts=[part for part in notice.letter if part[0] != ADDRESS or reads_addresses(reader, one)],
    )
