"""Authorities, agencies and their calendars."""

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q

from agencies.policy import Kind
from agencies.references import new_reference


class Authority(models.Model):
    """A council's area: every pupil and case belongs to one."""

    code = models.CharField(max_length=3, unique=True)
    name = models.CharField(max_length=120)
    front_door_phone = models.CharField(max_length=40)
    out_of_hours_phone = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """A school, a council team or a partner's team; one Django group each. Closed, never deleted."""

    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    group = models.OneToOneField(Group, on_delete=models.PROTECT)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=150)
    urn = models.CharField(max_length=6, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    safeguarding_lead = models.CharField(max_length=120, blank=True)
    safeguarding_phone = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in Kind]), name="agency_kind_known"),
            models.UniqueConstraint(fields=["authority", "name"], name="agency_name_once"),
            models.CheckConstraint(condition=Q(urn="") | Q(urn__regex=r"^[0-9]{6}$"), name="agency_urn_six_digits"),
            models.UniqueConstraint(fields=["urn"], condition=~Q(urn=""), name="agency_urn_once"),
        ]
        indexes = [models.Index(fields=["authority", "kind", "name"], name="agency_list")]

    def __str__(self) -> str:
        return self.name


class TermDate(models.Model):
    """One row of a school's calendar: term, inset or closure, both days counted in. Bank holidays stand apart."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="term_dates")
    first_on = models.DateField()
    last_on = models.DateField()
    kind = models.CharField(max_length=10)
    label = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["term", "inset", "closure"]), name="term_date_kind_known"),
            models.CheckConstraint(condition=Q(last_on__gte=models.F("first_on")), name="term_date_in_order"),
            models.UniqueConstraint(fields=["agency", "kind", "first_on"], name="term_date_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_on}–{self.last_on}"


class BankHoliday(models.Model):
    """A bank holiday in England and Wales (GOV.UK bank holidays, OGL)."""

    day = models.DateField(primary_key=True)
    title = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.title}, {self.day}"


class Setting(models.Model):
    """A council's own limit from a day on: the newest row that has begun counts, older ones are its history."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    name = models.CharField(max_length=60)
    value = models.JSONField()
    starts_on = models.DateField()
    set_by = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "name", "starts_on"], name="setting_once_a_day")]

    def __str__(self) -> str:
        return f"{self.name} = {self.value} from {self.starts_on}"
