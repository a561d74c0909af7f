"""A day, or several, on which a whole school is shut in its term."""

from django.db import models
from django.db.models import F, Q

from agencies.acting.querysets import Transitioning
from agencies.closures import words
from agencies.closures.states import State
from agencies.directory.models import Agency
from agencies.policy.retention import Retention
from agencies.references import new_reference
from agencies.schoolday import school_year
from agencies.words import in_sentence, short_day

WHY = list(words.WHY)


class Closure(models.Model):
    """The school was shut, or will be: both days counted in. While it stands, the school's calendar has a row of it.

    `agency`: the school or the council from which it was entered, which alone takes it back.
    """

    retention = Retention.PUBLIC
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="closures", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    first_on = models.DateField()
    last_on = models.DateField()
    why = models.CharField(max_length=10)
    state = models.CharField(max_length=5, default=State.KEPT.value)
    kept_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = Transitioning.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="closure_state_known"),
            models.CheckConstraint(condition=Q(why__in=WHY), name="closure_why_known"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="closure_in_order"),
            models.CheckConstraint(
                condition=Q(state=State.KEPT.value, ended_at=None) | Q(state=State.ENDED.value, ended_at__isnull=False),
                name="closure_ended_at",
            ),
            models.UniqueConstraint(
                fields=["school", "first_on"], condition=Q(state=State.KEPT.value), name="closure_once"
            ),
        ]
        indexes = [models.Index(fields=["school", "first_on"], name="closure_school")]

    def __str__(self) -> str:
        until = "" if self.first_on == self.last_on else f" to {short_day(self.last_on)}"
        return f"{short_day(self.first_on)}{until} ({in_sentence(words.WHY[self.why])})"

    @property
    def year(self) -> int:
        """The year in which its school year began."""
        return school_year(self.first_on)

    @property
    def authority_id(self) -> int:
        """The key of its school's authority."""
        return int(self.school.authority_id)
