"""Education from the sixth school day in a row: owed, arranged, and told to the family in time."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from agencies.acting.doing import Doing, Owed, done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import Actor
from agencies.policy import Act
from agencies.schoolday import local_day
from interventions.suspensions.actions.steps import doing_on
from interventions.suspensions.education import (
    FIELDS,
    Arranged,
    as_arranged,
    education_of,
    is_owed_first_day,
    is_told_of_another,
    last_day_to_tell,
    may_have_sat,
)
from interventions.suspensions.models import Education, Suspension
from interventions.suspensions.states import EDUCATION_TOLD, FIRST_DAY, SIXTH_DAY
from referrals.duties import actions as duties
from referrals.duties.models import Duty

ARRANGED_SINCE = "Somebody wrote down what is arranged since you opened this page. Look at what stands now."
OF_ANOTHER = "The family was told of what was arranged before. Say when they were told of this, or leave it empty."
NOT_BEFORE = "Education begins on a day of the suspension, and not before the head decided on it."
MOVED = "The first day out of school is another than it was, or there is none."
ALL_TAKEN = "All exams of Year 11 are sat: full-time education is not owed by law."
FELL = "The sixth school day in a row is another than it was, or there is none."


@transaction.atomic
def arrange_education(
    suspension: Suspension,
    arranged: Arranged,
    *,
    by: Actor,
    at: datetime,
    instead_of: int | None = None,
    told_anew: bool = False,
) -> None:
    """Write down what is arranged, in place of what was (`instead_of`), which stays. It meets what it fulfils.

    `AlreadyDone` where that is what stands; `NotNow` where another stands than whoever writes it has seen, and where
    the family is said to be told of it only because they were told of another place, unless they were `told_anew`.
    """
    leads_to("suspension", suspension.state, Act.ARRANGE_EDUCATION)
    suspension.refresh_from_db(from_queryset=Suspension.objects.select_for_update(of=("self",), no_key=True))
    stands = education_of([suspension.pk]).get(suspension.pk)
    if stands and as_arranged(stands) == arranged:
        raise AlreadyDone(suspension)
    if (stands.pk if stands else None) != instead_of:
        raise NotNow(ARRANGED_SINCE)
    if not suspension.first_on <= arranged.from_on <= suspension.last_on:
        raise NotNow(NOT_BEFORE)
    if not told_anew and is_told_of_another(stands, arranged):
        raise NotNow(OF_ANOTHER)
    suspension.educations.filter(replaced_at=None).update(replaced_at=at)
    fields = {name: getattr(arranged, name) for name in FIELDS}
    Education.objects.create(suspension=suspension, arranged_at=at, arranged_by_id=by.who, **fields)
    facts = {"from_on": str(arranged.from_on), "told_on": str(arranged.told_on or "")}
    meets = _fulfils(suspension, arranged)
    done(doing_on(suspension, Act.ARRANGE_EDUCATION, by, at, facts=facts, meets=meets))


def _fulfils(suspension: Suspension, arranged: Arranged) -> frozenset[str]:
    """By the sixth day where it begins by then; told, once the family was; of the first day, once anything is."""
    owed = Duty.objects.owed().filter(subject_kind="suspension", subject_ref=suspension.reference)
    sixth = owed.filter(rule=SIXTH_DAY.rule).values_list("from_on", flat=True).first()
    met = {FIRST_DAY.rule}
    met |= {SIXTH_DAY.rule} if sixth and arranged.from_on <= sixth else set()
    met |= {EDUCATION_TOLD.rule} if arranged.told_on else set()
    return frozenset(met)


def keep_education(sixths: Mapping[int, date], found: Collection[Suspension], doing: Doing) -> None:
    """What is owed by the sixth days as they are now: what is owed by others falls away; three queries for all."""
    refs = {one.reference: one for one in found}
    rules = [SIXTH_DAY.rule, EDUCATION_TOLD.rule, FIRST_DAY.rule]
    there = Duty.objects.owed().filter(subject_kind="suspension", subject_ref__in=refs, rule__in=rules)
    owed: dict[str, list[Duty]] = {}
    for duty in there:
        owed.setdefault(duty.subject_ref, []).append(duty)
    stands = education_of(list(sixths))
    for one in found:
        of_it = owed.get(one.reference, [])
        wanted = [*_wanted(one, sixths.get(one.pk), stands.get(one.pk)), *_first_day(one, of_it)]
        _keep_one(one, wanted, of_it, doing)


def _wanted(one: Suspension, sixth: date | None, stands: Education | None) -> list[Owed]:
    """That it is given from the sixth day, and told 48 hours before, where that is not arranged yet."""
    if sixth is None:
        return []
    tell_on = max(local_day(one.decided_at), last_day_to_tell(sixth))
    is_arranged = stands is not None and stands.from_on <= sixth
    return [
        *([] if is_arranged else [Owed(SIXTH_DAY, one.school_id, from_on=sixth)]),
        *([] if stands is not None and stands.told_on else [Owed(EDUCATION_TOLD, one.school_id, from_on=tell_on)]),
    ]


def _first_day(one: Suspension, owed: Sequence[Duty]) -> list[Owed]:
    """Where it is owed of a looked-after child, it is from the first day out as that is now."""
    if not any(duty.rule == FIRST_DAY.rule for duty in owed) or not is_owed_first_day(one):
        return []
    return [Owed(FIRST_DAY, one.school_id, from_on=one.first_on)]


def _keep_one(one: Suspension, wanted: Sequence[Owed], owed: Sequence[Duty], doing: Doing) -> None:
    there = {(duty.rule, duty.from_on): duty for duty in owed}
    keys = {(want.opening.rule, want.from_on) for want in wanted}
    on = doing_on(one, doing.act, doing.by, doing.at)
    if doing.act is not Act.ARRANGE_EDUCATION:  # which meets what it fulfils
        is_taken = one.exams_taken and may_have_sat(one)
        fell = [duty for key, duty in there.items() if key not in keys]
        duties.void(on, [duty for duty in fell if duty.rule != FIRST_DAY.rule], ALL_TAKEN if is_taken else FELL)
        duties.void(on, [duty for duty in fell if duty.rule == FIRST_DAY.rule], MOVED)
    is_over = one.last_on < local_day(doing.at)  # nothing can be given any more
    for want in [] if is_over else wanted:
        if (want.opening.rule, want.from_on) not in there:
            duties.open_duty(on, want)
