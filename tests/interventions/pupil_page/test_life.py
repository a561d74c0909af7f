"""The small picture of who is in a child's life: what stands on the panel and nothing else, numbered as in the list."""

from datetime import date, timedelta

import pytest

from agencies.directory.models import Agency
from interventions.pupil_page.pages.child import child_page
from interventions.pupil_page.pages.life import Life, life
from interventions.pupil_page.pages.professionals import VIRTUAL_HEAD
from referrals.pupils.models import PupilFact
from tests import contacts, family, professionals, stories
from tests.browsing import browse, text
from tests.people import AT, Cast
from tests.suspensions import seat_clerk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def drawn(cast: Cast, who: str) -> Life | None:
    page = child_page(cast.actor(who), cast.kofi, AT)
    found = [panel.more.get("life") for panel in page.panels if panel.name == "people"]
    return found[0] if found else None


def words(cast: Cast, who: str) -> list[str]:
    found = drawn(cast, who)
    return [row for group in found.groups for row in group.rows] if found else []


def whole(cast: Cast) -> None:
    contacts.add(cast)
    restricted = contacts.add(cast, name="Daniel Hart", relationship="father")
    contacts.restrict(cast, restricted, "child")
    family.link(cast)
    professionals.add(cast)


def test_the_school_has_all_of_them_each_a_numbered_dot_and_a_line(cast: Cast) -> None:
    whole(cast)
    assert words(cast, "amara") == [
        "Abena Mensah, mother",
        "Daniel Hart, father",
        "Esi Mensah-Hart, brother or sister",
        "Ruth Marlow, school nurse, Wexmoor Health",
    ]
    found = drawn(cast, "amara")
    assert found is not None
    assert [dot.number for dot in found.dots] == [1, 2, 3, 4]
    assert len({(dot.x, dot.y) for dot in found.dots}) == 4
    said = "Kofi in the middle. Family and others: 2. Children of the family: 1. Who works with the child: 1"
    assert found.title == said


def test_a_teacher_has_no_picture_and_an_agency_only_whom_it_may_reach(cast: Cast) -> None:
    whole(cast)
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    assert words(cast, "tom") == []
    assert words(cast, "priti") == ["Abena Mensah, mother"]
    shown = text(browse(cast, "priti").get(f"/pupils/{cast.kofi.reference}/"))
    assert ("Abena Mensah" in shown, "Daniel Hart" in shown, "Esi Mensah-Hart" in shown) == (True, False, False)


def test_where_nobody_is_recorded_nothing_is_drawn(cast: Cast) -> None:
    assert drawn(cast, "amara") is None


def test_however_many_there_are_each_stands_in_the_list_and_no_dot_on_another(cast: Cast) -> None:
    found = life("Kofi", [(f"Person {n}", "Parent") for n in range(40)], [], [])
    assert found is not None
    assert len(found.groups[0].rows) == 40
    places = [(dot.x, dot.y) for dot in found.dots]
    assert min((a - c) ** 2 + (b - d) ** 2 for n, (a, b) in enumerate(places) for c, d in places[:n]) >= 22**2


def works(cast: Cast, who: str) -> list[str]:
    page = child_page(cast.actor(who), cast.kofi, AT)
    return [one.name for panel in page.panels for one in panel.more.get("works", [])]


def test_the_boards_clerk_stands_there_at_their_own_address_for_the_school_alone(cast: Cast) -> None:
    stories.accepted(cast, stories.case(cast))
    Agency.objects.filter(pk=cast.alder.pk).update(clerk_name="Joy Adams", clerk_address="PO Box 7\nWexmoor")
    shown = text(browse(cast, "amara").get(f"/pupils/{cast.kofi.reference}/"))
    assert "Joy Adams" in shown
    assert "PO Box 7<br>Wexmoor" in shown
    assert "Joy Adams, clerk to the governing board, Alder Hythe School" in words(cast, "amara")
    for who in ("tom", "sandra"):
        assert "PO Box" not in text(browse(cast, who).get(f"/pupils/{cast.kofi.reference}/"))
    seat_clerk(cast)
    assert works(cast, "amara") == ["Iris Fenwick"]


@pytest.mark.parametrize(("kind", "is_theirs"), [("looked_after", True), ("social_worker", True), ("ehc_plan", False)])
def test_the_virtual_school_head_stands_there_for_who_may_know_why(cast: Cast, kind: str, is_theirs: bool) -> None:
    stories.accepted(cast, stories.case(cast))
    by = {"recorded_at": AT, "recorded_by": cast.people["amara"]}
    fact = PupilFact.objects.create(pupil=cast.kofi, kind=kind, starts_on=AT.date(), **by)
    for who in ("amara", "sandra"):
        assert (VIRTUAL_HEAD in works(cast, who)) is is_theirs
    assert VIRTUAL_HEAD not in works(cast, "tom")
    PupilFact.objects.filter(pk=fact.pk).update(ends_on=AT.date() - timedelta(days=1), starts_on=date(2026, 1, 5))
    assert VIRTUAL_HEAD not in works(cast, "amara")
