"""The tick of what has run out."""

from celery import shared_task

from agencies.accounts import actions as accounts
from agencies.drafts import actions as drafts
from agencies.guesses import actions as guesses
from agencies.machines import actions, unusual
from agencies.outbox.ticking import tick


@shared_task(name="referrals.tasks.forget_expired")
def forget_expired() -> None:
    """Delete sessions, tokens, kept answers, drafts and kept sendings that have run out."""
    with tick("forget_expired") as at:
        if at:
            actions.forget_expired(at)
            accounts.forget_old(at)
            drafts.forget_old(at)
            guesses.forget_old(at)


@shared_task(name="referrals.tasks.flag_unusual")
def flag_unusual() -> None:
    """Report who opened, or was refused, unusually much within the last hour."""
    with tick("flag_unusual") as at:
        if at:
            unusual.report(at)
