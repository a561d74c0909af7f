"""What was joined by mistake is parted, and what was said to be two children is looked at again."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import JSONField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Replace

from agencies.acting.doing import Owed, done, transition
from agencies.acting.lives import leads_to
from agencies.acting.nouns import BY_KIND, ITSELF
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.drafts.models import Draft
from agencies.history.actions import Keeping, hand_over
from agencies.policy import Act
from agencies.schoolday import local_day
from referrals.arrivals.actions.joining import GONE
from referrals.arrivals.actions.steps import doing_on, lock_both
from referrals.arrivals.actions.whose import Joined, joining_of
from referrals.arrivals.facts import has_place, last_place
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import SEND, SETTLE, Found, State
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from referrals.pupils.models import Enrolment, ExternalId, Identifier, Pupil, PupilFact

NO_PLACE = "The new school has no place on this record any more, so there is nothing to part."
ANOTHER = "It is asked already whether this child is another one on record. Settle that first."
FELL = "The records were parted: they are two children."


@transaction.atomic
def part_records(arrival: Arrival, *, why: str, by: Actor, at: datetime) -> None:
    """Give what is the new school's own a record of its own again; the other child has what was there before.

    Each noun moves what is its own, and then go the duties and drafts about it. Histories stay where they are: the
    trail's proof is of them. NotNow where it can't be told what is whose.
    """
    pupil, known = lock_both(arrival)
    leads_to("arrival", arrival.state, Act.PART_RECORDS)
    joined = joining_of(arrival)
    places = joined.came_or(Enrolment, Q(school=arrival.school_id))
    on = local_day(arrival.joined_at or at)
    if not places.filter(Q(ends_on=None) | Q(ends_on__gte=on), school=arrival.school_id).exists():
        raise NotNow(NO_PLACE)
    transition(arrival, "arrival", Act.PART_RECORDS, State.PARTED, parted_at=at, parted_by_id=by.who, parted_why=why)
    kept = Keeping(Act.PART_RECORDS, by, at)
    own, others = joined.former_names(pupil, known)
    kept.change(pupil, pupil, **{**joined.said_since(known), "former_names": own})
    kept.change(known, known, **{**joined.as_before(known), "former_names": others})
    _part_numbers(joined, pupil, known, kept)
    _part_facts(joined, pupil, known, kept)
    hand_over(places, pupil=pupil)
    Arrival.objects.filter(pk__in=joined.came["arrival"], known=known).update(known=pupil)
    _part_token(pupil, known)
    doing = doing_on(arrival, Act.PART_RECORDS, by, at, why=why, facts={"of": pupil.reference, **kept.facts})
    sending = Duty.objects.owed().filter(subject_kind="arrival", subject_ref=arrival.reference)
    duties.void(doing, list(sending.filter(rule__in=[one.rule for one in SEND.values()])), FELL)
    done(doing)
    _part_duties(pupil, known)
    _part_drafts(joined, pupil, known, at)


def _part_numbers(joined: Joined, pupil: Pupil, known: Pupil, kept: Keeping) -> None:
    """What came with the new school's record, or was given since and is not the other's, goes; what was there stays.

    A number that was there and ended since is the other child's again, unless somebody else has it by now.
    """
    school = joined.arrival.school_id
    sent = ExternalId.objects.filter(pupil=known).exclude(school=school).exclude(pk__in=joined.came["externalid"])
    theirs = ~Q(value__in=sent.exclude(upn="").values("upn"))
    if joined.came_or(Identifier, theirs).exclude(pk__in=joined.came["identifier"]).exists() and joined.is_on_roll():
        theirs &= Q(value__in=ExternalId.objects.filter(pupil=known, school=school).values("upn"))
    hand_over(joined.came_or(Identifier, theirs), pupil=pupil)
    for former in Identifier.objects.filter(pupil=known, pk__in=joined.had["identifier"]):
        was = joined.as_before(former)
        same = Identifier.objects.filter(authority_id=known.authority_id, kind=former.kind, value=former.value)
        is_taken = same.filter(ends_on=None, is_doubtful=False).exclude(pk=former.pk).exists()
        if was and not (is_taken and was.get("ends_on", former.ends_on) is None):
            kept.change(former, known, **was)
    hand_over(joined.came_or(ExternalId, Q(school=school)), pupil=pupil)
    for link in ExternalId.objects.filter(pupil=pupil).exclude(upn=""):
        others = Identifier.objects.filter(authority_id=pupil.authority_id, kind="upn", value=link.upn, ends_on=None)
        is_elsewhere = others.filter(is_doubtful=False).exclude(pupil=pupil).exists()
        kept.change(link, pupil, is_upn_elsewhere=is_elsewhere)


def _part_facts(joined: Joined, pupil: Pupil, known: Pupil, kept: Keeping) -> None:
    """A fact that was there stays as it was; one recorded since goes where its writer sat at the new school alone."""
    for fact in PupilFact.objects.filter(pupil=known, pk__in=joined.had["pupilfact"]):
        if was := joined.as_before(fact):
            kept.change(fact, known, **was)
    since = PupilFact.objects.filter(pupil=known).exclude(pk__in=joined.came["pupilfact"] + joined.had["pupilfact"])
    ours = [one.pk for one in since if joined.is_new_schools(one.recorded_by_id, one.recorded_at)]
    hand_over(joined.came_or(PupilFact, Q(pk__in=ours)), pupil=pupil)


def _part_token(pupil: Pupil, known: Pupil) -> None:
    """The form that added the new school's, sent again, finds its own."""
    once = Pupil.objects.values_list("once", flat=True).get(pk=known.pk)
    hand_over(Pupil.objects.filter(pk=known.pk), once=None)
    hand_over(Pupil.objects.filter(pk=pupil.pk), once=once)


