"""What an officer reads of two records that become one: what tells them apart, who proposed it, and who decided."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies.actors import Actor
from agencies.policy import Act
from agencies.web.fields import Form
from agencies.web.lists import Stretch, walk
from agencies.web.pages import Page, Said, said
from agencies.words import short_day
from referrals import door
from referrals.duplicates.facts import compared, read
from referrals.duplicates.pages import Line, lines_of
from referrals.merges.access import walks
from referrals.merges.facts import is_undoable, undo_words
from referrals.merges.models import LIVE, Merge
from referrals.merges.states import State
from referrals.pupils.models import Pupil

SIZE = 25
ORDER = ("-proposed_at", "id")
OWN = {State.PROPOSED: Act.APPROVE_MERGE, State.DIVIDING: Act.APPROVE_SPLIT}
UNDOING = {Act.PROPOSE_SPLIT, Act.APPROVE_SPLIT}


@dataclass(frozen=True, slots=True)
class Row:
    """A merge of the list."""

    reference: str
    pupils: tuple[str, str]
    names: str
    state: str
    since: str


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody said, and why."""

    who: str
    why: str


@dataclass(frozen=True, kw_only=True)
class MergesPage(Page):
    """Those that wait, those that were made, and those that were not, the newest first."""

    template: ClassVar[str] = "referrals/merges_list.html"
    rows: list[Row]
    walked: Stretch

    @property
    def shown(self) -> list[str]:
        """The references of the children whom it names."""
        return [one for row in self.rows for one in row.pupils]


@dataclass(frozen=True, kw_only=True)
class MergePage(Page):
    """One merge, with the acts that are possible to this reader now."""

    template: ClassVar[str] = "referrals/merge.html"
    merge: Merge
    state: str
    stays: str
    goes: str
    one: str
    other: str
    lines: list[Line]
    words: list[Word]
    until: str
    is_own: bool
    can: list[str]


@dataclass(frozen=True, kw_only=True)
class MergeActPage(Page):
    """One act on a merge, in the words of its row, with what was said."""

    template: ClassVar[str] = "referrals/merge_act.html"
    merge: Merge
    said: Said
    one: str
    other: str
    lines: list[Line]
    words: list[Word]


def merges_page(actor: Actor, after: str) -> MergesPage:
    """A page of the list: one query, however many merges."""
    walked = walk(Merge.objects.select_related("stays", "goes"), ORDER, after, SIZE, walks(actor))
    return MergesPage(rows=[_row(merge) for merge in walked.rows], walked=walked)


def _row(merge: Merge) -> Row:
    two = merge.stays.reference, merge.goes.reference
    names = f"{merge.stays.name} and {merge.goes.name}"
    return Row(merge.reference, two, names, State(merge.state).label, short_day(merge.proposed_at))


def merge_page(actor: Actor, merge: Merge, at: datetime) -> MergePage:
    """The page on one merge; numbers and places side by side only while the two are two records."""
    own = OWN.get(State(merge.state))
    first = merge.undo_by_id if merge.state == State.DIVIDING else merge.proposed_by_id
    is_own = own is not None and first == actor.person_id
    can = set(door.may_now(actor, merge, merge.state)) - ({own} if is_own else set())
    if not is_undoable(merge, at):
        can -= UNDOING
    one, other, lines = side_by_side(merge)
    return MergePage(
        merge=merge,
        state=State(merge.state).label,
        stays=_called(merge.stays),
        goes=_called(merge.goes),
        one=one,
        other=other,
        lines=lines,
        words=_words(merge),
        until=undo_words(merge, at),
        is_own=is_own,
        can=sorted(act.value for act in can),
    )


def _called(pupil: Pupil) -> str:
    return f"{pupil.name}, {pupil.reference}"


def side_by_side(merge: Merge) -> tuple[str, str, list[Line]]:
    """Both names, and what tells the two apart; of two who are alike no more, what clashed is not shown."""
    one, other = read(merge.pair)
    is_two = merge.state not in LIVE and compared(one, other)
    return one.name, other.name, lines_of(one, other) if is_two else []


def act_page(merge: Merge, act: Act, form: Form) -> MergeActPage:
    """The page of one act on it."""
    one, other, lines = side_by_side(merge)
    return MergeActPage(merge=merge, said=said(act), one=one, other=other, lines=lines, words=_words(merge), form=form)


def _words(merge: Merge) -> list[Word]:
    """Who proposed it, who decided, and the same of its undoing."""
    decided = "declined it" if merge.state == State.DECLINED else "made one record"
    undone = "made two records again" if merge.state == State.SPLIT else "declined its undoing"
    steps = (
        (merge.proposed_by, "proposed it", merge.proposed_at, merge.proposed_why),
        (merge.decided_by, decided, merge.decided_at, merge.decided_why),
        (merge.undo_by, "proposed two records again", merge.undo_at, merge.undo_why),
        (merge.undone_by, undone, merge.undone_at, merge.undone_why),
    )
    return [Word(f"{who.name} {did} on {short_day(at)}", why) for who, did, at, why in steps if who and at]
