"""The case page as one person sees it: built from what the door gives them, so that a preview is the page itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from agencies.acting.lives import allows
from agencies.acting.prepared import Prepared
from agencies.actors import Actor
from agencies.calendar.facts import holiday_rows
from agencies.policy import Act, Level, Standing
from agencies.schoolday import local_day
from agencies.web.lists import Stretch, as_stretch, beginning, walk
from agencies.web.narrowing import ALL
from agencies.web.narrowing import Asked as Narrowed
from agencies.words import year_group
from interventions.case_page.pages.circle import Ring, Seer, count, ring, seers
from interventions.case_page.pages.narrowed import agencies_of, narrow_of, narrowing
from interventions.case_page.pages.shared import Asked, FamilyLine, Shared, asked, family_lines, in_words, shares_of
from interventions.case_page.pages.story import IS_EDITED, Line, lines
from interventions.case_page.pages.trail import lines_of
from interventions.moves.models import Move
from interventions.work.pages import OFFERS, Row, row
from referrals import door
from referrals.cases.facts import Leaving, leavings
from referrals.cases.models import Case, FamilyTold
from referrals.cases.words import OUTCOMES, SAID
from referrals.documents.models import Document
from referrals.duties.access import CAN_BE_MET
from referrals.duties.facts import Days
from referrals.duties.models import Duty
from referrals.entries.access import told_to
from referrals.entries.models import Entry
from referrals.entries.words import SECTIONS
from referrals.given_tasks.access import of_case as tasks_of
from referrals.given_tasks.pages import TaskLine, task_lines
from referrals.pupils.access import opens_child, url_of
from referrals.referrals.models import Referral
from referrals.referrals.states import OPEN
from referrals.shares.models import CaseShare

LEVEL_ORDER = [level.value for level in Level]
NEWEST, MOST_ENTRIES = ("-happened_on", "-id"), 200
MOST_OPENINGS = 1000
MOST_DOCUMENTS = 1000
"""So many are counted."""
MOST_TASKS = 50
Sent = Mapping[str, str]
UNASKED: Sent = {}
"""What the address of a case says of its story: all of it, from the first page on."""


@dataclass(frozen=True, slots=True)
class CaseSight:
    """One case as one actor may see it."""

    case: Case
    year: str
    is_keeper: bool
    level: str
    shows_summary: bool
    shares: list[Shared]
    parts: list[tuple[str, bool]]
    walked: Stretch
    due: list[Row]
    referrals: list[Referral]
    told: list[FamilyTold]
    reasons: list[door.Reason]
    can: frozenset[Act] = field(default=frozenset())
    opened: int = 0
    documents: int = 0
    ring: Ring | None = None
    moves: list[Move] = field(default_factory=list)
    given: list[TaskLine] = field(default_factory=list)
    child_url: str = ""
    leaving: Leaving | None = None
    asked_of: Narrowed = ALL
    reader: int | None = None

    @property
    def live(self) -> list[Shared]:
        """The live shares of the reader's own agency: why a receiver can see the case."""
        return [one for one in self.shares if one.is_my_live_one]

    @property
    def entries(self) -> list[Entry]:
        """The entries on this page of the story."""
        return self.walked.rows

    @property
    def story(self) -> list[Line]:
        """The entries as lines of the page."""
        name = self.case.pupil.first_name
        return lines(self.entries, name, links=self.is_keeper, reader=self.reader, into=self.asked_of.into)

    @property
    def seers(self) -> list[Seer]:
        """Who can see the case, in words."""
        return seers(self.reasons)

    @property
    def people(self) -> int:
        """How many people can see the case or a part of it."""
        return count(self.reasons)

    @property
    def asked(self) -> list[Asked]:
        """The referrals with their states in words."""
        return [asked(one) for one in self.referrals]

    @property
    def open_referral(self) -> Referral | None:
        """The referral that is not decided yet."""
        return next((one for one in self.referrals if one.state in OPEN), None)

    @property
    def family(self) -> list[FamilyLine]:
        """All that the family was told and said, newest first."""
        return family_lines(self.told, self.shares, self.referrals)

    @property
    def is_told(self) -> str:
        """Whether the family was told, as it was recorded last: yes, not_yet, no, or "" where nothing is recorded."""
        return next((one.told for one in self.told if one.told != SAID), "")

    @property
    def outcome(self) -> str:
        """How a closed case ended."""
        return OUTCOMES.get(self.case.outcome, "")


