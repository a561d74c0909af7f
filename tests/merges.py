"""Two records that two people of the council make one, and two again, for tests that need them to stand."""

from datetime import date, datetime, timedelta
from typing import Any

from referrals.duplicates.facts import digest, read
from referrals.duplicates.models import Duplicate
from referrals.merges import actions
from referrals.merges.models import Merge
from referrals.pupils.models import Enrolment, Pupil
from tests.duplicates import found
from tests.people import AT, Cast

WHY = "One birth certificate was seen at both schools."
LEFT = date(2026, 10, 23)


def pair(cast: Cast, **changes: Any) -> Duplicate:
    """Kofi and a record like his at Merrow Lane, which has him no more."""
    two = found(cast, **changes)
    Enrolment.objects.filter(pupil=two.other).update(ends_on=LEFT)
    return two


def propose(
    cast: Cast, two: Duplicate | None = None, *, stays: Pupil | None = None, who: str = "sandra", at: datetime = AT
) -> Merge:
    """Proposed: Kofi stays, where nobody else is said."""
    two = two or pair(cast)
    two.refresh_from_db()
    said = {"stays": (stays or cast.kofi).reference, "why": WHY, "asked": digest(*read(two))}
    return actions.propose_merge(two, **said, by=cast.actor(who), at=at)


def merged(cast: Cast, *, at: datetime = AT, **more: Any) -> Merge:
    """Made one by another."""
    merge = propose(cast, at=at, **more)
    actions.approve_merge(merge, why="Seen too.", by=cast.actor("grace"), at=at)
    return merge


def split(cast: Cast, merge: Merge, at: datetime = AT + timedelta(days=3)) -> None:
    """And two again."""
    actions.propose_split(merge, why="Cousins.", by=cast.actor("grace"), at=at)
    actions.approve_split(merge, why="I rang.", by=cast.actor("sandra"), at=at)
