"""Acts on shares. A row's terms never change: narrowing, extending and widening write a new one in its place."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from agencies import deadlines
from agencies.actors import Actor, SeatFacts
from agencies.calendar import end_of_day, local_day
from agencies.models import Agency
from agencies.policy import MATRIX, PURPOSE_BASES, Act, Basis, Kind, Level, Purpose, Section, Standing
from referrals import lifecycle
from referrals.actions import duties
from referrals.actions.acting import FIRST, Doing, acting_seat, done, touch
from referrals.actions.cases import OWN_SECTION, ToldFacts, keep_told, review_not_told, write_act
from referrals.lifecycle import AlreadyDone, NotNow, Opening
from referrals.models import Case, CaseShare, Duty, DutyStep, Entry

LEVELS = list(Level)


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


@transaction.atomic
def share_case(
    case: Case, terms: ShareTerms, told: ToldFacts, *, seat: SeatFacts, by: Actor, at: datetime
) -> CaseShare:
    """Offer the case to an agency: it reads nothing but the offer until it accepts the terms."""
    lifecycle.leads_to("case", case.state, Act.SHARE_CASE)
    check_terms(terms, local_day(at))
    _close_lapsed(case, terms, at)
    family = keep_told(case, told, by, at)
    share = _insert(case, terms, by=by, at=at, family_told=family, granting_agency_id=seat.agency_id)
    write_act(case, f"Shared with {terms.agency.name}", terms.question, by, at, seat.agency_id)
    touch(case, at)
    doing = Doing(Act.SHARE_CASE, by, at, "share", share, case=case, facts=_facts(share))
    done(doing, pupil=case.pupil, share=share, owner_agency_id=terms.agency.pk)
    review_not_told(doing, told)
    return share


def _close_lapsed(case: Case, terms: ShareTerms, at: datetime) -> None:
    rows = CaseShare.objects.filter(case=case, agency=terms.agency, purpose=terms.purpose, closed_at=None)
    rows.filter(ends_at__lte=at).update(closed_at=at)
    if (there := rows.first()) is not None:
        raise AlreadyShared(there)


def _insert(case: Case, terms: ShareTerms, *, by: Actor, at: datetime, **fields: Any) -> CaseShare:
    try:
        with transaction.atomic():
            return CaseShare.objects.create(
                case=case,
                authority_id=case.authority_id,
                agency=terms.agency,
                level=terms.level.value,
                sections=sorted(section.value for section in terms.sections),
                purpose=terms.purpose.value,
                basis=terms.basis.value,
                question=terms.question,
                granted_at=at,
                granted_by_id=by.who,
                starts_at=at,
                ends_at=end_of_day(terms.until_on),
                touched_at=case.updated_at,
                **fields,
            )
    except IntegrityError as taken:
        raise NotNow(FIRST) from taken


def _facts(share: CaseShare) -> dict[str, Any]:
    return {
        "agency": share.agency.name,
        "level": share.level,
        "sections": share.sections,
        "purpose": share.purpose,
        "basis": share.basis,
        "until": share.ends_at.isoformat(),
    }


def share_state(share: CaseShare, at: datetime) -> str:
    """The share's state, read from its dates: declined, withdrawn, replaced, ended, offered, to begin or live."""
    if share.declined_at:
        return "declined"
    if share.withdrawn_at:
        return "withdrawn"
    if share.closed_at and share.closed_at < share.ends_at:
        return "replaced"
    if share.ends_at <= at:
        return "ended"
    if share.accepted_at is None:
        return "offered"
    return "live" if share.starts_at <= at else "to_begin"


def _mark(share: CaseShare, act: Act, at: datetime, **fields: Any) -> None:
    """Write the columns that the act may write, if the share still stands as it did when it was read."""
    lifecycle.leads_to("share", share_state(share, at), act)
    same = CaseShare.objects.filter(pk=share.pk, closed_at=None, accepted_at=share.accepted_at, ends_at__gt=at)
    if not same.update(**fields):
        raise NotNow(FIRST)
    for name, value in fields.items():
        setattr(share, name, value)


