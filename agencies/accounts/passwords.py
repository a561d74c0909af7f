"""Which passwords are refused, and why: common ones however dressed, and those made of what is known of a person."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from agencies.people.models import Person, Seat

MOST = 128
FEWEST_LETTERS = 6
"""So much must be left of a password without what is known of the person."""
FEWEST_DIFFERENT = 5
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890123", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb")
DRESSED = str.maketrans("01345789@$!|", "oieastbgasil")
SERVICE = "inclusion"
WORDS_FILE = Path(__file__).resolve().parents[1] / "data" / "common_words.txt"

TOO_LONG = "Make it 128 characters or fewer"
TOO_FEW = "Choose another: it is the same few characters again and again"
COMMON = (
    "Choose another: it is one of those that are guessed first. Three or four words that do not belong together do well"
)
KNOWN = "Choose another: it is made of your name, your work or this service, which others know too"


class Sound:
    """Refuses what others would guess first. There is no rule on digits, capitals or signs (NIST SP 800-63B)."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise `ValidationError` with what to do instead."""
        for is_weak, words in (
            (len(password) > MOST, TOO_LONG),
            (len(set(password.casefold())) < FEWEST_DIFFERENT, TOO_FEW),
            (is_common(password), COMMON),
            (is_known(password, words_about(user)), KNOWN),
        ):
            if is_weak:
                raise ValidationError(words)

    def get_help_text(self) -> str:
        """What the form says beside the field."""
        return "12 characters or more. Three or four words that do not belong together do well."


def is_common(password: str) -> bool:
    """Whether it is runs of the keyboard, or common words alone, once the digits and signs between them are gone."""
    if len(_without_runs(password.casefold())) < FEWEST_LETTERS:
        return True
    return any(_is_made_of_common_words(letters) for letters in _readings(password) if letters)


def is_known(password: str, words: Iterable[str]) -> bool:
    """Whether hardly a word is left without those that are known of the person."""
    known = sorted((word for word in words if len(word) > 2), key=len, reverse=True)
    for letters in _readings(password):
        left = letters
        for word in known:
            left = left.replace(word, "")
        if left != letters and len(left) < FEWEST_LETTERS:
            return True
    return False


def words_about(user: Any) -> set[str]:
    """Name, address, job, agencies and council of a person, and the service, as plain words and run together."""
    said = [SERVICE, settings.COUNCIL_NAME]
    if isinstance(user, Person):
        said += [user.name, user.email, user.email.partition("@")[0], user.job]
        if user.pk:
            said += Seat.objects.filter(person=user).values_list("agency__name", flat=True)
            said += Seat.objects.filter(person=user).values_list("agency__authority__name", flat=True)
    parts = [part for one in said for part in re.split(r"[^a-z]+", _plain(one))]
    return {*parts, *(re.sub(r"[^a-z]+", "", _plain(one)) for one in said)}


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """Words of which common passwords are made: our own list."""
    lines = WORDS_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def _whole() -> frozenset[str]:
    """Django's list of twenty thousand passwords, without their digits and signs."""
    known: Iterable[str] = CommonPasswordValidator().passwords
    return frozenset(letters for one in known if len(letters := re.sub(r"[^a-z]+", "", one)) > 3)


def _is_made_of_common_words(letters: str) -> bool:
    """Whether common words alone spell it, or one common password does, once or again and again."""
    once = re.fullmatch(r"(.+?)\1*", letters)
    if once and once[1] in _whole():
        return True
    ends = {0}
    for end in range(1, len(letters) + 1):
        if any(letters[start:end] in common() for start in ends):
            ends.add(end)
    return len(letters) in ends


def _without_runs(text: str) -> str:
    """Without three or more neighbours of the alphabet, the digits or the keyboard, and without repeats."""
    kept, place = "", 0
    while place < len(text):
        step = next((n for n in range(len(text) - place, 2, -1) if _is_run(text[place : place + n])), 1)
        kept += text[place] if step == 1 and text[place] not in kept[-1:] else ""
        place += step
    return kept


def _is_run(text: str) -> bool:
    return any(text in row or text[::-1] in row for row in ROWS)


def _readings(password: str) -> tuple[str, str]:
    """Its letters alone, and its letters where signs stand for some (P4$$w0rd)."""
    plain = _plain(password)
    return re.sub(r"[^a-z]+", "", plain), re.sub(r"[^a-z]+", "", plain.translate(DRESSED))


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
