"""The case page as one person sees it: built from what the door gives them, so that a preview is the page itself."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.acting.lives import allows, did
from agencies.actors import Actor
from agencies.calendar.facts import bank_holidays
from agencies.people.words import ROLES
from agencies.policy import Act, Level, Standing
from agencies.schoolday import WorkingCalendar, local_day
from agencies.trail.models import TrailEntry
from agencies.web.lists import Stretch, key_text, read_key, walk
from agencies.words import last_day, year_group
from interventions.case_page.pages.circle import Seer, names, ring, seers
from interventions.case_page.pages.story import Line, lines
from interventions.moves.models import Move
from interventions.work.pages import Row, row
from referrals import door
from referrals.cases.models import Case, FamilyTold
from referrals.cases.words import NOT_TOLD, OUTCOMES, TOLD
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.entries.words import SECTIONS
from referrals.referrals.models import Referral
from referrals.referrals.states import OPEN
from referrals.referrals.states import State as ReferralState
from referrals.shares import words as shares_words
from referrals.shares.facts import share_state
from referrals.shares.models import CaseShare
from referrals.shares.words import BASES, PURPOSES

LEVELS = [level.value for level in Level]
OF_OPEN = (frozenset[Act](), frozenset({Act.PROPOSE_MOVE}))
MOST_ENTRIES = 200
MOST_OPENINGS = 1000
MOST_LINES = 200
SHARE_TAGS = {"live": "ok", "offered": "wait", "to_begin": "wait"}
REFERRAL_TAGS = {"drafted": "", "sent": "wait", "returned": "due", "accepted": "ok"}


@dataclass(frozen=True, slots=True)
class CaseSight:
    """One case as one actor may see it."""

    case: Case
    year: str
    is_keeper: bool
    level: str
    shows_summary: bool
    shares: list[dict[str, Any]]
    parts: list[tuple[str, bool]]
    walked: Stretch
    due: list[Row]
    referrals: list[Referral]
    told: FamilyTold | None
    reasons: list[door.Reason]
    can: frozenset[Act] = field(default=frozenset())
    opened: int = 0
    ring: dict[str, Any] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)

    @property
    def live(self) -> list[dict[str, Any]]:
        """The live shares of the reader's own agency: why a receiver can see the case."""
        return [share for share in self.shares if share["is_mine"] and share["state"] == "live"]

    @property
    def entries(self) -> list[Entry]:
        """The entries on this page of the story."""
        return self.walked.rows

    @property
    def story(self) -> list[Line]:
        """The entries as lines of the page."""
        return lines(self.entries, self.case.pupil.first_name, links=self.is_keeper)

    @property
    def seers(self) -> list[Seer]:
        """Who can see the case, in words."""
        return seers(self.reasons)

    @property
    def people(self) -> int:
        """How many people can see the case or a part of it."""
        return len(names(self.reasons))

    @property
    def asked(self) -> list[dict[str, Any]]:
        """The referrals with their states in words."""
        return [
            {"referral": one, "state": ReferralState(one.state).label, "tag": REFERRAL_TAGS.get(one.state, "no")}
            for one in self.referrals
        ]

    @property
    def open_referral(self) -> Referral | None:
        """The referral that is not decided yet."""
        return next((one for one in self.referrals if one.state in OPEN), None)

    @property
    def told_words(self) -> dict[str, str]:
        """What the family was told, in words."""
        if self.told is None:
            return {}
        return {"told": TOLD[self.told.told], "reason": NOT_TOLD.get(self.told.reason, "")}

    @property
    def outcome(self) -> str:
        """How a closed case ended."""
        return OUTCOMES.get(self.case.outcome, "")


@dataclass(frozen=True, slots=True)
class Preview:
    """The page that a worker of an agency would open, and who would join those who can see the case."""

    sight: CaseSight
    agency: str
    joining: tuple[str, ...]


def case_sight(actor: Actor, case: Case, at: datetime, after: str = "") -> CaseSight:
    """Everything that the page shows this actor of the case, and nothing that they may not see.

    The story stands by pages: `after` is the cursor of one.
    """
    can = door.may_on_case(actor, case) & (allows("case", case.state) | {Act.SEE_TRAIL} | OF_OPEN[case.state == "open"])
    is_keeper = Act.SEE_TRAIL in can or _is_named(actor, case)
    shares = _shares(actor, case, at)
    own = [share for share in shares if share["is_mine"] and share["state"] == "live"]
    reasons = door.explain(case) if is_keeper else []
    level = Level.FULL.value if is_keeper else max((s["share"].level for s in own), key=LEVELS.index, default="E")
    return CaseSight(
        case=case,
        year=year_group(case.pupil.born_on, local_day(at)),
        is_keeper=is_keeper,
        level=level,
        shows_summary=LEVELS.index(level) >= LEVELS.index(Level.SUMMARY.value),
        shares=shares,
        parts=[] if is_keeper else _parts(level, own),
        walked=walk(_entries(actor, case), ["-happened_on", "-id"], after, MOST_ENTRIES),
        due=_due(actor, case, at, is_keeper),
        referrals=_referrals(actor, case) if is_keeper else [],
        told=case.told.select_related("recorded_by").order_by("-id").first() if is_keeper else None,
        reasons=reasons,
        can=can,
        opened=_openings(case) if Act.SEE_TRAIL in can else 0,
        ring=ring(case, reasons, actor) if is_keeper else {},
        moves=list(door.within(Move, actor, Act.SEE_MOVE).filter(case=case).order_by("-id")[:10]),
    )


