"""Letters, and their delivery to each who may hear (decision 14)."""

import uuid

from django.db import models
from django.db.models import Q

from agencies.belonging import AuthorityOf
from agencies.outbox.querysets import Deliveries, Mails
from agencies.outbox.states import MailKind, MailState, Withdrawn
from agencies.policy.retention import Retention


class Letter(models.Model):
    """What an act, or a step of a duty, has to tell and to which standings; unique, so it is never told twice.

    The words of a step are worked out when it is addressed; `why` says what kept it from everybody.
    """

    retention = Retention.EARLY_HELP
    key = models.CharField(max_length=120, unique=True)
    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, related_name="+", db_index=False)
    act = models.CharField(max_length=40)
    step = models.CharField(max_length=20, blank=True)
    subject_kind = models.CharField(max_length=20)
    subject_ref = models.CharField(max_length=11)
    case_id = models.BigIntegerField(null=True)
    tells = models.JSONField()
    not_to = models.BigIntegerField(null=True)
    is_urgent = models.BooleanField(default=False)
    words = models.CharField(max_length=300)
    due_on = models.DateField(null=True)
    why = models.CharField(max_length=80, blank=True)
    posted_at = models.DateTimeField()
    addressed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "authority"], name="letter_of_authority"),
        ]
        indexes = [
            models.Index(fields=["id"], name="letter_unaddressed", condition=Q(addressed_at=None)),
            models.Index(fields=["case_id"], name="letter_case"),
            models.Index(fields=["subject_ref"], name="letter_subject"),
        ]

    def __str__(self) -> str:
        return self.key


class Delivery(models.Model):
    """One letter to one person by one channel, with its attempts and its lease; `why` it was dropped, where it was.

    `kind`: of what the letter is about; the database takes it over from there.
    """

    retention = Retention.EARLY_HELP
    authority = AuthorityOf("agencies.Authority", on_delete=models.PROTECT, related_name="+", of="letter")
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    person = models.ForeignKey("agencies.Person", on_delete=models.CASCADE, db_index=False)
    channel = models.CharField(max_length=5)
    kind = models.CharField(max_length=20, default="", db_default="", editable=False)
    reference = models.UUIDField(default=uuid.uuid4, unique=True)
    state = models.CharField(max_length=8, default="waiting")
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=10, blank=True)

    objects = Deliveries.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "person", "channel"], name="delivery_once"),
            models.CheckConstraint(condition=Q(channel__in=["inbox", "email"]), name="delivery_channel_known"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent", "dropped", "dead"]), name="delivery_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="dropped", why__in=Withdrawn.values) | (~Q(state="dropped") & Q(why="")),
                name="delivery_dropped_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["not_before", "id"], name="delivery_waiting", condition=Q(state="waiting")),
            models.Index(fields=["person", "-id"], name="delivery_inbox", condition=Q(channel="inbox", state="sent")),
            models.Index(
                fields=["person", "kind", "-id"],
                name="delivery_kind",
                condition=Q(channel="inbox", state="sent"),
            ),
            models.Index(
                fields=["person", "-id"],
                name="delivery_read",
                condition=Q(channel="inbox", state="sent", read_at__isnull=False),
            ),
            models.Index(
                fields=["person", "-id"],
                name="delivery_unread",
                condition=Q(channel="inbox", state="sent", read_at=None),
            ),
            models.Index(fields=["person", "not_before", "id"], name="delivery_next", condition=Q(state="waiting")),
            models.Index(fields=["person"], name="delivery_dead", condition=Q(state="dead")),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} to {self.person_id} by {self.channel}"


class AccountMail(models.Model):
    """One mail about an account: whose and of what kind. What it says, a link above all, is made when it is sent.

    `person` is null where a reset was asked for an address that nobody has; a constraint on it would be a check that
    the database makes for known addresses alone. An invitation is to a `seat`; both stand apart from every child.
    """

    retention = Retention.PASSING
    person = models.ForeignKey("agencies.Person", on_delete=models.CASCADE, null=True, db_constraint=False)
    kind = models.CharField(max_length=20)
    seat = models.ForeignKey("agencies.Seat", on_delete=models.CASCADE, null=True, related_name="mails")
    invited_by = models.CharField(max_length=300, blank=True)
    reference = models.UUIDField(default=uuid.uuid4, unique=True)
    state = models.CharField(max_length=8, default=MailState.WAITING.value)
    posted_at = models.DateTimeField()
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=80, blank=True)

    objects = Mails.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MailKind.values), name="account_mail_kind_known"),
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="account_mail_state_known"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(kind=MailKind.PASSWORD_RESET.value),
                name="account_mail_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(kind=MailKind.INVITATION.value, seat__isnull=False)
                | (~Q(kind=MailKind.INVITATION.value) & Q(seat=None)),
                name="account_mail_invites_to_a_seat",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before", "id"],
                name="account_mail_waiting",
                condition=Q(state=MailState.WAITING.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.person_id}"


class Sweep(models.Model):
    """When one of the worker's ticks last ran to its end: what tells that no letter waits unseen."""

    retention = Retention.PASSING
    name = models.CharField(max_length=40, primary_key=True)
    ran_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.ran_at}"


class ReminderClock(models.Model):
    """The demonstration's switch: since when a minute stands for a day, for reminders alone, for half an hour."""

    retention = Retention.PASSING
    pressed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"since {self.pressed_at}"
