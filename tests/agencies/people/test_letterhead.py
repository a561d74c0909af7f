"""What a school's letters say of it: kept by who leads there, with what they said before."""

from datetime import timedelta

import pytest
import time_machine

from agencies.history.models import AgencyChange
from agencies.people.models import Person, Seat
from agencies.policy import Role
from agencies.trail.models import TrailEntry
from tests.browsing import browse, carried, text
from tests.people import AT, LONG_AGO, Cast, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
TYPED = {
    "address": "12 School Lane\r\nWX1 2AB",
    "phone": "01632 960200",
    "clerk_name": "Mr Ojo",
    "clerk_phone": "",
    "clerk_address": "",
}
EMPTY = dict.fromkeys(TYPED, "")


def url_of(cast: Cast) -> str:
    return f"/people/agencies/{cast.alder.reference}/keep-letterhead/"


def test_who_leads_says_it_and_what_it_was_is_kept(cast: Cast) -> None:
    client = browse(cast, "colm")
    assert url_of(cast) in text(client.get("/people/"))
    assert "Kept. Letters say so from now on." in text(client.post(url_of(cast), TYPED, follow=True))
    cast.alder.refresh_from_db()
    assert (cast.alder.address, cast.alder.clerk_name) == ("12 School Lane\nWX1 2AB", "Mr Ojo")
    assert "Already done" in text(client.post(url_of(cast), TYPED, follow=True))
    client.post(url_of(cast), {**TYPED, "clerk_name": "Iris Fenwick"})
    changes = AgencyChange.objects.filter(agency=cast.alder, field="clerk_name").order_by("id")
    assert list(changes.values_list("old", "new")) == [("", "Mr Ojo"), ("Mr Ojo", "Iris Fenwick")]
    lines = TrailEntry.objects.filter(act="keep_letterhead").order_by("id")
    assert [len(line.facts["changed"]) for line in lines] == [3, 1]
    page = text(client.get(f"/people/{cast.alder.reference}/changes/"))
    assert "Clerk to the governing board" in page
    client.post(url_of(cast), {**TYPED, "clerk_phone": "01632 960777"})
    cast.alder.refresh_from_db()
    assert cast.alder.clerk_phone == "01632 960777"


def test_what_does_not_fit_comes_back_and_changes_nothing(cast: Cast) -> None:
    answer = browse(cast, "colm").post(url_of(cast), {**TYPED, "phone": "ring us"})
    assert answer.status_code == 422
    assert "12 School Lane" in text(answer)
    assert "Enter a phone number" in text(answer)
    cast.alder.refresh_from_db()
    assert cast.alder.address == ""


@pytest.mark.parametrize(
    ("name", "status"), [("colm", 200), ("amara", 403), ("sandra", 403), ("grace", 403), ("mona", 404), ("helen", 404)]
)
def test_it_is_for_who_leads_the_school(cast: Cast, name: str, status: int) -> None:
    assert browse(cast, name).get(url_of(cast)).status_code == status


def test_a_head_of_another_school_who_also_sits_here_does_not(cast: Cast) -> None:
    Seat.objects.create(person=cast.people["amara"], agency=cast.merrow, role=Role.HEAD.value, starts_at=LONG_AGO)
    assert browse(cast, "amara").get(url_of(cast)).status_code == 403
    assert browse(cast, "amara").post(url_of(cast), TYPED).status_code == 403
    assert browse(cast, "amara").get(f"/people/agencies/{cast.merrow.reference}/keep-letterhead/").status_code == 200


def test_an_older_tab_does_not_take_back_what_somebody_kept_meanwhile(cast: Cast) -> None:
    make_person("ada", "Ada Acting", cast.alder, Role.ACTING_HEAD)
    cast.people["ada"] = Person.objects.get(name="Ada Acting")
    older = browse(cast, "ada")
    page = older.get(url_of(cast))
    stale = {**carried(page), **EMPTY, "phone": "01632 960300"}
    with time_machine.travel(AT + timedelta(minutes=5), tick=False):
        head = browse(cast, "colm")
        assert head.post(url_of(cast), {**carried(head.get(url_of(cast))), **EMPTY, "address": "1 New Road"}).url
        answer = older.post(url_of(cast), stale)
        assert answer.status_code == 422
        assert "Colm" in text(answer)
        assert "1 New Road" in text(answer)
        assert "01632 960300" in text(answer)
    cast.alder.refresh_from_db()
    assert (cast.alder.address, cast.alder.phone) == ("1 New Road", "")
