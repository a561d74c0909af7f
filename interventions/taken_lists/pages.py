"""The lists that can be taken away, each by the function that says what leaves; and the page of one that prints."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies.actors import Actor, Refusal
from agencies.policy import STANDINGS, Act
from agencies.web.asking import Forbidden, NotFound
from agencies.web.narrowing import Asked, Filter
from agencies.web.pages import Page
from agencies.web.taken import MOST_TAKEN, Take, Taken
from interventions.case_page import pages as cases
from interventions.moves import pages as moves
from interventions.suspensions import pages as suspensions
from interventions.work import pages as work
from referrals.concerns import pages as concerns

CUT = f"These are the first {MOST_TAKEN:,}. Narrow the list to take the others."


@dataclass(frozen=True, slots=True)
class Kind:
    """A list: its name in the trail, whose reading it is (None: one's own), its filters, what leaves, its address."""

    of: str
    act: Act | None
    filters: tuple[Filter, ...]
    take: Take
    address: str


KINDS = {
    "cases": Kind("case list", Act.SEE_CASE, cases.FILTERS, cases.take, "see_cases"),
    "concerns": Kind("concern list", Act.SEE_CONCERN, concerns.FILTERS, concerns.take, "see_concerns"),
    "moves": Kind("move list", Act.SEE_MOVE, moves.FILTERS, moves.take, "see_moves"),
    "suspensions": Kind(
        "suspension list", Act.SEE_SUSPENSION, suspensions.FILTERS, suspensions.take, "see_suspensions"
    ),
    "inbox": Kind("inbox", None, work.FILTERS, work.take, "inbox"),
}


@dataclass(frozen=True, kw_only=True)
class TakenPage(Page):
    """The list as a page that prints."""

    template: ClassVar[str] = "interventions/taken_list.html"
    taken: Taken
    asked: Asked
    address: str
    cut: str
    at: datetime


def kind_of(actor: Actor, name: str) -> Kind:
    """The list of this name: *not found* where there is none, *forbidden* where no seat of the actor reads such."""
    kind = KINDS.get(name)
    if kind is None:
        raise NotFound(Refusal(Act.TAKE_LIST, "list", "", "not found"))
    if kind.act and not any(actor.seats_for(kind.act, so) for so in STANDINGS[kind.act]):
        raise Forbidden(Refusal(Act.TAKE_LIST, kind.of, "", "no seat may"))
    return kind


def taken_page(kind: Kind, taken: Taken, asked: Asked, at: datetime) -> TakenPage:
    """What was taken, to print."""
    return TakenPage(taken=taken, asked=asked, address=kind.address, cut=CUT if taken.is_cut else "", at=at)


def as_table(taken: Taken) -> list[tuple[str, ...]]:
    """What was taken, as the rows of a file; the last says where it was cut."""
    return [taken.columns, *taken.rows, *([(CUT,)] if taken.is_cut else [])]
