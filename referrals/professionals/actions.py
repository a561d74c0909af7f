"""A professional around a child is added, changed and ended; each old value is kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from agencies.acting.doing import FIRST, Doing, by_token, done, follows, once_only
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.acting.rows import NEW
from agencies.actors import Actor, SeatFacts
from agencies.history.actions import Keeping, hand_over
from agencies.policy import Act
from agencies.schoolday import local_day
from referrals.professionals.models import Professional
from referrals.professionals.states import State
from referrals.pupils.models import Pupil

KNOWN = ("name", "job", "organisation", "phone", "email", "from_on", "until_on")
"""What is known of them."""
THERE = "{} is recorded for this child as {} already. Change what stands there."


@transaction.atomic
@once_only(by_token(Professional))
def add_professional(
    pupil: Pupil, facts: Mapping[str, Any], *, seat: SeatFacts, by: Actor, at: datetime, once: UUID | None = None
) -> Professional:
    """Add who works with the child, as the seat's school knows them."""
    leads_to("professional", NEW, Act.ADD_PROFESSIONAL)
    Pupil.objects.select_for_update(no_key=True).get(pk=pupil.pk)
    there = Professional.objects.filter(pupil=pupil, school_id=seat.agency_id, state=State.CURRENT.value)
    there = there.exclude(until_on__lt=local_day(at))
    if there.filter(name__iexact=facts["name"], job__iexact=facts["job"]).exists():
        raise NotNow(THERE.format(facts["name"], facts["job"]))
    known = {name: facts[name] for name in KNOWN}
    made = {"pupil": pupil, "school_id": seat.agency_id, "once": once, **known}
    one = Professional.objects.create(**made, added_at=at, added_by_id=by.who)
    done(_doing(Act.ADD_PROFESSIONAL, one, by, at))
    return one


@transaction.atomic
def change_professional(
    one: Professional, facts: Mapping[str, Any], *, by: Actor, at: datetime, version: int | None = None
) -> None:
    """Change what is known of them. `version`: that which the page showed; `NotNow` where it is another by now."""
    _lock(one, Act.CHANGE_PROFESSIONAL)
    if version not in (None, one.version):
        raise NotNow(FIRST)
    kept = Keeping(Act.CHANGE_PROFESSIONAL, by, at)
    if not kept.change(one, one.pupil, **{name: facts[name] for name in KNOWN}):
        raise AlreadyDone(one)
    done(_doing(Act.CHANGE_PROFESSIONAL, one, by, at, **kept.facts))


@transaction.atomic
def end_professional(one: Professional, *, why: str, by: Actor, at: datetime) -> None:
    """They work with the child no more, with a reason."""
    _lock(one, Act.END_PROFESSIONAL)
    kept = Keeping(Act.END_PROFESSIONAL, by, at)
    ended = {"state": State.ENDED.value, "ended_at": at, "ended_by_id": by.who, "ended_why": why}
    kept.change(one, one.pupil, **ended)
    done(_doing(Act.END_PROFESSIONAL, one, by, at, why=why, **kept.facts))


def _lock(one: Professional, act: Act) -> None:
    Professional.objects.select_for_update(no_key=True).get(pk=one.pk)
    one.refresh_from_db()
    leads_to("professional", one.state, act)


def _doing(act: Act, one: Professional, by: Actor, at: datetime, *, why: str = "", **facts: Any) -> Doing:
    return Doing(act, by, at, "professional", one, why=why, facts=facts, pupil=one.pupil)


@follows(Act.PART_RECORDS)
def part_professionals(doing: Doing) -> None:
    """Whom the new school wrote down goes with its own record again."""
    own = Professional.objects.filter(pupil=doing.pupil, school=doing.record.school_id)
    hand_over(own, pupil=doing.record.pupil_id)


@follows(Act.JOIN_RECORDS)
def join_professionals(doing: Doing) -> None:
    """Whom the new school wrote down goes with the child into the one record."""
    hand_over(Professional.objects.filter(pupil=doing.record.pupil_id), pupil=doing.pupil)
