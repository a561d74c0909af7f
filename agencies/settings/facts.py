"""What a council may set, within which bounds, and what it has set."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from agencies.deadlines import BY_NOUN, LADDERS, RUNGS, Force, Rule
from agencies.directory.models import Authority
from agencies.policy import MATRIX, Matching
from agencies.settings.lines import KINDS, LINES, MOST_LINES
from agencies.settings.models import Setting
from agencies.settings.own import lines_set
from agencies.settings.words import HOUR_WORDS, HOURS, LADDER, LADDER_WORDS, TERM_WORDS, YEARS_WORDS

MOST_DAYS = 60
WEEKS, SWITCH, HOUR, YEARS = "weeks", "switch", "hour", "years"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a council may set: its days by default, and between which it may choose.

    A limit of law or guidance can only be made shorter. Where both ends are the same there is nothing to choose.
    """

    name: str
    group: str
    what: str
    default: Any
    least: int
    most: int
    unit: str
    counted: str
    source: str
    force: Force

    @property
    def is_fixed(self) -> bool:
        """Whether there is nothing to choose."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class CouncilItem:
    """An item as one council has it."""

    authority: Authority
    item: Item

    @property
    def reference(self) -> str:
        """The council's, under which the trail has it."""
        return str(self.authority.code)

    @property
    def authority_id(self) -> int:
        """The key of the council's area."""
        return int(self.authority.pk)

    def now(self, today: date) -> Any:
        """What of its lines counts today."""
        return lines_set(self.authority_id, self.item.name, today) if self.item.unit == LINES else ()

    @property
    def in_trail(self) -> tuple[str, str, dict[str, str]]:
        """The lines of the trail that are about it."""
        return "setting", self.reference, {"name": self.item.name}


def items(on: date) -> list[Item]:
    """What may be set on that day, group by group: the limit of each rule in force, and the ladder's rungs."""
    found = []
    for group, rules in BY_NOUN.items():
        begun = sorted((rule for rule in rules if rule.starts_on <= on), key=lambda one: one.starts_on)
        found += [_of_rule(rule, group) for rule in {rule.name: rule for rule in begun}.values()]
    return [*found, *_of_terms(), *_of_matching(), *_of_ladder(), *_of_hours(), *_of_years(), *_in_lines()]


def _of_rule(rule: Rule, group: str) -> Item:
    is_own, is_fixed = rule.force is Force.LOCAL, rule.force is Force.LOCAL and rule.setting is None
    return Item(
        name=limit_name(rule),
        group=group,
        what=rule.what,
        default=rule.limit,
        least=rule.limit if is_fixed else min(1, rule.limit),
        most=max(MOST_DAYS, rule.limit) if is_own and not is_fixed else rule.limit,
        unit=rule.unit.value,
        counted=f", counted from {rule.counted_from}",
        source=rule.source,
        force=rule.force,
    )


def weeks_name(purpose: str) -> str:
    """The name of the setting for how long a share for this purpose usually runs."""
    return f"share_{purpose}_weeks"


def _of_terms() -> Iterable[Item]:
    """How long a share usually runs, by purpose: what the matrix has, and never longer than it allows."""
    for purpose, words in TERM_WORDS.items():
        rows = [row for (_, of), row in MATRIX.items() if of is purpose]
        yield Item(
            name=weeks_name(purpose),
            group="shares",
            what=f"How long a share usually runs: {words}",
            default=max(row.weeks for row in rows),
            least=1,
            most=max(row.most_weeks for row in rows),
            unit=WEEKS,
            counted=", where nobody chooses another end; with an agency that has a shorter longest term, that",
            source="The sharing matrix",
            force=Force.LOCAL,
        )


def switch_name(number: str) -> str:
    """The name of the setting that switches on that a share gives this number."""
    return f"share_{number}_number"


def _of_matching() -> Iterable[Item]:
    """Numbers that a share may give a receiver to match the child by: off until the council switches one on."""
    for number in Matching:
        yield Item(
            name=switch_name(number),
            group="shares",
            what=f"{number.label}, for teams that are shared with for health",
            default=0,
            least=0,
            most=1,
            unit=SWITCH,
            counted=", to match the child with their own record",
            source="The sharing matrix; the council’s data protection officer says on which basis",
            force=Force.LOCAL,
        )


