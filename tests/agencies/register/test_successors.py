"""Which school stands in another's place today, and by which number a school is found."""

from typing import Any

import pytest

from agencies.register.facts import establishment, successors
from agencies.register.models import Establishment, EstablishmentLink
from tests.agencies.register.files import HEADER, OPEN, REAL, Bring, school

pytestmark = pytest.mark.django_db


def test_the_chain_of_successors_leads_to_todays_schools(bring: Bring, django_assert_num_queries: Any) -> None:
    for name in ("establishments", "establishments_closed"):
        bring(REAL / f"{name}.csv")

    def found(urn: str) -> list[str]:
        return [one.urn for one in successors(urn)]

    with django_assert_num_queries(1):
        assert found("102461") == ["143714"]
    assert found("105381") == ["139056"]
    assert found("100113") == ["150068"]
    assert (found("100004"), found("101625"), found("999999")) == ([], [], [])
    assert found("143714") == ["143714"]
    Establishment.objects.update(successor_urns=[])
    assert found("105381") == []
    bring(REAL / "establishment_links.csv")
    assert (found("105381"), found("102461"), found("106832")) == (["139056"], ["143714"], ["106833"])
    EstablishmentLink.objects.filter(kind__startswith="Successor").delete()
    assert found("102461") == ["143714"], "by the links that say predecessor"


def test_a_circle_of_successors_ends(bring: Bring) -> None:
    head = f"{HEADER},successor_urns"
    circle = [f"{school(a, status='closed')},{b}" for a, b in (("100001", "100002"), ("100002", "100001 100003"))]
    bring([head, *circle, f"{school('100003')},100001", f"{school('100004', status='closed')},100004"])
    assert [one.urn for one in successors("100001")] == ["100003"]
    assert successors("100004") == []


def test_a_school_is_found_by_its_number(bring: Bring) -> None:
    bring(OPEN)
    assert establishment(" 100000 ") == Establishment.objects.get(urn="100000")
    assert establishment("999999") is None
