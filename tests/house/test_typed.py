"""Every form that draws its own fields carries the mark by which what is typed into it is not lost."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
OF_SIGN_IN = {"account", "allauth", "mfa"}
"""Passwords and codes are never kept."""
FORM = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.DOTALL)
DRAWN = re.compile(r"\{\{ (form|approval)\b|\{% block fields %\}")
MARKED = re.compile(r"\{% csrf_token %\}\s*\{% typed (form|approval) %\}")
OURS = [path for path in sorted(TEMPLATES.rglob("*.html")) if path.relative_to(TEMPLATES).parts[0] not in OF_SIGN_IN]


def unmarked(text: str) -> list[str]:
    """The forms that draw fields and carry no mark."""
    return [one for one in FORM.findall(text) if DRAWN.search(one) and not MARKED.search(one)]


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_form_with_fields_carries_its_mark(path: Path) -> None:
    assert unmarked(path.read_text(encoding="utf-8")) == []


def test_a_form_that_forgot_it_would_be_found() -> None:
    assert unmarked('<form method="post">{% csrf_token %}{{ form }}</form>')
