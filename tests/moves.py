"""Steps of a managed move as actions, for tests that need one to stand: from Alder Hythe to Merrow Lane."""

from datetime import date, datetime, timedelta
from typing import Any

from agencies.policy import Act, Role
from agencies.schoolday import local_day
from interventions.moves import actions as moves
from interventions.moves.facts import Answer, MoveFacts, PlaceFacts, consents, to_ask
from interventions.moves.models import Consent, Move
from interventions.moves.states import FAMILY, Party
from referrals import door
from referrals.cases.models import Case
from referrals.shares import actions as shares
from tests import stories
from tests.people import AT, Cast, make_person

FREE = PlaceFacts(places=240, taken=228, ground="nobody", asked_whom="Admissions, Wexmoor")
QUEUED = PlaceFacts(places=240, taken=240, ground="none", asked_whom="Admissions, Wexmoor")
LATER = AT + timedelta(days=8)  # Tuesday 1 December: two school days to think again have passed
FIRST_DAY = date(2026, 12, 7)
WHO = {
    Party.PARENT: "amara",
    Party.PUPIL: "amara",
    Party.HOME_HEAD: "colm",
    Party.RECEIVING_HEAD: "farida",
    Party.ADMISSION_AUTHORITY: "farida",
    Party.COUNCIL: "grace",
    Party.VIRTUAL_HEAD: "grace",
}


def proposed(cast: Cast, case: Case | None = None, *, by: str = "amara", at: datetime = AT, **changes: Any) -> Move:
    """A proposed move, whose receiving head has accepted the terms of the summary."""
    if "farida" not in cast.people:
        cast.people["farida"] = make_person("farida", "Farida Quill", cast.merrow, Role.HEAD)
    case = case or stories.case(cast, at=at)
    given: dict[str, Any] = {
        "school": cast.merrow,
        "tried": "Eleven of twelve mentor sessions.",
        "why": "He wants to start again.",
        "parents": ("Ewa Mensah", "Marek Hart"),
        "told_how": "At school",
        "told_on": local_day(at),
        "place": FREE,
        "head_says_fit": True,
        "answers": dict.fromkeys(to_ask(case.pupil, local_day(at)), "no"),
    }
    facts = MoveFacts(**{**given, **changes})
    return moves.propose_move(case, facts, seat=cast.seat("amara"), by=cast.actor(by), at=at)


def accepted(cast: Cast, **more: Any) -> Move:
    move = proposed(cast, **more)
    shares.accept_share(move.share, by=cast.actor("farida"), at=more.get("at", AT))
    return move


def heard(cast: Cast, **more: Any) -> Move:
    move = accepted(cast, **more)
    said = {"by_whom": "Ms Harrow", "words": "I could do textiles.", "on": local_day(AT)}
    moves.hear_pupil(move, **said, by=cast.actor("amara"), at=AT)
    return move


def answer(cast: Cast, move: Move, row: Consent, yes: str = "yes", at: datetime = AT, *, shown: bool = True) -> None:
    given = Answer(row, yes, local_day(at), how="signed", statement_shown=shown and row.party in FAMILY)
    moves.consent_to_move(move, given, by=cast.actor(WHO[Party(row.party)]), at=at)


def agreed(cast: Cast, **more: Any) -> Move:
    move = heard(cast, **more)
    for row in consents(move, AT):
        answer(cast, move, row)
    return move


def checked(cast: Cast, **more: Any) -> Move:
    move = agreed(cast, **more)
    moves.check_place(move, FREE, by=cast.actor("grace"), at=LATER)
    return move


def approve(cast: Cast, move: Move, by: str = "sandra", at: datetime = LATER, on: date = FIRST_DAY) -> None:
    moves.approve_move(move, starts_on=on, why="He wants it.", by=cast.actor(by), at=at)


def approved(cast: Cast) -> Move:
    move = checked(cast)
    approve(cast, move)
    return move


def go_on(cast: Cast, move: Move) -> Move:
    """From a proposal to the council's approval, whoever must agree."""
    shares.accept_share(move.share, by=cast.actor("farida"), at=AT)
    said = {"by_whom": "Ms Harrow", "words": "I could do textiles.", "on": local_day(AT)}
    moves.hear_pupil(move, **said, by=cast.actor("amara"), at=AT)
    for row in consents(move, AT):
        answer(cast, move, row)
    moves.check_place(move, FREE, by=cast.actor("grace"), at=LATER)
    approve(cast, move)
    return move


def admitted(cast: Cast) -> Move:
    move = approved(cast)
    moves.admit_move(move, on=FIRST_DAY, by=cast.actor("farida"), at=LATER + timedelta(days=6))
    return move


def sees(cast: Cast, name: str, move: Move) -> bool:
    """Whether this person may see the move."""
    return door.within(Move, cast.actor(name), Act.SEE_MOVE).filter(pk=move.pk).exists()
