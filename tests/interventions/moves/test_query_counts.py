"""The pages of moves ask the same number of queries for few rows and for many."""

import pytest
import time_machine

from interventions.moves.models import Consent, Move, PlaceCheck, SettlingReview
from referrals.cases.models import Case
from tests import moves
from tests.browsing import queries
from tests.people import AT, Cast, make_pupil, set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
MANY = 30


def more_moves(cast: Cast, model: Move) -> None:
    """Thirty more moves of other pupils; of this one thirty parents and checks of the place."""
    moved, one = [], cast.people["amara"]
    for n in range(MANY):
        pupil = make_pupil(cast.alder, f"Child{n}", "Moved")
        case = Case.objects.create(
            authority=cast.wexmoor,
            pupil=pupil,
            school=cast.alder,
            opened_at=AT,
            opened_by=cast.people["amara"],
            updated_at=AT,
        )
        moved.append(
            Move(
                authority=cast.wexmoor, case=case, pupil=pupil, home_school=cast.alder, receiving_school=cast.merrow,
                share=model.share, state="agreed", agreed_at=AT, proposed_at=AT, proposed_by=one,
            )
        )  # fmt: skip
    Move.objects.bulk_create(moved)
    parents = [Consent(move=model, party="parent", name=f"Parent {n}", asked_at=AT) for n in range(MANY)]
    Consent.objects.bulk_create(parents)
    PlaceCheck.objects.bulk_create(
        PlaceCheck(
            move=model, stage="approval", places=9, taken=1, ground="nobody", asked_whom="A",
            checked_at=moves.LATER, checked_by=cast.people["grace"],
        )
        for _ in parents
    )  # fmt: skip


def test_the_pages_of_moves_ask_as_much_for_few_as_for_many(cast: Cast) -> None:
    move = moves.checked(cast)
    url = f"/moves/{move.reference}/"
    acts = [("amara", "hear-pupil"), ("colm", "withdraw-move"), ("sandra", "check-place"), ("sandra", "approve-move")]
    paths = [
        *((name, path) for name in ("amara", "farida", "sandra") for path in ("/moves/", url)),
        *((name, f"{url}{act}/") for name, act in acts),
        ("amara", f"{url}letter/"),
        ("amara", f"/cases/{move.case.reference}/propose-move/"),
    ]
    with time_machine.travel(moves.LATER, tick=False):
        set_clock(moves.LATER)
        few = [queries(cast, *path) for path in paths]
        more_moves(cast, move)
        many = [queries(cast, *path) for path in paths]
    assert {path: much for path, much, little in zip(paths, many, few, strict=True) if much > little} == {}
    assert max(few) <= 32


def test_a_settled_moves_page_asks_as_much_with_its_reviews(cast: Cast) -> None:
    move = moves.admitted(cast)
    url, by = f"/moves/{move.reference}/", cast.people["farida"]
    few = queries(cast, "farida", url)
    for week in (6, 12):
        SettlingReview.objects.create(move=move, week=week, words="Well.", reviewed_at=AT, reviewed_by=by)
    assert queries(cast, "farida", url) == few
