"""What of a child's marks a share shows that was given of one of two records (decision 50)."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Exists, Func, OuterRef, Q, QuerySet

from referrals import door
from referrals.attendance.models import HALVES, AttendanceCorrection, AttendanceSum, AttendanceWeek, WeekBefore
from referrals.pupils.models import Came, ExternalId

NOW = Func(
    *(OuterRef(OuterRef(half)) for half in HALVES),
    template="array[%(expressions)s]::varchar(2)[]",
    output_field=ArrayField(CharField(max_length=2)),
)
OF_ROW = {name: OuterRef(OuterRef(name)) for name in ("pupil_id", "school_id")}


def of_its_half(model: type[AttendanceWeek | AttendanceCorrection | AttendanceSum]) -> Q:
    """Of a share, inside a question about weeks, corrections or sums: whether it shows the row.

    A week as its half had it; else only where the other half had none of it, and no system's id at that school: then
    the school sent it of this half.
    """
    sent_of_other = Exists(_ids_of_other())
    if model is not AttendanceWeek:
        return Q(is_half=False) | door.of_its_half(str(model._meta.model_name)) & ~Q(sent_of_other)
    before = WeekBefore.objects.filter(week=OuterRef(OuterRef("week")), **OF_ROW)
    came = Q(Exists(_came("case", OuterRef(OuterRef("case_id")), merge=OuterRef("merge"))))
    as_it_was = before.filter(came & Q(came=NOW) | ~came & Q(there=NOW))
    differs = before.filter(came & ~Q(there=[]) & ~Q(came=NOW) | ~came & ~Q(came=[]) & ~Q(there=NOW))
    return Q(is_half=False) | ~Q(Exists(differs)) & (Q(Exists(as_it_was)) | ~Q(sent_of_other))


def _ids_of_other() -> QuerySet[ExternalId]:
    """The ids that a system of that school has of the child, and that hung on the other record."""
    own, case = OuterRef("pk"), OuterRef(OuterRef("case_id"))
    alone = _came("externalid", own).filter(~Exists(_came("case", OuterRef(case), merge=OuterRef("merge"))))
    other = _came("case", case).filter(~Exists(_came("externalid", OuterRef(own), merge=OuterRef("merge"))))
    return ExternalId.objects.filter(Exists(alone) | Exists(other), **OF_ROW)


def _came(kind: str, key: Any, **more: Any) -> QuerySet[Came]:
    return Came.objects.filter(kind=kind, key=key, parted_at=None, **more)
