"""A managed move: what the admission does, and what comes after it."""

from datetime import date, timedelta

import pytest

from agencies.acting.refusals import NotNow
from agencies.trail.models import TrailEntry
from interventions.moves import actions
from interventions.moves.pages import move_page
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.duties.models import Duty
from referrals.pupils.models import Enrolment
from referrals.shares.models import CaseShare
from tests import moves, stories
from tests.people import Cast

pytestmark = pytest.mark.django_db
LATER = moves.LATER


def test_after_admission_nobody_withdraws(cast: Cast) -> None:
    move = moves.admitted(cast)
    with pytest.raises(NotNow, match="already on the new roll"):
        actions.withdraw_move(move, party="parent", why="", by=cast.actor("farida"), at=LATER)


def test_admission_moves_the_roll_on_one_day_and_hands_the_case_over(cast: Cast) -> None:
    move = moves.approved(cast)
    case = move.case
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=LATER)
    share = stories.shared(cast, case, at=LATER)
    owed_before = set(Duty.objects.owed().filter(agency=cast.alder).values_list("rule", flat=True))
    assert "tell_family" in owed_before
    day = LATER + timedelta(days=6)
    actions.admit_move(move, on=moves.FIRST_DAY, by=cast.actor("farida"), at=day)
    old, new = Enrolment.objects.filter(pupil=cast.kofi).order_by("starts_on")
    assert (old.school, old.ends_on + timedelta(1)) == (cast.alder, new.starts_on)
    kept = cast.kofi.changes.get()
    assert (kept.act, kept.kind, kept.key, kept.old) == ("admit_move", "enrolment", old.pk, None)
    assert kept.new == old.ends_on.isoformat()
    assert kept.reference in TrailEntry.objects.get(act="admit_move").facts["changed"]
    assert (new.school, new.starts_on, new.ends_on) == (cast.merrow, moves.FIRST_DAY, None)
    case = Case.objects.get(pk=case.pk)
    assert (case.school, case.lead) == (cast.merrow, None)
    assert CaseShare.objects.get(pk=share.pk).withdrawn_at == day
    left = Duty.objects.owed().filter(agency=cast.alder).values_list("rule", "due_on", "case")
    assert set(left) == {  # after 4 December, the last day here: 5 school days, and 15 with the holidays between
        ("send_file_of_move", date(2026, 12, 11), None),
        ("send_ctf_of_move", date(2027, 1, 11), None),
    }
    owed = dict(Duty.objects.owed().filter(agency=cast.merrow).values_list("rule", "due_on"))
    assert {"name_lead", "tell_family", "settle_6", "settle_12"} == set(owed)
    assert owed["settle_6"] == date(2027, 2, 2)  # 30 school days after 7 December: 9 in December, 21 from 5 January
    assert "CAMHS" in move_page(cast.actor("farida", day), move, day).again


def test_it_is_not_admitted_before_the_day_agreed_or_ahead_of_time(cast: Cast) -> None:
    move = moves.approved(cast)
    for on in (date(2026, 12, 4), date(2026, 12, 8)):
        with pytest.raises(NotNow, match="the day"):
            actions.admit_move(move, on=on, by=cast.actor("farida"), at=LATER + timedelta(days=6))


def test_two_reviews_complete_it(cast: Cast) -> None:
    move = moves.admitted(cast)
    for weeks, state, left in ((6, "admitted", {"settle_12"}), (12, "settled", set())):
        at = LATER + timedelta(weeks=weeks)
        actions.review_move(move, words=f"Well: {state}", pupil_words="", by=cast.actor("farida", at), at=at)
        assert move.state == state
        assert (
            set(Duty.objects.owed().filter(subject_kind="move", agency=cast.merrow).values_list("rule", flat=True))
            == left
        )
