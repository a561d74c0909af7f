"""What the page of a managed move shows: who agrees, what approval waits for, what one may do now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from agencies.acting.lives import allows
from agencies.acting.prepared import Prepared
from agencies.actors import Actor
from agencies.deadlines import rule_for
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.pages import Page
from agencies.words import year_group
from interventions.moves import access, facts, states, words
from interventions.moves.forms import ApproveMove
from interventions.moves.models import Consent, Move, PlaceCheck, SettlingReview
from interventions.moves.pages.acts import waiting, withdrawers
from interventions.moves.pages.so_far import Step, so_far
from interventions.moves.pages.told import Told, not_needed, sent, told
from interventions.moves.states import State
from interventions.moves.words import ENDED_BY, GROUNDS, TAGS
from referrals import door
from referrals.duties.models import Duty
from referrals.pupils.access import opens_child, url_of
from referrals.pupils.facts import ends_at_school, last_end, left_at_words
from referrals.shares.models import CaseShare
from referrals.shares.querysets import AGREED

ANSWERS = {
    "home_head": "agree_move",
    "receiving_head": "answer_move",
    "admission_authority": "answer_move",
    "council": "answer_for_council",
    "virtual_head": "answer_for_council",
}
"""Which duty asks for which party's answer; the family has no date to answer by."""
Tag = tuple[str, str]
"""The kind of a tag and its words."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One party's row; `is_told`: the reader is told how it was said; `by`: who wrote another's answer down."""

    row: Consent
    tag: Tag
    is_told: bool
    by: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Checked:
    """A check of the place, with its ground in words."""

    check: PlaceCheck
    ground: str


@dataclass(frozen=True, slots=True)
class Due:
    """What the reader owes for the move."""

    duty: Duty
    what: str
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class MovePage(Page):
    """The whole page. The receiving school reads the offer, and not what the family said."""

    template: ClassVar[str] = "interventions/move_page.html"
    move: Move
    year: str
    tag: Tag
    consents: list[Answered]
    agreed: int
    awaited: list[Answered]
    not_needed: list[tuple[str, str]]
    checks: list[Checked]
    is_checked_again: bool
    waits: facts.Waits
    is_officer: bool
    is_keeper: bool
    can: frozenset[Act]
    approval: ApproveMove | None
    duties: list[Due]
    ended_party: str
    again: list[str]
    reviews: list[SettlingReview]
    so_far: list[Step]
    told: list[Told]
    sent: list[tuple[str, str]]
    is_adult: bool
    sees_case: bool
    left: str
    child_url: str
    statement: str = states.STATEMENT
    approving: str = states.APPROVING
    no_queue_jumped: str = states.NO_QUEUE_JUMPED


def _agreed(move: Move, rows: list[Consent]) -> tuple[str, str]:
    """Whether all have, or somebody has to be asked since: by a later fact, or once the pupil is 18."""
    said = sum(row.answer == "yes" for row in rows)
    return ("ok", f"All {said} have agreed") if said == len(rows) else ("due", f"{said} of {len(rows)} have agreed")


def move_page(actor: Actor, move: Move, at: datetime) -> MovePage:
    """The move as this person may see it, with what they may do now."""
    possible = allows("move", move.state)
    beside = (move.pk, move.reference, move.case_id, move.pupil_id, move.home_school_id, local_day(at), possible)
    kept, held, saved, owed, checks, reviews, roll, ends, seen, mays, opens = _read(actor, *beside)
    is_keeper = bool(kept)
    is_adult = facts.is_adult(move.pupil, local_day(at))
    rows = facts.asked_of(states.parties_needed(held, is_adult=is_adult), move, saved, at)
    is_waiting = move.state in (State.PROPOSED, State.AGREED)
    waits = facts.in_the_way(move, rows, checks, actor, at, is_here=bool(roll)) if is_waiting else []
    can = _can(actor, move, rows, waits, held, door.acts_of(possible, mays))
    consents = _answered(rows, owed, is_keeper=is_keeper)
    left_at = last_end(ends) if is_keeper and move.state in states.UNDER_WAY else None
    return MovePage(
        move=move,
        year=year_group(move.pupil.born_on, local_day(at)),
        tag=_agreed(move, rows) if move.state == State.AGREED else tag_of(move),
        consents=consents,
        agreed=sum(row.answer == "yes" for row in rows),
        awaited=[one for one in consents if move.state in states.UNDER_WAY and not one.row.answer],
        not_needed=not_needed(move, held),
        checks=[Checked(check, GROUNDS[check.ground]) for check in checks],
        is_checked_again=any(check.stage == "approval" for check in checks),
        waits=waits,
        is_officer=bool(actor.seats_for(Act.APPROVE_MOVE, Standing.ASKED)),
        is_keeper=is_keeper,
        can=can,
        approval=_approval(move, is_adult=is_adult) if Act.APPROVE_MOVE in can else None,
        duties=[_due(duty, at) for duty in owed if duty.is_mine],
        ended_party=ENDED_BY[move.ended_party],
        again=_ended_shares(actor, move),
        reviews=reviews,
        so_far=so_far(move, saved, checks, reviews),
        told=told(move, held) if is_keeper or Act.TELL_OF_MOVE in can or move.admitted_at else [],
        sent=sent(move),
        is_adult=is_adult,
        sees_case=bool(seen),
        left=left_at_words(move.pupil, move.home_school, left_at, at),
        child_url=url_of(move.pupil, opens),
    )


