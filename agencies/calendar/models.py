"""A school's term dates, and the bank holidays."""

from django.db import models
from django.db.models import Q

from agencies.directory.models import Agency
from agencies.policy.retention import Retention


class TermDate(models.Model):
    """One row of a school's calendar, both days counted in: a term, INSET, a closure, or a bank holiday with lessons.

    Bank holidays themselves stand apart.
    """

    retention = Retention.PUBLIC
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="term_dates", db_index=False)
    first_on = models.DateField()
    last_on = models.DateField()
    kind = models.CharField(max_length=10)
    label = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["term", "inset", "closure", "open"]), name="term_date_kind_known"
            ),
            models.CheckConstraint(condition=Q(last_on__gte=models.F("first_on")), name="term_date_in_order"),
            models.UniqueConstraint(fields=["agency", "kind", "first_on"], name="term_date_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_on}–{self.last_on}"


class YearVersion(models.Model):
    """A school year as a school kept it; `rows` is a list of [first day, last day, kind, label].

    `kept_by` is empty where a system kept it (`client`: its reference) or a tick, following the council's. `kept_at` is
    empty of what stood before versions were kept.
    """

    retention = Retention.PUBLIC
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="year_versions", db_index=False)
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    rows = models.JSONField()
    kept_at = models.DateTimeField(null=True, blank=True)
    kept_by = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    client = models.CharField(max_length=11, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "year", "version"], name="year_version_once")]

    def __str__(self) -> str:
        return f"{self.year}, version {self.version}"


class BankHoliday(models.Model):
    """A bank holiday in England and Wales (GOV.UK bank holidays, OGL)."""

    retention = Retention.PUBLIC
    day = models.DateField(primary_key=True)
    title = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.title}, {self.day}"
