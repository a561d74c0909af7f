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


class BankHoliday(models.Model):
    """A bank holiday in England and Wales (GOV.UK bank holidays, OGL)."""

    retention = Retention.PUBLIC
    day = models.DateField(primary_key=True)
    title = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.title}, {self.day}"
