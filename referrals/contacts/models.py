"""People around a child: the person, and apart from them what they are to one child."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from agencies.belonging import AuthorityOf, by_person
from agencies.directory.models import Agency, Authority
from agencies.machines.models import MisClient
from agencies.policy.retention import Retention
from agencies.references import new_reference
from referrals.contacts.states import State
from referrals.contacts.words import BY_FILE, BY_SYSTEM, RELATIONSHIPS, SAID
from referrals.pupils.models import Pupil


def _restricted(name: str) -> models.CheckConstraint:
    """A restriction is when, by whom and why, or nothing of them."""
    nothing = Q(restricted_at=None, restricted_by=None, restricted_why="")
    whole = Q(restricted_at__isnull=False, restricted_by__isnull=False) & ~Q(restricted_why="")
    return models.CheckConstraint(condition=nothing | whole, name=name)


class ContactPerson(models.Model):
    """A person as one school knows them, for all its pupils to whom they are something.

    `safe_contact`: how they are reached safely; outside the school it stands in place of address, phone and e-mail.
    `restricted_at`: restricted everywhere, towards every child. It is kept while a tie names it, and no tie is kept
    longer than its child: the database takes it away with the last tie.
    """

    retention = Retention.PUPIL_RECORD
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="school")
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=400, blank=True)
    safe_contact = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(max_length=3, blank=True)
    restricted_at = models.DateTimeField(null=True, blank=True)
    restricted_by = by_person(null=True, blank=True)
    restricted_why = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "school"], name="contact_person_of_school"),
            models.CheckConstraint(condition=Q(interpreter__in=SAID), name="contact_interpreter_known"),
            _restricted("contact_person_restricted_by_and_at"),
        ]
        indexes = [models.Index("school", Upper("name"), name="contact_person_named")]

    def __str__(self) -> str:
        return f"person {self.pk}"


class Contact(models.Model):
    """What a person is to one child, as the child's school knows it. `restricted_at`: towards this child.

    `source`: *system* where the school's system sent it, and then nobody added it; *file* where it came with the roll's
    file, which `added_by` took over. `ended_by`: nobody where records
    became one without a person's word, or where the system that had sent them sends them no longer.
    """

    retention = Retention.PUPIL_RECORD
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="pupil")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="contacts", db_index=False)
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(ContactPerson, on_delete=models.PROTECT, related_name="ties")
    relationship = models.CharField(max_length=20)
    has_responsibility = models.CharField(max_length=3, blank=True)
    position = models.PositiveSmallIntegerField()
    may_be_told = models.CharField(max_length=3, blank=True)
    not_told_why = models.CharField(max_length=1000, blank=True)
    restricted_at = models.DateTimeField(null=True, blank=True)
    restricted_by = by_person(null=True, blank=True)
    restricted_why = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=7, default=State.CURRENT.value)
    added_at = models.DateTimeField()
    added_by = by_person(null=True, blank=True)
    source = models.CharField(max_length=6, blank=True, db_default="")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = by_person(null=True, blank=True)
    ended_why = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True, editable=False)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "authority"], name="contact_of_authority"),
            models.CheckConstraint(condition=Q(relationship__in=RELATIONSHIPS), name="contact_relationship_known"),
            models.CheckConstraint(condition=Q(has_responsibility__in=SAID), name="contact_responsibility_known"),
            models.CheckConstraint(
                condition=Q(may_be_told="no") & ~Q(not_told_why="") | Q(may_be_told__in=["", "yes"], not_told_why=""),
                name="contact_not_told_and_why",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CURRENT.value, ended_at=None, ended_by=None, ended_why="")
                | Q(state=State.ENDED.value, ended_at__isnull=False) & ~Q(ended_why=""),
                name="contact_ended_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(source__in=["", BY_FILE], added_by__isnull=False) | Q(source=BY_SYSTEM, added_by=None),
                name="contact_added_by_or_sent",
            ),
            _restricted("contact_restricted_by_and_at"),
            models.UniqueConstraint(
                fields=["pupil", "person"], condition=Q(state=State.CURRENT.value), name="contact_once"
            ),
        ]
        indexes = [models.Index(fields=["pupil", "position", "id"], name="contact_of_pupil")]

    def __str__(self) -> str:
        return self.reference

    @property
    def versions(self) -> str:
        """Of the tie and of the person: another one says that something was changed."""
        return f"{self.version}.{self.person.version}"


class ContactWord(models.Model):
    """What a school's system said last of a person around a child, beside what stands: by the names of the columns.

    `value`: the system's own id of the person, the same for each child; neither where the roll's file alone spoke of
    them. `own`: of the person, the same with each of
    their ties; `tie`: of what they are to this child. `unsent_at`: since when the system says nothing of them here.
    """

    retention = Retention.PUPIL_RECORD
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="contact")
    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="word")
    system = models.ForeignKey(
        MisClient, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    value = models.CharField(max_length=64, blank=True)
    own: Any = models.JSONField(default=dict)
    tie: Any = models.JSONField(default=dict)
    said_at = models.DateTimeField()
    unsent_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["system", "value"], name="contact_word_of_system")]

    def __str__(self) -> str:
        return f"word {self.pk}"
