"""Public references of records: eight random characters and a check character, no look-alikes (house.md 7)."""

import secrets

ALPHABET = "ABCDEFGHJKMNPQRTUVWXYZ2346789"  # 29 characters, a prime: the check finds every slip and every swap
PATTERN = f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}-[{ALPHABET}]"


def check_character(eight: str) -> str:
    """Give the ninth character of a reference: the weighted sum of the eight, modulo 29."""
    return ALPHABET[sum(weight * ALPHABET.index(c) for weight, c in enumerate(eight, start=2)) % len(ALPHABET)]


def new_reference() -> str:
    """Make a reference such as K7Q4-M2XH-9; 29^8 of them, so a guess meets none."""
    eight = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{eight[:4]}-{eight[4:]}-{check_character(eight)}"


def as_reference(text: str) -> str:
    """A reference as people type it, "k7q4 m2xh 9" or without its hyphens, in the form that is stored."""
    plain = "".join(c for c in text.upper() if c.isalnum())
    return f"{plain[:4]}-{plain[4:8]}-{plain[8:]}"
