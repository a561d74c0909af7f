"""A suspension: its reasons as rows, its days as sessions of half a day each, and the notices that were given of it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from agencies.models import Agency, Authority, Person
from agencies.references import new_reference
from referrals.models import Case, Pupil

MOST_REASONS = 3
RECIPIENTS = ["parents", "governors", "council", "social_worker", "virtual_head"]


class Suspension(models.Model):
    """One decision of a head to exclude a pupil for a fixed period: imposed here, or reported by a school's system."""

    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="suspensions")
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, blank=True, related_name="suspensions")
    kind = models.CharField(max_length=15)
    first_on = models.DateField()
    last_on = models.DateField()
    half_days = models.PositiveSmallIntegerField()
    tried = models.TextField(blank=True)
    misses_exam = models.BooleanField(default=False)
    is_beyond_power = models.BooleanField(default=False)
    decided_by_role = models.CharField(max_length=15)
    decided_at = models.DateTimeField()
    imposed_at = models.DateTimeField()
    imposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reported_by = models.CharField(max_length=150, blank=True)
    external_id = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["whole", "whole_from_pm", "lunch", "mornings", "afternoons", "sessions"]),
                name="suspension_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(decided_by_role__in=["head", "acting_head"]), name="suspension_decided_by_head"
            ),
            models.CheckConstraint(
                condition=Q(imposed_by__isnull=False, reported_by="") | (Q(imposed_by=None) & ~Q(reported_by="")),
                name="suspension_imposed_or_reported",
            ),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on"), half_days__gt=0), name="suspension_in_order"
            ),
            models.UniqueConstraint(
                fields=["school", "external_id"], condition=~Q(external_id=""), name="suspension_external_id_once"
            ),
        ]
        indexes = [
            models.Index(F("school"), F("first_on").desc(), F("id").desc(), name="suspension_school"),
            models.Index(F("authority"), F("first_on").desc(), F("id").desc(), name="suspension_authority"),
        ]

    def __str__(self) -> str:
        return self.reference


class SuspensionReason(models.Model):
    """One of up to three reasons of the census, in order, none of them the main one (data.md 4.2)."""

    suspension = models.ForeignKey(Suspension, on_delete=models.CASCADE, related_name="reasons")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=2)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=MOST_REASONS), name="suspension_reasons_three"),
            models.UniqueConstraint(fields=["suspension", "place"], name="suspension_reason_place"),
            models.UniqueConstraint(fields=["suspension", "code"], name="suspension_reason_once"),
        ]

    def __str__(self) -> str:
        return f"{self.suspension_id}: {self.code}"


class SuspendedSession(models.Model):
    """A morning, an afternoon or a lunchtime out: half a day each; nobody is out twice of one."""

    suspension = models.ForeignKey(Suspension, on_delete=models.CASCADE, related_name="sessions")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    session = models.CharField(max_length=5)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(session__in=["AM", "PM", "LUNCH"]), name="suspended_session_known"),
            models.UniqueConstraint(fields=["pupil", "day", "session"], name="suspended_session_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id}: {self.day} {self.session}"


class SuspensionNotice(models.Model):
    """That one recipient was told of the suspension: who, how and when. The council sees what it was told."""

    suspension = models.ForeignKey(Suspension, on_delete=models.CASCADE, related_name="notices")
    recipient = models.CharField(max_length=15)
    whom = models.CharField(max_length=120)
    how = models.CharField(max_length=20)
    told_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(recipient__in=RECIPIENTS), name="suspension_notice_recipient"),
            models.CheckConstraint(
                condition=Q(how__in=["by_hand", "left_at_address", "first_class_post", "email_agreed", "here"]),
                name="suspension_notice_how",
            ),
            models.UniqueConstraint(fields=["suspension", "recipient"], name="suspension_notice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.suspension_id}: {self.recipient}"
