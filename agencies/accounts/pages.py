"""What the page of one's own account shows, and the lists of who signed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import QuerySet

from agencies.accounts.models import Device
from agencies.accounts.words import sign_in_words
from agencies.people.models import Person, Session
from agencies.policy.accounts import UNUSUAL
from agencies.trail.models import TrailEntry
from agencies.web.lists import Stretch, walk
from agencies.web.pages import Page, Said

LINES_A_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class AccountPage(Page):
    """One's own account: its sessions and the key of this one, and the devices that are known for it."""

    template: ClassVar[str] = "agencies/account_page.html"
    sessions: list[Session]
    here: str
    devices: Iterable[Device]
    these: list[str]
    sees_systems: bool
    sees_years: bool
    sees_settings: bool
    sees_sign_ins: bool


@dataclass(frozen=True, kw_only=True)
class FirstCodePage(Page):
    """Where the one-time code is given."""

    template: ClassVar[str] = "agencies/first_code.html"


@dataclass(frozen=True, kw_only=True)
class GiveCodePage(Page):
    """A one-time code for somebody: asked for, or shown this once."""

    template: ClassVar[str] = "agencies/give_code.html"
    said: Said
    code: str


@dataclass(frozen=True, slots=True)
class SignInLine:
    """One line of the trail about an account, in words."""

    line: TrailEntry
    whose: str
    words: str
    device: str


@dataclass(frozen=True, kw_only=True)
class SignInsPage(Page):
    """Who signed in, newest first: one's own account, or the people of the teams that one leads."""

    template: ClassVar[str] = "agencies/sign_in_list.html"
    lines: list[SignInLine]
    walked: Stretch
    is_own: bool
    unusual: dict[str, int]


def sign_ins_page(found: QuerySet[TrailEntry], after: str, *, is_own: bool) -> SignInsPage:
    """A page of the list: two queries."""
    walked = walk(found, ["-at", "-id"], after, LINES_A_PAGE)
    found_people = Person.objects.filter(reference__in={row.subject_ref for row in walked.rows})
    names = {one.reference: f"{one.name}, {one.email}" for one in found_people}
    lines = [_line(row, names) for row in walked.rows]
    return SignInsPage(lines=lines, walked=walked, is_own=is_own, unusual=UNUSUAL)


def _line(row: TrailEntry, names: dict[str, str]) -> SignInLine:
    whose = names.get(row.subject_ref, row.by_name)
    return SignInLine(row, whose, sign_in_words(row.act, row.facts), str(row.facts.get("device", "")))
