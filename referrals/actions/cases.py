"""Acts on a case and its story."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies.actors import Actor, SeatFacts
from agencies.calendar import WorkingCalendar, local_day
from agencies.clocks import bank_holidays
from agencies.deadlines import FAMILY_REVIEW_WORKING_DAYS
from agencies.models import Agency, Person
from agencies.policy import Act, Kind, Standing
from referrals import lifecycle
from referrals.actions import duties
from referrals.actions.acting import FIRST, Doing, done, first_time, touch, turn
from referrals.actions.concerns import tell_story_of
from referrals.lifecycle import AlreadyDone, NotNow, Opening
from referrals.models import Case, CaseShare, Concern, Duty, Enrolment, Entry, FamilyTold

SECOND_CLICK = timedelta(minutes=10)
HAS_OPEN_CASE = "This pupil already has an open case. Join the concern to it instead."


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One entry as its author gives it."""

    kind: str
    section: str
    title: str
    text: str
    happened_on: date
    told_by: str = ""


@dataclass(frozen=True, slots=True)
class ToldFacts:
    """What the family was told, or why not: `told` is yes, not_yet or no; *no* has a coded reason and its words."""

    told: str
    whom: str = ""
    how: str = ""
    told_on: date | None = None
    words: str = ""
    reason: str = ""
    reason_words: str = ""


@transaction.atomic
def open_case(concern: Concern, *, why: str, reply: str, by: Actor, at: datetime) -> Case:
    """Open the pupil's case on a concern; only the school sees it. Its author reads the reply, not the case."""
    lifecycle.leads_to("case", lifecycle.NEW, Act.OPEN_CASE)
    lifecycle.leads_to("concern", concern.state, Act.OPEN_CASE)
    case = _new_case(concern, why, by, at)
    turn(concern, "concern", Act.OPEN_CASE, case=case, decided_at=at, decided_by_id=by.who, reply=reply)
    tell_story_of(concern, case, at)
    duties.meet(Doing(Act.OPEN_CASE, by, at, "concern", concern), lifecycle.MEETS[Act.OPEN_CASE])
    done(Doing(Act.OPEN_CASE, by, at, "case", case, case=case), pupil=concern.pupil, owner_agency_id=case.school_id)
    return case


def _new_case(concern: Concern, why: str, by: Actor, at: datetime) -> Case:
    try:
        with transaction.atomic():
            return Case.objects.create(
                authority_id=concern.authority_id,
                pupil=concern.pupil,
                school_id=concern.school_id,
                why=why,
                opened_at=at,
                opened_by_id=by.who,
                updated_at=at,
            )
    except IntegrityError as taken:
        raise NotNow(HAS_OPEN_CASE) from taken


@transaction.atomic
def name_lead(case: Case, person: Person, *, by: Actor, at: datetime) -> None:
    """Name the lead professional: somebody with a seat at the case's school today."""
    lifecycle.leads_to("case", case.state, Act.NAME_LEAD)
    seats = person.seats.live(at).filter(agency_id=case.school_id)
    if not seats.select_for_update(of=("self",), no_key=True):  # waits for an end of the seat, or makes it wait
        raise NotNow(f"{person.name} no longer works at this school. Choose somebody who does.")
    touch(case, at, lead=person)
    write_act(case, f"{person.name} is lead professional", "", by, at, case.school_id)
    done(Doing(Act.NAME_LEAD, by, at, "case", case, case=case, facts={"lead": person.name}), pupil=case.pupil)


@transaction.atomic
def add_entry(
    case: Case, facts: EntryFacts, *, seat: SeatFacts, by: Actor, at: datetime, once: UUID | None = None
) -> Entry:
    """Add to the story: a contact, an observation or the child's own words."""
    lifecycle.leads_to("case", case.state, Act.ADD_ENTRY)
    first_time(Entry, once)
    entry = Entry.objects.create(
        case=case,
        kind=facts.kind,
        section=facts.section,
        title=facts.title,
        text=facts.text,
        happened_on=facts.happened_on,
        told_by=facts.told_by,
        once=once,
        at=at,
        author_id=by.who,
        agency_id=seat.agency_id,
        author_role=seat.role.value,
    )
    touch(case, at)
    done(Doing(Act.ADD_ENTRY, by, at, "entry", entry, case=case), pupil=case.pupil)
    return entry


