"""The cases that an actor may reach: as one set, by how they stand, and as the ordered pages of a list."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from agencies.acting.prepared import Prepared, Rows
from agencies.actors import Actor
from agencies.policy import Act, Standing
from referrals.cases.models import Case
from referrals.door.standings import AT, BY_SHARE, NOTHING, Narrow, Seats, Way, agency_ids, ways_for
from referrals.shares.models import CaseShare

PAGE_SIZE = 25
FEW = 5
"""So many places are walked one by one; PostgreSQL plans each walk of a statement for itself."""
EACH = "(select distinct keys.* from unnest(%s::bigint[]) as one (place) cross join lateral ({}) as keys)"
MERGED = "select * from ({}) as keys order by 1 desc, 2 desc limit {:d}"
Key = tuple[datetime, int]
Walk = tuple[QuerySet[Any], list[int]]
"""An ordered walk; and where it is to be taken for each of many places in turn, those."""


def cases(actor: Actor, act: Act) -> QuerySet[Case]:
    """The cases on which the actor may do the act: an OR of standings."""
    return _by(ways_for(actor, act), actor)


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in a list, and when what this reader sees of it last changed: a keeper's whole case, a share's part."""

    case: Case
    changed_at: datetime


def page(
    actor: Actor, act: Act, narrow: Narrow, *, before: Key | None = None, size: int = PAGE_SIZE
) -> tuple[list[Listed], Key | None]:
    """One page of those cases, newest first, and the key of the next page or None: one ordered walk a standing.

    Who reaches a case in several ways finds it once, at the newest of their keys.
    """
    keys = _newest(actor, act, narrow, before, size + 1)
    ids = tuple(case_id for _, case_id in keys[:size])
    return _as_page(keys, size, _listed(ids)[0] if ids else [])


def counted_page(
    actor: Actor, act: Act, narrow: Narrow, most: int, *, before: Key | None = None
) -> tuple[list[Listed], Key | None, int]:
    """The same page, and how many there are, up to so many: counted with its rows, and only where there are others."""
    keys = _newest(actor, act, narrow, before, PAGE_SIZE + 1)
    ids = tuple(case_id for _, case_id in keys[:PAGE_SIZE])
    if before is None and len(keys) <= PAGE_SIZE:
        return *_as_page(keys, PAGE_SIZE, _listed(ids)[0] if ids else []), len(keys)
    names = sorted(narrow)
    asked = (narrow[name] for name in names)
    listed, counted = _listed_and_counted(ids or (0,), actor, act, _shape(names, most), *asked)
    return *_as_page(keys, PAGE_SIZE, listed), len(counted)


def _as_page(keys: list[Key], size: int, cases: list[Case]) -> tuple[list[Listed], Key | None]:
    by_id = {case.pk: case for case in cases}
    rows = [Listed(by_id[case_id], changed_at) for changed_at, case_id in keys[:size] if case_id in by_id]
    return rows, keys[size - 1] if len(keys) > size else None


def _newest(actor: Actor, act: Act, narrow: Narrow, before: Key | None, most: int) -> list[Key]:
    """What narrows is bound by its place: its names are of the statement's shape, its values are not."""
    names = sorted(narrow)
    at, last = before or (None, None)
    asked = (narrow[name] for name in names)
    return cast("list[Key]", _keys(actor, act, _shape(names, most), at, last, *asked)[0])


def _shape(names: list[str], most: int) -> frozenset[tuple[Any, Any]]:
    return frozenset({("most", most), ("few", FEW), *enumerate(names)})


@Prepared
def _keys(
    actor: Actor,
    act: Act,
    shape: frozenset[tuple[Any, Any]],
    at: datetime | None,
    last: int | None,
    *asked: Any,
) -> list[Rows | QuerySet[Any]]:
    return [_merged(actor, act, dict(shape), (at, last) if at is not None and last is not None else None, asked)]


def _merged(
    actor: Actor, act: Act, so: dict[Any, Any], before: Key | None, asked: tuple[Any, ...]
) -> Rows | QuerySet[Any]:
    """The newest keys of all these walks, each once, by one statement."""
    most = so["most"]
    narrow = {so[n]: value for n, value in enumerate(asked)}
    walks = [(_from(walk, before)[:most], ids) for walk, ids in _walks(actor, act, narrow)]
    if not walks:
        return Case.objects.none()
    parts: list[str] = []
    values: list[Any] = []
    for walk, ids in walks:
        sql, given = walk.query.sql_with_params()
        parts.append(EACH.format(sql) if ids else f"({sql})")
        values += [ids, *given] if ids else given
    return Rows(MERGED.format(" union ".join(parts), most), values, ("DateTimeField", "BigIntegerField"))


