"""What one person gives another, or an agency, to do on a case, or asks them."""

from django.db import models
from django.db.models import Q

from agencies.acting.querysets import Transitioning
from agencies.belonging import AuthorityOf, by_person
from agencies.directory.models import Agency, Authority
from agencies.policy.retention import Retention
from agencies.references import new_reference
from referrals.cases.models import Case
from referrals.given_tasks.states import Kind, State


class GivenTask(models.Model):
    """A task or a question: who gave it to whom, until which day, and what came of it.

    `share`: by which one of the two agencies stands to the case, where it does so by a share; it ends with that.
    `to_person`: whose hands it is in; none: anybody's there who sees the case.
    """

    retention = Retention.EARLY_HELP
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="case")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="given_tasks", db_index=False)
    share = models.ForeignKey(
        "referrals.CaseShare", on_delete=models.CASCADE, null=True, blank=True, related_name="given_tasks"
    )
    kind = models.CharField(max_length=8)
    text = models.TextField()
    due_on = models.DateField()
    from_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    given_by = by_person()
    given_at = models.DateTimeField()
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    to_person = by_person(null=True, blank=True)
    state = models.CharField(max_length=10, default=State.OPEN.value)
    said = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = by_person(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True, editable=False)

    objects = Transitioning.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="given_task_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="given_task_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.OPEN.value, ended_at=None, ended_by=None, said="")
                | Q(state=State.OVER.value, ended_at__isnull=False) & ~Q(said="")
                | Q(state=State.DONE.value, ended_at__isnull=False, ended_by__isnull=False)
                | Q(
                    state__in=[State.RETURNED.value, State.TAKEN_BACK.value],
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                )
                & ~Q(said=""),
                name="given_task_ended_so",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-id"], name="given_task_of_case"),
            models.Index(fields=["given_by", "due_on", "id"], name="given_task_by", condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return self.reference
