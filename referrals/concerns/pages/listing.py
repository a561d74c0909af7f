"""What the lists of concerns show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse

from agencies.actors import Actor
from agencies.directory.access import schools_to_list
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.lists import Stretch, count, walk
from agencies.web.narrowing import ALL, LATE, Asked, Choice, Filter, years
from agencies.web.pages import Page
from agencies.web.taken import MOST_COUNTED, MOST_TAKEN, Taken, counted
from agencies.words import clock, day_month, in_sentence, listed, year_group
from referrals import door
from referrals.concerns import words
from referrals.concerns.access import at_schools, before_safeguarding, own
from referrals.concerns.models import WAITS, Call, Concern
from referrals.concerns.states import LOOKED_AT, SAFEGUARDED, State
from referrals.duties.access import MOST_LATE, late
from referrals.duties.facts import nearness
from referrals.duties.models import Duty

PAGE = 50
SAFEGUARDING = "safeguarding"
TITLES = {"waiting": "Waiting for a look", "looked_at": "Looked at", "mine": "Logged by me"}
BEFORE = {**TITLES, SAFEGUARDING: "For the safeguarding lead"}
"""The lists that one may ask for: the last alone, since what stands in it stands in another too."""
COLUMNS = ("List", "Who", "Year", "What was seen", "Of it", "State", "When")


def _at(actor: Actor) -> list[int]:
    return door.agency_ids(actor.seats_for(Act.SEE_CONCERN, Standing.RAISED))


def _which(actor: Actor, _: datetime, __: Mapping[str, Any]) -> Sequence[Choice]:
    return [(name, title, name) for name, title in BEFORE.items()] if _at(actor) else []


def _schools(actor: Actor, _: datetime, __: Mapping[str, Any]) -> Sequence[Choice]:
    return schools_to_list(_at(actor), ())


def _years(actor: Actor, at: datetime, so_far: Mapping[str, Any]) -> Sequence[Choice]:
    return years(actor, at, so_far) if _at(actor) else []


def _late(actor: Actor, _: datetime, __: Mapping[str, Any]) -> Sequence[Choice]:
    return [LATE] if _at(actor) else []


FILTERS = (
    Filter(
        "list",
        "Which",
        "All",
        ("concern_waiting", "concern_looked_at", "concern_author", "concern_safeguarding"),
        _which,
    ),
    Filter("school", "School", "All schools", ("concern_waiting", "concern_looked_at"), _schools, least=2),
    Filter(
        "year",
        "Year",
        "All years",
        ("concern_waiting_year", "concern_looked_at_year", "concern_safeguarding_year"),
        _years,
    ),
    Filter("late", "Due", "Late or not", ("duty_kind", "duty_subject"), _late),
)
"""For who leads: of their own few, whoever logs a concern has one list."""


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
    reference: str

    @property
    def cells(self) -> tuple[str, ...]:
        """All that it says, as it leaves."""
        return (self.who, self.year, self.what, self.why, self.tag, self.when)


@dataclass(frozen=True, slots=True)
class ConcernGroup:
    """One of the three lists, a page of it; `how_many` there are, as far as they are counted."""

    walked: Stretch
    rows: list[ConcernRow]
    how_many: str


@dataclass(frozen=True, kw_only=True)
class ConcernListPage(Page):
    """The three lists, or one of them alone: then the others are None."""

    template: ClassVar[str] = "referrals/concern_list.html"
    asked: Asked
    is_lead: bool
    waiting: ConcernGroup | None
    looked_at: ConcernGroup | None
    mine: ConcernGroup | None
    safeguarding: ConcernGroup | None

    @property
    def shown(self) -> list[str]:
        """The references of the concerns on the page, for the trail."""
        groups = [group for group in (self.waiting, self.looked_at, self.mine, self.safeguarding) if group]
        return [concern.reference for group in groups for concern in group.walked.rows]


def concern_list(actor: Actor, at: datetime, asked: Asked = ALL) -> ConcernListPage:
    """One's own concerns, and for a lead those that wait and the latest that were looked at, as rows.

    Of one of the three alone, or of one's own where there is nothing else, the cursor of a page is read.
    """
    is_lead = bool(_at(actor))
    lists, only = _lists(actor, asked), asked.means.get("list", "")
    after = asked.cursor.get("after", "") if only or not is_lead else ""
    groups = {name: _group(lists[name], after, PAGE) for name in lists if only in ("", name)}
    shown = _rows({name: walked for name, (walked, _) in groups.items()}, at, asked.into)
    found = {
        name: ConcernGroup(walked, shown[name], counted(number, "concern")) for name, (walked, number) in groups.items()
    }
    return ConcernListPage(
        asked=asked,
        is_lead=is_lead,
        waiting=found.get("waiting"),
        looked_at=found.get("looked_at"),
        mine=found.get("mine"),
        safeguarding=found.get(SAFEGUARDING),
    )


def latest_own(actor: Actor, at: datetime, most: int) -> list[ConcernRow]:
    """What one logged last, as rows."""
    return _rows({"mine": _walk(own(actor), ["-logged_at", "-id"], "", most)}, at, "")["mine"]


def take(actor: Actor, at: datetime, asked: Asked) -> Taken:
    """The same concerns, from the first on, as they leave."""
    lists, only = _lists(actor, asked), asked.means.get("list", "")
    walks = {name: _walk(*lists[name], "", MOST_TAKEN) for name in lists if only in ("", name)}
    shown = _rows(walks, at, "")
    rows = [(BEFORE[name], *row.cells) for name, found in shown.items() for row in found]
    refs = [one.reference for walked in walks.values() for one in walked.rows]
    is_cut = len(rows) > MOST_TAKEN or any(walked.next for walked in walks.values())
    return Taken("Concerns", COLUMNS, rows[:MOST_TAKEN], refs[:MOST_TAKEN], is_cut=is_cut)


Listed = tuple[list[QuerySet[Concern]], list[str]]


def _lists(actor: Actor, asked: Asked) -> dict[str, Listed]:
    """The lists, each by school, with their orders; who leads nobody sees their own alone."""
    columns = {"school": "school_id", "year": "cohort"}
    narrow = {column: asked.means[name] for name, column in columns.items() if name in asked.means}
    if "late" in asked.means:
        narrow["reference__in"] = list(late(actor, MOST_LATE, "concern").values_list("subject_ref", flat=True))
    is_empty = narrow.get("reference__in") == []
    if asked.means.get("list") == SAFEGUARDING:
        safe = [] if is_empty else [found.filter(**narrow) for found in before_safeguarding(actor)]
        return {SAFEGUARDING: (safe, ["-safeguarding_at", "-id"])}
    others = [] if is_empty else [found.filter(**narrow) for found in at_schools(actor)]
    return {
        "waiting": ([found.filter(WAITS) for found in others], ["-worry", "logged_at", "id"]),
        "looked_at": ([found.filter(~WAITS) for found in others], ["-decided_at", "-id"]),
        "mine": ([] if is_empty else [found.filter(**narrow) for found in own(actor)], ["-logged_at", "-id"]),
    }


def _walk(walks: list[QuerySet[Concern]], order: list[str], after: str, size: int) -> Stretch:
    return walk(Concern.objects.select_related("pupil", "author", "decided_by", "handed_by"), order, after, size, walks)


def _group(listed: Listed, after: str, size: int) -> tuple[Stretch, int]:
    """A page of one of them, and how many there are."""
    walked = _walk(*listed, after, size)
    return walked, count(walked, listed[0], MOST_COUNTED)


def _rows(walks: dict[str, Stretch], at: datetime, into: str) -> dict[str, list[ConcernRow]]:
    """The rows of the lists; one query for the clocks of all."""
    if SAFEGUARDING in walks:
        return {SAFEGUARDING: _safeguarded(walks[SAFEGUARDING].rows, at, into)}
    waiting = [concern for walked in walks.values() for concern in walked.rows if concern.state == State.NOTED]
    owed = {duty.subject_ref: duty for duty in owed_on(waiting, LOOKED_AT)}
    return {
        name: [_row(one, owed.get(one.reference), at, into, is_mine=name == "mine") for one in walked.rows]
        for name, walked in walks.items()
    }


def _row(concern: Concern, duty: Duty | None, at: datetime, into: str, *, is_mine: bool) -> ConcernRow:
    waits, url = concern.state == State.NOTED, reverse("see_concern", args=[concern.reference]) + into
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
        reference=str(concern.reference),
    )


def _safeguarded(concerns: list[Concern], at: datetime, into: str) -> list[ConcernRow]:
    """What was ticked or handed over, with the nearer clock of the two.

    It waits until each of what was ticked and what was handed over was answered: by the rows, whatever is owed.
    """
    owed: dict[str, Duty] = {}
    for duty in owed_on(concerns, SAFEGUARDED).order_by("-due_at"):
        owed[duty.subject_ref] = duty
    called = set(Call.objects.filter(concern__in=concerns, is_follow_up=True).values_list("concern_id", flat=True))
    waits = {
        one.pk for one in concerns if (one.dangers and one.pk not in called) or (one.handed_at and not one.answered_at)
    }
    return [_safe_row(one, owed.get(one.reference), at, into, waits=one.pk in waits) for one in concerns]


def _safe_row(concern: Concern, duty: Duty | None, at: datetime, into: str, *, waits: bool) -> ConcernRow:
    row = _row(concern, duty, at, into, is_mine=False)
    came = concern.safeguarding_at or concern.logged_at
    said = [f"Ticked: {listed([in_sentence(words.DANGERS[code]) for code in concern.dangers])}."] * bool(
        concern.dangers
    )
    if concern.handed_by and concern.handed_at:
        when = f"{day_month(concern.handed_at)}, {clock(concern.handed_at)}"
        said.append(f"Handed over by {concern.handed_by.name}, {when}: {concern.handed_why}")
    return replace(
        row,
        tag_kind=(row.kind or "wait") if waits else "ok",
        tag={"late": "Late", "due": "Today"}.get(row.kind, "Waits") if waits else "Seen to",
        when=f"by {day_month(duty.due_on)}" if duty else day_month(came),
        why=" ".join([f"{State(concern.state).label}.", *said]),
        act_label="See to it" if waits else "Read it",
    )


def owed_on(concerns: Iterable[Concern], rules: Iterable[str]) -> QuerySet[Duty]:
    """What is owed on these concerns by these rules."""
    refs = [concern.reference for concern in concerns]
    return Duty.objects.owed().filter(subject_kind="concern", subject_ref__in=refs, rule__in=rules)