@transaction.atomic
def restrict_entry(entry: Entry, *, why: str, by: Actor, at: datetime) -> None:
    """Restrict an entry to its author, the lead professional and the head."""
    lifecycle.leads_to("entry", "restricted" if entry.is_restricted else "plain", Act.RESTRICT_ENTRY)
    fresh = Entry.objects.filter(pk=entry.pk, is_restricted=False)
    if not fresh.update(is_restricted=True, restricted_at=at, restricted_by_id=by.who, restricted_why=why):
        raise NotNow(FIRST)
    touch(entry.case, at)
    done(Doing(Act.RESTRICT_ENTRY, by, at, "entry", entry, case=entry.case, why=why), pupil=entry.case.pupil)


@transaction.atomic
def record_family_told(case: Case, facts: ToldFacts, *, by: Actor, at: datetime) -> FamilyTold:
    """Record what the family was told, or the reason why not, which is looked at again within 20 working days."""
    lifecycle.leads_to("case", case.state, Act.RECORD_FAMILY_TOLD)
    _refuse_second_click(case, facts, by, at)
    told = keep_told(case, facts, by, at)
    touch(case, at)
    doing = Doing(Act.RECORD_FAMILY_TOLD, by, at, "case", case, case=case, why=facts.reason, facts={"told": facts.told})
    done(doing, pupil=case.pupil)
    review_not_told(doing, facts)
    return told


def _refuse_second_click(case: Case, facts: ToldFacts, by: Actor, at: datetime) -> None:
    """Raise `AlreadyDone` where the same person recorded the very same a moment ago."""
    last = case.told.order_by("-id").first()
    if last is None or last.recorded_by_id != by.who or at - last.recorded_at > SECOND_CLICK:
        return
    if all(getattr(last, name) == value for name, value in asdict(facts).items()):
        raise AlreadyDone(last)


def keep_told(case: Case, facts: ToldFacts, by: Actor, at: datetime) -> FamilyTold:
    """Write the row of what the family was told."""
    review = WorkingCalendar(bank_holidays()).add_working_days(local_day(at), FAMILY_REVIEW_WORKING_DAYS)
    return FamilyTold.objects.create(
        case=case,
        told=facts.told,
        whom=facts.whom,
        how=facts.how,
        told_on=facts.told_on,
        words=facts.words,
        reason=facts.reason if facts.told == "no" else "",
        reason_words=facts.reason_words,
        review_on=review if facts.told == "no" else None,
        recorded_at=at,
        recorded_by_id=by.who,
    )


def review_not_told(doing: Doing, facts: ToldFacts) -> None:
    """Open the review of a reason for not telling, unless one is owed already."""
    case = doing.case
    if case is None or facts.told != "no" or Duty.objects.owed().filter(case=case, rule="review_not_told").exists():
        return
    on_case = Doing(doing.act, doing.by, doing.at, "case", case, case=case)
    opening = Opening("review_not_told", Standing.RAISED, Act.RECORD_FAMILY_TOLD)
    duties.open_duty(on_case, opening, pupil=case.pupil, owner_agency_id=case.school_id)


@transaction.atomic
def close_case(case: Case, *, outcome: str, words: str, family_words: str, by: Actor, at: datetime) -> None:
    """Close the case with its outcome and the family's words; every share ends in the same act."""
    if case.referrals.filter(state__in=lifecycle.OPEN_REFERRAL).exists():
        raise NotNow("A referral on this case is still open. Withdraw it, or wait for the council, before you close.")
    touch(case, at, outcome=outcome, outcome_words=words, family_words=family_words)
    turn(case, "case", Act.CLOSE_CASE, closed_at=at, closed_by_id=by.who)
    ended = end_shares(case, "The case was closed.", by, at)
    write_act(case, "Case closed", words, by, at, case.school_id)
    doing = Doing(Act.CLOSE_CASE, by, at, "case", case, case=case, why=outcome, facts={"shares_ended": ended})
    duties.void(doing, list(Duty.objects.owed().filter(case=case)), "The case was closed.")
    done(doing, pupil=case.pupil)


