"""An arrival: that a child on a school's roll may be one whom another school of the council has on record."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from agencies.acting.querysets import Transitioning
from agencies.belonging import AuthorityOf
from agencies.directory.models import Agency, Authority
from agencies.people.models import Person
from agencies.policy.retention import Retention
from agencies.references import new_reference
from referrals.arrivals import states
from referrals.arrivals.states import Found, State
from referrals.pupils.models import Pupil

WERE_JOINED = [State.JOINED.value, State.PARTED.value]
WAITING = [state.value for state in states.WAITING]


def _who() -> Any:
    return models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)


class Arrival(models.Model):
    """`pupil`, whom `school` keeps by its own words, may be `known`, whose roll `known_school` is asked about.

    Joined, all that hung on `pupil` hangs on `known`; `pupil` stays as the name that the school came with. Parted, what
    is the school's own hangs on `pupil` again.
    """

    retention = Retention.PUPIL_RECORD
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="pupil")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+", db_index=False)
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    known = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+")
    known_school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    found = models.CharField(max_length=8)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=7)
    answer = models.CharField(max_length=4, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = _who()
    outcome = models.CharField(max_length=5, blank=True)
    settled_why = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = _who()
    joined_at = models.DateTimeField(null=True, blank=True)
    parted_at = models.DateTimeField(null=True, blank=True)
    parted_by = _who()
    parted_why = models.TextField(blank=True, db_default="")
    left_on = models.DateField(null=True, blank=True)
    file_sent_on = models.DateField(null=True, blank=True)
    ctf_sent_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = Transitioning.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="arrival_state_known"),
            models.CheckConstraint(condition=Q(found__in=Found.values), name="arrival_found_known"),
            models.CheckConstraint(condition=Q(answer__in=["", *states.Answer.values]), name="arrival_answer_known"),
            models.CheckConstraint(condition=Q(outcome__in=["", *states.Outcome.values]), name="arrival_outcome_known"),
            models.CheckConstraint(condition=~Q(pupil=F("known")), name="arrival_of_two_records"),
            models.CheckConstraint(condition=~Q(school=F("known_school")), name="arrival_from_elsewhere"),
            models.CheckConstraint(
                condition=Q(state__in=WERE_JOINED, joined_at__isnull=False)
                | (~Q(state__in=WERE_JOINED) & Q(joined_at=None)),
                name="arrival_joined_at",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.PARTED.value, parted_at__isnull=False, parted_by__isnull=False))
                | (~Q(state=State.PARTED.value) & Q(parted_at=None, parted_by=None)),
                name="arrival_parted_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="arrival_answered_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="arrival_settled_by_and_at",
            ),
            models.UniqueConstraint(fields=["pupil", "known"], name="arrival_once"),
            models.UniqueConstraint(fields=["pupil"], condition=Q(state__in=WAITING), name="arrival_one_waiting"),
        ]

    def __str__(self) -> str:
        return self.reference
