"""The coming school year of a roll: planned by whoever leads, begun by its date."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from agencies.acting import bounds
from agencies.acting.doing import Doing, done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone
from agencies.actors import SERVICE, Actor
from agencies.directory.models import Agency, Authority
from agencies.history.actions import Keeping
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.trail import actions as trail
from referrals.next_places.facts import ComingRoll, FormNow, becomes, forms_now
from referrals.next_places.models import NextPlace
from referrals.pupils.models import Enrolment
from referrals.pupils.states import State

BATCH = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of each form: its name from September on, or that its pupils leave, all on one day.

    `singles`: by the key of a place the form that this pupil gets, whatever becomes of the rest.
    """

    forms: Mapping[str, str] = field(default_factory=dict)
    leaving: frozenset[str] = frozenset()
    leaves_on: date | None = None
    singles: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_anything(self) -> bool:
        """Whether it changes anything for anybody."""
        return bool(self.forms or self.leaving or self.singles)


@dataclass(frozen=True, slots=True)
class Planned:
    """How many pupils get another form, leave, and keep the form that they have."""

    moving: int
    leaving: int
    staying: int


@transaction.atomic
def plan_roll(one: ComingRoll, plan: Plan, *, by: Actor, at: datetime) -> Planned:
    """Plan the first of September for a school's roll, in place of what was planned; `AlreadyDone` where it is so.

    Whoever leaves has that last day from now on. Nobody is taken back whose last day was changed since.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=one.school_id)
    seats = tuple(seat for seat in by.seats if seat.agency_id == one.school_id)
    planning = _Planning(one, replace(by, seats=seats), at)
    changed, counted = False, Counter[str]()
    for form in forms_now(one, local_day(at)):
        for place in form.places:
            wanted = _wanted(one, plan, form, place)
            changed |= planning.keep(place, form.planned.get(place.pk), wanted)
            counted[becomes(wanted)] += 1
    if not changed:
        raise AlreadyDone(one)
    planning.write()
    planned = Planned(counted["moving"], counted["leaving"], counted["staying"])
    facts = {"roll": one.year, "moving": planned.moving, "leaving": planned.leaving, "staying": planned.staying}
    trail.write(Act.PLAN_ROLL, by=by, at=at, on=("agency", one.reference), seat=seats[0], facts=facts)
    return planned


def _wanted(one: ComingRoll, plan: Plan, form: FormNow, place: Enrolment) -> NextPlace | None:
    of = {"enrolment_id": place.pk, "authority_id": place.authority_id}
    shared = {**of, "from_on": one.begins_on, "before": place.form}
    if own := plan.singles.get(place.pk):
        return NextPlace(**shared, form=own, is_single=True)
    if form.name in plan.leaving and plan.leaves_on:
        return NextPlace(**shared, leaves_on=max(plan.leaves_on, place.starts_on))
    to = plan.forms.get(form.name, "")
    return NextPlace(**shared, form=to) if to and to != form.name else None


@dataclass(frozen=True, slots=True)
class _Planning:
    """The one who plans, from their seat at the school, and when."""

    one: ComingRoll
    by: Actor
    at: datetime
    gone: list[int] = field(default_factory=list)
    new: list[NextPlace] = field(default_factory=list)

    def keep(self, place: Enrolment, there: NextPlace | None, wanted: NextPlace | None) -> bool:
        """What is planned for a place, in place of what was; whether that is anything new."""
        if _said(there) == _said(wanted):
            return False
        if (row := getattr(place, "next", None)) is not None:
            self.gone.append(row.pk)
        before = there.instead_of if there and there.leaves_on else place.ends_on
        if wanted is not None:
            wanted.instead_of = before if wanted.leaves_on else None
            self.new.append(wanted)
        self._end(place, wanted.leaves_on if wanted and wanted.leaves_on else before)
        return True

    def write(self) -> None:
        """The rows of all, in two statements."""
        NextPlace.objects.filter(pk__in=self.gone).delete()
        NextPlace.objects.bulk_create(self.new)

    def _end(self, place: Enrolment, on: date | None) -> None:
        if place.ends_on == on or (self._is_later(place, on) and self._is_elsewhere(place)):
            return
        leads_to("pupil", State.KNOWN, Act.PLAN_ROLL)
        kept = Keeping(Act.PLAN_ROLL, self.by, self.at)
        if fields := kept.change(place, place.pupil, ends_on=on):
            facts = {"fields": fields, "is_new": False, **kept.facts}
            done(Doing(Act.PLAN_ROLL, self.by, self.at, "pupil", place.pupil, facts=facts, pupil=place.pupil))

    @staticmethod
    def _is_later(place: Enrolment, on: date | None) -> bool:
        return place.ends_on is not None and (on is None or on > place.ends_on)

    @staticmethod
    def _is_elsewhere(place: Enrolment) -> bool:
        """Whether another school has them by now, beyond the last day here."""
        others = Enrolment.objects.filter(pupil=place.pupil, kind="main").exclude(pk=place.pk)
        after = Q(ends_on=None) | Q(ends_on__gt=place.ends_on)
        return place.kind == "main" and others.filter(after).exists()


def _said(planned: NextPlace | None) -> tuple[object, ...]:
    return (planned.from_on, planned.before, planned.form, planned.leaves_on, planned.is_single) if planned else ()


def roll_on(at: datetime) -> list[NextPlace]:
    """Give the forms that were planned, once their day has come: a batch. Gives what was seen to.

    A form that was changed since, and a place that has ended, stay as they are.
    """
    for authority in Authority.objects.order_by("pk").values_list("pk", flat=True):
        with bounds.within([authority]):
            if each := _begun(authority, at):
                return each
    return []


def _begun(authority: int, at: datetime) -> list[NextPlace]:
    due = NextPlace.objects.filter(authority_id=authority, from_on__lte=local_day(at)).order_by("from_on", "id")
    found = due.select_related("enrolment__pupil").select_for_update(of=("self", "enrolment"), no_key=True)
    each = list(found[:BATCH])
    for planned in each:
        _begin(planned, at)
    NextPlace.objects.filter(pk__in=[planned.pk for planned in each]).delete()
    return each


def _begin(planned: NextPlace, at: datetime) -> None:
    place = planned.enrolment
    has_ended = place.ends_on is not None and place.ends_on < planned.from_on
    if planned.leaves_on or has_ended or place.form != planned.before or place.form == planned.form:
        return
    leads_to("pupil", State.KNOWN, Act.ROLL_ON)
    kept = Keeping(Act.ROLL_ON, SERVICE, at)
    fields = kept.change(place, place.pupil, form=planned.form)
    facts = {"fields": fields, "is_new": False, **kept.facts}
    done(Doing(Act.ROLL_ON, SERVICE, at, "pupil", place.pupil, facts=facts, pupil=place.pupil))
