"""Which records of a council may be of one child (data.md 3.4): found by birthday and number, and never twins."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import product
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from agencies.acting.refusals import NotNow
from agencies.likeness import POINTS, POSSIBLE, Band, Child, Likeness, days_near, likeness, plain
from referrals.arrivals.models import WAITING as ASKED
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import State as Arrived
from referrals.duplicates.models import Duplicate
from referrals.duplicates.states import LIFE, State
from referrals.family.models import FamilyLink
from referrals.family.states import State as Linked
from referrals.pupils.models import Enrolment, ExternalId, Identifier, Pupil

PROPOSED = (Band.STRONG, Band.POSSIBLE)
BY_SCHOOL = POINTS["school"]
SETTLED = [*ASKED, Arrived.APART.value, Arrived.PARTED.value]


@dataclass(frozen=True, slots=True)
class Alike:
    """Another record, and how much the two are alike."""

    other: Pupil
    found: Likeness


def with_numbers() -> list[Any]:
    """What of a record is read beside its names to compare it: three queries for any number of records."""
    upns = Identifier.objects.filter(kind="upn", is_in_error=False).order_by("starts_on", "id")
    sent = ExternalId.objects.exclude(upn="").order_by("id")
    places = Enrolment.objects.select_related("school").order_by("starts_on", "id")
    return [
        Prefetch("identifiers", upns, to_attr="upns"),
        Prefetch("external_ids", sent, to_attr="sent"),
        Prefetch("enrolments", places, to_attr="places"),
    ]


def child(pupil: Any) -> Child:
    """A record that was read `with_numbers`, as it is compared."""
    numbers = frozenset([*(one.value for one in pupil.upns), *(one.upn for one in pupil.sent)])
    schools = frozenset(one.school_id for one in pupil.places)
    return Child(pupil.given_name, pupil.family_name, pupil.born_on, pupil.known_as, upns=numbers, schools=schools)


def compared(one: Pupil, other: Pupil) -> Likeness | None:
    """How much two records are alike, where the council is asked about such a pair; else None.

    A shared number that clashes is for nobody here: data.md 3.4 wants a data steward, and there is none.
    """
    first, second = child(one), child(other)
    alike = likeness(first, second)
    return alike if alike.band in PROPOSED and not are_twins(first, second, alike) else None


def read(pair: Duplicate) -> tuple[Pupil, Pupil]:
    """Both records as they stand now, the older first."""
    keys = [pair.one_id, pair.other_id]
    one, other = Pupil.objects.filter(pk__in=keys).order_by("pk").prefetch_related(*with_numbers())
    return one, other


def still_alike(one: Pupil, other: Pupil) -> Likeness:
    """How much they are alike; NotNow where nobody is asked of such a pair: whether they clash is not said."""
    alike = compared(one, other)
    if alike is None:
        raise NotNow(LIFE.why_not[State.GONE])
    return alike


def are_twins(one: Child, other: Child, alike: Likeness) -> bool:
    """Whether their first names are unlike in every form: a twin or sibling, also under the other's number.

    Twins may share the first of several given names: then the others say.
    """
    if "given_else" in alike.why:
        return True
    rests = [plain(each.given_name).split()[1:] for each in (one, other)]
    if "names_turned" in alike.why or not all(rests):
        return False
    called = [(one.known_as, other.known_as)] if one.known_as and other.known_as else []
    pairs = [*called, *product(*rests)]
    return all("given_else" in likeness(_called(one, first), _called(other, second)).why for first, second in pairs)


def _called(one: Child, name: str) -> Child:
    return replace(one, given_name=name, known_as="")


def digest(one: Pupil, other: Pupil) -> str:
    """What of the two says who they are, so that it is seen whether any of it was changed."""
    said = [
        [each.given_name, each.family_name, each.known_as, each.born_on.isoformat(), *sorted(child(each).upns)]
        for each in sorted((one, other), key=lambda each: each.pk)
    ]
    return sha256(repr(said).encode()).hexdigest()


def like(pupil: Pupil) -> list[Alike]:
    """The other records of this council that may be the same child's; seven queries, each by an index.

    Without a number in common or a birthday near by no pair comes to the points of *possible*, so nobody else is read.
    """
    shared = set(_of_numbers(pupil))
    near = Q(born_on__in=[*days_near(pupil.born_on)]) | Q(pk__in=shared)
    found = Pupil.objects.filter(near, authority_id=pupil.authority_id).exclude(pk=pupil.pk)
    names: Any = found.values_list("pk", "given_name", "family_name", "born_on", "known_as")
    bare = Child(pupil.given_name, pupil.family_name, pupil.born_on, pupil.known_as)
    rough = [pk for pk, *said in names if pk in shared or _may_be(bare, Child(*said))]
    others = Pupil.objects.filter(~Q(_asked_elsewhere(pupil)), pk__in=rough, enrolments__isnull=False)
    read = others.distinct().prefetch_related(*with_numbers()).order_by("pk")
    alike = [(other, compared(pupil, other)) for other in read]
    return [Alike(other, found) for other, found in alike if found is not None]


def _may_be(one: Child, other: Child) -> bool:
    return likeness(one, other).points + BY_SCHOOL >= POSSIBLE


def _of_numbers(pupil: Any) -> Iterable[int]:
    """Whose record has, had or is sent with one of the pupil's UPNs."""
    upns = sorted(child(pupil).upns)
    if not upns:
        return []
    own = Identifier.objects.filter(authority_id=pupil.authority_id, kind="upn", value__in=upns, is_in_error=False)
    sent = ExternalId.objects.filter(authority_id=pupil.authority_id, upn__in=upns).exclude(upn="")
    return [*own.values_list("pupil_id", flat=True), *sent.values_list("pupil_id", flat=True)]


def _asked_elsewhere(pupil: Pupil) -> Any:
    """Of whom the council is asked, or has said, as an arrival that they are two; or who are linked as family."""
    return Exists(_arrivals(pupil.pk, OuterRef("pk"))) | Exists(_links(pupil.pk, OuterRef("pk")))


def _arrivals(one: Any, other: Any) -> QuerySet[Arrival]:
    of_two = Q(pupil=one, known=other) | Q(pupil=other, known=one)
    return Arrival.objects.filter(of_two, state__in=SETTLED)


def _links(one: Any, other: Any) -> QuerySet[FamilyLink]:
    of_two = Q(one=one, other=other) | Q(one=other, other=one)
    return FamilyLink.objects.filter(of_two, state=Linked.CURRENT.value)


def not_asked_elsewhere() -> Q:
    """Pairs about which no arrival asks or has said the like, and whom nobody linked as family."""
    two = OuterRef("one_id"), OuterRef("other_id")
    return ~Q(Exists(_arrivals(*two))) & ~Q(Exists(_links(*two)))
