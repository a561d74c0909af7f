"""A pupil's inclusion case, the entries of its story and what the family was told."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from agencies.models import Agency, Authority, Person
from agencies.policy import Level, Section
from agencies.references import new_reference
from referrals.models.pupils import Pupil
from referrals.querysets import Cases

SECTIONS = [section.value for section in Section]


class Case(models.Model):
    """One child's case; one open case a pupil and authority. `updated_at` is the sort key that shares carry."""

    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="cases")
    school = models.ForeignKey(Agency, on_delete=models.PROTECT)
    state = models.CharField(max_length=10, default="open")
    why = models.CharField(max_length=300)
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    overseen_from = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=40, blank=True)
    outcome_words = models.TextField(blank=True)
    family_words = models.TextField(blank=True)
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = Cases.as_manager()

    class Meta:
        permissions = [(f"level_{level.value.lower()}", f"Reads a case at level {level.value}") for level in Level]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["open", "closed"]), name="case_state_known"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None, closed_by=None)
                | Q(state="closed", closed_at__isnull=False, closed_by__isnull=False),
                name="case_closed_by_and_at",
            ),
            models.UniqueConstraint(fields=["pupil", "authority"], condition=~Q(state="closed"), name="case_one_open"),
            models.UniqueConstraint(fields=["id", "updated_at"], name="case_sort_key"),
        ]
        indexes = [
            models.Index(F("school"), F("updated_at").desc(), F("id").desc(), name="case_school"),
            models.Index(
                F("authority"),
                F("updated_at").desc(),
                F("id").desc(),
                name="case_authority",
                condition=Q(overseen_from__isnull=False),
            ),
            models.Index(
                F("lead"), F("updated_at").desc(), F("id").desc(), name="case_lead", condition=Q(lead__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Entry(models.Model):
    """One entry of a case's story, by its author or as a school's own system reported it, in one section."""

    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12)
    section = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    happened_on = models.DateField()
    at = models.DateTimeField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    system = models.CharField(max_length=80, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    author_role = models.CharField(max_length=60, blank=True)
    told_by = models.CharField(max_length=120, blank=True)
    is_restricted = models.BooleanField(default=False)
    restricted_at = models.DateTimeField(null=True, blank=True)
    restricted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    restricted_why = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["contact", "observation", "voice", "concern", "act", "answer", "suspension"]),
                name="entry_kind_known",
            ),
            models.CheckConstraint(condition=Q(section__in=SECTIONS), name="entry_section_known"),
            models.CheckConstraint(
                condition=Q(author__isnull=False, system="") | (Q(author=None) & ~Q(system="")), name="entry_by_one"
            ),
            models.CheckConstraint(
                condition=Q(is_restricted=False, restricted_at=None, restricted_by=None)
                | Q(is_restricted=True, restricted_at__isnull=False, restricted_by__isnull=False),
                name="entry_restricted_by_and_at",
            ),
        ]
        indexes = [models.Index(F("case"), F("happened_on").desc(), F("id").desc(), name="entry_story")]

    def __str__(self) -> str:
        return self.reference

    @property
    def by_name(self) -> str:
        """Who wrote it: a person, or the school's own system that reported it."""
        return self.author.name if self.author else self.system


class FamilyTold(models.Model):
    """What the family was told of the case or of one share, or the recorded reason why not, with its review."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="told")
    told = models.CharField(max_length=8)
    whom = models.CharField(max_length=120, blank=True)
    how = models.CharField(max_length=120, blank=True)
    told_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    reason = models.CharField(max_length=30, blank=True)
    reason_words = models.TextField(blank=True)
    review_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(told__in=["yes", "not_yet", "no"]), name="told_known"),
            models.CheckConstraint(
                condition=~Q(told="no") | (~Q(reason="") & Q(review_on__isnull=False)), name="not_told_has_reason"
            ),
            models.CheckConstraint(condition=~Q(told="yes") | Q(told_on__isnull=False), name="told_has_day"),
        ]
        indexes = [models.Index(fields=["case", "-id"], name="told_case")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.told}"
