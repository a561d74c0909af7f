"""A possible duplicate: two records of one council that may be of one child; and whose record is to be looked at."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from agencies.acting.querysets import Transitioning
from agencies.belonging import AuthorityOf, by_person
from agencies.directory.models import Authority
from agencies.likeness import Band
from agencies.policy.retention import Retention
from agencies.references import new_reference
from referrals.duplicates.states import State
from referrals.pupils.models import Pupil


def _child() -> Any:
    return models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+", db_index=False)


class Duplicate(models.Model):
    """Two records that are alike, by the rows of `agencies.likeness`. `one` is the older, so that a pair is one row.

    `compared`: what of the two was compared when they were said to be two children, as a digest.
    """

    retention = Retention.PUPIL_RECORD
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="one")
    one = _child()
    other = _child()
    band = models.CharField(max_length=8)
    points = models.SmallIntegerField()
    why = ArrayField(models.CharField(max_length=20))
    state = models.CharField(max_length=7, default=State.WAITING.value)
    found_at = models.DateTimeField()
    compared = models.CharField(max_length=64, blank=True)
    apart_at = models.DateTimeField(null=True, blank=True)
    apart_by = by_person(null=True, blank=True)
    apart_why = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = Transitioning.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="duplicate_state_known"),
            models.CheckConstraint(
                condition=Q(band__in=[Band.STRONG.value, Band.POSSIBLE.value]), name="duplicate_band_known"
            ),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="duplicate_of_two_once"),
            models.CheckConstraint(
                condition=(Q(state=State.APART.value, apart_at__isnull=False, apart_by__isnull=False))
                & ~Q(apart_why="")
                & ~Q(compared="")
                | ~Q(state=State.APART.value) & Q(apart_at=None, apart_by=None, apart_why="", compared=""),
                name="duplicate_apart_by_and_at",
            ),
            models.UniqueConstraint(fields=["one", "other"], name="duplicate_once"),
        ]
        indexes = [
            models.Index(fields=["other"], name="duplicate_other"),
            models.Index(
                fields=["authority", "-points", "id"],
                condition=Q(state=State.WAITING.value),
                name="duplicate_waiting",
            ),
            models.Index(
                fields=["authority", "-apart_at", "id"],
                condition=Q(state=State.APART.value),
                name="duplicate_apart",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class ToCompare(models.Model):
    """A record that is new, or of which something was changed by which children are compared: the tick looks at it."""

    retention = Retention.PUPIL_RECORD
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="pupil")
    pupil = models.OneToOneField(Pupil, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["authority", "id"], name="to_compare")]

    def __str__(self) -> str:
        return f"{self.pupil_id}"
