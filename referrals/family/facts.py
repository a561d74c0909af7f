"""Which children are linked to which."""

from django.db.models import Q, QuerySet

from referrals.family.models import FamilyLink
from referrals.family.states import State


def of_child(pupil_id: int) -> Q:
    """The links of a child, on whichever side they stand."""
    return Q(one=pupil_id) | Q(other=pupil_id)


def pair(first: int, second: int) -> dict[str, int]:
    """The two as a link has them."""
    one, other = sorted((first, second))
    return {"one_id": one, "other_id": other}


def current(first: int, second: int) -> QuerySet[FamilyLink]:
    """The link of the two that holds: one row, or none."""
    return FamilyLink.objects.filter(state=State.CURRENT.value, **pair(first, second))


def family_of(pupil_id: int) -> QuerySet[FamilyLink]:
    """The links of a child that hold, whoever may see them: to know who is another child."""
    return FamilyLink.objects.filter(of_child(pupil_id), state=State.CURRENT.value)
