"""Two records of one child become one: what hung on the new school's hangs on the one that was there before."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, JSONField, OuterRef, TextField, Value
from django.db.models.functions import Cast, Replace

from agencies.acting.doing import Owed, done, transition
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.drafts.models import Draft
from agencies.history.actions import Keeping, hand_over
from agencies.policy import Act
from agencies.schoolday import local_day
from referrals.arrivals.actions.steps import doing_on, lock_both
from referrals.arrivals.facts import has_place, last_place
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import SEND, State
from referrals.duties.models import Duty
from referrals.pupils.models import Enrolment, ExternalId, Identifier, Pupil, PupilFact

GONE = (
    "The new school has no place for the child any more, or one of the records was joined to another since. So there "
    "is nothing to join."
)
NAMES = ("given_name", "family_name", "known_as", "born_on")
KEPT: tuple[Any, ...] = (Enrolment, ExternalId, Identifier, PupilFact)


@transaction.atomic
def join_records(arrival: Arrival, *, by: Actor, at: datetime) -> None:
    """Join them, by what the two schools or the council have said. Each noun moves what is its own.

    The names are those of the school where the child is now; the old school's stay in the history. IntegrityError or
    NotNow where both have what one record can't: an open main place each, an open case of one school each, a session.
    NotNow too where the new school has the child no more.
    """
    pupil, known = lock_both(arrival)
    place = last_place(known, arrival.school_id)
    if place is None or not has_place(pupil, arrival.school_id, local_day(at)):
        raise NotNow(GONE)
    when = {"joined_at": at, "known_school_id": place.school_id, "left_on": place.ends_on}
    transition(arrival, "arrival", Act.JOIN_RECORDS, State.JOINED, **when)
    kept = Keeping(Act.JOIN_RECORDS, by, at)
    told = {"of": pupil.reference, "into": known.reference, "came": _ids(pupil), "had": _ids(known)}
    _move_numbers(pupil, known, at, kept)
    _move_rest(pupil, known)
    names = {name: said for name in NAMES if (said := getattr(pupil, name))}
    kept.change(known, known, **names, former_names=known.former_names_with(pupil))
    owes = tuple(Owed(one, place.school_id, from_on=place.ends_on) for one in SEND.values()) if place.ends_on else ()
    facts = {**told, **kept.facts}
    done(doing_on(arrival, Act.JOIN_RECORDS, by, at, facts=facts, owes=owes, is_counted=True))


def _ids(pupil: Pupil) -> dict[str, list[int]]:
    """What the record has: the trail says what came and what was there, so that a parting knows it."""
    ids = {one._meta.model_name: list(one.objects.filter(pupil=pupil).values_list("pk", flat=True)) for one in KEPT}
    return {**ids, "arrival": list(Arrival.objects.filter(known=pupil).values_list("pk", flat=True))}


def _move_numbers(pupil: Pupil, known: Pupil, at: datetime, kept: Keeping) -> None:
    """The UPN is what the new school has; another one that the record had ends. An id of before is given up."""
    today = local_day(at)
    own = Identifier.objects.filter(pupil=known, kind=OuterRef("kind"), value=OuterRef("value"))
    Identifier.objects.filter(Exists(own), pupil=pupil).delete()
    new = Identifier.objects.filter(pupil=pupil, kind="upn", ends_on=None, is_doubtful=False)
    if new.exists():
        for former in Identifier.objects.filter(pupil=known, kind="upn", ends_on=None):
            kept.change(former, known, ends_on=today)
    hand_over(Identifier.objects.filter(pupil=pupil), pupil=known)
    links = ExternalId.objects.filter(pupil=pupil)
    ExternalId.objects.filter(pupil=known, system__in=links.values("system")).delete()
    for link in links.filter(is_upn_elsewhere=True):
        kept.change(link, known, is_upn_elsewhere=False)
    hand_over(links, pupil=known)


def _move_rest(pupil: Pupil, known: Pupil) -> None:
    hand_over(Enrolment.objects.filter(pupil=pupil), pupil=known)
    there = PupilFact.objects.filter(pupil=known, kind=OuterRef("kind"), starts_on=OuterRef("starts_on"))
    hand_over(PupilFact.objects.filter(~Exists(there), pupil=pupil), pupil=known)
    Duty.objects.filter(pupil=pupil).update(pupil=known)
    Arrival.objects.filter(known=pupil).exclude(pupil=known).update(known=known)
    if pupil.once is not None:  # the form that added them, sent again, finds them
        hand_over(Pupil.objects.filter(pk=pupil.pk), once=None)
        hand_over(Pupil.objects.filter(pk=known.pk), once=pupil.once)
    _move_drafts(pupil, known)


def _move_drafts(pupil: Pupil, known: Pupil) -> None:
    """What somebody is typing about the child is about the one record."""
    Draft.objects.filter(pupil_id=pupil.pk).update(pupil_id=known.pk)
    text = Replace(Cast("typed", TextField()), Value(pupil.reference), Value(known.reference))
    waiting = Draft.objects.filter(authority_id=pupil.authority_id, typed__pupil=[pupil.reference])
    waiting.update(typed=Cast(text, JSONField()))
