"""What the pages of a managed move show: who agrees, what approval waits for, what one may do now; and the letters."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from agencies.acting.lives import allows
from agencies.actors import Actor
from agencies.deadlines import rule_for
from agencies.directory.models import Agency
from agencies.policy import SETTINGS, Act, Standing
from agencies.schoolday import local_day
from agencies.web.lists import walk
from agencies.words import year_group
from interventions.moves import access, facts, states, words
from interventions.moves.forms import ApproveMove
from interventions.moves.models import Consent, Move
from interventions.moves.pages.so_far import so_far
from interventions.moves.states import Party, State
from interventions.moves.words import ENDED_BY, GROUNDS, NOT_NEEDED, TAGS
from referrals import door
from referrals.cases.models import Case
from referrals.duties.models import Duty
from referrals.shares.models import CaseShare

ANSWERS = {"home_head": "agree_move", "receiving_head": "answer_move", "admission_authority": "answer_move"}
"""Which duty asks for which party's answer; a parent has no date to answer by."""
PAGE = 50
SECOND_CLICK = timedelta(minutes=1)


def schools_for(case: Case) -> list[Agency]:
    """The settings of the authority to which a pupil could move."""
    kinds = [kind.value for kind in SETTINGS]
    found = Agency.objects.filter(authority_id=case.authority_id, kind__in=kinds, closed_at=None)
    return list(found.exclude(pk=case.school_id).order_by("name"))


def waiting(actor: Actor, move: Move, at: datetime) -> list[Consent]:
    """The parties whose answer is awaited, and which this actor may write down."""
    mine = access.parties_of(actor, move)
    return [row for row in facts.consents(move, at) if not row.answer and row.party in mine]


def withdrawers(actor: Actor, move: Move, at: datetime) -> frozenset[Party]:
    """The parties that must agree, for whom this actor may take a yes back."""
    return access.parties_of(actor, move, Act.WITHDRAW_MOVE) & frozenset(facts.needed(move, at))


def can(actor: Actor, move: Move, at: datetime, waits: list[tuple[str, bool]]) -> frozenset[Act]:
    """What the law and the life cycle allow now; `waits` is what approval waits for."""
    allowed = {act for act in allows("move", move.state) if access.moves(actor, act).filter(pk=move.pk).exists()}
    if not waiting(actor, move, at):
        allowed.discard(Act.CONSENT_TO_MOVE)
    if not withdrawers(actor, move, at):
        allowed.discard(Act.WITHDRAW_MOVE)
    if not all(done for _, done in waits):
        allowed.discard(Act.APPROVE_MOVE)
    return frozenset(allowed)


def move_page(actor: Actor, move: Move, at: datetime) -> dict[str, Any]:
    """The whole page. The receiving school reads the offer, and not what the family said."""
    is_keeper = access.moves(actor, Act.SEE_MOVE_LETTER).filter(pk=move.pk).exists()
    rows, owed = facts.consents(move, at), _owed(move)
    checks = list(move.checks.select_related("checked_by").order_by("id"))
    reviews = list(move.reviews.select_related("reviewed_by").order_by("week"))
    waits = facts.in_the_way(move, actor, at) if move.state in ("proposed", "agreed") else []
    allowed = can(actor, move, at, waits)
    return {
        "move": move,
        "year": year_group(move.pupil.born_on, local_day(at)),
        "tag": ("ok", f"All {len(rows)} have agreed") if move.state == State.AGREED else tag_of(move),
        **_agreement(move, rows, owed, is_keeper=is_keeper),
        "checks": [{"check": check, "ground": GROUNDS[check.ground]} for check in checks],
        "is_checked_again": any(check.stage == "approval" for check in checks),
        "waits": waits,
        "is_officer": bool(actor.seats_for(Act.APPROVE_MOVE, Standing.ASKED)),
        "is_keeper": is_keeper,
        "can": allowed,
        "approval": ApproveMove() if Act.APPROVE_MOVE in allowed else None,
        "duties": [_duty(duty, at) for duty in _mine(actor, owed)],
        "ended_party": ENDED_BY[move.ended_party],
        "again": _ended_shares(actor, move),
        "reviews": reviews,
        "so_far": so_far(move, rows, checks, reviews),
        "sees_case": door.cases(actor, Act.SEE_CASE).filter(pk=move.case_id).exists(),
        "at": at,
    }


