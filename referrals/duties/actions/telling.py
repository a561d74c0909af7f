"""What the letters of rungs say, worked out at the moment when they are told."""

from collections.abc import Iterable
from datetime import date

from agencies import deadlines
from agencies.outbox.models import Delivery, Letter
from referrals.duties import words
from referrals.duties.facts import Days
from referrals.duties.models import Duty
from referrals.duties.states import State


def say_rungs(letters: Iterable[Letter], today: date) -> None:
    """Set the words of each rung's letter by this day, or why it is told to nobody; the caller saves them."""
    rungs = [letter for letter in letters if letter.step]
    references = [letter.subject_ref for letter in rungs]
    duties = {duty.reference: duty for duty in Duty.objects.filter(reference__in=references)}
    days, told = Days(duties.values()), _told_before(references)
    for letter in rungs:
        duty = duties.get(letter.subject_ref)
        if duty is None or duty.state != State.OPEN or letter.due_on not in (None, duty.due_on):
            letter.why = words.MOVED
        elif words.is_too_late(letter.step, duty.due_on, today):
            letter.why = words.TOO_LATE
        else:
            late, unit = days.late(duty, today)
            what = deadlines.rule_for(duty.rule, duty.rule_from_on).what
            before = told.get((letter.subject_ref, letter.step))
            moved_from = before if before != duty.due_on else None
            letter.words = words.reminder(
                letter.step, what, duty.due_on, today, words.late_by(late, unit), moved_from=moved_from
            )


def _told_before(references: list[str]) -> dict[tuple[str, str], date]:
    """For which day each rung was last told."""
    told = Letter.objects.filter(subject_ref__in=references, addressed_at__isnull=False, due_on__isnull=False, why="")
    return {(one.subject_ref, one.step): one.due_on for one in told.order_by("id") if one.due_on}


def digest(rows: Iterable[Delivery], today: date) -> list[str]:
    """How many of the duties in one mail are late and how many are not, of which kind and by when; no name."""
    references = {row.letter.subject_ref for row in rows if row.letter.step}
    found: dict[tuple[bool, str], list[date]] = {}
    for duty in Duty.objects.filter(reference__in=references).order_by("due_on", "id"):
        what = deadlines.rule_for(duty.rule, duty.rule_from_on).what
        found.setdefault((duty.due_on >= today, what), []).append(duty.due_on)
    return [words.owed(what, days, is_late=not in_time) for (in_time, what), days in sorted(found.items())]
