"""A file of term dates, as councils and schools publish it, read into the rows of one school year."""

from agencies.calendar.imports.files import NotTermDates, read_events
from agencies.calendar.imports.terms import Taken, take

__all__ = ["NotTermDates", "Taken", "read_events", "take"]
