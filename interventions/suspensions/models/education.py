"""The education that is arranged for a pupil who is suspended: by whom, where, from which day on."""

from django.db import models
from django.db.models import Q

from agencies.belonging import AuthorityOf
from agencies.directory.models import Authority
from agencies.people.models import Person
from agencies.policy.retention import Retention
from interventions.suspensions.models.suspension import Suspension
from interventions.suspensions.states import WRITTEN


class Education(models.Model):
    """What the family has to be told of it (EIA 2006 s.104, SI 2007/1870 reg 7), and on which day they were.

    `virtual_head_on`: when the virtual school head was asked, of a child who is looked after. `replaced_at`: it was
    arranged otherwise since; what was arranged first stays.
    """

    retention = Retention.EXCLUSION_PAPERS
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="suspension")
    suspension = models.ForeignKey(Suspension, on_delete=models.CASCADE, related_name="educations", db_index=False)
    provider = models.CharField(max_length=120)
    address = models.CharField(max_length=300)
    from_on = models.DateField()
    times = models.CharField(max_length=60)
    report_to = models.CharField(max_length=120)
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=20, blank=True)
    virtual_head_on = models.DateField(null=True, blank=True)
    arranged_at = models.DateTimeField()
    arranged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(told_on=None, told_how="") | Q(told_on__isnull=False, told_how__in=sorted(WRITTEN)),
                name="education_told_in_writing",
            ),
            models.UniqueConstraint(fields=["suspension"], condition=Q(replaced_at=None), name="education_one_holds"),
        ]
        indexes = [models.Index(fields=["suspension"], name="education_suspension")]

    def __str__(self) -> str:
        return f"{self.suspension_id}: {self.from_on}"
