"""Mail about accounts: what each kind says, made with its link at the moment when it is sent."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import base36_to_int

from agencies.accounts.actions import give_code
from agencies.acting.refusals import NotNow
from agencies.actors import SERVICE
from agencies.outbox import actions as outbox
from agencies.outbox.models import AccountMail
from agencies.outbox.sending import Lot
from agencies.outbox.states import MailKind
from agencies.people.facts import INVITED_FOR
from agencies.people.models import Person, Seat
from agencies.people.words import ROLE_WORDS


class InvitationTokens(EmailAwarePasswordResetTokenGenerator):  # type: ignore[misc]
    """The links of invitations: as those of a reset, of another salt and with a life of their own."""

    key_salt = "agencies.accounts.mails.InvitationTokens"

    def check_token(self, user: Person | None, token: str | None) -> bool:
        """Whether it was made for this person as they still are, at most seven days ago."""
        if user is None or not token:
            return False
        try:
            made_at = base36_to_int(token.partition("-")[0])
        except ValueError:
            return False
        made = (self._make_token_with_timestamp(user, made_at, key) for key in (self.secret, *self.secret_fallbacks))
        if not any(constant_time_compare(one, token) for one in made):
            return False
        age = self._num_seconds(self._now()) - made_at
        return timedelta(seconds=age) <= INVITED_FOR


class Tokens:
    """Either kind of link sets a password, each for as long as it lives."""

    @staticmethod
    def check_token(user: Person | None, token: str | None) -> bool:
        """Whether this is a live link of the person's, of a reset or of an invitation."""
        return default_token_generator.check_token(user, token) or invitation_tokens.check_token(user, token)


invitation_tokens = InvitationTokens()


def next_lot(at: datetime) -> Lot | None:
    """Lease the mail about an account that has waited longest; without a message where nobody may have it any more."""
    leased = outbox.lease_account_mail(at)
    if leased is None:
        return None
    row, held = leased
    return Lot(held, partial(_message, row, at) if _is_wanted(row, at) else None)


def _is_wanted(row: AccountMail, at: datetime) -> bool:
    """Whether it is for somebody whose account is open, who still sits where they were invited and still needs it."""
    if row.person is None or not row.person.is_active:
        return False
    if row.kind == MailKind.PASSWORD_RESET:
        return at < row.posted_at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    return row.seat is None or Seat.objects.live(at).filter(pk=row.seat.pk).exists()


def _message(row: AccountMail, at: datetime) -> EmailMessage:
    """One mail, with a reference that a second attempt repeats."""
    person: Any = row.person
    context = {"timestamp": row.posted_at, "url": settings.SITE_URL + _path(row, person)}
    if row.seat is not None:
        has_password = person.has_usable_password()
        seat_line = f"{ROLE_WORDS[row.seat.role]} at {row.seat.agency.name}"
        context |= {"invited_by": row.invited_by, "seat_line": seat_line, "has_password": has_password}
        context["ends_at"] = at + INVITED_FOR
        context["code"] = _first_code(person, at)
    subject = render_to_string(f"account/email/{row.kind}_subject.txt", context)
    return EmailMessage(
        subject=settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + " ".join(subject.split()),
        body=render_to_string(f"account/email/{row.kind}_message.txt", context).strip() + "\n",
        to=[person.email],
        headers={"Message-ID": f"<{row.reference}@inclusion>", "Auto-Submitted": "auto-generated"},
    )


def _first_code(person: Person, at: datetime) -> str:
    """The code with which they add their first way to sign in; nothing where they have one."""
    try:
        return give_code(person, by=SERVICE, at=at)
    except NotNow:
        return ""


def _path(row: AccountMail, person: Person) -> str:
    """Where the mail leads: to choosing a password, or to where one signs in."""
    if row.kind == MailKind.PASSWORD_RESET:
        return _link(person, default_token_generator)
    if row.kind == MailKind.INVITATION and not person.has_usable_password():
        return _link(person, invitation_tokens)
    return reverse("account_login")


def _link(person: Person, tokens: Any) -> str:
    key = tokens.make_token(person)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
