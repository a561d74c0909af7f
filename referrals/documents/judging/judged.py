"""What was found of a file, and the sentence in which one is refused."""

from dataclasses import dataclass

from referrals.documents.states import Kind


class Refused(Exception):
    """This file can't be taken; its words say why, and what to do instead."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A file as it is kept: of a picture `content` is another one than was sent. `pages`: None but of a PDF."""

    kind: Kind
    content: bytes
    pages: int | None = None
