"""What an officer says of two records."""

from typing import Any

from django import forms

from agencies.web.fields import Form, lines


class KeepApart(Form):
    """Why they are two children, of what stood on the page."""

    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(
        label="How do you know?",
        widget=lines(3),
        max_length=1000,
        error_messages={"required": "Say how you know, in a line"},
    )

    def __init__(self, *args: Any, stands: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"asked": stands}, **kwargs)
