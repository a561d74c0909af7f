"""The clocks of a share, and how long one runs, by its purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from agencies.deadlines.forms import SINCE_EVER, Force, Rule, Unit, local

PROTOCOL = "The council's protocol for sharing information"
RULES = (
    local("accept_share", "Accept or decline the offer", 3, Unit.WORKING_DAYS, "the day it was offered", PROTOCOL),
    local(
        "answer_question", "Answer the question asked", 5, Unit.WORKING_DAYS, "the day the share was accepted", PROTOCOL
    ),
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


class TermTooLong(ValueError):
    """A share may not run for so many days for this purpose."""


@dataclass(frozen=True, slots=True)
class ShareTerm:
    """How many calendar days a share for one purpose runs where nobody chooses, and the most that may be chosen."""

    default_days: int
    longest_days: int
    source: str


def _term(default_weeks: int, longest_weeks: int, who: str) -> ShareTerm:
    return ShareTerm(7 * default_weeks, 7 * longest_weeks, f"The council's sharing matrix, {who}")


SHARE_TERMS: dict[str, ShareTerm] = {
    "safeguard": _term(12, 12, "children's social care: looked at again every 12 weeks"),
    "early_help": _term(12, 12, "early help: plan open, review at 12 weeks"),
    "health_support": _term(12, 26, "health: at most 6 months before renewal"),
    "prevent_harm": _term(8, 8, "police: 8 weeks, renewed with a reason"),
    "youth_justice": _term(12, 26, "youth justice: at most 6 months before renewal"),
    "social_care": _term(12, 12, "children's social care: looked at again every 12 weeks"),
    "education_provision": _term(4, 12, "receiving school: 20 school days; a named service: at most 12 weeks"),
}


def share_end(purpose: str, from_on: date, days: int | None = None) -> date:
    """The last day of a share that begins on `from_on`, which counts; by the purpose's default where `days` is None.

    Eight weeks from Monday 23 November end with Sunday 17 January: store `calendar.end_of_day` of it. ValueError for an
    unknown purpose or fewer than one day, TermTooLong beyond the purpose's longest term.
    """
    if purpose not in SHARE_TERMS:
        raise ValueError(f"No share is made for {purpose!r}.")
    term = SHARE_TERMS[purpose]
    length = term.default_days if days is None else days
    if length < 1:
        raise ValueError("A share runs for at least one day.")
    if length > term.longest_days:
        raise TermTooLong(f"A share for this purpose runs for {term.longest_days} days at most.")
    return from_on + timedelta(length - 1)
