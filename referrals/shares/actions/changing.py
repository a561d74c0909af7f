"""A share is extended, narrowed or widened: a new row in the place of the old one."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from agencies.acting.doing import Doing, Owed, done, follows
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.policy import Act, Basis, Condition, Level, Limb, Purpose, Section
from agencies.schoolday import end_of_day, local_day
from agencies.words import last_day
from referrals.cases.actions import touch
from referrals.shares.actions.sharing import (
    doing_on,
    facts_of,
    held,
    insert,
    mark,
    offer_to,
    renewal_of,
    waiting,
    withdraw_share,
)
from referrals.shares.facts import ANEW, LEVEL_ORDER, NotAllowed, ShareTerms, check_terms, is_not_told, share_state
from referrals.shares.models import CaseShare

ASKED = "A second person is already asked whether this share may be widened."
ENDED = "The share that it would have widened was ended."
NEARER = "The share that it would have widened ends sooner now."
OFFERED = "The family was told meanwhile, and more was offered without a second person."
NO_MORE = "They see that much now, and would lose it until they accept again. To give less, narrow the share."


def _is_more(share: CaseShare, level: Level, sections: tuple[Section, ...], *, is_other: bool) -> bool:
    """Whether it shows something that the share does not; or as much, on another condition (`is_other`)."""
    before, now = LEVEL_ORDER.index(Level(share.level)), LEVEL_ORDER.index(level)
    if before != now:
        return now > before
    there, here = set(share.sections), {section.value for section in sections}
    return not here <= there or (is_other and here == there)


def _terms_of(share: CaseShare, **changes: Any) -> ShareTerms:
    facts: dict[str, Any] = {
        "agency": share.agency,
        "purpose": Purpose(share.purpose),
        "basis": Basis(share.basis),
        "level": Level(share.level),
        "sections": tuple(Section(section) for section in share.sections),
        "question": share.question,
        "until_on": last_day(share.ends_at),
        "condition": Condition(share.condition) if share.condition else None,
        "limb": Limb(share.limb) if share.limb else None,
        "necessity": share.necessity,
    }
    return ShareTerms(**{**facts, **changes})


def _replace(
    share: CaseShare, terms: ShareTerms, act: Act, *, keeps_acceptance: bool, why: str, by: Actor, at: datetime
) -> CaseShare:
    """Close the old row and write the new one, whose terms are held to the law like a first share's."""
    leads_to("share", share_state(share, at), act)
    check_terms(terms, local_day(at))
    mark(share, act, at, closed_at=at)
    accepted = {"accepted_at": share.accepted_at, "accepted_by_id": share.accepted_by_id} if keeps_acceptance else {}
    answered = {"answered_at": share.answered_at, "answered_by_id": share.answered_by_id} if keeps_acceptance else {}
    hold = {name: getattr(share, name) for name in ("held_at", "held_by_id", "agreed_at", "agreed_by_id")}
    new = insert(
        share.case,
        terms,
        by=by,
        at=at,
        family_told=share.family_told,
        granting_agency_id=share.granting_agency_id,
        replaces=share,
        is_half=share.is_half,
        **accepted,
        **answered,
        **hold,
    )
    touch(new.case, at)
    owes: Owed = renewal_of(new) if keeps_acceptance else offer_to(new)
    done(doing_on(new, act, by, at, why=why, facts=facts_of(new), owes=(owes,)))
    return new


def to_give_longer(share: CaseShare, at: datetime) -> None:
    """`NotNow` where the family is not told: for longer was agreed to by no second person."""
    leads_to("share", share_state(share, at), Act.EXTEND_SHARE)
    if is_not_told(share):
        raise NotNow(ANEW)


@transaction.atomic
def extend_share(share: CaseShare, *, until_on: date, why: str, by: Actor, at: datetime) -> CaseShare:
    """Give the share a later end, within the purpose's longest term from today; it stays accepted."""
    to_give_longer(share, at)
    if end_of_day(until_on) <= share.ends_at:
        raise NotAllowed("Choose an end later than today’s.")
    terms = _terms_of(share, until_on=until_on, necessity=share.necessity or why)
    return _replace(share, terms, Act.EXTEND_SHARE, keeps_acceptance=True, why=why, by=by, at=at)


