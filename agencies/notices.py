"""Who is told of which act of the ground floor, and the form of every floor's notices."""

from collections.abc import Iterable
from dataclasses import dataclass

from agencies.policy import Act, Role, Standing


@dataclass(frozen=True, slots=True)
class Tell:
    """One standing that hears, narrowed to some of its roles."""

    standing: Standing
    roles: frozenset[Role]

    def as_row(self) -> list[object]:
        """As stored on a letter."""
        return [self.standing.value, sorted(role.value for role in self.roles)]


@dataclass(frozen=True, slots=True)
class Notice:
    """What an act tells: the words (no child's name in them), who hears, and whether at once."""

    words: str
    tells: tuple[Tell, ...]
    is_urgent: bool = False


def tell_from(row: Iterable[object]) -> Tell:
    """Read a stored tell back."""
    standing, roles = row
    return Tell(Standing(str(standing)), frozenset(Role(str(role)) for role in roles))  # type: ignore[attr-defined]


NOBODY = Notice("", ())

NOTICES: dict[Act, Notice] = {
    Act.INVITE_PERSON: NOBODY,  # the invitation itself is the mail; no standing hears
    Act.MEND_PROFILE: NOBODY,
    Act.END_SESSION: NOBODY,
    Act.FORGET_FACTORS: NOBODY,
    Act.ADD_AGENCY: NOBODY,
    Act.SIGN_OUT_EVERYWHERE: NOBODY,
    Act.MAKE_CLIENT: NOBODY,
    Act.ROTATE_CLIENT: NOBODY,
    Act.REVOKE_CLIENT: NOBODY,
}
