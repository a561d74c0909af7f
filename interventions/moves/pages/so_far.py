"""What has happened to a move so far, from its own rows: what, when and by whom, and no words of the family."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agencies.words import day_month, long_day, possessive
from interventions.moves import states
from interventions.moves.models import Consent, Move, PlaceCheck, SettlingReview
from interventions.moves.words import ENDED_BY, GROUNDS


@dataclass(frozen=True, slots=True)
class Step:
    """One line, as components/story_item.html draws it."""

    on: datetime | None
    title: str
    words: str = ""
    by: str = ""


def so_far(
    move: Move, consents: Iterable[Consent], checks: Iterable[PlaceCheck], reviews: Iterable[SettlingReview]
) -> list[Step]:
    """Every step that has its instant, newest first; of two at one instant the later of this order stands above."""
    steps = [*_begun(move), *map(_checked, checks), *map(_answered, consents), *_decided(move), *map(_seen, reviews)]
    dated = [(step.on, step) for step in steps if step.on is not None]
    return [step for _, step in sorted(dated, key=lambda one: one[0])][::-1]


def _name(person: object) -> str:
    return str(getattr(person, "name", ""))


def _begun(move: Move) -> list[Step]:
    child, said = move.pupil.first_name, f"To {move.heard_by_whom}, whom {move.pupil.first_name} chose."
    proposed = f"{move.receiving_school.name} was offered the summary, and everyone was asked."
    return [
        Step(move.proposed_at, "Proposed", proposed, f"{_name(move.proposed_by)}, {move.home_school.name}"),
        Step(move.heard_at, f"{child} was heard", said, _name(move.heard_by)),
    ]


def _answered(row: Consent) -> Step:
    words = ""
    if row.party in states.FAMILY and row.answer == "yes" and row.think_until_on:
        words = f"Read “{states.STATEMENT}” Time to think again until {day_month(row.think_until_on)}."
    by = "" if row.recorded_by is None else f"Written down by {_name(row.recorded_by)}"
    return Step(row.recorded_at, f"{row.name}: {row.answer}", words, by)


def _checked(check: PlaceCheck) -> Step:
    again = "" if check.stage == "proposal" else " again"
    words = f"{GROUNDS[check.ground]}. Asked: {check.asked_whom}."
    return Step(check.checked_at, f"Place checked{again}", words, _name(check.checked_by))


def _decided(move: Move) -> list[Step]:
    new, old = move.receiving_school.name, move.home_school.name
    first = f"First day at {new}: {long_day(move.starts_on)}." if move.starts_on else ""
    ended_at, ended_by = move.refused_at or move.withdrawn_at, _name(move.refused_by or move.withdrawn_by)
    return [
        Step(move.agreed_at, "Everyone had agreed", "The council decides whether the protocol is used."),
        Step(move.returned_at, "Returned to both heads", move.question, _name(move.returned_by)),
        Step(move.approved_at, "Approved", first, _name(move.approved_by)),
        Step(ended_at, f"Ended: {ENDED_BY[move.ended_party]}", f"The pupil stays at {old}.", ended_by),
        Step(
            move.admitted_at,
            f"On {possessive(new)} roll",
            f"Off the roll of {old}, with no gap.",
            _name(move.admitted_by),
        ),
    ]


def _seen(review: SettlingReview) -> Step:
    return Step(review.reviewed_at, f"Looked in: {review.week} school weeks", "", _name(review.reviewed_by))
