"""What an officer reads of two records that may be of one child: what tells the two apart, and nothing else of them."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import prefetch_related_objects

from agencies.actors import Actor
from agencies.likeness import POINTS, Likeness
from agencies.policy import Act
from agencies.web.fields import Form
from agencies.web.lists import Stretch, walk
from agencies.web.pages import Page, Said, said
from agencies.words import long_day, short_day
from referrals import door
from referrals.duplicates.access import kept_apart, waiting
from referrals.duplicates.facts import child, compared, still_alike, with_numbers
from referrals.duplicates.models import Duplicate
from referrals.duplicates.words import BANDS, WHY
from referrals.pupils.models import Pupil

SIZE = 25
ORDER = ("-points", "id")
LAST_SAID = ("-apart_at", "id")
NOT_KNOWN = "not known"
DOUBTFUL = ", which another record has too"


@dataclass(frozen=True, slots=True)
class Row:
    """A pair of the list."""

    reference: str
    pupils: tuple[str, str]
    names: str
    how: str
    found: str


@dataclass(frozen=True, slots=True)
class ApartRow:
    """A pair of two children by the council's word."""

    reference: str
    pupils: tuple[str, str]
    names: str
    who: str
    said: str
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing by which children are told apart, of each record."""

    what: str
    one: list[str]
    other: list[str]
    is_same: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """One row of the comparison, with its points."""

    words: str
    points: str


@dataclass(frozen=True, kw_only=True)
class DuplicatesPage(Page):
    """The pairs that wait, the most alike first."""

    template: ClassVar[str] = "referrals/duplicates_list.html"
    rows: list[Row]
    walked: Stretch

    @property
    def shown(self) -> list[str]:
        """The references of the children whom it names."""
        return [one for row in self.rows for one in row.pupils]


@dataclass(frozen=True, kw_only=True)
class KeptApartPage(Page):
    """The pairs of two children, what was said last first."""

    template: ClassVar[str] = "referrals/duplicates_apart.html"
    rows: list[ApartRow]
    walked: Stretch

    @property
    def shown(self) -> list[str]:
        """The references of the children whom it names."""
        return [one for row in self.rows for one in row.pupils]


@dataclass(frozen=True, kw_only=True)
class ComparePage(Page):
    """Two records side by side."""

    template: ClassVar[str] = "referrals/duplicates_compare.html"
    pair: Duplicate
    one: str
    other: str
    lines: list[Line]
    reasons: list[Reason]
    points: int
    how: str
    answered: str
    why: str
    can: list[str]


@dataclass(frozen=True, kw_only=True)
class DuplicateActPage(Page):
    """One act on a pair, in the words of its row, with what tells the two apart."""

    template: ClassVar[str] = "referrals/duplicates_act.html"
    pair: Duplicate
    said: Said
    one: str
    other: str
    lines: list[Line]


def duplicates_page(actor: Actor, after: str) -> DuplicatesPage:
    """A page of the list: five queries, however many pairs.

    A pair whose records were changed a moment ago, and are alike no more, is not on it: the tick takes it off.
    """
    walked = walk(Duplicate.objects.select_related("one", "other"), ORDER, after, SIZE, waiting(actor))
    return DuplicatesPage(rows=[_row(pair, found) for pair, found in _alike(walked)], walked=walked)


def kept_apart_page(actor: Actor, after: str) -> KeptApartPage:
    """A page of those who are two children: five queries. One that is alike no more is not on it."""
    found = Duplicate.objects.select_related("one", "other", "apart_by")
    walked = walk(found, LAST_SAID, after, SIZE, kept_apart(actor))
    return KeptApartPage(rows=[_apart_row(pair) for pair, _ in _alike(walked)], walked=walked)


def _alike(walked: Stretch) -> list[tuple[Duplicate, Likeness]]:
    """The pairs of a page that are alike by what stands now: three queries."""
    pupils = [pupil for pair in walked.rows for pupil in (pair.one, pair.other)]
    prefetch_related_objects(pupils, *with_numbers())
    alike = [(pair, compared(pair.one, pair.other)) for pair in walked.rows]
    return [(pair, found) for pair, found in alike if found is not None]


def _two(pair: Duplicate) -> tuple[str, tuple[str, str], str]:
    two = pair.one.reference, pair.other.reference
    return pair.reference, two, f"{pair.one.name} and {pair.other.name}"


def _row(pair: Duplicate, found: Likeness) -> Row:
    how = f"{BANDS[found.band.value]}, {found.points} points"
    return Row(*_two(pair), how, short_day(pair.found_at))


def _apart_row(pair: Any) -> ApartRow:
    return ApartRow(*_two(pair), pair.apart_by.name, short_day(pair.apart_at), pair.apart_why)


def compare_page(actor: Actor, pair: Duplicate, one: Pupil, other: Pupil) -> ComparePage:
    """The two side by side, with why they are alike."""
    answered, found = "", still_alike(one, other)
    if pair.apart_by is not None and pair.apart_at is not None:
        answered = f"{pair.apart_by.name} said on {short_day(pair.apart_at)} that they are two children"
    return ComparePage(
        pair=pair,
        one=one.name,
        other=other.name,
        lines=lines_of(one, other),
        reasons=[Reason(WHY[row], f"{POINTS[row]:+d}".replace("-", "−")) for row in found.why],
        points=found.points,
        how=BANDS[found.band.value],
        answered=answered,
        why=pair.apart_why,
        can=sorted(act.value for act in door.may_now(actor, pair, pair.state)),
    )


def act_page(pair: Duplicate, one: Pupil, other: Pupil, act: Act, form: Form) -> DuplicateActPage:
    """The page of one act on the pair; of two who are alike no more, what clashed is not shown."""
    lines = lines_of(one, other) if compared(one, other) else []
    return DuplicateActPage(pair=pair, said=said(act), one=one.name, other=other.name, lines=lines, form=form)


def lines_of(one: Pupil, other: Pupil) -> list[Line]:
    """Names, birthday, numbers, and places on rolls; whether there is a case, or a concern, of either is not said."""
    return [
        _line("First names", [one.given_name], [other.given_name]),
        _line("Family name", [one.family_name], [other.family_name]),
        _line("Called", [one.known_as or one.given_name], [other.known_as or other.given_name]),
        _line("Born", [long_day(one.born_on)], [long_day(other.born_on)]),
        _line("UPN", _numbers(one), _numbers(other), is_same=child(one).upns == child(other).upns),
        _line("On the roll of", _places(one), _places(other)),
    ]


def _line(what: str, one: list[str], other: list[str], *, is_same: bool | None = None) -> Line:
    """What is not known of either is not the same."""
    is_same = one == other if is_same is None else is_same
    return Line(what, one or [NOT_KNOWN], other or [NOT_KNOWN], is_same and one != [])


def _numbers(pupil: Any) -> list[str]:
    """Those that are the child's, were so, or were sent by a school’s system."""
    own = {one.value: _number(one) for one in pupil.upns}
    sent = {one.upn: f"{one.upn}, sent by a school’s system" for one in pupil.sent if one.upn not in own}
    return [*own.values(), *sent.values()]


def _number(one: Any) -> str:
    until = f", until {long_day(one.ends_on)}" if one.ends_on else ""
    return f"{one.value}{until}{DOUBTFUL if one.is_doubtful else ''}"


def _places(pupil: Any) -> list[str]:
    return [_place(one) for one in pupil.places]


def _place(one: Any) -> str:
    until = f" to {short_day(one.ends_on)}" if one.ends_on else ""
    return f"{one.school.name}, {'' if until else 'from '}{short_day(one.starts_on)}{until}"
