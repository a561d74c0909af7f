"""A school year as a council publishes it, in versions, and that a school follows it."""

from django.db import models
from django.db.models import Q

from agencies.area_years.states import State
from agencies.calendar.facts import year_words
from agencies.directory.models import Agency, Authority
from agencies.people.models import Person
from agencies.policy.retention import Retention
from agencies.references import new_reference


class AreaYear(models.Model):
    """One version of a school year for an area; `rows` is a list of [first day, last day, kind, label]."""

    retention = Retention.PUBLIC
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, default=State.PUBLISHED.value)
    rows = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="area_year_state_known"),
            models.UniqueConstraint(fields=["authority", "year", "version"], name="area_year_once"),
        ]

    def __str__(self) -> str:
        return f"{year_words(self.year)}, version {self.version}"


class Following(models.Model):
    """A school follows its council's year: `base` is the version that it took over, `coming` the one that is next.

    `follows_on` is the day on which `coming` is taken over; until it the school may say no.
    """

    retention = Retention.PUBLIC
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="followings", db_index=False)
    year = models.PositiveSmallIntegerField()
    base = models.ForeignKey(AreaYear, on_delete=models.PROTECT, related_name="+")
    coming = models.ForeignKey(AreaYear, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    follows_on = models.DateField(null=True, blank=True)
    taken_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(coming=None, follows_on=None) | Q(coming__isnull=False, follows_on__isnull=False),
                name="following_coming_on",
            ),
            models.UniqueConstraint(fields=["school", "year"], condition=Q(ended_at=None), name="following_once"),
        ]
        indexes = [models.Index(fields=["follows_on"], condition=Q(ended_at=None), name="following_due")]

    def __str__(self) -> str:
        return f"{self.school_id} follows {self.base_id}"
