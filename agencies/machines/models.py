"""Machines that talk to the service for one school, and the sendings of theirs that were already done."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from agencies.directory.models import Agency
from agencies.people.models import Person
from agencies.policy.retention import Retention
from agencies.references import new_reference


class MisClient(models.Model):
    """A school's own system: what it may ask for, from where, until when, who connected it, and its last answer.

    Its secret stands hashed in `application`, which goes when the client is revoked, and its tokens with it; the secret
    before it may hold beside it for some days. No network named: it may ask from anywhere.
    `ids_of`: the system that was connected before, whose ids of pupils it sends; none: it has ids of its own.
    """

    retention = Retention.ACCOUNT
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="clients", db_index=False)
    application = models.OneToOneField(
        "oauth2_provider.Application", on_delete=models.SET_NULL, null=True, related_name="client"
    )
    ids_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    name = models.CharField(max_length=80)
    scopes: Any = ArrayField(models.CharField(max_length=30))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    secret_made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    networks: Any = ArrayField(models.CharField(max_length=43), default=list)
    old_secret = models.CharField(max_length=255, blank=True)
    old_secret_until = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    last_success_at = models.DateTimeField(null=True, blank=True)
    once = models.UUIDField(null=True, unique=True, editable=False)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False, application=None),
                name="mis_client_revoked_by",
            ),
            models.CheckConstraint(
                condition=Q(old_secret="", old_secret_until=None)
                | (~Q(old_secret="") & Q(old_secret_until__isnull=False)),
                name="mis_client_old_secret",
            ),
        ]
        indexes = [models.Index(fields=["agency", "-id"], name="mis_client_list")]

    def __str__(self) -> str:
        return self.name


class IdempotencyKey(models.Model):
    """A sending that was done, with its answer, so that the same sending once more is answered and not done."""

    retention = Retention.PASSING
    client = models.ForeignKey(MisClient, on_delete=models.CASCADE, related_name="keys", db_index=False)
    key = models.CharField(max_length=128)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField()
    body = models.TextField()
    made_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "key"], name="idempotency_key_once")]
        indexes = [models.Index(fields=["made_at"], name="idempotency_key_old")]

    def __str__(self) -> str:
        return f"{self.client_id}: {self.key}"