def case_sight(actor: Actor, case: Case, at: datetime, sent: Sent = UNASKED, *, names_all: bool = False) -> CaseSight:
    """Everything that the page shows this actor of the case, and nothing that they may not see.

    `sent`: which page of the story, and what of it. `names_all`: everybody of a large team who can see it.
    """
    can = door.may_on_case(actor, case) & (allows("case", case.state) | {Act.SEE_TRAIL})
    is_keeper = Act.SEE_TRAIL in can or _is_named(actor, case) or _raised(actor, case)
    most = None if names_all else door.MOST_NAMED
    read = _read(actor, case.pk, case.pupil_id, case.school_id, case.reference, is_keeper, Act.SEE_TRAIL in can, most)
    shown, entries, agencies, owed, holidays, moves, documents, tasks, referrals, told, openings, opens, *seated = read
    shares = in_words(actor, shown, at)
    own = [one.share for one in shares if one.is_my_live_one]
    reasons = door.reasons_of(*seated) if is_keeper else []
    level = Level.FULL.value if is_keeper else max((share.level for share in own), key=LEVEL_ORDER.index, default="E")
    days = Days(owed, dict(holidays))
    how = narrowing(actor, at, sent, shares=own, agencies=agencies, is_keeper=is_keeper)
    return CaseSight(
        case=case,
        year=year_group(case.pupil.born_on, local_day(at)),
        is_keeper=is_keeper,
        level=level,
        shows_summary=LEVEL_ORDER.index(level) >= LEVEL_ORDER.index(Level.SUMMARY.value),
        shares=shares,
        parts=[] if is_keeper else _parts(level, own),
        walked=_walked(actor, case.pk, how) or as_stretch(entries, NEWEST, MOST_ENTRIES),
        asked_of=how,
        reader=actor.person_id,
        due=[row(duty, case.pupil, at, days, is_mine=duty.is_mine, is_keeper=is_keeper) for duty in owed],
        referrals=referrals,
        told=told,
        reasons=reasons,
        can=can,
        opened=len(openings),
        documents=len(documents),
        ring=ring(case, reasons, actor) if is_keeper else None,
        leaving=leavings([case], at).get(case.pk) if is_keeper and case.state == "open" else None,
        moves=moves,
        given=task_lines(tasks, at),
        child_url=url_of(case.pupil, opens),
    )


def _walked(actor: Actor, case_id: int, how: Narrowed) -> Stretch | None:
    """The entries that are asked for; None where that is the first page of all."""
    after = how.cursor.get("after", "")
    if not after and not how.is_narrowed:
        return None
    return walk(_entries(actor, case_id).filter(**narrow_of(how)), NEWEST, after, MOST_ENTRIES)


@Prepared
def _read(
    actor: Actor,
    case_id: int,
    pupil_id: int,
    school_id: int,
    reference: str,
    is_keeper: bool,
    sees_trail: bool,
    most: int | None,
) -> list[QuerySet[Any]]:
    """All that the page shows beside the case: of what only its keepers read, nothing is asked for others."""
    case = Case(pk=case_id, school_id=school_id)
    kept = [
        door.within(Referral, actor, Act.SEE_REFERRAL).select_related("decided_by", "sent_by").order_by("-id"),
        FamilyTold.objects.select_related("recorded_by").order_by("-id"),
    ]
    opened = lines_of(actor, case_id, reference).filter(outcome="opened").order_by("-at").values_list("id")
    return [
        shares_of(actor, case_id),
        beginning(_entries(actor, case_id), NEWEST, MOST_ENTRIES),
        agencies_of(door.within(Entry, actor, Act.SEE_ENTRY).filter(case_id=case_id)),
        _owed(actor, case_id, is_keeper),
        holiday_rows(),
        door.within(Move, actor, Act.SEE_MOVE).filter(case_id=case_id).order_by("-id")[:10],
        door.within(Document, actor, Act.SEE_DOCUMENT)
        .filter(case_id=case_id)
        .order_by()
        .values_list("id")[:MOST_DOCUMENTS],
        tasks_of(actor, case_id, MOST_TASKS),
        *(found.filter(case_id=case_id) if is_keeper else found.none() for found in kept),
        opened[:MOST_OPENINGS] if sees_trail else opened.none(),
        opens_child(actor, pupil_id),
        *(door.seers(case, most) if is_keeper else []),
    ]


def _is_named(actor: Actor, case: Case) -> bool:
    named = actor.seats_for(Act.SEE_CASE, Standing.NAMED)
    return case.lead_id == actor.person_id is not None and any(s.agency_id == case.school_id for s in named)


def _raised(actor: Actor, case: Case) -> bool:
    """Also a safeguarding lead, who reads all of it and not the trail."""
    return any(seat.agency_id == case.school_id for seat in actor.seats_for(Act.SEE_CASE, Standing.RAISED))


def _parts(level: str, own: list[CaseShare]) -> list[tuple[str, bool]]:
    """Each part of a story and whether the receiver's shares show it, in words."""
    shown = {code for share in own for code in share.sections}
    is_full = level in (Level.FULL, Level.RESTRICTED)
    return [(label, is_full or code in shown) for code, label in SECTIONS.items() if code != "casework"]


def _entries(actor: Actor, case_id: int) -> QuerySet[Entry]:
    found = door.within(Entry, actor, Act.SEE_ENTRY).filter(case_id=case_id)
    return found.select_related("author", "agency").annotate(is_edited=IS_EDITED, told_names=told_to(actor))


def _owed(actor: Actor, case_id: int, is_keeper: bool) -> QuerySet[Duty]:
    """What is owed: for a keeper everything on the case, for a receiver what is asked of them, but for an offer.

    What one gave another to do stands by itself, among the tasks.
    """
    mine = door.within(Duty, actor, Act.SEE_CASE).filter(case_id=case_id)
    owed = (
        Duty.objects.filter(CAN_BE_MET, case_id=case_id)
        if is_keeper
        else mine.exclude(standing__in=[one.value for one in OFFERS])
    )
    open_ones = owed.filter(state__in=["open", "stopped"], from_agency=None)
    open_ones = open_ones.annotate(is_mine=Exists(mine.filter(pk=OuterRef("pk"))))
    joined = open_ones.select_related("pupil", "case", "agency", "share__granting_agency", "share__agency")
    return joined.order_by("due_at", "id")
