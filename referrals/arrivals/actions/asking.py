"""A child who came on a roll is looked for in the records of the council's other schools, and those are asked."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q

from agencies.acting import bounds
from agencies.acting.doing import Doing, Owed, done, follows
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.acting.rows import NEW
from agencies.actors import SERVICE, Actor
from agencies.directory.models import Agency
from agencies.policy import Act
from agencies.schoolday import local_day
from referrals.arrivals.actions.joining import join_records
from referrals.arrivals.actions.steps import doing_on
from referrals.arrivals.facts import Match, has_place, last_place, match, places_elsewhere, still_sure
from referrals.arrivals.models import WAITING, Arrival
from referrals.arrivals.states import ASK, SETTLE, Found, State
from referrals.pupils.models import Enrolment, Pupil

TELLING = frozenset({"upn", "born_on", "given_name", "family_name", "known_as"})
AT_ONCE = 100


@follows(Act.ADD_PUPIL, Act.KEEP_PUPIL, Act.TAKE_ROLL)
def look_for(doing: Doing) -> None:
    """Look for the child elsewhere, where something by which one finds them is new. Nobody who sent it is told."""
    is_new = doing.act is Act.ADD_PUPIL or doing.facts["is_new"]
    if not is_new and not TELLING & set(doing.facts["fields"]):
        return
    if Arrival.objects.filter(Q(pupil=doing.pupil) | Q(known=doing.pupil), state__in=WAITING).exists():
        return  # asked about already, from the one side or the other; what changed since is looked at before they join
    today, own = local_day(doing.at), [seat.agency_id for seat in doing.by.seats]
    there = Q(ends_on=None) | Q(ends_on__gte=today)
    places = Enrolment.objects.filter(there, pupil=doing.pupil, school_id__in=own).order_by("-id")
    school = places.values_list("school_id", flat=True).first()
    if school is not None and (found := match(doing.pupil, school, today)) is not None:
        _open(doing, school, found)


def _open(doing: Doing, school: int, found: Match) -> None:
    """Keep that it may be them; join at once where that is sure and no other school has the child on its roll."""
    today = local_day(doing.at)
    known = Pupil.objects.select_for_update(no_key=True).get(pk=found.known.pk)
    asked = places_elsewhere(known, school, today).first() or last_place(known, school)
    if asked is None:
        return
    is_sure = found.found is Found.SURE
    arrival = Arrival(
        pupil=doing.pupil,
        school_id=school,
        known=known,
        known_school_id=asked.school_id,
        found=found.found.value,
        found_at=doing.at,
        state=(State.ASKED if is_sure else State.WITH_COUNCIL).value,
    )
    arrival.save(force_insert=True)
    if not (is_sure and _is_free(arrival, doing.at) and joined(arrival, doing.by, doing.at)):
        ask_school(arrival, NEW, doing.by, doing.at)


@follows(Act.KEEP_PUPIL, Act.TAKE_ROLL, Act.PLAN_ROLL, Act.PUT_BACK_CHANGE, Act.ADMIT_MOVE)
def go_on(doing: Doing) -> None:
    """What waits for the end of the child's place at another school goes on once it has ended."""
    go_on_for(doing.pupil, doing.by, doing.at)


def go_on_for(known: Pupil, by: Actor, at: datetime) -> None:
    """Join whoever waits for this child and need wait no more; ask the school that has the child by now."""
    if not Arrival.objects.filter(known=known, state__in=WAITING).exists():
        return
    Pupil.objects.select_for_update(no_key=True).get(pk=known.pk)
    waiting = Arrival.objects.filter(known=known, state__in=WAITING, found=Found.SURE.value)
    for arrival in waiting.select_related("pupil", "known").order_by("id").select_for_update(of=("self",)):
        place = places_elsewhere(known, arrival.school_id, local_day(at)).first()
        if place is None:
            joined(arrival, by, at)
        elif place.school_id != arrival.known_school_id:
            old, arrival.known_school_id, arrival.state = arrival.state, place.school_id, State.ASKED.value
            arrival.answer, arrival.answered_at, arrival.answered_by = "", None, None  # another school's word
            arrival.save(update_fields=["known_school", "state", "answer", "answered_at", "answered_by"])
            ask_school(arrival, old, by, at)


def join_those_who_left(at: datetime) -> int:
    """Join those whose place at the other school ended by its date, by nobody's act; how many were looked at."""
    today, done_for = local_day(at), 0
    for authority in Agency.objects.order_by().values_list("authority_id", flat=True).distinct():
        with bounds.within([authority]):
            there = Enrolment.objects.filter(pupil_id=OuterRef("known_id")).exclude(school_id=OuterRef("school_id"))
            open_ones = there.filter(Q(ends_on=None) | Q(ends_on__gte=today))
            ended = there.filter(ends_on__gte=today - timedelta(days=14))
            waiting = Arrival.objects.filter(state__in=WAITING, found=Found.SURE.value)
            free = waiting.filter(~Exists(open_ones), Exists(ended)).select_related("known").order_by("id")
            for arrival in free[:AT_ONCE]:
                go_on_for(arrival.known, SERVICE, at)
                done_for += 1
    return done_for


def _is_free(arrival: Arrival, at: datetime) -> bool:
    return not places_elsewhere(arrival.known, arrival.school_id, local_day(at)).exists()


def joined(arrival: Arrival, by: Actor, at: datetime) -> bool:
    """Join the two; False where a person has to look first.

    That is where they agree no more by the facts of today, where the new school has the child no more, or where
    something of both can't stand in one record.
    """
    today = local_day(at)
    if not (has_place(arrival.pupil, arrival.school_id, today) and still_sure(arrival, today)):
        return False
    try:
        with transaction.atomic():
            join_records(arrival, by=by, at=at)
    except (IntegrityError, NotNow):
        arrival.refresh_from_db()
        return False
    return True


def ask_school(arrival: Arrival, old: str, by: Actor, at: datetime) -> None:
    """The other school owes an answer, where the council alone does not decide; the council, that it is settled."""
    leads_to("arrival", old, Act.ASK_SCHOOL)
    owes = [Owed(ASK, arrival.known_school_id)] if arrival.state == State.ASKED else []
    team = Agency.objects.filter(authority_id=arrival.authority_id, kind="council", closed_at=None).order_by("id")
    owes += [Owed(SETTLE, pk, unless_owed=True) for pk in team.values_list("pk", flat=True)[:1]]
    told, met = {"found": arrival.found, "state": arrival.state}, frozenset({ASK.rule})
    doing = doing_on(arrival, Act.ASK_SCHOOL, by, at, facts=told, owes=tuple(owes), meets=met)
    done(doing, mark=f"{arrival.known_school_id}")
