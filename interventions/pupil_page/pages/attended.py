"""The panel of attendance: the half days missed, and what the marks of this school year come to."""

from django.urls import reverse

from agencies.calendar.facts import span_of
from agencies.schoolday import school_year
from agencies.words import listed
from interventions.pupil_page import words
from interventions.pupil_page.pages.head import Reader
from interventions.pupil_page.pages.panels import Dated, Panel, Shown
from referrals.attendance.access import attendance_of
from referrals.attendance.codes import Counts, code_of
from referrals.attendance.counting import monday
from referrals.attendance.facts import held
from referrals.attendance.summing import summary

MISSED = (Counts.AUTHORISED, Counts.UNAUTHORISED)


def attendance(reader: Reader) -> Panel:
    """The marks of the school by which the reader reads them: of this school year the sums, of both years the days."""
    now = school_year(reader.today)
    first, last = monday(span_of(now - 1)[0]), span_of(now)[1]
    reach, rows, _ = attendance_of(reader.actor, reader.pupil.pk, first, last)
    marks = list(held(rows))
    found = [one.mark for one in marks]
    said = summary(marks, reach, now, reader.calendars)
    shown = Shown.ROWS if said else Shown.NONE if reach else Shown.SHUT
    return Panel(
        "attendance",
        shown,
        dated=[Dated(one.day, one.session) for one in found if code_of(one.code, one.day).counts in MISSED],
        said=said,
        none=f"{words.NO_MARKS} {listed(sorted(reach.names.values()))}.",
        more={
            "attendance_url": reverse("see_attendance", args=[reader.pupil.reference]) if reach else "",
            "attendance_refs": {reader.pupil.reference} if found else set(),
            "case_refs": reach.case_refs if found else frozenset(),
        },
    )
