"""What the rows say of a school's signs: which rules are off."""

from dataclasses import dataclass

from agencies.directory.models import Agency
from interventions.signals.models import SignalSwitch
from interventions.signals.rules import Rule


@dataclass(frozen=True, slots=True)
class RuleAt:
    """A rule of one school."""

    school: Agency
    rule: Rule

    @property
    def in_trail(self) -> tuple[str, str, dict[str, str]]:
        """The lines of the trail that are about it."""
        return "agency", str(self.school.reference), {"rule": self.rule.key}


def switches(school_id: int) -> dict[str, SignalSwitch]:
    """What was said last of each rule that the school ever switched."""
    found = SignalSwitch.objects.filter(school_id=school_id).select_related("switched_by").order_by("id")
    return {one.rule: one for one in found}


def switched_off(school_id: int) -> frozenset[str]:
    """The keys of the rules that are off there."""
    return frozenset(key for key, one in switches(school_id).items() if not one.is_on)
