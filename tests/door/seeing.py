"""Whether somebody of the cast sees a case: list, page and detail asked at once."""

from agencies.policy import Act
from agencies.web.asking import NotFound
from referrals import door
from referrals.cases.models import Case
from tests.people import AT, Cast


def sees(cast: Cast, name: str, case: Case) -> bool:
    """List, page and detail agree, and say whether this person sees the case."""
    actor = cast.actor(name)
    listed = door.cases(actor, Act.SEE_CASE).filter(pk=case.pk).exists()
    paged = case in [one.case for one in door.page(actor, Act.SEE_CASE, {})[0]]
    try:
        door.admit(actor, Act.SEE_CASE, case.reference, of=Case, at=AT)
        admitted = True
    except NotFound:
        admitted = False
    assert listed == paged == admitted
    return listed
