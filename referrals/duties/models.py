"""A duty: what must happen by when, who owes it, and the steps of its ladder."""

from django.db import models
from django.db.models import F, Q

from agencies.belonging import AuthorityOf, SchoolOf, by_person
from agencies.directory.models import Agency, Authority
from agencies.people.models import Person
from agencies.policy.retention import Retention
from agencies.references import new_reference
from referrals.duties import states
from referrals.duties.querysets import OF_OTHERS, WORRIED, Duties
from referrals.duties.states import State
from referrals.pupils.models import Pupil

OWED = [state.value for state in states.OWED]
ENDED = [state.value for state in State if state not in states.OWED]


class Duty(models.Model):
    """A deadline that somebody owes. *Due* and *overdue* are read from the date; it is met by the act that meets it.

    `school`: that of its case, now. `pauses`: of each stop of its clock that is over, the day it began, the day it
    ended and the days that were left. `shifts`: of each time that its school's days changed, the day on which it was
    due, the day on which it then was, the day that those days give, why, and when that was.
    """

    retention = Retention.EARLY_HELP
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, db_index=False)
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        "referrals.Case", on_delete=models.CASCADE, null=True, blank=True, related_name="duties", db_index=False
    )
    school = SchoolOf(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", of="case")
    share = models.ForeignKey(
        "referrals.CaseShare", on_delete=models.CASCADE, null=True, blank=True, related_name="duties"
    )
    subject_kind = models.CharField(max_length=20)
    subject_ref = models.CharField(max_length=11)
    rule = models.CharField(max_length=40)
    rule_from_on = models.DateField()
    standing = models.CharField(max_length=10)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    act = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    from_on = models.DateField()
    limit = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, default=State.OPEN.value)
    stopped_on = models.DateField(null=True, blank=True)
    pauses = models.JSONField(default=list, blank=True)
    shifts = models.JSONField(default=list, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=150, blank=True)
    why = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    reminded_on = models.DateField(null=True, blank=True)
    reminded_by = by_person(null=True, blank=True)

    objects = Duties.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "authority"], name="duty_of_authority"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="duty_state_known"),
            models.CheckConstraint(
                condition=(Q(state__in=OWED) & Q(ended_at=None)) | (Q(state__in=ENDED) & Q(ended_at__isnull=False)),
                name="duty_ended_at",
            ),
            models.CheckConstraint(
                condition=Q(reminded_on=None, reminded_by=None)
                | Q(reminded_on__isnull=False, reminded_by__isnull=False),
                name="duty_reminded_on_and_by",
            ),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_ref", "rule"],
                condition=Q(state__in=OWED),
                name="duty_once_open",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "due_at", "id"], name="duty_open", condition=Q(state__in=OWED)),
            models.Index(fields=["agency", "due_at", "id"], name="duty_worried", condition=WORRIED),
            models.Index(
                fields=["agency", "subject_kind", "due_at", "id"], name="duty_kind", condition=Q(state__in=OWED)
            ),
            models.Index(fields=["authority", "due_at", "id"], name="duty_authority", condition=Q(state__in=OWED)),
            models.Index(fields=["school", "due_at", "id"], name="duty_school", condition=OF_OTHERS),
            models.Index(fields=["case", "due_at", "id"], name="duty_case"),
            models.Index(fields=["subject_kind", "subject_ref"], name="duty_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} for {self.subject_ref}"


class DutyStep(models.Model):
    """One rung of a duty's ladder: when to tell whom; `why` it was never told, where something overtook it."""

    retention = Retention.EARLY_HELP
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="duty")
    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="steps", db_index=False)
    name = models.CharField(max_length=20)
    tells = models.CharField(max_length=20)
    at = models.DateTimeField()
    posted_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "name"], name="duty_step_once")]
        indexes = [models.Index(F("at"), F("id"), name="duty_step_waiting", condition=Q(posted_at=None))]

    def __str__(self) -> str:
        return f"{self.duty_id}: {self.name}"
