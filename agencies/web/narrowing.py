"""The filters of a list: what each asks, what a reader can choose, which index serves it; and the way back to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from agencies.actors import Actor
from agencies.schoolday import local_day
from agencies.words import cohorts

CURSORS = ("after", "before")
LONGEST = 1000
BACK = "from"
"""In the address of a record, the list by which one came, as its own address says it."""
NAMES = frozenset({"school", "year", "lead", "state", "late", "list", "kind", "part", "agency", "rule", *CURSORS, BACK})
"""What the address of a list may say: none of them is a child's name. A case's story has a way back of its own."""

Choice = tuple[str, str, Any]
"""As the address says it, in words, and what it means to the list."""
LATE: Choice = ("yes", "Late: something that I owe", True)
Offers = Callable[[Actor, datetime, Mapping[str, Any]], Sequence[Choice]]
"""What this reader can choose, by what was chosen before."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a list: its name in the address, its label, the words for no choice, and the indexes it walks.

    It is offered where there are at least so many choices: of one school there is nothing to choose.
    """

    name: str
    label: str
    every: str
    indexes: tuple[str, ...]
    offers: Offers
    least: int = 1


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A filter as the form shows it."""

    name: str
    label: str
    every: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a list is asked for: what its form offers, what was chosen, and what that means; the cursor of a page.

    `sent` is what was chosen as the address says it; `words` as people read it, by label. Of a list on a record's own
    page, `came_from` is the list by which one came to the record, and `anchor` where on the page it stands.
    """

    fields: tuple[Field, ...]
    sent: Mapping[str, str]
    words: Mapping[str, str]
    means: Mapping[str, Any]
    cursor: Mapping[str, str] = field(default_factory=dict)
    came_from: str = ""
    anchor: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether something was chosen."""
        return bool(self.sent)

    @property
    def query(self) -> str:
        """What was chosen, as it stands behind the address of the list; or nothing."""
        return f"?{urlencode(self.sent)}" if self.sent else ""

    @property
    def all_of_it(self) -> str:
        """What stands behind the address of the list where nothing of it is chosen any more; or nothing."""
        kept = f"?{urlencode({BACK: self.came_from})}" if self.came_from else ""
        return f"{kept}#{self.anchor}" if self.anchor else kept

    @property
    def into(self) -> str:
        """What a link into a record carries, so that its way back leads to the list as it was; or nothing."""
        at = {**self.sent, **self.cursor, **({BACK: self.came_from} if self.came_from else {})}
        return f"?{urlencode({BACK: urlencode(at)})}" if at else ""


ALL = Asked((), {}, {}, {})
"""Nothing is asked: the list as it is."""


def asked(filters: Sequence[Filter], actor: Actor, at: datetime, sent: Mapping[str, str]) -> Asked:
    """What an address asks for. What was made up, or is not the reader's to choose, is as if it had not been sent."""
    fields, chosen, words, means = [], {}, {}, dict[str, Any]()
    for one in filters:
        choices = one.offers(actor, at, means)
        if len(choices) < one.least:
            continue
        value = sent.get(one.name, "")
        fields.append(Field(one.name, one.label, one.every, [Option(v, said, v == value) for v, said, _ in choices]))
        for found, said, meaning in choices:
            if found == value:
                chosen[one.name], words[one.label], means[one.name] = value, said, meaning
    cursor = {name: sent[name] for name in CURSORS if sent.get(name)}
    return Asked(tuple(fields), chosen, words, means, cursor)


def years(_: Actor, at: datetime, __: Mapping[str, Any]) -> Sequence[Choice]:
    """The year groups, each by the school year in which its pupils were born."""
    return [(str(n), name, cohort) for n, (name, cohort) in enumerate(cohorts(local_day(at)).items())]


def way_back(url: str, came_from: str) -> str:
    """The address of a list as one left it: of what a record's address carries, the names that a list's may say."""
    kept = [(name, value) for name, value in parse_qsl(came_from[:LONGEST]) if name in NAMES]
    return f"{url}?{urlencode(kept)}" if kept else url
