"""What the list of a school's pupils shows: who is on the roll, and what is open on each that the reader may see."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import Max, Min, Q
from django.urls import reverse

from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.likeness import plain
from agencies.policy import ROLES, Act, Standing
from agencies.schoolday import local_day
from agencies.web.lists import Stretch, sealed, unsealed
from agencies.web.pages import Page
from agencies.words import count_words, day_month, short_day, year_group
from interventions.moves.models import Move
from interventions.moves.states import UNDER_WAY
from interventions.suspensions.models import Suspension
from referrals import door
from referrals.cases.models import Case
from referrals.cases.states import State as Opened
from referrals.concerns.models import WAITS, Concern
from referrals.next_places.facts import by_number, coming_year
from referrals.pupils.access import OnRoll, roll_of
from referrals.pupils.models import Pupil

PAGE, CURSOR, SOUGHT = 50, "pupil list", "sought"
"""`sought`: in the address, a name that was typed, shut."""
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
    url: str
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
    sees_signs: bool
    next_year_url: str

    @property
    def shown(self) -> list[str]:
        """The references of the pupils on it."""
        return [row.reference for row in self.rows]


def asked(actor: Actor, sent: Mapping[str, str]) -> Asked:
    """What an address asks for: a school of the reader's own, else their first; a name leaves year and form aside."""
    own = door.agency_ids(actor.seats_for(Act.SEE_PUPIL, Standing.ON_ROLL))
    schools = tuple(Agency.objects.filter(pk__in=own).order_by("name", "id"))
    school = next((one for one in schools if one.reference == sent.get("school")), schools[0])
    after, name = sent.get("after", ""), unsealed(sent.get(SOUGHT, ""), SOUGHT)
    if name:
        return Asked(schools, school, name=name, after=after)
    return Asked(schools, school, sent.get("year", ""), sent.get("form", ""), after=after)


def pupil_list(actor: Actor, of: Asked, at: datetime) -> PupilListPage:
    """A page of the roll by name, with what is open on each: eight queries at most, however many pupils."""
    today = local_day(at)
    roll = roll_of(actor, of.school, today)
    walked = _walked(sorted(_asked_for(actor, of, roll, at), key=_by_name), of.after)
    return PupilListPage(
        school=of.school.name,
        schools=[Choice(str(one.reference), one.name, one == of.school) for one in of.schools],
        at_school=str(of.school.reference),
        years=_years(roll, of.year, today),
        forms=_forms(Counter(one.form for one in roll), of.form),
        name=of.name,
        is_narrowed=bool(of.year or of.form or of.name),
        how_many=count_words(len(roll), "pupil"),
        rows=_rows(actor, walked.rows, today),
        walked=walked,
        sees_signs=bool(actor.seats_for(Act.SEE_SIGNALS, Standing.ON_ROLL)),
        may_take_roll=bool(actor.seats_for(Act.TAKE_ROLL, Standing.ON_ROLL)),
        next_year_url=_next_year(actor, of.school, today),
    )


def _next_year(actor: Actor, school: Agency, today: date) -> str:
    """Where the coming school year is planned; nothing for whoever may not."""
    leads = school.pk in {seat.agency_id for seat in actor.seats_of(ROLES[Act.PLAN_ROLL])}
    return reverse("plan_roll", args=[school.reference, coming_year(today)]) if leads else ""


def _asked_for(actor: Actor, of: Asked, roll: list[OnRoll], at: datetime) -> list[OnRoll]:
    """Those of the roll that are asked for."""
    form, today = "" if of.form == NO_FORM else of.form, local_day(at)
    found = [one for one in roll if not of.form or one.form == form]
    found = [one for one in found if not of.year or year_group(one.born_on, today) == of.year]
    if of.name:
        named: Any = door.within(Pupil, actor, Act.SEE_PUPIL, at)
        keys = set(named.named(of.name).values_list("pk", flat=True))
        found = [one for one in found if one.pk in keys]
    return found


