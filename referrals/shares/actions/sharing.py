"""A case is offered, and the offer accepted, declined, answered or taken back. A row's terms never change."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from agencies.acting.doing import FIRST, Doing, Owed, StoryLine, acting_seat, done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor, SeatFacts
from agencies.policy import SETTINGS, Act, Basis, Kind
from agencies.schoolday import end_of_day, local_day
from agencies.words import last_day
from referrals.cases.actions import ToldFacts, keep_told, review_of, touch
from referrals.cases.models import Case
from referrals.cases.states import TELL_OF_SHARE, TELL_OF_SHARE_BY_COUNCIL
from referrals.entries import actions as entries
from referrals.entries.models import Entry
from referrals.referrals.states import SHARE
from referrals.shares.facts import NOT_AGREED, AlreadyShared, NotAllowed, ShareTerms, check_terms, share_state
from referrals.shares.models import CaseShare
from referrals.shares.states import ACCEPT, AGREE, ANSWER, ANSWER_OFFER, ASKS_SECOND, RENEW, RENEW_BY_SCHOOL

ANSWERED = "The question has already been answered."


@transaction.atomic
def share_case(
    case: Case,
    terms: ShareTerms,
    told: ToldFacts,
    *,
    seat: SeatFacts,
    by: Actor,
    at: datetime,
    is_agreed: bool = False,
) -> CaseShare:
    """Offer the case to an agency: it reads nothing but the offer until it accepts the terms.

    Where the family is not told it waits for a second person; `is_agreed` looks past that, for a preview.
    """
    leads_to("case", case.state, Act.SHARE_CASE)
    check_terms(terms, local_day(at))
    if terms.basis is Basis.FAMILY_AGREEMENT and told.told != "yes":
        raise NotAllowed(NOT_AGREED)
    _close_lapsed(case, terms, at)
    family = keep_told(case, told, by, at)
    hold = held(by, at) if told.told == "no" and not is_agreed else {}
    share = insert(case, terms, by=by, at=at, family_told=family, granting_agency_id=seat.agency_id, **hold)
    touch(case, at)
    offers: dict[str, Any] = waiting(share) if hold else offering(share)
    owes = (*offers.pop("owes"), *review_of(case, told), *_tell_of(share, told))
    why = terms.necessity
    done(doing_on(share, Act.SHARE_CASE, by, at, why=why, facts=facts_of(share), owes=owes, **offers))
    return share


def held(by: Actor, at: datetime) -> dict[str, Any]:
    """The columns of a share that waits for a second person."""
    return {"held_at": at, "held_by_id": by.who}


def waiting(share: CaseShare) -> dict[str, Any]:
    """What follows from asking a second person: their duty, and a letter to them alone; its receiver hears nothing."""
    return {"owes": (Owed(AGREE, share.case.school_id, share=share),), "notice": ASKS_SECOND}


def offering(share: CaseShare) -> dict[str, Any]:
    """What follows from the offer: its answer is owed, what let an agency in is met, and the story says so."""
    story = StoryLine(f"Shared with {share.agency.name}", share.question, share.granting_agency_id, **_asker(share))
    meets = frozenset() if is_school(share) else frozenset({SHARE.rule})
    return {"owes": (offer_to(share),), "meets": meets, "story": (story,)}


def _asker(share: CaseShare) -> dict[str, Any]:
    """Who shared it and as what, where a second person's agreement is what offers it."""
    if share.held_by is None:
        return {}
    seats = share.held_by.seats.filter(agency=share.granting_agency_id, starts_at__lte=share.granted_at)
    role = seats.order_by("-starts_at", "-id").values_list("role", flat=True).first()
    return {"author_id": share.held_by_id, "author_role": role}


def _tell_of(share: CaseShare, told: ToldFacts) -> tuple[Owed, ...]:
    """Whoever shares owes it to the family to tell them, where they are to be told and are not yet."""
    if told.told != "not_yet":
        return ()
    by_council = share.granting_agency.kind == Kind.COUNCIL
    opening = TELL_OF_SHARE_BY_COUNCIL if by_council else TELL_OF_SHARE
    return (Owed(opening, share.granting_agency_id, share=share),)


def doing_on(share: CaseShare, act: Act, by: Actor, at: datetime, **more: Any) -> Doing:
    """One act on this share."""
    return Doing(act, by, at, "share", share, case=share.case, pupil=share.case.pupil, share=share, **more)


def is_school(share: CaseShare) -> bool:
    """Whether a school receives it, for a place: it meets nobody's duty to let an agency in, and is asked nothing."""
    return share.agency.kind in SETTINGS


def offer_to(share: CaseShare) -> Owed:
    """What the receiver owes: to accept the terms or decline; a school answers by its consent to the move."""
    return Owed(ANSWER_OFFER if is_school(share) else ACCEPT, share.agency_id, share=share)


def _close_lapsed(case: Case, terms: ShareTerms, at: datetime) -> None:
    rows = CaseShare.objects.filter(case=case, agency=terms.agency, purpose=terms.purpose, closed_at=None)
    rows.lapsed(at).update(closed_at=at)
    if (there := rows.first()) is not None:
        raise AlreadyShared(there)


