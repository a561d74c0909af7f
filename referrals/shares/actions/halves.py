"""A share that was given of one of two records shows the other half too, by the word of whoever gave it."""

from datetime import datetime

from django.db import transaction

from agencies.acting.doing import done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.policy import Act, stands
from referrals.cases.actions import touch
from referrals.shares.actions.sharing import doing_on, facts_of
from referrals.shares.facts import is_not_told, share_state
from referrals.shares.models import CaseShare

NOT_YOURS = "{agency} gave this share: only its people can say that it shows more."
NO_HALF = "This share shows all that a share of its level shows already."
NOT_TOLD = "The family is not told of this share: to show more, ask for a new one, to which a second person agrees."


def require_half(share: CaseShare, by: Actor, at: datetime) -> None:
    """`NotNow` where it is no half, or the family is not told, or somebody else gave it."""
    leads_to("share", share_state(share, at), Act.SHOW_OTHER_HALF)
    if not share.is_half:
        raise NotNow(NO_HALF)
    if is_not_told(share):
        raise NotNow(NOT_TOLD)
    own = (seat for seat in by.seats if seat.agency_id == share.granting_agency_id)
    if not any(stands(Act.SHOW_OTHER_HALF, seat.role) for seat in own):
        raise NotNow(NOT_YOURS.format(agency=share.granting_agency.name))


@transaction.atomic
def show_other_half(share: CaseShare, *, why: str, by: Actor, at: datetime) -> None:
    """From now on it shows both halves, so far as its level does."""
    require_half(share, by, at)
    if not CaseShare.objects.filter(pk=share.pk, is_half=True).update(is_half=False):
        raise NotNow(NO_HALF)
    touch(share.case, at)
    done(doing_on(share, Act.SHOW_OTHER_HALF, by, at, why=why, facts=facts_of(share)))
