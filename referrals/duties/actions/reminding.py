"""Whoever waits for a duty reminds whoever owes it, once a working day."""

from datetime import datetime

from django.db import transaction

from agencies import deadlines
from agencies.acting.doing import Doing, done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.calendar.facts import bank_holidays
from agencies.outbox import actions as outbox
from agencies.policy import Act, Standing
from agencies.policy.telling import Notice, Tell, rung, tell_from
from agencies.schoolday import WorkingCalendar, local_day
from agencies.words import long_day
from referrals import door
from referrals.duties import words
from referrals.duties.actions.nobody import find_readers
from referrals.duties.facts import in_hand
from referrals.duties.models import Duty

BEFORE = "{who} reminded them on {day} already. From {again} on you can again."
NOBODY = "Nobody at {agency} is there who would hear of it. Nothing was sent."


@transaction.atomic
def remind_owner(duty: Duty, *, by: Actor, at: datetime) -> None:
    """Post one letter to whoever owes it; `NotNow` where somebody reminded them today already, or nobody would hear."""
    Duty.objects.select_for_update(no_key=True, of=("self",)).get(pk=duty.pk)
    duty.refresh_from_db(fields=["state", "reminded_on", "reminded_by"])
    leads_to("duty", duty.state, Act.REMIND_OWNER)
    today, working = local_day(at), WorkingCalendar(bank_holidays())
    last = duty.reminded_on
    if last is not None and not working.working_days_between(last, today):
        who = duty.reminded_by.name if duty.reminded_by else ""
        again = working.add_working_days(last, 1)
        raise NotNow(BEFORE.format(who=who, day=long_day(last), again=long_day(again)))
    what = deadlines.rule_for(duty.rule, duty.rule_from_on).what
    notice = Notice(words.asked_again(what, duty.due_on, today), (_owner(duty),))
    if not _is_heard(duty, notice, by, at):
        raise NotNow(NOBODY.format(agency=duty.agency.name))
    Duty.objects.filter(pk=duty.pk).update(reminded_on=today, reminded_by=by.who)
    done(
        Doing(Act.REMIND_OWNER, by, at, "duty", duty, case=duty.case, pupil=duty.pupil, notice=notice), mark=f"{today}"
    )


def _is_heard(duty: Duty, notice: Notice, by: Actor, at: datetime) -> bool:
    """Whether anybody would hear of it now, as the sending tick will ask."""
    asked = outbox.letter(
        notice.tells,
        key="",
        authority_id=duty.authority_id,
        act=Act.REMIND_OWNER.value,
        words=notice.words,
        on=("duty", duty.reference),
        case_id=duty.case_id,
        at=at,
        by=by,
    )
    return bool(find_readers(asked, door.audience))


def _owner(duty: Duty) -> Tell:
    """Whoever has it in hand, or the agency's own who owe such a thing."""
    return tell_from(in_hand(duty)) if duty.person_id is not None else rung("owner", Standing(duty.standing))
