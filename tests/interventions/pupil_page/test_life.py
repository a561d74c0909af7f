"""The small picture of who is in a child's life: what stands on the panel and nothing else, numbered as in the list."""

import pytest

from interventions.pupil_page.pages.child import child_page
from interventions.pupil_page.pages.life import Life, life
from tests import contacts, family, professionals, stories
from tests.browsing import browse, text
from tests.people import AT, Cast

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
