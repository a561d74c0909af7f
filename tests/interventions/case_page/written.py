"""A case with something in many of its parts."""

from referrals.cases.actions import name_lead
from referrals.cases.models import Case
from referrals.entries import actions as entries
from tests import stories
from tests.people import AT, Cast


def written(cast: Cast) -> Case:
    """Kofi's case with an entry in some parts, and a restricted one."""
    case = stories.case(cast)
    name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    for section in ("education", "voice", "home", "health", "attendance"):
        stories.entry(cast, case, section=section, text=f"Of {section}.")
    secret = stories.entry(cast, case, section="education", text="It names another child.")
    entries.restrict_entry(secret, why="Another child", by=cast.actor("amara"), at=AT)
    return case
