"""What is said of two records that become one."""

from typing import Any

from django import forms

from agencies.web.fields import Form, lines


class ProposeMerge(Form):
    """Which record stays, and how it is known that they are one child, of what stood on the page."""

    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    stays = forms.ChoiceField(
        label="Which record stays?",
        widget=forms.RadioSelect,
        help_text="The other’s names stay as former names by which the child is found.",
        error_messages={"required": "Choose which record stays"},
    )
    why = forms.CharField(
        label="How do you know that it is one child?",
        widget=lines(3),
        max_length=1000,
        error_messages={"required": "Say how you know that it is one child, in a line"},
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], first: str, stands: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"asked": stands, "stays": first}, **kwargs)
        self.fields["stays"].choices = offered  # type: ignore[attr-defined]
