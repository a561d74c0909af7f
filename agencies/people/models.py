"""People and their dated seats."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from agencies.directory.models import Agency
from agencies.people.querysets import Seats
from agencies.people.sessions import SessionStore
from agencies.policy import Role
from agencies.policy.retention import Retention
from agencies.references import new_reference


class People(BaseUserManager["Person"]):
    """Makes people; there is no way to make a superuser."""

    def create_user(self, email: str, name: str, password: str | None = None) -> "Person":
        """Add a person who signs in with this e-mail address; without a password only a mailed link lets them in."""
        person = self.model(email=self.normalize_email(email).lower(), name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in. Nobody is a superuser: the column does not exist (house.md 5)."""

    retention = Retention.ACCOUNT
    is_superuser = False
    is_staff = False
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    job = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    holds_urgent_mail = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    sessions_epoch = models.PositiveIntegerField(default=0)
    groups: Any = models.ManyToManyField(
        Group, through="agencies.LiveSeat", related_name="user_set", related_query_name="user"
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[People] = People()

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """Tie sessions to the password and to the epoch: raising the epoch signs the person out everywhere."""
        return self._get_session_auth_hash()

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        key = "agencies.Person.session"
        return salted_hmac(key, f"{self.password}:{self.sessions_epoch}", secret=secret, algorithm="sha256").hexdigest()


class Seat(models.Model):
    """A person's dated place in an agency: the role is the seat's, never the person's."""

    retention = Retention.ACCOUNT
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="seats", db_index=False)
    role = models.CharField(max_length=30)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = Seats.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[r.value for r in Role if r.is_persons]), name="seat_role_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=models.F("starts_at")), name="seat_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "agency"], name="seat_person"),
            models.Index(fields=["agency", "role"], name="seat_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role} at {self.agency}"

    @property
    def in_trail(self) -> tuple[str, str, dict[str, int]]:
        """The lines of the trail that are about this seat: its holder's, and of those its own."""
        return "person", self.person.reference, {"seat": self.pk}


class LiveSeat(models.Model):
    """The database's view of today's seats, through which Django and guardian read a person's groups."""

    id = models.BigIntegerField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.DO_NOTHING, related_name="+")

    class Meta:
        managed = False
        db_table = "live_seat"

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group_id}"


class Session(AbstractBaseSession):
    """A session and whose it is. No address of the network is kept."""

    retention = Retention.PASSING
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="sessions")
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=60, blank=True)

    @classmethod
    def get_session_store_class(cls) -> type:
        """The store over these rows."""
        return SessionStore

    @property
    def handle(self) -> str:
        """What names the session in an address: the key itself would open it."""
        return salted_hmac("agencies.Session.handle", self.session_key).hexdigest()[:16]
