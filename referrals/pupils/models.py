"""Pupils, their places on rolls and their identifiers; school and UPN are dated rows, not columns."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from agencies.belonging import AuthorityOf
from agencies.directory.models import Agency, Authority
from agencies.history.models import Change
from agencies.machines.models import MisClient
from agencies.people.models import Person
from agencies.policy.retention import Retention
from agencies.references import new_reference
from referrals.pupils.querysets import Enrolments, NameKey, NameSounds, Pupils
from referrals.pupils.states import Fact

NAMES = (F("given_name"), F("family_name"), F("known_as"), F("former_names"))


class Pupil(models.Model):
    """A child or young person known to one authority.

    `former_names`: by which they are found too, one a line; shown to nobody but who keeps them (data.md 3.2).
    """

    retention = Retention.PUPIL_RECORD
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, db_index=False)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    known_as = models.CharField(max_length=80, blank=True)
    former_names = models.CharField(max_length=2000, blank=True, default="", db_default="")
    born_on = models.DateField()
    added_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True, editable=False)
    name_key: Any = models.GeneratedField(
        expression=NameKey(*NAMES),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = Pupils.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "authority"], name="pupil_of_authority"),
        ]
        indexes = [
            models.Index(fields=["authority", "family_name"], name="pupil_family"),
            models.Index(fields=["authority", "born_on"], name="pupil_born"),
            GinIndex(F("authority_id"), OpClass(F("name_key"), name="gin_trgm_ops"), name="pupil_name"),
            GinIndex(F("authority_id"), NameSounds(*NAMES), name="pupil_sounds"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """The name the child is called by."""
        return self.known_as or self.given_name

    @property
    def name(self) -> str:
        """The child's name as they are called."""
        return f"{self.first_name} {self.family_name}"

    @property
    def names(self) -> tuple[str, ...]:
        """Each by which they are found."""
        return (self.given_name, self.family_name, self.known_as, *self.former_names.splitlines())

    def former_names_with(self, other: "Pupil") -> str:
        """Those of both records, each once."""
        return "\n".join(dict.fromkeys((*self.former_names.splitlines(), *other.former_names.splitlines())))

    @property
    def initials(self) -> str:
        """The first letter of each, as they are called; nothing for a name that has none."""
        letters = [next((one for one in name if one.isalpha()), "") for name in (self.first_name, self.family_name)]
        return "".join(f"{letter.upper()}." for letter in letters if letter)


class Enrolment(models.Model):
    """A place on a school's roll, both days counted in."""

    retention = Retention.PUPIL_RECORD
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="pupil")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="enrolments")
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=10, default="main")
    form = models.CharField(max_length=20, blank=True)

    objects = Enrolments.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "authority"], name="enrolment_of_authority"),
            models.CheckConstraint(condition=Q(kind__in=["main", "dual", "guest"]), name="enrolment_kind_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="enrolment_in_order"
            ),
            models.UniqueConstraint(
                fields=["pupil"], condition=Q(ends_on=None, kind="main"), name="enrolment_one_main"
            ),
        ]
        indexes = [models.Index(fields=["school", "pupil"], name="enrolment_school")]

    def __str__(self) -> str:
        return f"{self.pupil_id} at {self.school_id} from {self.starts_on}"


class Identifier(models.Model):
    """A pupil's number, such as a UPN, for as long as it is theirs.

    `is_doubtful`: another pupil of the area has it; `is_in_error`: it was taken back, and was never theirs.
    """

    retention = Retention.PUPIL_RECORD
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="identifiers")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    is_doubtful = models.BooleanField(default=False)
    is_in_error = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["upn", "uln", "nhs"]), name="identifier_kind_known"),
            models.UniqueConstraint(
                fields=["authority", "kind", "value"],
                condition=Q(ends_on=None, is_doubtful=False),
                name="identifier_once",
            ),
        ]
        indexes = [models.Index(fields=["authority", "value"], name="identifier_value")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.pupil_id}"


class ExternalId(models.Model):
    """A pupil's id in one of a school's systems: once a system. `upn` is what that sends, whoever else has it."""

    retention = Retention.PUPIL_RECORD
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="pupil")
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    system = models.ForeignKey(MisClient, on_delete=models.PROTECT, related_name="+", db_index=False)
    value = models.CharField(max_length=64)
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="external_ids")
    upn = models.CharField(max_length=13, blank=True)
    is_upn_elsewhere = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["system", "value"], name="external_id_once"),
            models.UniqueConstraint(fields=["system", "pupil"], name="external_id_one_a_pupil"),
        ]
        indexes = [models.Index(fields=["authority", "upn"], condition=~Q(upn=""), name="external_id_upn")]

    def __str__(self) -> str:
        return f"{self.school_id}: {self.value}"


class PupilFact(models.Model):
    """Something about a pupil's legal position that changes who must agree or be told, for as long as it holds."""

    retention = Retention.PUPIL_RECORD
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="pupil")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="facts", db_index=False)
    kind = models.CharField(max_length=30)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = Enrolments.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Fact.values),
                name="pupil_fact_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="pupil_fact_in_order"
            ),
            models.UniqueConstraint(fields=["pupil", "kind", "starts_on"], name="pupil_fact_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.pupil_id}"


class Came(models.Model):
    """A row that hung on another record until two records of one child became one; `field` says by which column.

    `went`: it went the other way, since the record that stayed got one like it. `parted_at`: when it went back.
    """

    retention = Retention.PUPIL_RECORD
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="merge")
    merge = models.ForeignKey("referrals.Merge", on_delete=models.CASCADE, related_name="came", db_index=False)
    kind = models.CharField(max_length=20)
    key = models.BigIntegerField()
    field = models.CharField(max_length=10)
    went = models.BooleanField(default=False)
    parted_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["merge", "kind", "key", "field"], name="came_once"),
        ]
        indexes = [models.Index(fields=["kind", "key"], condition=Q(parted_at=None), name="came_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class FieldChange(Change):
    """What was changed of a pupil, or of a place, a number or a fact of theirs; erased with the child."""

    OWNER = "pupil"
    retention = Retention.PUPIL_RECORD

    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="pupil")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="changes", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["pupil", "-at"], name="pupil_changes")]
