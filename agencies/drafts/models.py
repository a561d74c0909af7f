"""What a person is typing, which is no record yet."""

from django.db import models

from agencies.directory.models import Authority
from agencies.people.models import Person
from agencies.policy.retention import Retention


class Draft(models.Model):
    """What a person is typing, kept at every pause: theirs alone, no record yet, gone when it is saved."""

    retention = Retention.PASSING
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+", db_index=False)
    form = models.CharField(max_length=40)
    subject_ref = models.CharField(max_length=11, blank=True)
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "form", "subject_ref", "authority"], name="draft_once")
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.subject_ref}"