@Prepared
def _read(
    actor: Actor,
    pk: int,
    reference: str,
    case_id: int,
    pupil_id: int,
    home_school_id: int,
    today: date,
    possible: frozenset[Act],
) -> list[QuerySet[Any]]:
    """What stands beside the move: who keeps it, who answered, what is owed and by whom, and what one may."""
    owed = Duty.objects.filter(subject_kind="move", subject_ref=reference, state="open")
    mine = door.within(Duty, actor, Act.SEE_CASE).filter(pk=OuterRef("pk"))
    return [
        access.moves(actor, Act.SEE_MOVE_LETTER).filter(pk=pk).values_list("pk"),
        facts.held_on(pupil_id, today),
        facts.answers(pk),
        owed.annotate(is_mine=Exists(mine)).order_by("due_at", "id"),
        PlaceCheck.objects.filter(move_id=pk).select_related("checked_by").order_by("id"),
        SettlingReview.objects.filter(move_id=pk).select_related("reviewed_by").order_by("week"),
        facts.on_roll(pupil_id, home_school_id, today).values_list("pk"),
        ends_at_school(pupil_id, home_school_id),
        door.cases(actor, Act.SEE_CASE).filter(pk=case_id).values_list("pk"),
        door.held(Move, actor, pk, possible),
        opens_child(actor, pupil_id),
    ]


def _approval(move: Move, *, is_adult: bool) -> ApproveMove:
    form = ApproveMove(is_adult=is_adult)
    form.path = reverse("approve_move", args=[move.reference])
    return form


def _can(
    actor: Actor, move: Move, rows: list[Consent], waits: facts.Waits, known: Collection[str], held: frozenset[Act]
) -> frozenset[Act]:
    """What one may do now: nobody else's answer, and no approval while it waits for something."""
    by_facts = {
        Act.CONSENT_TO_MOVE: bool(waiting(actor, move, rows)),
        Act.WITHDRAW_MOVE: bool(withdrawers(actor, move, rows)),
        Act.APPROVE_MOVE: all(is_done for _, is_done in waits),
        Act.ADMIT_MOVE: all(row.answer == "yes" for row in rows),
        Act.TELL_OF_MOVE: bool({*states.TOLD_BY_FACT} & {*known}),
    }
    return frozenset(act for act in held if by_facts.get(act, True))


def tag_of(move: Move) -> Tag:
    """The kind and the words of the tag that the move wears."""
    state = State(move.state)
    return TAGS[state], state.label


def _due(duty: Duty, at: datetime) -> Due:
    return Due(duty, rule_for(duty.rule, duty.rule_from_on).what, duty.due_on < local_day(at))


def _answered(rows: list[Consent], owed: list[Duty], *, is_keeper: bool) -> list[Answered]:
    """Who agrees, who has still to, and until when they are asked to say."""
    due = {duty.rule: duty.due_on for duty in owed}
    return [
        Answered(
            row=row,
            tag=words.ANSWERS[row.answer],
            is_told=is_keeper or row.party not in states.FAMILY,
            by=row.recorded_by.name if row.recorded_by and row.recorded_by.name not in row.name else "",
            due_on=None if row.answer else due.get(ANSWERS.get(row.party, "")),
        )
        for row in rows
    ]


def _ended_shares(actor: Actor, move: Move) -> list[str]:
    """The agencies whose shares ended with the move, to be asked again: for who keeps the case now."""
    if not move.admitted_at:
        return []
    ended = door.within(CaseShare, actor, Act.SHARE_CASE).filter(case_id=move.case_id, withdrawn_at=move.admitted_at)
    names = ended.filter(AGREED).exclude(pk=move.share_id).order_by("agency__name")
    return list(names.values_list("agency__name", flat=True).distinct())
