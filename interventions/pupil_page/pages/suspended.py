"""The panel of suspensions: the school's own as they stand, the council's as it was told; with the sums of the law."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from agencies.acting.prepared import Prepared
from agencies.actors import Actor
from agencies.calendar.facts import calendars_of
from agencies.deadlines.regimes import Regime
from agencies.directory.models import Agency
from agencies.policy import Act, Standing
from agencies.register.facts import regime_rows, regimes_from
from agencies.words import day_month, short_day
from interventions.pupil_page import words
from interventions.pupil_page.pages.head import Reader
from interventions.pupil_page.pages.panels import MOST, Dated, Line, Panel, panel_of
from interventions.suspensions import totals
from interventions.suspensions.elsewhere import held_then
from interventions.suspensions.facts import Stands, counted, sessions_before, within
from interventions.suspensions.models import DaysElsewhere, SuspendedSession, Suspension, SuspensionNotice
from interventions.suspensions.notices import notice_of
from interventions.suspensions.pages.listed import WHOLE
from interventions.suspensions.pages.stood import after_return
from interventions.suspensions.states import State
from interventions.suspensions.totals import Out, Total, Unit, days_counted, school_year
from referrals import door

TAG_KINDS = {"Beyond power": "late", "Stands": ""}
ENDED = {"cancellation": "Cancelled", "void": "Never happened"}
Days = list[tuple[date, str]]


def suspensions(reader: Reader) -> Panel:
    """The suspensions that the reader may see, with the sums of this term and this school year."""
    at = reader.schools_where(Act.SEE_SUSPENSION, *WHOLE)
    where = at[0] if at else reader.school
    found, rows, notices, said, regimes = _suspensions(reader.actor, reader.pupil.pk, where.pk)
    sessions: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        sessions[row.suspension_id].append(row)
    told = {one.suspension_id: one for one in notices}
    own = {seat.agency_id for so in WHOLE for seat in reader.actor.seats_for(Act.SEE_SUSPENSION, so)}
    each = [seen(one, sessions[one.pk], None if one.school_id in own else told.get(one.pk)) for one in found]
    is_own = bool(at)
    is_drawn = is_own or reader.of_council(Act.SEE_SUSPENSION, Standing.NOTIFIED)
    none = words.at_schools("None is recorded", *(one.name for one in at)) if is_own else words.TOLD_NONE
    elsewhere = [one for one in said if one.suspension.school_id in own] if is_own else None
    outs = [Out(day, session, one.school_id) for one, days, _ in each for day, session in days]
    return panel_of(
        "suspensions",
        [_line(reader, *one) for one in each],
        none,
        is_drawn=is_drawn,
        dated=[Dated(day, session) for day, session in totals.each_once(_counted(reader, outs))],
        said=_sums(reader, where, outs, elsewhere, regimes_from(regimes)) if each else [],
        more={"answers": _answers([one for one in found if one.school_id in own])},
    )


@Prepared
def _suspensions(actor: Actor, pupil_id: int, school_id: int) -> list[QuerySet[Any]]:
    found = door.within(Suspension, actor, Act.SEE_SUSPENSION).filter(pupil_id=pupil_id)
    notices = SuspensionNotice.objects.filter(suspension__in=found.values("pk"), recipient="council")
    holds = DaysElsewhere.objects.filter(suspension__in=found.values("pk"), replaced_at=None)
    elsewhere = holds.exclude(suspension__state=State.VOID).select_related("suspension")
    return [
        found.select_related("school").order_by("-first_on", "-id")[:MOST],
        SuspendedSession.objects.filter(suspension__in=found.values("pk")).order_by("day", "id"),
        notices.order_by("id"),
        elsewhere.order_by("suspension__decided_at", "suspension_id"),
        regime_rows(Agency.objects.filter(Q(pk=school_id) | Q(pk__in=found.values("school_id")))),
    ]


Seen = tuple[Suspension, Days, str]


def seen(one: Suspension, rows: list[Any], told: SuspensionNotice | None) -> Seen:
    """Its half days as this reader knows them, and whether they know that it ended."""
    of, revision = (told.of, told.revision) if told else (notice_of(one), one.revision)
    if (of, revision) == (notice_of(one), one.revision):
        return one, [(row.day, row.session) for row in rows if not row.fell_away], ENDED.get(of, "")
    days: Days = sessions_before(one, revision) or [(row.day, row.session) for row in rows]
    gone = after_return(one, Stands(days, [])) if of == "cancellation" else frozenset[date]()
    return one, [] if of == "void" else [row for row in days if row[0] not in gone], ENDED.get(of, "")


def _line(reader: Reader, one: Suspension, days: Days, ended: str) -> Line:
    url = reverse("see_suspension", args=[one.reference])
    at = "" if one.school_id == reader.school.pk else f", {one.school.name}"
    first, last = (days[0][0], days[-1][0]) if days else (one.first_on, one.last_on)
    until = "" if first == last else f" to {day_month(last)}"
    what = f"{day_month(first)}{until} {last.year}" if days else f"Decided on {short_day(one.decided_at)}"
    how = days_counted(len(days)) if days else "No day of it counts"
    tag = ended or ("Beyond power" if one.is_beyond_power else "Stands")
    return Line(what, url, f"{how}{at}", tag, TAG_KINDS.get(tag, "no"))


def _counted(reader: Reader, outs: list[Out]) -> list[Out]:
    """Those that count; of a school whose terms are not known, all."""
    not_known = {out.school_id for out in outs} - reader.calendars.keys()
    return counted(outs, reader.calendars | calendars_of(not_known, reader.holidays, []))


def _sums(
    reader: Reader, at: Agency, outs: list[Out], said: list[DaysElsewhere] | None, regimes: dict[int, Regime]
) -> list[str]:
    """The half days of this term at that school, and of this school year, against the lines of the law (law.md 1.3).

    `said`: what the school was told of days elsewhere; None for whoever reads only what the council was told. What was
    served outside the Regulations counts there alone, and against no line.
    """
    stand = within(_counted(reader, outs), at.pk, regimes)
    school = (reader.calendars | calendars_of({at.pk} - reader.calendars.keys(), reader.holidays, []))[at.pk]
    term = totals.term_of(reader.today, school)
    first, last = totals.year_of(reader.today, school)
    in_term = sum(term.first <= out.day <= term.last and out.school_id == at.pk for out in stand)
    where = f" at {at.name}" if any(out.school_id != at.pk for out in stand) or at != reader.school else ""
    held = held_then(said or [], school_year(reader.today))
    in_year = totals.of_one_child(out for out in stand if first <= out.day <= last) + (held.half_days if held else 0)
    of_term = Total(Unit.TERM, term.first, term.last, in_term, in_term, not term.is_schools_own)
    if regimes[at.pk] is Regime.OUTSIDE:
        here = f"This term{where}, {_span(of_term)}: {days_counted(in_term)}."
        return [here, f"This school year: {days_counted(in_year)}. {words.OUTSIDE}"]
    of_year = Total(Unit.YEAR, first, last, in_year, in_year)
    beyond = "".join(f" {line.what}" for line in of_year.is_over)
    there = words.AS_TOLD if said is None else _there(held)
    return [
        f"This term{where}, {_span(of_term)}: {days_counted(in_term)}. {_over(of_term, words.LINES_OF_TERM)}",
        f"This school year: {days_counted(in_year)} of 45.{beyond} {there}",
    ]


def _there(held: DaysElsewhere | None) -> str:
    """What was said of days at other schools."""
    if held is None:
        return words.NOBODY_SAID
    if not held.half_days:
        return words.NONE_THERE.format(short_day(held.asked_on))
    return words.OF_THEM.format(days_counted(held.half_days), held.school, short_day(held.asked_on))


def _span(total: Total) -> str:
    by = ", by the law’s own dates" if total.is_fixed else ""
    return f"{short_day(total.first)} to {short_day(total.last)}{by}"


def _over(total: Total, otherwise: str) -> str:
    return total.is_over[-1].what if total.is_over else otherwise


def _answers(found: list[Suspension]) -> dict[str, dict[str, str]]:
    """What was said last of each fact about the pupil."""
    answers: dict[str, dict[str, str]] = {}
    for one in sorted(found, key=lambda one: one.decided_at):
        answers |= one.asked
    return answers
