"""What is known of a pupil who is suspended, as questions: yes, no, or not known yet."""

from collections.abc import Iterable
from typing import Any

from django import forms

from agencies.web.fields import Form, OneOf
from interventions.suspensions import words
from interventions.suspensions.facts import NO, YES

NOTHING_SAID = "Answer at least one with yes or no, or leave it for now"


def question(kind: str) -> OneOf:
    """One question, answered by yes, no, or that it is not known yet."""
    return OneOf(label=words.ASKED[kind], choices=list(words.ANSWERS.items()))


class SettleFacts(Form):
    """Those that nobody has answered."""

    def __init__(self, *args: Any, asked: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in asked:
            self.fields[kind] = question(kind)
            self.fields[kind].error_messages["required"] = f"Answer “{words.ASKED[kind]}”"

    def clean(self) -> dict[str, Any]:
        """Something is known now."""
        data = super().clean() or {}
        if not self.errors and not {YES, NO} & set(data.values()):
            raise forms.ValidationError(NOTHING_SAID)
        return data
