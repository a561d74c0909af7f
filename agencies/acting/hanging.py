"""What hangs on a record of an earlier noun: said by the later noun, shown on the page of the earlier one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from agencies.actors import Actor


@dataclass(frozen=True, slots=True)
class Hanging:
    """One thing that hangs on a record: its title, its address, what it is, its state with its tag, who and when."""

    title: str
    url: str
    what: str
    state: str
    tag: str
    by: str
    at: datetime


Says = Callable[[Actor, Model], Sequence[Hanging]]
SAYS: list[Says] = []


def hangs(says: Says) -> Says:
    """Register what says, for a reader and a record, what hangs on it as far as they may read that."""
    SAYS.append(says)
    return says


def hanging(actor: Actor, record: Model) -> list[Hanging]:
    """What hangs on the record that the door gave this reader."""
    return [one for says in SAYS for one in says(actor, record)]
