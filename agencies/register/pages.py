"""What a set of codes shows."""

from datetime import date
from typing import Any

from django.http import Http404

from agencies.register.models import Code


def codes_on(code_set: str, on: date) -> dict[str, Any]:
    """The codes of a set that hold on a day; *not found* for a set that is none."""
    rows = list(Code.objects.on(code_set, on))
    if not rows and not Code.objects.filter(code_set=code_set).exists():
        raise Http404
    return {"set": code_set, "on": on.isoformat(), "codes": [_code(row) for row in rows]}


def _code(row: Code) -> dict[str, Any]:
    return {
        "code": row.code,
        "label": row.label,
        "valid_from": row.starts_on and row.starts_on.isoformat(),
        "valid_to": row.ends_on and row.ends_on.isoformat(),
        "source": row.source,
        "status": row.status,
    }
