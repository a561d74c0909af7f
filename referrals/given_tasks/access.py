"""Who reaches what was given to do: the two agencies that it is of, each as far as it stands to the case."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator

from agencies.acting.nouns import Noun
from agencies.acting.querysets import Probe
from agencies.actors import Actor
from agencies.outbox.models import Letter
from agencies.people.models import Seat
from agencies.policy import Act, Standing
from referrals import door
from referrals.door import AT, NOTHING, agency_ids, keeps, live_shares
from referrals.given_tasks.facts import task_state
from referrals.given_tasks.models import GivenTask
from referrals.given_tasks.states import LIFE, STANDINGS

GIVER, RECEIVER = "from_agency", "to_agency"
SIDES = {
    Act.SEE_TASK: (GIVER, RECEIVER),
    Act.TAKE_BACK_TASK: (GIVER,),
    Act.ASSIGN_TASK: (RECEIVER,),
    Act.FINISH_TASK: (RECEIVER,),
    Act.RETURN_TASK: (RECEIVER,),
}
"""Which of the two may do it."""
OF_SCHOOL = (Standing.RAISED, Standing.NAMED)
TOLD_GIVER = (Act.FINISH_TASK, Act.RETURN_TASK)


def tasks(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[GivenTask]:
    """Those on which the actor may do the act: of an agency of theirs, while it stands so to the case itself."""
    allowed = NOTHING
    for side in SIDES.get(act, ()):
        for standing in OF_SCHOOL:
            there = door.only(actor, act, standing)
            allowed |= Q(Probe(there, pk=OuterRef("case_id"), school_id=OuterRef(f"{side}_id")))
        overseers = agency_ids(actor.seats_for(act, Standing.OVERSEES))
        overseen = door.only(actor, act, Standing.OVERSEES)
        allowed |= Q(Probe(overseen, pk=OuterRef("case_id")), **{f"{side}_id__in": overseers})
        shares = live_shares(actor.seats_for(act, Standing.GRANTED))
        allowed |= Q(Probe(shares, case_id=OuterRef("case_id"), agency_id=OuterRef(f"{side}_id")))
    return GivenTask.objects.filter(allowed)


def given_by(actor: Actor, most: int) -> QuerySet[GivenTask]:
    """What the actor gave others to do and is not done yet, the nearest first."""
    mine = door.within(GivenTask, actor, Act.SEE_TASK).filter(given_by_id=actor.person_id or 0, ended_at=None)
    on_roll = ~Q(from_agency=F("case__school")) & ~Q(to_agency=F("case__school")) | ~door.case_is(door.HAS_LEFT)
    by_live = Q(share=None) | door.share_is(ends_at__gt=AT, closed_at=None)
    others = mine.filter(by_live, on_roll).filter(Q(to_person=None) | ~Q(to_person_id=actor.person_id or 0))
    return others.order_by("due_on", "id")[:most]


def of_case(actor: Actor, case_id: int, most: int) -> QuerySet[GivenTask]:
    """What of a case was given to do, as far as the actor reads it: what has not ended, then what ended last."""
    found = door.within(GivenTask, actor, Act.SEE_TASK).filter(case_id=case_id)
    joined = found.select_related(
        "case__pupil", "case__school", "from_agency", "to_agency", "given_by", "to_person", "share"
    )
    return joined.order_by(F("ended_at").desc(nulls_first=True), "-id")[:most]


def texts(actor: Actor, references: Collection[str]) -> dict[str, str]:
    """What was given to do or asked, in a line, of these; nothing is asked where there are none."""
    if not references:
        return {}
    found = door.within(GivenTask, actor, Act.SEE_TASK).filter(reference__in=references)
    return {one: Truncator(" ".join(text.split())).chars(90) for one, text in found.values_list("reference", "text")}


def hears(letter: Letter, standing: Standing) -> Q:
    """One side, as it stands to the case now: whose hands it is in, or who gave it; else their colleagues.

    Colleagues also where that person has a seat there still, and stands to the case by it no longer.
    """
    task = GivenTask.objects.filter(reference=letter.subject_ref).first()
    if task is None:
        return NOTHING
    to_giver = Act(letter.act) in TOLD_GIVER
    agency, person = (task.from_agency_id, task.given_by_id) if to_giver else (task.to_agency_id, task.to_person_id)
    there = keeps(task.case_id, standing) & Q(agency_id=agency)
    return there & Q(person_id=person) if _stands(task, agency, person) else there


def _stands(task: GivenTask, agency_id: int, person_id: int | None) -> bool:
    """Whether the person stands to the task's case from this agency now, in any of the ways of a task."""
    seats = [door.standing_seats(one).filter(keeps(task.case_id, one)).values("pk") for one in STANDINGS]
    theirs = Seat.objects.live(AT).filter(agency_id=agency_id, person_id=person_id or 0, person__is_active=True)
    return person_id is not None and any(theirs.filter(pk__in=found).exists() for found in seats)


NOUN = Noun(
    "task",
    GivenTask,
    Act.SEE_TASK,
    tasks,
    "case",
    LIFE,
    joins=("case__pupil", "case__school", "from_agency", "to_agency", "given_by", "to_person", "ended_by", "share"),
    pupil="case__pupil",
    hears=hears,
    address=lambda letter: reverse("see_task", args=[letter.subject_ref]),
    state=task_state,
)
