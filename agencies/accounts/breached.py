"""Passwords known from breaches: looked up in a file of the installation, so that nothing is asked of anybody else."""

import hashlib
import os
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError

BREACHED = "Choose another: it stands on lists of passwords that were stolen elsewhere, which are tried first"


class NotBreached:
    """Refuses what stands in the file that `BREACHED_PASSWORDS` names, if one is named.

    Each line begins with a SHA-1 in capitals, in order, as Pwned Passwords is given out: forty gigabytes, or the
    commonest alone. SHA-1 guards nothing here: it is the list's own alphabet.
    """

    def validate(self, password: str, _user: Any = None) -> None:
        """Raise `ValidationError` with what to do instead."""
        place = settings.BREACHED_PASSWORDS
        if place and stands_in(Path(place), hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()):
            raise ValidationError(BREACHED)

    def get_help_text(self) -> str:
        """The form says it of all rules at once."""
        return ""


def stands_in(place: Path, wanted: str) -> bool:
    """Whether a line begins so: halved again and again, some forty short reads of a file of any size."""
    with place.open("rb") as file:
        low, high = 0, file.seek(0, os.SEEK_END)
        while low < high:
            middle = (low + high) // 2
            line, after = _line_from(file, middle)
            if line[: len(wanted)] == wanted.encode():
                return True
            if line and line < wanted.encode():
                low = after
            else:
                high = middle
    return False


def _line_from(file: BinaryIO, place: int) -> tuple[bytes, int]:
    """The first line that begins there or later, and where it ends."""
    file.seek(max(place - 1, 0))
    if place:
        file.readline()
    return file.readline(), file.tell()
