"""What the pages of a case's acts and of one entry show."""

from datetime import datetime
from typing import Any

from agencies.actors import Actor
from agencies.policy import Act
from agencies.words import last_day, long_day
from referrals import access, lifecycle, words
from referrals.models import Case, CaseShare, Entry


def entry_page(actor: Actor, entry: Entry) -> dict[str, Any]:
    """One entry whole, and whether this actor may restrict it."""
    may = access.within(Entry, actor, Act.RESTRICT_ENTRY).filter(pk=entry.pk).exists()
    return {
        "entry": entry,
        "case": entry.case,
        "kind": words.ENTRY_KINDS[entry.kind],
        "section": words.SECTIONS[entry.section],
        "role": words.ROLES.get(entry.author_role, ""),
        "agency": entry.agency.name,
        "restricted_by": entry.restricted_by,
        "can_restrict": may and not entry.is_restricted,
    }


def closing(case: Case, at: datetime) -> dict[str, Any]:
    """What ends when the case is closed, and what stands in the way."""
    standing = CaseShare.objects.standing(at).filter(case=case).select_related("agency").order_by("agency__name", "id")
    waiting = case.referrals.filter(state__in=lifecycle.OPEN_REFERRAL).first()
    return {
        "ending": [f"{share.agency.name}, until {long_day(last_day(share.ends_at))}" for share in standing],
        "in_the_way": waiting,
    }
