"""A child's marks of one school year in sentences: how they are counted, what they cover, and what is not known."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from agencies.policy import Section
from agencies.schoolday import SchoolCalendar, school_year
from agencies.words import count_words, listed, short_day
from referrals.attendance import words
from referrals.attendance.access import Reach
from referrals.attendance.counting import Sums, WithoutLeave, monday, sums, without_leave
from referrals.attendance.facts import Held, Summed


def summary(
    found: Sequence[Held],
    reach: Reach,
    year: int,
    calendars: Mapping[int, SchoolCalendar],
    kept: Sequence[Summed] = (),
) -> list[str]:
    """The sums of the school year that begins in `year`; `found`: the marks of it and of the year before.

    `kept`: the weeks of it of which sums alone are held.
    """
    here = [one for one in found if school_year(one.mark.day) == year]
    if not here and not kept:
        return []
    got = sum((one.sums for one in kept), sums(one.mark for one in here))
    said = [*_covers(here, reach), *_not_kept(kept, reach), *_attended(got), *_late(got)]
    if not kept:
        said += _leave(without_leave([one.mark for one in found], _weeks(found, calendars)))
    schools = {one.school_id for one in here} | {one.school_id for one in kept}
    if got.ill and all(reach.reads(one, Section.HEALTH) for one in schools):
        said.append(f"Ill on {count_words(got.ill, 'half day')}, {_days(got.ill)}. {words.ILL}")
    return [*said, *_uncounted(got), *([words.NOT_TOLD] if kept else _missing(here, calendars))]


def _covers(here: Sequence[Held], reach: Reach) -> Iterator[str]:
    if here:
        days = [one.mark.day for one in here]
        by = listed(sorted({reach.names[one.school_id] for one in here}))
        yield f"Marks from {short_day(min(days))} to {short_day(max(days))}, as sent by {by}."


def _not_kept(kept: Sequence[Summed], reach: Reach) -> Iterator[str]:
    """Of which weeks no marks are kept, since when, and why."""
    if kept:
        weeks, since = [one.week for one in kept], max(one.made_at for one in kept)
        by = listed(sorted({reach.names[one.school_id] for one in kept}))
        yield (
            f"Sums of the weeks from {short_day(min(weeks))} to {short_day(max(weeks))}, of the marks that {by} sent. "
            f"The marks themselves are not kept since {short_day(since)}. {words.WHY_NOT_KEPT}"
        )


def _attended(got: Sums) -> Iterator[str]:
    """What was attended and missed of the possible, and whether that is persistent or severe."""
    if not got.possible:
        yield "None of these half days was possible, so there is no rate."
        return
    yield (
        f"Attended {got.attended:,} of {count_words(got.possible, 'possible half day')}, "
        f"{_percent(got.rate(got.attended))}. Missed {got.absent:,}, {_percent(got.rate(got.absent))}: "
        f"{got.authorised:,} with leave, {got.unauthorised:,} without."
    )
    if got.is_persistent:
        yield words.SEVERE if got.is_severe else words.PERSISTENT


def _percent(rate: Decimal | None) -> str:
    return f"{rate}\N{NO-BREAK SPACE}%"


def _late(got: Sums) -> Iterator[str]:
    if got.late or got.late_after:
        yield (
            f"Late {count_words(got.late, 'time')} before the register closed, which counts as attended, and "
            f"{got.late_after:,} after, which counts as absent without leave."
        )


def _leave(rolling: WithoutLeave) -> Iterator[str]:
    if rolling.most:
        reached = f" Ten were reached on {short_day(rolling.reached_on)}." if rolling.reached_on else ""
        yield (
            f"Without leave: {count_words(rolling.lately, 'half day')} in the last ten school weeks, "
            f"at most {rolling.most:,} in any ten.{reached} {words.NOTICE}"
        )


def _days(halves: int) -> str:
    whole, rest = divmod(halves, 2)
    return f"{whole}{'½' if rest else ''} {'day' if halves == 2 else 'days'}"


def _uncounted(got: Sums) -> Iterator[str]:
    if got.not_possible:
        yield f"Counted in no rate: {count_words(got.not_possible, 'half day')} that could not be attended."
    if got.unknown:
        yield f"Counted in nothing: {count_words(got.unknown, 'mark')} with a code that is not known here."


def _weeks(found: Sequence[Held], calendars: Mapping[int, SchoolCalendar]) -> set[date]:
    """The Mondays of the weeks with lessons at the schools of these marks."""
    return {monday(day) for _, day in _school_days(found, calendars)}


def _school_days(found: Sequence[Held], calendars: Mapping[int, SchoolCalendar]) -> Iterator[tuple[int, date]]:
    """The days on which each school had lessons, from its first mark to its last."""
    for school_id in dict.fromkeys(one.school_id for one in found):
        days = [one.mark.day for one in found if one.school_id == school_id]
        calendar = calendars.get(school_id)
        for n in range((max(days) - min(days)).days + 1):
            day = min(days) + timedelta(n)
            if calendar is not None and calendar.is_school_day(day):
                yield school_id, day


def _missing(here: Sequence[Held], calendars: Mapping[int, SchoolCalendar]) -> Iterator[str]:
    """School days of that time without a mark, and marks of days that the school's own calendar shuts."""
    there: Collection[tuple[int, date, str]] = {(one.school_id, one.mark.day, one.mark.session) for one in here}
    lessons = set(_school_days(here, calendars))
    none = sum((*one, half) not in there for one in lessons for half in words.HALVES)
    if none:
        yield f"Not known: {count_words(none, 'half day')} of school in that time with no mark."
    known = [one for one in here if (found := calendars.get(one.school_id)) and found.is_known(one.mark.day)]
    if len(known) < len(here):
        yield words.TERMS_UNKNOWN
    shut = sum((one.school_id, one.mark.day) not in lessons for one in known)
    if shut:
        yield f"Counted as sent: {count_words(shut, 'mark')} of days that the school’s own calendar has as closed."
