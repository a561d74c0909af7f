"""Acts on referrals: the school drafts, sends, answers and withdraws; the council acknowledges and decides."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from agencies.acting.doing import Doing, Owed, StoryLine, acting_seat, done, forbids, note, transition
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import Actor, SeatFacts
from agencies.calendar.facts import bank_holidays
from agencies.directory.models import Agency
from agencies.policy import Act
from agencies.schoolday import WorkingCalendar, end_of_day, local_day
from agencies.words import in_sentence, listed
from referrals.cases.actions import touch, what_was_done
from referrals.cases.models import Case
from referrals.cases.states import State as CaseState
from referrals.concerns.actions import TickedFacts
from referrals.entries import actions as entries
from referrals.referrals.facts import still_missing
from referrals.referrals.models import Question, Referral, Tried
from referrals.referrals.states import DECIDE, DECIDE_TODAY, State, Urgency
from referrals.referrals.words import HOW

COUNCIL_KEEPS_WORKING_DAYS = 20
CASE_CLOSED = "The case is closed: nothing is written onto it any more."
CONTACTED = "The first contact has already been recorded."


class StaleSave(Exception):
    """Somebody saved this record after the form was opened: both texts are shown, nothing is lost."""

    def __init__(self, record: Referral) -> None:
        super().__init__("Somebody saved this after you opened it.")
        self.record = record


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """What the school asks of the council; `tried` holds (what, happened, planned, result)."""

    hopes: str
    going_well: str
    worries: str
    child_words: str
    family_told: str
    family_words: str
    tried: tuple[tuple[str, int, int, str], ...]
    urgency: str = "routine"
    basis: str = ""
    need: str = ""
    need_words: str = ""
    need_means: str = ""


SAID = tuple(one.name for one in fields(ReferralFacts) if one.name != "tried")
"""What a referral keeps as its own fields."""


@transaction.atomic
def draft_referral(
    case: Case,
    facts: ReferralFacts,
    *,
    referral: Referral | None,
    version: int | None,
    by: Actor,
    at: datetime,
    ticked: TickedFacts | None = None,
) -> Referral:
    """Begin a referral or save its draft; `StaleSave` where it was saved by someone else since `version` was read.

    `ticked`: what of it is danger, which is the school's to see to today, and refers nobody.
    """
    leads_to("case", case.state, Act.DRAFT_REFERRAL)
    began = referral is None
    if referral is None:
        referral = _begin(case, by, at)
    elif referral.version != version:
        _refuse_stale(referral, facts, ticked)
    leads_to("referral", referral.state, Act.DRAFT_REFERRAL)
    _write(referral, facts)
    told = {"dangers": len(ticked.dangers)} if ticked else {}
    doing = doing_on(Act.DRAFT_REFERRAL, referral, by, at, owner_agency_id=case.school_id, facts=told)
    if ticked:
        _tick(doing, ticked, facts)
    if began:
        done(doing)
    else:
        note(doing)
    return referral


def _tick(doing: Doing, ticked: TickedFacts, facts: ReferralFacts) -> None:
    what = f"Ticked while a referral was drafted. {facts.worries}".strip()
    seat = acting_seat(doing.by, doing.act, doing.case)
    entries.write_danger(doing, ticked, what, seat=seat, happened_on=local_day(doing.at))
    touch(doing.case, doing.at)


def _refuse_stale(referral: Referral, facts: ReferralFacts, ticked: TickedFacts | None) -> None:
    """Somebody saved since the form was opened; where the very same stands already, it was a second click."""
    tried = tuple(referral.tried.order_by("id").values_list("what", "happened", "planned", "result"))
    new = ticked is not None and not referral.case.concerns.filter(dangers=ticked.dangers).exists()
    if not new and tried == facts.tried and all(getattr(referral, name) == getattr(facts, name) for name in SAID):
        raise AlreadyDone(referral)
    raise StaleSave(referral)


def _begin(case: Case, by: Actor, at: datetime) -> Referral:
    try:
        with transaction.atomic():
            return Referral.objects.create(
                authority_id=case.authority_id, case=case, drafted_at=at, drafted_by_id=by.who
            )
    except IntegrityError as taken:
        raise NotNow("A referral on this case is already open.") from taken


def _write(referral: Referral, facts: ReferralFacts) -> None:
    said = {name: getattr(facts, name) for name in SAID}
    if not Referral.objects.filter(pk=referral.pk, version=referral.version).update(version=F("version") + 1, **said):
        raise StaleSave(referral)
    referral.tried.all().delete()
    Tried.objects.bulk_create(
        [Tried(referral=referral, what=w, happened=h, planned=p, result=r) for w, h, p, r in facts.tried]
    )
    referral.refresh_from_db()


@transaction.atomic
def send_referral(referral: Referral, *, by: Actor, at: datetime) -> None:
    """Send it to the council, whose clocks begin."""
    case = referral.case
    leads_to("case", case.state, Act.DRAFT_REFERRAL)
    if missing := still_missing(referral):
        raise NotNow(f"Before you send it, say {listed(missing)}.")
    transition(referral, "referral", Act.SEND_REFERRAL, sent_at=at, sent_by_id=by.who)
    touch(case, at)
    follow = {
        "owner_agency_id": council_team(case),
        "owes": (owes_decision(referral),),
        "story": what_was_done(case, "Referred to the council", referral.hopes),
    }
    done(doing_on(Act.SEND_REFERRAL, referral, by, at, **follow))


def owes_decision(referral: Referral) -> Owed:
    """The council's decision: within its days, or of an urgent referral the same working day."""
    opening = DECIDE_TODAY if referral.urgency == Urgency.URGENT else DECIDE
    return Owed(opening, council_team(referral.case))


