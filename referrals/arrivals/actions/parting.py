"""What was joined by mistake is parted, and what was said to be two children is looked at again."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from agencies.acting.doing import Owed, done, transition
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.history.actions import Keeping, hand_over
from agencies.history.facts import as_value
from agencies.policy import Act
from agencies.schoolday import local_day
from referrals.arrivals.actions.joining import NAMES
from referrals.arrivals.actions.steps import doing_on
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import SEND, SETTLE, State
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from referrals.pupils.models import Enrolment, ExternalId, FieldChange, Identifier, Pupil, PupilFact

NO_PLACE = "The new school has no place on this record any more, so there is nothing to part."
ANOTHER = "It is asked already whether this child is another one on record. Settle that first."
FELL = "The records were parted: they are two children."


@transaction.atomic
def part_records(arrival: Arrival, *, why: str, by: Actor, at: datetime) -> None:
    """Give what is the new school's own a record of its own again; the other has its names of before the joining.

    Each noun moves what is its own. Histories stay where they are: the trail's proof is of them.
    """
    pupil, known = Pupil.objects.get(pk=arrival.pupil_id), arrival.known
    list(Pupil.objects.filter(pk__in=[pupil.pk, known.pk]).order_by("pk").select_for_update(no_key=True))
    places = Enrolment.objects.filter(pupil=known, school=arrival.school_id)
    places = places.filter(Q(ends_on=None) | Q(ends_on__gte=local_day(arrival.joined_at or at)))
    if not places.exists():
        raise NotNow(NO_PLACE)
    transition(arrival, "arrival", Act.PART_RECORDS, State.PARTED, parted_at=at, parted_by_id=by.who, parted_why=why)
    kept = Keeping(Act.PART_RECORDS, by, at)
    hand_over(places, pupil=pupil)
    hand_over(ExternalId.objects.filter(pupil=known, school=arrival.school_id), pupil=pupil)
    theirs = PupilFact.objects.filter(pupil=known, recorded_by__seats__agency=arrival.school_id)
    hand_over(PupilFact.objects.filter(pk__in=theirs.values("pk")), pupil=pupil)
    _part_numbers(arrival, pupil, known, kept)
    _part_names(arrival, pupil, known, kept)
    own = Q(agency=arrival.school_id) | Q(school=arrival.school_id) | Q(case__school=arrival.school_id)
    Duty.objects.filter(own, pupil=known).exclude(subject_kind="arrival").update(pupil=pupil)
    doing = doing_on(arrival, Act.PART_RECORDS, by, at, why=why, facts={"of": pupil.reference, **kept.facts})
    sending = Duty.objects.owed().filter(subject_kind="arrival", subject_ref=arrival.reference)
    duties.void(doing, list(sending.filter(rule__in=[one.rule for one in SEND.values()])), FELL)
    done(doing)


def _joining(arrival: Arrival, kind: str) -> dict[tuple[int, str], FieldChange]:
    """What the joining changed of the record that was there, by key and field."""
    of = {"pupil": arrival.known_id, "act": Act.JOIN_RECORDS.value, "at": arrival.joined_at, "kind": kind}
    return {(one.key, one.field): one for one in FieldChange.objects.filter(**of)}


def _part_numbers(arrival: Arrival, pupil: Pupil, known: Pupil, kept: Keeping) -> None:
    """A UPN that ended by the joining is theirs again, and the one that came in its place goes with the new school."""
    ended = {key for key, field in _joining(arrival, "identifier") if field == "ends_on"}
    if not ended:
        return
    came = Identifier.objects.filter(pupil=known, kind="upn", ends_on=None, is_doubtful=False)
    hand_over(came, pupil=pupil)
    for former in Identifier.objects.filter(pk__in=ended, pupil=known).exclude(ends_on=None):
        kept.change(former, known, ends_on=None)


def _part_names(arrival: Arrival, pupil: Pupil, known: Pupil, kept: Keeping) -> None:
    """The new school's words of today go with its record; the other has those that it had."""
    before = _joining(arrival, "pupil")
    kept.change(pupil, pupil, **{name: getattr(known, name) for name in NAMES})
    was = {field: as_value(known, field, one.old) for (_, field), one in before.items() if field in NAMES}
    if was:
        kept.change(known, known, **was)


@transaction.atomic
def look_again(arrival: Arrival, *, why: str, by: Actor, at: datetime) -> None:
    """Open again whether they are one child: that they are two was a mistake, or may be."""
    blank = {"outcome": "", "settled_why": "", "settled_at": None, "settled_by_id": None}
    try:
        with transaction.atomic():
            transition(arrival, "arrival", Act.LOOK_AGAIN, State.WITH_COUNCIL, **blank)
    except IntegrityError as waits:
        raise NotNow(ANOTHER) from waits
    team = Agency.objects.filter(authority_id=arrival.authority_id, kind="council", closed_at=None).order_by("id")
    owes = tuple(Owed(SETTLE, pk, unless_owed=True) for pk in team.values_list("pk", flat=True)[:1])
    done(doing_on(arrival, Act.LOOK_AGAIN, by, at, why=why, owes=owes))
