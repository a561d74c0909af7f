"""What a council has set."""

from datetime import date

from agencies.deadlines import Rule
from agencies.settings.models import Setting


def limit_of(rule: Rule, authority_id: int, on: date) -> int:
    """The limit in force: the council's own setting where it has one that has begun, else the rule's."""
    if rule.setting is None:
        return rule.limit
    rows = Setting.objects.filter(authority_id=authority_id, name=rule.setting, starts_on__lte=on)
    value = rows.order_by("-starts_on").values_list("value", flat=True).first()
    return rule.limit if value is None else int(value)
