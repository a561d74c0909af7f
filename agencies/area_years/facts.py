"""What a version holds, what a school would follow, and which schools follow."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import QuerySet

from agencies.area_years.models import AreaYear, Following
from agencies.calendar.facts import from_json
from agencies.directory.models import Agency
from agencies.schoolday import WEEKEND, Row


def latest_of(authority_id: int, years: Collection[int]) -> dict[int, AreaYear]:
    """The newest version of each of these years: one query."""
    found = AreaYear.objects.filter(authority_id=authority_id, year__in=years).select_related("published_by")
    return {one.year: one for one in found.order_by("year", "version")}


def following(school: Agency, years: Collection[int]) -> dict[int, Following]:
    """Which of these years the school follows: one query."""
    found = Following.objects.filter(school=school, year__in=years, ended_at=None)
    return {one.year: one for one in found.select_related("base", "coming__published_by")}


def followers_of(one: AreaYear) -> QuerySet[Following]:
    """The schools that follow a year of this area."""
    return Following.objects.filter(year=one.year, school__authority_id=one.authority_id, ended_at=None)


def days_of(one: AreaYear) -> list[Row]:
    """The rows of a version."""
    return from_json(one.rows)


def followed(own: Iterable[Row], base: Iterable[Row], new: Iterable[Row]) -> list[Row]:
    """The school's year once it follows a new version: what it took out stays out, what it added stays in.

    Where its own and the new one's overlap, its own stays, and the new one has the days that are left of it: none
    where half of them or more are the school's own, which has then written that very stretch otherwise.
    """
    mine, before = set(own), set(base)
    added, left_out = mine - before, before - mine
    return sorted([*added, *(part for row in set(new) - left_out for part in _outside(row, added))])


def _outside(row: Row, added: Iterable[Row]) -> list[Row]:
    met = [other for other in added if _meet(row, other)]
    if not met:
        return [row]
    days = _weekdays(row)
    free = [day for day in days if not any(other.first <= day <= other.last for other in met)]
    if 2 * len(free) <= len(days):
        return []
    between = [[day for day in free if _part(day, met) == n] for n in range(len(met) + 1)]
    return [row._replace(first=part[0], last=part[-1]) for part in between if part]


def _weekdays(row: Row) -> list[date]:
    days = (row.first + timedelta(n) for n in range((row.last - row.first).days + 1))
    return [day for day in days if day.weekday() not in WEEKEND]


def _part(day: date, met: Iterable[Row]) -> int:
    return sum(other.last < day for other in met)


def _meet(a: Row, b: Row) -> bool:
    return a.kind == b.kind and a.first <= b.last and b.first <= a.last
