"""Children linked as family, as the school links them."""

from referrals.family import actions
from referrals.family.models import FamilyLink
from referrals.pupils.models import Pupil
from tests.people import AT, Cast, make_pupil


def sister(cast: Cast) -> Pupil:
    """Esi, on the roll of Kofi's school."""
    return make_pupil(cast.alder, "Esi", "Mensah-Hart")


def link(cast: Cast, other: Pupil | None = None, who: str = "amara", kind: str = "sibling") -> FamilyLink:
    """Kofi and another child, his sister where nobody else is said."""
    child, by = other or sister(cast), cast.actor(who)
    of = cast.seat(who).agency_id
    return actions.link_family(cast.kofi, child, kind=kind, agency_id=of, by=by, at=AT)
