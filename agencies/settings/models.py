"""A council's own limits."""

from django.db import models

from agencies.directory.models import Authority
from agencies.policy.retention import Retention


class Setting(models.Model):
    """A council's own limit from a day on: the newest row that has begun counts, older ones are its history."""

    retention = Retention.PUBLIC
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, db_index=False)
    name = models.CharField(max_length=60)
    value = models.JSONField()
    starts_on = models.DateField()
    set_by = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "name", "starts_on"], name="setting_once_a_day")]

    def __str__(self) -> str:
        return f"{self.name} = {self.value} from {self.starts_on}"
