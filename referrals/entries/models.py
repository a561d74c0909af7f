"""The entries of a case's story."""

from django.db import models
from django.db.models import F, Q

from agencies.belonging import AuthorityOf, by_person
from agencies.directory.models import Agency, Authority
from agencies.people.models import Person
from agencies.policy.retention import Retention
from agencies.references import new_reference
from referrals.cases.models import Case
from referrals.entries.states import SECTION_CODES, TICKED, Kind


class Entry(models.Model):
    """One entry of a case's story, by its author or as a school's own system reported it, in one section.

    `text` is facts and `opinion` what its author makes of them, where they were asked apart (`is_apart`).
    `happened_at`: the day with its time, where that is known. `changed_at`: when its words were edited or its
    restriction ended.
    """

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
    opinion = models.TextField(blank=True, db_default="")
    happened_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True, db_default="")
    told_by = models.CharField(max_length=120, blank=True)
    is_apart = models.BooleanField(default=False, db_default=False)
    changed_at = models.DateTimeField(null=True, blank=True)
    is_restricted = models.BooleanField(default=False)
    restricted_at = models.DateTimeField(null=True, blank=True)
    restricted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    restricted_why = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "case"], name="entry_of_case"),
            models.UniqueConstraint(fields=["id", "authority"], name="entry_of_authority"),
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
    def was_ticked(self) -> bool:
        """Whether a danger was ticked on it: its concern, its duty and its line of the story are of this child."""
        return self.restricted_why == TICKED and self.restricted_at == self.at

    @property
    def by_name(self) -> str:
        """Who wrote it: a person, or the school's own system that reported it."""
        return self.author.name if self.author else self.system


class EntryMove(models.Model):
    """An entry was put on the wrong child: from which case it was moved to which, by whom and why; never changed."""

    retention = Retention.EARLY_HELP
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="entry")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="moves")
    from_case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    to_case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", db_index=False)
    why = models.CharField(max_length=1000)
    moved_at = models.DateTimeField()
    moved_by = by_person()

    def __str__(self) -> str:
        return f"{self.entry_id}, {self.moved_at}"


class EntryTold(models.Model):
    """Whom its author told of an entry, and from which agency they read it; never changed."""

    retention = Retention.EARLY_HELP
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="entry")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="told", db_index=False)
    person = by_person()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    told_at = models.DateTimeField()
    told_by = by_person()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "person", "told_at"], name="entry_told_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.person_id}"


class EntryEdit(models.Model):
    """What an entry said before its author edited it, and why they did: a row an edit, never changed."""

    retention = Retention.EARLY_HELP
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="entry")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="edits", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    opinion = models.TextField(blank=True)
    happened_on = models.DateField()
    happened_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    told_by = models.CharField(max_length=120, blank=True)
    is_apart = models.BooleanField()
    why = models.CharField(max_length=1000)
    edited_at = models.DateTimeField()
    edited_by = by_person()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="entry_edit_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.number}"
