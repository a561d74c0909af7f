"""What a search finds: cases that the actor may see, by name or reference, and pupils of their school."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ExpressionWrapper, F, FloatField, Func, Q, QuerySet, Value

from agencies.actors import Actor
from agencies.characters import sought
from agencies.identifiers import clean_upn, is_upn
from agencies.likeness import closeness, forms_of, plain, swapped
from agencies.policy import Act, Standing
from agencies.references import PATTERN, as_reference
from agencies.schoolday import local_day
from agencies.web.fields import DayField
from agencies.words import cohorts
from referrals import door
from referrals.cases.models import Case
from referrals.pupils.models import Enrolment, Identifier, Pupil
from referrals.pupils.querysets import IsNamed, IsNear, has_part

SEARCH_LIMIT = 20
MOST_NEAR, LOOKED_AT, FIRST = 3, 60, 5
"""Words that are looked for; candidates of each standing that are compared; how many of them are shown."""
NEAR_ENOUGH = 0.82
SEPTEMBER = 9
BY_NAME = ("pupil__family_name", "pupil__given_name", "-id")


@dataclass(frozen=True, slots=True)
class Found:
    """Cases, and pupils of the actor's school of whom none of those is."""

    cases: list[Case]
    pupils: list[Pupil]


NOBODY = Found([], [])


def find(actor: Actor, text: str, at: datetime) -> tuple[Found, Found]:
    """Whose name it is, or what else of a child; the case of that reference; and, where few, whose name is near."""
    typed = sought(text)
    if (known := known_by(actor, typed, at)) is not None:
        return _known(actor, known, read_day(typed), at), NOBODY
    cases = search(actor, text)
    found = Found(cases, pupils(actor, text, at, but=[case.pupil_id for case in cases]))
    exact = {*(case.pupil_id for case in found.cases), *(pupil.pk for pupil in found.pupils)}
    return found, near(actor, text, at, but=exact) if len(exact) < FIRST else NOBODY


def known_by(actor: Actor, typed: str, at: datetime) -> Q | None:
    """The pupils of a birthday, a UPN, a year or a form of the actor's school; None for what is none of them."""
    today, upn = local_day(at), typed.replace(" ", "")
    if (born_on := read_day(typed)) is not None:
        return Q(born_on=born_on)
    if is_upn(upn):
        numbers = Identifier.objects.filter(kind="upn", value=clean_upn(upn), ends_on=None, is_in_error=False)
        return Q(pk__in=numbers.values("pupil_id"))
    if (cohort := cohorts(today).get(typed.capitalize())) is not None:
        return Q(born_on__gte=date(cohort - 1, SEPTEMBER, 1), born_on__lt=date(cohort, SEPTEMBER, 1))
    schools = door.agency_ids(actor.seats_for(Act.SEE_PUPIL, Standing.ON_ROLL))
    in_form = Enrolment.objects.on(today).filter(school_id__in=schools, form__iexact=typed)
    return Q(pk__in=in_form.values("pupil_id")) if schools and re.search(r"\d", typed) and in_form.exists() else None


def read_day(typed: str) -> date | None:
    """The day that was typed, as any form here takes one."""
    try:
        day: date | None = DayField(required=False).clean(typed)
    except ValidationError:
        return None
    return day


def _known(actor: Actor, known: Q, born_on: date | None, at: datetime) -> Found:
    """Such pupils of the actor's school, and cases: of them, and by their birthday of whom else the actor may see."""
    there = door.within(Pupil, actor, Act.SEE_PUPIL, at).filter(known)
    roll = list(there.order_by("family_name", "given_name", "id")[:SEARCH_LIMIT])
    keys = [pupil.pk for pupil in roll]
    wanted = Q(pupil_id__in=keys) | (Q(pupil__born_on=born_on) if born_on else Q())
    ways = [one.filter(wanted).order_by(*BY_NAME) for one, _ in door.by_standing(actor, Act.SEE_CASE)]
    of_cases = [key for one in ways for key in one.values_list("pk", flat=True)[:SEARCH_LIMIT]]
    cases = Case.objects.filter(pk__in=of_cases).select_related("pupil", "school", "lead")
    found = list(cases.order_by(*BY_NAME)[:SEARCH_LIMIT])
    shown = {case.pupil_id for case in found}
    return Found(found, [pupil for pupil in roll if pupil.pk not in shown])


