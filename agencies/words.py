"""Days, hours, counts and names in the words that people read. Standard library only."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
FIRST_MONTH = 9
RECEPTION_AGE = 4
LAST_YEAR = 14


def local_day(moment: date) -> date:
    """The day in London of an instant; a day stays what it is, and an instant without a zone counts as London time."""
    if not isinstance(moment, datetime):
        return moment
    return (moment.astimezone(LONDON) if moment.tzinfo else moment).date()


def last_day(ends_at: datetime) -> date:
    """The last whole day before an end that is stored as the midnight after it."""
    return local_day(ends_at - timedelta(microseconds=1))


def long_day(moment: date) -> str:
    """A day as "Monday 23 November 2026"."""
    day = local_day(moment)
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(moment: date) -> str:
    """A day as "23 Nov 2026"."""
    day = local_day(moment)
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def day_month(moment: date) -> str:
    """A day as "Mon 23 Nov"."""
    day = local_day(moment)
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def clock(moment: datetime) -> str:
    """A time of day as "3:30pm", with midday and midnight by name."""
    local = moment.astimezone(LONDON) if moment.tzinfo else moment
    if local.minute == 0 and local.hour in (0, 12):
        return "midday" if local.hour else "midnight"
    return f"{local.hour % 12 or 12}:{local.minute:02}{'am' if local.hour < 12 else 'pm'}"


def when(moment: date, now: date) -> str:
    """A day as one says it today: "Today", "Tomorrow", "Yesterday", a weekday to come, else "Mon 23 Nov"."""
    day, today = local_day(moment), local_day(now)
    near = {-1: "Yesterday", 0: "Today", 1: "Tomorrow"}
    ahead = (day - today).days
    if ahead in near:
        return near[ahead]
    return WEEKDAYS[day.weekday()] if 1 < ahead < 7 else day_month(day)


def year_group(born_on: date, on: date) -> str:
    """The year group of someone born then, on that day: academic age on 31 August before the school year (data.md 3.1).

    Gives "Nursery", "Reception", "Year 1" to "Year 14", and "Over 19".
    """
    year = academic_age(born_on, on) - RECEPTION_AGE
    if year > LAST_YEAR:
        return "Over 19"
    if year > 0:
        return f"Year {year}"
    return "Nursery" if year else "Reception"


def academic_age(born_on: date, on: date) -> int:
    """Whole years lived on the 31 August before the school year of that day."""
    began = on.year if on.month >= FIRST_MONTH else on.year - 1
    return began - born_on.year - (born_on.month >= FIRST_MONTH)


def cohorts(on: date) -> dict[str, int]:
    """The year groups that are one year of birth, on that day: each with the year in which that ended, in August."""
    began = on.year if on.month >= FIRST_MONTH else on.year - 1
    years = range(LAST_YEAR + 1)
    return {f"Year {n}" if n else "Reception": began - RECEPTION_AGE - n for n in years}


def age_on(day: date, born_on: date) -> int:
    """Whole years lived on that day; a birthday counts from its own morning, of 29 February from 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def plural(count: int, one: str, many: str = "") -> str:
    """The noun alone, as the count wants it: "day" or "days"; `many` for a plural that isn't plain."""
    return one if count == 1 else many or f"{one}s"


def count_words(count: int, one: str, many: str = "") -> str:
    """The count and its noun: "1 school day", "2 school days"."""
    return f"{count:,} {plural(count, one, many)}"


def in_sentence(text: str) -> str:
    """Words that stand alone elsewhere, within a sentence: a small first letter, names and short forms as they are."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def listed(parts: list[str]) -> str:
    """Words in a row as one says them: "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def possessive(name: str) -> str:
    """Whose: "Kofi’s"."""
    return f"{name}’s"
