"""Ending a seat and changing a role: access ends with the seat, and what its holder owed is the team's again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from agencies.acting import bounds
from agencies.acting.doing import Doing, StoryLine, acting_seat
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import SERVICE, Actor
from agencies.directory.models import Agency
from agencies.drafts.models import Draft
from agencies.history.actions import Keeping
from agencies.outbox import actions as outbox
from agencies.outbox.models import Delivery
from agencies.outbox.states import Withdrawn
from agencies.people import actions as people
from agencies.people.models import Person, Seat
from agencies.policy import HOLDERS, Act, Role, Standing, may
from agencies.trail import actions as trail
from referrals.cases.actions import needs_lead, touch
from referrals.cases.models import Case
from referrals.cases.states import State as CaseState
from referrals.duties.actions import open_duty
from referrals.duties.models import Duty
from referrals.entries.actions import write
from referrals.given_tasks import actions as given_tasks
from referrals.shares.actions import show_change

HELD = "They have that role already. End this one instead."


@transaction.atomic
def end_seat(seat: Seat, *, by: Actor, at: datetime) -> None:
    """End the seat at this instant; nothing comes back with a later invitation."""
    leads_to("seat", "live", Act.END_SEAT)
    people.lock(seat.agency)
    if Seat.objects.filter(pk=seat.pk, ends_at__lte=at).exists():
        raise NotNow("This seat has ended.")
    kept = Keeping(Act.END_SEAT, by, at)
    people.close_seat(seat, kept)
    handed = hand_on(seat.person, seat.agency, Act.END_SEAT, by=by, at=at)
    _write(Act.END_SEAT, seat, by, at, {**handed, **kept.facts})


@transaction.atomic
def change_role(
    seat: Seat, *, role: Role, by: Actor, at: datetime, agency: Agency | None = None, until: datetime | None = None
) -> Seat:
    """End the seat and begin another, here or in another team; what the new one may not do is handed on."""
    leads_to("seat", "live", Act.CHANGE_ROLE)
    there = agency or seat.agency
    people.check_role(there, role, until)
    for place in sorted({seat.agency, there}, key=lambda one: one.pk):
        people.lock(place)
    new = _begin(seat, there, role, until, at)
    kept = Keeping(Act.CHANGE_ROLE, by, at)
    people.close_seat(seat, kept)
    handed = hand_on(seat.person, seat.agency, Act.CHANGE_ROLE, by=by, at=at)
    told = {**handed, "new_agency": there.reference, "new_seat": new.pk, **kept.facts}
    _write(Act.CHANGE_ROLE, seat, by, at, told)
    return new


def _begin(seat: Seat, agency: Agency, role: Role, until: datetime | None, at: datetime) -> Seat:
    """The new seat; where its holder sits so already, `AlreadyDone` if the old one has ended, else `NotNow`."""
    live = Seat.objects.live(at).filter(person=seat.person)
    there: Seat | None = live.filter(agency=agency, role=role.value).first()
    if there is not None:
        raise NotNow(HELD) if live.filter(pk=seat.pk).exists() else AlreadyDone(there)
    made: Seat = Seat.objects.create(person=seat.person, agency=agency, role=role.value, starts_at=at, ends_at=until)
    return made


def hand_on(person: Person, agency: Agency, act: Act, *, by: Actor, at: datetime) -> dict[str, int]:
    """Give back to the agency what the person may no longer do there; the number of duties and of cases.

    With their last seat in an authority go also its letters that wait for them, read or sent by nobody, and what they
    were typing.
    """
    roles = [Role(role) for role in person.seats.live(at).filter(agency=agency).values_list("role", flat=True)]
    lost = beyond(person, agency, roles)
    given_tasks.hand_back(person, lost)
    duties = Duty.objects.filter(pk__in=lost).update(person=None)
    cases = 0 if may_lead(roles) else _hand_on_cases(person, agency, act, by, at)
    if not person.seats.live(at).filter(agency__authority_id=agency.authority_id).exists():
        theirs = Delivery.objects.filter(person=person, authority_id=agency.authority_id)
        for deliveries in (theirs.filter(state="waiting"), theirs.dead(), theirs.unread()):
            outbox.withdraw(deliveries, Withdrawn.LEFT)
        Draft.objects.filter(person=person, authority_id=agency.authority_id).delete()
    return {"duties": duties, "cases": cases}


@transaction.atomic
def hand_on_lapsed_seats(at: datetime) -> int:
    """Do for seats that ended by their dates what `end_seat` does; the number of seats with something in hand.

    No act ends such a seat, so nobody's act hands on: a case would keep a lead who can't open it.
    """
    lapsed = Seat.objects.filter(ends_at__lte=at).select_related("person", "agency")
    handed_on = 0
    for authority in lapsed.order_by().values_list("agency__authority_id", flat=True).distinct():
        with bounds.within([authority]):
            handed_on += _hand_on_lapsed(lapsed.filter(agency__authority_id=authority), at)
    return handed_on


def _hand_on_lapsed(lapsed: QuerySet[Seat], at: datetime) -> int:
    there = {"school_id": OuterRef("agency_id"), "lead_id": OuterRef("person_id")}
    owed = Duty.objects.owed().filter(agency_id=OuterRef("agency_id"), person_id=OuterRef("person_id"))
    handed_on = 0
    for seat in lapsed.filter(Exists(Case.objects.filter(**there)) | Exists(owed)).order_by("pk"):
        handed = hand_on(seat.person, seat.agency, Act.END_SEAT, by=SERVICE, at=at)
        if any(handed.values()):
            _write(Act.END_SEAT, seat, SERVICE, at, {**handed})
            handed_on += 1
    return handed_on


def may_lead(roles: list[Role]) -> bool:
    """Whether somebody with these seats at a school can lead its cases."""
    return not HOLDERS[Standing.NAMED].isdisjoint(roles)


def beyond(person: Person, agency: Agency, roles: list[Role]) -> list[int]:
    """The keys of the duties in the person's hand that none of these seats in the agency may do."""
    own = Duty.objects.owed().filter(person=person, agency=agency)
    return [
        pk
        for pk, act, standing in own.values_list("pk", "act", "standing")
        if not any(may(Act(act), role, Standing(standing)) for role in roles)
    ]


def _hand_on_cases(person: Person, agency: Agency, act: Act, by: Actor, at: datetime) -> int:
    """No case is theirs to lead: closed ones would come back with a reopening, open ones wait for another name."""
    led = Case.objects.filter(lead=person, school=agency).select_related("pupil").order_by("pk")
    cases = list(led.select_for_update(of=("self",)))
    Case.objects.filter(pk__in=[case.pk for case in cases if case.state == CaseState.CLOSED]).update(lead=None)
    for case in cases:
        if case.state != CaseState.CLOSED:
            touch(case, at, lead=None)
            open_duty(Doing(act, by, at, "case", case, case=case, pupil=case.pupil), needs_lead(case))
            if by.person_id is not None:
                title, text = f"{person.name} leads no longer", "Somebody else is to be named."
                write(case, by, at, StoryLine(title, text, agency.pk))
            show_change(case, at, is_of_lead=True)
    return len(cases)


def _write(act: Act, seat: Seat, by: Actor, at: datetime, facts: dict[str, Any]) -> None:
    told = {"agency": seat.agency.reference, "seat": seat.pk, **facts}
    used = acting_seat(by, act, seat) if by.seats else None
    trail.write(act, by=by, at=at, on=("person", seat.person.reference), seat=used, facts=told)
