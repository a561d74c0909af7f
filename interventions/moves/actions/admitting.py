"""The pupil comes on the new roll, and the new school looks in."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction

from agencies.acting.doing import Doing, Owed, StoryLine, once_only
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.history.actions import Keeping
from agencies.policy import Act
from agencies.schoolday import local_day
from interventions.moves import facts
from interventions.moves.actions.steps import SECOND_CLICK, doing_on, done, move_on, owe, owe_telling
from interventions.moves.models import Move, SettlingReview
from interventions.moves.states import ADMIT, LOOK_IN, SEND, State
from referrals.cases import actions as cases
from referrals.duties import actions as duties
from referrals.entries import actions as entries
from referrals.referrals import actions as referrals
from referrals.shares import actions as shares


@transaction.atomic
def admit_move(move: Move, *, on: date, by: Actor, at: datetime) -> None:
    """The pupil is on the new roll, and off the old one the day before: the case goes with them."""
    if on > local_day(at) or (move.starts_on and on < move.starts_on):
        raise NotNow("Choose the day on which the pupil came: not before the day agreed, and not after today.")
    leads_to("move", move.state, Act.ADMIT_MOVE)
    if not facts.is_on_roll(move, on - timedelta(1)):
        raise NotNow(f"The pupil has left the roll of {move.home_school.name} by another way. Withdraw the move.")
    facts.require_agreed(move, on, at)
    move_on(move, Act.ADMIT_MOVE, State.ADMITTED, admitted_at=at, admitted_by_id=by.who, admitted_on=on)
    doing, new = doing_on(move, Act.ADMIT_MOVE, by, at, facts={"on": on.isoformat()}), move.receiving_school
    duties.meet(doing, frozenset({ADMIT.rule}))
    kept = Keeping(Act.ADMIT_MOVE, by, at)
    _hand_over(doing, new, on, kept)
    line = StoryLine(f"Moved to {new.name}", "By a managed move, for good.", new.pk)
    entries.write(move.case, by, at, line)
    for opening in LOOK_IN.values():
        owe(doing, opening, new.pk, from_on=on)
    owe_telling(doing)
    for opening in SEND.values():
        duties.open_duty(replace(doing, is_apart=True), Owed(opening, move.home_school_id, from_on=on - timedelta(1)))
    done(replace(doing, facts={**doing.facts, **kept.facts}))


def _hand_over(doing: Doing, school: Agency, on: date, kept: Keeping) -> None:
    """The case and the place on the roll go to the new school on one day; shares end, and what was owed goes on."""
    case, old_school_id = doing.case, doing.case.school_id
    cases.hand_over_case(case, school, on, kept)
    shares.end_shares(case, "The pupil moved to another school.", doing.by, doing.at)
    duties.hand_over_duties(doing, case, old_school_id, school)
    referrals.end_disputes(case, "The pupil moved to another school.", by=doing.by, at=doing.at)
    referrals.hand_over_referrals(case, school)
    duties.open_duty(doing, cases.needs_lead(case))


BETWEEN_REVIEWS = timedelta(weeks=4)
"""Between the reviews after six and after twelve school weeks: one that comes sooner is a second word on the first."""


def _reviewed(move: Move, *, words: str, pupil_words: str, at: datetime, **_: object) -> SettlingReview | None:
    """The review of a minute ago with these very words: no other is the one after twelve weeks."""
    said = {"words": words, "pupil_words": pupil_words}
    return move.reviews.filter(**said, reviewed_at__gte=at - SECOND_CLICK).first()


@transaction.atomic
@once_only(_reviewed)
def review_move(move: Move, *, words: str, pupil_words: str, by: Actor, at: datetime) -> SettlingReview:
    """Look in at six and at twelve school weeks: support, not a trial. The second completes the move."""
    if move.reviews.filter(reviewed_at__gt=at - BETWEEN_REVIEWS).exists():
        raise NotNow("It was looked in on within the last four weeks: the next review is the one after twelve.")
    week = 12 if move.reviews.exists() else 6
    move_on(move, Act.REVIEW_MOVE, State.SETTLED if week == 12 else "admitted")
    columns = {"words": words, "pupil_words": pupil_words, "reviewed_at": at, "reviewed_by_id": by.who}
    review = SettlingReview.objects.create(move=move, week=week, **columns)
    doing = doing_on(move, Act.REVIEW_MOVE, by, at, facts={"week": week})
    duties.meet(doing, frozenset({LOOK_IN[week].rule}))
    done(doing)
    return review
