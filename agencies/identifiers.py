"""Check digits of the numbers that people carry: UPN, ULN, NHS number and the number of a school.

All take raw text, as typed or sent. White space around is forgiven, lower case in a UPN, and spaces or hyphens inside
an NHS number; nothing else is, and what is no text is no identifier. The patterns spell ASCII out, because `isdigit`,
`upper` and IGNORECASE let in superscripts, dotless i and long s.
"""

from __future__ import annotations

import re

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # no I, O or S; a letter's place is its value
_UPN = re.compile(r"[A-HJ-NP-RT-Za-hj-np-rt-z][0-9]{11}[0-9A-HJ-NP-RT-Za-hj-np-rt-z]")
_ULN = re.compile(r"[1-9][0-9]{9}")
_NHS = re.compile(r"[0-9](?:[ -]*[0-9]){9}")
_LA, _ESTAB = re.compile(r"[0-9]{3}"), re.compile(r"[0-9]{4}")


def clean_upn(text: object) -> str:
    """The 13 characters of a UPN, trimmed and in capitals; ValueError where it is none (DfE, *UPNs: a guide*).

    Says nothing about whether the authority in it exists.
    """
    upn = _matching(_UPN, text).upper()
    values = [int(c) if "0" <= c <= "9" else UPN_LETTERS.index(c) for c in upn]
    if values[0] != sum(weight * value for weight, value in enumerate(values[1:], 2)) % 23:
        raise ValueError("The first letter of this UPN does not fit the rest.")
    return upn


def is_upn(text: object) -> bool:
    """Whether the text is a UPN, permanent or temporary (a letter last)."""
    try:
        return bool(clean_upn(text))
    except ValueError:
        return False


def is_uln(text: object) -> bool:
    """Whether the text is a unique learner number (Learning Records Service); the placeholder 9999999999 is none."""
    try:
        digits = _matching(_ULN, text)
    except ValueError:
        return False
    remainder = _weigh(digits)
    return remainder != 0 and int(digits[9]) == 10 - remainder


def is_nhs_number(text: object) -> bool:
    """Whether the text is an NHS number by its check digit (NHS Data Dictionary); the range isn't looked at."""
    try:
        digits = re.sub("[ -]", "", _matching(_NHS, text))
    except ValueError:
        return False
    # 11 stands for 0, and a remainder that asks for 10 has no digit to meet it.
    return int(digits[9]) == (11 - _weigh(digits)) % 11


def laestab(la: object, estab: object) -> str:
    """The seven digits of a "DfE number" from the authority's three and the establishment's four.

    Strict, since both come from lists and not from typing: white space or what is no text is a ValueError too.
    """
    if not isinstance(la, str) or not isinstance(estab, str):
        raise ValueError("The authority's and the school's numbers are text: leading noughts matter.")
    if not _LA.fullmatch(la) or not _ESTAB.fullmatch(estab):
        raise ValueError("An authority has three digits and a school four.")
    return str(la + estab)


def _matching(pattern: re.Pattern[str], text: object) -> str:
    trimmed = text.strip() if isinstance(text, str) else ""
    if not pattern.fullmatch(trimmed):
        raise ValueError("This does not have the form of such a number.")
    return trimmed


def _weigh(digits: str) -> int:
    return sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits[:9], strict=True)) % 11
