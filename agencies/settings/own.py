"""What a council has set in words, and whether a text has words that can mean that a pupil was kept away."""

from datetime import date
from typing import Any

from agencies.policy.kept_away import says_kept_away
from agencies.settings.lines import BY_NAME, KEPT_AWAY
from agencies.settings.models import Setting


def lines_set(authority_id: int, name: str, on: date) -> list[Any]:
    """What a council has set in these lines, or what stands where it has set nothing: one query."""
    rows = Setting.objects.filter(authority_id=authority_id, name=name, starts_on__lte=on)
    kept = rows.order_by("-starts_on", "-id").values_list("value", flat=True).first()
    return list(BY_NAME[name].default if kept is None else kept)


def kept_away(authority_id: int, on: date, *texts: str) -> str:
    """The first words in a text that can mean that a pupil was kept away: the service's, and the council's own."""
    written = [text for text in texts if text]
    return says_kept_away(*written, own=lines_set(authority_id, KEPT_AWAY, on)) if written else ""
