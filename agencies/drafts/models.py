"""What a person is typing, which is no record yet, and what they had typed when their form could not be taken."""

from django.db import models

from agencies.directory.models import Authority
from agencies.people.models import Person
from agencies.policy.retention import Retention


class Draft(models.Model):
    """What a person is typing on one page, kept at every pause: theirs alone, no record yet.

    `pupil_id` is the child of its subject (a key of the database, on the floor above): a draft goes with the child.
    Once its form was sent nothing typed is left in it, and `sent_at` says so to what comes late.
    """

    retention = Retention.PASSING
    reference = models.CharField(max_length=11, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+", db_index=False)
    form = models.CharField(max_length=40)
    path = models.CharField(max_length=200)
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_ref = models.CharField(max_length=11, blank=True)
    pupil_id = models.BigIntegerField(null=True)
    words = models.JSONField(default=list)
    typed = models.JSONField(default=dict)
    page = models.CharField(max_length=11)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-saved_at"], name="draft_of_person"),
            models.Index(fields=["saved_at"], name="draft_saved"),
            models.Index(fields=["pupil_id"], name="draft_pupil"),
        ]

    def __str__(self) -> str:
        return self.reference


class KeptSending(models.Model):
    """What was sent and could not be taken, since its sender was signed out: encrypted, half an hour, theirs alone."""

    retention = Retention.PASSING
    reference = models.CharField(max_length=11, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False)
    path = models.CharField(max_length=200)
    text = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-kept_at"], name="kept_of_person"),
            models.Index(fields=["kept_at"], name="kept_at"),
        ]

    def __str__(self) -> str:
        return self.reference
