"""Every form that draws its own fields carries the mark by which what is typed into it is not lost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import get_resolver

from agencies.web.fields import BoundField, Form

get_resolver().url_patterns  # noqa: B018  (the addresses import every form)
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
OF_SIGN_IN = {"account", "allauth", "mfa"}
"""Passwords and codes are never kept."""
FORM = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.DOTALL)
DRAWN = re.compile(r"\{\{ (form|approval)\b|\{% block fields %\}")
MARKED = re.compile(r"\{% csrf_token %\}\s*\{% typed (form|approval) %\}")
OURS = [path for path in sorted(TEMPLATES.rglob("*.html")) if path.relative_to(TEMPLATES).parts[0] not in OF_SIGN_IN]


def forms_of(of: type[Form]) -> Iterator[type[Form]]:
    """Every form of ours."""
    for one in of.__subclasses__():
        yield one
        yield from forms_of(one)


def unmarked(text: str) -> list[str]:
    """The forms that draw fields and carry no mark."""
    return [one for one in FORM.findall(text) if DRAWN.search(one) and not MARKED.search(one)]


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_form_with_fields_carries_its_mark(path: Path) -> None:
    assert unmarked(path.read_text(encoding="utf-8")) == []


def test_a_form_that_forgot_it_would_be_found() -> None:
    assert unmarked('<form method="post">{% csrf_token %}{{ form }}</form>')


FORMS = sorted(
    {
        form
        for form in forms_of(Form)
        if form.__module__.partition(".")[0] in ("agencies", "referrals", "interventions")
    },
    key=lambda form: (form.__module__, form.__name__),
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_no_field_cuts_what_is_pasted(form: type[Form]) -> None:
    for name, field in form.base_fields.items():
        drawn = BoundField(Form(), field, name).as_widget()
        assert "maxlength" not in drawn, name


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_cuts_what_is_pasted(path: Path) -> None:
    assert "maxlength" not in path.read_text(encoding="utf-8")
