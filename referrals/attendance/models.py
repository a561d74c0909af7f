"""The marks of a school's registers, a row a child and week; what stood before; and sums, once marks have gone."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from agencies.belonging import AuthorityOf
from agencies.directory.models import Agency, Authority
from agencies.machines.models import MisClient
from agencies.policy.retention import Retention
from referrals.attendance.counting import SESSIONS
from referrals.pupils.models import Pupil

HALVES = tuple(f"{half}_{day}" for day in range(1, 6) for half in ("am", "pm"))
"""The columns of a week's marks, in their order."""


def _mark() -> "models.CharField[str, str]":
    """The code of one half day as it was sent; empty where none was."""
    return models.CharField(max_length=2, blank=True, default="", db_default="")


class AttendanceWeek(models.Model):
    """The ten half days of one child at one school from a Monday on; partitioned by school year (decision 52).

    It has no foreign keys in the database: the statement that writes rows of a whole school is held to its pupils by
    one look for all of them, as their authority is; a pupil who is deleted takes theirs with them.
    """

    retention = Retention.ATTENDANCE
    pk = models.CompositePrimaryKey("pupil", "week", "school")
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="pupil", db_constraint=False)
    pupil = models.ForeignKey(
        Pupil, on_delete=models.CASCADE, related_name="attendance", db_index=False, db_constraint=False
    )
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    week = models.DateField()
    am_1, pm_1 = _mark(), _mark()
    am_2, pm_2 = _mark(), _mark()
    am_3, pm_3 = _mark(), _mark()
    am_4, pm_4 = _mark(), _mark()
    am_5, pm_5 = _mark(), _mark()

    objects = models.Manager()

    def __str__(self) -> str:
        return f"{self.pupil_id} at {self.school_id}, week of {self.week}"


class WeekBefore(models.Model):
    """A week of marks as each of two records had it when they became one, so that they can be two again.

    `came`: the ten of the record that went, `there`: of the one that stayed; empty: it had no such week. `pupil`: on
    whom the week hangs now.
    """

    retention = Retention.ATTENDANCE
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="pupil")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+", db_index=False)
    merge = models.ForeignKey("referrals.Merge", on_delete=models.CASCADE, related_name="+", db_index=False)
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    week = models.DateField()
    came = ArrayField(models.CharField(max_length=2, blank=True), size=10)
    there = ArrayField(models.CharField(max_length=2, blank=True), size=10)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["merge", "week", "school"], name="week_before_once"),
            models.CheckConstraint(
                condition=~Q(came=[], there=[]) & Q(came__len__in=[0, len(HALVES)], there__len__in=[0, len(HALVES)]),
                name="week_before_of_ten_or_none",
            ),
        ]
        indexes = [models.Index(fields=["pupil", "week"], name="week_before_of")]

    def __str__(self) -> str:
        return f"{self.pupil_id} at {self.school_id}, week of {self.week}, of {self.merge_id}"


class AttendanceSum(models.Model):
    """What the marks of one child and week at one school came to, once the marks themselves are not kept.

    Two records that became one may have two of a week, as each had them.
    """

    retention = Retention.ATTENDANCE
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="pupil")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+", db_index=False)
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    week = models.DateField()
    attended = models.PositiveSmallIntegerField()
    authorised = models.PositiveSmallIntegerField()
    unauthorised = models.PositiveSmallIntegerField()
    not_possible = models.PositiveSmallIntegerField()
    unknown = models.PositiveSmallIntegerField()
    late = models.PositiveSmallIntegerField()
    late_after = models.PositiveSmallIntegerField()
    ill = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["pupil", "week"], name="attendance_sum_of"),
            BrinIndex(fields=["week"], name="attendance_sum_week"),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} at {self.school_id}, week of {self.week}"


class AttendanceCorrection(models.Model):
    """A mark that another took the place of: what stood, until when, and which system replaced it (none: a file)."""

    retention = Retention.ATTENDANCE
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="pupil")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+", db_index=False)
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    system = models.ForeignKey(MisClient, on_delete=models.PROTECT, related_name="+", db_index=False, null=True)
    day = models.DateField()
    session = models.CharField(max_length=2)
    code = models.CharField(max_length=2)
    replaced_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(session__in=SESSIONS), name="attendance_session_known"),
        ]
        indexes = [models.Index(fields=["pupil", "day"], name="attendance_corrected")]

    def __str__(self) -> str:
        return f"{self.pupil_id}, {self.day} {self.session}"
