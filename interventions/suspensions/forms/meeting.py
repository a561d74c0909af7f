"""What the clerk writes of the governing board: when it met, adjourned and decided, and what it considered."""

from datetime import date, datetime
from typing import Any, ClassVar

from django import forms

from agencies.schoolday import LONDON, local_day
from agencies.web.fields import DayField, Form, OneOf, lines
from agencies.web.times import TimeField, instant_of
from agencies.words import long_day
from interventions.suspensions import words
from interventions.suspensions.actions import Decision, Times
from interventions.suspensions.facts import may_decide, next_day_of
from interventions.suspensions.models import BoardSitting, Suspension

BACK_AGAIN = (
    "It is {} now. Where the time of the decision changes, enter it again. A session that had begun when the board "
    "decided was served. Leave empty where the suspension was over by then"
)
NOBODY_BACK = "Leave empty where the suspension was over when the board decided: then no day of it came back"
STILL_TO_COME = "Days of the suspension were still to come then. Enter the day from which the pupil is back"


class BoardBegan(Form):
    """When the meeting began."""

    on = DayField(label="On which day")
    clock = TimeField(label="At what time")

    def began_at(self) -> datetime:
        """The instant."""
        return instant_of(self.cleaned_data["on"], self.cleaned_data["clock"])


class BoardAdjourned(Form):
    """When it was adjourned, and until when."""

    on = DayField(label="On which day")
    clock = TimeField(label="At what time")
    goes_on_on = DayField(label="It goes on on", help_text="Leave empty where no day was set", required=False)

    def adjourned(self) -> dict[str, Any]:
        """What the act needs."""
        data = self.cleaned_data
        return {"ended_at": instant_of(data["on"], data["clock"]), "goes_on_on": data["goes_on_on"]}


class BoardDecision(Form):
    """What the governing board decided, and when."""

    needed_at_times: ClassVar[tuple[str, ...]] = ("back_on",)
    outcome = OneOf(label="What did the board decide?", choices=list(words.OUTCOMES.items()))
    decided_on = DayField(label="On which day")
    decided = TimeField(label="When it decided")
    ended = TimeField(label="When the meeting ended", help_text="The same day")
    back_on = DayField(
        label="If it reinstates: back in school from",
        help_text=(
            "A session that had begun when the board decided was served: decided in the evening, it is the next school "
            "day. Leave empty where the suspension is over by then: no day of it comes back"
        ),
        required=False,
    )
    words = forms.CharField(label="Its reasons, in words that the family reads", widget=lines(3), max_length=4000)

    def __init__(self, *args: Any, suspension: Suspension, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suspension, has_power = suspension, may_decide(suspension)
        open_now = {code: text for code, text in words.OUTCOMES.items() if has_power != (code == "viewed")}
        self.fields["outcome"].choices = list(open_now.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A reinstatement has its day, while days are still to come."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        is_reinstated = data.get("outcome") == "reinstated"
        lacks = "decided_on" in data and "back_on" not in self.errors and not data.get("back_on")
        if is_reinstated and lacks and next_day_of(self.suspension, data["decided_on"]):
            self.add_error("back_on", "Enter the day from which the pupil is back")
        return data

    def decision(self) -> Decision:
        """What the act needs."""
        data = self.cleaned_data
        on: date = data["decided_on"]
        back_on = data["back_on"] if data["outcome"] == "reinstated" else None
        decided_at, ended_at = instant_of(on, data["decided"]), instant_of(on, data["ended"])
        return Decision(data["outcome"], decided_at, ended_at, data["words"], back_on)


class BoardTimes(Form):
    """The times of one sitting as they were: of what has ended its end too, and of a decision when it was.

    Where it reinstated, and the time of that changes, the day that the board said is asked again: it is not kept apart.
    """

    needed_at_times: ClassVar[tuple[str, ...]] = ("back_on",)
    began_on = DayField(label="It began on")
    began = TimeField(label="At what time")
    ended_on = DayField(label="It ended on")
    ended = TimeField(label="When it ended")
    decided = TimeField(label="When the board decided", help_text="On the day on which it ended")
    back_on = DayField(label="Back in school from, as the board said", required=False)
    why = forms.CharField(label="What was wrong", widget=lines(3), max_length=2000)

    def __init__(self, *args: Any, sitting: BoardSitting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(_as_typed("began", sitting.began_at))
        if sitting.ended_at:
            self.initial.update(_as_typed("ended", sitting.ended_at))
        else:
            del self.fields["ended_on"], self.fields["ended"]
        if sitting.decided_at:
            self.initial["decided"] = _as_typed("decided", sitting.decided_at)["decided"]
        else:
            del self.fields["decided"]
        self.sitting, self.suspension = sitting, sitting.suspension
        if sitting.decided_at and self.suspension.outcome == "reinstated":
            is_back = self.suspension.back_on
            self.fields["back_on"].help_text = BACK_AGAIN.format(long_day(is_back)) if is_back else NOBODY_BACK
        else:
            del self.fields["back_on"]

    def clean(self) -> dict[str, Any]:
        """Left empty, the day of return is as it was with a decision of that time; of another it is asked."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "back_on" not in data or data["back_on"] or self.errors:
            return data
        decided_at = instant_of(data["ended_on"], data["decided"])
        if decided_at == self.sitting.decided_at:
            data["back_on"] = self.suspension.back_on
        elif next_day_of(self.suspension, data["ended_on"]):
            self.add_error("back_on", STILL_TO_COME)
        return data

    def times(self) -> Times:
        """What the act needs."""
        data = self.cleaned_data
        ended, decided = (
            instant_of(data["ended_on"], data[name]) if name in data else None for name in ("ended", "decided")
        )
        return Times(instant_of(data["began_on"], data["began"]), ended, decided, data.get("back_on"))


def _as_typed(name: str, when: datetime) -> dict[str, Any]:
    there = when.astimezone(LONDON)
    return {f"{name}_on": there.date(), name: f"{there:%H:%M}"}


class Considered(Form):
    """When what the family wrote was considered, and the board's view where it gave one."""

    on = DayField(label="On which day")
    view = forms.CharField(label="The board’s view, for the record", widget=lines(3), max_length=4000, required=False)

    def __init__(self, *args: Any, today: date, suspension: Suspension, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.today = suspension.represented_on or local_day(suspension.decided_at), today

    def clean_on(self) -> date:
        """Between the day on which it came and today."""
        day: date = self.cleaned_data["on"]
        if not self.first <= day <= self.today:
            raise forms.ValidationError("Choose a day from that on which it came to today")
        return day
