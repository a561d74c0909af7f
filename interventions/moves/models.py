"""A managed move, each party's consent, the checks of the place and the reviews after it."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from agencies.acting.querysets import Transitioning
from agencies.belonging import AuthorityOf
from agencies.directory.models import Agency, Authority
from agencies.people.models import Person
from agencies.policy.retention import Retention
from agencies.references import new_reference
from interventions.moves import states
from interventions.moves.states import State
from referrals.cases.models import Case
from referrals.pupils.models import Pupil
from referrals.shares.models import CaseShare

UNDER_WAY = [state.value for state in states.UNDER_WAY]
ADMITTED = [State.ADMITTED.value, State.SETTLED.value]
APPROVED = [State.APPROVED.value, *ADMITTED]
PARTIES = [party.value for party in states.Party]
FAMILY = [party.value for party in states.FAMILY]


def _who() -> Any:
    return models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


def _tied(name: str) -> models.CheckConstraint:
    """Both `_at` and `_by`, or neither."""
    neither, both = Q(**{f"{name}_at": None, f"{name}_by": None}), {f"{name}_{x}__isnull": False for x in ("at", "by")}
    return models.CheckConstraint(condition=neither | Q(**both), name=f"move_{name}_by_and_at")


GOES_ON = ~Q(state__in=[State.REFUSED.value, State.WITHDRAWN.value])
"""Neither refused nor taken back: no other is the receiving school's to see."""


class Move(models.Model):
    """A pupil's proposed change of school, voluntary and for good; there is no trial (law.md 2.3).

    `asked`: what the school said of plan, care and social worker before it proposed, by the fact: what, who, on which
    day. `told`: each time that a social worker or virtual school head was told of a step.
    """

    retention = Retention.MANAGED_MOVE
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, db_index=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="moves")
    home_school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    receiving_school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    share = models.ForeignKey(CaseShare, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=State.PROPOSED.value)
    tried = models.TextField()
    why = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    heard_by_whom = models.CharField(max_length=120, blank=True)
    heard_words = models.TextField(blank=True)
    heard_on = models.DateField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    heard_by = _who()
    agreed_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = _who()
    question = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = _who()
    approved_why = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = _who()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = _who()
    ended_party = models.CharField(max_length=20, blank=True)
    ended_why = models.TextField(blank=True)
    admitted_at = models.DateTimeField(null=True, blank=True)
    admitted_by = _who()
    admitted_on = models.DateField(null=True, blank=True)
    asked = models.JSONField(default=dict, db_default={}, blank=True)
    told = models.JSONField(default=list, db_default=[], blank=True)
    file_sent_on = models.DateField(null=True, blank=True)
    ctf_sent_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True, editable=False)

    objects = Transitioning.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "authority"], name="move_of_authority"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="move_state_known"),
            *(_tied(name) for name in ("heard", "returned", "approved", "refused", "withdrawn", "admitted")),
            models.CheckConstraint(condition=~Q(home_school=F("receiving_school")), name="move_elsewhere"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")), name="move_approver_not_proposer"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=APPROVED)
                | Q(approved_at__isnull=False, starts_on__isnull=False, heard_at__isnull=False),
                name="move_approved_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED.value) | Q(refused_at__isnull=False), name="move_refused"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN.value) | Q(withdrawn_at__isnull=False), name="move_withdrawn"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ADMITTED) | Q(admitted_at__isnull=False), name="move_admitted"
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(state__in=UNDER_WAY), name="move_one_open"),
        ]
        indexes = [
            models.Index(F("home_school"), F("id").desc(), name="move_home"),
            models.Index(F("receiving_school"), F("id").desc(), name="move_receiving", condition=GOES_ON),
            models.Index(F("authority"), F("id").desc(), name="move_authority"),
            models.Index(F("authority"), F("state"), F("id").desc(), name="move_authority_state"),
            models.Index(F("receiving_school"), F("id").desc(), name="move_to"),
        ]

    def __str__(self) -> str:
        return self.reference


class Consent(models.Model):
    """One party's answer. The family's has the statement that they may say no, and time to think again."""

    retention = Retention.MANAGED_MOVE
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="move")
    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="consents", db_index=False)
    party = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    answer = models.CharField(max_length=3, blank=True)
    words = models.TextField(blank=True)
    how = models.CharField(max_length=120, blank=True)
    statement_shown = models.BooleanField(default=False)
    answered_on = models.DateField(null=True, blank=True)
    think_until_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField()
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = _who()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(party__in=PARTIES), name="consent_party_known"),
            models.CheckConstraint(
                condition=Q(answer="", recorded_at=None, recorded_by=None)
                | Q(answer__in=["yes", "no"], recorded_at__isnull=False, recorded_by__isnull=False),
                name="consent_recorded_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(party__in=FAMILY, answer="yes") | Q(statement_shown=True, think_until_on__isnull=False),
                name="consent_parent_may_say_no",
            ),
            models.UniqueConstraint(fields=["move", "party", "name"], name="consent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.answer or 'asked'}"


class PlaceCheck(models.Model):
    """Whether the place may lawfully be offered: at the proposal, and again before the approval."""

    retention = Retention.MANAGED_MOVE
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="move")
    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="checks")
    stage = models.CharField(max_length=10)
    places = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField()
    ground = models.CharField(max_length=12)
    asked_whom = models.CharField(max_length=120)
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=["proposal", "approval"]), name="place_stage_known"),
            models.CheckConstraint(condition=Q(ground__in=["nobody", "first", "none"]), name="place_ground_known"),
        ]

    def __str__(self) -> str:
        return f"{self.stage}: {self.ground}"


class SettlingReview(models.Model):
    """A look in after the move, at 6 and 12 school weeks: support, not a trial."""

    retention = Retention.MANAGED_MOVE
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="move")
    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="reviews", db_index=False)
    week = models.PositiveSmallIntegerField()
    words = models.TextField()
    pupil_words = models.TextField(blank=True)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(week__in=[6, 12]), name="review_week_known"),
            models.UniqueConstraint(fields=["move", "week"], name="review_once"),
        ]

    def __str__(self) -> str:
        return f"week {self.week}"
