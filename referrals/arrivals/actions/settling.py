"""The other school answers, the council settles, and what went to the new school is written down."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from agencies.acting.doing import Doing, done, follows, transition
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import Actor
from agencies.history.actions import Keeping
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.words import long_day
from referrals.arrivals.actions.asking import go_on_for, joined
from referrals.arrivals.actions.joining import join_records
from referrals.arrivals.actions.steps import doing_on
from referrals.arrivals.facts import places_elsewhere
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import ASK, SEND, SETTLE, WAITING, Answer, Found, Outcome, Sending, State
from referrals.pupils.models import Enrolment, Pupil

LINKED = "The council linked them as family: they are two children"
CLASH = (
    "A UPN is shared and the rest clashes, as after an adoption: then the two names must not meet, and they stay two "
    "records. Where it is a slip, the school that made it corrects its own record first."
)
BOTH = (
    "Both records have what one can’t have twice: a main place, an open case at the same school, or a day of "
    "suspension. Give the last day at the school before, or let the schools put the rest right first."
)


def lock_child(arrival: Arrival) -> None:
    """The child before the arrival, as whoever keeps the child's roll: none of them waits for the other."""
    Pupil.objects.select_for_update(no_key=True).get(pk=arrival.known_id)


@transaction.atomic
def answer_arrival(arrival: Arrival, *, answer: Answer, left_on: date | None = None, by: Actor, at: datetime) -> None:
    """The school says that the child has left, which ends its own place, or is still on its roll.

    Left, the records are joined, or the next school that has the child on its roll is asked. Still there, the council
    decides, and the end of the place joins them whenever it comes.
    """
    lock_child(arrival)
    fields = {"answer": answer.value, "answered_at": at, "answered_by_id": by.who}
    kept = Keeping(Act.ANSWER_ARRIVAL, by, at)
    state = State.WITH_COUNCIL if answer is Answer.OURS else State.ASKED
    transition(arrival, "arrival", Act.ANSWER_ARRIVAL, state, **fields)
    if left_on is not None:
        _end_places(arrival, left_on, kept)
    told, met = {"answer": answer.value, **kept.facts}, frozenset({ASK.rule})
    done(doing_on(arrival, Act.ANSWER_ARRIVAL, by, at, facts=told, meets=met))
    if answer is Answer.LEFT:
        _join(arrival, by, at)


@transaction.atomic
def settle_arrival(
    arrival: Arrival, *, outcome: Outcome, why: str, left_on: date | None = None, by: Actor, at: datetime
) -> None:
    """The council says that they are one child, with the last day at the school before where it has ended; or two."""
    if outcome is Outcome.SAME and arrival.found == Found.CONFLICT:
        raise NotNow(CLASH)
    lock_child(arrival)
    fields = {"outcome": outcome.value, "settled_why": why, "settled_at": at, "settled_by_id": by.who}
    kept = Keeping(Act.SETTLE_ARRIVAL, by, at)
    transition(
        arrival, "arrival", Act.SETTLE_ARRIVAL, State.APART if outcome is Outcome.APART else arrival.state, **fields
    )
    if left_on is not None:
        _end_places(arrival, left_on, kept)
    told, met = {"outcome": outcome.value, **kept.facts}, frozenset({ASK.rule, SETTLE.rule})
    done(doing_on(arrival, Act.SETTLE_ARRIVAL, by, at, facts=told, meets=met, why=why))
    if outcome is Outcome.SAME:
        _join_surely(arrival, by, at)


@follows(Act.LINK_FAMILY)
def settle_by_link(doing: Doing) -> None:
    """Whom the council links as family are two children: what was asked of that pair is answered by it."""
    if doing.record.agency_id not in {one.agency_id for one in doing.by.seats_for(Act.SETTLE_ARRIVAL, Standing.ASKED)}:
        return
    two = doing.record.one_id, doing.record.other_id
    for arrival in Arrival.objects.filter(pupil__in=two, known__in=two, state__in=WAITING):
        settle_arrival(arrival, outcome=Outcome.APART, why=LINKED, by=doing.by, at=doing.at)


def _end_places(arrival: Arrival, on: date, kept: Keeping) -> None:
    """End the school's own places on that day; NotNow where one began after it."""
    there = Enrolment.objects.filter(pupil=arrival.known, school_id=arrival.known_school_id)
    for place in there.filter(Q(ends_on=None) | Q(ends_on__gt=on)):
        if place.starts_on > on:
            raise NotNow(f"The place began on {long_day(place.starts_on)}. Give a last day on or after it.")
        kept.change(place, arrival.known, ends_on=on)


def _join(arrival: Arrival, by: Actor, at: datetime) -> None:
    """Join them; or ask the next school that has the child today; or wait for a last day that is to come.

    Where the two do not agree any more, or can't stand in one record, the council decides: the school has answered.
    """
    here = places_elsewhere(arrival.known, arrival.school_id, local_day(at))
    own = {"school_id": arrival.known_school_id}
    has_next = here.exclude(**own).filter(kind="main", ends_on=None).exists()
    waits = here.filter(**own).exclude(ends_on=local_day(at)).exists()
    if has_next or (not waits and joined(arrival, by, at)):
        go_on_for(arrival.known, by, at)


def _join_surely(arrival: Arrival, by: Actor, at: datetime) -> None:
    try:
        with transaction.atomic():
            join_records(arrival, by=by, at=at)
    except IntegrityError as both:
        raise NotNow(BOTH) from both
    go_on_for(arrival.known, by, at)


@dataclass(frozen=True, slots=True)
class TransferFacts:
    """What went to the new school, and on which day."""

    what: Sending
    sent_on: date


@transaction.atomic
def record_transfer(arrival: Arrival, facts: TransferFacts, *, by: Actor, at: datetime) -> None:
    """Write down that the safeguarding file, or the common transfer file, went."""
    leads_to("arrival", arrival.state, Act.RECORD_TRANSFER)
    field = f"{facts.what.value}_sent_on"
    fresh = Arrival.objects.select_for_update(no_key=True).filter(pk=arrival.pk)
    if getattr(fresh.get(), field) == facts.sent_on:
        raise AlreadyDone(arrival)
    fresh.update(**{field: facts.sent_on})
    told = {"what": facts.what.value, "on": facts.sent_on.isoformat()}
    done(doing_on(arrival, Act.RECORD_TRANSFER, by, at, facts=told, meets=frozenset({SEND[facts.what].rule})))
