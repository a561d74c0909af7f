"""The trail that nobody can change."""

from django.db import models

from agencies.policy.retention import Retention


class TrailEntry(models.Model):
    """One line of the trail: an act, a reading or a refusal. No foreign keys; partitioned by month."""

    retention = Retention.TRAIL
    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8)  # done, opened, refused
    act = models.CharField(max_length=40)
    person_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=150)
    by_role = models.CharField(max_length=40)
    by_agency = models.CharField(max_length=150)
    authority_id = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=20)
    subject_ref = models.CharField(max_length=11)
    case_ref = models.CharField(max_length=11)
    why = models.TextField()
    facts = models.JSONField(default=dict)

    class Meta:
        db_table = "trail_entry"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name} {self.act} {self.subject_kind} {self.subject_ref}"


class TrailSeal(models.Model):
    """A seal over a run of the trail: the hash of its lines chained to the seal before.

    `leaves` holds each line's number and hash, 40 bytes a line, so that the first line that was touched has a name.
    """

    retention = Retention.TRAIL
    sealed_at = models.DateTimeField()
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(unique=True)
    lines = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    leaves = models.BinaryField(default=b"")

    class Meta:
        db_table = "trail_seal"

    def __str__(self) -> str:
        return f"{self.first_id}–{self.last_id}: {self.root}"
