"""A concern's acts as forms."""

import uuid
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms

from agencies.schoolday import local_day
from agencies.web.days import has_been
from agencies.web.fields import DayField, Form, Name, OneOf, Pick, SomeOf, lines
from agencies.web.times import TimeField, instant_that_was
from agencies.words import short_day
from referrals.concerns import words
from referrals.concerns.actions import CallFacts, ConcernFacts, TickedFacts
from referrals.concerns.models import Concern
from referrals.pupils.models import Pupil


class DismissConcern(Form):
    """Answer a concern without a case."""

    reply = forms.CharField(
        label="Why no case, in words they can read",
        widget=lines(3),
        max_length=1000,
        error_messages={"required": "Say why: the person who logged it will read this"},
    )


class AddTo(Form):
    """Add to a concern that nobody who leads has read."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label="What you add",
        help_text="What you saw or heard, or what was wrong in it. The child may read it one day",
        widget=lines(4),
        max_length=2000,
        error_messages={"required": "Say what you add"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("once", uuid.uuid4())


class HandOver(Form):
    """Hand a concern to the safeguarding lead."""

    why = forms.CharField(
        label="Why the safeguarding lead should see it",
        widget=lines(3),
        max_length=1000,
        error_messages={"required": "Say why, in a line"},
    )


class AnswerHanded(Form):
    """What is done about what was handed over."""

    answer = forms.CharField(
        label="What is done, in words its author can read",
        widget=lines(4),
        max_length=2000,
        error_messages={"required": "Say what is done, or why nothing needs to be"},
    )


BEFORE = "That is before it happened, on {}: a call about it came no earlier"
NO_PUPIL = "Type two letters of the pupil’s name, then choose them"


class Called(Form):
    """Whether the front door was rung, whom and when: asked where a danger is ticked."""

    needed_at_times: ClassVar[tuple[str, ...]] = ("rung", "rung_whom", "rung_on", "rung_time", "rung_said")
    rung = OneOf(label="Have you rung the front door?", choices=[("yes", "Yes"), ("no", "No, not yet")], required=False)
    rung_whom = Name(label="Whom did you reach?", max_length=120, required=False)
    rung_on = DayField(label="On which day?", help_text="Leave empty for today", required=False)
    rung_time = TimeField(label="At about what time?", required=False)
    rung_said = forms.CharField(
        label="What they said, and their reference", widget=lines(2), max_length=2000, required=False
    )
    at: datetime
    born_on: date | None = None
    not_before: date | None = None

    def clean_rung_on(self) -> date:
        """Today where it is empty."""
        return has_been(self.cleaned_data["rung_on"], local_day(self.at), self.born_on)

    def require_call(self, data: dict[str, Any]) -> None:
        """An answer; where somebody rang, whom and when, which has been."""
        if not data.get("rung"):
            self.add_error("rung", "Say whether you have rung")
        if data.get("rung") != "yes":
            return
        happened_on = data.get("happened_on") or self.not_before
        if happened_on and data.get("rung_on") and data["rung_on"] < happened_on:
            self.add_error("rung_on", BEFORE.format(short_day(happened_on)))
        if not data.get("rung_whom") and "rung_whom" not in self.errors:
            self.add_error("rung_whom", "Say whom you reached")
        if not data.get("rung_time"):
            if "rung_time" not in self.errors:
                self.add_error("rung_time", "Say at about what time you rang")
        elif data.get("rung_on"):
            self._keep_instant(data)

    def _keep_instant(self, data: dict[str, Any]) -> None:
        try:
            data["rung_at"] = instant_that_was(data["rung_on"], data["rung_time"], self.at)
        except forms.ValidationError as to_come:
            self.add_error("rung_time", to_come)

    def call(self) -> CallFacts:
        """What the act needs."""
        data = self.cleaned_data
        if data["rung"] != "yes":
            return CallFacts(is_rung=False, said=data["rung_said"])
        return CallFacts(is_rung=True, whom=data["rung_whom"], rung_at=data["rung_at"], said=data["rung_said"])


class RecordCall(Called):
    """The follow-up of a danger that was ticked."""

    rung = OneOf(
        label="Was the front door rung?",
        choices=[("yes", "Yes"), ("no", Pick("No", "Say below why not, and what is done in its place"))],
        error_messages={"required": "Say whether it was rung"},
    )

    def __init__(self, *args: Any, at: datetime, concern: Concern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at, self.born_on, self.not_before = at, concern.pupil.born_on, concern.happened_on
        self.fields["rung_said"].label = "What they said and their reference, or why nobody rang"

    def clean(self) -> dict[str, Any]:
        """Whom and when, or why not."""
        data = super().clean() or {}
        if data.get("rung"):
            self.require_call(data)
        if data.get("rung") == "no" and not data.get("rung_said"):
            self.add_error("rung_said", "Say why nobody rang, and what is done in its place")
        return data


class MayTick(Called):
    """What every form asks on which a danger may be ticked; `at` is when it was asked for or sent.

    A danger that is ticked stops it once: only when it is said whether the front door was rung can it be saved.
    """

    dangers = SomeOf(
        label="Is any of these part of it?",
        help_text="Tick what fits. You are then asked to ring",
        choices=list(words.DANGERS.items()),
        required=False,
    )
    stopped = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def has_danger(self) -> bool:
        """Whether a danger is ticked: its page is then the one that stops and asks."""
        return bool(self.ticked) and (self.is_bound or bool(self["stopped"].value()))

    @property
    def ticked(self) -> list[str]:
        """What is ticked, in words."""
        return [words.DANGERS[code] for code in self["dangers"].value() or [] if code in words.DANGERS]

    @property
    def asks_first(self) -> bool:
        """Whether it was sent with a danger ticked and has not asked yet whether the front door was rung."""
        return self.is_bound and self.has_danger and not self["stopped"].value()

    def clean(self) -> dict[str, Any]:
        """Of a danger, whether the front door was rung; without one nothing of it is kept."""
        data = super().clean() or {}
        if self.has_danger and not self.asks_first:
            self.require_call(data)
        return data

    def danger(self) -> TickedFacts | None:
        """What the act needs of it."""
        return TickedFacts(self.cleaned_data["dangers"], self.call()) if self.cleaned_data["dangers"] else None


class LogConcern(MayTick):
    """A concern in under a minute: pupil, what was seen, what happened, how worried; the rest may stay empty."""

    not_words: ClassVar[tuple[str, ...]] = ("pupil_name", "pupil")
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    led_by = forms.CharField(widget=forms.HiddenInput, required=False)
    pupil_name = Name(label="Which pupil?", max_length=120, required=False)
    pupil = forms.CharField(label="Which pupil?", required=False)
    seen = SomeOf(
        label="What did you see?",
        choices=list(words.SEEN.items()),
        error_messages={"required": "Choose what you saw; more than one if it fits"},
    )
    fact = forms.CharField(
        label="What happened, in a line",
        help_text="What you saw or heard. The child may read it one day.",
        widget=lines(3),
        max_length=2000,
        error_messages={"required": "Say what happened, in a line"},
    )
    worry = OneOf(label="How worried are you?", error_messages={"required": "Say how worried you are"})
    happened_on = DayField(label="When was it?", help_text="Leave empty for today", required=False)
    child_words = forms.CharField(
        label="What the child said, in their words",
        widget=lines(2),
        max_length=2000,
        required=False,
    )
    done_so_far = forms.CharField(label="What you have done so far", widget=lines(2), max_length=2000, required=False)
    told_whom = forms.CharField(label="Whom you have told", max_length=200, required=False)
    folded = ("happened_on", "child_words", "done_so_far", "told_whom")

    def __init__(self, *args: Any, at: datetime, look_by: dict[int, str], found: list[Pupil], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at, self.today, self.found = at, local_day(at), found
        self.fields["worry"].choices = [(n, Pick(label, look_by[n])) for n, label in words.WORRY.items()]  # type: ignore[attr-defined]
        self.initial.setdefault("once", uuid.uuid4())

    def clean_happened_on(self) -> date:
        """Today where it is empty; a day of the pupil's life."""
        pupil = self.cleaned_data.get("pupil")
        return has_been(self.cleaned_data["happened_on"], self.today, pupil.born_on if pupil else None)

    def clean_pupil(self) -> Pupil:
        """The pupil whose reference was chosen: what is typed and not chosen chooses nobody."""
        chosen = [pupil for pupil in self.found if pupil.reference == self.cleaned_data["pupil"]]
        if not chosen:
            typed = self.cleaned_data.get("pupil_name") or self.data.get("pupil_name", "")
            raise forms.ValidationError(f"Choose which “{typed}” you mean" if self.found else NO_PUPIL)
        return chosen[0]

    def facts(self) -> ConcernFacts:
        """What the act needs."""
        names = ("seen", "dangers", "fact", "child_words", "done_so_far", "told_whom")
        data = {name: self.cleaned_data[name] for name in names}
        return ConcernFacts(worry=int(self.cleaned_data["worry"]), happened_on=self.cleaned_data["happened_on"], **data)
