"""The panels of a child's page: each with its own query through the door, in a savepoint of its own."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from agencies.acting.prepared import Prepared
from agencies.actors import Actor
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.words import day_month, in_sentence, last_day, listed, long_day, short_day
from interventions.moves.models import Move
from interventions.moves.states import State as MoveState
from interventions.moves.words import TAGS
from interventions.pupil_page import words
from interventions.pupil_page.pages.head import ORDER, SUMMARY, Reader
from interventions.work.pages import Row as DutyRow
from referrals import door
from referrals.cases.models import Case
from referrals.cases.states import State as CaseState
from referrals.cases.words import OUTCOMES
from referrals.concerns.models import Concern
from referrals.concerns.states import State as ConcernState
from referrals.concerns.words import WORRY
from referrals.entries.models import Entry
from referrals.referrals.models import Referral
from referrals.shares.words import PURPOSES

log = logging.getLogger(__name__)
MOST = 200
"""Rows of a panel: no child has more in many years."""


class Shown(StrEnum):
    """How a panel stands: with rows, with none recorded, not for this reader, or not to be read just now."""

    ROWS = "rows"
    NONE = "none"
    SHUT = "shut"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Line:
    """One record: where it is read, what it is, and how it stands."""

    what: str
    url: str
    how: str
    tag: str = ""
    tag_kind: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A record with its day, for the picture and its table."""

    on: date
    what: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel. `none`: what is said where nothing is recorded; `late`: since which day something is."""

    name: str
    shown: Shown
    lines: list[Line] = field(default_factory=list)
    dated: list[Dated] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    none: str = ""
    late: str = ""
    rows: list[DutyRow] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return words.NAMES[self.name]

    @property
    def many(self) -> int:
        """How many stand in it."""
        return len(self.lines) or len(self.more.get("people", ()))


def read(names: Sequence[str], panels: Callable[[], Panel | tuple[Panel, ...]]) -> tuple[Panel, ...]:
    """The panels that one statement reads; where it can't, ones that say so, and the page stands."""
    try:
        with transaction.atomic():
            found = panels()
            return found if isinstance(found, tuple) else (found,)
    except Exception as why:  # noqa: BLE001  (whatever is wrong with one panel, the others stand)
        log.error("a panel of a child's page could not be read: %s, %s", " and ".join(names), type(why).__name__)
        return tuple(Panel(name, Shown.FAILED) for name in names)


def panel_of(name: str, lines: list[Line], none: str, *, is_drawn: bool, **more: Any) -> Panel:
    """With its rows; with none; or shut, where this reader's seats never show any."""
    shown = Shown.ROWS if lines else Shown.NONE if is_drawn else Shown.SHUT
    return Panel(name, shown, lines, none=none, **more)


def cases(reader: Reader) -> Panel:
    """The cases, and what the last referral says of what goes well."""
    found, sent = _cases(reader.actor, reader.pupil.pk)
    leads = reader.stands(Act.SEE_CASE, Standing.RAISED) or reader.oversees
    at = [one.name for one in reader.schools_where(Act.SEE_CASE, Standing.RAISED)] or [reader.school.name]
    lines = [_case(reader, one) for one in found]
    well = next((Dated(local_day(one.sent_at), one.going_well) for one in sent if one.going_well), None)
    open_one = next((line for line, one in zip(lines, found, strict=True) if one.state == CaseState.OPEN), None)
    more = {"well": well, "open": open_one, "case_refs": [one.reference for one in found]}
    return panel_of("cases", lines, words.at_schools("No case has been opened", *at), is_drawn=leads, more=more)


@Prepared
def _cases(actor: Actor, pupil_id: int) -> list[QuerySet[Any]]:
    sent = door.within(Referral, actor, Act.SEE_REFERRAL).filter(case__pupil_id=pupil_id, sent_at__isnull=False)
    found = door.within(Case, actor, Act.SEE_CASE).filter(pupil_id=pupil_id).select_related("lead", "school")
    return [found.order_by("-opened_at", "-id")[:MOST], sent.order_by("-sent_at", "-id")[:MOST]]


def _case(reader: Reader, case: Case) -> Line:
    url = reverse("see_case", args=[case.reference])
    shares = [one for one in reader.shares if one.case_id == case.pk]
    if shares and not _keeps(reader, case):
        return Line(f"Case {case.reference}", url, *_shared(shares, case))
    lead = f"{case.lead.name} leads" if case.lead else "no lead professional yet"
    if case.state == CaseState.OPEN:
        return Line(f"Case {case.reference}", url, f"Open since {long_day(case.opened_at)}; {lead}", "Open", "ok")
    how = f"{long_day(case.closed_at)}: {in_sentence(OUTCOMES.get(case.outcome, ''))}" if case.closed_at else ""
    return Line(f"Case {case.reference}", url, f"Closed on {how}", "Closed", "no")


def _keeps(reader: Reader, case: Case) -> bool:
    """Whether they see the case otherwise than by a share: at its school, or overseeing it."""
    oversees = case.overseen_from is not None and reader.of_council(Act.SEE_CASE, Standing.OVERSEES)
    return oversees or any(seat.agency_id == case.school_id for seat in reader.actor.seats)