@transaction.atomic
def accept_share(share: CaseShare, *, by: Actor, at: datetime) -> None:
    """Accept the terms: reading begins, and the question waits for an answer."""
    _mark(share, Act.ACCEPT_SHARE, at, accepted_at=at, accepted_by_id=by.who)
    touch(share.case, at)
    doing = Doing(Act.ACCEPT_SHARE, by, at, "share", share, case=share.case)
    done(doing, pupil=share.case.pupil, share=share, owner_agency_id=share.agency_id)
    _open_renewal(doing, share)


def _open_renewal(doing: Doing, share: CaseShare) -> None:
    """Whoever granted it is reminded, ten and two working days before the end, to extend it or let it end."""
    council = share.granting_agency.kind == Kind.COUNCIL
    opening = Opening("renew_share", Standing.OVERSEES if council else Standing.RAISED, Act.EXTEND_SHARE)
    last_day = local_day(share.ends_at - timedelta(microseconds=1))
    duties.open_duty(
        doing,
        opening,
        pupil=share.case.pupil,
        share=share,
        owner_agency_id=share.granting_agency_id,
        from_on=last_day,
    )


@transaction.atomic
def decline_share(share: CaseShare, *, why: str, by: Actor, at: datetime) -> None:
    """Decline the offer, with a reason."""
    _mark(share, Act.DECLINE_SHARE, at, declined_at=at, declined_by_id=by.who, declined_why=why, closed_at=at)
    done(Doing(Act.DECLINE_SHARE, by, at, "share", share, case=share.case, why=why), pupil=share.case.pupil)


@transaction.atomic
def answer_question(share: CaseShare, *, answer: str, seat: SeatFacts, by: Actor, at: datetime) -> Entry:
    """Answer what was asked; the answer becomes an entry of the story in the agency's own section."""
    if share.answered_at:
        raise NotNow("The question has already been answered.")
    _mark(share, Act.ANSWER_QUESTION, at, answered_at=at, answered_by_id=by.who)
    entry = Entry.objects.create(
        case=share.case,
        kind="answer",
        section=OWN_SECTION[Kind(share.agency.kind)],
        title=f"{share.agency.name} answered",
        text=answer,
        happened_on=local_day(at),
        at=at,
        author_id=by.who,
        agency_id=seat.agency_id,
        author_role=seat.role.value,
    )
    touch(share.case, at)
    done(Doing(Act.ANSWER_QUESTION, by, at, "share", share, case=share.case), pupil=share.case.pupil)
    return entry


@transaction.atomic
def withdraw_share(share: CaseShare, *, why: str, by: Actor, at: datetime) -> None:
    """End the share in this transaction, with a reason."""
    seat = acting_seat(by, Act.WITHDRAW_SHARE, share.case)
    ended = {"withdrawn_at": at, "withdrawn_by_id": by.who, "withdrawn_for_id": seat.agency_id, "withdrawn_why": why}
    _mark(share, Act.WITHDRAW_SHARE, at, closed_at=at, **ended)
    doing = Doing(Act.WITHDRAW_SHARE, by, at, "share", share, case=share.case, why=why)
    duties.void(doing, duties.owed_on_share(share), "The share was withdrawn.")
    write_act(share.case, f"Ended the share with {share.agency.name}", why, by, at, seat.agency_id)
    touch(share.case, at)
    done(doing, pupil=share.case.pupil)


def _terms_of(share: CaseShare, **changes: Any) -> ShareTerms:
    facts: dict[str, Any] = {
        "agency": share.agency,
        "purpose": Purpose(share.purpose),
        "basis": Basis(share.basis),
        "level": Level(share.level),
        "sections": tuple(Section(section) for section in share.sections),
        "question": share.question,
        "until_on": local_day(share.ends_at - timedelta(microseconds=1)),
    }
    return ShareTerms(**{**facts, **changes})


