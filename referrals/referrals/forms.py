"""A referral's acts as forms."""

from datetime import date, datetime
from typing import Any

from django import forms

from agencies.schoolday import local_day
from agencies.web.days import has_been
from agencies.web.fields import DayField, Form, Name, OneOf, Pick, lines
from agencies.web.times import TimeField, instant_that_was
from referrals.cases.forms import known_words
from referrals.cases.models import FamilyTold
from referrals.cases.words import TOLD
from referrals.concerns.forms import MayTick
from referrals.referrals import words
from referrals.referrals.actions import ContactFacts, ReferralFacts
from referrals.referrals.facts import Need
from referrals.referrals.models import Question, Referral
from referrals.referrals.states import Outcome

TRIED_ROWS = 4
MEANWHILE = "It was answered meanwhile: what you typed here is not sent"
MOST_SESSIONS = 200
COUNTS = {"happened": "how often it happened", "planned": "how often it was planned"}


NAMES = (
    "hopes", "going_well", "worries", "child_words", "family_told", "family_words", "urgency", "basis",
)  # fmt: skip
"""What the draft keeps as it is answered."""


class DraftReferral(MayTick):
    """What the school asks; a draft may be saved with anything missing."""

    needed_at_times = (*MayTick.needed_at_times, "hopes", "worries", "family_told", "urgency", "need", "basis")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    hopes = forms.CharField(label="What you hope for", widget=lines(3), max_length=4000, required=False)
    going_well = forms.CharField(label="What is going well", widget=lines(3), max_length=4000, required=False)
    worries = forms.CharField(label="What worries you", widget=lines(3), max_length=4000, required=False)
    child_words = forms.CharField(label="In the child’s words", widget=lines(2), max_length=4000, required=False)
    family_told = OneOf(label="Was the family told of this referral?", choices=list(TOLD.items()), required=False)
    family_words = forms.CharField(label="What the family says", widget=lines(2), max_length=4000, required=False)

    urgency = OneOf(
        label="How urgent is it?",
        choices=[(code, label) for code, (label, _) in words.URGENCIES.items()],
        initial="routine",
        required=False,
    )
    need = OneOf(label="Which level of need?", help_text="By your council’s own ladder", required=False)
    basis = OneOf(label="On which basis do you refer?", choices=list(words.BASES.items()), required=False)

    def __init__(
        self,
        *args: Any,
        at: datetime,
        born_on: date,
        needs: dict[str, Need],
        decided: dict[str, str],
        referral: Referral | None = None,
        known: FamilyTold | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at, self.born_on, self.needs = at, born_on, needs
        self.fields["need"].choices = [(need.code, need.words) for need in needs.values()]  # type: ignore[attr-defined]
        self.fields["urgency"].choices = [  # type: ignore[attr-defined]
            (code, Pick(label, said.format(decided[code]))) for code, (label, said) in words.URGENCIES.items()
        ]
        if known is not None:
            self.fields["family_told"].help_text = known_words(known)
            self.initial["family_words"] = known.words
        if referral is not None:
            self._fill(referral)
        for n in range(1, TRIED_ROWS + 1):
            self.fields[f"what_{n}"] = forms.CharField(label=f"What was tried, {n}", max_length=120, required=False)
            self.fields[f"happened_{n}"] = self._count(f"Happened, {n}")
            self.fields[f"planned_{n}"] = self._count(f"Planned, {n}")
            self.fields[f"result_{n}"] = forms.CharField(label=f"What came of it, {n}", max_length=200, required=False)

    def _count(self, label: str) -> forms.IntegerField:
        return forms.IntegerField(
            label=label,
            min_value=0,
            max_value=MOST_SESSIONS,
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        )

    def _fill(self, referral: Referral) -> None:
        for name in ("version", *NAMES, "need"):
            self.initial[name] = getattr(referral, name)
        for n, tried in enumerate(referral.tried.order_by("id")[:TRIED_ROWS], start=1):
            self.initial.update(
                {f"what_{n}": tried.what, f"happened_{n}": tried.happened, f"planned_{n}": tried.planned}
            )
            self.initial[f"result_{n}"] = tried.result

    def clean(self) -> dict[str, Any]:
        """Of each row: two plain numbers, and it has not happened more often than was planned."""
        data = super().clean() or {}
        for n in range(1, TRIED_ROWS + 1):
            self._name_row(n, data.get(f"what_{n}") or f"Row {n}")
            happened, planned = data.get(f"happened_{n}") or 0, data.get(f"planned_{n}") or 0
            if data.get(f"what_{n}") and happened > planned:
                self.add_error(f"planned_{n}", f"{data[f'what_{n}']}: it can’t have happened more often than planned")
        return data

    def _name_row(self, n: int, what: str) -> None:
        """Say of a number that is none in which row it stands, by what was tried."""
        for name, said in COUNTS.items():
            if self.errors.pop(f"{name}_{n}", None):
                self.add_error(f"{name}_{n}", f"{what}: {said} is a number from 0 to {MOST_SESSIONS}")

    def rows(self) -> list[list[Any]]:
        """The rows of what was tried, as bound fields for the page."""
        return [
            [self[f"{name}_{n}"] for name in ("what", "happened", "planned", "result")]
            for n in range(1, TRIED_ROWS + 1)
        ]

    def facts(self) -> ReferralFacts:
        """What the act needs."""
        data = self.cleaned_data
        need = self.needs.get(data["need"])
        return ReferralFacts(
            tried=tuple(
                (data[f"what_{n}"], data[f"happened_{n}"] or 0, data[f"planned_{n}"] or 0, data[f"result_{n}"])
                for n in range(1, TRIED_ROWS + 1)
                if data[f"what_{n}"]
            ),
            **{name: data[name] for name in NAMES} | {"urgency": data["urgency"] or "routine"},
            **({"need": need.code, "need_words": need.words, "need_means": need.means} if need else {}),
        )


class AcceptReferral(Form):
    """Accept, with words for the school."""

    words_said = forms.CharField(label="What you tell the school", widget=lines(3), max_length=2000)


class RecordFirstContact(Form):
    """The first contact as it was."""

    contact_with = Name(
        label="With whom?", max_length=120, error_messages={"required": "Say with whom the first contact was"}
    )
    contact_how = OneOf(label="How?", choices=list(words.HOW.items()), error_messages={"required": "Say how it was"})
    contact_on = DayField(label="On which day?", help_text="Leave empty for today", required=False)
    contact_time = TimeField(label="At about what time?", error_messages={"required": "Say at about what time it was"})
    contact_outcome = forms.CharField(
        label="What came of it",
        widget=lines(3),
        max_length=2000,
        error_messages={"required": "Say what came of it, in a line"},
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def clean_contact_on(self) -> date:
        """Today where it is empty."""
        return has_been(self.cleaned_data["contact_on"], local_day(self.at))

    def clean(self) -> dict[str, Any]:
        """A moment that has been."""
        data = super().clean() or {}
        if data.get("contact_on") and data.get("contact_time"):
            try:
                data["contacted_at"] = instant_that_was(data["contact_on"], data["contact_time"], self.at)
            except forms.ValidationError as to_come:
                self.add_error("contact_time", to_come)
        return data

    def facts(self) -> ContactFacts:
        """What the act needs."""
        names = ("contact_with", "contact_how", "contacted_at", "contact_outcome")
        return ContactFacts(**{name: self.cleaned_data[name] for name in names})


class ReturnReferral(Form):
    """Ask the school up to three questions."""

    question_1 = forms.CharField(
        label="Your question", widget=lines(2), max_length=1000, error_messages={"required": "Write your question"}
    )
    question_2 = forms.CharField(label="A second question", widget=lines(2), max_length=1000, required=False)
    question_3 = forms.CharField(label="A third question", widget=lines(2), max_length=1000, required=False)

    def questions(self) -> list[str]:
        """Those that were written."""
        return [text for text in self.cleaned_data.values() if text]


def field_of(question: Question) -> str:
    """The name of the box in which a question is answered."""
    return f"answer_{question.pk}"


class AnswerReferral(Form):
    """One box an open question, and one with what was typed for a question that somebody answered meanwhile."""

    def __init__(self, *args: Any, questions: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[field_of(question)] = forms.CharField(
                label=question.text,
                widget=lines(3),
                max_length=4000,
                required=question.answered_at is None,
                help_text=MEANWHILE if question.answered_at else "",
                error_messages={"required": f"Answer “{question.text}”"},
            )

    def answers(self) -> dict[int, str]:
        """Each answer by its question's primary key."""
        return {int(name.removeprefix("answer_")): text for name, text in self.cleaned_data.items()}


class Decline(Form):
    """Decline: a coded reason, the words, and what the school can do meanwhile."""

    reason = OneOf(label="Why", choices=list(words.DECLINED.items()))
    words_said = forms.CharField(label="What you tell the school", widget=lines(3), max_length=2000)
    meanwhile = forms.CharField(
        label="What the school can do meanwhile",
        widget=lines(3),
        max_length=2000,
        error_messages={"required": "Say what the school can do meanwhile"},
    )


class Redirect(Decline):
    """Redirect: a coded reason, to whom, and what the school can do meanwhile."""

    where = forms.CharField(label="To whom", max_length=200)
    field_order = ("reason", "where", "words_said", "meanwhile")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = list(words.REDIRECTED.items())  # type: ignore[attr-defined]


class DisputeDecision(Form):
    """Why the school disagrees."""

    why = forms.CharField(
        label="Why you disagree",
        help_text="Your school and the council’s inclusion team read this; their manager answers",
        widget=lines(4),
        max_length=2000,
    )


class AnswerDispute(Form):
    """The manager's answer to a school that disagrees."""

    outcome = OneOf(
        label="What you answer", choices=[(one.value, one.label) for one in (Outcome.STANDS, Outcome.AGAIN)]
    )
    answer = forms.CharField(label="What you tell the school", widget=lines(4), max_length=2000)

    def __init__(self, *args: Any, decided: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        again = Pick("It is decided again", f"Back to the queue, to be decided {decided}")
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (Outcome.STANDS.value, Outcome.STANDS.label),
            (Outcome.AGAIN.value, again),
        ]
