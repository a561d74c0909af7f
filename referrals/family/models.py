"""Two children of one council who are family, said once for both."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from agencies.belonging import AuthorityOf, by_person
from agencies.directory.models import Agency, Authority
from agencies.policy.retention import Retention
from agencies.references import new_reference
from referrals.family.states import State
from referrals.family.words import KINDS
from referrals.pupils.models import Pupil


def _child() -> Any:
    return models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+", db_index=False)


class FamilyLink(models.Model):
    """What two children are to each other, by whose word. `one` is the record that is older, so that a pair is one row.

    `agency`: the school or council that said so. `ended_by`: nobody where records became one without a person's word.
    """

    retention = Retention.PUPIL_RECORD
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="one")
    one = _child()
    other = _child()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=7, default=State.CURRENT.value)
    linked_at = models.DateTimeField()
    linked_by = by_person()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = by_person(null=True, blank=True)
    ended_why = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True, editable=False)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="link_kind_known"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="link_of_two_once"),
            models.CheckConstraint(
                condition=Q(state=State.CURRENT.value, ended_at=None, ended_by=None, ended_why="")
                | Q(state=State.ENDED.value, ended_at__isnull=False) & ~Q(ended_why=""),
                name="link_ended_by_and_at",
            ),
            models.UniqueConstraint(fields=["one", "other"], condition=Q(state=State.CURRENT.value), name="link_once"),
        ]
        indexes = [
            models.Index(fields=["one", "id"], name="link_of_one"),
            models.Index(fields=["other", "id"], name="link_of_other"),
        ]

    def __str__(self) -> str:
        return self.reference

    def to(self, pupil_id: int) -> Pupil:
        """The other of the two."""
        found: Pupil = self.other if self.one_id == pupil_id else self.one
        return found
