"""The day of an exam that would be missed, learned or corrected after the head decided (law.md GB-6, 1.11 E)."""

from datetime import date, datetime

from django.db import transaction

from agencies.acting.doing import done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import Actor
from agencies.policy import Act
from agencies.schoolday import local_day
from interventions.suspensions.actions.board import owed_by_board
from interventions.suspensions.actions.steps import doing_on, move_on, require_first
from interventions.suspensions.facts import as_it_stands
from interventions.suspensions.models import Suspension
from interventions.suspensions.states import BEFORE_EXAM
from referrals.duties import actions as duties
from referrals.duties.models import Duty

NO_DAY_OF_IT = "That is no day of the suspension: then that exam is not missed."
ANOTHER_DAY = "The exam is on another day than was said, or none is missed."


@transaction.atomic
def record_exam_day(
    suspension: Suspension,
    *,
    misses_exam: bool,
    exam_on: date | None,
    by: Actor,
    at: datetime,
    exams_taken: bool = False,
) -> None:
    """Say that an exam is missed and on which day, or that none is: what the board owes by it is derived again.

    `AlreadyDone` where that was said. A *no* where nobody had said anything is kept, and told to nobody. What stood
    before is kept with who changed it. `exams_taken`: all of Year 11 are sat, which ends the
    duty of the sixth day.
    """
    leads_to("suspension", suspension.state, Act.RECORD_EXAM_DAY)
    require_first(suspension)
    suspension.refresh_from_db()
    was = (suspension.misses_exam, suspension.exam_on)
    is_as_taken = suspension.exams_taken == exams_taken
    is_same, is_said = was == (misses_exam, exam_on), was[0] or any("exam" in one for one in suspension.changes)
    if is_same and is_as_taken and (is_said or exams_taken):
        raise AlreadyDone(suspension)
    stands = as_it_stands(suspension)
    if exam_on and exam_on not in {day for day, _ in stands.sessions} - stands.gone:
        raise NotNow(NO_DAY_OF_IT)
    taken = {"was_taken": suspension.exams_taken, "taken": exams_taken}
    exam = {"was": str(was[1] or ""), "missed": was[0], "now": str(exam_on or ""), "misses": misses_exam} | taken
    exam["said"] = is_said
    change = {"at": at.isoformat(), "on": str(local_day(at)), "by": by.name, "exam": exam}
    fields = {"misses_exam": misses_exam, "exam_on": exam_on, "exams_taken": exams_taken}
    move_on(suspension, Act.RECORD_EXAM_DAY, **fields, changes=[*suspension.changes, change])
    doing = doing_on(suspension, Act.RECORD_EXAM_DAY, by, at, facts=exam, is_quiet=is_same)
    before = Duty.objects.owed().filter(subject_kind="suspension", subject_ref=suspension.reference)
    duties.void(doing, list(before.filter(rule=BEFORE_EXAM.rule)), ANOTHER_DAY)
    done(doing)
    suspension.refresh_from_db()
    for owed in owed_by_board(suspension):
        duties.open_duty(doing, owed)
