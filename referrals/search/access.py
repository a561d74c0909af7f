"""What a search finds: cases that the actor may see, by name or reference, and pupils of their school."""

import re
from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from agencies.actors import Actor
from agencies.characters import sought
from agencies.policy import Act, Standing
from agencies.references import PATTERN, as_reference
from referrals import door
from referrals.cases.models import Case
from referrals.pupils.models import Pupil
from referrals.pupils.querysets import IsNamed, has_part

SEARCH_LIMIT = 20
BY_NAME = ("pupil__family_name", "pupil__given_name", "-id")


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


def is_short(text: str) -> bool:
    """Whether something was typed of which whole names alone are found."""
    return bool(text.strip()) and not has_part(sought(text))


def _named(cases: QuerySet[Case], typed: str, places: list[int] | None) -> list[int]:
    """The first of them by name, and the names of these authorities alone: a standing has a plan of its own."""
    named = cases.filter(IsNamed("pupil_id", typed, places)).order_by(*BY_NAME)
    return list(named.values_list("pk", flat=True)[:SEARCH_LIMIT])
