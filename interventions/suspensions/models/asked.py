"""What is asked of the head because this service cannot know it: days of suspension at another school."""

from django.db import models
from django.db.models import Q

from agencies.belonging import AuthorityOf
from agencies.directory.models import Authority
from agencies.people.models import Person
from agencies.policy.retention import Retention
from interventions.suspensions import words
from interventions.suspensions.models.suspension import Suspension

SOURCES = list(words.TOLD_BY)


class DaysElsewhere(models.Model):
    """Half days of suspension before this one in its school year, at another school and not recorded here, as told.

    None of them (0) is an answer too. `replaced_at`: it was said otherwise since; what was said first stays.
    """

    retention = Retention.EXCLUSION_PAPERS
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="suspension")
    suspension = models.ForeignKey(Suspension, on_delete=models.CASCADE, related_name="elsewhere", db_index=False)
    half_days = models.PositiveSmallIntegerField()
    school = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=10)
    asked_on = models.DateField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    said_by_system = models.CharField(max_length=150, blank=True, db_default="")
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(source__in=SOURCES), name="days_elsewhere_source"),
            models.CheckConstraint(
                condition=Q(half_days=0, school="") | (Q(half_days__gt=0) & ~Q(school="")),
                name="days_elsewhere_at_a_school",
            ),
            models.CheckConstraint(
                condition=Q(said_by__isnull=False, said_by_system="") | (Q(said_by=None) & ~Q(said_by_system="")),
                name="days_elsewhere_said_by",
            ),
            models.UniqueConstraint(
                fields=["suspension"], condition=Q(replaced_at=None), name="days_elsewhere_one_holds"
            ),
        ]
        indexes = [models.Index(fields=["suspension"], name="days_elsewhere_suspension")]

    def __str__(self) -> str:
        return f"{self.suspension_id}: {self.half_days}"

    @property
    def written_by(self) -> str:
        """The person, or the school’s own system, that wrote it down."""
        return self.said_by.name if self.said_by else self.said_by_system
