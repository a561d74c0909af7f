"""Why an act is not done: its time is over, or it was done before."""

from typing import Any


class NotNow(Exception):
    """The act cannot be done: somebody was first, or its time is over. `record` is another one in its way.

    `has_page`: whether whoever is told so may go on to the record.
    """

    has_page = True

    def __init__(self, why: str, record: Any = None) -> None:
        super().__init__(why)
        self.record = record


class AlreadyDone(Exception):
    """The same form was sent before: `record` is what it made then."""

    def __init__(self, record: Any) -> None:
        super().__init__("Already done: here it is.")
        self.record = record
