"""What is owed and what is over, by rule, for tests of duties."""

from datetime import UTC, date, datetime

from referrals.duties.models import Duty
from referrals.referrals import actions as referrals
from referrals.referrals.models import Referral
from tests import stories
from tests.people import Cast


def on(day: int, month: int = 11, year: int = 2026) -> datetime:
    """Ten in the morning of that day."""
    return datetime(year, month, day, 10, tzinfo=UTC)


def owed() -> dict[str, date]:
    """Every duty that is owed, by its rule, with its last day."""
    return dict(Duty.objects.owed().values_list("rule", "due_on"))


def ended() -> dict[str, str]:
    """Every duty that is over, with how."""
    return dict(Duty.objects.exclude(state__in=["open", "stopped"]).values_list("rule", "state"))


def returned(cast: Cast, sent: datetime, asked: datetime) -> Referral:
    referral = stories.sent(cast, stories.case(cast, at=sent), at=sent)
    referrals.return_referral(referral, questions=["Since when?"], by=cast.actor("sandra"), at=asked)
    return referral


def answer(cast: Cast, referral: Referral, at: datetime) -> None:
    answers = {question.pk: "Since May." for question in referral.questions.all()}
    referrals.answer_referral(referral, answers=answers, by=cast.actor("amara"), at=at)
