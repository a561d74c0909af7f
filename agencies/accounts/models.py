"""Devices that are known for a person, and how often strangers' addresses were tried."""

from django.db import models
from django.utils.crypto import salted_hmac

from agencies.people.models import Person
from agencies.policy.retention import Retention


class Device(models.Model):
    """A browser in which somebody signed in within ninety days: wrong guesses elsewhere never keep it out.

    The cookie is random; only its hash stands here, and no address of the network.
    """

    retention = Retention.PASSING
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="devices", db_index=False)
    token_hash = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token_hash", "person"], name="device_once")]
        indexes = [
            models.Index(fields=["person", "-seen_at"], name="device_person"),
            models.Index(fields=["ends_at"], name="device_old"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.name}"

    @property
    def handle(self) -> str:
        """What names the device in an address."""
        return salted_hmac("agencies.Device.handle", f"{self.pk}").hexdigest()[:16]


class FirstCode(models.Model):
    """A code with which somebody adds their first way to sign in: by a password alone nobody does. Only its hash."""

    retention = Retention.PASSING
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["person", "code_hash"], name="first_code_of")]

    def __str__(self) -> str:
        return f"{self.person_id} until {self.ends_at}"


class StrangerTries(models.Model):
    """How often a day somebody tried to sign in with an address that has no account: counted, never written down."""

    retention = Retention.PASSING
    on = models.DateField(primary_key=True)
    tries = models.PositiveIntegerField(default=0)

    objects = models.Manager()

    def __str__(self) -> str:
        return f"{self.on}: {self.tries}"
