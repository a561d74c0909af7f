"""What the lists of concerns show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db.models import QuerySet
from django.urls import reverse

from agencies.actors import Actor
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.lists import Stretch, walk
from agencies.web.pages import Page
from agencies.words import clock, day_month, in_sentence, year_group
from referrals.concerns import words
from referrals.concerns.access import at_schools, own
from referrals.concerns.models import WAITS, Concern
from referrals.concerns.states import LOOKED_AT, State
from referrals.duties.facts import nearness
from referrals.duties.models import Duty

PAGE = 50


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """A concern as a row: its clock while it waits, what became of it afterwards."""

    kind: str
    tag_kind: str
    tag: str
    when: str
    who: str
    who_url: str
    year: str
    what: str
    why: str
    act_url: str
    act_label: str


@dataclass(frozen=True, slots=True)
class ConcernGroup:
    """One of the three lists, a page of it."""

    walked: Stretch
    rows: list[ConcernRow]


@dataclass(frozen=True, kw_only=True)
class ConcernListPage(Page):
    """The three lists, or one of them alone: then the others are None."""

    template: ClassVar[str] = "referrals/concern_list.html"
    only: str
    is_lead: bool
    waiting: ConcernGroup | None
    looked_at: ConcernGroup | None
    mine: ConcernGroup | None

    @property
    def shown(self) -> list[str]:
        """The references of the concerns on the page, for the trail."""
        groups = [group for group in (self.waiting, self.looked_at, self.mine) if group]
        return [concern.reference for group in groups for concern in group.walked.rows]


def concern_list(actor: Actor, at: datetime, only: str = "", after: str = "") -> ConcernListPage:
    """One's own concerns, and for a lead those that wait and the latest that were looked at, as rows.

    `only` is one of the three by its name, of which `after` is the cursor of a page; any other name is all three.
    """
    lists = _lists(actor)
    only = only if only in lists else ""
    joined = Concern.objects.select_related("pupil", "author", "decided_by")
    walks = {
        name: walk(joined, order, after if only else "", PAGE, found)
        for name, (found, order) in lists.items()
        if only in ("", name)
    }
    groups = _groups(walks, at)
    return ConcernListPage(
        only=only,
        is_lead=bool(actor.seats_for(Act.SEE_CONCERN, Standing.RAISED)),
        waiting=groups.get("waiting"),
        looked_at=groups.get("looked_at"),
        mine=groups.get("mine"),
    )


def _lists(actor: Actor) -> dict[str, tuple[list[QuerySet[Concern]], list[str]]]:
    """The three lists, each by school, with their orders; who leads nobody sees their own alone."""
    others = at_schools(actor)
    return {
        "waiting": ([found.filter(WAITS) for found in others], ["-worry", "logged_at", "id"]),
        "looked_at": ([found.filter(~WAITS) for found in others], ["-decided_at", "-id"]),
        "mine": (own(actor), ["-logged_at", "-id"]),
    }


def _groups(walks: dict[str, Stretch], at: datetime) -> dict[str, ConcernGroup]:
    """The lists with their rows; one query for the clocks of all."""
    waiting = [concern for walked in walks.values() for concern in walked.rows if concern.state == State.NOTED]
    owed = {duty.subject_ref: duty for duty in owed_on(waiting, LOOKED_AT)}
    return {
        name: ConcernGroup(
            walked, [_row(one, owed.get(one.reference), at, is_mine=name == "mine") for one in walked.rows]
        )
        for name, walked in walks.items()
    }


def _row(concern: Concern, duty: Duty | None, at: datetime, *, is_mine: bool) -> ConcernRow:
    waits, url = concern.state == State.NOTED, reverse("see_concern", args=[concern.reference])
    kind = nearness(duty.due_on, local_day(at)) if duty and not is_mine else ""
    who = "You" if is_mine else concern.author.name
    logged = f"{who}, {day_month(concern.logged_at)}, {clock(concern.logged_at)}"
    return ConcernRow(
        kind=kind,
        tag_kind=(kind or "wait") if waits else "ok",
        tag={"late": "Late", "due": "Today"}.get(kind, "Waits") if waits else "Looked at",
        when=f"by {day_month(duty.due_on)}" if duty else day_month(concern.decided_at or concern.logged_at),
        who=concern.pupil.name,
        who_url=url,
        year=year_group(concern.pupil.born_on, local_day(at)),
        what=", ".join(in_sentence(words.SEEN[code]) for code in concern.seen),
        why=f"{words.WORRY[concern.worry]} worried. {logged}. {State(concern.state).label}.",
        act_url=url,
        act_label="Read it" if waits else "What became of it",
    )


def owed_on(concerns: Iterable[Concern], rules: Iterable[str]) -> QuerySet[Duty]:
    """What is owed on these concerns by these rules."""
    refs = [concern.reference for concern in concerns]
    return Duty.objects.owed().filter(subject_kind="concern", subject_ref__in=refs, rule__in=rules)
