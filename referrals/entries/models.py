"""The entries of a case's story."""

from django.db import models
from django.db.models import F, Q

from agencies.belonging import AuthorityOf
from agencies.directory.models import Agency, Authority
from agencies.people.models import Person
from agencies.policy.retention import Retention
from agencies.references import new_reference
from referrals.cases.models import Case
from referrals.entries.states import SECTION_CODES, Kind


class Entry(models.Model):
    """One entry of a case's story, by its author or as a school's own system reported it, in one section."""

    retention = Retention.EARLY_HELP
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="case")
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entries", db_index=False)
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
            models.UniqueConstraint(fields=["id", "case"], name="entry_of_case"),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values),
                name="entry_kind_known",
            ),
            models.CheckConstraint(condition=Q(section__in=SECTION_CODES), name="entry_section_known"),
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
