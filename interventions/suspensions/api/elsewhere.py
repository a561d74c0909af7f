"""Days of suspension at another school, as a school’s own system sends them: with the report, or later."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rest_framework import serializers

from agencies.machines.api.problems import WORDS, wrong
from agencies.machines.api.sending import Strict
from agencies.machines.api.strict import Day, Name
from agencies.schoolday import school_year
from interventions.suspensions.elsewhere import MOST_HALF_DAYS, Elsewhere
from interventions.suspensions.models import DaysElsewhere
from interventions.suspensions.words import ANSWERS, TOLD_BY

NEEDED = {"yes": ("half_days", "school", "source"), "no": ("source",), "unknown": ()}
OF_A_YES = ("half_days", "school")


class HalfDays(serializers.IntegerField):
    """A whole number, and no text or truth value that could be read as one."""

    def to_internal_value(self, data: Any) -> int:
        """Half a day is one."""
        if type(data) is not int:
            self.fail("invalid")
        return super().to_internal_value(data)


class AnswerElsewhere(Strict):
    """Whether there were such days this school year; of a yes how many and where; who said so, and since when."""

    answer = serializers.ChoiceField(choices=list(ANSWERS))
    half_days = HalfDays(min_value=1, max_value=MOST_HALF_DAYS, required=False)
    school = Name(max_length=120, required=False)
    source = serializers.ChoiceField(choices=list(TOLD_BY), required=False)  # type: ignore[assignment]
    asked_on = Day(required=False)


def of_elsewhere(sent: Mapping[str, Any], first_on: date, today: date, at: str = "") -> list[dict[str, str]]:
    """What is missing of a yes or a no, what contradicts it, and a day that cannot be; `at` is where it stands."""
    needed, answer = NEEDED[sent["answer"]], sent["answer"]
    errors = [wrong(f"{at}/{name}", "required", WORDS["required"]) for name in needed if name not in sent]
    too_much = {"yes": (), "no": OF_A_YES, "unknown": (*OF_A_YES, "source", "asked_on")}[answer]
    said = "The answer is not yes: this is only of a yes." if answer == "no" else "The answer is not known yet."
    errors += [wrong(f"{at}/{name}", "contradicts", said) for name in too_much if name in sent]
    asked_on = sent.get("asked_on", today)
    if asked_on > today:
        errors.append(wrong(f"{at}/asked_on", "future", "This day is still to come."))
    if school_year(asked_on) < min(school_year(first_on), school_year(today)):
        errors.append(wrong(f"{at}/asked_on", "before_year", "This is before the school year of the suspension."))
    return errors


def as_told(sent: Mapping[str, Any] | None, today: date, stands: DaysElsewhere | None = None) -> Elsewhere | None:
    """The answer as plain facts; None where it is not known yet. Without a day: that of what `stands`, or today."""
    if sent is None or sent["answer"] == "unknown":
        return None
    said = (sent.get("half_days", 0), sent.get("school", ""), sent["source"])
    is_same = stands is not None and said == (stands.half_days, stands.school, stands.source)
    return Elsewhere(*said, sent.get("asked_on", stands.asked_on if stands and is_same else today))
