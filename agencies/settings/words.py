"""A council's settings in the words that people read."""

from agencies.words import count_words, plural

ONE = {
    "school_days": "school day",
    "working_days": "working day",
    "calendar_days": "day",
    "rung_days": "day",
    "weeks": "week",
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
    "moves": "Managed moves",
    "suspensions": "Suspensions",
    "arrivals": "Children who change school",
    "reminders": "Reminders",
}
TIGHTER = "It can be made shorter than the law or the guidance has it, never longer."


def days_words(days: int, unit: str) -> str:
    """So many days of this kind; none is the day itself. Of a switch, which way it is."""
    if unit == "switch":
        return "on" if days else "off"
    return count_words(days, ONE[unit]) if days else "the same day"


def unit_words(unit: str) -> str:
    """The kind of day, as of several."""
    return plural(2, ONE[unit])


def bounds_words(least: int, most: int, unit: str, force: str) -> str:
    """Between which days one may choose."""
    if unit == "switch":
        return "Choose off or on."
    said = f"From {days_words(least, unit)} to {days_words(most, unit)}."
    return said if force == "local" else f"{said} {TIGHTER}"
