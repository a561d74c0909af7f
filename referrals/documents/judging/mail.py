"""An e-mail (.eml): its heads and its words; what is attached is listed and never opened."""

import email
import re
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from typing import Any

from referrals.documents.judging.judged import Judged, Refused
from referrals.documents.states import Kind

MOST_PARTS, MOST_HEADS, MOST_ALL_HEADS = 200, 64_000, 128_000
"""How many parts; how many bytes of its own heads, and of those of its parts too: to read one takes long."""
HEADS = ("From", "To", "Cc", "Date", "Subject")
NEEDED = ("From", "Date")
ENDS = re.compile(rb"\r?\n\r?\n|\r\r")
WRONG = (ValueError, LookupError, IndexError, AttributeError, TypeError, RecursionError)
UNREAD = "This e-mail can’t be read. Print it to PDF, and add that"
LONG = "The heads of this e-mail are far too long. Print it to PDF, and add that"


class _Bounded(EmailPolicy):
    """Heads are counted as they are met, before one is read; what kind a part is, is read once and kept."""

    seen: list[int] = []

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, Any]:
        self.seen.append(sum(map(len, sourcelines)))
        if sum(self.seen) > MOST_ALL_HEADS or len(self.seen) > MOST_PARTS * 20:
            raise Refused(LONG)
        name, value = super().header_source_parse(sourcelines)
        is_read = name.lower().startswith("content-")
        return name, self.header_fetch_parse(name, value) if is_read else value


def read(content: bytes) -> Judged:
    """The e-mail as it is."""
    if b"\0" in content:
        raise Refused(
            "This is no e-mail: there are bytes in it that no e-mail has. Save it as .eml, or print it to PDF"
        )
    message = parsed(content)
    if not set(NEEDED) <= set(dict(heads(message))):
        raise Refused("This is a text, and no e-mail: it has no sender or no date. Print it to PDF, and add that")
    if sum(1 for _ in message.walk()) > MOST_PARTS:
        raise Refused(f"This e-mail has more than {MOST_PARTS} parts. Print it to PDF, and add that")
    return Judged(Kind.EML, content)


def parsed(content: bytes) -> Message | EmailMessage:
    """The message; `Refused` where it can't be read, or its heads are longer than any e-mail's."""
    if len(content) > MOST_HEADS and not ENDS.search(content, 0, MOST_HEADS):
        raise Refused(LONG)
    try:
        bounded: EmailPolicy = _Bounded(seen=[])  # type: ignore[call-overload]
        message: Message | EmailMessage = email.message_from_bytes(content, policy=bounded)
    except WRONG as error:
        raise Refused(UNREAD) from error
    return message


def heads(message: Message | EmailMessage) -> list[tuple[str, str]]:
    """Those that are shown, each read once; `Refused` where one can't be read."""
    try:
        found = [(name, message.get(name)) for name in HEADS]
        return [(name, str(value)) for name, value in found if value]
    except WRONG as error:
        raise Refused(UNREAD) from error
