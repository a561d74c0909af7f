"""Who may read an entry, asked of the door for each person, and who was told of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from agencies.people.access import actor_for
from agencies.people.models import Person
from agencies.policy import Act
from referrals import door
from referrals.entries.models import Entry


def who_may_read(entry: Entry, people: Iterable[Person], at: datetime | Any = door.AT) -> list[Person]:
    """Those of these people who may read the entry now, each asked as they would open it."""
    return [one for one in people if door.within(Entry, actor_for(one, at), Act.SEE_ENTRY).filter(pk=entry.pk).exists()]
