"""What a set of codes shows."""

from datetime import date
from typing import TypedDict

from django.http import Http404

from agencies.register.models import Code


class CodeBody(TypedDict):
    """The JSON of one code."""

    code: str
    label: str
    valid_from: str | None
    valid_to: str | None
    source: str
    status: str


class CodeSetBody(TypedDict):
    """The JSON of a set of codes as it holds on a day."""

    set: str
    on: str
    codes: list[CodeBody]


def codes_on(code_set: str, on: date) -> CodeSetBody:
    """The codes of a set that hold on a day; *not found* for a set that is none."""
    rows = list(Code.objects.on(code_set, on))
    if not rows and not Code.objects.filter(code_set=code_set).exists():
        raise Http404
    return {"set": code_set, "on": on.isoformat(), "codes": [_code(row) for row in rows]}


def _code(row: Code) -> CodeBody:
    return {
        "code": row.code,
        "label": row.label,
        "valid_from": row.starts_on.isoformat() if row.starts_on else None,
        "valid_to": row.ends_on.isoformat() if row.ends_on else None,
        "source": row.source,
        "status": row.status,
    }
