"""What our forms share: a template a component, plain words for what is wrong, and days as people write them."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting

from agencies import characters, words

EXAMPLE = "23 11 2026"
NOT_A_DAY = f"Enter the date as day, month, year, like {EXAMPLE}"
SHORT_YEAR = f"Enter the year with four digits, like {EXAMPLE}"
FIRST_YEAR, LAST_YEAR = 1900, 2199

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_BETWEEN = r"[\s/.,-]+"
_AS_SAID = re.compile(
    rf"{_WEEKDAY}([0-9]{{1,2}})(?:st|nd|rd|th)?{_BETWEEN}([0-9]{{1,2}}|[a-z]{{3,9}}){_BETWEEN}([0-9]+)", re.IGNORECASE
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_OWN_WORDS = {
    "max_length": "Use %(limit_value)d characters or fewer: there are %(show_value)d now",
    "null_characters_not_allowed": characters.UNKEPT,
    "invalid_choice": "Choose one of the answers",
}


class DayInput(forms.TextInput):
    """One text field for a day; its template is components/fields/day.html."""


class Pick(str):
    """The label of one answer, with a line beneath it, and whether it can't be chosen."""

    hint: str
    is_shut: bool

    def __new__(cls, label: str, hint: str = "", *, is_shut: bool = False) -> "Pick":
        """Make a label that is still a plain string to Django."""
        pick = super().__new__(cls, label)
        pick.hint, pick.is_shut = hint, is_shut
        return pick


WIDGETS: tuple[tuple[type[forms.Widget], str, str], ...] = (
    (forms.HiddenInput, "hidden", ""),
    (forms.Textarea, "textarea", "govuk-textarea"),
    (forms.CheckboxSelectMultiple, "checkboxes", ""),
    (forms.RadioSelect, "radios", ""),
    (forms.CheckboxInput, "checkbox", ""),
    (forms.Select, "select", "govuk-select"),
    (forms.FileInput, "text", "govuk-file-upload"),
    (DayInput, "day", "govuk-input govuk-input--width-10"),
    (forms.Widget, "text", "govuk-input"),
)
"""Which template draws a widget, and the class its element wears; the first that fits."""


