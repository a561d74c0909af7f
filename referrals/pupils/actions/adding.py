"""A pupil is added by hand, and a fact about them recorded."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from agencies.acting.doing import Doing, by_token, done, once_only
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.acting.rows import NEW
from agencies.actors import Actor, SeatFacts
from agencies.directory.models import Agency
from agencies.history.actions import Keeping
from agencies.policy import Act
from agencies.schoolday import local_day
from referrals.pupils.models import Enrolment, Identifier, Pupil, PupilFact
from referrals.pupils.states import State


class AlreadyKnown(NotNow):
    """The pupil is on the school's roll already: `record` is theirs."""


ANOTHER = "Find them by name. If this is another child, give their UPN."


@dataclass(frozen=True, slots=True)
class PupilFacts:
    """A pupil as a member of staff gives them; the UPN in normal form, or empty."""

    given_name: str
    family_name: str
    born_on: date
    upn: str = ""
    form: str = ""


@transaction.atomic
@once_only(by_token(Pupil))
def add_pupil(facts: PupilFacts, *, seat: SeatFacts, by: Actor, at: datetime, once: UUID | None = None) -> Pupil:
    """Add a pupil to the roll of the seat's school, with a UPN in normal form or none. One at a time adds one there."""
    leads_to("pupil", NEW, Act.ADD_PUPIL)
    today = local_day(at)
    Agency.objects.select_for_update(no_key=True).get(pk=seat.agency_id)
    if not facts.upn:
        _refuse_alike(facts, seat, today)
    pupil = Pupil.objects.create(
        authority_id=seat.authority_id,
        given_name=facts.given_name,
        family_name=facts.family_name,
        born_on=facts.born_on,
        added_at=at,
        once=once,
    )
    Enrolment.objects.create(pupil=pupil, school_id=seat.agency_id, starts_on=today, form=facts.form)
    told = {"upn_elsewhere": True} if facts.upn and not _give_upn(pupil, facts.upn, seat, today) else {}
    done(Doing(Act.ADD_PUPIL, by, at, "pupil", pupil, facts=told, pupil=pupil))
    return pupil


def _refuse_alike(facts: PupilFacts, seat: SeatFacts, today: date) -> None:
    """`AlreadyKnown` for a name and birthday that stand on the roll: only a number tells two such children apart."""
    here = Enrolment.objects.on(today).filter(school_id=seat.agency_id, pupil_id=OuterRef("pk"))
    known = Pupil.objects.filter(Exists(here)).alike(facts.given_name, facts.family_name, facts.born_on).first()
    if known is not None:
        raise AlreadyKnown(f"{known.name}, born on that day, is on your roll. {ANOTHER}", known)


def _give_upn(pupil: Pupil, upn: str, seat: SeatFacts, today: date) -> bool:
    """The number is the pupil's; False where another pupil of the area has it, which nobody at this school is told.

    `AlreadyKnown` where that one is on this school's own roll.
    """
    given = {"authority_id": pupil.authority_id, "kind": "upn", "value": upn}
    holder = Pupil.objects.filter(Exists(Identifier.objects.filter(pupil=OuterRef("pk"), ends_on=None, **given)))
    here = Enrolment.objects.on(today).filter(school_id=seat.agency_id, pupil_id=OuterRef("pk"))
    if (known := holder.filter(Exists(here)).exclude(pk=pupil.pk).first()) is not None:
        raise AlreadyKnown(f"That UPN belongs to {known.name}, who is on your roll. Find them by name.", known)
    try:
        with transaction.atomic():
            Identifier.objects.create(pupil=pupil, starts_on=today, **given)
    except IntegrityError:
        Identifier.objects.create(pupil=pupil, starts_on=today, is_doubtful=True, **given)
        return False
    return True


@transaction.atomic
def record_pupil_fact(
    pupil: Pupil, *, kind: str, starts_on: date, ends_on: date | None, words: str, by: Actor, at: datetime
) -> PupilFact:
    """Record a plan, care or a social worker from a day on; the same kind and first day again sets its end."""
    leads_to("pupil", State.KNOWN, Act.RECORD_PUPIL_FACT)
    kept = Keeping(Act.RECORD_PUPIL_FACT, by, at)
    facts = {"ends_on": ends_on, "words": words, "recorded_at": at, "recorded_by_id": by.who}
    fact, made = PupilFact.objects.get_or_create(pupil=pupil, kind=kind, starts_on=starts_on, defaults=facts)
    if not made:
        if (fact.ends_on, fact.words) == (ends_on, words):
            raise AlreadyDone(fact)
        kept.change(fact, pupil, **facts)
    told = {"fact": fact.pk, **kept.facts}
    done(Doing(Act.RECORD_PUPIL_FACT, by, at, "pupil", pupil, facts=told, pupil=pupil))
    return fact
