"""Authorities and their agencies."""

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q

from agencies.deadlines.regimes import SAID_REGIMES
from agencies.policy import Kind
from agencies.policy.retention import Retention
from agencies.references import new_reference


class Authority(models.Model):
    """A council's area: every pupil and case belongs to one."""

    retention = Retention.PUBLIC
    code = models.CharField(max_length=3, unique=True)
    name = models.CharField(max_length=120)
    front_door_phone = models.CharField(max_length=40)
    out_of_hours_phone = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """A school, a council team or a partner's team; one Django group each. Closed, never deleted.

    `regime`: under which part of the Regulations on suspension it stands, as said when it was added; the register wins.
    `clerk_…`: to whom families write to a school's governing board; without an address, at the school's own.
    """

    retention = Retention.PUBLIC
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    group = models.OneToOneField(Group, on_delete=models.PROTECT)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, db_index=False)
    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=150)
    urn = models.CharField(max_length=6, blank=True)
    regime = models.CharField(max_length=10, blank=True, db_default="")
    phone = models.CharField(max_length=40, blank=True)
    safeguarding_lead = models.CharField(max_length=120, blank=True)
    safeguarding_phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True, db_default="")
    clerk_name = models.CharField(max_length=120, blank=True, db_default="")
    clerk_phone = models.CharField(max_length=40, blank=True, db_default="")
    clerk_address = models.TextField(blank=True, db_default="")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in Kind]), name="agency_kind_known"),
            models.CheckConstraint(condition=Q(regime__in=["", *SAID_REGIMES]), name="agency_regime_known"),
            models.UniqueConstraint(fields=["id", "authority"], name="agency_of_authority"),
            models.UniqueConstraint(fields=["authority", "name"], name="agency_name_once"),
            models.CheckConstraint(condition=Q(urn="") | Q(urn__regex=r"^[0-9]{6}$"), name="agency_urn_six_digits"),
            models.UniqueConstraint(fields=["urn"], condition=~Q(urn=""), name="agency_urn_once"),
        ]
        indexes = [models.Index(fields=["authority", "kind", "name"], name="agency_list")]

    def __str__(self) -> str:
        return self.name

    @property
    def in_trail(self) -> tuple[str, str, dict[str, str]]:
        """Where the trail has it."""
        return "agency", self.reference, {}
