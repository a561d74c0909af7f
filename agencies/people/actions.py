"""What is done with people, their seats and their sessions."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F

from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import Actor, SeatFacts
from agencies.directory.models import Agency
from agencies.history.actions import Keeping
from agencies.outbox import actions as outbox
from agencies.outbox.states import MailKind
from agencies.people.facts import has_come, was_just_invited
from agencies.people.models import Person, Seat, Session
from agencies.people.words import likeness
from agencies.policy import DATED, LEADERS, ROLE_KINDS, ROLES, Act, Kind, Role
from agencies.trail import actions as trail

OWN_SEAT = "Nobody gives, changes or ends a seat of their own. Ask somebody else who leads."
SAME_NAME = "A colleague at {} has that name. Add what tells you apart, like a middle name or an initial."
SEAT_ENDED = "This seat has ended."
HAS_COME = "They have signed in since: no invitation is needed."


class CannotInvite(Exception):
    """The invitation does not fit: the words say why."""


@transaction.atomic
def invite_person(
    *, email: str, name: str, agency: Agency, role: Role, by: Actor, at: datetime, until: datetime | None = None
) -> Seat:
    """Give somebody a seat; who is new gets an account without a password, which only the mailed link can set.

    Who has an account keeps its name: what was typed changes nothing of theirs, and the answer does not tell.
    """
    check_role(agency, role, until)
    lock(agency)
    person = _person(email, name)
    if person.pk == by.person_id:
        raise CannotInvite(OWN_SEAT)
    there: Seat | None = person.seats.live(at).filter(agency=agency, role=role.value).first()
    if there is not None:
        raise AlreadyDone(there)
    seat = Seat.objects.create(person=person, agency=agency, role=role.value, starts_at=at, ends_at=until)
    address = EmailAddress(user=person, email=person.email, verified=True, primary=True)
    EmailAddress.objects.bulk_create([address], ignore_conflicts=True)
    _invite(Act.INVITE_PERSON, seat, by, at)
    return seat


@transaction.atomic
def renew_invitation(seat: Seat, *, by: Actor, at: datetime) -> None:
    """Send the invitation again, with a link of its own; a second click within ten minutes sends nothing."""
    lock(seat.agency)
    if has_come(seat):
        raise NotNow(HAS_COME)
    if was_just_invited(seat, at):
        raise AlreadyDone(seat)
    _invite(Act.RENEW_INVITATION, seat, by, at)


def _invite(act: Act, seat: Seat, by: Actor, at: datetime) -> None:
    """Post the mail and write the line: a link is made when the mail is sent."""
    used, agency = _seat(by, seat.agency), seat.agency
    host = f"{by.name} ({used.agency_name})" if used else agency.authority.name
    outbox.post_account_mail(seat.person_id, MailKind.INVITATION, at=at, seat_id=seat.pk, invited_by=host)
    facts = {"agency": agency.reference, "seat": seat.pk}
    trail.write(act, by=by, at=at, on=("person", seat.person.reference), seat=used, facts=facts)


def _person(email: str, name: str) -> Person:
    """Who has this address, or somebody new: the same statements for both, so that no clock tells which.

    Of two who add somebody at once the second waits in the first statement, and finds them in the second.
    """
    new = Person(email=Person.objects.normalize_email(email).lower(), name=name)
    new.set_unusable_password()
    Person.objects.bulk_create([new], ignore_conflicts=True)
    return Person.objects.get(email=new.email)


def ask_for_reset(email: str, *, at: datetime) -> None:
    """Post the mail with which a password is chosen; for an address that nobody has, one to nobody."""
    person_id = Person.objects.filter(email=email.lower(), is_active=True).values_list("pk", flat=True).first()
    outbox.post_account_mail(person_id, MailKind.PASSWORD_RESET, at=at)


def check_role(agency: Agency, role: Role, until: datetime | None) -> None:
    """Raise `CannotInvite` where the agency has no seat for the role, or a seat that is given until a day has none."""
    if Kind(agency.kind) not in ROLE_KINDS[role] or not role.is_persons:
        raise CannotInvite(f"{agency.name} has no seat for that role.")
    if role in DATED and until is None:
        raise CannotInvite("Say until which day: who acts for a head does so for a time.")


def lock(agency: Agency) -> None:
    """Let one at a time change who sits in the agency."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)


