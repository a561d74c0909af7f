"""What falls due in the storm: each is another school's, so it is one letter, one line and one mail to one person."""

import copy
from datetime import datetime, timedelta

from django.db import transaction

from agencies.outbox.models import Delivery, Letter
from agencies.people.models import Person
from agencies.policy import Kind, Role
from agencies.references import new_reference
from referrals.duties.models import Duty, DutyStep
from tests import stories
from tests.people import make_agencies, make_cast, make_people, set_clock


@transaction.atomic
def fall_due(count: int, begins: datetime, seconds: int) -> None:
    """So many duties, the hour of each another one between `begins` and its end."""
    set_clock(begins)
    cast = make_cast()
    stories.concern(cast, at=begins - timedelta(days=1))
    model = Duty.objects.get()
    Letter.objects.all().delete()
    schools = make_agencies([(cast.wexmoor, Kind.SCHOOL, f"School {n}") for n in range(count)])
    make_people({f"lead{n}": (f"Lead {n}", school, Role.INCLUSION_LEAD) for n, school in enumerate(schools)})
    duties = []
    for school in schools:
        duty = copy.copy(model)
        duty.pk, duty._state.adding, duty.agency = None, True, school
        duty.reference, duty.subject_ref = new_reference(), new_reference()
        duties.append(duty)
    Duty.objects.filter(pk=model.pk).delete()
    made = Duty.objects.bulk_create(duties)
    DutyStep.objects.bulk_create(
        DutyStep(duty=duty, name="due", tells="owner", at=begins + timedelta(seconds=n * seconds / count))
        for n, duty in enumerate(made)
    )


def waiting(count: int) -> int:
    """How many of the mails have not been recorded as sent."""
    return count - Delivery.objects.filter(channel="email", state="sent").count()


def expected() -> set[str]:
    """The addresses of all who are to hear."""
    return set(Person.objects.filter(email__startswith="lead").values_list("email", flat=True))


def due_at() -> dict[str, datetime]:
    """When each duty fell due, by its reference."""
    return dict(DutyStep.objects.values_list("duty__reference", "at"))
