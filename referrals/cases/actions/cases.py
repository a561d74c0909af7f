"""A case is opened, joined, led, closed and reopened."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from agencies.acting.doing import Doing, Owed, StoryLine, done, follows, transition
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.acting.rows import NEW
from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.history.actions import Keeping
from agencies.people.models import Person
from agencies.policy import Act
from agencies.words import last_day, long_day
from referrals.cases.models import Case, FamilyTold
from referrals.cases.states import NAME_LEAD, State
from referrals.concerns.actions import as_danger
from referrals.concerns.models import Concern
from referrals.pupils.facts import leaves_at
from referrals.pupils.models import Enrolment

HAS_OPEN_CASE = "This pupil already has an open case. Join the concern to it instead."


def touch(case: Case, at: datetime, **fields: Any) -> None:
    """Write to the case and move its sort key; a share has its own (`move_keys`), which is never newer."""
    later = max(at, case.updated_at)
    Case.objects.filter(pk=case.pk).update(updated_at=later, version=F("version") + 1, **fields)
    case.updated_at = later
    for name, value in fields.items():
        setattr(case, name, value)


def what_was_done(case: Case, title: str, text: str = "") -> tuple[StoryLine, ...]:
    """The line of the story that tells what the case's school did."""
    return (StoryLine(title, text, case.school_id),)


@transaction.atomic
def open_case(concern: Concern, *, why: str, reply: str, by: Actor, at: datetime) -> Case:
    """Open the pupil's case on a concern; only the school sees it. Its author reads the reply, not the case."""
    leads_to("case", NEW, Act.OPEN_CASE)
    leads_to("concern", concern.state, Act.OPEN_CASE)
    require_place(concern, at)
    case = _new_case(concern, why, by, at)
    transition(concern, "concern", Act.OPEN_CASE, case=case, decided_at=at, decided_by_id=by.who, reply=reply)
    concern.refresh_from_db()  # it may have been handed over since the page was opened
    done(
        Doing(
            Act.OPEN_CASE,
            by,
            at,
            "case",
            case,
            case=case,
            pupil=concern.pupil,
            owner_agency_id=case.school_id,
            also=(("concern", concern),),
            about=("concern", concern.reference),
            story=_as_story(concern),
        )
    )
    return case


def require_place(concern: Concern, at: datetime) -> None:
    """A school begins and adds nothing for a pupil who has left it; the concern is still answered."""
    left_at = leaves_at(concern.pupil_id, concern.school_id)
    if left_at and left_at <= at:
        left = f"{concern.pupil.first_name} left {concern.school.name} on {long_day(last_day(left_at))}"
        raise NotNow(f"{left}, so nothing is added here any more. Answer the concern without a case.")


def _new_case(concern: Concern, why: str, by: Actor, at: datetime) -> Case:
    try:
        with transaction.atomic():
            made: Case = Case.objects.create(
                authority_id=concern.authority_id,
                pupil=concern.pupil,
                school_id=concern.school_id,
                why=why,
                opened_at=at,
                opened_by_id=by.who,
                updated_at=at,
            )
            return made
    except IntegrityError as taken:
        raise NotNow(HAS_OPEN_CASE) from taken


def _as_story(concern: Concern) -> tuple[StoryLine, ...]:
    """The concern as its author's entry of the story."""
    line = StoryLine(
        "Concern",
        "\n\n".join([concern.fact, *concern.additions.order_by("id").values_list("text", flat=True)]),
        concern.school_id,
        kind="concern",
        section="behaviour",
        happened_on=concern.happened_on,
        author_id=concern.author_id,
        author_role=concern.author_role,
    )
    return (line, *as_danger(concern))


@transaction.atomic
def join_concern(concern: Concern, case: Case, *, reply: str, by: Actor, at: datetime) -> None:
    """Join the concern to the pupil's open case: it becomes an entry of the story."""
    if case.pupil_id != concern.pupil_id or case.state == State.CLOSED:
        raise NotNow("That case is not this pupil’s open case.")
    require_place(concern, at)
    transition(concern, "concern", Act.JOIN_CONCERN, case=case, decided_at=at, decided_by_id=by.who, reply=reply)
    concern.refresh_from_db()  # as above
    touch(case, at)
    story = _as_story(concern)
    done(Doing(Act.JOIN_CONCERN, by, at, "concern", concern, case=case, pupil=concern.pupil, story=story))