def insert(case: Case, terms: ShareTerms, *, by: Actor, at: datetime, **fields: Any) -> CaseShare:
    try:
        with transaction.atomic():
            made: CaseShare = CaseShare.objects.create(
                case=case,
                authority_id=case.authority_id,
                agency=terms.agency,
                level=terms.level.value,
                sections=sorted(section.value for section in terms.sections),
                purpose=terms.purpose.value,
                basis=terms.basis.value,
                condition=terms.condition or "",
                limb=terms.limb or "",
                necessity=terms.necessity,
                question=terms.question,
                granted_at=at,
                granted_by_id=by.who,
                starts_at=at,
                ends_at=end_of_day(terms.until_on),
                touched_at=at,
                left_at=case.left_at if case.left_at and case.left_at > at else None,
                **fields,
            )
            return made
    except IntegrityError as taken:
        raise NotNow(FIRST) from taken


def facts_of(share: CaseShare) -> dict[str, Any]:
    return {
        "agency": share.agency.name,
        "level": share.level,
        "sections": share.sections,
        "purpose": share.purpose,
        "basis": share.basis,
        "condition": share.condition,
        "limb": share.limb,
        "until": share.ends_at.isoformat(),
    }


def mark(share: CaseShare, act: Act, at: datetime, **fields: Any) -> None:
    """Write the columns that the act may write, if the share still stands as it did when it was read."""
    leads_to("share", share_state(share, at), act)
    same = CaseShare.objects.standing(at).filter(pk=share.pk, accepted_at=share.accepted_at, agreed_at=share.agreed_at)
    if not same.update(**fields):
        raise NotNow(FIRST)
    for name, value in fields.items():
        setattr(share, name, value)


@transaction.atomic
def accept_share(share: CaseShare, *, by: Actor, at: datetime) -> None:
    """Accept the terms: reading begins, and the question waits for an answer."""
    mark(share, Act.ACCEPT_SHARE, at, accepted_at=at, accepted_by_id=by.who)
    touch(share.case, at)
    asks = () if is_school(share) else (Owed(ANSWER, share.agency_id, share=share),)
    done(doing_on(share, Act.ACCEPT_SHARE, by, at, owes=(*asks, renewal_of(share))))


def renewal_of(share: CaseShare) -> Owed:
    """Whoever granted it is reminded, ten and two working days before the end, to extend it or let it end."""
    by_council = share.granting_agency.kind == Kind.COUNCIL
    opening = RENEW if by_council else RENEW_BY_SCHOOL
    return Owed(opening, share.granting_agency_id, from_on=last_day(share.ends_at), share=share)


@transaction.atomic
def decline_share(share: CaseShare, *, why: str, by: Actor, at: datetime) -> None:
    """Decline the offer, with a reason."""
    mark(share, Act.DECLINE_SHARE, at, declined_at=at, declined_by_id=by.who, declined_why=why, closed_at=at)
    touch(share.case, at)
    done(doing_on(share, Act.DECLINE_SHARE, by, at, why=why))


@transaction.atomic
def answer_question(share: CaseShare, *, answer: str, seat: SeatFacts, by: Actor, at: datetime) -> Entry:
    """Answer what was asked; the answer becomes an entry of the story in the agency's own section."""
    if share.answered_at:
        raise NotNow(ANSWERED)
    mark(share, Act.ANSWER_QUESTION, at, answered_at=at, answered_by_id=by.who)
    section, role = entries.OWN_SECTION[Kind(share.agency.kind)], seat.role.value
    title = f"{share.agency.name} answered"
    line = StoryLine(title, answer, seat.agency_id, kind="answer", section=section, author_role=role)
    entry = entries.write(share.case, by, at, line)
    touch(share.case, at)
    done(doing_on(share, Act.ANSWER_QUESTION, by, at))
    return entry


@transaction.atomic
def finish_share(share: CaseShare, *, why: str, seat: SeatFacts, by: Actor, at: datetime) -> None:
    """An agency ends its own part, with what became of it: nobody there reads by this share from then on."""
    ended = {"withdrawn_at": at, "withdrawn_by_id": by.who, "withdrawn_for_id": seat.agency_id, "withdrawn_why": why}
    mark(share, Act.FINISH_SHARE, at, closed_at=at, **ended)
    touch(share.case, at)
    line = StoryLine(f"{share.agency.name} ended its part", why, seat.agency_id, author_role=seat.role.value)
    done(doing_on(share, Act.FINISH_SHARE, by, at, why=why, story=(line,), is_counted=True))


@transaction.atomic
def withdraw_share(share: CaseShare, *, why: str, by: Actor, at: datetime, reason: str = "") -> None:
    """End the share in this transaction, with a reason; `reason`, where a person decided it, as the duty to share asks.

    Of one that waits for a second person the story has nothing: its receiver may read the story by another share.
    """
    was_held = share.is_held
    seat = acting_seat(by, Act.WITHDRAW_SHARE, share.case)
    ended = {"withdrawn_at": at, "withdrawn_by_id": by.who, "withdrawn_for_id": seat.agency_id, "withdrawn_why": why}
    mark(share, Act.WITHDRAW_SHARE, at, closed_at=at, withdrawn_reason=reason, **ended)
    touch(share.case, at)
    story = () if was_held else (StoryLine(f"Ended the share with {share.agency.name}", why, seat.agency_id),)
    facts = {"reason": reason} if reason else {}
    done(doing_on(share, Act.WITHDRAW_SHARE, by, at, why=why, facts=facts, story=story))
