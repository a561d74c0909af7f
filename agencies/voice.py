"""How a letter speaks of the pupil: by name to the parents, as *you* to a pupil who is 18."""

from dataclasses import dataclass

from agencies.words import possessive


@dataclass(frozen=True, slots=True)
class Voice:
    """The pupil in the words of the letter: "Kofi is", "Kofi’s"; or "you are", "your"."""

    who: str
    whose: str
    are: str
    were: str
    have: str
    come: str
    get: str
    is_to_pupil: bool = False


TO_PUPIL = Voice("you", "your", "are", "were", "have", "come", "get", is_to_pupil=True)


def voice(name: str, *, is_to_pupil: bool) -> Voice:
    """The voice of a letter on the pupil of this first name."""
    return TO_PUPIL if is_to_pupil else Voice(name, possessive(name), "is", "was", "has", "comes", "gets")
