"""Who reaches a pupil: the schools on whose roll they are today, and a school's own system by its ids."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple, cast

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import BY_KIND, ITSELF, NO_CASE, Noun
from agencies.acting.prepared import Prepared
from agencies.actors import Actor, Refusal, SeatFacts
from agencies.characters import sought
from agencies.directory.models import Agency
from agencies.machines.access import ids_of
from agencies.policy import STANDINGS, Act, Standing
from agencies.schoolday import local_day, local_instant
from agencies.web.asking import NotFound
from referrals.door import NOTHING, admit, agency_ids, on_roll, within
from referrals.pupils.facts import came_on
from referrals.pupils.models import Enrolment, ExternalId, FieldChange, Identifier, Pupil, PupilFact
from referrals.pupils.states import LIFE
from referrals.pupils.words import FIELDS


def find_pupils(actor: Actor, text: str, at: datetime, limit: int = 10) -> list[Pupil]:
    """Pupils on the roll of the actor's school whose names hold what was typed (two letters or more)."""
    if len(text.strip()) < 2:
        return []
    found = within(Pupil, actor, Act.SEE_PUPIL, at).named(sought(text))  # type: ignore[attr-defined]
    return list(found.order_by("family_name", "given_name", "id")[:limit])


class OnRoll(NamedTuple):
    """A pupil of a roll as a list shows them, with the form and the last day of their newest place there."""

    pk: int
    reference: str
    family_name: str
    given_name: str
    known_as: str
    born_on: date
    form: str
    ends_on: date | None


def roll_of(actor: Actor, school: Agency, today: date) -> list[OnRoll]:
    """Everybody on the roll of a school where the actor sees pupils, each once; nobody of another: one query."""
    if school.pk not in agency_ids(actor.seats_for(Act.SEE_PUPIL, Standing.ON_ROLL)):
        return []
    names = ("pk", "reference", "family_name", "given_name", "known_as", "born_on")
    columns = [*(f"pupil__{name}" for name in names), "form", "ends_on"]
    places = Enrolment.objects.on(today).filter(school=school).order_by("id")
    return list({found[0]: OnRoll(*found) for found in places.values_list(*columns)}.values())


def pupils(actor: Actor, act: Act, at: datetime | None) -> QuerySet[Pupil]:
    """The pupils on the rolls of that day of the schools where the actor may do the act; some by their records."""
    if STANDINGS[act] - ROLLS:
        return _by_records(actor, act)
    schools = agency_ids([*actor.seats_for(act, Standing.ON_ROLL), *actor.seats_for(act, Standing.CONNECTED)])
    if not schools or at is None:
        return cast("QuerySet[Pupil]", Pupil.objects.none())
    authorities = {seat.authority_id for seat in actor.seats}
    roll = Enrolment.objects.on(local_day(at)).filter(school_id__in=schools, pupil_id=OuterRef("pk"))
    return cast("QuerySet[Pupil]", Pupil.objects.filter(Exists(roll), authority_id__in=authorities))


ROLLS = {Standing.ON_ROLL, Standing.CONNECTED}


def _by_records(actor: Actor, act: Act) -> QuerySet[Pupil]:
    """Those on today's rolls, and those of the records through which the actor stands so to the child."""
    schools = actor.seats_for(act, Standing.ON_ROLL)
    allowed = (
        on_roll(schools, "pk") & Q(authority_id__in={seat.authority_id for seat in schools}) if schools else NOTHING
    )
    for noun in BY_KIND.values():
        if noun.opens_child:
            there = noun.within(actor, act, None).filter(**{noun.pupil: OuterRef("pk")})
            allowed |= Q(Exists(there))
    return cast("QuerySet[Pupil]", Pupil.objects.filter(allowed))


def opens_child(actor: Actor, pupil_id: int) -> QuerySet[Any]:
    """A row where the actor may open the page of this pupil."""
    return within(Pupil, actor, Act.SEE_CHILD).filter(pk=pupil_id).values_list("pk")


def child_url(actor: Actor, pupil: Pupil) -> str:
    """Where the pupil's page is, for who may open it; else nothing."""
    return url_of(pupil, _opens(actor, pupil.pk)[0])


def url_of(pupil: Pupil, opens: Iterable[Any]) -> str:
    """The same, where those rows were read with more."""
    return reverse("see_child", args=[pupil.reference]) if any(opens) else ""


@Prepared
def _opens(actor: Actor, pupil_id: int) -> list[QuerySet[Any]]:
    return [opens_child(actor, pupil_id)]


NOUN = Noun("pupil", Pupil, Act.SEE_PUPIL, pupils, NO_CASE, LIFE, pupil=ITSELF)


