"""Early signs of children, as a rule found them; and which rules a school has switched off."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from agencies.acting.querysets import Transitioning
from agencies.belonging import AuthorityOf, by_person
from agencies.directory.models import Agency, Authority
from agencies.policy.retention import Retention
from agencies.references import new_reference
from interventions.signals.states import Result, State
from referrals.concerns.models import Concern
from referrals.pupils.models import Pupil

LIVES = ~Q(state=State.OVER.value)


def _half_days() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    """Of the fifteen school days before and after an answer, or after nobody answered; nothing until they are over."""
    return models.PositiveSmallIntegerField(null=True, blank=True)


class Signal(models.Model):
    """What a rule found of one child at one school. One a rule while what gave rise to it lasts, answered or not.

    `numbers`: by which it was found, emptied once it is over, as `why` is. `result`: what was said of it last.
    """

    retention = Retention.SIGNAL
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="pupil")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+", db_index=False)
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    rule = models.CharField(max_length=6)
    state = models.CharField(max_length=8, default=State.STANDS.value)
    numbers = models.JSONField(default=dict, blank=True)
    found_at = models.DateTimeField()
    result = models.CharField(max_length=10, blank=True, default="")
    why = models.CharField(max_length=1000, blank=True, default="")
    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = by_person(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True)
    before_missed, before_possible = _half_days(), _half_days()
    after_missed, after_possible = _half_days(), _half_days()
    version = models.PositiveIntegerField(default=1)

    objects = Transitioning.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="signal_state_known"),
            models.CheckConstraint(condition=Q(result__in=["", *Result.values]), name="signal_result_known"),
            models.CheckConstraint(
                condition=Q(result="", answered_at=None, answered_by=None, concern=None)
                | ~Q(result="") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="signal_answered_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(state=State.STANDS.value, result="", over_at=None)
                | Q(state=State.ANSWERED.value, over_at=None) & ~Q(result="")
                | Q(state=State.OVER.value, over_at__isnull=False, numbers={}, why=""),
                name="signal_state_fits",
            ),
            models.CheckConstraint(
                condition=Q(result=Result.CONCERN.value, concern__isnull=False)
                | ~Q(result=Result.CONCERN.value) & Q(concern=None),
                name="signal_concern",
            ),
            models.UniqueConstraint(fields=["pupil", "school", "rule"], condition=LIVES, name="signal_once"),
        ]
        indexes = [
            models.Index(
                F("school"), F("found_at").desc(), F("id").desc(), condition=Q(state="stands"), name="signal_stands"
            ),
            models.Index(
                F("school"),
                F("answered_at").desc(),
                F("id").desc(),
                condition=Q(state="answered"),
                name="signal_answered",
            ),
            models.Index(fields=["school", "rule", "found_at"], name="signal_of_rule"),
            models.Index(fields=["school", "found_at"], condition=Q(after_possible=None), name="signal_to_measure"),
        ]

    def __str__(self) -> str:
        return self.reference


class SignalSwitch(models.Model):
    """That a school switched a rule on or off, and why; the last one of a rule holds, and none is on.

    `kept`: the groups for whom its use differed when the lead kept it.
    """

    retention = Retention.PUBLIC
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+", db_index=False)
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    rule = models.CharField(max_length=6)
    is_on = models.BooleanField()
    why = models.CharField(max_length=1000)
    kept = ArrayField(models.CharField(max_length=30), default=list, db_default=[], blank=True)
    switched_at = models.DateTimeField()
    switched_by = by_person()

    class Meta:
        indexes = [models.Index(fields=["school", "rule", "-id"], name="signal_switch_last")]

    def __str__(self) -> str:
        return f"{self.school_id}: {self.rule} {'on' if self.is_on else 'off'}"


class SignalRun(models.Model):
    """When the signs of a school were last worked out, or could not be; and since when something came for them."""

    retention = Retention.PUBLIC
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+", db_index=False)
    school = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="+")
    worked_at = models.DateTimeField(null=True, blank=True)
    wanted_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["authority", "school"], name="signal_run")]

    def __str__(self) -> str:
        return f"{self.school_id}, {self.worked_at}"
