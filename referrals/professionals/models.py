"""A professional around a child who has no account here, as the child's school knows them."""

from django.db import models
from django.db.models import F, Q

from agencies.belonging import AuthorityOf, by_person
from agencies.directory.models import Agency, Authority
from agencies.policy.retention import Retention
from agencies.references import new_reference
from referrals.professionals.states import State
from referrals.pupils.models import Pupil


class Professional(models.Model):
    """Who works with the child, for whom and how they are reached. `until_on`: the last day, where it is known."""

    retention = Retention.PUPIL_RECORD
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="pupil")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="professionals", db_index=False)
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=120)
    job = models.CharField(max_length=120)
    organisation = models.CharField(max_length=150, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=7, default=State.CURRENT.value)
    added_at = models.DateTimeField()
    added_by = by_person()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = by_person(null=True, blank=True)
    ended_why = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True, editable=False)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="professional_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CURRENT.value, ended_at=None, ended_by=None, ended_why="")
                | Q(state=State.ENDED.value, ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_why=""),
                name="professional_ended_by_and_at",
            ),
        ]
        indexes = [models.Index(fields=["pupil", "id"], name="professional_of_pupil")]

    def __str__(self) -> str:
        return self.reference
