"""A document, its versions, and the keys of what is to be destroyed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from agencies.belonging import AuthorityOf, by_person
from agencies.directory.models import Agency, Authority
from agencies.policy.retention import Retention
from agencies.references import new_reference
from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.documents.states import Kind, State, Version
from referrals.documents.words import SORTS
from referrals.entries.models import Entry
from referrals.entries.states import SECTION_CODES
from referrals.pupils.models import Pupil
from referrals.referrals.models import Referral

MOST_DRAWINGS = 3
"""After so many tries a clean version stays without text and pictures."""


ALONE = Q(entry=None, concern=None, referral=None)
"""It hangs on nothing, and is read by its own part and restriction."""
HUNG = (
    Q(case__isnull=False, entry__isnull=False, concern=None, referral=None)
    | Q(entry=None, concern__isnull=False, referral=None)
    | Q(case__isnull=False, entry=None, concern=None, referral__isnull=False)
)


class Document(models.Model):
    """What stays the same through all versions: its case, its title, and who may read it.

    Either it hangs on an `entry`, a `concern` or a `referral`, and has no part and no restriction of its own, or it has
    a part (`section`) like an entry. Of a concern that is on no case yet it has none either.
    `changed_at`: when it was added, or its newest version.
    """

    retention = Retention.EARLY_HELP
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="case")
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="documents", db_index=False)
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, blank=True, related_name="documents")
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, null=True, blank=True, related_name="documents")
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, null=True, blank=True, related_name="documents")
    section = models.CharField(max_length=12, blank=True)
    sort = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    author = by_person()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    is_restricted = models.BooleanField(default=False)
    restricted_at = models.DateTimeField(null=True, blank=True)
    restricted_by = by_person(null=True, blank=True)
    restricted_why = models.CharField(max_length=1000, blank=True)
    once = models.UUIDField(null=True, unique=True, editable=False)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "authority"], name="document_of_authority"),
            models.CheckConstraint(
                condition=Q(ALONE, case__isnull=False, section__in=SECTION_CODES)
                | Q(HUNG, section="", is_restricted=False),
                name="document_part_or_entry",
            ),
            models.CheckConstraint(condition=Q(sort__in=SORTS), name="document_sort_known"),
            models.CheckConstraint(
                condition=Q(is_restricted=False, restricted_at=None, restricted_by=None, restricted_why="")
                | Q(is_restricted=True, restricted_at__isnull=False, restricted_by__isnull=False),
                name="document_restricted_by_and_at",
            ),
        ]
        indexes = [models.Index(F("case"), F("changed_at").desc(), F("id").desc(), name="document_of_case")]

    def __str__(self) -> str:
        return self.reference

    @property
    def state(self) -> State:
        """Whether it is restricted by itself, or follows what it hangs on."""
        if self.entry_id or self.concern_id or self.referral_id:
            return State.FOLLOWS
        return State.RESTRICTED if self.is_restricted else State.PLAIN

    @property
    def is_shut(self) -> bool:
        """Whether it is for its few readers: by its own restriction, or by that of its entry."""
        return self.entry.is_restricted if self.entry else self.is_restricted

    @property
    def part(self) -> str:
        """The part of the story in which it stands; "" for what hangs on a concern or a referral."""
        return self.entry.section if self.entry else self.section

    @property
    def place(self) -> Case | Concern | Referral:
        """Whose documents it stands among: the database holds that it is one of these."""
        return self.concern or self.referral or self.case  # type: ignore[return-value]


class DocumentVersion(models.Model):
    """One version: what was sent never changes; what is found of it does.

    `key`: under which its bytes are kept, "" where they were destroyed. `pictures`: the same of its first pages.
    `why`: why it was refused. `tries`: how often its scan was begun; once it is clean, how often its drawing was, and
    `MOST_DRAWINGS` when it is drawn.
    """

    retention = Retention.EARLY_HELP
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="document")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=Version.WAITING.value)
    kind = models.CharField(max_length=4)
    file_name = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    what_changed = models.CharField(max_length=200, blank=True)
    author = by_person()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    added_at = models.DateTimeField()
    key = models.CharField(max_length=64, blank=True)
    pictures = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    text = models.TextField(blank=True)
    tries = models.PositiveIntegerField(default=0)
    decided_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True)
    once = models.UUIDField(null=True, unique=True, editable=False)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="version_kind_known"),
            models.CheckConstraint(
                condition=Q(state=Version.WAITING.value, decided_at=None, why="", text="", pictures=[]) & ~Q(key="")
                | Q(state=Version.CLEAN.value, decided_at__isnull=False, why="") & ~Q(key="")
                | Q(state=Version.REFUSED.value, decided_at__isnull=False, key="", text="", pictures=[]) & ~Q(why="")
                | Q(state=Version.TAKEN_BACK.value, decided_at__isnull=False, key="", why="", text="", pictures=[]),
                name="version_as_its_state",
            ),
        ]
        indexes = [
            models.Index(fields=["tries", "id"], condition=Q(state=Version.WAITING.value), name="version_that_waits"),
            models.Index(
                fields=["tries", "id"],
                condition=Q(state=Version.CLEAN.value, tries__lt=MOST_DRAWINGS),
                name="version_to_draw",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}.{self.number}"


class LostFile(models.Model):
    """The key of bytes that no row names any more: the database writes it, and the next tick destroys them."""

    retention = Retention.PASSING
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = models.Manager()

    def __str__(self) -> str:
        return f"lost file {self.pk}"
