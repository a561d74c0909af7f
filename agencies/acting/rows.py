"""What an act says of itself, in one row: where it leads, what it opens and meets, who is told, and its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agencies.policy import Act, Standing
from agencies.policy.telling import Notice

NEW = ""
"""The state of a record that is not there yet."""


@dataclass(frozen=True, slots=True)
class Transition:
    """Of one noun: the states in which the act can be done, and those to which it may lead; none: it stays as it is."""

    noun: str
    old: tuple[str, ...]
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """A duty that an act opens: its rule, who owes it (standing so), and the act that meets it.

    `at` is the name of the address where it is met, of the record that it is about or, with `of_case`, of its case;
    `query` is added to it.
    """

    rule: str
    standing: Standing
    met_by: Act
    at: str
    of_case: bool = False
    query: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """An act's own page: its title, its heading and its lead, where {name} stands for what the page knows; its button.

    `work` is the link on a row of My work, where the act meets a duty.
    """

    title: str = ""
    heading: str = ""
    lead: tuple[str, ...] = ()
    button: str = ""
    work: str = ""


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act, or a reading.

    `did` is the trail's phrase after a name: "opened the case on a concern". `opens` and `meets` always follow;
    `may_open` and `may_meet` follow from the facts, and the act's function says which. `at` is the address before the
    act's own word, or nothing where it has no page; `is_sent_only`: it is a button and no page.
    """

    act: Act
    did: str
    moves: tuple[Transition, ...] = ()
    tells: Notice | None = None
    opens: tuple[Opening, ...] = ()
    may_open: tuple[Opening, ...] = ()
    meets: frozenset[str] = frozenset()
    may_meet: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    resumes: frozenset[str] = frozenset()
    at: str = ""
    is_sent_only: bool = False
    words: Words = field(default=Words())


@dataclass(frozen=True, slots=True)
class Life:
    """The life of one noun: its states, the rows of its own acts, and why nothing more is done in a state."""

    noun: str
    states: tuple[str, ...]
    rows: tuple[ActRow, ...]
    why_not: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = "This can no longer be done: the record has moved on."
