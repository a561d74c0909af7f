"""What the list of a school's pupils shows: who is on the roll, and what is open on each that the reader may see."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, cast

from django.db.models import Q, QuerySet
from django.urls import reverse

from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.lists import Stretch, walk
from agencies.web.pages import Page
from agencies.words import count_words, short_day, year_group
from interventions.moves.models import Move
from interventions.moves.states import UNDER_WAY
from interventions.suspensions.models import Suspension
from interventions.suspensions.states import State as Suspended
from referrals import door
from referrals.cases.models import Case
from referrals.cases.states import State as Opened
from referrals.concerns.models import WAITS, Concern
from referrals.pupils.models import Enrolment, Pupil

PAGE, ORDER = 50, ("family_name", "given_name", "id")
NO_FORM = "none"
"""In the address: those without a form."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the rolls is asked for: a school, and a year, a form or a name there; `after` is a page's cursor."""

    schools: tuple[Agency, ...]
    school: Agency
    year: str = ""
    form: str = ""
    name: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to choose from."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Open:
    """Something that is open on a pupil, and where it is read."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A pupil of the roll."""

    reference: str
    name: str
    legal_name: str
    year: str
    form: str
    leaves: str
    open: list[Open]


@dataclass(frozen=True, kw_only=True)
class PupilListPage(Page):
    """A page of the roll."""

    template: ClassVar[str] = "interventions/pupil_list.html"
    school: str
    schools: list[Choice]
    at_school: str
    years: list[Choice]
    forms: list[Choice]
    name: str
    is_narrowed: bool
    how_many: str
    rows: list[Row]
    walked: Stretch
    may_take_roll: bool

    @property
    def shown(self) -> list[str]:
        """The references of the pupils on it."""
        return [row.reference for row in self.rows]


def asked(actor: Actor, sent: Mapping[str, str], name: str) -> Asked:
    """What an address asks for: a school of the reader's own, else their first; a name leaves year and form aside."""
    own = door.agency_ids(actor.seats_for(Act.SEE_PUPIL, Standing.ON_ROLL))
    schools = tuple(Agency.objects.filter(pk__in=own).order_by("name", "id"))
    school = next((one for one in schools if one.reference == sent.get("school")), schools[0])
    if name:
        return Asked(schools, school, name=name)
    return Asked(schools, school, sent.get("year", ""), sent.get("form", ""), after=sent.get("after", ""))


def pupil_list(actor: Actor, of: Asked, at: datetime) -> PupilListPage:
    """A page of the roll by name, with what is open on each: eight queries, however many pupils."""
    today = local_day(at)
    places = Enrolment.objects.on(today).filter(school=of.school)
    born = list(places.order_by("pupil_id").values_list("pupil_id", "pupil__born_on", "form").distinct("pupil_id"))
    years = Counter((year_group(born_on, today), born_on) for _, born_on, _ in born)
    found = _found(actor, of, places, years, at)
    walked = walk(found, ORDER, of.after, PAGE)
    return PupilListPage(
        school=of.school.name,
        schools=[Choice(str(one.reference), one.name, one == of.school) for one in of.schools],
        at_school=str(of.school.reference),
        years=_years(years, of.year),
        forms=_forms(Counter(form for _, _, form in born), of.form),
        name=of.name,
        is_narrowed=bool(of.year or of.form or of.name),
        how_many=count_words(len(born), "pupil"),
        rows=_rows(actor, walked.rows, places, today),
        walked=walked,
        may_take_roll=bool(actor.seats_for(Act.TAKE_ROLL, Standing.ON_ROLL)),
    )


def _found(
    actor: Actor, of: Asked, places: QuerySet[Enrolment], years: Iterable[tuple[str, date]], at: datetime
) -> QuerySet[Pupil]:
    """Those of the roll that are asked for."""
    if of.form:
        places = places.filter(form="" if of.form == NO_FORM else of.form)
    found: Any = door.within(Pupil, actor, Act.SEE_PUPIL, at).filter(pk__in=places.values("pupil_id"))
    if of.year:
        found = found.filter(born_on__in={born_on for year, born_on in years if year == of.year})
    return cast("QuerySet[Pupil]", found.named(of.name) if of.name else found)


def _years(years: Mapping[tuple[str, date], int], chosen: str) -> list[Choice]:
    """The years of the roll, the youngest first, with how many are in each."""
    counted: Counter[str] = Counter()
    for (year, _), number in sorted(years.items(), key=lambda one: one[0][1], reverse=True):
        counted[year] += number
    return [Choice(year, f"{year} ({number})", year == chosen) for year, number in counted.items()]


def _forms(forms: Mapping[str, int], chosen: str) -> list[Choice]:
    """The forms of the roll with how many are in each, and at the end those of whom none is known."""
    named = [Choice(form, f"{form} ({forms[form]})", form == chosen) for form in sorted(forms, key=_by_number) if form]
    none = [Choice(NO_FORM, f"No form known ({forms['']})", chosen == NO_FORM)] if forms.get("") else []
    return [*named, *none]


def _by_number(form: str) -> tuple[int, str]:
    """7B before 10A; what begins with no number stands at the end."""
    digits = form[: len(form) - len(form.lstrip("0123456789"))]
    return (int(digits) if digits else 1000, form)


def _rows(actor: Actor, pupils: list[Pupil], places: QuerySet[Enrolment], today: date) -> list[Row]:
    """The pupils with the form and the last day of their newest place."""
    held = {place.pupil_id: place for place in places.filter(pupil__in=pupils).order_by("id")}
    open_on = _open(actor, pupils, today)
    return [
        Row(
            reference=one.reference,
            name=f"{one.family_name}, {one.first_name}",
            legal_name=one.given_name if one.known_as not in ("", one.given_name) else "",
            year=year_group(one.born_on, today),
            form=held[one.pk].form,
            leaves=short_day(last) if (last := held[one.pk].ends_on) else "",
            open=open_on[one.pk],
        )
        for one in pupils
    ]


OPEN_ON: list[tuple[Any, Act, str, Callable[[date], Q], str]] = [
    (Case, Act.SEE_CASE, "see_case", lambda _: Q(state=Opened.OPEN), "Case"),
    (Concern, Act.SEE_CONCERN, "see_concern", lambda _: WAITS, "Concern waits"),
    (
        Suspension,
        Act.SEE_SUSPENSION,
        "see_suspension",
        lambda today: Q(last_on__gte=today) & ~Q(state__in=[Suspended.CANCELLED, Suspended.VOID]),
        "Suspended",
    ),
    (Move, Act.SEE_MOVE, "see_move", lambda _: Q(state__in=UNDER_WAY), "Managed move"),
]
"""What can be open on a pupil: the record, the reading, its address, when it is open, and the words."""


def _open(actor: Actor, pupils: list[Pupil], today: date) -> dict[int, list[Open]]:
    """What is open on these pupils and the reader's to see: a query for each kind."""
    found: dict[int, list[Open]] = defaultdict(list)
    for model, act, address, is_open, words in OPEN_ON:
        there = door.within(model, actor, act).filter(is_open(today), pupil__in=pupils).order_by("id")
        for pupil, reference in there.values_list("pupil_id", "reference"):
            found[pupil].append(Open(words, reverse(address, args=[reference])))
    return found
