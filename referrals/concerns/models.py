"""A concern: a row of its own, with its author."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from agencies.acting.querysets import Transitioning
from agencies.belonging import AuthorityOf, Cohort, by_person
from agencies.directory.models import Agency, Authority
from agencies.people.models import Person
from agencies.policy.retention import Retention
from agencies.references import new_reference
from referrals.concerns.states import State
from referrals.concerns.words import DANGERS
from referrals.pupils.models import Pupil

RUNG = Q(is_follow_up=True, is_rung=True)
"""Of a call: whoever safeguards has recorded that the front door was rung."""
WAITS = Q(state=State.NOTED.value)
SAFE = Q(safeguarding_at__isnull=False)
"""What was ticked or handed over: before whoever safeguards."""


class Concern(models.Model):
    """What somebody saw and how worried they were; the lead opens a case on it, joins it to one or answers it.

    `handed_…`: it was handed to the safeguarding lead, `answered_…`: what was done about that. `safeguarding_at`: when
    it came before whoever safeguards, by a danger that was ticked or handed over. Of one that its author withdrew
    `decided_…` is they, and `reply` their reason.
    """

    retention = Retention.CONCERN
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="concerns")
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    author_role = models.CharField(max_length=60, blank=True)
    seen = ArrayField(models.CharField(max_length=20))
    dangers = ArrayField(models.CharField(max_length=20), default=list, db_default=[], blank=True)
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
    handed_at = models.DateTimeField(null=True, blank=True)
    handed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    handed_why = models.CharField(max_length=1000, blank=True, db_default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    answer = models.CharField(max_length=2000, blank=True, db_default="")
    safeguarding_at = models.DateTimeField(null=True, blank=True)
    cohort = Cohort()
    version = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True, editable=False)

    objects = Transitioning.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "authority"], name="concern_of_authority"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="concern_state_known"),
            models.CheckConstraint(condition=Q(dangers__contained_by=list(DANGERS)), name="concern_dangers_known"),
            models.CheckConstraint(condition=Q(worry__in=[1, 2, 3]), name="concern_worry_known"),
            models.CheckConstraint(
                condition=Q(state=State.NOTED.value, decided_at=None, decided_by=None)
                | (~Q(state=State.NOTED.value) & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="concern_decided_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.NOTED.value, State.DISMISSED.value, State.WITHDRAWN.value], case=None)
                | Q(state__in=[State.OPENED.value, State.JOINED.value], case__isnull=False),
                name="concern_case",
            ),
            models.CheckConstraint(
                condition=Q(handed_at=None, handed_by=None, handed_why="", answered_at=None)
                | Q(handed_at__isnull=False, handed_by__isnull=False) & ~Q(handed_why=""),
                name="concern_handed_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="concern_answered_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(safeguarding_at=None, dangers=[], handed_at=None)
                | Q(safeguarding_at__isnull=False) & (~Q(dangers=[]) | Q(handed_at__isnull=False)),
                name="concern_before_safeguarding",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.DISMISSED.value, State.WITHDRAWN.value]) | ~Q(reply=""),
                name="concern_dismissed_says_why",
            ),
        ]
        indexes = [
            models.Index(F("author"), F("logged_at").desc(), F("id").desc(), name="concern_author"),
            models.Index(F("school"), F("logged_at").desc(), F("id").desc(), name="concern_school"),
            models.Index(fields=["school", "-worry", "logged_at", "id"], name="concern_waiting", condition=WAITS),
            models.Index(fields=["school", "-decided_at", "-id"], name="concern_looked_at", condition=~WAITS),
            models.Index(
                fields=["school", "cohort", "-worry", "logged_at", "id"], name="concern_waiting_year", condition=WAITS
            ),
            models.Index(
                fields=["school", "cohort", "-decided_at", "-id"], name="concern_looked_at_year", condition=~WAITS
            ),
            models.Index(fields=["school", "-safeguarding_at", "-id"], name="concern_safeguarding", condition=SAFE),
            models.Index(
                fields=["school", "cohort", "-safeguarding_at", "-id"],
                name="concern_safeguarding_year",
                condition=SAFE,
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class ConcernAddition(models.Model):
    """What the author of a concern added to it before anybody who leads had read it; never changed."""

    retention = Retention.CONCERN
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="concern")
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="additions")
    text = models.TextField()
    added_at = models.DateTimeField()
    added_by = by_person()
    once = models.UUIDField(null=True, unique=True, editable=False)

    def __str__(self) -> str:
        return f"{self.concern_id}, {self.added_at}"


class Call(models.Model):
    """What somebody says of the call to the council's front door: rung, whom and when; or not rung, and why.

    Its author says it while the concern is logged; whoever safeguards follows it up. It is never the referral itself.
    """

    retention = Retention.CONCERN
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="concern")
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="calls")
    is_follow_up = models.BooleanField(default=False)
    is_rung = models.BooleanField()
    whom = models.CharField(max_length=120, blank=True)
    rung_at = models.DateTimeField(null=True, blank=True)
    said = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_rung=False, whom="", rung_at=None)
                | (Q(is_rung=True, rung_at__isnull=False) & ~Q(whom="")),
                name="call_rung_says_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(is_rung=True) | Q(is_follow_up=False) | ~Q(said=""), name="call_not_rung_says_why"
            ),
            models.UniqueConstraint(fields=["concern"], condition=Q(is_follow_up=False), name="call_told_once"),
            models.UniqueConstraint(fields=["concern"], condition=RUNG, name="call_rung_once"),
        ]

    def __str__(self) -> str:
        return f"Call on {self.concern_id}"
