"""The pupil comes on the new roll, and the new school looks in."""

from datetime import date, datetime, timedelta

from django.db import transaction

from agencies.actors import Actor
from agencies.calendar import local_day
from agencies.policy import Act, Standing
from interventions import lifecycle
from interventions.actions import facts as of
from interventions.actions.moves.acting import doing_on, done, owe, turn
from interventions.lifecycle import NotNow
from interventions.models import Move, SettlingReview
from referrals import actions
from referrals.actions import duties
from referrals.actions.cases import write_act


@transaction.atomic
def admit_move(move: Move, *, on: date, by: Actor, at: datetime) -> None:
    """The pupil is on the new roll, and off the old one the day before: the case goes with them."""
    if on > local_day(at) or (move.starts_on and on < move.starts_on):
        raise NotNow("Choose the day on which the pupil came: not before the day agreed, and not after today.")
    lifecycle.leads_to(move.state, Act.ADMIT_MOVE)
    if not of.is_on_roll(move, on - timedelta(1)):
        raise NotNow(f"The pupil has left the roll of {move.home_school.name} by another way. Withdraw the move.")
    turn(move, Act.ADMIT_MOVE, "admitted", admitted_at=at, admitted_by_id=by.who, admitted_on=on)
    doing, new = doing_on(move, Act.ADMIT_MOVE, by, at, facts={"on": on.isoformat()}), move.receiving_school
    duties.meet(doing, frozenset({"admit_move"}))
    actions.hand_over_case(doing, new, on)
    write_act(move.case, f"Moved to {new.name}", "By a managed move, for good.", by, at, new.pk)
    for rule in ("settle_6", "settle_12"):
        owe(doing, rule, Standing.RECEIVES, Act.REVIEW_MOVE, new.pk, from_on=on)
    done(doing)


@transaction.atomic
def review_move(move: Move, *, words: str, pupil_words: str, by: Actor, at: datetime) -> SettlingReview:
    """Look in at six and at twelve school weeks: support, not a trial. The second completes the move."""
    week = 12 if move.reviews.exists() else 6
    turn(move, Act.REVIEW_MOVE, "settled" if week == 12 else "admitted")
    columns = {"words": words, "pupil_words": pupil_words, "reviewed_at": at, "reviewed_by_id": by.who}
    review = SettlingReview.objects.create(move=move, week=week, **columns)
    doing = doing_on(move, Act.REVIEW_MOVE, by, at, facts={"week": week})
    duties.meet(doing, frozenset({f"settle_{week}"}))
    done(doing)
    return review