def _shared(shares: list[Any], case: Case) -> tuple[str, str, str]:
    """For what and until when; who leads, from the summary on."""
    for_what = "; ".join(
        f"{in_sentence(PURPOSES[one.purpose])} until the end of {short_day(last_day(one.over_at))}" for one in shares
    )
    shows = any(ORDER.index(one.level) >= SUMMARY for one in shares)
    lead = f". {case.lead.name} leads" if shows and case.lead else ""
    return f"For {for_what}{lead}", "Shared with you", "ok"


CONCERN_TAGS = {ConcernState.NOTED: "wait"}


def written(reader: Reader) -> tuple[Panel, Panel]:
    """What was seen and written down: the concerns, and the entries of the cases."""
    noted, entered = _written(reader.actor, reader.pupil.pk)
    return concerns(reader, noted), entries(reader, entered)


@Prepared
def _written(actor: Actor, pupil_id: int) -> list[QuerySet[Any]]:
    noted = door.within(Concern, actor, Act.SEE_CONCERN).filter(pupil_id=pupil_id).select_related("author")
    entered = door.within(Entry, actor, Act.SEE_ENTRY).filter(case__pupil_id=pupil_id).select_related("case")
    return [noted.order_by("-happened_on", "-id")[:MOST], entered.order_by("-happened_on", "-id")[: 5 * MOST]]


def concerns(reader: Reader, found: list[Concern]) -> Panel:
    """Those of the school for whoever leads or safeguards there; one's own for who logged them."""
    leads, logs = (reader.stands(Act.SEE_CONCERN, so) for so in (Standing.RAISED, Standing.WROTE))
    own = "What colleagues logged is for whoever leads at the school to read." if logs and not leads else ""
    at = [one.name for one in reader.schools_where(Act.SEE_CONCERN, Standing.RAISED)]
    none = "You have logged none." if own else words.at_schools("None has been logged", *at)
    return panel_of(
        "concerns",
        [_concern(one) for one in found],
        none,
        is_drawn=leads or logs,
        dated=[Dated(one.happened_on, ConcernState(one.state).label) for one in found],
        said=[own] if own else [],
    )


def _concern(one: Concern) -> Line:
    state = ConcernState(one.state)
    what, how = f"Concern of {day_month(one.happened_on)} {one.happened_on.year}", f"{one.author.name}; worried: "
    url = reverse("see_concern", args=[one.reference])
    return Line(what, url, how + in_sentence(WORRY[one.worry]), state.label, CONCERN_TAGS.get(state, "no"))


def moves(reader: Reader) -> Panel:
    """The managed moves of which the reader is a party."""
    found = _moves(reader.actor, reader.pupil.pk)[0]
    at = reader.schools_where(Act.SEE_MOVE, Standing.RAISED)
    is_party = bool(at) or reader.of_council(Act.SEE_MOVE, Standing.ASKED)
    return panel_of(
        "moves",
        [_move(one) for one in found],
        words.NO_MOVE_FROM.format(listed([one.name for one in at])) if at else words.NO_MOVE,
        is_drawn=is_party,
        dated=[step for one in found for step in _steps(one)],
    )


@Prepared
def _moves(actor: Actor, pupil_id: int) -> list[QuerySet[Any]]:
    found = door.within(Move, actor, Act.SEE_MOVE).filter(pupil_id=pupil_id)
    return [found.select_related("home_school", "receiving_school").order_by("-id")[:MOST]]


def _move(one: Move) -> Line:
    state, url = MoveState(one.state), reverse("see_move", args=[one.reference])
    what = f"{one.home_school.name} to {one.receiving_school.name}"
    return Line(what, url, f"Proposed on {long_day(one.proposed_at)}", state.label, TAGS[state])


def _steps(one: Move) -> list[Dated]:
    ends = {"Approved": one.approved_at, "Ended by a no": one.refused_at, "Withdrawn": one.withdrawn_at}
    steps = [Dated(local_day(one.proposed_at), "Proposed")]
    steps += [Dated(local_day(at), what) for what, at in ends.items() if at]
    return [*steps, Dated(one.admitted_on, "On the new roll")] if one.admitted_on else steps


def entries(reader: Reader, found: list[Entry]) -> Panel:
    """The entries that the reader may read: kinds and days alone, and the child's last words that were no secret."""
    shows = {section for one in reader.shares for section in one.sections}
    whole = any(one.level in ("F", "R") for one in reader.shares)
    is_drawn = reader.oversees or bool(shows) or whole or reader.stands(Act.SEE_ENTRY, Standing.RAISED)
    voice = next((one for one in found if one.kind == "voice" and not one.is_restricted), None)
    more = {"voice": voice, "case_refs": {one.case.reference for one in found}}
    panel = panel_of("entries", [], "", is_drawn=is_drawn, dated=[_dated(one) for one in found], more=more)
    return panel if not found else Panel("entries", Shown.ROWS, dated=panel.dated, more=panel.more)


def _dated(one: Entry) -> Dated:
    kind = "restricted" if one.is_restricted else one.kind
    return Dated(one.happened_on, words.RESTRICTED if one.is_restricted else words.KINDS[one.kind], kind)  # type: ignore[index]