def changes_of(actor: Actor, pupil: Pupil) -> QuerySet[FieldChange]:
    """What was changed of the pupil; of places and of systems' numbers the actor's own school's alone.

    Of what another school changed before the pupil came, nothing: that school's history stays with it. Nor, where the
    record was once of two children, what others changed before it was parted, nor what went to the other child. Each
    with `came_after`: whether the same field was changed again.
    """
    schools = agency_ids(actor.seats_for(Act.SEE_CHANGES, Standing.ON_ROLL))
    places = Enrolment.objects.filter(pupil=pupil, school_id__in=schools).values("pk")
    links = ExternalId.objects.filter(pupil=pupil, school_id__in=schools).values("pk")
    readable = Q(kind="pupil") | Q(kind="enrolment", key__in=places) | Q(kind="externalid", key__in=links)
    for kind, rows in (("identifier", Identifier), ("pupilfact", PupilFact)):
        readable |= Q(kind=kind, key__in=rows.objects.filter(pupil=pupil).values("pk"))
    of_either = [pupil.pk, *went_into(pupil)]
    found = FieldChange.objects.filter(readable, pupil__in=of_either, field__in={field for _, field in FIELDS})
    own = Q(by_agency__in=[seat.agency_name for seat in actor.seats])
    parted = FieldChange.objects.filter(pupil=pupil, act=Act.PART_RECORDS.value, at__gte=OuterRef("at"))
    found = found.filter(own | ~Exists(parted))
    if (since := came_on(pupil, schools)) is not None:
        found = found.filter(Q(at__gte=local_instant(since)) | own)
    later = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), id__gt=OuterRef("id"))
    same = FieldChange.objects.filter(later, pupil=OuterRef("pupil"), kind=OuterRef("kind"), key=OuterRef("key"))
    return cast("QuerySet[FieldChange]", found.annotate(came_after=Exists(same.filter(field=OuterRef("field")))))


def went_into(pupil: Pupil) -> list[int]:
    """The keys of the records that became one with this one by two people, and are so still."""
    merged = {"went_into__stays": pupil, "went_into__state__in": ["merged", "dividing"]}
    return list(Pupil.objects.filter(**merged).values_list("pk", flat=True))


def change_of(actor: Actor, act: Act, pupil: Pupil, reference: str) -> FieldChange:
    """One change of the pupil that the actor may read, or *not found*."""
    change = changes_of(actor, pupil).filter(pupil=pupil, reference=reference).first()
    if change is None:
        raise NotFound(Refusal(act, "pupil", pupil.reference, "not found"))
    return change


def seat_by_roll(actor: Actor, act: Act, pupil: Pupil, at: datetime) -> SeatFacts | None:
    """The seat from which the actor may do the act: at the school on whose roll the pupil is today, the main one first.

    None where there is none.
    """
    seats = {seat.agency_id: seat for seat in actor.seats_for(act, Standing.ON_ROLL)}
    roll = Enrolment.objects.on(local_day(at)).filter(pupil=pupil, school_id__in=seats)
    by_kind = dict(roll.order_by("-id").values_list("kind", "school_id"))
    school = by_kind.get("main", next(iter(by_kind.values()), None))
    return None if school is None else seats[school]


def own_school(actor: Actor, act: Act, urn: str, *, to_write: bool = False) -> SeatFacts:
    """The machine's seat at the school with this URN; another school's URN and no school's are *not found* alike.

    Who comes to write takes their turn by the school's row from here on, so that what they see is what they change.
    """
    schools = Agency.objects.select_for_update(no_key=True) if to_write else Agency.objects
    own = schools.filter(pk__in=agency_ids(actor.seats), urn=urn).exclude(urn="").values_list("pk", flat=True)
    seat = actor.seat_at(next(iter(own), 0))
    if seat is None:
        raise NotFound(Refusal(act, "pupil", "", "not found"))
    return seat


def own_external_id(actor: Actor, value: str) -> ExternalId | None:
    """The pupil's id in the system of the actor's own school, or None."""
    found = ExternalId.objects.filter(school_id__in=agency_ids(actor.seats), system__in=ids_of(actor), value=value)
    link: ExternalId | None = found.select_related("pupil").first()
    return link


def pupil_by_external_id(actor: Actor, act: Act, value: str, at: datetime) -> Pupil:
    """A pupil of the school's roll by its system's id; another school's and nobody's are *not found* alike."""
    link = own_external_id(actor, value)
    if link is None:
        raise NotFound(Refusal(act, "pupil", "", "not found"))
    return admit(actor, act, link.pupil.reference, of=Pupil, at=at)


def external_ids_of(actor: Actor, pupils: Iterable[int]) -> dict[int, str]:
    """The ids that the actor's own system has for these pupils (their keys): one query."""
    own = ExternalId.objects.filter(system__in=ids_of(actor), pupil_id__in=set(pupils))
    return dict(own.values_list("pupil_id", "value"))
