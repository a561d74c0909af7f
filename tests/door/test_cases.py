"""Who sees a case, by the named cast, at each step of its story."""

from datetime import timedelta

import pytest

from agencies.people.models import Seat
from agencies.policy import Act, Role, Standing
from agencies.web.asking import Forbidden, NotFound
from referrals import door
from referrals.cases import actions as cases
from referrals.cases.models import Case
from tests import stories
from tests.door.seeing import sees
from tests.people import AT, LONG_AGO, Cast, make_pupil

pytestmark = pytest.mark.django_db


def test_a_new_case_is_the_schools_own(cast: Cast) -> None:
    case = stories.case(cast)
    assert {name for name in cast.people if sees(cast, name, case)} == {"amara", "colm"}


def test_the_lead_professional_sees_the_case_she_is_named_on(cast: Cast) -> None:
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    assert {name for name in cast.people if sees(cast, name, case)} == {"amara", "colm", "dan"}


def test_what_may_be_seen_and_not_done_is_forbidden_and_the_rest_is_not_found(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    with pytest.raises(Forbidden):
        door.admit(cast.actor("priti"), Act.CLOSE_CASE, case.reference, of=Case, at=AT)
    with pytest.raises(NotFound):
        door.admit(cast.actor("ruth"), Act.CLOSE_CASE, case.reference, of=Case, at=AT)


def test_closing_ends_the_shares_and_reopening_does_not_bring_them_back(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    cases.close_case(case, outcome="met", words="Settled.", family_words="We are glad.", by=cast.actor("amara"), at=AT)
    assert not sees(cast, "priti", case)
    cases.reopen_case(case, why="It came back.", by=cast.actor("amara"), at=AT)
    assert not sees(cast, "priti", case)


def test_explain_and_the_door_name_the_same_people(cast: Cast) -> None:
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    told = {name for reason in door.explain(case) for name in reason.people}
    assert told == {cast.people[name].name for name in cast.people if sees(cast, name, case)}


def test_a_seat_elsewhere_lends_its_role_to_no_case_here(cast: Cast) -> None:
    case = stories.case(cast)
    before = door.may_on_case(cast.actor("amara"), case)
    Seat.objects.create(person=cast.people["amara"], agency=cast.merrow, role=Role.HEAD.value, starts_at=LONG_AGO)
    assert door.may_on_case(cast.actor("amara"), case) == before
    assert Act.CANCEL_SUSPENSION in door.may_on_case(cast.actor("colm"), case) - before


def test_the_list_has_ones_own_cases_newest_first(cast: Cast) -> None:
    older = stories.case(cast, at=AT - timedelta(days=1))
    cast.kofi = make_pupil(cast.alder, "Zadie", "Orr")
    newer = stories.case(cast)
    assert [one.case for one in door.page(cast.actor("amara"), Act.SEE_CASE, {})[0]] == [newer, older]
    assert door.page(cast.actor("helen"), Act.SEE_CASE, {})[0] == []


def test_the_reasons_say_how_each_who_sees_the_case_stands_to_it(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    by = {reason.standing: set(reason.people) for reason in door.explain(case) if reason.people}
    assert by[Standing.RAISED] == {"Amara Adeyemi", "Colm Brannigan"}
    assert by[Standing.GRANTED] == {"Priti Nair", "Mona Ellis"}
    assert Standing.OVERSEES not in by  # nothing was sent to the council