def _replace(
    share: CaseShare, terms: ShareTerms, act: Act, *, keeps_acceptance: bool, why: str, by: Actor, at: datetime
) -> CaseShare:
    """Close the old row and write the new one, whose terms are held to the law like a first share's."""
    lifecycle.leads_to("share", share_state(share, at), act)
    check_terms(terms, local_day(at))
    _mark(share, act, at, closed_at=at)
    accepted = {"accepted_at": share.accepted_at, "accepted_by_id": share.accepted_by_id} if keeps_acceptance else {}
    answered = {"answered_at": share.answered_at, "answered_by_id": share.answered_by_id} if keeps_acceptance else {}
    new = _insert(
        share.case,
        terms,
        by=by,
        at=at,
        family_told=share.family_told,
        granting_agency_id=share.granting_agency_id,
        replaces=share,
        **accepted,
        **answered,
    )
    _carry_duties(share, new, Doing(act, by, at, "share", new, case=share.case, why=why), keeps_acceptance)
    return new


def _carry_duties(old: CaseShare, new: CaseShare, doing: Doing, keeps_acceptance: bool) -> None:
    owed = Duty.objects.owed().filter(share=old)
    if keeps_acceptance:
        duties.void(doing, list(owed.filter(rule="renew_share")), "The share’s end changed.")
        owed.update(share=new, subject_ref=new.reference)
        _open_renewal(doing, new)
    else:
        duties.void(doing, list(owed), "The share was offered again with more.")
    touch(new.case, doing.at)
    done(doing, pupil=new.case.pupil, share=new, owner_agency_id=new.agency_id)


@transaction.atomic
def extend_share(share: CaseShare, *, until_on: date, why: str, by: Actor, at: datetime) -> CaseShare:
    """Give the share a later end, within the purpose's longest term from today; it stays accepted."""
    lifecycle.leads_to("share", share_state(share, at), Act.EXTEND_SHARE)
    if end_of_day(until_on) <= share.ends_at:
        raise NotAllowed("Choose an end later than today’s.")
    terms = _terms_of(share, until_on=until_on)
    return _replace(share, terms, Act.EXTEND_SHARE, keeps_acceptance=True, why=why, by=by, at=at)


@transaction.atomic
def narrow_share(
    share: CaseShare, *, level: Level, sections: tuple[Section, ...], until_on: date, why: str, by: Actor, at: datetime
) -> CaseShare:
    """Give less or a nearer end; it stays accepted, and from this instant shows no more than it says."""
    lifecycle.leads_to("share", share_state(share, at), Act.NARROW_SHARE)
    within = LEVELS.index(level) <= LEVELS.index(Level(share.level)) and end_of_day(until_on) <= share.ends_at
    if not within or (share.level == Level.SECTIONS and not {s.value for s in sections} <= set(share.sections)):
        raise NotAllowed("Narrowing gives less than now, until the same day or sooner. To give more, widen the share.")
    terms = _terms_of(share, level=level, sections=sections, until_on=until_on)
    return _replace(share, terms, Act.NARROW_SHARE, keeps_acceptance=True, why=why, by=by, at=at)


@transaction.atomic
def widen_share(
    share: CaseShare, *, level: Level, sections: tuple[Section, ...], why: str, by: Actor, at: datetime
) -> CaseShare:
    """Offer more; the receiver is asked again and reads nothing until they accept."""
    terms = _terms_of(share, level=level, sections=sections)
    return _replace(share, terms, Act.WIDEN_SHARE, keeps_acceptance=False, why=why, by=by, at=at)


def tidy_ended_shares(at: datetime) -> int:
    """Mark lapsed rows as closed, for the index alone: the dates had already ended them. Their duties fall away."""
    lapsed = CaseShare.objects.filter(closed_at=None, ends_at__lte=at)
    owed = Duty.objects.owed().filter(share__in=lapsed)
    DutyStep.objects.filter(duty__in=owed, posted_at=None).delete()
    owed.update(state="void", ended_at=at, ended_by="Inclusion", why="The share ended.")
    return int(lapsed.update(closed_at=at))