@transaction.atomic
def reopen_case(case: Case, *, why: str, by: Actor, at: datetime) -> None:
    """Reopen a closed case; its shares do not come back."""
    try:
        with transaction.atomic():
            turn(case, "case", Act.REOPEN_CASE, closed_at=None, closed_by_id=None, outcome="", outcome_words="")
    except IntegrityError as taken:
        raise NotNow("This pupil has a newer case, which is open.") from taken
    touch(case, at)
    write_act(case, "Case reopened", why, by, at, case.school_id)
    doing = Doing(Act.REOPEN_CASE, by, at, "case", case, case=case, why=why)
    done(doing, pupil=case.pupil)
    if case.lead_id is None:
        ask_for_lead(doing)


def hand_over_case(doing: Doing, school: Agency, on: date) -> None:
    """Give the case and the pupil's place on the roll to another school on one day, with no gap.

    The lead professional is named anew, every share ends, and what the old school owed on the case is the new one's.
    """
    case, old_id = cast(Case, doing.case), cast(Case, doing.case).school_id
    roll = Enrolment.objects.filter(pupil=case.pupil, kind="main", ends_on=None)
    if roll.filter(starts_on__gte=on).exists():
        raise NotNow("The pupil came on the roll on that day or later. Choose a later day.")
    roll.update(ends_on=on - timedelta(1))
    Enrolment.objects.create(pupil=case.pupil, school=school, starts_on=on)
    end_shares(case, "The pupil moved to another school.", doing.by, doing.at)
    owed = Duty.objects.owed().filter(case=case)
    duties.void(doing, list(owed.filter(share__isnull=False)), "The pupil moved to another school.")
    owed.filter(agency_id=old_id, standing=Standing.RAISED).update(agency=school, person=None)
    touch(case, doing.at, school=school, lead=None)
    ask_for_lead(Doing(doing.act, doing.by, doing.at, "case", case, case=case))


def ask_for_lead(doing: Doing) -> None:
    """Open the duty to name somebody on a case that nobody leads, unless it is owed already."""
    case = cast(Case, doing.case)
    if not Duty.objects.owed().filter(case=case, rule="name_lead").exists():
        opening = Opening("name_lead", Standing.RAISED, Act.NAME_LEAD)
        duties.open_duty(doing, opening, pupil=case.pupil, owner_agency_id=case.school_id)


def end_shares(case: Case, why: str, by: Actor, at: datetime) -> int:
    """End every share of the case at once; give how many had not ended by their dates."""
    open_shares = CaseShare.objects.filter(case=case, closed_at=None)
    open_shares.filter(ends_at__lte=at).update(closed_at=at)  # they had ended by their dates
    ended = open_shares.update(
        closed_at=at, withdrawn_at=at, withdrawn_by_id=by.who, withdrawn_for_id=case.school_id, withdrawn_why=why
    )
    return int(ended)


def write_act(case: Case, title: str, text: str, by: Actor, at: datetime, agency_id: int, **other: Any) -> None:
    """Put what was done on the case into its story: in the section that no partial share shows, unless `other` says."""
    seat = by.seat_at(agency_id)
    columns = {
        "kind": "act",
        "section": "casework",
        "title": title,
        "text": text,
        "happened_on": local_day(at),
        "at": at,
        "author_id": by.who,
        "agency_id": agency_id,
        "author_role": seat.role.value if seat else "",
    }
    Entry.objects.create(case=case, **columns | other)


OWN_SECTION = {
    Kind.HEALTH: "health",
    Kind.POLICE: "justice",
    Kind.YOUTH_JUSTICE: "justice",
    Kind.SOCIAL_CARE: "social_care",
}
"""Where a partner's own entry goes when its writer has no choice of section."""
