"""What schools' systems call a person around a child, by the codes that stand here."""

from referrals.contacts.words import RELATIONSHIPS
from referrals.rolls.imports.lines import NotKnown

WORDS = {
    "mother": ("mum", "mam", "mummy", "pam"),
    "father": ("dad", "daddy", "paf"),
    "step_parent": ("step mother", "stepmother", "step mum", "step father", "stepfather", "step dad", "stm", "stf"),
    "grandparent": ("grandmother", "grandfather", "grandma", "grandad", "granddad", "nan", "gran"),
    "guardian": ("legal guardian", "special guardian"),
    "foster_carer": ("foster mother", "foster father", "foster parent", "fom", "fof"),
    "sibling": ("brother", "sister", "sibling"),
    "aunt_uncle": ("aunt", "uncle", "auntie"),
    "family": ("other relative", "relative", "other family member", "rel", "fam"),
    "friend": ("family friend", "friend"),
    "other": ("other", "other contact", "carer", "childminder", "doctor", "head teacher", "social worker", "teacher"),
}
"""The words of exports, and the codes of the common transfer file (CBDS, contact relationship)."""


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("/", " ").split())


CODES = {_plain(word): code for code, words in WORDS.items() for word in words}
CODES |= dict.fromkeys(("religious spiritual contact", "oth", "car", "chm", "doc", "htc", "swr", "tch", "rlg"), "other")
CODES |= {_plain(word): code for code, word in RELATIONSHIPS.items()}


def relationship_of(text: str) -> str:
    """The code; `NotKnown` where the word is none of those: to guess would write a letter to the wrong person."""
    if (code := CODES.get(_plain(text))) is None:
        raise NotKnown(f"“{text[:40]}” is no relationship that is known here")
    return code
