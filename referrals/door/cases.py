"""The cases that an actor may reach: as one set, by how they stand, and as the ordered pages of a list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from agencies.actors import Actor
from agencies.policy import Act, Standing
from referrals.cases.models import Case
from referrals.door.standings import AT, BY_SHARE, NOTHING, Narrow, Seats, Way, agency_ids, ways_for
from referrals.shares.models import CaseShare

PAGE_SIZE = 25
Key = tuple[datetime, int]


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
    walks = [_from(walk, before)[: size + 1] for walk in _walks(actor, act, narrow)]
    if not walks:
        return [], None
    when, pk = _names(walks[0])
    merged = walks[0] if len(walks) == 1 else walks[0].union(*walks[1:]).order_by(F(when).desc(), F(pk).desc())
    keys: list[Key] = list(merged[: size + 1])
    found = Case.objects.filter(pk__in=[case_id for _, case_id in keys[:size]])
    by_id = {case.pk: case for case in found.select_related("pupil", "school", "lead")}
    rows = [Listed(by_id[case_id], changed_at) for changed_at, case_id in keys[:size] if case_id in by_id]
    return rows, keys[size - 1] if len(keys) > size else None


def _walks(actor: Actor, act: Act, narrow: Narrow) -> list[QuerySet[Any]]:
    """One walk a standing and agency; a share's leaves out what another walk has at a newer key."""
    ways = ways_for(actor, act)
    walks = [walk for way, seats in ways for walk in way.walks(actor, seats, narrow)]
    sharing = agency_ids([seat for way, seats in ways if way.standing in BY_SHARE for seat in seats])
    probes = []
    if any(walk.model is Case for walk in walks):  # a keeper’s key is never older
        probes.append(~Exists(kept(actor, act).filter(pk=OuterRef("case_id"))))
    if len(sharing) > 1:
        same = CaseShare.objects.live(AT).filter(agency_id__in=sharing, case_id=OuterRef("case_id"))
        probes.append(~Exists(same.filter(touched_at__gt=OuterRef("touched_at"))))
    return [walk.filter(*probes) if walk.model is CaseShare else walk for walk in walks]


def _names(walk: QuerySet[Any]) -> tuple[str, str]:
    """The two columns that a walk goes by."""
    return ("touched_at", "case_id") if walk.model is CaseShare else ("updated_at", "id")


def _from(walk: QuerySet[Any], before: Key | None) -> QuerySet[Any]:
    if before is None:
        return walk
    when, pk = _names(walk)
    at, last = before
    return walk.filter(Q(**{f"{when}__lt": at}) | Q(**{when: at, f"{pk}__lt": last}))


def kept(actor: Actor, act: Act, *, but: Standing = Standing.GRANTED) -> QuerySet[Case]:
    """The cases on which the actor may do the act otherwise than by a share (or by another standing named)."""
    return _by([(way, seats) for way, seats in ways_for(actor, act) if way.standing not in (*BY_SHARE, but)], actor)


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
