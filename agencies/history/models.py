"""What was changed of a record, old and new: rows that nobody changes."""

from typing import Any, ClassVar

from django.db import models

from agencies.policy.retention import Retention
from agencies.references import new_reference


class Change(models.Model):
    """One field of one record: what it was and what it became, as text; by whom as text, as in the trail.

    Each table is of one owner, and goes with it: `OWNER` is the field that names it.
    """

    OWNER: ClassVar[str]
    objects: ClassVar[models.Manager[Any]]

    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    act = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    key = models.BigIntegerField()
    field = models.CharField(max_length=40)
    old = models.TextField(null=True)  # noqa: DJ001  (nothing and an empty text are two values)
    new = models.TextField(null=True)  # noqa: DJ001
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=150)
    by_agency = models.CharField(max_length=150)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.field} of {self.kind} {self.key}"


class AgencyChange(Change):
    """What was changed of an agency, or of a seat there."""

    OWNER = "agency"
    retention = Retention.ACCOUNT

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["agency", "-at"], name="agency_changes")]
