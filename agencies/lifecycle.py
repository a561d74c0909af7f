"""States and moves of the ground floor: a person is invited once, and can sign out everywhere at any time."""

from agencies.policy import Act

MOVES: dict[tuple[str, str, Act], frozenset[str]] = {
    ("person", "", Act.INVITE_PERSON): frozenset({"invited"}),
    ("person", "invited", Act.SIGN_OUT_EVERYWHERE): frozenset({"invited"}),
}
