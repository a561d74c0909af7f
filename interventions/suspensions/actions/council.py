"""Who has to be told of what an act did: the council is told by the act itself, where somebody there reads it here."""

from collections.abc import Iterable
from typing import Any

from agencies.acting.doing import Doing, Owed
from agencies.acting.lives import ROWS
from agencies.deadlines import NoticeRule
from agencies.outbox import actions as outbox
from agencies.policy import Act
from agencies.policy.telling import NOBODY
from agencies.schoolday import local_day
from interventions.suspensions.actions.steps import notice_to
from interventions.suspensions.models import Suspension, SuspensionNotice
from interventions.suspensions.notices import council_hears, notice_of
from interventions.suspensions.states import TELL
from referrals.duties import actions as duties

COUNCIL, HERE = "council", "here"


def owed_to(doing: Doing, whom: Iterable[str], of: str, **more: Any) -> tuple[Owed, ...]:
    """What is owed of telling these of the suspension; not to the council, once it is told (law.md 1.4)."""
    left = [who for who in dict.fromkeys(whom) if NoticeRule(who, of) in TELL]
    if COUNCIL in left and council_hears(doing.authority_id, doing.at):
        _tell_council(doing)
        if doing.record.revision:  # it may still be owed of what stood before
            duties.meet(doing, frozenset({NoticeRule(COUNCIL, of).name}))
        left.remove(COUNCIL)
    return tuple(notice_to(doing.record, who, of, **more) for who in left)


def _tell_council(doing: Doing) -> None:
    """Keep that the council was told, today, and post its letter; the trail's line of the act says so too."""
    one: Suspension = doing.record
    today = local_day(doing.at)
    SuspensionNotice.objects.create(
        suspension=one,
        recipient=COUNCIL,
        of=notice_of(one),
        revision=one.revision,
        whom=one.authority.name,
        how=HERE,
        told_on=today,
        told_at=doing.at,
        given_on=today,
        recorded_at=doing.at,
        recorded_by_id=doing.by.person_id,
    )
    doing.facts["told"] = COUNCIL
    told = ROWS[Act.RECORD_NOTICE].tells or NOBODY
    letter = outbox.letter(
        told.tells,
        key=f"council:{one.reference}:{notice_of(one)}:{one.revision}",
        authority_id=doing.authority_id,
        act=Act.RECORD_NOTICE.value,
        words=told.words,
        on=doing.on,
        case_id=None,
        at=doing.at,
        by=doing.by,
    )
    outbox.post([letter])
