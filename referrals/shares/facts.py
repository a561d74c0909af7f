"""What a share gives, whether the law allows it, and where it stands at an instant."""

from dataclasses import dataclass
from datetime import date, datetime

from agencies import deadlines
from agencies.acting.refusals import AlreadyDone
from agencies.directory.models import Agency
from agencies.policy import (
    BASIS_SINCE,
    MATRIX,
    PURPOSE_BASES,
    Basis,
    Condition,
    Kind,
    Level,
    Limb,
    MatrixRow,
    Purpose,
    Section,
    carrying,
)
from agencies.settings.facts import limits_on, weeks_name
from referrals.cases.models import FamilyTold
from referrals.shares.models import CaseShare
from referrals.shares.states import State

LEVEL_ORDER = list(Level)
"""The levels of a share, each opening more than those before it."""
NOT_AGREED = (
    "“The family agrees” needs a family that was told. Tell them first, or choose a basis that holds without that."
)
NO_LIMB = "Paragraph 18 needs the reason why there is no consent: choose one."
WIDER = "That is more than is usual for this agency and purpose. Say in a line why they need it."

ANEW = (
    "The family is not told. To give it for longer, end this share and offer it anew: a second person is asked "
    "then. In between they read nothing by it."
)


class NotAllowed(Exception):
    """The law's tables do not allow this share; the words say which line."""


class AlreadyShared(AlreadyDone):
    """The case is already shared with this agency for this purpose: `record` is that share."""


@dataclass(frozen=True, slots=True)
class ShareTerms:
    """What a share gives, to whom, for what, on what basis and condition, and until the end of which day.

    `condition` is None on what was shared before it was asked for. `necessity` is said where it is more than is usual.
    """

    agency: Agency
    purpose: Purpose
    basis: Basis
    level: Level
    sections: tuple[Section, ...]
    question: str
    until_on: date
    condition: Condition | None
    limb: Limb | None = None
    necessity: str = ""

    @property
    def row(self) -> MatrixRow | None:
        """The matrix's row for this kind of agency and purpose."""
        return MATRIX.get((Kind(self.agency.kind), self.purpose))


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What somebody outside asked for, when, and why it is refused: `reason` is a code of the duty to share."""

    whom: str
    what: str
    asked_on: date
    reason: str
    why: str


def usual_end(row: MatrixRow, purpose: Purpose, authority_id: int, today: date) -> date:
    """The last day that is usual: by the council's own setting where it has one, within the row's longest term."""
    weeks = dict(limits_on(authority_id, today)).get(weeks_name(purpose), row.weeks)
    return deadlines.share_end(today, min(int(weeks), row.most_weeks))


def longest_end(row: MatrixRow, today: date) -> date:
    """The last day that may be chosen."""
    return deadlines.share_end(today, row.most_weeks)


def is_wider(terms: ShareTerms, row: MatrixRow, usual: date) -> bool:
    """Whether it is more than is usual: in level, in parts or in time."""
    return row.is_wider(terms.level, terms.sections) or terms.until_on > usual


def check_terms(terms: ShareTerms, today: date) -> None:
    """Hold the terms to the matrix, the bases and the longest term; `NotAllowed` says what to change."""
    row = terms.row
    if row is None or row.beyond(terms.level, terms.sections):
        raise NotAllowed(f"{terms.agency.name} may not be given that much for this purpose. Choose less.")
    if terms.basis not in PURPOSE_BASES[terms.purpose] or BASIS_SINCE.get(terms.basis, today) > today:
        raise NotAllowed("That lawful basis does not carry this purpose. Choose another.")
    if terms.condition is not None:
        _check_condition(terms, row)
    longest = longest_end(row, today)
    if not today <= terms.until_on <= longest:
        raise NotAllowed(f"Choose an end between today and {longest:%-d %B %Y}: a share is never open-ended.")
    if not terms.necessity and is_wider(terms, row, usual_end(row, terms.purpose, terms.agency.authority_id, today)):
        raise NotAllowed(WIDER)


def _check_condition(terms: ShareTerms, row: MatrixRow) -> None:
    """The condition is one of the row's that carries so much; paragraph 18 has its limb (data.md 1.2, V2)."""
    if terms.condition not in carrying(terms.level, terms.sections) & set(row.conditions):
        raise NotAllowed("That condition does not carry what they will see. Choose another, or show less.")
    if terms.condition is Condition.PARA_18 and terms.limb is None:
        raise NotAllowed(NO_LIMB)


def share_state(share: CaseShare, at: datetime) -> State:
    """The share's state, read from its dates."""
    said = (
        (share.refused_at, State.REFUSED),
        (share.declined_at, State.DECLINED),
        (share.withdrawn_at, State.WITHDRAWN),
    )
    if by_somebody := next((state for when, state in said if when), None):
        return by_somebody
    if share.left_at and share.left_at <= min(share.ends_at, share.closed_at or at):
        return State.LEFT
    if share.closed_at and share.closed_at < share.ends_at:
        return State.REPLACED
    if share.ends_at <= at:
        return State.ENDED
    if share.is_held:
        return State.WAITS
    if share.accepted_at is None:
        return State.OFFERED
    return State.LIVE if share.starts_at <= at else State.TO_BEGIN


def not_told_since(share: CaseShare) -> FamilyTold | None:
    """Where they were to be told of it: that they are not, recorded since; what was said of other shares left out."""
    if share.family_told.told != "not_yet":
        return None
    others = CaseShare.objects.filter(case_id=share.case_id).values("family_told_id")
    since = FamilyTold.objects.filter(case_id=share.case_id, pk__gt=share.family_told_id, told__in=["yes", "no"])
    last = since.exclude(pk__in=others).order_by("-pk").first()
    return last if last is not None and last.told == "no" else None


def is_not_told(share: CaseShare) -> bool:
    """Whether the family is not told of it: it was shared so, or they were to be told and are not."""
    return share.family_told.told == "no" or not_told_since(share) is not None
