"""A managed move leads to a mainstream school for the pupil's age; where the register is silent, its head is asked."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.policy import Kind
from agencies.register.facts import Fit, fits_of
from agencies.register.models import Establishment
from agencies.trail.models import TrailEntry
from interventions.moves.models import Move
from tests import moves, stories
from tests.browsing import browse, text
from tests.journeys.test_move import PROPOSAL
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
YEAR_9 = 13


def listed(cast: Cast, **more: Any) -> None:
    """Merrow Lane as the register has it."""
    facts = {"status": "open", "phase": "secondary", "low_age": 11, "high_age": 18, **more}
    Establishment.objects.create(urn="999990", name="Merrow Lane", **facts)
    cast.merrow.urn = "999990"
    cast.merrow.save(update_fields=["urn"])


@pytest.mark.parametrize(
    ("facts", "age", "fit"),
    [
        ({}, 10, "it is for pupils from 11 to 18"),
        ({}, 11, ""),
        ({}, 17, ""),
        ({}, 18, "it is for pupils from 11 to 18"),
        ({"phase": "primary", "low_age": 5, "high_age": 11}, 4, ""),
        ({"phase": "primary", "low_age": 5, "high_age": 11}, 3, "it is for pupils from 5 to 11"),
        ({"phase": "primary", "low_age": 7, "high_age": 11}, 6, "it is for pupils from 7 to 11"),
        ({"phase": "Middle deemed secondary", "low_age": 9, "high_age": 13}, 9, ""),
        ({"phase": "All-through", "low_age": 3, "high_age": 18}, YEAR_9, ""),
        ({"status": "closed"}, YEAR_9, "it is closed"),
        ({"phase": "special"}, YEAR_9, "it is a special school"),
        ({"phase": "", "type_name": "Academy special converter"}, YEAR_9, "it is a special school"),
        ({"phase": "nursery"}, YEAR_9, "it is a nursery school"),
        ({"phase": "", "type_name": "Pupil referral unit"}, YEAR_9, "it is a pupil referral unit"),
        ({"phase": "", "type_name": "Academy alternative provision converter"}, YEAR_9, "it is alternative provision"),
    ],
)
def test_what_the_register_says(cast: Cast, facts: dict[str, Any], age: int, fit: str) -> None:
    listed(cast, **facts)
    assert fits_of(["999990"], age) == {"999990": Fit(fit, is_known=True)}


@pytest.mark.parametrize(
    "facts",
    [
        {"low_age": None},
        {"phase": "", "type_name": ""},
        {"phase": "16 plus", "type_name": "Further education"},
        *(
            {"phase": "", "type_name": name}
            for name in (
                "Secure units",
                "Offshore schools",
                "Online provider",
                "Other independent school",
                "Miscellaneous",
                "Academy 16-19 converter",
                "Hospital school",
            )
        ),
    ],
)
def test_where_the_register_is_silent_it_is_not_known(cast: Cast, facts: dict[str, Any]) -> None:
    listed(cast, **facts)
    assert fits_of(["999990", "999991", ""], YEAR_9) == dict.fromkeys(["999990", "999991"], Fit("", is_known=False))


def propose(cast: Cast, **changes: str) -> Any:
    case = stories.case(cast)
    url = reverse("propose_move", args=[case.reference])
    return browse(cast, "amara").post(url, {**PROPOSAL, "school": cast.merrow.reference, **changes})


def test_a_school_of_which_nobody_knows_is_asked_about_and_not_refused(cast: Cast) -> None:
    page = propose(cast, is_fit="")
    assert page.status_code == 422
    assert "The register does not say whether Merrow Lane Primary is a mainstream school" in text(page)
    assert "Eleven of twelve" in text(page)


def test_its_head_says_so(cast: Cast) -> None:
    assert propose(cast).status_code == 302
    assert TrailEntry.objects.get(act="propose_move", outcome="done").facts["fits"] == "its head"


def test_its_head_says_no(cast: Cast) -> None:
    assert "Choose another" in text(propose(cast, is_fit="no"))
    assert not Move.objects.exists()


def test_where_the_register_says_so_nobody_has_to_be_asked(cast: Cast) -> None:
    listed(cast)
    assert propose(cast, is_fit="").status_code == 302
    assert TrailEntry.objects.get(act="propose_move", outcome="done").facts["fits"] == "register"


def test_a_school_that_does_not_fit_is_not_offered_and_is_refused(cast: Cast) -> None:
    listed(cast, phase="special")
    case = stories.case(cast)
    assert cast.merrow.reference not in text(browse(cast, "amara").get(reverse("propose_move", args=[case.reference])))
    with pytest.raises(NotNow, match="it is a special school"):
        moves.proposed(cast, case)


@pytest.mark.parametrize("kind", [Kind.ALTERNATIVE_PROVISION, Kind.EARLY_YEARS, Kind.COLLEGE])
def test_a_setting_that_is_no_school_is_never_offered(cast: Cast, kind: Kind) -> None:
    cast.merrow.kind = kind.value
    cast.merrow.save(update_fields=["kind"])
    with pytest.raises(NotNow, match="it is no mainstream school"):
        moves.proposed(cast)


def test_a_school_that_the_register_has_as_closed_by_now_is_not_approved(cast: Cast) -> None:
    listed(cast)
    move = moves.checked(cast)
    Establishment.objects.update(status="closed")
    with pytest.raises(NotNow, match="can’t lead to Merrow Lane Primary: it is closed"):
        moves.approve(cast, move)
    move.refresh_from_db()
    assert move.state == "agreed"


def test_a_school_of_which_the_register_says_nothing_is_approved_without_being_asked_again(cast: Cast) -> None:
    assert moves.approved(cast).state == "approved"


def test_the_age_is_that_of_the_school_year(cast: Cast) -> None:
    listed(cast, low_age=14, high_age=18)
    assert cast.kofi.born_on < date(2014, 9, 1)
    with pytest.raises(NotNow, match="for pupils from 14 to 18"):
        moves.proposed(cast)
