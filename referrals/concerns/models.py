"""A concern: a row of its own, with its author."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from agencies.acting.querysets import Transitioning
from agencies.directory.models import Agency, Authority
from agencies.people.models import Person
from agencies.policy.retention import Retention
from agencies.references import new_reference
from referrals.concerns.states import State
from referrals.pupils.models import Pupil

WAITS = Q(state=State.NOTED.value)


class Concern(models.Model):
    """What somebody saw and how worried they were; the lead opens a case on it, joins it to one or answers it."""

    retention = Retention.CONCERN
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="concerns")
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    author_role = models.CharField(max_length=60, blank=True)
    seen = ArrayField(models.CharField(max_length=20))
    fact = models.TextField()
    worry = models.PositiveSmallIntegerField()
    child_words = models.TextField(blank=True)
    done_so_far = models.TextField(blank=True)
    told_whom = models.CharField(max_length=200, blank=True)
    happened_on = models.DateField()
    logged_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=State.NOTED.value)
    case = models.ForeignKey("referrals.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="concerns")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reply = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True, editable=False)

    objects = Transitioning.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="concern_state_known"),
            models.CheckConstraint(condition=Q(worry__in=[1, 2, 3]), name="concern_worry_known"),
            models.CheckConstraint(
                condition=Q(state=State.NOTED.value, decided_at=None, decided_by=None)
                | (~Q(state=State.NOTED.value) & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="concern_decided_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.NOTED.value, State.DISMISSED.value], case=None)
                | Q(state__in=[State.OPENED.value, State.JOINED.value], case__isnull=False),
                name="concern_case",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DISMISSED.value) | ~Q(reply=""), name="concern_dismissed_says_why"
            ),
        ]
        indexes = [
            models.Index(F("author"), F("logged_at").desc(), F("id").desc(), name="concern_author"),
            models.Index(F("school"), F("logged_at").desc(), F("id").desc(), name="concern_school"),
            models.Index(fields=["school", "-worry", "logged_at", "id"], name="concern_waiting", condition=WAITS),
            models.Index(fields=["school", "-decided_at", "-id"], name="concern_looked_at", condition=~WAITS),
        ]

    def __str__(self) -> str:
        return self.reference