@Prepared
def _listed(ids: tuple[int, ...]) -> list[QuerySet[Any]]:
    return [Case.objects.filter(pk__among=ids).select_related("pupil", "school", "lead")]


@Prepared
def _listed_and_counted(
    ids: tuple[int, ...], actor: Actor, act: Act, shape: frozenset[tuple[Any, Any]], *asked: Any
) -> list[Rows | QuerySet[Any]]:
    found = Case.objects.filter(pk__among=ids).select_related("pupil", "school", "lead")
    return [found, _merged(actor, act, dict(shape), None, asked)]


def _walks(actor: Actor, act: Act, narrow: Narrow) -> list[Walk]:
    """One walk a standing and agency; a share's leaves out what another walk has at a newer key."""
    ways = ways_for(actor, act)
    walks = [walk for way, seats in ways for walk in _of_way(way, actor, seats, narrow)]
    sharing = agency_ids([seat for way, seats in ways if way.standing in BY_SHARE for seat in seats])
    probes = []
    if any(walk.model is Case for walk, _ in walks):  # a keeper’s key is never older
        probes.append(~Exists(kept(actor, act).filter(pk=OuterRef("case_id"))))
    if len(sharing) > 1:
        same = CaseShare.objects.live(AT).filter(agency_id__in=sharing, case_id=OuterRef("case_id"))
        probes.append(~Exists(same.filter(touched_at__gt=OuterRef("touched_at"))))
    return [(walk.filter(*probes) if walk.model is CaseShare else walk, ids) for walk, ids in walks]


def _of_way(way: Way, actor: Actor, seats: Seats, narrow: Narrow) -> list[Walk]:
    """A walk for each place; for many places one, which is taken for each of them in turn, and planned once."""
    of = way.walked_by
    ids = list(dict.fromkeys(getattr(seat, of) for seat in seats)) if of else []
    if len(ids) <= FEW:
        return [(walk, []) for walk in way.walks(actor, seats, narrow)]
    place: dict[str, Any] = {of: RawSQL("one.place", [])}
    in_turn = replace(seats[0], **place)
    return [(walk, ids) for walk in way.walks(actor, [in_turn], narrow)]


def _names(walk: QuerySet[Any]) -> tuple[str, str]:
    """The two columns that a walk goes by."""
    return ("touched_at", "case_id") if walk.model is CaseShare else ("updated_at", "id")


def _from(walk: QuerySet[Any], before: Key | None) -> QuerySet[Any]:
    if before is None:
        return walk
    when, pk = _names(walk)
    at, last = before
    past = Q(**{f"{when}__lt": at}) | Q(**{when: at, f"{pk}__lt": last})
    return walk.filter(past, **{f"{when}__lte": at})  # it follows, and lets the index begin there


def kept(actor: Actor, act: Act, *, but: Standing = Standing.GRANTED) -> QuerySet[Case]:
    """The cases on which the actor may do the act otherwise than by a share (or by another standing named)."""
    return _by([(way, seats) for way, seats in ways_for(actor, act) if way.standing not in (*BY_SHARE, but)], actor)


def by_standing(actor: Actor, act: Act) -> list[tuple[QuerySet[Case], list[int] | None]]:
    """The same set by standing, each with the authorities in which it lies: of a share None, any in reach."""
    return [
        (_by([(way, seats)], actor), None if way.standing in BY_SHARE else sorted({one.authority_id for one in seats}))
        for way, seats in ways_for(actor, act)
    ]


def only(actor: Actor, act: Act, standing: Standing) -> QuerySet[Case]:
    """The cases on which the actor may do the act by this standing."""
    return _by([(way, seats) for way, seats in ways_for(actor, act) if way.standing is standing], actor)


def places(actor: Actor, act: Act) -> list[tuple[QuerySet[Case], Narrow]]:
    """The same set by standing and place: the cases, and the columns by which a row that hangs on them stands there."""
    found = [(_by([(way, seats)], actor), way.places(actor, seats)) for way, seats in ways_for(actor, act)]
    return [(there, place) for there, places in found for place in places]


def _by(ways: list[tuple[Way, Seats]], actor: Actor) -> QuerySet[Case]:
    allowed = NOTHING
    for way, seats in ways:
        allowed |= Q(way.opens(actor, seats))
    return cast("QuerySet[Case]", Case.objects.filter(allowed))
