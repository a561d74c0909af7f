"""What a form that judges a secret does first: nothing, while its sender has to wait."""

from typing import Any

from allauth.core import context
from django import forms
from django.forms.utils import ErrorDict

from agencies.guesses.words import wait_words


class Judged(forms.Form):
    """A form that tells the edge whether a secret was looked at and whether it was right; `judges` is its field."""

    judges: str
    is_never_right = False

    def full_clean(self) -> None:
        """Look at nothing while there is time to wait: no hash is computed, and what was typed stays."""
        attempt = getattr(context.request, "attempt", None)
        if not self.is_bound or attempt is None:
            super().full_clean()
        elif attempt.wait:
            self._errors = ErrorDict()
            self.cleaned_data: dict[str, Any] = {}
            self.add_error(None, wait_words(attempt.wait))
        else:
            attempt.is_judged = bool(self.data.get(self.add_prefix(self.judges)))
            super().full_clean()
            attempt.is_right = not self.is_never_right and not (self.errors.get(self.judges) or self.non_field_errors())
