"""Whoever its author ticks hears of an entry: those alone who may read it, now and when the letter goes out."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from agencies.outbox.models import Delivery, Letter
from agencies.people.models import Seat
from agencies.policy import Basis, Level, Purpose, Role
from referrals import door
from referrals.cases.models import Case
from referrals.duties import actions as duties
from referrals.entries import access, forms
from referrals.entries.models import Entry, EntryTold
from referrals.shares.actions import accept_share, withdraw_share
from tests import stories
from tests.acting.posts import ONCE, named, other_case
from tests.browsing import browse, text
from tests.people import AT, LONG_AGO, Cast, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
SAID = {"kind": "contact", "title": "Rang mum", "text": "She can come on Friday.", "section": "education"}


def both(cast: Cast) -> Case:
    """Kofi's case, which the council oversees and CAMHS has by a share of some parts."""
    case = named(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    return case


def add(cast: Cast, case: Case, *tell: str, by: str = "amara", **changes: Any) -> Any:
    told = [cast.people[name].reference for name in tell]
    return browse(cast, by).post(reverse("add_entry", args=[case.reference]), {**SAID, "tell": told, **changes})


def offered(cast: Cast, case: Case, who: str) -> set[str]:
    page = browse(cast, who).get(reverse("add_entry", args=[case.reference])).content.decode()
    names = {person.reference: name for name, person in cast.people.items()}
    return {names[value] for value in re.findall(r'name="tell"\s+value="([^"]+)"', page)}


def letters() -> list[str]:
    duties.address_letters(AT, AT, door.audience)
    found = Delivery.objects.filter(letter__act="add_entry", channel="inbox")
    return sorted(found.values_list("person__name", flat=True))


def shown(cast: Cast, who: str, one: Entry) -> tuple[str, str]:
    """The entry's page and the case's, as they read them."""
    browser = browse(cast, who)
    pages = (reverse("see_entry", args=[one.reference]), reverse("see_case", args=[one.case.reference]))
    return tuple(text(browser.get(url)) for url in pages)  # type: ignore[return-value]


def test_whoever_is_ticked_gets_a_letter_and_the_entry_says_so(cast: Cast) -> None:
    case = both(cast)
    assert add(cast, case, "priti", "colm").status_code == 302
    one = Entry.objects.get(title="Rang mum")
    assert set(one.told.values_list("person__name", "told_by__name")) == {
        ("Priti Nair", "Amara Adeyemi"), ("Colm Brannigan", "Amara Adeyemi"),
    }  # fmt: skip
    assert letters() == ["Colm Brannigan", "Priti Nair"]
    for page in shown(cast, "colm", one):
        assert "Told" in page
        assert "Colm Brannigan, Priti Nair" in page
    letter = Letter.objects.get(act="add_entry")
    assert "Kofi" not in letter.words
    assert (letter.subject_kind, letter.subject_ref) == ("entry", one.reference)


def test_nobody_ticked_is_nobody_told(cast: Cast) -> None:
    case = both(cast)
    assert add(cast, case).status_code == 302
    assert not EntryTold.objects.exists()
    assert letters() == []
    assert "Told" not in shown(cast, "amara", Entry.objects.get(title="Rang mum"))[0]


def test_offered_is_whom_the_case_page_names_to_the_author_and_never_themselves(cast: Cast) -> None:
    case = both(cast)
    stories.safeguarding_lead(cast)
    assert offered(cast, case, "amara") == {"okoro", "dan", "colm", "sandra", "grace", "priti", "mona"}
    assert "tom" not in offered(cast, case, "colm")
    assert offered(cast, case, "priti") == {"mona", "dan", "amara"}  # her own, the lead, and who shared it with her


@pytest.mark.parametrize("changes", [{"section": "home"}, {"dangers": "harm", "rung": "no", "stopped": "yes"}])
def test_whoever_may_not_read_it_as_written_is_named_and_nothing_is_kept(cast: Cast, changes: dict[str, str]) -> None:
    case = both(cast)
    before = Letter.objects.count()
    answer = add(cast, case, "priti", "colm", **changes)
    said = text(answer)
    assert answer.status_code in (409, 422), said
    assert "Priti Nair may not read this entry as it is written" in said
    assert "She can come on Friday." in answer.content.decode()
    ticked = re.findall(r'name="tell"\s+value="([^"]+)"[^>]*\schecked', answer.content.decode())
    assert set(ticked) == {cast.people["priti"].reference, cast.people["colm"].reference}
    assert not Entry.objects.filter(title="Rang mum").exists()
    assert (EntryTold.objects.count(), Letter.objects.count()) == (0, before)


def test_who_reads_the_restricted_entry_can_be_told_of_it(cast: Cast) -> None:
    case = both(cast)
    danger = {"dangers": "harm", "rung": "no", "stopped": "yes"}
    assert "Sandra Pell may not" in text(add(cast, case, "sandra", **danger))
    assert add(cast, case, "colm", "dan", **danger).status_code == 302
    assert letters() == ["Colm Brannigan", "Dan Whitlock"]


def test_a_share_that_ends_before_the_letter_goes_out_gets_none(cast: Cast) -> None:
    case = named(cast)
    share = stories.shared(cast, case)
    add(cast, case, "priti", "colm")
    withdraw_share(share, why="Over.", by=cast.actor("amara"), at=AT)
    assert letters() == ["Colm Brannigan"]


def test_a_letter_that_waits_is_dropped_when_the_entry_is_restricted(cast: Cast) -> None:
    case = both(cast)
    add(cast, case, "priti")
    letter = Letter.objects.get(act="add_entry")
    assert [seat.person.name for seat in door.audience(letter)] == ["Priti Nair"]
    one = Entry.objects.get(title="Rang mum")
    browse(cast, "amara").post(reverse("restrict_entry", args=[one.reference]), {"why": "Health."})
    assert door.audience(letter) == []


def test_somebody_whose_seat_has_ended_is_refused_in_a_sentence(cast: Cast) -> None:
    case = both(cast)
    Seat.objects.filter(person=cast.people["priti"]).update(ends_at=AT - timedelta(minutes=1))
    answer = add(cast, case, "priti", "colm")
    assert answer.status_code == 422
    assert "Somebody whom you ticked does not work on this case any more" in text(answer)
    assert "Priti" not in text(answer)
    assert "She can come on Friday." in answer.content.decode()
    assert not Entry.objects.filter(title="Rang mum").exists()


@pytest.mark.parametrize("who", ["tom", "helen", "ruth", "far", "nobody"])
def test_somebody_who_does_not_work_on_the_case_is_refused_in_the_same_words(cast: Cast, who: str) -> None:
    answer = add(cast, both(cast), who)
    assert "Somebody whom you ticked does not work on this case any more" in text(answer)
    assert cast.people[who].name not in text(answer).replace(cast.people["amara"].name, "")


def test_sent_twice_it_is_told_once(cast: Cast) -> None:
    case = both(cast)
    for _ in range(2):
        assert add(cast, case, "priti", "colm", once=ONCE).status_code == 302
    assert (EntryTold.objects.count(), Letter.objects.filter(act="add_entry").count()) == (2, 1)
    assert letters() == ["Colm Brannigan", "Priti Nair"]


def test_a_receiver_reads_of_its_own_people_alone_that_they_were_told(cast: Cast) -> None:
    case = both(cast)
    add(cast, case, "priti", "colm")
    one = Entry.objects.get(title="Rang mum")
    for who in ("priti", "mona"):
        for page in shown(cast, who, one):
            assert "Priti Nair" in page
            assert "Colm" not in page
    add(cast, case, "colm", title="Rang again")
    two = Entry.objects.get(title="Rang again")
    assert all("Told" not in page for page in shown(cast, "priti", two)[:1])


def test_a_receiver_tells_the_lead_and_its_colleague_does_not_read_it(cast: Cast) -> None:
    case = both(cast)
    assert add(cast, case, "dan", by="priti").status_code == 302
    one = Entry.objects.get(title="Rang mum")
    assert letters() == ["Dan Whitlock"]
    assert "Dan Whitlock" in shown(cast, "priti", one)[0]
    assert "Told" in shown(cast, "sandra", one)[0]
    assert "Told" not in shown(cast, "mona", one)[0]


def test_an_entry_that_was_moved_does_not_say_who_was_told_on_the_other_case(cast: Cast) -> None:
    add(cast, both(cast), "priti", "colm")
    one = Entry.objects.get(title="Rang mum")
    letter = Letter.objects.get(act="add_entry")
    onto = other_case(cast)
    browse(cast, "amara").post(reverse("move_entry", args=[one.reference]), {"onto": onto.reference, "why": "Maisie."})
    one.refresh_from_db()
    assert one.case_id == onto.pk
    assert all("Priti" not in page for page in shown(cast, "amara", one))
    assert [seat.person.name for seat in door.audience(letter)] == ["Colm Brannigan"]


def test_the_offer_and_the_names_cost_the_same_for_one_and_for_many(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    case = both(cast)
    add(cast, case, "priti", "colm", "dan", "sandra")
    url, browser = reverse("see_case", args=[case.reference]), browse(cast, "amara")
    browser.get(url)
    with django_assert_max_num_queries(40) as many:
        browser.get(url)
    EntryTold.objects.all().delete()
    with django_assert_max_num_queries(40) as none:
        browser.get(url)
    assert len(many) == len(none)


def test_of_a_large_agency_who_had_to_do_with_the_case_is_offered_and_the_page_says_that_it_is_not_all(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "MOST_READERS", 4)
    monkeypatch.setattr(forms, "MOST_READERS", 4)
    case = stories.case(cast)
    stories.shared(cast, case)
    for n in range(9):
        make_person(f"aaron{n}", f"Aaron Early{'abcdefghi'[n]}", cast.camhs, Role.AGENCY_WORKER)
    page = text(browse(cast, "amara").get(reverse("add_entry", args=[case.reference])))
    assert "Priti" in page
    assert len(re.findall(r"Aaron Early\w", page)) <= 4
    assert "The first 4 are listed" in page


def test_a_receiver_reads_the_lead_as_of_the_school_alone(cast: Cast) -> None:
    case = both(cast)
    of = {"agency": cast.police, "purpose": Purpose.PREVENT_HARM, "basis": Basis.CRIME_PREVENTION}
    share = stories.offered(cast, case, level=Level.SUMMARY, sections=(), until_on=AT.date() + timedelta(days=30), **of)
    accept_share(share, by=cast.actor("ruth"), at=AT)
    lead = cast.people["amara"]
    Seat.objects.create(person=lead, agency=cast.police, role=Role.AGENCY_WORKER.value, starts_at=LONG_AGO)
    offered = {seat.person_id: seat.agency for seat in access.readers(cast.actor("priti"), case)}
    assert offered[lead.pk] == cast.alder
    assert cast.people["ruth"].pk not in offered
