"""The words of `agencies.words` as filters, and two small pictures that stand beside words: the ring and the meter."""

from collections.abc import Mapping
from datetime import date, datetime
from math import cos, radians, sin
from typing import Any

from django import template
from django.urls import reverse

from agencies import words
from agencies.directory.words import AGENCY_KINDS
from agencies.web.narrowing import BACK, way_back

register = template.Library()

CENTRE, INNER, OUTER = 90, 40, 64
MOST_INNER, MOST_OUTER, MOST_CELLS = 12, 20, 30
FIRST_INNER, FIRST_OUTER = -90, -60
WIDE_NAME, WIDEST_NAME = 5, 9
CELL = 9


@register.filter
def long_day(moment: date | None) -> str:
    """A day as "Monday 23 November 2026"; nothing for nothing, as all of these."""
    return words.long_day(moment) if moment else ""


@register.filter
def short_day(moment: date | None) -> str:
    """A day as "23 Nov 2026"."""
    return words.short_day(moment) if moment else ""


@register.filter
def day_month(moment: date | None) -> str:
    """A day as "Mon 23 Nov"."""
    return words.day_month(moment) if moment else ""


@register.filter
def clock(moment: datetime | None) -> str:
    """A time of day as "3:30pm"."""
    return words.clock(moment) if moment else ""


@register.filter
def last_day(ends_at: datetime | None) -> date | None:
    """The last whole day before an end stored as midnight: `{{ share.ends_at|last_day|long_day }}`."""
    return words.last_day(ends_at) if ends_at else None


@register.filter
def when(moment: date | None, now: date) -> str:
    """A day as one says it today, "Tomorrow"; write the date beside it."""
    return words.when(moment, now) if moment else ""


@register.filter
def nc_year(born_on: date | None, on: date) -> str:
    """The year group on a day: `{{ pupil.born_on|nc_year:at }}`."""
    return words.year_group(born_on, words.local_day(on)) if born_on else ""


@register.filter
def in_sentence(text: object) -> str:
    """Within a sentence: "offer, from Inclusion team" and not "offer, from inclusion team"."""
    return words.in_sentence(str(text))


@register.filter
def in_a_row(parts: list[str]) -> str:
    """Several within a sentence, with commas."""
    return ", ".join(words.in_sentence(part) for part in parts)


@register.filter
def possessive(name: object) -> str:
    """Whose: `{{ name|possessive }} case`."""
    return words.possessive(str(name))


@register.filter
def kind(code: str) -> str:
    """What sort of agency it is, in words."""
    return AGENCY_KINDS[code]


@register.filter
def counted(count: int, nouns: str) -> str:
    """The count with its noun: `{{ n|counted:"school day" }}`, or with a plural of its own, `"person,people"`."""
    return words.count_words(count, *nouns.split(",", 1))


@register.filter
def noun(count: int, nouns: str) -> str:
    """The noun alone, as the count wants it."""
    return words.plural(count, *nouns.split(",", 1))


@register.inclusion_tag("components/meter.html")
def meter(happened: int, planned: int) -> dict[str, object]:
    """What happened of what was planned, as cells and in words; past 30 planned the words alone."""
    cells = [{"x": f"{n * CELL + 0.5}", "is_full": n < happened} for n in range(planned)]
    return {
        "cells": cells if planned <= MOST_CELLS else [],
        "width": planned * CELL,
        "happened": happened,
        "planned": planned,
    }


@register.inclusion_tag("components/ring.html")
def ring(people: Mapping[str, Any]) -> dict[str, object]:
    """Who can see this, around the child.

    `people`: child (a first name), inside (people of the school), teams (people of invited teams), told (bool: someone
    outside is told of parts), joining (people who would join), you ("inside", "teams" or nothing). Dots stop at a
    dozen inside and a score outside; the title keeps the count.
    """
    inside, teams, joining = (int(people.get(key, 0)) for key in ("inside", "teams", "joining"))
    child = str(people["child"])
    outer = ["team"] * teams + ["new"] * joining
    dots = _dots(["in"] * inside, INNER, FIRST_INNER, MOST_INNER) + _dots(outer, OUTER, FIRST_OUTER, MOST_OUTER)
    _mark_you(dots, str(people.get("you", "")))
    return {
        "dots": dots,
        "told": people.get("told", False),
        "name": child if len(child) <= WIDEST_NAME else child[:1],
        "radius": 27 if WIDE_NAME < len(child) <= WIDEST_NAME else 20,
        "title": _ring_title(child, inside, teams, joining, told=bool(people.get("told"))),
    }


def _dots(kinds: list[str], radius: int, first: int, most: int) -> list[dict[str, str]]:
    """The dots of one circle, evenly spaced clockwise from an angle in degrees (0 is to the right)."""
    shown = kinds[:most]
    angles = [radians(first + 360 * n / len(shown)) for n in range(len(shown))]
    return [
        {"kind": kind, "x": f"{CENTRE + radius * cos(a):.1f}", "y": f"{CENTRE + radius * sin(a):.1f}"}
        for kind, a in zip(shown, angles, strict=True)
    ]


def _mark_you(dots: list[dict[str, str]], where: str) -> None:
    """Colour the reader's own dot."""
    kind = {"inside": "in", "teams": "team"}.get(where)
    mine = next((dot for dot in dots if dot["kind"] == kind), None)
    if mine:
        mine["kind"] = "you"


def _ring_title(child: str, inside: int, teams: int, joining: int, *, told: bool) -> str:
    """The picture in one sentence, for who can't see it."""
    parts = [f"{child} in the middle", f"{words.count_words(inside, 'person', 'people')} of the school around"]
    if teams:
        parts.append(f"{words.count_words(teams, 'person', 'people')} of invited teams in the second ring")
    if joining:
        parts.append(f"{words.count_words(joining, 'person', 'people')} would join the second ring")
    if told:
        parts.append("outside, someone who is told of parts and can’t open this")
    return "; ".join(parts) + "."


@register.inclusion_tag("components/typed.html")
def typed(form: Any) -> dict[str, Any]:
    """The mark of a form with free text and what was typed into it before: `{% typed form %}` inside its element."""
    return {"carried": getattr(form, "carried", None)}


@register.simple_tag(takes_context=True)
def back_to(context: Mapping[str, Any], name: str, *args: str) -> str:
    """The list that a record stands in, as one left it: `{% back_to 'see_cases' as list_url %}`.

    A story is the list of one case, named by its reference.
    """
    request = context.get("request")
    return way_back(reverse(name, args=args), request.GET.get(BACK, "") if request else "")
