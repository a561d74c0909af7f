"""Why an act is not done: its time is over, or it was done before."""

from typing import Any


class NotNow(Exception):
    """The act cannot be done in the record's state: somebody was first, or its time is over."""


class AlreadyDone(Exception):
    """The same form was sent before: `record` is what it made then."""

    def __init__(self, record: Any) -> None:
        super().__init__("Already done: here it is.")
        self.record = record
