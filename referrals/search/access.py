"""What a search finds: cases that the actor may see, by name or reference."""

from django.db.models import Q

from agencies.actors import Actor
from agencies.characters import sought
from agencies.policy import Act
from agencies.references import as_reference
from referrals.cases.models import Case
from referrals.door import cases
from referrals.pupils.querysets import IsNamed

SEARCH_LIMIT = 20


def search(actor: Actor, text: str) -> list[Case]:
    """Cases that the actor may see, by the child's name or the case's reference; 20 at most.

    By name: their last change would tell a receiver of what their share does not show.
    """
    typed = sought(text)
    if len(typed) < 2:
        return []
    found = cases(actor, Act.SEE_CASE).filter(Q(IsNamed("pupil_id", typed)) | Q(reference=as_reference(typed)))
    by_name = found.order_by("pupil__family_name", "pupil__given_name", "-id")
    return list(by_name.select_related("pupil", "school", "lead")[:SEARCH_LIMIT])
