"""A share: one agency's way into one case, for a purpose and for a time; and guardian's view of the live ones."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from guardian.models.models import GroupObjectPermissionBase

from agencies.directory.models import Agency, Authority
from agencies.people.models import Person
from agencies.policy import Basis, Condition, Level, Limb, Purpose
from agencies.policy.duty_to_share import BEFORE, ENDS
from agencies.policy.retention import Retention
from agencies.references import new_reference
from referrals.cases.models import Case, FamilyTold
from referrals.entries.states import SECTION_CODES
from referrals.shares.querysets import AGREED, ENDS_SO, OVER, Shares

WALKED = ["authority", "starts_at", "ends_at", "left_at", "accepted_at", "declined_at", "withdrawn_at"]
"""What a list asks of each share, so that its walk reads the index alone."""
IN_REACH = ExpressionWrapper(F("authority_id") + 0, output_field=models.BigIntegerField())
"""The authority as `inclusion_reach` asks for it, and no policy: a walk for a page can't be led to read all by it."""


class CaseShare(models.Model):
    """The grant. Its terms never change: narrowing, extending and widening write a new row that replaces it.

    `left_at`: when it ends because the pupil leaves the case's school (decision 24). `held_at`: since when it waits for
    a second person, where it needs one (decision 37); a condition is empty where nobody was asked for it. `widens`: the
    share that runs, whose place it takes at the second person's yes and not before. `is_half`: it was given of one of
    two records that became one since, and shows of what came with the other nothing, until whoever gave it says so.
    """

    retention = Retention.EARLY_HELP
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="shares")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="shares", db_index=False)
    level = models.CharField(max_length=1)
    sections = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    purpose = models.CharField(max_length=20)
    basis = models.CharField(max_length=20)
    condition = models.CharField(max_length=20, blank=True, db_default="")
    limb = models.CharField(max_length=40, blank=True, db_default="")
    necessity = models.TextField(blank=True, db_default="")
    question = models.TextField()
    family_told = models.ForeignKey(FamilyTold, on_delete=models.PROTECT, related_name="+", db_index=False)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    granting_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    refused_for = models.CharField(max_length=30, blank=True, db_default="")
    refused_why = models.TextField(blank=True, db_default="")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    declined_why = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    withdrawn_for = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    withdrawn_why = models.TextField(blank=True)
    withdrawn_reason = models.CharField(max_length=30, blank=True, db_default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    widens = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="wider", db_index=False
    )
    touched_at = models.DateTimeField()
    is_half = models.BooleanField(default=False, db_default=False)

    objects = Shares.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=[v.value for v in Level]), name="share_level_known"),
            models.CheckConstraint(condition=Q(purpose__in=[v.value for v in Purpose]), name="share_purpose_known"),
            models.CheckConstraint(condition=Q(basis__in=[v.value for v in Basis]), name="share_basis_known"),
            models.CheckConstraint(condition=Q(sections__contained_by=SECTION_CODES), name="share_sections_known"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="share_in_order"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_for=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, withdrawn_for__isnull=False),
                name="share_withdrawn_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="share_accepted_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, declined_at=None) | Q(closed_at__isnull=False),
                name="share_ended_is_closed",
            ),
            models.CheckConstraint(
                condition=Q(condition__in=["", *(v.value for v in Condition)]), name="share_condition_known"
            ),
            models.CheckConstraint(
                condition=(Q(condition=Condition.PARA_18.value) & Q(limb__in=[v.value for v in Limb]))
                | (~Q(condition=Condition.PARA_18.value) & Q(limb="")),
                name="share_para_18_has_limb",
            ),
            models.CheckConstraint(
                condition=Q(held_at=None, held_by=None, agreed_at=None, agreed_by=None, refused_at=None)
                | Q(held_at__isnull=False, held_by__isnull=False),
                name="share_held_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_by=None)
                | (Q(agreed_at__isnull=False, agreed_by__isnull=False) & ~Q(agreed_by=F("held_by"))),
                name="share_agreed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(refused_at=None, refused_by=None, refused_for="")
                | (
                    Q(refused_at__isnull=False, refused_by__isnull=False, agreed_at=None, closed_at__isnull=False)
                    & Q(refused_for__in=list(BEFORE))
                    & ~Q(refused_by=F("held_by"))
                ),
                name="share_refused_by_another",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(held_at=None) | Q(agreed_at__isnull=False),
                name="share_accepted_once_agreed",
            ),
            models.CheckConstraint(condition=Q(withdrawn_reason__in=["", *ENDS]), name="share_withdrawn_reason_known"),
            models.UniqueConstraint(
                fields=["agency", "case", "purpose"],
                condition=Q(closed_at=None) & (Q(widens=None) | Q(replaces__isnull=False)),
                include=["starts_at", "ends_at", "left_at", "accepted_at", "level"],
                name="share_open",
            ),
            models.UniqueConstraint(
                fields=["widens"], condition=Q(closed_at=None, replaces=None), name="share_wider_once"
            ),
            models.CheckConstraint(
                condition=Q(widens=None) | Q(held_at__isnull=False), name="share_wider_asks_a_second_person"
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "-touched_at", "-case"],
                include=WALKED,
                name="share_touched",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["case", "agency"],
                include=["starts_at", "ends_at", "left_at", "accepted_at", "level"],
                name="share_case",
                condition=Q(closed_at=None),
            ),
            models.Index(fields=["agency", "-id"], name="share_agency_history"),
            models.Index(
                fields=["authority", "granted_at"], name="share_asked", condition=Q(replaces=None, widens=None)
            ),
            models.Index(F("agency"), IN_REACH, name="share_reach", condition=Q(closed_at=None) & AGREED),
            models.Index(fields=["ends_at", "id"], name="share_lapsed", condition=Q(closed_at=None)),
            models.Index(F("agency"), OVER.desc(), F("id").desc(), name="share_over", condition=ENDS_SO),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_held(self) -> bool:
        """Whether no second person has agreed, where it needs one: its receiver knows nothing of it."""
        return self.held_at is not None and self.agreed_at is None

    @property
    def over_at(self) -> datetime:
        """When its dates end it: its own end, or the pupil's last day at the school where that is sooner."""
        return min(self.ends_at, self.left_at or self.ends_at)


class LiveShare(GroupObjectPermissionBase):
    """Guardian's rows: the database's view of the live shares, so its every call ends with the share."""

    id = models.BigIntegerField(primary_key=True)
    content_object = models.ForeignKey(Case, on_delete=models.DO_NOTHING)

    class Meta(GroupObjectPermissionBase.Meta):
        managed = False
        abstract = False
        db_table = "live_share"
