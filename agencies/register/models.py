"""What the country publishes: establishments and their successions, authorities, and dated sets of codes."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from agencies.policy.retention import Retention
from agencies.register.querysets import Codes


class Establishment(models.Model):
    """A row of the national register (Get Information about Schools, DfE, OGL), as published; never ours to edit.

    Linked to an agency by its URN alone, so that nothing made up hangs on a real school.
    """

    retention = Retention.PUBLIC
    urn = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=200)
    status = models.CharField(max_length=10)
    la_code = models.CharField(max_length=3, blank=True)
    la_source = models.CharField(max_length=40, blank=True)
    estab_number = models.CharField(max_length=4, blank=True)
    laestab = models.CharField(max_length=7, blank=True)
    phase = models.CharField(max_length=30, blank=True)
    sector = models.CharField(max_length=30, blank=True)
    type_code = models.CharField(max_length=3, blank=True)
    type_name = models.CharField(max_length=80, blank=True)
    type_group = models.CharField(max_length=60, blank=True)
    low_age = models.PositiveSmallIntegerField(null=True, blank=True)
    high_age = models.PositiveSmallIntegerField(null=True, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    headcount = models.PositiveIntegerField(null=True, blank=True)
    headcount_girls = models.PositiveIntegerField(null=True, blank=True)
    headcount_boys = models.PositiveIntegerField(null=True, blank=True)
    sen_ehcp = models.PositiveIntegerField(null=True, blank=True)
    sen_support = models.PositiveIntegerField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    successor_urns: Any = ArrayField(models.CharField(max_length=6), default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(urn__regex=r"^[0-9]{6}$"), name="establishment_urn_six_digits"),
            models.CheckConstraint(
                condition=Q(status__in=["open", "closed", "unlisted", "proposed"]), name="establishment_status_known"
            ),
        ]
        indexes = [models.Index(fields=["la_code", "name"], name="establishment_list")]

    def __str__(self) -> str:
        return f"{self.name} ({self.urn})"


class EstablishmentLink(models.Model):
    """That `link_urn` is the successor, predecessor… of `urn`; either may lie outside the register's extract."""

    retention = Retention.PUBLIC
    urn = models.CharField(max_length=6)
    link_urn = models.CharField(max_length=6)
    kind = models.CharField(max_length=60)
    established_on = models.DateField(null=True, blank=True)
    link_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["urn", "link_urn", "kind"], name="establishment_link_once")]
        indexes = [models.Index(fields=["link_urn"], name="establishment_link_back")]

    def __str__(self) -> str:
        return f"{self.link_urn}: {self.kind} of {self.urn}"


class LocalAuthority(models.Model):
    """A three-digit authority number (DfE, ONS, OGL), former ones and those outside England too."""

    retention = Retention.PUBLIC
    code = models.CharField(max_length=3, primary_key=True)
    name = models.CharField(max_length=80)
    gss_code = models.CharField(max_length=9, blank=True)
    region_code = models.CharField(max_length=9, blank=True)
    region_name = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=20)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["current", "former", "outside England"]), name="local_authority_status_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Code(models.Model):
    """A code of a national set while it holds: never deleted, never given other words in place (data.md 4.6).

    Known by its words; `position` is its order in the set, and moves when the publisher puts another before it.
    """

    retention = Retention.PUBLIC
    code_set = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=10, blank=True)
    label = models.CharField(max_length=300)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    group = models.CharField(max_length=100, blank=True)
    cbds_ref = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=150)
    status = models.CharField(max_length=20)

    objects = Codes.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code_set", "code", "label"], name="code_once"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="code_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code_set} {self.code}"