def _is_named(actor: Actor, case: Case) -> bool:
    named = actor.seats_for(Act.SEE_CASE, Standing.NAMED)
    return case.lead_id == actor.person_id is not None and any(s.agency_id == case.school_id for s in named)


def _shares(actor: Actor, case: Case, at: datetime) -> list[dict[str, Any]]:
    found = door.within(CaseShare, actor, Act.SEE_SHARE).filter(case=case)
    mine = {seat.agency_id for seat in actor.seats}
    return [
        {
            "share": share,
            "state": (state := share_state(share, at)),
            "state_words": state.label,
            "tag": SHARE_TAGS.get(state, "no"),
            "level": shares_words.LEVELS[share.level],
            "sections": [SECTIONS[code] for code in share.sections],
            "purpose": PURPOSES[share.purpose],
            "basis": BASES[share.basis],
            "until": last_day(share.ends_at),
            "told": TOLD[share.family_told.told],
            "is_mine": share.agency_id in mine,
        }
        for share in found.select_related("agency", "granted_by", "granting_agency", "family_told").order_by("-id")[:50]
    ]


def _parts(level: str, own: list[dict[str, Any]]) -> list[tuple[str, bool]]:
    """Each part of a story and whether the receiver's shares show it, in words."""
    shown = {code for share in own for code in share["share"].sections}
    is_full = level in (Level.FULL, Level.RESTRICTED)
    return [(label, is_full or code in shown) for code, label in SECTIONS.items() if code != "casework"]


def _entries(actor: Actor, case: Case) -> QuerySet[Entry]:
    return door.within(Entry, actor, Act.SEE_ENTRY).filter(case=case).select_related("author", "agency")


def _due(actor: Actor, case: Case, at: datetime, is_keeper: bool) -> list[Row]:
    """What is owed: for a keeper everything on the case, for a receiver what is asked of them."""
    mine = door.within(Duty, actor, Act.SEE_CASE).filter(case=case)
    owed = Duty.objects.filter(case=case) if is_keeper else mine
    working = WorkingCalendar(bank_holidays())
    open_ones = owed.filter(state__in=["open", "stopped"]).annotate(is_mine=Exists(mine.filter(pk=OuterRef("pk"))))
    rows = open_ones.select_related("pupil", "case", "agency", "share__granting_agency").order_by("due_at", "id")
    return [row(duty, at, working, is_mine=duty.is_mine, is_keeper=is_keeper) for duty in rows]


def _referrals(actor: Actor, case: Case) -> list[Referral]:
    found = door.within(Referral, actor, Act.SEE_REFERRAL).filter(case=case)
    return list(found.select_related("decided_by", "sent_by").order_by("-id"))


def _openings(case: Case) -> int:
    """How often the case was opened, up to a thousand."""
    opened = TrailEntry.objects.filter(case_ref=case.reference, outcome="opened").order_by("-at")
    return len(opened.values_list("id")[:MOST_OPENINGS])


def trail_page(actor: Actor, case: Case, at: datetime, after: str = "") -> dict[str, Any]:
    """A page of who opened it and did what, newest first; of an entry, for who may read that entry."""
    entries = door.within(Entry, actor, Act.SEE_ENTRY).filter(case=case).values_list("reference", flat=True)
    about_hidden = Q(subject_kind="entry") & ~Q(subject_ref__in=list(entries))
    found = TrailEntry.objects.filter(case_ref=case.reference).exclude(about_hidden)
    walked = walk(found, ["-at", "-id"], after, MOST_LINES)
    lines_of_trail = [
        {"line": line, "words": did(line.act), "role": ROLES.get(line.by_role, "")} for line in walked.rows
    ]
    return {"lines": lines_of_trail, "walked": walked, "at": at}


def case_list(actor: Actor, at: datetime, *, state: str = "open", before: str = "") -> dict[str, Any]:
    """One page of the cases that the actor may see, newest first; `before` is the cursor of one."""
    narrow = {"state": state} if state in ("open", "closed") else {}
    key = read_key(Case, ("updated_at", "id"), before)
    rows, following = door.page(actor, Act.SEE_CASE, narrow, before=(key[0], key[1]) if key else None)
    today = local_day(at)
    return {
        "rows": [{"case": case, "year": year_group(case.pupil.born_on, today)} for case in rows],
        "next": key_text(following or ()),
        "state": state,
        "is_first": not key,
        "at": at,
    }
