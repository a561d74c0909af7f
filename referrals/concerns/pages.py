"""What the concern pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse

from agencies.actors import Actor, SeatFacts
from agencies.people.models import Person
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.fields import Form
from agencies.web.lists import Stretch, walk
from agencies.web.pages import Page
from agencies.words import clock, day_month, in_sentence, long_day, year_group
from referrals import door
from referrals.concerns import words
from referrals.concerns.access import at_schools, own
from referrals.concerns.facts import Danger, danger, who_looks
from referrals.concerns.models import WAITS, Concern
from referrals.concerns.states import State
from referrals.duties.facts import nearness
from referrals.duties.models import Duty
from referrals.pupils.facts import left_words
from referrals.pupils.models import Pupil
from referrals.pupils.pages import PupilChoice, pupil_choices

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class LogConcernPage(Page):
    """What stands around the questions: whom to ring, who reads it, the pupils found, and words that need a warning."""

    template: ClassVar[str] = "referrals/concern_form.html"
    danger: Danger
    who_looks: str
    found: list[PupilChoice]
    sent_home: str
    unlawful: str = words.UNLAWFUL


def log_page(
    actor: Actor, seat: SeatFacts, found: list[Pupil], fact: str | None, at: datetime, form: Form
) -> LogConcernPage:
    """The page on which a concern is logged."""
    return LogConcernPage(
        form=form,
        danger=danger(seat),
        who_looks=who_looks(seat.agency_id, at),
        found=pupil_choices(actor, found, at),
        sent_home=words.sent_home(fact or ""),
    )


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
    may_take_roll: bool

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
        is_lead=bool(actor.seats_for(Act.OPEN_CASE, Standing.RAISED)),
        waiting=groups.get("waiting"),
        looked_at=groups.get("looked_at"),
        mine=groups.get("mine"),
        may_take_roll=not only and bool(actor.seats_for(Act.TAKE_ROLL, Standing.ON_ROLL)),
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
    owed = {duty.subject_ref: duty for duty in _owed(waiting)}
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


INTO_A_CASE = frozenset({Act.OPEN_CASE, Act.JOIN_CONCERN})
"""What no concern about a pupil who has left the school is taken into."""


@dataclass(frozen=True, kw_only=True)
class ConcernPage(Page):
    """One concern: all of it for its author and the lead; the case and the choices for the lead alone."""

    template: ClassVar[str] = "referrals/concern_page.html"
    concern: Concern
    seen: list[str]
    worry: str
    state: str
    is_lead: bool
    is_author: bool
    open_case: Model | None
    can: frozenset[Act]
    look_by: str
    nearness: str
    looks: str
    decided_by: Person | None
    sent_home: str
    left: str
    unlawful: str = words.UNLAWFUL
    at: datetime


@dataclass(frozen=True, kw_only=True)
class DismissConcernPage(ConcernPage):
    """The concern, about to be answered without a case."""

    template: ClassVar[str] = "referrals/concern_dismiss.html"


_C = TypeVar("_C", bound=ConcernPage)


def concern_page(page: type[_C], actor: Actor, concern: Concern, at: datetime, form: Form | None = None) -> _C:
    """The concern on this page of it."""
    leads = any(seat.agency_id == concern.school_id for seat in actor.seats_for(Act.OPEN_CASE, Standing.RAISED))
    open_case = concern.pupil.cases.open().filter(school_id=concern.school_id).first() if leads else None
    left = left_words(concern.pupil, concern.school, at)
    can = door.may_now(actor, concern, State(concern.state)) - (INTO_A_CASE if left else frozenset())
    due, who, state = _owed([concern]).first(), who_looks(concern.school_id, at), State(concern.state)
    return page(
        form=form,
        concern=concern,
        seen=[words.SEEN[code] for code in concern.seen],
        worry=words.WORRY[concern.worry],
        state=state.label,
        is_lead=leads,
        is_author=concern.author_id == actor.person_id,
        open_case=open_case,
        can=can,
        look_by=long_day(due.due_on) if due else "",
        nearness=nearness(due.due_on, local_day(at)) if due else "",
        looks="You look" if who == actor.name else f"{who} looks" if who else "Somebody who leads is to look",
        decided_by=concern.decided_by,
        sent_home=words.sent_home(concern.fact),
        left=left,
        at=at,
    )


def _owed(concerns: Iterable[Concern]) -> QuerySet[Duty]:
    refs = [concern.reference for concern in concerns]
    return Duty.objects.owed().filter(subject_kind="concern", subject_ref__in=refs)
