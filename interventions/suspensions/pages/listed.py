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
from interventions.suspensions.access import has_report
from interventions.suspensions.facts import sessions_before
from interventions.suspensions.models import Suspension, SuspensionNotice
from interventions.suspensions.notices import notice_of
from interventions.suspensions.totals import Session, days_counted, kind_of
from referrals import door

PAGE = 50
WHOLE = (Standing.RAISED, Standing.CLERKS)
"""Who stands so reads it whole; the council its notice."""


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
    has_report: bool

    @property
    def shown(self) -> list[str]:
        """The references of the suspensions on it."""
        return [one.reference for one in self.walked.rows]


def suspension_list(actor: Actor, at: datetime, after: str = "") -> SuspensionListPage:
    """One page of the list; `after` is its cursor."""
    found = door.within(Suspension, actor, Act.SEE_SUSPENSION).select_related("pupil", "school")
    own = {seat.agency_id for at in WHOLE for seat in actor.seats_for(Act.SEE_SUSPENSION, at)}
    walked = walk(found, ["-first_on", "-id"], after, PAGE)
    others = [one for one in walked.rows if one.school_id not in own]
    notices = SuspensionNotice.objects.filter(suspension__in=others, recipient="council").order_by("id")
    told = {notice.suspension_id: notice for notice in notices}
    return SuspensionListPage(
        rows=[_row(one, at, told.get(one.pk)) for one in walked.rows],
        walked=walked,
        may_impose=bool(actor.seats_for(Act.IMPOSE_SUSPENSION, Standing.ON_ROLL)),
        is_council=not own,
        has_report=has_report(actor),
    )


def _tag(one: Suspension, kind: str, of: str) -> str:
    if words_of := {"cancellation": "Cancelled", "void": "Never happened"}.get(of):
        return words_of
    return "Beyond power" if one.is_beyond_power else words.AS_REPORTED[kind]


def _row(one: Suspension, at: datetime, told: SuspensionNotice | None) -> Row:
    """As it is; to the council as it was `told` last."""
    url = reverse("see_suspension", args=[one.reference])
    kind, first_on, last_on, half_days = one.kind, one.first_on, one.last_on, one.half_days
    if told and (before := sessions_before(one, told.revision)):
        kind = kind_of((day, Session(session)) for day, session in before)
        first_on, last_on, half_days = before[0][0], before[-1][0], len(before)
    until = "" if first_on == last_on else f" to {day_month(last_on)}"
    return Row(
        tag=_tag(one, kind, told.of if told else notice_of(one)),
        tag_kind="late" if one.is_beyond_power else "",
        when=f"{day_month(first_on)}{until}",
        who=one.pupil.name,
        who_url=url,
        year=year_group(one.pupil.born_on, local_day(at)),
        what=days_counted(half_days),
        why=one.school.name if told else "",
        act_url=url,
        act_label="Read the notice" if told else "Read it",
    )
