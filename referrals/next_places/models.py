"""What a place on a roll becomes on the first of September."""

from django.db import models

from agencies.belonging import AuthorityOf
from agencies.directory.models import Authority
from agencies.policy.retention import Retention
from referrals.pupils.models import Enrolment


class NextPlace(models.Model):
    """Another form from that day on, in place of `before`; or the last day as planned, in place of `instead_of`.

    `is_single`: it was said of this pupil alone, so that what becomes of their form does not change it.
    """

    retention = Retention.PASSING
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="enrolment")
    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="next")
    from_on = models.DateField()
    before = models.CharField(max_length=20, blank=True)
    form = models.CharField(max_length=20, blank=True)
    leaves_on = models.DateField(null=True, blank=True)
    instead_of = models.DateField(null=True, blank=True)
    is_single = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(form="", leaves_on__isnull=False, leaves_on__lt=models.F("from_on"))
                | (models.Q(leaves_on=None) & ~models.Q(form="")),
                name="next_place_form_or_last_day",
            ),
        ]
        indexes = [models.Index(fields=["authority", "from_on", "id"], name="next_place_due")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} from {self.from_on}"