@transaction.atomic
def name_lead(case: Case, person: Person, *, by: Actor, at: datetime) -> None:
    """Name the lead professional: somebody with a seat at the case's school today."""
    leads_to("case", case.state, Act.NAME_LEAD)
    seats = person.seats.live(at).filter(agency_id=case.school_id)
    if not seats.select_for_update(of=("self",), no_key=True):  # waits for an end of the seat, or makes it wait
        raise NotNow(f"{person.name} no longer works at this school. Choose somebody who does.")
    touch(case, at, lead=person)
    told, story = {"lead": person.name}, what_was_done(case, f"{person.name} is lead professional")
    done(Doing(Act.NAME_LEAD, by, at, "case", case, case=case, facts=told, pupil=case.pupil, story=story))


@transaction.atomic
def close_case(case: Case, *, outcome: str, words: str, family_words: str, by: Actor, at: datetime) -> None:
    """Close the case with its outcome and the family's words; every share ends in the same act."""
    ended = case.shares.standing(at).count()
    touch(case, at, outcome=outcome, outcome_words=words, family_words=family_words)
    transition(case, "case", Act.CLOSE_CASE, closed_at=at, closed_by_id=by.who)
    told, story = {"shares_ended": ended}, what_was_done(case, "Case closed", words)
    done(Doing(Act.CLOSE_CASE, by, at, "case", case, case=case, why=outcome, facts=told, pupil=case.pupil, story=story))


@transaction.atomic
def reopen_case(case: Case, *, why: str, by: Actor, at: datetime) -> None:
    """Reopen a closed case; its shares do not come back."""
    try:
        with transaction.atomic():
            _keep_said(case)
            emptied: dict[str, Any] = dict.fromkeys(("outcome", "outcome_words", "family_words"), "")
            emptied |= {"closed_at": None, "closed_by_id": None}
            transition(case, "case", Act.REOPEN_CASE, **emptied)
    except IntegrityError as taken:
        raise NotNow("This pupil has a newer case, which is open.") from taken
    touch(case, at)
    owes = () if case.lead_id else (needs_lead(case),)
    story = what_was_done(case, "Case reopened", why)
    done(Doing(Act.REOPEN_CASE, by, at, "case", case, case=case, why=why, pupil=case.pupil, owes=owes, story=story))


def _keep_said(case: Case) -> None:
    """What the family said when the case was closed stays in its history."""
    if case.family_words and case.closed_at and case.closed_by_id:
        said = {"told": "said", "words": case.family_words}
        FamilyTold.objects.create(case=case, recorded_at=case.closed_at, recorded_by_id=case.closed_by_id, **said)


def needs_lead(case: Case) -> Owed:
    """The duty to name somebody on a case that nobody leads, unless it is owed already."""
    return Owed(NAME_LEAD, case.school_id, on_case=True, unless_owed=True)


def hand_over_case(case: Case, school: Agency, on: date, kept: Keeping) -> None:
    """Give the case and the place on the roll to another school on one day, with no gap; nobody leads it yet."""
    roll = Enrolment.objects.filter(pupil=case.pupil, kind="main", ends_on=None)
    if roll.filter(starts_on__gte=on).exists():
        raise NotNow("The pupil came on the roll on that day or later. Choose a later day.")
    for place in roll:
        kept.change(place, case.pupil, ends_on=on - timedelta(1))
    Enrolment.objects.create(pupil=case.pupil, school=school, starts_on=on)
    try:
        with transaction.atomic():
            touch(case, kept.at, school=school, lead=None)
    except IntegrityError as taken:
        raise NotNow(f"{school.name} has an open case of its own for this pupil. It closes that one first.") from taken


@follows(Act.RECORD_CALL, Act.HAND_TO_SAFEGUARDING, Act.ANSWER_HANDED)
def touch_with_the_line(doing: Doing) -> None:
    """The case of the concern has a new line."""
    if doing.case:
        touch(doing.case, doing.at)


@follows(Act.PART_RECORDS)
def part_cases(doing: Doing) -> None:
    """The new school's cases go with its record, and what was shared of them with the cases."""
    own = Case.objects.filter(pupil=doing.pupil, school=doing.record.school_id)
    own.update(pupil=doing.record.pupil_id)


@follows(Act.JOIN_RECORDS)
def join_cases(doing: Doing) -> None:
    """The new school's cases go with the child into the one record; each school keeps its own (decision 31)."""
    Case.objects.filter(pupil=doing.record.pupil_id).update(pupil=doing.pupil)