def search(actor: Actor, text: str) -> list[Case]:
    """Cases that the actor may see, by the child's name or the case's reference; 20 at most.

    By name: their last change would tell a receiver of what their share does not show.
    """
    typed = sought(text)
    if not typed:
        return []
    keys = [key for one, places in door.by_standing(actor, Act.SEE_CASE) for key in _named(one, typed, places)]
    if re.fullmatch(PATTERN, reference := as_reference(typed)):
        keys += door.cases(actor, Act.SEE_CASE).filter(reference=reference).values_list("pk", flat=True)
    found = Case.objects.filter(pk__in=keys).order_by(*BY_NAME)
    return list(found.select_related("pupil", "school", "lead")[:SEARCH_LIMIT]) if keys else []


def pupils(actor: Actor, text: str, at: datetime, but: Collection[int]) -> list[Pupil]:
    """Pupils on the roll of the actor's school, by name as cases are found, `but` those whose case was; 20 at most."""
    typed, seats = sought(text), actor.seats_for(Act.SEE_PUPIL, Standing.ON_ROLL)
    if not typed or not seats:
        return []
    there = door.within(Pupil, actor, Act.SEE_PUPIL, at).exclude(pk__in=but)
    named = there.filter(IsNamed("id", typed, sorted({seat.authority_id for seat in seats})))
    return list(named.order_by("family_name", "given_name", "id")[:SEARCH_LIMIT])


def near(actor: Actor, text: str, at: datetime, but: Collection[int]) -> Found:
    """Whose names are nearest to what was typed, `but` these children: a letter slipped, or as it sounds; five at most.

    Cases that the actor may see, and pupils on the roll of their school; each child once, as a case where there is one.
    """
    words = [word for word in plain(text).split() if has_part(word)][:MOST_NEAR]
    if not words:
        return NOBODY
    cases = _cases_near(actor, words)
    found = {pupil.pk: pupil for pupil in [*(case.pupil for case in cases), *_roll_near(actor, words, at)]}
    nearest = _first([one for key, one in found.items() if key not in but], text)
    of_cases = {pupil.pk: [case for case in cases if case.pupil_id == pupil.pk] for pupil in nearest}
    return Found(
        [case for of_pupil in of_cases.values() for case in of_pupil],
        [pupil for pupil in nearest if not of_cases[pupil.pk]],
    )


def _first(found: list[Pupil], text: str) -> list[Pupil]:
    """The nearest of them, the first first."""
    scores = {one.pk: closeness(text, *one.names) for one in found}
    close = [one for one in found if scores[one.pk] >= NEAR_ENOUGH]
    return sorted(close, key=lambda one: (-scores[one.pk], one.family_name, one.given_name, one.pk))[:FIRST]


def _cases_near(actor: Actor, words: list[str]) -> list[Case]:
    ways = door.by_standing(actor, Act.SEE_CASE)
    keys = [case.pk for cases, places in ways for case in _near(cases, "pupil_id", words, places)]
    found = Case.objects.filter(pk__in=keys).select_related("pupil", "school", "lead").order_by("-id")
    return list(found) if keys else []


def _roll_near(actor: Actor, words: list[str], at: datetime) -> list[Pupil]:
    seats = actor.seats_for(Act.SEE_PUPIL, Standing.ON_ROLL)
    places = sorted({seat.authority_id for seat in seats})
    return _near(door.within(Pupil, actor, Act.SEE_PUPIL, at), "id", words, places) if seats else []


def _near(records: QuerySet[Any], key: str, words: list[str], places: list[int] | None) -> list[Any]:
    """The first of these records by how near every word is to the child's names."""
    for word in words:
        records = records.filter(IsNear(key, word, sorted({*forms_of(word), *swapped(word)}), places))
    name = F("name_key") if key == "id" else F("pupil__name_key")
    near: Any = sum((Func(Value(word), name, function="word_similarity") for word in words), Value(0.0))
    return list(records.order_by(ExpressionWrapper(near, FloatField()).desc(), "-id")[:LOOKED_AT])


def is_short(text: str) -> bool:
    """Whether something was typed of which whole names alone are found."""
    return bool(text.strip()) and not has_part(sought(text))


def _named(cases: QuerySet[Case], typed: str, places: list[int] | None) -> list[int]:
    """The first of them by name, and the names of these authorities alone: a standing has a plan of its own."""
    named = cases.filter(IsNamed("pupil_id", typed, places)).order_by(*BY_NAME)
    return list(named.values_list("pk", flat=True)[:SEARCH_LIMIT])
