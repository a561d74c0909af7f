"""The clocks of a share, and the last day of so many weeks."""

from __future__ import annotations

from datetime import date, timedelta

from agencies.deadlines.forms import SINCE_EVER, Force, Rule, Unit, local

PROTOCOL = "The council's protocol for sharing information"
RULES = (
    local("accept_share", "Accept or decline the offer", 3, Unit.WORKING_DAYS, "the day it was offered", PROTOCOL),
    local(
        "answer_question", "Answer the question asked", 5, Unit.WORKING_DAYS, "the day the share was accepted", PROTOCOL
    ),
    local(
        "agree_share",
        "Agree to the share, or refuse it",
        1,
        Unit.WORKING_DAYS,
        "the day a second person was asked",
        "The service's own rule: a second person agrees where the family is not told",
    ),
    local("tell_of_share", "Tell the family of the share", 5, Unit.WORKING_DAYS, "the day it was shared", PROTOCOL),
    Rule(
        name="renew_share",
        what="Extend the share or let it end",
        limit=0,
        unit=Unit.CALENDAR_DAYS,
        counted_from="the last day of the share",
        force=Force.LOCAL,
        source=PROTOCOL,
        starts_on=SINCE_EVER,
        setting=None,
    ),
)


def share_end(from_on: date, weeks: int) -> date:
    """The last day of a share of so many weeks that begins on `from_on`, which counts.

    Eight weeks from Monday 23 November end with Sunday 17 January: store `calendar.end_of_day` of it. ValueError for
    fewer than one.
    """
    if weeks < 1:
        raise ValueError("A share runs for at least one week.")
    return from_on + timedelta(7 * weeks - 1)
