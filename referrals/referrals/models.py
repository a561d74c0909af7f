"""A referral from a school to its council, what was tried, and the questions that came back."""

from django.db import models
from django.db.models import F, Q

from agencies.belonging import AuthorityOf, SchoolOf
from agencies.directory.models import Agency, Authority
from agencies.people.models import Person
from agencies.policy.retention import Retention
from agencies.references import new_reference
from agencies.settings.lines import MEANS
from referrals.cases.models import Case
from referrals.referrals import states
from referrals.referrals.querysets import Referrals
from referrals.referrals.states import State, Urgency
from referrals.referrals.words import BASES, HOW

DECIDED = [state.value for state in states.DECIDED]
OPEN = [state.value for state in states.OPEN]
NOT_CONTACTED = Q(contacted_at=None, contact_recorded_at=None, contact_recorded_by=None, contact_how="")
CONTACTED = Q(
    state=State.ACCEPTED.value,
    contacted_at__isnull=False,
    contact_recorded_at__isnull=False,
    contact_recorded_by__isnull=False,
    contact_how__in=list(HOW),
) & ~Q(contact_with="")
WAITS = Q(state__in=[State.SENT.value, State.RETURNED.value])


class Referral(models.Model):
    """What the school asks of the council; a draft until it is sent."""

    retention = Retention.EARLY_HELP
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, db_index=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals", db_index=False)
    school = SchoolOf(Agency, on_delete=models.PROTECT, null=True, related_name="+", of="case")
    state = models.CharField(max_length=12, default=State.DRAFTED.value)
    hopes = models.TextField(blank=True)
    going_well = models.TextField(blank=True)
    worries = models.TextField(blank=True)
    child_words = models.TextField(blank=True)
    family_told = models.CharField(max_length=8, blank=True)
    family_words = models.TextField(blank=True)
    urgency = models.CharField(max_length=8, default=Urgency.ROUTINE.value, db_default=Urgency.ROUTINE.value)
    need = models.CharField(max_length=20, blank=True, default="", db_default="")
    need_words = models.CharField(max_length=120, blank=True, default="", db_default="")
    need_means = models.CharField(max_length=10, blank=True, default="", db_default="")
    basis = models.CharField(max_length=20, blank=True, default="", db_default="")
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=30, blank=True)
    decision_words = models.TextField(blank=True)
    meanwhile = models.TextField(blank=True)
    redirected_to = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.TextField(blank=True)
    contacted_at = models.DateTimeField(null=True, blank=True)
    contact_with = models.CharField(max_length=120, blank=True, default="", db_default="")
    contact_how = models.CharField(max_length=10, blank=True, default="", db_default="")
    contact_outcome = models.TextField(blank=True, default="", db_default="")
    contact_recorded_at = models.DateTimeField(null=True, blank=True)
    contact_recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    council_sees_until = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = Referrals.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "authority"], name="referral_of_authority"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="referral_state_known"),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None) | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="referral_sent_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFTED.value, State.WITHDRAWN.value]) | Q(sent_at__isnull=False),
                name="referral_sent_first",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=DECIDED) & Q(decided_at__isnull=False, decided_by__isnull=False))
                | (~Q(state__in=DECIDED) & Q(decided_at=None, decided_by=None)),
                name="referral_decided_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.DECLINED.value, State.REDIRECTED.value]) | ~Q(reason=""),
                name="referral_reason_coded",
            ),
            models.CheckConstraint(condition=Q(urgency__in=Urgency.values), name="referral_urgency_known"),
            models.CheckConstraint(condition=Q(need_means__in=["", *MEANS]), name="referral_need_known"),
            models.CheckConstraint(condition=Q(basis__in=["", *BASES]), name="referral_basis_known"),
            models.CheckConstraint(condition=NOT_CONTACTED | CONTACTED, name="referral_contacted_by_and_at"),
            models.UniqueConstraint(fields=["case"], condition=Q(state__in=OPEN), name="referral_one_open"),
        ]
        indexes = [
            models.Index(
                F("authority"),
                F("sent_at"),
                F("id"),
                name="referral_queue",
                condition=WAITS,
            ),
            models.Index(fields=["case", "-id"], name="referral_case"),
            models.Index(
                fields=["school", "-sent_at", "-id"], name="referral_school", condition=Q(sent_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Tried(models.Model):
    """What the school tried before it asked: happened, of planned, and what came of it."""

    retention = Retention.EARLY_HELP
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="referral")
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="tried")
    what = models.CharField(max_length=120)
    happened = models.PositiveSmallIntegerField()
    planned = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(happened__lte=F("planned")), name="tried_of_planned")]

    def __str__(self) -> str:
        return f"{self.what}: {self.happened} of {self.planned}"


class Question(models.Model):
    """A question with which the council returned a referral, and its answer."""

    retention = Retention.EARLY_HELP
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="referral")
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="question_answered_by_and_at",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Dispute(models.Model):
    """That a school disagreed with a decision, the decision as it was, and the answer: once a decision."""

    retention = Retention.EARLY_HELP
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="referral")
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="disputes", db_index=False)
    why = models.TextField()
    disputed_at = models.DateTimeField()
    disputed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=12)
    reason = models.CharField(max_length=30)
    decision_words = models.TextField(blank=True)
    meanwhile = models.TextField(blank=True)
    redirected_to = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "decided_at"], name="dispute_once_a_decision"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="", outcome="")
                | (
                    Q(answered_at__isnull=False, answered_by__isnull=False, outcome__in=states.Outcome.values)
                    & ~Q(answer="")
                ),
                name="dispute_answered_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral_id}, decided {self.decided_at:%Y-%m-%d}"