def _of_ladder() -> Iterable[Item]:
    for step in LADDERS["default"]:
        if name := RUNGS.get(step.name):
            of_late = step.offset_days > 0
            yield Item(
                name=name,
                group="reminders",
                what=LADDER_WORDS[step.name],
                default=abs(step.offset_days),
                least=1,
                most=20,
                unit="rung_days",
                counted=" after the day on which it was due" if of_late else " before it is due",
                source=LADDER,
                force=Force.LOCAL,
            )


def _of_hours() -> Iterable[Item]:
    for name, (what, counted, least, most) in HOUR_WORDS.items():
        yield Item(name, "reminders", what, HOURS[name], least, most, HOUR, counted, LADDER, Force.LOCAL)


def _of_years() -> Iterable[Item]:
    for name, (what, counted, source, least, most) in YEARS_WORDS.items():
        yield Item(name, "attendance", what, least, least, most, YEARS, counted, source, Force.LOCAL)


def _in_lines() -> Iterable[Item]:
    for one in KINDS:
        yield Item(
            name=one.name,
            group=one.group,
            what=one.what,
            default=[list(row) if isinstance(row, tuple) else row for row in one.default],
            least=0,
            most=MOST_LINES,
            unit=LINES,
            counted=one.counted,
            source=one.source,
            force=Force.LOCAL,
        )


ORDER = {
    RUNGS["late_1"]: RUNGS["late_2"],
    "decide_urgent_referral_limit": "decide_referral_limit",
    "look_at_concern_very_limit": "look_at_concern_limit",
}
"""What is never later than what: the manager hears before the officer, and the urgent goes before the routine."""
REVERSED = {later: sooner for sooner, later in ORDER.items()}


def within_order(item: Item, authority_id: int, today: date) -> Item:
    """The item with the bounds that its twin leaves, as it is set from now on."""
    other = ORDER.get(item.name) or REVERSED.get(item.name)
    if other is None:
        return item
    rows = history_of(authority_id, [other])[other]
    stands = in_force(rows, today)
    default = next(one.default for one in items(today) if one.name == other)
    days = [row.value for row in rows if row.starts_on > today] + [stands.value if stands else default]
    if item.name in ORDER:
        return replace(item, most=min(item.most, *days))
    return replace(item, least=max(item.least, *days))


def limit_name(rule: Rule) -> str:
    """The name of the setting that may change the limit of this rule."""
    return rule.setting or f"{rule.name}_limit"


def limits_then(authority_id: int) -> Callable[[date, datetime | None], dict[str, Any]]:
    """What of a council's settings counted on a day for what was opened at an instant: one query for every day.

    What was set later that day left alone what was open.
    """
    rows = list(Setting.objects.filter(authority_id=authority_id).order_by("starts_on", "id"))

    def counted(on: date, opened_at: datetime | None) -> dict[str, Any]:
        begun = (row for row in rows if row.starts_on <= on)
        return {row.name: row.value for row in begun if not (opened_at and row.set_at) or row.set_at < opened_at}

    return counted


def limit_of(rule: Rule, authority_id: int, on: date) -> int:
    """The limit in force: the council's own setting where it has one that has begun, else the rule's."""
    return set_limit(rule, dict(limits_on(authority_id, on)))


def limits_on(authority_id: int, on: date) -> QuerySet[Setting, tuple[str, Any]]:
    """What a council has set and what has begun, the newest last: of a name, that counts."""
    rows = Setting.objects.filter(authority_id=authority_id, starts_on__lte=on)
    return rows.order_by("starts_on", "id").values_list("name", "value")


def set_limit(rule: Rule, limits: Mapping[str, Any]) -> int:
    """The limit of a rule by such settings; one of law or guidance is never longer than that."""
    limit = int(limits.get(limit_name(rule), rule.limit))
    return limit if rule.force is Force.LOCAL else min(limit, rule.limit)


def history_of(authority_id: int, names: Iterable[str]) -> dict[str, list[Setting]]:
    """What a council has set of these, the newest first: one query."""
    found: dict[str, list[Setting]] = {name: [] for name in names}
    for row in Setting.objects.filter(authority_id=authority_id, name__in=found).order_by("-starts_on", "-id"):
        found[row.name].append(row)
    return found


def in_force(rows: Iterable[Setting], on: date) -> Setting | None:
    """Of rows of one name, the newest first, the one that counts on that day."""
    return next((row for row in rows if row.starts_on <= on), None)