def tag_of(move: Move) -> tuple[str, str]:
    """The kind and the words of the tag that the move wears."""
    state = State(move.state)
    return TAGS[state], state.label


def _owed(move: Move) -> list[Duty]:
    """What is owed for the move, by anybody."""
    owed = Duty.objects.filter(subject_kind="move", subject_ref=move.reference, state="open")
    return list(owed.order_by("due_at", "id"))


def _duty(duty: Duty, at: datetime) -> dict[str, Any]:
    what = rule_for(duty.rule, duty.rule_from_on).what
    return {"duty": duty, "what": what, "is_late": duty.due_on < local_day(at)}


def _mine(actor: Actor, owed: list[Duty]) -> list[Duty]:
    """Those of them that the actor owes."""
    mine = door.within(Duty, actor, Act.SEE_CASE).filter(pk__in=[duty.pk for duty in owed])
    own = set(mine.values_list("pk", flat=True))
    return [duty for duty in owed if duty.pk in own]


def _agreement(move: Move, rows: list[Consent], owed: list[Duty], *, is_keeper: bool) -> dict[str, Any]:
    """Who agrees, who has still to, and until when they are asked to say."""
    due = {duty.rule: duty.due_on for duty in owed}
    parties = {row.party for row in rows}
    shown: list[dict[str, Any]] = [
        {
            "row": row,
            "tag": words.ANSWERS[row.answer],
            "is_told": is_keeper or row.party != "parent",
            "by": row.recorded_by.name if row.recorded_by and row.recorded_by.name not in row.name else "",
            "due_on": None if row.answer else due.get(ANSWERS.get(row.party, "")),
        }
        for row in rows
    ]
    return {
        "consents": shown,
        "agreed": sum(row.answer == "yes" for row in rows),
        "awaited": [one for one in shown if move.state == "proposed" and not one["row"].answer],
        "not_needed": [words for party, words in NOT_NEEDED.items() if party.value not in parties],
    }


def _ended_shares(actor: Actor, move: Move) -> list[str]:
    """The agencies whose shares ended with the move, to be asked again: for who keeps the case now."""
    if not move.admitted_at:
        return []
    ended = door.within(CaseShare, actor, Act.SHARE_CASE).filter(case_id=move.case_id, withdrawn_at=move.admitted_at)
    names = ended.exclude(pk=move.share_id).order_by("agency__name")
    return list(names.values_list("agency__name", flat=True).distinct())


def move_list(actor: Actor, at: datetime, after: str = "") -> dict[str, Any]:
    """One page of the moves one may see, newest first."""
    found = door.within(Move, actor, Act.SEE_MOVE).select_related("pupil", "home_school", "receiving_school")
    walked = walk(found, ["-id"], after, PAGE)
    rows = [{"move": move, "tag": tag_of(move)} for move in walked.rows]
    return {"rows": rows, "walked": walked, "at": at}


def letters(move: Move, at: datetime) -> dict[str, Any]:
    """A letter to each parent: what was decided, why, by whom, what one can do and by which date."""
    parents = [row for row in facts.consents(move, at) if row.party == Party.PARENT]
    return {
        "move": move,
        "parents": parents,
        "statement": states.STATEMENT,
        "decided_by": _decided_by(move),
        "ended_why": "" if move.ended_party == Party.PARENT else move.ended_why,
        "at": at,
    }


def _decided_by(move: Move) -> str:
    """Who decided, for a family: never who wrote it down, nor to one parent that it was the other."""
    if move.ended_party:
        return "One of those who had to agree" if move.ended_party == Party.PARENT else ENDED_BY[move.ended_party]
    person = {"approved": move.approved_by, "refused": move.refused_by}.get(move.state)
    return f"{person.name}, for the council" if person else ""


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
