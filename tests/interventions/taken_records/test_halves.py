"""A record taken away where two records of a child became one: of its case alone, and by no share of a half."""

import pytest

from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.shares.models import CaseShare
from tests import documents, merges, stories
from tests.browsing import browse
from tests.interventions.taken_records.test_records import ALL, send, text, url_of
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped", "folder")]


def case_with(cast: Cast, words: str) -> Case:
    case = stories.case(cast)
    stories.entry(cast, case, text=f"{words}, at the gate.")
    documents.add(cast, case, title=f"{words}, a letter")
    return case


@pytest.mark.parametrize("stays", ["one", "other"])
def test_it_holds_nothing_of_the_other_half_and_an_agency_takes_none(cast: Cast, stays: str) -> None:
    two = merges.pair(cast)
    kofi, cast.kofi = cast.kofi, two.other
    other = case_with(cast, "Other half")
    cases.close_case(other, outcome="met", words="-", family_words="-", by=cast.actor("amara"), at=AT)
    cast.kofi = kofi
    own = case_with(cast, "Own half")
    stories.shared(cast, own)
    assert browse(cast, "priti").get(url_of(own)).status_code in (403, 404)
    merges.merged(cast, two=two, stays=getattr(two, stays))
    assert CaseShare.objects.get(case=own).is_half
    paper = text(send(cast, own, parts=ALL))
    assert "Own half, at the gate." in paper
    assert "Own half, a letter" in paper
    assert "Other half" not in paper
    said = text(send(cast, other, parts=ALL))
    assert "Other half, at the gate." in said
    assert "Own half" not in said
    for case in (own, other):
        assert browse(cast, "priti").get(url_of(case)).status_code in (403, 404)
