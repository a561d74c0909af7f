"""A merge: two records of one council that become one by two of its people, and may become two again."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from agencies.acting.querysets import Transitioning
from agencies.belonging import AuthorityOf, by_person
from agencies.directory.models import Authority
from agencies.policy.retention import Retention
from agencies.references import new_reference
from referrals.duplicates.models import Duplicate
from referrals.merges.states import State
from referrals.pupils.models import Pupil

LIVE = [State.MERGED.value, State.DIVIDING.value]
STANDING = [State.PROPOSED.value, *LIVE]


def _tied(name: str) -> Any:
    """Who, when and why go together."""
    none = {f"{name}_at": None, f"{name}_by": None, f"{name}_why": ""}
    there = {f"{name}_at__isnull": False, f"{name}_by__isnull": False}
    return models.CheckConstraint(condition=Q(**none) | Q(**there), name=f"merge_{name}_by_and_at")


class Merge(models.Model):
    """`goes` becomes one with `stays`: all that hung on it hangs there, and a row of `Came` says of each what came.

    `compared`: what of the two was compared when it was proposed, as a digest. `decided`: that it was made, or
    declined; `undo`: that it be two again was proposed; `undone`: and so it is, or was declined last.
    """

    retention = Retention.PUPIL_RECORD
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="stays")
    pair = models.ForeignKey(Duplicate, on_delete=models.CASCADE, related_name="+", db_index=False)
    stays = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="took_in")
    goes = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="went_into")
    state = models.CharField(max_length=8, default=State.PROPOSED.value)
    compared = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    proposed_by = by_person()
    proposed_why = models.CharField(max_length=1000)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = by_person(null=True, blank=True)
    decided_why = models.CharField(max_length=1000, blank=True)
    undo_at = models.DateTimeField(null=True, blank=True)
    undo_by = by_person(null=True, blank=True)
    undo_why = models.CharField(max_length=1000, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = by_person(null=True, blank=True)
    undone_why = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = Transitioning.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "authority"], name="merge_of_authority"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="merge_state_known"),
            models.CheckConstraint(condition=~Q(stays=F("goes")), name="merge_of_two_records"),
            models.CheckConstraint(
                condition=Q(state__in=[State.PROPOSED.value, State.DECLINED.value])
                | Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by")),
                name="merge_by_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SPLIT.value)
                | Q(undone_by__isnull=False, undo_by__isnull=False) & ~Q(undone_by=F("undo_by")),
                name="merge_undone_by_two_people",
            ),
            *(_tied(name) for name in ("decided", "undo", "undone")),
            models.UniqueConstraint(fields=["pair"], condition=Q(state__in=STANDING), name="merge_one_a_pair"),
            models.UniqueConstraint(fields=["goes"], condition=Q(state__in=LIVE), name="merge_goes_once"),
        ]
        indexes = [models.Index(fields=["authority", "-proposed_at", "id"], name="merge_list")]

    def __str__(self) -> str:
        return self.reference