def _about(pupil: Pupil, rows: QuerySet[Any]) -> Q:
    """Which of these duties or drafts are about a record that is this pupil's."""
    found = Q(pk__in=[])
    for kind in rows.order_by().values_list("subject_kind", flat=True).distinct():
        noun = BY_KIND.get(kind)
        if noun is None or not noun.pupil or kind == "arrival":
            continue
        path = "pk" if noun.pupil == ITSELF else noun.pupil
        refs = noun.model._default_manager.filter(**{path: pupil.pk}).values("reference")
        found |= Q(subject_kind=kind, subject_ref__in=refs)
    return found


def _part_duties(pupil: Pupil, known: Pupil) -> None:
    """A duty goes with the case or the record that it is about, whoever owes it."""
    rows = Duty.objects.filter(pupil=known)
    rows.filter(Q(case__pupil=pupil) | _about(pupil, rows)).update(pupil=pupil)


def _part_drafts(joined: Joined, pupil: Pupil, known: Pupil, at: datetime) -> None:
    """What somebody is typing about what went goes with it, and what those at the new school type of the child."""
    rows = Draft.objects.filter(pupil_id=known.pk)
    people = rows.order_by().values_list("person_id", flat=True).distinct()
    theirs = [one for one in people if joined.is_new_schools(one, at)]
    own = Q(person__in=theirs, subject_kind__in=["", "pupil"]) | _about(pupil, rows)
    new = {name: Replace(name, Value(known.reference), Value(pupil.reference)) for name in ("path", "subject_ref")}
    typed = Replace(Cast("typed", TextField()), Value(known.reference), Value(pupil.reference))
    rows.filter(own).update(pupil_id=pupil.pk, typed=Cast(typed, JSONField()), **new)


@transaction.atomic
def look_again(arrival: Arrival, *, why: str, by: Actor, at: datetime) -> None:
    """Open again whether they are one child: that they are two was a mistake, or may be.

    From then on nothing but the council's word joins them: who said *two* once is not overruled by a date.
    """
    school = arrival.school_id
    if not (has_place(arrival.pupil, school, local_day(at)) and last_place(arrival.known, school)):
        raise NotNow(GONE)
    found = Found.UNSURE.value if arrival.found == Found.SURE else arrival.found
    blank = {"outcome": "", "settled_why": "", "settled_at": None, "settled_by_id": None, "found": found}
    try:
        with transaction.atomic():
            transition(arrival, "arrival", Act.LOOK_AGAIN, State.WITH_COUNCIL, **blank)
    except IntegrityError as waits:
        raise NotNow(ANOTHER) from waits
    team = Agency.objects.filter(authority_id=arrival.authority_id, kind="council", closed_at=None).order_by("id")
    owes = tuple(Owed(SETTLE, pk, unless_owed=True) for pk in team.values_list("pk", flat=True)[:1])
    done(doing_on(arrival, Act.LOOK_AGAIN, by, at, why=why, owes=owes))