@transaction.atomic
def mend_profile(
    person: Person, *, name: str, job: str, phone: str, holds_urgent_mail: bool, by: Actor, at: datetime
) -> None:
    """Change what one says of oneself; a changed name is kept beside the old one, for those who lead one's agencies.

    `NotNow` for a name that a colleague has, or one that looks the same.
    """
    new = {"name": name, "job": job, "phone": phone, "holds_urgent_mail": holds_urgent_mail}
    changed = {field: value for field, value in new.items() if getattr(person, field) != value}
    if not changed:
        return
    facts = {"fields": sorted(changed), "name": name, "name_before": person.name}
    kept = Keeping(Act.MEND_PROFILE, by, at)
    if "name" in changed:
        kept.change(Person.objects.get(pk=person.pk), *_where_name_is_free(person, name, at), name=changed.pop("name"))
    if changed:
        Person.objects.filter(pk=person.pk).update(**changed)
    trail.write(Act.MEND_PROFILE, by=by, at=at, on=("person", person.reference), facts={**facts, **kept.facts})


def _where_name_is_free(person: Person, name: str, at: datetime) -> list[Agency]:
    """The agencies where the person sits, in none of which a colleague has this name or one that looks the same.

    Locked, so that of two who take one name at once the second is refused.
    """
    own = person.seats.live(at).values("agency_id")
    there = list(Agency.objects.filter(pk__in=own).order_by("pk").select_for_update(no_key=True))
    seats = Seat.objects.live(at).filter(agency__in=there).exclude(person=person).select_related("person", "agency")
    for seat in seats:
        if likeness(seat.person.name) == likeness(name):
            raise NotNow(SAME_NAME.format(seat.agency.name))
    return there


@transaction.atomic
def end_session(session: Session, *, by: Actor, at: datetime) -> None:
    """End one session of one's own: whoever holds that device has to sign in."""
    session.delete()
    on = ("person", Person.objects.values_list("reference", flat=True).get(pk=by.who))
    trail.write(Act.END_SESSION, by=by, at=at, on=on, facts={"device": session.device})


@transaction.atomic
def sign_out_everywhere(person: Person, *, by: Actor, at: datetime) -> None:
    """End every session of the person at once, this one too."""
    close_sessions(person)
    trail.write(Act.SIGN_OUT_EVERYWHERE, by=by, at=at, on=("person", person.reference))


@transaction.atomic
def end_sessions(person: Person, *, by: Actor, at: datetime) -> None:
    """End every session of somebody of one's team, for instance when their laptop is lost."""
    close_sessions(person)
    trail.write(Act.END_SESSIONS, by=by, at=at, on=("person", person.reference))


@transaction.atomic
def resend_mail(person: Person, *, by: Actor, at: datetime) -> None:
    """Send again what could not be mailed to somebody; what they may not hear of any more stays away."""
    letters = outbox.send_again(person.pk, at)
    if not letters:
        raise AlreadyDone(person)
    trail.write(Act.RESEND_MAIL, by=by, at=at, on=("person", person.reference), facts={"letters": letters})


@transaction.atomic
def forget_factors(person: Person, *, why: str, by: Actor, at: datetime) -> None:
    """Forget every second factor of somebody who has lost them all, and end their sessions: the operator's act."""
    Authenticator.objects.filter(user=person).delete()
    close_sessions(person)
    outbox.post_account_mail(person.pk, MailKind.FACTOR_REMOVED, at=at)
    trail.write(Act.FORGET_FACTORS, by=by, at=at, on=("person", person.reference), why=why)


def close_sessions(person: Person) -> None:
    """End every session of the person; the epoch ends also one that is being opened at this moment."""
    Person.objects.filter(pk=person.pk).update(sessions_epoch=F("sessions_epoch") + 1)
    Session.objects.filter(person=person).delete()


def close_seat(seat: Seat, kept: Keeping) -> None:
    """End the seat's dates and its holder's sessions; the acts that do it a floor up hand the work on.

    Raises `NotNow` where it has ended, for a seat of one's own and for the agency's last leader.
    """
    if seat.person_id == kept.by.person_id:
        raise NotNow(OWN_SEAT)
    if not Seat.objects.live(kept.at).filter(pk=seat.pk).select_for_update(of=("self",), no_key=True):
        raise NotNow(SEAT_ENDED)
    kept.change(seat, seat.agency, ends_at=max(kept.at, seat.starts_at))
    leads = Seat.objects.live(kept.at).filter(agency_id=seat.agency_id, role__in=[role.value for role in LEADERS])
    if seat.role in LEADERS and not leads.exists():
        raise NotNow(f"Nobody else leads {seat.agency.name}. Invite who follows first.")
    close_sessions(seat.person)


def _seat(by: Actor, agency: Agency) -> SeatFacts | None:
    """The seat that does it: in the agency where there is one, else the first that may."""
    return by.seat_at(agency.pk) or next(iter(by.seats_of(ROLES[Act.INVITE_PERSON])), None)
