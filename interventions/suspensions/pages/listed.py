"""The list of suspensions: a school's own, or the notices that the council was given."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.urls import reverse

from agencies.actors import Actor
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.lists import Stretch, walk
from agencies.web.pages import Page
from agencies.words import day_month, year_group
from interventions.suspensions import words
from interventions.suspensions.models import Suspension
from interventions.suspensions.states import State
from interventions.suspensions.totals import days_counted
from referrals import door

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A suspension in the list, as components/work_row.html draws it."""

    tag: str
    tag_kind: str
    when: str
    who: str
    who_url: str
    year: str
    what: str
    why: str
    act_url: str
    act_label: str


@dataclass(frozen=True, kw_only=True)
class SuspensionListPage(Page):
    """One page of the suspensions of the actor's school, or of the notices that were given to the council."""

    template: ClassVar[str] = "interventions/suspension_list.html"
    rows: list[Row]
    walked: Stretch
    may_impose: bool
    is_council: bool

    @property
    def shown(self) -> list[str]:
        """The references of the suspensions on it."""
        return [one.reference for one in self.walked.rows]


def suspension_list(actor: Actor, at: datetime, after: str = "") -> SuspensionListPage:
    """One page of the list; `after` is its cursor."""
    found = door.within(Suspension, actor, Act.SEE_SUSPENSION).select_related("pupil", "school")
    own = {seat.agency_id for seat in actor.seats_for(Act.SEE_SUSPENSION, Standing.RAISED)}
    walked = walk(found, ["-first_on", "-id"], after, PAGE)
    return SuspensionListPage(
        rows=[_row(one, at, is_own=one.school_id in own) for one in walked.rows],
        walked=walked,
        may_impose=bool(actor.seats_for(Act.IMPOSE_SUSPENSION, Standing.ON_ROLL)),
        is_council=not own,
    )


def _tag(one: Suspension, *, is_own: bool) -> str:
    ended = {State.CANCELLED: "Cancelled", State.VOID: "Never happened"}
    if is_own and (words_of := ended.get(State(one.state))):
        return words_of
    return "Beyond power" if one.is_beyond_power else words.AS_REPORTED[one.kind]


def _row(one: Suspension, at: datetime, *, is_own: bool) -> Row:
    url = reverse("see_suspension", args=[one.reference])
    until = "" if one.first_on == one.last_on else f" to {day_month(one.last_on)}"
    return Row(
        tag=_tag(one, is_own=is_own),
        tag_kind="late" if one.is_beyond_power else "",
        when=f"{day_month(one.first_on)}{until}",
        who=one.pupil.name,
        who_url=url,
        year=year_group(one.pupil.born_on, local_day(at)),
        what=days_counted(one.half_days),
        why="" if is_own else one.school.name,
        act_url=url,
        act_label="Read it" if is_own else "Read the notice",
    )
