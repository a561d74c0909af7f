"""A pupil's inclusion case, and what the family was told."""

from django.db import models
from django.db.models import F, Q

from agencies.belonging import AuthorityOf, Cohort
from agencies.directory.models import Agency, Authority
from agencies.people.models import Person
from agencies.policy import Level
from agencies.policy.retention import Retention
from agencies.references import new_reference
from referrals.cases.querysets import Cases
from referrals.cases.states import State
from referrals.pupils.models import Pupil


class Case(models.Model):
    """One child's case; one open case a pupil and school (decision 31). `updated_at` is the sort key of who keeps it.

    `left_at`: midnight after the pupil's last day on the roll of the case's school, where it is known (decision 24).
    """

    retention = Retention.EARLY_HELP
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="cases")
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    state = models.CharField(max_length=10, default=State.OPEN.value)
    why = models.CharField(max_length=300)
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    overseen_from = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=40, blank=True)
    outcome_words = models.TextField(blank=True)
    family_words = models.TextField(blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    cohort = Cohort()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = Cases.as_manager()

    class Meta:
        permissions = [(f"level_{level.value.lower()}", f"Reads a case at level {level.value}") for level in Level]
        constraints = [
            models.UniqueConstraint(fields=["id", "authority"], name="case_of_authority"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="case_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.OPEN.value, closed_at=None, closed_by=None)
                | Q(state=State.CLOSED.value, closed_at__isnull=False, closed_by__isnull=False),
                name="case_closed_by_and_at",
            ),
            models.UniqueConstraint(
                fields=["pupil", "school"], condition=~Q(state=State.CLOSED.value), name="case_one_open"
            ),
        ]
        indexes = [
            models.Index(
                F("school"),
                F("updated_at").desc(),
                F("id").desc(),
                name="case_school",
                include=["authority", "state"],
            ),
            models.Index(
                F("authority"),
                F("updated_at").desc(),
                F("id").desc(),
                name="case_authority",
                condition=Q(overseen_from__isnull=False),
            ),
            models.Index(
                F("lead"), F("updated_at").desc(), F("id").desc(), name="case_lead", condition=Q(lead__isnull=False)
            ),
            models.Index(F("school"), F("cohort"), F("updated_at").desc(), F("id").desc(), name="case_school_year"),
            models.Index(
                F("authority"),
                F("cohort"),
                F("updated_at").desc(),
                F("id").desc(),
                name="case_authority_year",
                condition=Q(overseen_from__isnull=False),
            ),
            models.Index(
                F("authority"),
                F("updated_at").desc(),
                F("id").desc(),
                name="case_authority_closed",
                condition=Q(overseen_from__isnull=False, state=State.CLOSED.value),
            ),
            models.Index(
                fields=["school", "left_at"],
                name="case_left_school",
                condition=Q(left_at__isnull=False) & ~Q(state=State.CLOSED.value),
            ),
            models.Index(
                fields=["authority", "left_at"],
                name="case_left_authority",
                condition=Q(left_at__isnull=False, overseen_from__isnull=False) & ~Q(state=State.CLOSED.value),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class FamilyTold(models.Model):
    """What the family was told of the case or of one share, or the recorded reason why not, with its review.

    `said`: nothing was told then, and `words` is what they said when the case was closed.
    """

    retention = Retention.EARLY_HELP
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="case")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="told", db_index=False)
    told = models.CharField(max_length=8)
    whom = models.CharField(max_length=120, blank=True)
    how = models.CharField(max_length=120, blank=True)
    told_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    reason = models.CharField(max_length=30, blank=True)
    reason_words = models.TextField(blank=True)
    review_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(told__in=["yes", "not_yet", "no", "said"]), name="told_known"),
            models.CheckConstraint(
                condition=~Q(told="no") | (~Q(reason="") & Q(review_on__isnull=False)), name="not_told_has_reason"
            ),
            models.CheckConstraint(condition=~Q(told="yes") | Q(told_on__isnull=False), name="told_has_day"),
        ]
        indexes = [models.Index(fields=["case", "-id"], name="told_case")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.told}"
