"""An e-mail (.eml): its heads and its words; what is attached is listed and never opened."""

import email
from email.message import EmailMessage, Message
from email.policy import default

from referrals.documents.judging.judged import Judged, Refused
from referrals.documents.states import Kind

MOST_PARTS = 200
NEEDED = ("from", "date")


def read(content: bytes) -> Judged:
    """The e-mail as it is."""
    if b"\0" in content:
        raise Refused(
            "This is no e-mail: there are bytes in it that no e-mail has. Save it as .eml, or print it to PDF"
        )
    message = parsed(content)
    if not all(message.get(name) for name in NEEDED):
        raise Refused("This is a text, and no e-mail: it has no sender or no date. Print it to PDF, and add that")
    if sum(1 for _ in message.walk()) > MOST_PARTS:
        raise Refused(f"This e-mail has more than {MOST_PARTS} parts. Print it to PDF, and add that")
    return Judged(Kind.EML, content)


def parsed(content: bytes) -> Message | EmailMessage:
    """The message; `Refused` where it can't be read."""
    try:
        message = email.message_from_bytes(content, policy=default)
        _ = [message.get(name) for name in ("from", "to", "cc", "date", "subject")]
    except (ValueError, LookupError, IndexError, AttributeError, TypeError, RecursionError) as error:
        raise Refused("This e-mail can’t be read. Print it to PDF, and add that") from error
    return message
