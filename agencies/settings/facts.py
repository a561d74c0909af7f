"""What a council has set."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from agencies.deadlines import Rule
from agencies.settings.models import Setting


def limit_of(rule: Rule, authority_id: int, on: date) -> int:
    """The limit in force: the council's own setting where it has one that has begun, else the rule's."""
    return set_limit(rule, dict(limits_on(authority_id, on)) if rule.setting else {})


def limits_on(authority_id: int, on: date) -> QuerySet[Setting, tuple[str, Any]]:
    """What a council has set and what has begun, the newest last: of a name, that counts."""
    rows = Setting.objects.filter(authority_id=authority_id, starts_on__lte=on)
    return rows.order_by("starts_on").values_list("name", "value")


def set_limit(rule: Rule, limits: Mapping[str, Any]) -> int:
    """The limit of a rule by such settings."""
    return int(limits.get(rule.setting or "", rule.limit))
