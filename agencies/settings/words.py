"""A council's settings in the words that people read."""

from typing import Any

from agencies.policy import Purpose
from agencies.settings.lines import BY_NAME, LINES
from agencies.words import count_words, plural

TERM_WORDS = {
    Purpose.SAFEGUARD: "keeping a child safe",
    Purpose.EARLY_HELP: "support for the family",
    Purpose.HEALTH_SUPPORT: "health support",
    Purpose.SOCIAL_CARE: "social care support",
    Purpose.PREVENT_HARM: "preventing harm and offending",
    Purpose.YOUTH_JUSTICE: "youth justice support",
}
LADDER = "The service’s usual ladder"
FROM_HOUR, UNTIL_HOUR = "mail_from_hour", "mail_until_hour"
HOURS = {FROM_HOUR: 8, UNTIL_HOUR: 18}
"""Between which hours mail goes, where a council has set no others."""
HOUR_WORDS = {
    FROM_HOUR: ("Working hours begin", ", on working days: the day’s mail goes then, in one message", 6, 11),
    UNTIL_HOUR: (
        "Working hours end",
        ", on working days: who wants no urgent mail at night has none then",
        12,
        21,
    ),
}
"""What it is, what it does, and between which hours one may choose."""
MARKS_YEARS = "attendance_years"
YEARS_WORDS = {
    MARKS_YEARS: (
        "How long a school’s marks and their sums are kept",
        ", counted from the end of their week",
        "The regulations on school registers, SI 2024/208, have six years; no longer than a pupil’s record is kept",
        6,
        20,
    ),
}
"""What it is, from when it is counted, whose rule it is, and between how many years one may choose.

The least is what the law has, and the default. The most: a mark of a five-year-old, kept to the 25th birthday.
"""
YEARS_COUNT = "From that day on it counts for all that is held. What has gone by then does not come back."
LADDER_WORDS = {
    "before": "Remind whoever owes something before it is due",
    "late_1": "Tell their manager that it is late",
    "late_2": "Tell the council’s officer that it is late",
}

ONE = {
    "school_days": "school day",
    "working_days": "working day",
    "calendar_days": "day",
    "rung_days": "day",
    "weeks": "week",
    "years": "year",
}
FORCE = {
    "must": "Law",
    "should": "Statutory guidance",
    "local": "The council’s or the service’s own rule",
}
GROUPS = {
    "concerns": "Concerns",
    "cases": "Cases",
    "referrals": "Referrals",
    "shares": "Sharing with agencies",
    "given_tasks": "Tasks and questions",
    "moves": "Managed moves",
    "suspensions": "Suspensions",
    "arrivals": "Children who change school",
    "merges": "Two records of one child",
    "attendance": "Attendance",
    "reminders": "Reminders",
}
TIGHTER = "It can be made shorter than the law or the guidance has it, never longer."


def days_words(days: Any, unit: str, name: str = "") -> str:
    """So many days of this kind; none is the day itself. Of a switch, which way it is; of lines, each of them."""
    if unit == "hour":
        return f"{days}:00"
    if unit == LINES:
        return "\n".join(map(BY_NAME[name].show, days)) or "none"
    if unit == "switch":
        return "on" if days else "off"
    return count_words(days, ONE[unit]) if days else "the same day"


def unit_words(unit: str) -> str:
    """The kind of day, as of several."""
    return "o’clock" if unit == "hour" else plural(2, ONE[unit])


def bounds_words(least: int, most: int, unit: str, force: str) -> str:
    """Between which days one may choose."""
    if unit == "switch":
        return "Choose off or on."
    if unit == LINES:
        return ""
    said = f"From {days_words(least, unit)} to {days_words(most, unit)}."
    return said if force == "local" else f"{said} {TIGHTER}"
