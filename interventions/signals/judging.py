"""Whether a rule is on for one child, and by which numbers: no database, no clock, never a score (data.md 7.2)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from interventions.signals.rules import Rule, rules

A_YEAR = 365
Numbers = dict[str, int | str]
"""By which numbers a rule is on; days as ISO dates."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Half days attended and missed, of the possible ones."""

    attended: int = 0
    missed: int = 0

    @property
    def possible(self) -> int:
        """Half days on which the child could have come."""
        return self.attended + self.missed

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.attended + other.attended, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one school from which the windows are measured.

    `recent`: the last 20 school days, `before`: the 60 before; none where they reach beyond the terms that are known.
    `weeks`: the Mondays of school weeks up to today, the last one first.
    """

    today: date
    term: tuple[date, date]
    year: tuple[date, date]
    recent: frozenset[date] = frozenset()
    before: frozenset[date] = frozenset()
    weeks: tuple[date, ...] = ()

    @property
    def since(self) -> date | None:
        """The first of the last 20 school days."""
        return min(self.recent, default=None)


@dataclass(slots=True)
class Child:
    """What one school knows of one child, as far as a rule looks at it.

    `recent`, `before`, `year`: the marks of the last 20 school days, of the 60 before, of the school year; `outs`: half
    days of suspension that count, `begun`: when each that stands began, `elsewhere`: half days of this year that the
    school was told of; `concerns`: day and author.
    """

    recent: Tally = Tally()
    before: Tally = Tally()
    year: Tally = Tally()
    part_time: tuple[date, ...] = ()
    outs: list[date] = field(default_factory=list)
    begun: list[date] = field(default_factory=list)
    elsewhere: int = 0
    facts: set[str] = field(default_factory=set)
    concerns: list[tuple[date, int]] = field(default_factory=list)
    late_since: date | None = None
    joined_on: date | None = None
    school_year: int = 0
    has_case: bool = False


def judged(child: Child, days: Days) -> dict[str, Numbers]:
    """Each rule that is on, by its key, with its numbers."""
    found = {key: judge(child, days, rules()[key]) for key, judge in JUDGES.items()}
    return {key: numbers for key, numbers in found.items() if numbers is not None}


def _first(child: Child, days: Days, _: Rule) -> Numbers | None:
    since = days.since
    if since is None or len(child.begun) != 1 or not since <= child.begun[0] <= days.today:
        return None
    return {"begun": child.begun[0].isoformat()}


def _repeated(child: Child, days: Days, rule: Rule) -> Numbers | None:
    first, last = days.term
    events = sum(first <= day <= last for day in child.begun)
    half_days = sum(first <= day <= last for day in child.outs)
    is_on = events >= rule.limits["events"] or half_days >= rule.limits["half_days"]
    return {"events": events, "half_days": half_days} if is_on else None


def _near(child: Child, days: Days, rule: Rule) -> Numbers | None:
    first, last = days.term
    half_days = sum(first <= day <= last for day in child.outs)
    is_on = rule.limits["half_days"] <= half_days < rule.limits.get("below", half_days + 1)
    return {"half_days": half_days} if is_on else None


def _near_45(child: Child, days: Days, rule: Rule) -> Numbers | None:
    first, last = days.year
    here = sum(first <= day <= last for day in child.outs)
    is_on = here + child.elsewhere >= rule.limits["half_days"]
    return {"half_days": here, "elsewhere": child.elsewhere} if is_on else None


def _points(child: Child, rule: Rule) -> int | None:
    """By how many hundredths of a hundredth of the possible it rose; None where too few half days were possible."""
    if min(child.recent.possible, child.before.possible) < rule.limits["possible"]:
        return None
    now, then = child.recent, child.before
    return now.attended * then.possible - then.attended * now.possible


def _changed(child: Child, rule: Rule, sign: int) -> Numbers | None:
    risen, scale = _points(child, rule), child.recent.possible * child.before.possible
    if risen is None or 100 * sign * risen < rule.limits["points"] * scale:
        return None
    return {
        "attended": child.recent.attended,
        "possible": child.recent.possible,
        "attended_before": child.before.attended,
        "possible_before": child.before.possible,
    }


def _falling(child: Child, _: Days, rule: Rule) -> Numbers | None:
    return _changed(child, rule, -1)


def _rising(child: Child, _: Days, rule: Rule) -> Numbers | None:
    return _changed(child, rule, 1)


def _absent(child: Child, _: Days, rule: Rule) -> Numbers | None:
    missed, possible = child.year.missed, child.year.possible
    if possible < rule.limits["possible"] or 100 * missed < rule.limits["percent"] * possible:
        return None
    if "below" in rule.limits and 100 * missed >= rule.limits["below"] * possible:
        return None
    return {"missed": missed, "possible": possible}


def _part_time(child: Child, days: Days, rule: Rule) -> Numbers | None:
    """School weeks running with the code, up to this week or the one before it."""
    there, run = set(child.part_time), 0
    weeks = days.weeks[1:] if days.weeks and days.weeks[0] not in there else days.weeks
    for week in weeks:
        if week not in there:
            break
        run += 1
    return {"weeks": run, "since": weeks[run - 1].isoformat()} if run > rule.limits["weeks"] else None


def _joined(child: Child, days: Days, rule: Rule) -> Numbers | None:
    if child.joined_on is None or child.joined_on > days.today:
        return None
    september = date(child.joined_on.year - (child.joined_on.month < 8), 9, 1)
    is_at_start = child.joined_on <= september + timedelta(rule.limits["grace"])
    ends = child.joined_on + timedelta(A_YEAR)
    return None if is_at_start or days.today >= ends else {"joined": child.joined_on.isoformat()}


def _with_plan(child: Child, days: Days, _: Rule) -> Numbers | None:
    return _with(child, days, {"ehc_plan"})


def _with_care(child: Child, days: Days, _: Rule) -> Numbers | None:
    return _with(child, days, {"social_worker", "looked_after"})


def _with(child: Child, days: Days, facts: set[str]) -> Numbers | None:
    begun = [day for day in child.begun if days.year[0] <= day <= days.year[1]]
    held = facts & child.facts
    return {"events": len(begun), "last": max(begun).isoformat()} if held and begun else None


def _concerns(child: Child, days: Days, rule: Rule) -> Numbers | None:
    since = days.since
    if since is None:
        return None
    found = [author for day, author in child.concerns if since <= day <= days.today]
    staff = len(set(found))
    return {"concerns": len(found), "staff": staff} if staff >= rule.limits["staff"] else None


def _waits(child: Child, _: Days, __: Rule) -> Numbers | None:
    return {"since": child.late_since.isoformat()} if child.late_since else None


def _transition(child: Child, days: Days, rule: Rule) -> Numbers | None:
    is_time = child.school_year == rule.limits["year"] and rule.limits["month"] <= days.today.month < 8
    if not is_time or not (child.begun or child.has_case):
        return None
    return {"events": len(child.begun), "cases": int(child.has_case)}


JUDGES: dict[str, Callable[[Child, Days, Rule], Numbers | None]] = {
    "SG1": _first,
    "SG2": _repeated,
    "SG3": _near,
    "SG3B": _near,
    "SG4": _near_45,
    "SG5": _falling,
    "SG6": _absent,
    "SG6B": _absent,
    "SG8": _part_time,
    "SG9": _joined,
    "SG11": _with_plan,
    "SG12": _with_care,
    "SG13": _concerns,
    "SG14": _waits,
    "SG15": _transition,
    "SG16": _rising,
}
"""By the rule's key. Two rules have no source here yet: SG7 and SG10."""