@transaction.atomic
def narrow_share(
    share: CaseShare, *, level: Level, sections: tuple[Section, ...], until_on: date, why: str, by: Actor, at: datetime
) -> CaseShare:
    """Give less or a nearer end; it stays accepted, and from this instant shows no more than it says."""
    leads_to("share", share_state(share, at), Act.NARROW_SHARE)
    within = LEVEL_ORDER.index(level) <= LEVEL_ORDER.index(Level(share.level)) and end_of_day(until_on) <= share.ends_at
    if not within or (share.level == Level.SECTIONS and not {s.value for s in sections} <= set(share.sections)):
        raise NotAllowed("Narrowing gives less than now, until the same day or sooner. To give more, widen the share.")
    terms = _terms_of(share, level=level, sections=sections, until_on=until_on, necessity=share.necessity or why)
    return _replace(share, terms, Act.NARROW_SHARE, keeps_acceptance=True, why=why, by=by, at=at)


@transaction.atomic
def widen_share(
    share: CaseShare,
    *,
    level: Level,
    sections: tuple[Section, ...],
    why: str,
    by: Actor,
    at: datetime,
    condition: Condition | None = None,
    limb: Limb | None = None,
) -> CaseShare:
    """Offer more; the receiver is asked again and reads nothing until they accept. The condition may be another.

    Where the family is not told it waits for a second person, and this share runs on until they say yes.
    """
    leads_to("share", share_state(share, at), Act.WIDEN_SHARE)
    is_other = condition is not None and (condition, limb or "") != (share.condition, share.limb)
    if not _is_more(share, level, sections, is_other=is_other):
        raise NotAllowed(NO_MORE)
    lock = {"condition": condition, "limb": limb} if condition else {}
    terms = _terms_of(share, level=level, sections=sections, necessity=why, **lock)
    if is_not_told(share):
        return _ask_second(share, terms, why=why, by=by, at=at)
    return _replace(share, terms, Act.WIDEN_SHARE, keeps_acceptance=False, why=why, by=by, at=at)


def _ask_second(share: CaseShare, terms: ShareTerms, *, why: str, by: Actor, at: datetime) -> CaseShare:
    """The wider share waits beside the one that runs, which nothing changes: its receiver hears of neither."""
    check_terms(terms, local_day(at))
    if share.wider.filter(closed_at=None).exists():
        raise NotNow(ASKED)
    new = insert(
        share.case,
        terms,
        by=by,
        at=at,
        family_told=share.family_told,
        granting_agency_id=share.granting_agency_id,
        widens=share,
        is_half=share.is_half,
        **held(by, at),
    )
    touch(new.case, at)
    done(doing_on(new, Act.WIDEN_SHARE, by, at, why=why, facts=facts_of(new), **waiting(new)))
    return new


@follows(Act.NARROW_SHARE, Act.EXTEND_SHARE)
def go_on_waiting(doing: Doing) -> None:
    """What waits to take the place of a share takes that of the one that follows it, unless it would outlast that."""
    for wider in _waiting_beside(doing.record.replaces):
        if wider.ends_at > doing.record.ends_at:
            withdraw_share(wider, why=NEARER, by=doing.by, at=doing.at)
        else:
            CaseShare.objects.filter(pk=wider.pk).update(widens=doing.record)


@follows(Act.WIDEN_SHARE)
def take_back_what_waits(doing: Doing) -> None:
    """Once the family is told, more is offered without a second person: what waited for one is not needed."""
    for wider in _waiting_beside(doing.record.replaces):
        withdraw_share(wider, why=OFFERED, by=doing.by, at=doing.at)


def _waiting_beside(share: CaseShare | None) -> QuerySet[CaseShare]:
    found = CaseShare.objects.filter(widens=share, closed_at=None) if share else CaseShare.objects.none()
    return found.select_related("case__pupil", "agency")


@follows(Act.FINISH_SHARE)
def end_the_wider(doing: Doing) -> None:
    """Nor one whose agency ended its part, and knows of no other: it ends with it."""
    waiting = CaseShare.objects.filter(widens=doing.record, closed_at=None)
    doing.facts["ended_too"] = list(waiting.values_list("reference", flat=True))
    whose = {"withdrawn_by_id": doing.by.who, "withdrawn_for_id": doing.record.agency_id}
    waiting.update(closed_at=doing.at, withdrawn_at=doing.at, withdrawn_why=ENDED, **whose)


@follows(Act.WITHDRAW_SHARE)
def take_back_the_wider(doing: Doing) -> None:
    """A share that was ended is widened by nobody's yes."""
    for wider in _waiting_beside(doing.record):
        withdraw_share(wider, why=ENDED, by=doing.by, at=doing.at)
