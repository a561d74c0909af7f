"""What is asked before a seat is changed or ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies.people.access import name_of
from agencies.people.models import Seat
from agencies.people.words import ROLE_WORDS
from agencies.policy import Act, Role
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said
from referrals.cases.models import Case
from referrals.duties.models import Duty
from referrals.teams.actions import beyond, may_lead

HEARS_FIRST = (Role.INCLUSION_LEAD, Role.AGENCY_WORKER, Role.COUNCIL_OFFICER)


@dataclass(frozen=True, kw_only=True)
class SeatActPage(Page):
    """One act on a seat: the words of its row, and whose seat it is."""

    template: ClassVar[str] = "referrals/people_act.html"
    seat: Seat
    said: Said
    role: str


@dataclass(frozen=True, kw_only=True)
class EndSeatPage(SeatActPage):
    """A seat's end: the roles that its holder keeps there, and what is handed on."""

    template: ClassVar[str] = "referrals/people_end_seat.html"
    keeps: list[str]
    cases: int
    duties: int
    leaves_nobody: bool
    waits: int


def change_role_page(seat: Seat, form: Form) -> SeatActPage:
    """The page on which somebody is given another role."""
    return SeatActPage(form=form, seat=seat, said=said(Act.CHANGE_ROLE, name=name_of(seat)), role=ROLE_WORDS[seat.role])


def end_seat_page(seat: Seat, at: datetime, form: Form) -> EndSeatPage:
    """What is handed on when this seat ends, and the roles that its holder keeps there, in words."""
    others = Seat.objects.live(at).filter(person_id=seat.person_id, agency_id=seat.agency_id).exclude(pk=seat.pk)
    roles = [Role(role) for role in others.values_list("role", flat=True)]
    led = Case.objects.open().filter(lead_id=seat.person_id, school_id=seat.agency_id)
    role = ROLE_WORDS[seat.role]
    leaves = f"is no longer {role}" if roles else f"leaves {seat.agency.name}"
    return EndSeatPage(
        form=form,
        seat=seat,
        said=said(Act.END_SEAT, name=name_of(seat), leaves=leaves),
        role=role,
        keeps=[ROLE_WORDS[role] for role in roles],
        cases=0 if may_lead(roles) else led.count(),
        duties=len(beyond(seat.person, seat.agency, roles)),
        leaves_nobody=_leaves_nobody(seat, at),
        waits=Duty.objects.owed().filter(agency_id=seat.agency_id).count(),
    )


def _leaves_nobody(seat: Seat, at: datetime) -> bool:
    """Whether nobody would be there any more in a role that hears of what is owed."""
    if seat.role not in HEARS_FIRST:
        return False
    same = Seat.objects.live(at).filter(agency_id=seat.agency_id, role=seat.role, person__is_active=True)
    return not same.exclude(pk=seat.pk).exists()
