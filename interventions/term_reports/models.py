"""That a school reports the short suspensions of a term to its governing board."""

from django.db import models
from django.db.models import F, Q

from agencies.acting.querysets import Transitioning
from agencies.directory.models import Agency, Authority
from agencies.people.models import Person
from agencies.policy.retention import Retention
from agencies.references import new_reference
from agencies.words import short_day
from interventions.term_reports.states import State


class TermReport(models.Model):
    """The report of one school and one term, with the holiday after it; of no child, whose names stand nowhere here.

    `is_fixed`: the school's year had not exactly three terms, so it is of a period that the law gives. `remind_on`: the
    day of the next letter about it, if there is to be one.
    """

    retention = Retention.PUBLIC
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+", db_index=False)
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    first_on = models.DateField()
    last_on = models.DateField()
    is_fixed = models.BooleanField()
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    remind_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=4, default=State.OWED.value)
    laid_on = models.DateField(null=True, blank=True)
    laid_at = models.DateTimeField(null=True, blank=True)
    laid_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)

    objects = Transitioning.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="term_report_state_known"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="term_report_in_order"),
            models.CheckConstraint(
                condition=Q(state=State.OWED.value, laid_on=None, laid_at=None, laid_by=None)
                | Q(state=State.LAID.value, laid_on__isnull=False, laid_at__isnull=False, laid_by__isnull=False),
                name="term_report_laid",
            ),
            models.UniqueConstraint(
                fields=["school", "first_on"], condition=Q(state=State.OWED.value), name="term_report_once"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "due_on", "id"], name="term_report_owed", condition=Q(state="owed")),
            models.Index(fields=["authority", "remind_on"], name="term_report_remind", condition=Q(state="owed")),
            models.Index(fields=["school", "last_on"], name="term_report_school"),
        ]

    def __str__(self) -> str:
        return f"{short_day(self.first_on)} to {short_day(self.last_on)}"
