"""What the family was told of a case or of a share, or why not, and the review of that reason."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from agencies.acting.doing import Doing, Owed, done, once_only
from agencies.acting.lives import leads_to
from agencies.actors import Actor
from agencies.calendar.facts import bank_holidays
from agencies.deadlines import FAMILY_REVIEW_WORKING_DAYS
from agencies.policy import Act
from agencies.schoolday import WorkingCalendar, local_day
from referrals.cases.actions.cases import touch
from referrals.cases.models import Case, FamilyTold
from referrals.cases.states import REVIEW_NOT_TOLD, TELL_FAMILY, TELL_OF_SHARE

SECOND_CLICK = timedelta(minutes=10)
TELLING = frozenset({TELL_FAMILY.rule, REVIEW_NOT_TOLD.rule})
MET_BY = {"yes": TELLING | {TELL_OF_SHARE.rule}, "no": TELLING}
"""What an answer meets: that they are not told settles no share of which they were to be told (decision 37)."""


@dataclass(frozen=True, slots=True)
class ToldFacts:
    """What the family was told, or why not: `told` is yes, not_yet or no; *no* has a coded reason and its words."""

    told: str
    whom: str = ""
    how: str = ""
    told_on: date | None = None
    words: str = ""
    reason: str = ""
    reason_words: str = ""


def _told_just_now(case: Case, facts: ToldFacts, *, by: Actor, at: datetime) -> FamilyTold | None:
    """The very same, as the same person recorded it a moment ago."""
    leads_to("case", case.state, Act.RECORD_FAMILY_TOLD)
    last: FamilyTold | None = case.told.order_by("-id").first()
    if last is None or last.recorded_by_id != by.who or at - last.recorded_at > SECOND_CLICK:
        return None
    return last if all(getattr(last, name) == value for name, value in asdict(facts).items()) else None


@transaction.atomic
@once_only(_told_just_now)
def record_family_told(case: Case, facts: ToldFacts, *, by: Actor, at: datetime) -> FamilyTold:
    """Record what the family was told, or the reason why not, which is looked at again within 20 working days."""
    told = keep_told(case, facts, by, at)
    touch(case, at)
    done(
        Doing(
            Act.RECORD_FAMILY_TOLD,
            by,
            at,
            "case",
            case,
            case=case,
            why=facts.reason,
            facts={"told": facts.told},
            pupil=case.pupil,
            owes=review_of(case, facts),
            meets=MET_BY.get(facts.told, frozenset()),
        )
    )
    return told


def keep_told(case: Case, facts: ToldFacts, by: Actor, at: datetime) -> FamilyTold:
    """Write the row of what the family was told."""
    return FamilyTold.objects.create(
        case=case,
        told=facts.told,
        whom=facts.whom,
        how=facts.how,
        told_on=facts.told_on,
        words=facts.words,
        reason=facts.reason if facts.told == "no" else "",
        reason_words=facts.reason_words,
        review_on=_review_on(at) if facts.told == "no" else None,
        recorded_at=at,
        recorded_by_id=by.who,
    )


def _review_on(at: datetime) -> date:
    return WorkingCalendar(bank_holidays()).add_working_days(local_day(at), FAMILY_REVIEW_WORKING_DAYS)


def review_of(case: Case, facts: ToldFacts) -> tuple[Owed, ...]:
    """The review of a reason for not telling, unless one is owed already."""
    return (Owed(REVIEW_NOT_TOLD, case.school_id, on_case=True, unless_owed=True),) if facts.told == "no" else ()
