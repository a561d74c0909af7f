"""States and moves of the ground floor: of people, of their sessions and of agencies."""

from typing import Any

from agencies.policy import Act


class NotNow(Exception):
    """The act cannot be done in the record's state: somebody was first, or its time is over."""


class AlreadyDone(Exception):
    """The same form was sent before: `record` is what it made then."""

    def __init__(self, record: Any) -> None:
        super().__init__("Already done: here it is.")
        self.record = record


MOVES: dict[tuple[str, str, Act], frozenset[str]] = {
    ("person", "", Act.INVITE_PERSON): frozenset({"invited"}),
    ("person", "invited", Act.MEND_PROFILE): frozenset({"invited"}),
    ("person", "invited", Act.FORGET_FACTORS): frozenset({"invited"}),
    ("session", "open", Act.END_SESSION): frozenset({"ended"}),
    ("agency", "", Act.ADD_AGENCY): frozenset({"open"}),
    ("client", "", Act.MAKE_CLIENT): frozenset({"live"}),
    ("client", "live", Act.ROTATE_CLIENT): frozenset({"live"}),
    ("client", "live", Act.REVOKE_CLIENT): frozenset({"revoked"}),
    ("person", "invited", Act.SIGN_OUT_EVERYWHERE): frozenset({"invited"}),
}
