"""What every form of ours shares."""

from datetime import date

import pytest
from django import forms as django_forms

from agencies.web.fields import NOT_A_DAY, SHORT_YEAR, DayField, Form, OneOf, Pick


class Question(Form):
    """One of each."""

    line = django_forms.CharField(label="What happened", max_length=10, help_text="In a line")
    until = DayField(label="Until when", required=False)
    level = OneOf(
        label="What they see",
        choices=[
            ("S", Pick("Summary", "Who, why")),
            ("F", Pick("Whole case", "Not allowed", is_shut=True)),
        ],
        error_messages={"required": "Choose what they see"},
    )


@pytest.mark.parametrize(
    "typed",
    ["23 11 2026", "23/11/2026", "23.11.2026", "23-11-2026", "23 Nov 2026", "23 NOVEMBER 2026", "23rd nov 2026",
     "Monday 23 November 2026", "Mon, 23 Nov 2026", " 2026-11-23 "],
)  # fmt: skip
def test_a_day_is_taken_as_people_write_it(typed: str) -> None:
    assert DayField().clean(typed) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("23 11 26", SHORT_YEAR),
        ("31 11 2026", "There is no 31 November 2026"),
        ("11 23 2026", NOT_A_DAY),
        ("23 No 2026", NOT_A_DAY),
        ("23 Nob 2026", NOT_A_DAY),
        ("29/02/2013", "There is no 29 February 2013"),
        ("٢٣ 11 2026", NOT_A_DAY),
        ("23 11 2026\x00", NOT_A_DAY),
        ("23 11 20266", NOT_A_DAY),
        ("tomorrow", NOT_A_DAY),
    ],
)
def test_what_is_no_day_is_told_how_to_write_one(typed: str, said: str) -> None:
    with pytest.raises(django_forms.ValidationError, match=said):
        DayField().clean(typed)


def test_what_is_wrong_is_said_plainly() -> None:
    form = Question({"line": "far too long a line", "until": "soon", "level": ""})
    assert form.errors["line"] == ["Use 10 characters or fewer: there are 19 now"]
    assert form.errors["level"] == ["Choose what they see"]
    assert Question({}).errors["line"] == ["Answer “What happened”"]
    assert Question({"line": "a\x00b"}).errors["line"] == ["Take out the character that can’t be kept"]


def test_a_label_says_what_may_stay_empty_but_not_of_what_other_answers_need() -> None:
    class Sometimes(Question):
        needed_at_times = ("until",)

    assert str(Question()).count("(optional)") == 1
    assert "Until when <span" in str(Question())
    assert "(optional)" not in str(Sometimes())


def test_each_day_shows_an_example_before_its_own_hint() -> None:
    assert DayField().help_text == "For example, 23 11 2026"
    assert DayField(help_text="Empty for today").help_text == "For example, 23 11 2026. Empty for today"
    assert DayField(example="1 9 2012").help_text == "For example, 1 9 2012"


def test_a_shut_answer_is_refused_when_it_is_sent_all_the_same() -> None:
    assert Question({"line": "x", "level": "F"}).errors["level"] == ["Choose one of the answers"]
    assert Question({"line": "x", "level": "S"}).is_valid()


def test_a_form_keeps_what_was_typed_and_names_what_is_wrong_beside_it() -> None:
    html = str(Question({"line": "far too long a line", "until": "soon", "level": "S"}))
    assert 'value="far too long a line"' in html
    assert 'value="soon"' in html
    assert 'id="id_until_error"' in html
    assert 'aria-describedby="id_line_helptext id_line_error"' in html
    assert "required" not in html
    assert 'value="S" id="id_level_0" checked' in html
    assert 'id="id_level_1" disabled' in html
    assert [field.target for field in Question()] == ["id_line", "id_until", "id_level_0"]
