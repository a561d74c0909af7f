"""What waits about the child, and what shows: the duties that a reader may know of, and the early signs."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from agencies.acting.prepared import Prepared
from agencies.actors import Actor
from agencies.policy import Act, Standing
from agencies.words import day_month
from interventions.pupil_page.pages.head import Reader
from interventions.pupil_page.pages.panels import MOST, Line, Panel, Shown, panel_of
from interventions.signals.models import Signal
from interventions.signals.rules import rules
from interventions.signals.states import State
from interventions.signals.words import numbers_said
from interventions.work.pages import row as duty_row
from referrals import door
from referrals.duties.access import CAN_BE_MET, names
from referrals.duties.facts import Days
from referrals.duties.models import Duty


def watched(reader: Reader) -> tuple[Panel, Panel]:
    """What is owed about the child, and which early signs stand."""
    owed, own, found = _watched(reader.actor, reader.pupil.pk)
    return duties(reader, owed, own), signs(reader, found)


@Prepared
def _watched(actor: Actor, pupil_id: int) -> list[QuerySet[Any]]:
    owed = names(actor).filter(CAN_BE_MET, pupil_id=pupil_id, state__in=["open", "stopped"])
    joined = owed.select_related("pupil", "case", "agency", "share__granting_agency", "share__agency")
    mine = door.within(Duty, actor, Act.SEE_CASE).filter(pupil_id=pupil_id)
    found = door.within(Signal, actor, Act.SEE_SIGNAL).filter(pupil_id=pupil_id)
    return [
        joined.order_by("due_at", "id")[:MOST],
        mine.values_list("pk", flat=True),
        found.order_by("-found_at", "-id")[:MOST],
    ]


def signs(reader: Reader, found: list[Signal]) -> Panel:
    """The early signs of the child, a strength as a worry; for nobody but whoever leads or safeguards there."""
    lines = [_sign(one) for one in found]
    more = {"sign_refs": [one.reference for one in found]}
    is_drawn = reader.stands(Act.SEE_SIGNAL, Standing.ON_ROLL)
    return panel_of("signs", lines, "None stands.", is_drawn=is_drawn, more=more)


def _sign(one: Signal) -> Line:
    rule, answered = rules()[one.rule], one.state == State.ANSWERED
    tag, kind = ("Answered", "no") if answered else ("A strength", "ok") if rule.is_strength else ("", "")
    url = reverse("see_signal", args=[one.reference])
    return Line(rule.title, url, numbers_said(one.rule, one.numbers).removesuffix("."), tag, kind)


def duties(reader: Reader, owed: list[Duty], own: list[int]) -> Panel:
    """What is owed about the child, of which the reader may know; and since which day something is late."""
    mine, days = set(own), Days(owed, reader.holidays, reader.calendars)
    how: dict[str, Any] = {"is_keeper": True, "clerks_at": door.agency_ids(reader.actor.seats_as_clerk())}
    rows = [duty_row(one, reader.pupil, reader.at, days, is_mine=one.pk in mine, **how) for one in owed]
    late = next((one.duty.due_on for one in rows if one.is_late), None)
    return Panel(
        "duties",
        Shown.ROWS if rows else Shown.NONE,
        rows=rows,
        none="Nothing that you may know of has to be done by a date.",
        late=day_month(late) if late else "",
    )
