"""Every clock of the service, as the nouns have them."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from agencies.deadlines.forms import NoSuchRule, Rule

RULES: tuple[Rule, ...] = tuple(
    rule
    for beside in iter_modules([str(Path(__file__).parent)])
    for rule in getattr(import_module(f"agencies.deadlines.{beside.name}"), "RULES", ())
)
"""The rules of every noun's module in this folder."""


def rule_for(name: str, on: date) -> Rule:
    """The rule of that name in force on a day: the one with the latest start. NoSuchRule where there is none yet."""
    found = [rule for rule in RULES if rule.name == name and rule.starts_on <= on]
    if not found:
        raise NoSuchRule(f"No rule {name!r} was in force on {on}.")
    return max(found, key=lambda rule: rule.starts_on)
