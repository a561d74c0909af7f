"""What the page of a roll's coming school year shows."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from agencies.machines.models import MisClient
from agencies.policy import Act
from agencies.web.pages import Page, Said, said
from agencies.words import count_words, short_day
from referrals.next_places.actions import Planned
from referrals.next_places.facts import ComingRoll, FormNow, becomes
from referrals.next_places.forms import PlanRoll


@dataclass(frozen=True, kw_only=True)
class PlanRollPage(Page):
    """A school's forms on the first of September, before it comes."""

    template: ClassVar[str] = "referrals/plan_roll.html"
    said: Said
    begins_on: date
    without_form: int
    planned: str
    has_system: bool


def plan_roll_page(one: ComingRoll, form: PlanRoll, now: list[FormNow]) -> PlanRollPage:
    """What is planned in a sentence, beside the fields."""
    return PlanRollPage(
        form=form,
        said=said(Act.PLAN_ROLL, school=one.school.name, day=short_day(one.begins_on)),
        begins_on=one.begins_on,
        without_form=sum(len(each.places) for each in now if not each.name),
        planned=_planned(now),
        has_system=MisClient.objects.filter(agency_id=one.school_id, revoked_at=None).exists(),
    )


def _planned(now: list[FormNow]) -> str:
    """What stands planned; nothing where nothing is."""
    rows = [planned for form in now for planned in form.planned.values()]
    leaving = [planned.leaves_on for planned in rows if planned.leaves_on]
    if not rows:
        return ""
    moving = sum(becomes(planned) == "moving" for planned in rows)
    return f"Planned: {_words(moving, len(leaving), max(leaving, default=None))}."


def planned_words(planned: Planned) -> str:
    """What the plan will do."""
    staying = f"; as they are: {planned.staying}" if planned.staying else ""
    return f"It is planned: {_words(planned.moving, planned.leaving)}{staying}."


def _words(moving: int, leaving: int, on: date | None = None) -> str:
    said = f"another form for {count_words(moving, 'pupil')}"
    if not leaving:
        return said if moving else "no other form for anybody"
    return f"{said}, a last day{f' ({short_day(on)})' if on else ''} for {count_words(leaving, 'pupil')}"