def council_team(case: Case) -> int:
    """The council's inclusion team, which owes the decision."""
    teams = Agency.objects.filter(authority_id=case.authority_id, kind="council", closed_at=None).order_by("id")
    team = teams.values_list("pk", flat=True).first()
    if team is None:
        raise NotNow("The council has no team to send this to yet. Your draft is kept.")
    return int(team)


@transaction.atomic
def acknowledge_referral(referral: Referral, *, by: Actor, at: datetime) -> None:
    """Say quietly that it was read; the school sees when and by whom, and no mail goes out."""
    leads_to("referral", referral.state, Act.ACKNOWLEDGE_REFERRAL)
    fresh = Referral.objects.filter(pk=referral.pk, state=State.SENT, acknowledged_at=None)
    if not fresh.update(acknowledged_at=at, acknowledged_by_id=by.who, version=F("version") + 1):
        raise NotNow("It has already been acknowledged.")
    done(doing_on(Act.ACKNOWLEDGE_REFERRAL, referral, by, at))


@transaction.atomic
def return_referral(referral: Referral, *, questions: list[str], by: Actor, at: datetime) -> None:
    """Ask the school; the council's clock stops until the answer."""
    transition(referral, "referral", Act.RETURN_REFERRAL)
    Question.objects.bulk_create(
        [Question(referral=referral, text=text, asked_at=at, asked_by_id=by.who) for text in questions]
    )
    done(doing_on(Act.RETURN_REFERRAL, referral, by, at, owner_agency_id=referral.case.school_id))


@transaction.atomic
def answer_referral(referral: Referral, *, answers: dict[int, str], by: Actor, at: datetime) -> None:
    """Answer every question, by its primary key; the council's clock goes on with the days it had left."""
    transition(referral, "referral", Act.ANSWER_REFERRAL)
    for question in referral.questions.filter(answered_at=None):
        if not answers.get(question.pk):
            raise NotNow("Answer each question before you send the answers.")
        question.answer, question.answered_at, question.answered_by_id = answers[question.pk], at, by.who
        question.save(update_fields=["answer", "answered_at", "answered_by_id"])
    done(doing_on(Act.ANSWER_REFERRAL, referral, by, at))


@transaction.atomic
def accept_referral(referral: Referral, *, words: str, seat: SeatFacts, by: Actor, at: datetime) -> None:
    """Accept: from now on the council oversees the case, and owes it a share with an agency."""
    case = referral.case
    _decide(referral, Act.ACCEPT_REFERRAL, by, at, decision_words=words)
    touch(case, at, overseen_from=case.overseen_from or at)
    story = StoryLine("The council accepted the referral", words, seat.agency_id)
    done(doing_on(Act.ACCEPT_REFERRAL, referral, by, at, owner_agency_id=seat.agency_id, story=(story,)))


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """The first contact as it was: with whom, how, when, and what came of it."""

    contact_with: str
    contact_how: str
    contacted_at: datetime
    contact_outcome: str


