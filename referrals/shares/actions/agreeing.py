"""A second person agrees to a share of which the family is not told, or refuses it; a request is refused."""

from datetime import datetime

from django.db import transaction

from agencies.acting.doing import Doing, StoryLine, acting_seat, done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import Actor
from agencies.policy import Act
from agencies.policy.duty_to_share import refusal_reasons
from agencies.schoolday import local_day
from referrals.cases.actions import touch
from referrals.cases.models import Case
from referrals.entries import actions as entries
from referrals.entries.models import Entry
from referrals.shares.actions.sharing import doing_on, mark, offer_to, offering
from referrals.shares.facts import NotAllowed, RequestFacts, share_state
from referrals.shares.models import CaseShare
from referrals.shares.states import MORE

NO_SUCH_REASON = "Choose one of the reasons: since the duty to share there are no others."
REFUSED_REQUEST = "A request that was refused"
OWN = "You asked for this share, so somebody else has to agree to it or refuse it."


@transaction.atomic
def agree_share(share: CaseShare, *, by: Actor, at: datetime) -> None:
    """Agree: from now on it is offered. One that widens another takes its place at this moment."""
    _require_another(share, Act.AGREE_SHARE, by, at)
    old, agreed = share.widens, {"agreed_at": at, "agreed_by_id": by.who}
    if old is not None:
        mark(old, Act.WIDEN_SHARE, at, closed_at=at)
        agreed |= {"replaces_id": old.pk}
    mark(share, Act.AGREE_SHARE, at, **agreed)
    touch(share.case, at)
    offer = {"owes": (offer_to(share),), "notice": MORE} if old is not None else offering(share)
    done(doing_on(share, Act.AGREE_SHARE, by, at, **offer))


@transaction.atomic
def refuse_share(share: CaseShare, *, reason: str, why: str, by: Actor, at: datetime) -> None:
    """Refuse it, for a reason that the duty to share knows on that day (data.md 1.13 V9)."""
    _require_another(share, Act.REFUSE_SHARE, by, at)
    if reason not in refusal_reasons(local_day(at)):
        raise NotAllowed(NO_SUCH_REASON)
    refused = {"refused_at": at, "refused_by_id": by.who, "refused_for": reason, "refused_why": why}
    mark(share, Act.REFUSE_SHARE, at, closed_at=at, **refused)
    touch(share.case, at)
    done(doing_on(share, Act.REFUSE_SHARE, by, at, why=why, facts={"reason": reason}))


@transaction.atomic
def refuse_request(case: Case, facts: RequestFacts, *, by: Actor, at: datetime) -> Entry:
    """Refuse what somebody outside asked to see or to be told, for a reason that the duty to share knows that day.

    The line is restricted, so that whoever asked does not read it by another share.
    """
    leads_to("case", case.state, Act.REFUSE_REQUEST)
    reasons = refusal_reasons(local_day(at))
    if facts.reason not in reasons:
        raise NotAllowed(NO_SUCH_REASON)
    seat = acting_seat(by, Act.REFUSE_REQUEST, case)
    title, text = f"Refused a request: {facts.whom}"[:120], f"Asked: {facts.what}\n{reasons[facts.reason]}. {facts.why}"
    same = {"title": title, "text": text, "happened_on": facts.asked_on, "author_id": by.who}
    if (there := case.entries.filter(**same).first()) is not None:
        raise AlreadyDone(there)
    line = StoryLine(title, text, seat.agency_id, happened_on=facts.asked_on, restricted_why=REFUSED_REQUEST)
    entry = entries.write(case, by, at, line)
    touch(case, at)
    told = {"reason": facts.reason, "asked_on": facts.asked_on.isoformat()}
    done(Doing(Act.REFUSE_REQUEST, by, at, "case", case, case=case, pupil=case.pupil, why=facts.why, facts=told))
    return entry


def _require_another(share: CaseShare, act: Act, by: Actor, at: datetime) -> None:
    leads_to("share", share_state(share, at), act)
    if share.held_by_id == by.who:
        raise NotNow(OWN)
