"""What a mail about an account is for, and what has become of it."""

from django.db.models import TextChoices


class MailKind(TextChoices):
    """What happened, or was asked for, with an account. No child and no authority is in it."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105  (a word)
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    CODES_TRIED = "codes_tried"
    CODE_GIVEN = "code_given"
    NEW_DEVICE = "new_device"
    UNUSUAL = "unusual"


class Withdrawn(TextChoices):
    """Why a letter's delivery was taken back before it was read or sent."""

    OVER = "over"  # nobody may hear of it any more: it is done, or has ended
    NOT_THEIRS = "not_theirs"  # others still may, this person may not
    LEFT = "left"  # their last seat in the authority ended
    NOT_KNOWN = "not_known"  # taken back before reasons were kept


class MailState(TextChoices):
    """Waiting, or come to one of three ends; dead is what twenty attempts did not hand over."""

    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"
    DEAD = "dead"
