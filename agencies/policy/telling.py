"""Who may hear of an act: standings narrowed to roles, in words that name no child; and of a duty's rungs."""

from collections.abc import Iterable
from dataclasses import dataclass

from agencies.policy.rows import AGENCY, SCHOOL
from agencies.policy.rows import LEADS as SCHOOL_LEADS
from agencies.policy.terms import Role, Standing


@dataclass(frozen=True, slots=True)
class Tell:
    """One standing that hears, narrowed to some of its roles."""

    standing: Standing
    roles: frozenset[Role]

    def as_row(self) -> list[object]:
        """As stored on a letter."""
        return [self.standing.value, sorted(role.value for role in self.roles)]


@dataclass(frozen=True, slots=True)
class Notice:
    """What an act tells: the words (no child's name in them), and who hears."""

    words: str
    tells: tuple[Tell, ...]


def tell_from(row: Iterable[object]) -> Tell:
    """Read a stored tell back."""
    standing, roles = row
    return Tell(Standing(str(standing)), frozenset(Role(str(role)) for role in roles))  # type: ignore[attr-defined]


NOBODY = Notice("", ())

_LEAD = frozenset({Role.INCLUSION_LEAD})
_HEADS = frozenset({Role.HEAD, Role.ACTING_HEAD})
_OFFICER = frozenset({Role.COUNCIL_OFFICER})
_MANAGER = frozenset({Role.COUNCIL_MANAGER})
_CLERK = frozenset({Role.CLERK})

TO_SAFEGUARDING = Tell(Standing.RAISED, frozenset({Role.SAFEGUARDING_LEAD}))
TO_SECOND = Tell(Standing.RAISED, _HEADS | {Role.SAFEGUARDING_LEAD})
TO_LEADS = Tell(Standing.RAISED, _LEAD)
TO_HEADS = HOME = Tell(Standing.RAISED, SCHOOL_LEADS)
NAMED = Tell(Standing.NAMED, SCHOOL)
AUTHOR = Tell(Standing.WROTE, SCHOOL)
QUEUE = OFFICERS = Tell(Standing.ASKED, _OFFICER)
TO_COUNCIL = Tell(Standing.OVERSEES, _OFFICER)
TO_TRIAGE = Tell(Standing.ASKED, _OFFICER | _MANAGER)
COUNCILS_MANAGER = Tell(Standing.ASKED, _MANAGER)
COUNCIL_TOLD = Tell(Standing.NOTIFIED, _OFFICER)
OFFERED = Tell(Standing.OFFERED, AGENCY)
GRANTED = Tell(Standing.GRANTED, AGENCY)
INVITED = Tell(Standing.INVITED, SCHOOL_LEADS)
CLERK = Tell(Standing.CLERKS, _CLERK)
RECEIVING = Tell(Standing.RECEIVES, SCHOOL_LEADS)

OWNERS: dict[Standing, Tell] = {
    one.standing: one for one in (TO_LEADS, NAMED, QUEUE, TO_COUNCIL, OFFERED, GRANTED, INVITED, RECEIVING, CLERK)
}
MANAGERS: dict[Standing, Tell] = {
    Standing.RAISED: Tell(Standing.RAISED, _HEADS),
    Standing.NAMED: TO_HEADS,
    Standing.ASKED: Tell(Standing.ASKED, _MANAGER),
    Standing.OVERSEES: Tell(Standing.OVERSEES, _MANAGER),
    Standing.OFFERED: Tell(Standing.OFFERED, frozenset({Role.AGENCY_MANAGER})),
    Standing.GRANTED: Tell(Standing.GRANTED, frozenset({Role.AGENCY_MANAGER})),
    Standing.INVITED: Tell(Standing.INVITED, _HEADS),
    Standing.RECEIVES: Tell(Standing.RECEIVES, _HEADS),
    Standing.CLERKS: Tell(Standing.RAISED, _HEADS),
}


def rung(tells: str, standing: Standing) -> Tell:
    """Who hears at a rung of a duty's ladder: its owner, who safeguards, a second person, a manager, who oversees.

    What the council was asked and has not answered is overseen by nobody yet: its officers and their manager hear.
    """
    if tells == "safeguarding":
        return TO_SAFEGUARDING
    if tells == "second":
        return TO_SECOND
    if tells == "officer":
        return TO_TRIAGE if standing is Standing.ASKED else TO_COUNCIL
    return OWNERS[standing] if tells == "owner" else MANAGERS[standing]


_OVERSEERS = (TO_COUNCIL, Tell(Standing.OVERSEES, _MANAGER))
_THE_COUNCIL = (*_OVERSEERS, TO_TRIAGE)
ONWARD: dict[Standing, tuple[Tell, ...]] = {
    Standing.RAISED: (TO_HEADS, *_THE_COUNCIL),
    Standing.NAMED: (TO_HEADS, *_THE_COUNCIL),
    Standing.ASKED: (TO_TRIAGE, TO_HEADS),
    Standing.OVERSEES: (*_THE_COUNCIL, TO_HEADS),
    Standing.CLERKS: (MANAGERS[Standing.CLERKS], TO_HEADS),
    **{
        own: (MANAGERS[own], TO_HEADS, *_THE_COUNCIL)
        for own in (Standing.OFFERED, Standing.GRANTED, Standing.INVITED, Standing.RECEIVES)
    },
}
"""Who hears of a duty, in order, where nobody is there who should; each is asked of the door as they stand."""


def onward(tell: Tell, *, is_of_duty: bool) -> tuple[Tell, ...]:
    """Who hears instead: of a duty all of `ONWARD`; of an act, the others of the same agency whom its words suit."""
    if tell == TO_SECOND:
        return _OVERSEERS
    if is_of_duty:
        heads = (MANAGERS[Standing.RAISED],) if tell == TO_SAFEGUARDING else ()
        return (*heads, *ONWARD.get(tell.standing, ()))
    return {TO_LEADS: (TO_HEADS,), QUEUE: (TO_TRIAGE,), COUNCILS_MANAGER: (OFFICERS,)}.get(tell, ())