def _by_name(one: OnRoll) -> tuple[str, str, int]:
    """As a register is read: without case, accents and apostrophes."""
    return plain(one.family_name), plain(one.known_as or one.given_name), one.pk


def _walked(found: list[OnRoll], after: str) -> Stretch:
    """The page after the pupil whom the cursor names; the first where they are no longer there."""
    shown_last = unsealed(after, CURSOR) if after else ""
    last = next((n for n, one in enumerate(found) if one.reference == shown_last), -1)
    rows = found[last + 1 : last + 1 + PAGE]
    has_more = len(found) > last + 1 + PAGE
    return Stretch(rows, sealed(rows[-1].reference, CURSOR) if has_more else "", is_first=last < 0)


def _years(roll: list[OnRoll], chosen: str, today: date) -> list[Choice]:
    """The years of the roll, the youngest first, with how many are in each."""
    born = sorted((one.born_on for one in roll), reverse=True)
    counted = Counter(year_group(born_on, today) for born_on in born)
    return [Choice(year, f"{year} ({number})", year == chosen) for year, number in counted.items()]


def _forms(forms: Mapping[str, int], chosen: str) -> list[Choice]:
    """The forms of the roll with how many are in each, and at the end those of whom none is known."""
    named = [Choice(form, f"{form} ({forms[form]})", form == chosen) for form in sorted(forms, key=by_number) if form]
    none = [Choice(NO_FORM, f"No form known ({forms['']})", chosen == NO_FORM)] if forms.get("") else []
    return [*named, *none]


def _rows(actor: Actor, shown: list[OnRoll], today: date) -> list[Row]:
    open_on = _open(actor, [one.pk for one in shown], today)
    return [
        Row(
            reference=one.reference,
            url=reverse("see_child", args=[one.reference]),
            name=f"{one.family_name}, {one.known_as or one.given_name}",
            legal_name=one.given_name if one.known_as not in ("", one.given_name) else "",
            year=year_group(one.born_on, today),
            form=one.form,
            leaves=short_day(one.ends_on) if one.ends_on else "",
            open=open_on[one.pk],
        )
        for one in shown
    ]


OPEN_ON: list[tuple[Any, Act, str, Q, str]] = [
    (Case, Act.SEE_CASE, "see_case", Q(state=Opened.OPEN), "Case"),
    (Concern, Act.SEE_CONCERN, "see_concern", WAITS, "Concern waits"),
    (Move, Act.SEE_MOVE, "see_move", Q(state__in=UNDER_WAY), "Managed move"),
]
"""What can be open on a pupil: the record, the reading, its address, when it is open, and the words."""


def _open(actor: Actor, pupils: list[int], today: date) -> dict[int, list[Open]]:
    """What is open on these pupils and the reader's to see: a query for each kind."""
    found: dict[int, list[Open]] = defaultdict(list)
    for model, act, address, is_open, words in OPEN_ON:
        there = door.within(model, actor, act).filter(is_open, pupil__in=pupils).order_by("id")
        for pupil, reference in there.values_list("pupil_id", "reference"):
            found[pupil].append(Open(words, reverse(address, args=[reference])))
    for pupil, out in _suspended(actor, pupils, today):
        found[pupil].append(out)
    return found


def _suspended(actor: Actor, pupils: list[int], today: date) -> Iterator[tuple[int, Open]]:
    """Who is out today or will be, by the sessions that stand: what was cancelled or put back by the board does not."""
    stands = Q(sessions__fell_away=False)
    there: Any = door.within(Suspension, actor, Act.SEE_SUSPENSION).filter(pupil__in=pupils, last_on__gte=today)
    out = there.annotate(first=Min("sessions__day", filter=stands), last=Max("sessions__day", filter=stands))
    for one in out.filter(last__gte=today).order_by("first", "id"):
        when = f"from {day_month(one.first)}" if one.first > today else f"to {day_month(one.last)}"
        yield one.pupil_id, Open(f"Suspended {when}", reverse("see_suspension", args=[one.reference]))
