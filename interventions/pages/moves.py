"""What the pages of a managed move show: who agrees, what approval waits for, what one may do now; and the letters."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from agencies.actors import Actor
from agencies.calendar import local_day
from agencies.models import Agency
from agencies.policy import SETTINGS, Act, Standing
from agencies.words import year_group
from interventions import access as door
from interventions import lifecycle
from interventions.actions import facts
from interventions.forms.moves import ENDED_BY, GROUNDS
from interventions.lifecycle import Party
from interventions.models import Consent, Move
from referrals import access
from referrals.models import Case, CaseShare, Duty

STATES = {
    "proposed": ("wait", "Proposed"),
    "agreed": ("ok", "Everyone has agreed"),
    "approved": ("ok", "Approved"),
    "refused": ("no", "Ended by a no"),
    "withdrawn": ("no", "Withdrawn"),
    "admitted": ("ok", "On the new roll"),
    "settled": ("ok", "Complete"),
}
TAGS = {"yes": ("ok", "Yes"), "no": ("late", "No"), "": ("wait", "Not yet")}
NOT_NEEDED = {
    Party.COUNCIL: ("Council SEN team", "There is no EHC plan"),
    Party.VIRTUAL_HEAD: ("Virtual school", "Not looked after by a council"),
}
MOST = 100
SECOND_CLICK = timedelta(minutes=1)


def schools_for(case: Case) -> list[Agency]:
    """The settings of the authority to which a pupil could move."""
    kinds = [kind.value for kind in SETTINGS]
    found = Agency.objects.filter(authority_id=case.authority_id, kind__in=kinds, closed_at=None)
    return list(found.exclude(pk=case.school_id).order_by("name"))


def waiting(actor: Actor, move: Move, at: datetime) -> list[Consent]:
    """The parties whose answer is awaited, and which this actor may write down."""
    mine = door.parties_of(actor, move)
    return [row for row in facts.consents(move, at) if not row.answer and row.party in mine]


def withdrawers(actor: Actor, move: Move, at: datetime) -> frozenset[Party]:
    """The parties that must agree, for whom this actor may take a yes back."""
    return door.parties_of(actor, move, Act.WITHDRAW_MOVE) & frozenset(facts.needed(move, at))


def can(actor: Actor, move: Move, at: datetime, waits: list[tuple[str, bool]]) -> frozenset[Act]:
    """What the law and the life cycle allow now; `waits` is what approval waits for."""
    allowed = {act for act in lifecycle.allows(move.state) if door.moves(actor, act).filter(pk=move.pk).exists()}
    if not waiting(actor, move, at):
        allowed.discard(Act.CONSENT_TO_MOVE)
    if not withdrawers(actor, move, at):
        allowed.discard(Act.WITHDRAW_MOVE)
    if not all(done for _, done in waits):
        allowed.discard(Act.APPROVE_MOVE)
    return frozenset(allowed)


def move_page(actor: Actor, move: Move, at: datetime) -> dict[str, Any]:
    """The whole page. The receiving school reads the offer, and not what the family said."""
    is_keeper = door.moves(actor, Act.SEE_MOVE_LETTER).filter(pk=move.pk).exists()
    rows = facts.consents(move, at)
    parties = {row.party for row in rows}
    waits = facts.in_the_way(move, actor, at) if move.state in ("proposed", "agreed") else []
    mine = access.within(Duty, actor, Act.SEE_CASE)
    duties = mine.filter(subject_kind="move", subject_ref=move.reference, state="open").order_by("due_at")
    return {
        "move": move,
        "year": year_group(move.pupil.born_on, local_day(at)),
        "tag": STATES[move.state],
        "consents": [
            {"row": row, "tag": TAGS[row.answer], "is_told": is_keeper or row.party != "parent"} for row in rows
        ],
        "agreed": sum(row.answer == "yes" for row in rows),
        "not_needed": [words for party, words in NOT_NEEDED.items() if party.value not in parties],
        "checks": [{"check": check, "ground": GROUNDS[check.ground]} for check in move.checks.order_by("id")],
        "waits": waits,
        "is_officer": bool(actor.seats_for(Act.APPROVE_MOVE, Standing.ASKED)),
        "is_keeper": is_keeper,
        "can": can(actor, move, at, waits),
        "duties": list(duties.select_related("pupil")),
        "ended_party": ENDED_BY[move.ended_party],
        "again": _ended_shares(actor, move),
        "reviews": list(move.reviews.select_related("reviewed_by").order_by("week")),
        "sees_case": access.cases(actor, Act.SEE_CASE).filter(pk=move.case_id).exists(),
        "at": at,
    }


def _ended_shares(actor: Actor, move: Move) -> list[str]:
    """The agencies whose shares ended with the move, to be asked again: for who keeps the case now."""
    if not move.admitted_at:
        return []
    ended = access.within(CaseShare, actor, Act.SHARE_CASE).filter(case_id=move.case_id, withdrawn_at=move.admitted_at)
    names = ended.exclude(pk=move.share_id).order_by("agency__name")
    return list(names.values_list("agency__name", flat=True).distinct())


def move_list(actor: Actor, at: datetime) -> dict[str, Any]:
    """The moves one may see, newest first, a hundred at most."""
    found = access.within(Move, actor, Act.SEE_MOVE).select_related("pupil", "home_school", "receiving_school")
    moves = found.order_by("-id")[:MOST]
    rows = [{"move": move, "tag": STATES[move.state]} for move in moves]
    return {"rows": rows, "at": at}


def letters(move: Move, at: datetime) -> dict[str, Any]:
    """A letter to each parent: what was decided, why, by whom, what one can do and by which date."""
    parents = [row for row in facts.consents(move, at) if row.party == Party.PARENT]
    decided_by = {"approved": move.approved_by, "refused": move.refused_by, "withdrawn": move.withdrawn_by}
    return {
        "move": move,
        "parents": parents,
        "statement": lifecycle.STATEMENT,
        "decided_by": decided_by.get(move.state),
        "ended_party": ENDED_BY[move.ended_party] if move.ended_party else "",
        "at": at,
    }


def is_answered(actor: Actor, move: Move, consent: str, answer: str) -> bool:
    """Whether this person recorded this very answer before: a second click."""
    if not consent.isdecimal() or not answer:
        return False
    return move.consents.filter(pk=int(consent[:18]), answer=answer, recorded_by_id=actor.person_id).exists()


def was_heard(move: Move, typed: Mapping[str, str]) -> bool:
    """Whether these very words to this very adult are recorded already: a second click."""
    said = (move.heard_by_whom, move.heard_words)
    return move.heard_at is not None and said == (_trimmed(typed, "by_whom"), _trimmed(typed, "words"))


def was_returned(move: Move, typed: Mapping[str, str]) -> bool:
    """Whether both heads are being asked this very question now: a second click."""
    return move.state == "proposed" and move.question != "" and move.question == _trimmed(typed, "question")


def was_checked(move: Move, actor: Actor, typed: Mapping[str, str], at: datetime) -> bool:
    """Whether this person recorded this very check a minute ago: a second click, and not a correction of the first."""
    since = at - SECOND_CLICK
    last = move.checks.filter(stage="approval", checked_by_id=actor.person_id, checked_at__gte=since).order_by("-id")
    names = ("places", "taken", "ground", "asked_whom")
    return any([str(getattr(one, name)) for name in names] == [_trimmed(typed, n) for n in names] for one in last[:1])


def was_reviewed(move: Move, typed: Mapping[str, str], at: datetime) -> bool:
    """Whether these very words were recorded a minute ago: a second click, and not the review after twelve weeks."""
    said = {"words": _trimmed(typed, "words"), "pupil_words": _trimmed(typed, "pupil_words")}
    return move.reviews.filter(**said, reviewed_at__gte=at - SECOND_CLICK).exists()


def _trimmed(typed: Mapping[str, str], name: str) -> str:
    return typed.get(name, "").strip()
