"""What a draft must still say before it can be sent, until when and which school may disagree, and who answers."""

from dataclasses import dataclass
from datetime import date, datetime

from agencies.calendar.facts import bank_holidays
from agencies.people.models import Seat
from agencies.policy import Role
from agencies.schoolday import WorkingCalendar, local_day
from agencies.settings.lines import NEED
from agencies.settings.own import lines_set
from referrals.duties.facts import within_words
from referrals.pupils.models import Enrolment
from referrals.referrals.models import Referral
from referrals.referrals.states import DECIDE, DECIDE_TODAY, Urgency

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


@dataclass(frozen=True, slots=True)
class Need:
    """One level of need on a council's own ladder, and what it stands for in national reports."""

    code: str
    words: str
    means: str


def levels_of_need(authority_id: int, on: date) -> dict[str, Need]:
    """The council's ladder by code, in its order: its own setting where one has begun, else the usual four."""
    return {code: Need(code, words, means) for code, words, means in lines_set(authority_id, NEED, on)}


def decided_within(authority_id: int, at: datetime) -> dict[str, str]:
    """How long the council has to decide, by the urgency."""
    found = within_words((DECIDE.rule, DECIDE_TODAY.rule), authority_id, at)
    return dict(zip((Urgency.ROUTINE.value, Urgency.URGENT.value), found, strict=True))


def still_missing(referral: Referral) -> list[str]:
    """What a draft must still say before it can be sent, in words."""
    needed = {
        "hopes": "what you hope for",
        "worries": "what worries you",
        "family_told": "what the family was told",
        "need": "the level of need",
        "basis": "on which basis you refer",
    }
    return [words for name, words in needed.items() if not getattr(referral, name)]


def disagrees_until(referral: Referral) -> date:
    """The last day on which the school may disagree with the decision."""
    if referral.decided_at is None:
        raise ValueError("Nothing was decided.")
    return WorkingCalendar(bank_holidays()).add_working_days(local_day(referral.decided_at), DISAGREES_FOR)
