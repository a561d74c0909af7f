"""A council's own settings."""

from django.db import models

from agencies.directory.models import Authority
from agencies.policy.retention import Retention


class Setting(models.Model):
    """What a council has set from a day on: the newest row that has begun counts, the others are its history."""

    retention = Retention.PUBLIC
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, db_index=False)
    name = models.CharField(max_length=60)
    value = models.JSONField()
    starts_on = models.DateField()
    set_by = models.CharField(max_length=150)
    set_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["authority", "name", "starts_on"], name="setting_of_authority")]

    def __str__(self) -> str:
        return f"{self.name} = {self.value} from {self.starts_on}"
