"""Every clock of the service, as the nouns have them."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from agencies.deadlines.forms import NoSuchRule, Rule

BY_NOUN: dict[str, tuple[Rule, ...]] = {
    beside.name: import_module(f"agencies.deadlines.{beside.name}").RULES
    for beside in iter_modules([str(Path(__file__).parent)])
    if beside.name != "rules" and hasattr(import_module(f"agencies.deadlines.{beside.name}"), "RULES")
}
"""The rules of every noun's module in this folder."""
RULES: tuple[Rule, ...] = tuple(rule for rules in BY_NOUN.values() for rule in rules)


def rule_for(name: str, on: date) -> Rule:
    """The rule of that name in force on a day: the one with the latest start. NoSuchRule where there is none yet."""
    found = [rule for rule in RULES if rule.name == name and rule.starts_on <= on]
    if not found:
        raise NoSuchRule(f"No rule {name!r} was in force on {on}.")
    return max(found, key=lambda rule: rule.starts_on)


def rule_since(name: str, began_on: date, today: date) -> Rule:
    """The rule by which what began on a day goes on (law.md 0.3); where none was in force yet, today's."""
    try:
        return rule_for(name, began_on)
    except NoSuchRule:
        return rule_for(name, today)
