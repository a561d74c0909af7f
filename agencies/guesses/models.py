"""How often something secret was guessed wrong, by hashed key: no address, name or secret can be read from it."""

from django.db import models

from agencies.policy.retention import Retention


class Guess(models.Model):
    """One key that is counted, since when it must wait, and until when the count is kept."""

    retention = Retention.PASSING
    key = models.CharField(max_length=64, primary_key=True)
    wrong = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    free_at = models.DateTimeField(null=True)

    objects = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["last_at"], name="guess_old")]

    def __str__(self) -> str:
        return self.key[:8]
