"""Who was told of a suspension, its cancellation and the board's decision; who came later and is owed a notice."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from agencies.acting.doing import Doing, Owed, done, follows, once_only
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.deadlines import NoticeRule
from agencies.policy import Act
from agencies.schoolday import AUGUST, local_day, school_year
from interventions.suspensions.actions.board import owed_by_board
from interventions.suspensions.actions.steps import doing_on, is_outside, notice_to
from interventions.suspensions.education import is_owed_first_day
from interventions.suspensions.models import Suspension, SuspensionNotice
from interventions.suspensions.notices import (
    BY_FACT,
    before_then,
    counts_as_given,
    notice_of,
    tellable_at,
    tellable_from,
    told_before,
    too_early,
)
from interventions.suspensions.states import (
    CHANGED_SINCE,
    FAMILY,
    FIRST_DAY,
    NOT_THAT_WAY,
    OPEN,
    WRITTEN,
    State,
    ways_of_telling,
)
from referrals.contacts.models import Contact
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from referrals.pupils.models import Pupil


def _told(
    suspension: Suspension, recipient: str, *, whom: str, contact: Contact | None = None, **_: object
) -> SuspensionNotice | None:
    """The notice that they have had; the suspension is locked first, so that two clicks at once take turns."""
    read = suspension.revision
    suspension.refresh_from_db(from_queryset=Suspension.objects.select_for_update(of=("self",), no_key=True))
    if suspension.revision != read:
        raise NotNow(CHANGED_SINCE)
    return told_before(suspension, recipient, whom, contact)


@transaction.atomic
@once_only(_told)
def record_notice(
    suspension: Suspension,
    recipient: str,
    *,
    whom: str,
    how: str,
    told_on: date,
    by: Actor,
    at: datetime,
    told_at: datetime | None = None,
    of: str = "",
    letter: Sequence[Sequence[str]] = (),
    contact: Contact | None = None,
) -> SuspensionNotice:
    """Record that one recipient was told: who, how and when. What the council is told it then sees.

    Each parent has a notice of their own. Once it is cancelled or decided, it is the notice of that: `of` says what
    they were told of. NotNow where that has changed meanwhile, for a day before there was anything to tell, and for a
    way by which the law does not let this recipient be told. The board's clock runs from its own notice.
    `told_at`: the time of that day, where it is known. `letter`: what the family was given, as it stands now: kept so.
    `contact`: who of the people around the child it is; `whom`, their name of that day.
    """
    _check_told(suspension, recipient, how, told_on, told_at, of)
    when = {"told_on": told_on, "told_at": told_at, "given_on": counts_as_given(how, told_on)}
    who = {"recipient": recipient, "whom": whom, "contact": contact}
    given: SuspensionNotice = SuspensionNotice.objects.create(
        suspension=suspension,
        **who,
        how=how,
        of=notice_of(suspension),
        revision=suspension.revision,
        **when,
        letter=[list(part) for part in letter] if how in WRITTEN and recipient in FAMILY else [],
        recorded_at=at,
        recorded_by_id=by.who,
    )
    facts = {"recipient": recipient, "of": given.of, "how": how, "told_on": str(told_on)}
    follow = {"meets": _meets(recipient, given.of), "owes": owed_by_board(suspension)}
    done(doing_on(suspension, Act.RECORD_NOTICE, by, at, facts=facts, is_quiet=recipient != "council", **follow))
    return given


def _meets(recipient: str, of: str) -> frozenset[str]:
    return frozenset(NoticeRule(recipient, of, is_own).name for is_own in (False, True))


def _check_told(
    suspension: Suspension, recipient: str, how: str, told_on: date, told_at: datetime | None, of: str
) -> None:
    if of not in ("", notice_of(suspension)):
        raise NotNow(CHANGED_SINCE)
    if how not in ways_of_telling(recipient):
        raise NotNow(NOT_THAT_WAY)
    if told_on < tellable_from(suspension):
        raise NotNow(too_early(suspension))
    if told_at and told_at < tellable_at(suspension):
        raise NotNow(before_then(suspension))


@follows(Act.RECORD_PUPIL_FACT, Act.PUT_BACK_CHANGE)
def tell_who_came_later(doing: Doing) -> None:
    """Someone who has to be told, and is known only later, is owed the notice then (law.md 1.4; 10, G22)."""
    tell_whom_facts_name(doing.record, doing, pk=doing.facts.get("fact"))


def tell_whom_facts_name(pupil: Pupil, doing: Doing, **which: Any) -> None:
    """Whom these facts of today name, of each suspension of this school year that was not over when they began."""
    today = local_day(doing.at)
    facts = list(pupil.facts.on(today).filter(kind__in=BY_FACT.values(), **which))
    if not facts:
        return
    of_year = Suspension.objects.filter(pupil=pupil, last_on__gte=date(school_year(today), AUGUST, 1))
    for one in of_year.exclude(state__in=[State.CANCELLED, State.VOID]).select_related("pupil"):
        began = {fact.kind for fact in facts if fact.starts_on <= one.last_on}
        for who in (who for who, kind in BY_FACT.items() if kind in began):
            _owe_notice(one, who, doing)


def _owe_notice(suspension: Suspension, who: str, doing: Doing) -> None:
    """Open the duty to tell one more, unless it was owed or met before."""
    if is_outside(suspension):
        return
    owed = notice_to(suspension, who, notice_of(suspension))
    there = Duty.objects.filter(subject_kind="suspension", subject_ref=suspension.reference, rule=owed.opening.rule)
    if not there.exists():
        on = doing_on(suspension, doing.act, doing.by, doing.at)
        duties.open_duty(on, owed)
        is_on = suspension.state in OPEN and suspension.last_on >= local_day(doing.at)
        if who == "virtual_head" and is_on and is_owed_first_day(suspension):
            first = Owed(FIRST_DAY, suspension.school_id, from_on=suspension.first_on, unless_owed=True)
            duties.open_duty(on, first)
