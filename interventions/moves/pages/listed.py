"""The list of managed moves: its filters, a page of it, and all of it as it leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from agencies.actors import Actor
from agencies.directory.access import schools_to_list
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.lists import Stretch, count, walk
from agencies.web.narrowing import ALL, LATE, Asked, Choice, Filter
from agencies.web.pages import Page
from agencies.web.taken import MOST_COUNTED, MOST_TAKEN, Taken, counted
from agencies.words import short_day
from interventions.moves import access
from interventions.moves.models import Move
from interventions.moves.pages.move import Tag, tag_of
from interventions.moves.states import State
from referrals.duties.access import MOST_LATE, late

PAGE = 50
ORDER = ("-id",)
COLUMNS = ("Who", "Move", "From", "To", "State", "Proposed")


def _schools(actor: Actor, _: datetime, __: Mapping[str, Any]) -> Sequence[Choice]:
    own = {seat.agency_id for so in (Standing.RAISED, Standing.RECEIVES) for seat in actor.seats_for(Act.SEE_MOVE, so)}
    return schools_to_list(own, {seat.authority_id for seat in actor.seats_for(Act.SEE_MOVE, Standing.ASKED)})


def _states(_: Actor, __: datetime, ___: Mapping[str, Any]) -> Sequence[Choice]:
    return [(state.value, state.label, state.value) for state in State]


def _late(_: Actor, __: datetime, ___: Mapping[str, Any]) -> Sequence[Choice]:
    return [LATE]


FILTERS = (
    Filter("school", "From or to", "All schools", ("move_home", "move_to"), _schools, least=2),
    Filter("state", "State", "All", ("move_home", "move_receiving", "move_authority_state"), _states),
    Filter("late", "Due", "Late or not", ("duty_kind", "duty_subject"), _late),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A move in the list: `cells` is all that it says, in words."""

    move: Move
    tag: Tag

    @property
    def cells(self) -> tuple[str, ...]:
        """As it leaves."""
        move = self.move
        schools = (move.home_school.name, move.receiving_school.name)
        return (move.pupil.name, move.reference, *schools, self.tag[1], short_day(local_day(move.proposed_at)))


@dataclass(frozen=True, kw_only=True)
class MoveListPage(Page):
    """One page of the moves one may see, newest first."""

    template: ClassVar[str] = "interventions/move_list.html"
    rows: list[Row]
    walked: Stretch
    asked: Asked
    how_many: str

    @property
    def shown(self) -> list[str]:
        """The references of the moves on it."""
        return [row.move.reference for row in self.rows]


def move_list(actor: Actor, asked: Asked = ALL) -> MoveListPage:
    """One page of the list."""
    walks = _walks(actor, asked)
    walked = walk(_joined(), ORDER, asked.cursor.get("after", ""), PAGE, walks)
    found = count(walked, walks, MOST_COUNTED)
    rows = [Row(move, tag_of(move)) for move in walked.rows]
    return MoveListPage(rows=rows, walked=walked, asked=asked, how_many=counted(found, "managed move"))


def take(actor: Actor, _: datetime, asked: Asked) -> Taken:
    """The same moves, from the first on, as they leave."""
    walked = walk(_joined(), ORDER, "", MOST_TAKEN, _walks(actor, asked))
    rows = [Row(move, tag_of(move)).cells for move in walked.rows]
    refs = [move.reference for move in walked.rows]
    return Taken("Managed moves", COLUMNS, rows, refs, is_cut=bool(walked.next))


def _joined() -> QuerySet[Move]:
    found: QuerySet[Move] = Move.objects.select_related("pupil", "home_school", "receiving_school")
    return found


def _walks(actor: Actor, asked: Asked) -> list[QuerySet[Move]]:
    """By standing and place; of one school those from it and those to it, each by its own index."""
    of = Q(state=asked.means["state"]) if "state" in asked.means else Q()
    if "late" in asked.means:
        there = list(late(actor, MOST_LATE, "move").values_list("subject_ref", flat=True))
        if not there:
            return []
        of &= Q(reference__in=there)
    ends = [Q()]
    if school := asked.means.get("school"):
        ends = [Q(home_school_id=school), Q(receiving_school_id=school)]
    return [found.filter(of, end) for found in access.by_place(actor, Act.SEE_MOVE) for end in ends]
