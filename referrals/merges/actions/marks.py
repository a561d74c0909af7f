"""The weeks of marks of two records that become one, and go back as each record had them."""

from collections.abc import Iterable
from datetime import date

from agencies.acting.refusals import NotNow
from agencies.history.actions import hand_over
from referrals.attendance.models import HALVES, AttendanceCorrection, AttendanceWeek, WeekBefore
from referrals.merges.models import Merge
from referrals.merges.words import TAKEN
from referrals.pupils.models import ExternalId, Pupil

Key = tuple[int, date]
Weeks = dict[Key, list[str]]
"""By school and Monday the ten marks."""


def join_weeks(merge: Merge) -> None:
    """Give the weeks to the one that stays, and keep both as they stood; of a half day of both, its own holds."""
    came, there = weeks_of(merge.goes), weeks_of(merge.stays)
    of = {"merge": merge, "pupil": merge.stays}
    WeekBefore.objects.bulk_create(
        WeekBefore(school_id=key[0], week=key[1], came=came.get(key, []), there=there.get(key, []), **of)
        for key in came | there
    )
    _write(merge, stays={key: _joined(came.get(key, []), there.get(key, [])) for key in came | there}, goes={})


def part_weeks(merge: Merge) -> None:
    """Give back what came, as it stood. NotNow where it hangs on another record by now.

    What a school sent since goes to the record on which its system's id hangs now, where it hangs on one alone; else
    it stays.
    """
    before = WeekBefore.objects.filter(merge=merge)
    now, back = weeks_of(merge.stays), _sent_of_goes(merge)
    rows = {(one.school_id, one.week): one for one in before}
    if any(key not in now or one.pupil_id != merge.stays_id for key, one in rows.items()):
        raise NotNow(TAKEN)
    stays, goes = Weeks(), Weeks()
    for key, marks in now.items():
        came, there = (rows[key].came, rows[key].there) if key in rows else ([], [])
        joined = _joined(came, there)
        since = marks if not joined else _changed(joined, marks)
        is_back = key[0] in back
        goes[key] = _joined(came, since if is_back else [])
        stays[key] = _joined(there, [] if is_back else since)
    _write(merge, stays=stays, goes=goes)
    before.delete()
    later = AttendanceCorrection.objects.filter(pupil=merge.stays_id, replaced_at__gt=merge.decided_at)
    hand_over(later.filter(school__in=back), pupil_id=merge.goes_id)


def weeks_of(pupil: Pupil) -> Weeks:
    """All weeks of marks of one record."""
    found = AttendanceWeek.objects.filter(pupil=pupil).values_list("school_id", "week", *HALVES)
    return {(row[0], row[1]): list(row[2:]) for row in found}


def _joined(came: list[str], there: list[str]) -> list[str]:
    """The marks of both in one week, those of the second first."""
    if not came or not there:
        return there or came
    return [second or first for first, second in zip(came, there, strict=True)]


def _changed(joined: list[str], now: list[str]) -> list[str]:
    """Of a week the marks that are others than they were; none where none is."""
    found = [mark if mark != was else "" for was, mark in zip(joined, now, strict=True)]
    return found if any(found) else []


def _sent_of_goes(merge: Merge) -> set[int]:
    """The schools whose systems know the record that went, and not the one that stayed."""
    on_goes, on_stays = (
        set(ExternalId.objects.filter(pupil=pk).values_list("school_id", flat=True))
        for pk in (merge.goes_id, merge.stays_id)
    )
    return on_goes - on_stays


def _write(merge: Merge, **weeks: Weeks) -> None:
    """These weeks in place of all that both have."""
    AttendanceWeek.objects.filter(pupil__in=[merge.stays_id, merge.goes_id]).delete()
    AttendanceWeek.objects.bulk_create(_rows(merge.stays, weeks["stays"]) + _rows(merge.goes, weeks["goes"]))


def _rows(pupil: Pupil, weeks: Weeks) -> list[AttendanceWeek]:
    there: Iterable[tuple[Key, list[str]]] = ((key, marks) for key, marks in weeks.items() if marks)
    return [
        AttendanceWeek(pupil=pupil, school_id=key[0], week=key[1], **dict(zip(HALVES, marks, strict=True)))
        for key, marks in there
    ]
