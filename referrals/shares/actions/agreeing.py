"""A second person agrees to a share of which the family is not told, or refuses it (decision 37)."""

from datetime import datetime

from django.db import transaction

from agencies.acting.doing import done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.policy import Act
from agencies.policy.duty_to_share import refusal_reasons
from agencies.schoolday import local_day
from referrals.cases.actions import touch
from referrals.shares.actions.sharing import doing_on, mark, offering
from referrals.shares.facts import NotAllowed, share_state
from referrals.shares.models import CaseShare

OWN = "You asked for this share, so somebody else has to agree to it or refuse it."


@transaction.atomic
def agree_share(share: CaseShare, *, by: Actor, at: datetime) -> None:
    """Agree: from now on it is offered."""
    _require_another(share, Act.AGREE_SHARE, by, at)
    mark(share, Act.AGREE_SHARE, at, agreed_at=at, agreed_by_id=by.who)
    touch(share.case, at)
    done(doing_on(share, Act.AGREE_SHARE, by, at, **offering(share)))


@transaction.atomic
def refuse_share(share: CaseShare, *, reason: str, why: str, by: Actor, at: datetime) -> None:
    """Refuse it, for a reason that the duty to share knows on that day (data.md 1.13 V9)."""
    _require_another(share, Act.REFUSE_SHARE, by, at)
    if reason not in refusal_reasons(local_day(at)):
        raise NotAllowed("Choose one of the reasons: since the duty to share there are no others.")
    refused = {"refused_at": at, "refused_by_id": by.who, "refused_for": reason, "refused_why": why}
    mark(share, Act.REFUSE_SHARE, at, closed_at=at, **refused)
    touch(share.case, at)
    done(doing_on(share, Act.REFUSE_SHARE, by, at, why=why, facts={"reason": reason}))


def _require_another(share: CaseShare, act: Act, by: Actor, at: datetime) -> None:
    leads_to("share", share_state(share, at), act)
    if share.held_by_id == by.who:
        raise NotNow(OWN)
