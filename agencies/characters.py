"""Which characters a text may hold: the one function that every page, draft, field of the API and query string passes.

Standard library only. Passwords and signed bodies are taken as they are.
"""

import unicodedata

ZWNJ, ZWJ, DAMAGED = "\u200c", "\u200d", "\ufffd"
MARK_OF_BYTES = "\ufeff"
TURNED = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embeddings, overrides and isolates: they show what follows in another order than it is kept in."""
UNKEPT = "Take out the character that can’t be kept"
UNSEEN = "Type it in letters: nothing of this can be seen"
FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters by their class, that have no shape."""
WAS_DAMAGED = "A letter of this name was lost on its way here. Type it again"


def tidy(text: str, *, is_name: bool = False) -> str:
    """The text without what nobody typed: a byte order mark, and what turns the order of letters.

    A name is one line, and also loses every other character without a shape, but the two joiners of some scripts.
    """
    if is_name:
        kept = (one for one in text if one in (ZWJ, ZWNJ) or unicodedata.category(one) != "Cf")
        return " ".join("".join(kept).split())
    if text.isascii():
        return text
    return "".join(one for one in text if one != MARK_OF_BYTES and one not in TURNED)


def sought(text: str) -> str:
    """What is only looked for: a character that can’t be kept is in nothing that is there, and is passed over."""
    return text.replace("\0", "").strip()


def fault(text: str, *, is_name: bool = False) -> str:
    """What cannot be taken, as a sentence: NUL, half of a pair, of a name a lost letter, or none that shows; or ""."""
    if "\0" in text or any("\ud800" <= one <= "\udfff" for one in text):
        return UNKEPT
    if is_name and DAMAGED in text:
        return WAS_DAMAGED
    return UNSEEN if is_name and text.strip() and not is_seen(text) else ""


def is_seen(text: str) -> bool:
    """Whether a reader would see anything: not blanks, marks and characters without a shape alone."""
    return any(unicodedata.category(one)[0] in "LNPS" and one not in FILLERS for one in text)