class BoundField(forms.BoundField):
    """A field that knows its component."""

    @property
    def template_name(self) -> str:
        """The component's file, by the kind of widget."""
        return getattr(self.field, "template_name", None) or f"components/fields/{self._kind()[0]}.html"

    @property
    def target(self) -> str:
        """The id that the error summary links to: the first answer of several, else the field."""
        return f"{self.auto_id}_0" if self._kind()[0] in ("radios", "checkboxes") else self.auto_id

    @property
    def is_optional(self) -> bool:
        """Whether it may stay empty whatever else is answered: its label says so."""
        return not (self.field.required or self.name in getattr(self.form, "needed_at_times", ()))

    @property
    def has_hints(self) -> bool:
        """Whether some answer has a line beneath it, so that each takes the whole width."""
        return any(getattr(pick.choice_label, "hint", "") for pick in self.subwidgets)

    def build_widget_attrs(self, attrs: dict[str, str | bool], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Dress the element; no "required" bubble and no placeholder, the label and the server say it."""
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        built |= dict.fromkeys(("required", "maxlength", "minlength"), False)  # a browser cuts what is pasted, silently
        own = (widget or self.field.widget).attrs
        wears = " ".join(filter(None, [self._kind()[1], str(own.get("class", ""))]))
        if "placeholder" in own:
            built["placeholder"] = False
        if wears and not self.is_hidden:
            built["class"] = wears
        return built

    def _kind(self) -> tuple[str, str]:
        """Template and class of the field's widget."""
        return next((name, wears) for kind, name, wears in WIDGETS if isinstance(self.field.widget, kind))


class Renderer(TemplatesSetting):
    """Draws each form of the service, allauth's too, with our components."""

    bound_field_class = BoundField
    form_template_name = "components/fields/form.html"


class Form(forms.Form):
    """The base of our forms: no browser bubbles, and a plain sentence for each thing that can be wrong."""

    use_required_attribute = False
    needed_at_times: ClassVar[tuple[str, ...]] = ()
    """Fields that may stay empty or not, as other answers want it: these are not called optional."""
    not_words: ClassVar[tuple[str, ...]] = ()
    """Fields that are written and are not a person's own words: a code, the name by which a pupil is found."""
    path: str = ""
    """Where it is sent, if not to the address of its page."""
    carried: Any = None
    """The mark and the drafts that its page carries (`agencies.drafts.pages.Carried`), where it has free text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            plain = forms.Field.default_error_messages | type(field).default_error_messages
            ours = _OWN_WORDS | {"required": f"Answer “{field.label}”"}
            said = {code: text for code, text in field.error_messages.items() if text != plain.get(code)}
            field.error_messages |= ours | said

    def _post_clean(self) -> None:
        """What is needed in words is not given by blanks and characters that nobody sees."""
        for name, field in self.fields.items():
            said = self.cleaned_data.get(name)
            if said and field.required and isinstance(field, forms.CharField) and not characters.is_seen(said):
                self.add_error(name, field.error_messages["required"])


class Name(forms.CharField):
    """A name: one line, without what has no shape but the joiners of some scripts; a lost letter is refused."""

    def to_python(self, value: Any) -> str:
        """The name as it is kept."""
        return characters.tidy(super().to_python(value) or "", is_name=True)

    def run_validators(self, value: Any) -> None:
        """No letter of it was lost on its way here."""
        if wrong := characters.fault(value, is_name=True):
            raise ValidationError(wrong)
        super().run_validators(value)


class OneOf(forms.ChoiceField):
    """One answer of several, each a `Pick` or plain text; a shut one is refused when it is sent all the same."""

    widget = forms.RadioSelect

    def valid_value(self, value: Any) -> bool:
        """Say whether the answer is among the open ones."""
        return super().valid_value(value) and not _is_shut(self.choices, value)


class SomeOf(forms.MultipleChoiceField):
    """Any of several answers."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: Any) -> bool:
        """Say whether the answer is among the open ones."""
        return super().valid_value(value) and not _is_shut(self.choices, value)


class DayField(forms.Field):
    """A day as people write it, "23 11 2026", "23/11/2026", "23 Nov 2026" or ISO; gives a `date`."""

    widget = DayInput
    default_error_messages = {"invalid": NOT_A_DAY, "short_year": SHORT_YEAR}

    def __init__(self, *, example: str = EXAMPLE, help_text: str = "", **kwargs: Any) -> None:
        """Each shows an example; `help_text` comes after it."""
        super().__init__(help_text=". ".join(filter(None, [f"For example, {example}", help_text])), **kwargs)

    def to_python(self, value: Any) -> date | None:
        """Read the day; two-digit years are refused, since 14 is a year of birth and an age."""
        text = str(value or "").strip()
        if not text or isinstance(value, date):
            return value or None
        if iso := _ISO.fullmatch(text):
            return self._day(*iso.groups())
        said = _AS_SAID.fullmatch(text)
        if not said:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        day, month, year = said.groups()
        return self._day(year, month, day)

    def prepare_value(self, value: Any) -> Any:
        """Show a day as "23 November 2026", and what was typed as it was typed."""
        return words.long_day(value).split(" ", 1)[1] if isinstance(value, date) else value

    def _day(self, year: str, month: str, day: str) -> date:
        """The day of three texts, or the sentence that says how to write it."""
        if len(year) == 2:
            raise ValidationError(self.error_messages["short_year"], code="short_year")
        try:
            if not FIRST_YEAR <= int(year) <= LAST_YEAR:
                raise ValueError(year)
            return date(int(year), _month(month), int(day))
        except ValueError:
            is_month = 1 <= _month(month) <= len(words.MONTHS)
            none = f"There is no {int(day)} {words.MONTHS[_month(month) - 1]} {year}" if is_month else NOT_A_DAY
            raise ValidationError(none if FIRST_YEAR <= int(year) <= LAST_YEAR else NOT_A_DAY, code="invalid") from None


def _month(text: str) -> int:
    """The number of a month given as digits or as three letters or more of its name."""
    if text.isdigit():
        return int(text)
    named = [n for n, name in enumerate(words.MONTHS, 1) if name.lower().startswith(text.lower())]
    return named[0] if named else 0


def _is_shut(choices: Any, value: Any) -> bool:
    """Whether the answer is one that can be read and not chosen."""
    options: Iterable[tuple[Any, Any]] = choices
    return any(str(key) == str(value) and getattr(label, "is_shut", False) for key, label in options)


class Lines(forms.Textarea):
    """A text box whose line ends count as one character each, as whoever typed them would count."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was sent, with a line end as one character: a form sends two."""
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


def lines(rows: int = 3) -> forms.Textarea:
    """A text box of so many lines."""
    return Lines(attrs={"rows": rows})


class Why(Form):
    """Any act that needs no more than a reason."""

    why = forms.CharField(
        label="Why", widget=lines(3), max_length=1000, error_messages={"required": "Say why, in a line"}
    )


class Confirm(Form):
    """A second look: nothing to fill in."""
