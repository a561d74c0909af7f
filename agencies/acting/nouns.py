"""What the door, the inbox and the trail have to know of a noun: one row each, assembled by the hall."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db.models import Model, Q, QuerySet

from agencies.acting.lives import ROWS, Unfit, leads_to
from agencies.acting.rows import Life
from agencies.actors import Actor
from agencies.outbox.models import Letter
from agencies.policy import Act, Standing


class NoCase(Enum):
    """Said by a noun that hangs on no case."""

    NO_CASE = "no case"


NO_CASE = NoCase.NO_CASE
ITSELF = "itself"


@dataclass(frozen=True, slots=True)
class Noun:
    """How a record is reached, and what hangs on it.

    `within`: those on which an actor may do an act, at an instant. `case_of`: the path to the key of its case, for the
    lock and for "who has opened it", or `NO_CASE`. `pupil`: the path to the child whom it is about, or `ITSELF`;
    `names`: on which records an actor may know that child, where that is not whoever may see the record. `hears`: which
    seats stand so to what a letter is about, now. `address`: where a letter about it leads.
    `may`: the acts that the law allows an actor on one record, where that is asked otherwise than act by act.
    `opens_child`: whether who sees it may stand so to the child's page (the law's row says how).
    `is_apart`: who does something on it of another agency is not named to who comes second.
    `line`: a record in a list of what is known of its child, by its day, where it has one, and in words.
    `state`: where a record stands in its life at an instant; nothing where that is not one record's.
    `writes_home`: while something is owed on it, its school needs to know who is around the child.
    """

    kind: str
    model: type[Model]
    see: Act
    within: Callable[[Actor, Act, datetime | None], QuerySet[Any]]
    case_of: str | NoCase
    life: Life | None = None
    joins: tuple[str, ...] = ()
    pupil: str = ""
    names: Callable[[Actor], QuerySet[Any]] | None = None
    hears: Callable[[Letter, Standing], Q] | None = None
    address: Callable[[Letter], str] | None = None
    may: Callable[[Actor, Any], frozenset[Act]] | None = None
    opens_child: bool = False
    is_apart: bool = False
    line: Callable[[Any, datetime], tuple[date | None, str]] | None = None
    state: Callable[[Any, datetime], str] = lambda record, _at: getattr(record, "state", "")
    writes_home: bool = False


BY_KIND: dict[str, Noun] = {}
BY_MODEL: dict[type[Model], Noun] = {}


def assemble(nouns: Iterable[Noun]) -> None:
    """Fill the tables; `Unfit` for two of a kind or of a class, or one that does not say its case."""
    BY_KIND.clear()
    BY_MODEL.clear()
    for noun in nouns:
        if noun.kind in BY_KIND or noun.model in BY_MODEL:
            raise Unfit(f"Two nouns are called {noun.kind}.")
        if not noun.case_of:
            raise Unfit(f"{noun.kind} says neither its case nor that it has none.")
        BY_KIND[noun.kind] = BY_MODEL[noun.model] = noun


def noun_of(model: type[Model]) -> Noun:
    """The noun of a class; `Unfit` where it has none."""
    if model not in BY_MODEL:
        raise Unfit(f"{model.__name__} is no noun of the door.")
    return BY_MODEL[model]


def require_state(record: Model, act: Act, at: datetime) -> None:
    """`NotNow` where the state of the record does not allow the act."""
    noun = noun_of(type(record))
    if any(move.noun == noun.kind for move in ROWS[act].moves) and (state := noun.state(record, at)):
        leads_to(noun.kind, state, act)