def require_no_contact(referral: Referral) -> None:
    """`NotNow` where the first contact is recorded, or its case is closed: nobody fills it in for nothing."""
    if referral.case.state != CaseState.OPEN:
        raise NotNow(CASE_CLOSED)
    if referral.contacted_at is not None:
        raise NotNow(CONTACTED)


@transaction.atomic
def record_first_contact(referral: Referral, facts: ContactFacts, *, seat: SeatFacts, by: Actor, at: datetime) -> None:
    """Record the first contact on an accepted referral: its duty is met when that was, not when it is entered."""
    leads_to("referral", referral.state, Act.RECORD_FIRST_CONTACT)
    if referral.case.state != CaseState.OPEN:
        raise NotNow(CASE_CLOSED)
    if referral.sent_at and local_day(facts.contacted_at) < local_day(referral.sent_at):
        raise NotNow("That is before the referral was sent. Say when the first contact after it was.")
    fresh = Referral.objects.filter(pk=referral.pk, state=State.ACCEPTED, contacted_at=None)
    told = {"contact_recorded_at": at, "contact_recorded_by_id": by.who, "version": F("version") + 1}
    if not fresh.update(**asdict(facts), **told):
        raise NotNow(CONTACTED)
    touch(referral.case, at)
    said = f"With {facts.contact_with}, {in_sentence(HOW[facts.contact_how])}. {facts.contact_outcome}"
    story = StoryLine("First contact", said, seat.agency_id, happened_on=local_day(facts.contacted_at))
    done(doing_on(Act.RECORD_FIRST_CONTACT, referral, by, at, story=(story,), met_at=facts.contacted_at))


@transaction.atomic
def decline_referral(referral: Referral, *, reason: str, words: str, meanwhile: str, by: Actor, at: datetime) -> None:
    """Decline, with a coded reason and what the school can do meanwhile."""
    _decide(referral, Act.DECLINE_REFERRAL, by, at, reason=reason, decision_words=words, meanwhile=meanwhile)
    done(doing_on(Act.DECLINE_REFERRAL, referral, by, at, why=reason))


@transaction.atomic
def redirect_referral(
    referral: Referral, *, reason: str, where: str, words: str, meanwhile: str, by: Actor, at: datetime
) -> None:
    """Pass it on to whom it belongs, with a coded reason and what the school can do meanwhile."""
    facts = {"reason": reason, "redirected_to": where, "decision_words": words, "meanwhile": meanwhile}
    _decide(referral, Act.REDIRECT_REFERRAL, by, at, **facts)
    done(doing_on(Act.REDIRECT_REFERRAL, referral, by, at, why=reason))


def _decide(referral: Referral, act: Act, by: Actor, at: datetime, **facts: Any) -> None:
    """Move the referral on; on a *no* the council keeps sight of it for a while (data.md 1.4)."""
    until = None if act is Act.ACCEPT_REFERRAL else kept_until(at)
    transition(referral, "referral", act, decided_at=at, decided_by_id=by.who, council_sees_until=until, **facts)


def kept_until(at: datetime) -> datetime:
    """Until when the council sees what it said no to."""
    working = WorkingCalendar(bank_holidays())
    return end_of_day(working.add_working_days(local_day(at), COUNCIL_KEEPS_WORKING_DAYS))


@transaction.atomic
def withdraw_referral(referral: Referral, *, why: str, by: Actor, at: datetime) -> None:
    """Withdraw a draft, or what waits for the council's decision."""
    until = kept_until(at) if referral.sent_at else None
    gone = {"withdrawn_by_id": by.who, "withdrawn_why": why, "council_sees_until": until}
    transition(referral, "referral", Act.WITHDRAW_REFERRAL, "", withdrawn_at=at, **gone)
    done(doing_on(Act.WITHDRAW_REFERRAL, referral, by, at, why=why))


def doing_on(act: Act, referral: Referral, by: Actor, at: datetime, **more: Any) -> Doing:
    """One act on this referral."""
    return Doing(act, by, at, "referral", referral, case=referral.case, pupil=referral.case.pupil, **more)


@forbids(Act.CLOSE_CASE)
def keep_case_open(doing: Doing) -> None:
    """A case is not closed while the council has a referral of it, or the school a draft."""
    if doing.case.referrals.open().exists():
        raise NotNow("A referral on this case is still open. Withdraw it, or wait for the council, before you close.")


def hand_over_referrals(case: Case, school: Agency) -> None:
    """The case is another school's now, and so is what was referred on it."""
    Referral.objects.filter(case=case).update(school=school)
