"""How often a rule was useful at a school, to whom, and what became of absence after it: of the answers of a year."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models.functions import Coalesce

from agencies.schoolday import local_day
from interventions.signals.comparing import ratio
from interventions.signals.models import Signal, SignalSwitch
from interventions.signals.states import Result
from interventions.signals.words import RESULTS, percent
from referrals.pupils.models import PupilFact
from referrals.pupils.states import Fact

LEAST = 10
"""Of fewer no share is given: it would be of a few children."""
LEAST_POSSIBLE = 20
"""Half days that were possible before and after, below which a child's absence is not compared."""
A_YEAR = timedelta(365)
NOBODY = ""


@dataclass(slots=True)
class Use:
    """Of one rule: answers by result; by child the last one; and by result in how many children absence was less."""

    answers: Counter[str] = field(default_factory=Counter)
    by_child: dict[int, str] = field(default_factory=dict)
    compared: dict[int, tuple[str, bool]] = field(default_factory=dict)


def uses(school_id: int, at: datetime) -> Mapping[str, Use]:
    """By rule, the oldest first, so that of a child the last one counts: one query."""
    found: dict[str, Use] = defaultdict(Use)
    there = Signal.objects.annotate(since=Coalesce("answered_at", "found_at")).filter(school_id=school_id)
    there = there.filter(since__gte=at - A_YEAR).order_by("since", "pk")
    numbers = ("before_missed", "before_possible", "after_missed", "after_possible")
    for rule, pupil_id, result, *of in there.values_list("rule", "pupil_id", "result", *numbers):
        if result:
            found[rule].answers[result] += 1
            found[rule].by_child[pupil_id] = result
        if None not in of and min(of[1], of[3]) >= LEAST_POSSIBLE:
            before_missed, before_possible, after_missed, after_possible = of
            is_less = after_missed * before_possible < before_missed * after_possible
            found[rule].compared[pupil_id] = (result, is_less)
    return found


def useful_said(use: Use | None) -> str:
    """How often it was useful, where there were enough answers."""
    of = use.answers.total() if use else 0
    if use is None or not of:
        return "no answer yet"
    if of < LEAST:
        return f"{of} {'answer' if of == 1 else 'answers'}: too few to say"
    useful = of - use.answers[Result.NOT_USEFUL.value]
    return f"useful in {useful} of {of} answers, {percent(useful, of)}"


def after_said(use: Use | None) -> list[str]:
    """By what was said of it, in how many children less was missed in the fifteen school days after than before."""
    if use is None or not use.compared:
        return []
    said = []
    for result, what in {**RESULTS, NOBODY: "Nobody answered it"}.items():
        less = [is_less for was, is_less in use.compared.values() if was == result]
        if less:
            share = f"less in {sum(less)} of {len(less)} children, {percent(sum(less), len(less))}"
            said.append(f"{what}: {share if len(less) >= LEAST else 'too few children to say'}.")
    return said


def differences(found: Mapping[str, Use], at: datetime) -> dict[str, dict[str, str]]:
    """By rule, the groups of the school's own record for whose children it was useful more or less often: one query.

    Each with its sum in words; a group is of those of whom the fact holds today.
    """
    children = {pupil for use in found.values() for pupil in use.by_child}
    facts: dict[str, set[int]] = defaultdict(set)
    held = PupilFact.objects.on(local_day(at)).filter(pupil_id__in=children)
    for kind, pupil_id in held.values_list("kind", "pupil_id"):
        facts[kind].add(pupil_id)
    return {rule: said for rule, use in found.items() if (said := dict(_differs(use, facts)))}


def _differs(use: Use, facts: Mapping[str, set[int]]) -> Iterator[tuple[str, str]]:
    useful = {pupil for pupil, result in use.by_child.items() if result != Result.NOT_USEFUL}
    everybody = set(use.by_child)
    for kind in sorted(facts):
        of, others = facts[kind] & everybody, everybody - facts[kind]
        a, b = len(useful & of), len(useful & others)
        got = ratio(a, len(of), b, len(others))
        if got.differs:
            ours = f"{a} of {len(of)} children, {percent(a, len(of))}"
            theirs = f"{b} of {len(others)}, {percent(b, len(others))}"
            said = (
                f"{Fact(kind).label}: useful for {ours}; of all others for {theirs}. That is {got.ratio:.2f} times as "
            )
            said += f"often (95 % interval {got.low:.2f} to {got.high:.2f}). Of many comparisons some differ by chance."
            yield kind, said


def kept(last: SignalSwitch | None, at: datetime) -> frozenset[str]:
    """The groups with which the lead, shown the sum, kept the rule within the year."""
    return frozenset(last.kept) if last and last.is_on and last.switched_at > at - A_YEAR else frozenset()
