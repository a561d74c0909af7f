"""What a draft must still say before it can be sent, until when and which school may disagree, and who answers."""

from datetime import date, datetime

from agencies.calendar.facts import bank_holidays
from agencies.people.models import Seat
from agencies.policy import Role
from agencies.schoolday import WorkingCalendar, local_day
from referrals.pupils.models import Enrolment
from referrals.referrals.models import Referral

DISAGREES_FOR = 10
"""Working days after the decision; the council's protocol for referrals."""


def has_manager(referral: Referral, at: datetime) -> bool:
    """Whether somebody of the council who may answer a school that disagrees has a seat."""
    managers = Seat.objects.live(at).filter(role=Role.COUNCIL_MANAGER.value, person__is_active=True)
    return bool(managers.filter(agency__authority_id=referral.authority_id).exists())


def came_since(referral: Referral) -> bool:
    """Whether the pupil came to the case's school after the decision, which another school was told of."""
    if referral.decided_at is None:
        return False
    here = Enrolment.objects.filter(pupil_id=referral.case.pupil_id, school_id=referral.case.school_id)
    first = here.order_by("starts_on").values_list("starts_on", flat=True).first()
    return first is not None and first > local_day(referral.decided_at)


def still_missing(referral: Referral) -> list[str]:
    """What a draft must still say before it can be sent, in words."""
    needed = {"hopes": "what you hope for", "worries": "what worries you", "family_told": "what the family was told"}
    return [words for name, words in needed.items() if not getattr(referral, name)]


def disagrees_until(referral: Referral) -> date:
    """The last day on which the school may disagree with the decision."""
    if referral.decided_at is None:
        raise ValueError("Nothing was decided.")
    return WorkingCalendar(bank_holidays()).add_working_days(local_day(referral.decided_at), DISAGREES_FOR)
