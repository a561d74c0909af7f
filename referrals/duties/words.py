"""What a rung of a duty's ladder says, by the day on which it is told."""

from datetime import date, timedelta
from enum import StrEnum

from agencies.policy import Act
from agencies.words import count_words, day_month, in_sentence, long_day

TOO_LATE = "Its day had passed."
MOVED = "Its day was changed, or it is over."
NOBODY = "Nobody else held a seat then that may hear it."
OVERTAKEN = "A later reminder had its turn."
ASKED = "Is this done? The school’s term dates are not known so far; by working days it {was} due on {day}: {what}."
ENDS = ("before_10", "before_2")

CHANGES = {
    Act.KEEP_YEAR: "the change of the school year {}",
    Act.KEEP_CLOSURE: "the school’s closure, {},",
    Act.END_CLOSURE: "the taking back of the school’s closure, {},",
}
"""What moved a due day, by the act that changed the school's days."""
SHIFTED = "{whose} school’s days have changed, and {count} moved with them. Each says both days."
STAYED = "Your school’s days were changed by its council. No due day moved with them."


class Shift(StrEnum):
    """How a changed calendar moved a due day, as the trail counts it; held: a later one that was told holds."""

    LATER = "later"
    EARLIER = "earlier"
    HELD = "held"
    SAME = "same"


def shifted(count: int, *, is_own: bool) -> str:
    """The letter on a change, with how many due days moved."""
    if not count:
        return STAYED
    return SHIFTED.format(whose="Your" if is_own else "Another", count=count_words(count, "due day"))


def moved_from(shifts: list[dict[str, str]], due_on: date) -> date | None:
    """The day on which it was due before a changed calendar moved it to this one; None where none did."""
    last = shifts[-1] if shifts else None
    return date.fromisoformat(last["was"]) if last and last["was"] != last["now"] == due_on.isoformat() else None


def held_from(shifts: list[dict[str, str]], due_on: date) -> date | None:
    """The day that the school's days give, where a later one that somebody was told of holds; else None."""
    last = shifts[-1] if shifts else None
    return date.fromisoformat(last["gives"]) if last and last["gives"] != last["now"] == due_on.isoformat() else None


def shift(one: dict[str, str]) -> str:
    """One change as the duty's page has it: both days and the reason."""
    was, now, gives = (long_day(date.fromisoformat(one[name])) for name in ("was", "now", "gives"))
    why = one["why"][:1].upper() + one["why"][1:]
    if now == was == gives:
        return f"{why} makes it due on {now} again, as somebody was told."
    if now == was:
        return f"{why} would make it due on {gives}. Somebody was told {now}, so that day holds."
    held = "" if now == gives else f" By the school’s days it would be {gives}; somebody was told the later day."
    return f"It was due on {was}. {why} moved it to {now}.{held}"


def is_too_late(step: str, due_on: date, today: date) -> bool:
    """Whether the rung warns of a day that has passed."""
    return step.startswith("before") and due_on < today


def reminder(step: str, what: str, due_on: date, today: date, late: str, *, moved_from: date | None = None) -> str:
    """The words of a rung; `late` says how late it is, and `moved_from` for which day it was told before."""
    day = _day(due_on) + (f" (before: {_day(moved_from)})" if moved_from else "")
    what = in_sentence(what)
    if step == "ask":
        return ASKED.format(was="was" if due_on < today else "is", day=day, what=what)
    if due_on < today:
        return f"{late}, due on {day}: {what}."
    near = {today: "today, ", today + timedelta(1): "tomorrow, "}.get(due_on, "on ")
    return f"{'A share ends' if step in ENDS else 'Due'} {near}{day}: {what}."


def asked_again(what: str, due_on: date, today: date) -> str:
    """What a reminder by somebody who waits says: no name."""
    was = "was" if due_on < today else "is"
    return f"Somebody waits for you, and asks again: {in_sentence(what)}. It {was} due on {_day(due_on)}."


def late_by(days: int, unit: str) -> str:
    """How late, in the unit of the rule; a day that it does not count adds none."""
    return f"{count_words(days, unit)} late" if days else "Late"


def owed(what: str, days: list[date], *, is_late: bool) -> str:
    """One line of a digest: "2 late: name the lead professional, the first due on Tue 1 Dec 2026"."""
    first = f"due on {_day(min(days))}" if len(days) == 1 else f"the first due on {_day(min(days))}"
    return f"{len(days)} {'late' if is_late else 'due'}: {in_sentence(what)}, {first}."


def _day(day: date) -> str:
    return f"{day_month(day)} {day.year}"
