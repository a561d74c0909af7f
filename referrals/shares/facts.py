"""What a share gives, whether the law allows it, and where it stands at an instant."""

from dataclasses import dataclass
from datetime import date, datetime

from agencies import deadlines
from agencies.acting.refusals import AlreadyDone
from agencies.directory.models import Agency
from agencies.policy import MATRIX, PURPOSE_BASES, Basis, Kind, Level, Purpose, Section
from referrals.shares.models import CaseShare
from referrals.shares.states import State

LEVEL_ORDER = list(Level)
"""The levels of a share, each opening more than those before it."""


class NotAllowed(Exception):
    """The law's tables do not allow this share; the words say which line."""


class AlreadyShared(AlreadyDone):
    """The case is already shared with this agency for this purpose: `record` is that share."""


@dataclass(frozen=True, slots=True)
class ShareTerms:
    """What a share gives, to whom, for what, on what basis, and until the end of which day."""

    agency: Agency
    purpose: Purpose
    basis: Basis
    level: Level
    sections: tuple[Section, ...]
    question: str
    until_on: date


def check_terms(terms: ShareTerms, today: date) -> None:
    """Hold the terms to the matrix, the bases and the longest term; `NotAllowed` says what to change."""
    levels, sections = MATRIX.get((Kind(terms.agency.kind), terms.purpose), (frozenset(), frozenset()))
    if terms.level not in levels or not set(terms.sections) <= sections:
        raise NotAllowed(f"{terms.agency.name} may not be given that much for this purpose. Choose less.")
    if terms.basis not in PURPOSE_BASES[terms.purpose]:
        raise NotAllowed("That lawful basis does not carry this purpose. Choose another.")
    longest = deadlines.share_end(terms.purpose, today, deadlines.SHARE_TERMS[terms.purpose].longest_days)
    if not today <= terms.until_on <= longest:
        raise NotAllowed(f"Choose an end between today and {longest:%-d %B %Y}: a share is never open-ended.")


def share_state(share: CaseShare, at: datetime) -> State:
    """The share's state, read from its dates: declined, withdrawn, replaced, ended, offered, to begin or live."""
    if share.declined_at:
        return State.DECLINED
    if share.withdrawn_at:
        return State.WITHDRAWN
    if share.left_at and share.left_at <= min(share.ends_at, share.closed_at or at):
        return State.LEFT
    if share.closed_at and share.closed_at < share.ends_at:
        return State.REPLACED
    if share.ends_at <= at:
        return State.ENDED
    if share.accepted_at is None:
        return State.OFFERED
    return State.LIVE if share.starts_at <= at else State.TO_BEGIN
