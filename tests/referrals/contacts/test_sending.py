"""A school's own system sends the people around a pupil: kept while work is open, answered alike where not."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.policy import Scope
from agencies.trail.models import TrailEntry
from interventions.suspensions.models import Suspension
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.contacts import actions
from referrals.contacts.facts import addressees
from referrals.contacts.models import Contact, ContactPerson, ContactWord
from referrals.contacts.words import BECAME_ONE, CHILD, EVERYWHERE, NOT_SENT
from referrals.pupils.models import ExternalId, FieldChange, Pupil
from tests import contacts, stories, suspensions
from tests.browsing import browse, carried, text
from tests.machines import OTHER_URN, System, connect, path_of
from tests.people import AT, Cast, make_pupil, set_clock
from tests.referrals.pupils.sending import pointers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
MUM = {
    "external_id": "c-1",
    "name": "Abena Mensah",
    "relationship": "mother",
    "has_responsibility": True,
    "order": 1,
    "phone": "01632 960111",
    "address": "14 Lock Street\nWexmoor",
}
DAD = {"external_id": "c-2", "name": "Daniel Hart", "relationship": "father", "has_responsibility": True, "order": 2}


def known(cast: Cast, system: System, pupil: Pupil | None = None, value: str = "a-1") -> Pupil:
    """The pupil by the system's own id."""
    child = pupil or cast.kofi
    of = {"school": cast.alder, "system": system.client, "made_at": AT}
    ExternalId.objects.create(pupil=child, value=value, **of)
    return child


def send(system: System, *sent: Any, to: str = "a-1", **headers: str) -> Any:
    return system.ask("PUT", f"{path_of(to)}/contacts", {"contacts": list(sent)}, **headers)


def received(system: System, *sent: Any, to: str = "a-1") -> None:
    answer = send(system, *sent, to=to)
    assert (answer.status_code, answer.content) == (202, b""), answer.content


@pytest.fixture
def child(cast: Cast, system: System) -> Pupil:
    """Kofi, on whom a case is open, by the system's id."""
    stories.case(cast)
    return known(cast, system)


def test_whoever_is_sent_is_kept_while_a_case_is_open_and_the_page_says_from_where(
    cast: Cast, system: System, child: Pupil
) -> None:
    received(system, MUM, DAD)
    mum, dad = Contact.objects.filter(pupil=child).order_by("position").select_related("person")
    assert (mum.person.name, mum.relationship, mum.has_responsibility) == ("Abena Mensah", "mother", "yes")
    assert (mum.may_be_told, mum.person.safe_contact, mum.restricted_at) == ("", "", None)
    assert [one.name for one in addressees(child.pk, cast.alder.pk).to] == ["Abena Mensah", "Daniel Hart"]
    shown = text(browse(cast, "amara").get(f"/contacts/{mum.reference}/"))
    assert "Mother of Kofi Mensah-Hart. Added by your school’s system on" in shown
    line = TrailEntry.objects.filter(act="keep_contacts").earliest("id")
    assert (line.by_name, line.by_role, line.subject_ref) == ("MIS of Alder Hythe School", "mis_client", mum.reference)
    assert "Abena" not in str(line.facts)
    assert dad.source == "system"


def test_the_same_again_writes_nothing(system: System, child: Pupil) -> None:
    received(system, MUM, DAD)
    before = list(Contact.objects.order_by("pk").values()), list(ContactPerson.objects.order_by("pk").values())
    received(system, MUM, DAD)
    assert before == (
        list(Contact.objects.order_by("pk").values()),
        list(ContactPerson.objects.order_by("pk").values()),
    )
    assert TrailEntry.objects.filter(act="keep_contacts").count() == 2


def test_without_open_work_nothing_is_kept(cast: Cast, system: System) -> None:
    known(cast, system)
    received(system, MUM)
    assert not Contact.objects.exists()
    assert not ContactPerson.objects.exists()
    assert not TrailEntry.objects.filter(act="keep_contacts").exists()


def test_a_closed_case_takes_no_more(cast: Cast, system: System, child: Pupil) -> None:
    received(system, MUM)
    case = child.cases.get()
    cases.close_case(case, outcome="resolved", words="", family_words="", by=cast.actor("amara"), at=AT)
    received(system, MUM | {"phone": "01632 960999"}, DAD)
    assert ContactPerson.objects.get().phone == "01632 960111"


def test_a_suspension_of_which_the_parents_are_to_be_told_is_open_work(cast: Cast, system: System) -> None:
    child = known(cast, system)
    suspensions.impose(cast, date(2026, 12, 15), date(2026, 12, 15))
    assert Suspension.objects.get().pupil == child
    received(system, MUM)
    assert Contact.objects.filter(pupil=child).count() == 1


def test_work_of_another_school_is_none_of_this_one(cast: Cast, system: System) -> None:
    child = known(cast, system)
    case = stories.case(cast)
    type(case).objects.filter(pk=case.pk).update(school=cast.merrow)
    received(system, MUM)
    assert not Contact.objects.filter(pupil=child).exists()


def answers(system: System, to: str) -> list[Any]:
    sent: list[Any] = [
        system.ask("PUT", f"{path_of(to)}/contacts", body, **headers)
        for body, headers in (
            ({"contacts": [MUM, DAD]}, {}),
            ({"contacts": [MUM, DAD]}, {}),
            ({"contacts": [MUM]}, {}),
            ({"contacts": [MUM | {"phone": "1"}]}, {"If_Match": '"any"'}),
            ({"contacts": [MUM | {"relationship": "MTHR"}]}, {}),
            ({"contacts": []}, {}),
            ("{", {}),
        )
    ]
    sent.append(system.ask("GET", f"{path_of(to)}/contacts"))
    said = [(one.status_code, one.content, sorted(one.headers.items())) for one in sent]
    return [
        (status, content, [pair for pair in headers if pair[0] not in ("X-Request-Id", "RateLimit")])
        for status, content, headers in said
    ]


def test_the_system_is_answered_alike_whether_a_case_is_open_or_not(cast: Cast, system: System, child: Pupil) -> None:
    """Status, bytes and headers: who has a case is known to few at the school, and to no log of an integrator."""
    known(cast, system, make_pupil(cast.alder, "Ama", "Owusu"), "a-2")
    there, nowhere = answers(system, "a-1"), answers(system, "a-2")
    assert Contact.objects.filter(pupil=child).exists()
    assert there == nowhere
    assert [one[0] for one in there] == [202, 202, 202, 412, 422, 422, 400, 405]


def test_the_same_is_asked_of_the_database_where_nothing_is_new(cast: Cast, system: System, child: Pupil) -> None:
    known(cast, system, make_pupil(cast.alder, "Ama", "Owusu"), "a-2")
    counts = []
    for to in ("a-1", "a-2", "a-1", "a-2"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            received(system, MUM, DAD, to=to)
        counts.append([one["sql"].split(" ")[0] for one in asked.captured_queries])
    assert counts[2] == counts[3] == counts[1]


def test_what_a_person_wrote_stands_and_the_page_says_otherwise_until_they_take_it(
    cast: Cast, system: System, child: Pupil
) -> None:
    received(system, MUM)
    one = Contact.objects.get()
    by = {"by": cast.actor("amara"), "at": AT}
    facts = {**contacts.NOTHING, "phone": "01632 960222", "address": MUM["address"], "position": 1, "may_be_told": ""}
    actions.change_contact(one, facts, **by)
    received(system, MUM | {"address": "9 New Street", "phone": "01632 960333"})
    one.person.refresh_from_db()
    assert (one.person.phone, one.person.address) == ("01632 960222", "9 New Street")
    url = f"/contacts/{one.reference}/"
    browser = browse(cast, "amara")
    shown = text(browser.get(url))
    assert "says otherwise:</p> <ul> <li>Phone: 01632 960333</li> </ul>" in shown
    page = browser.get(f"{url}take-systems-word/")
    assert "In place of: 01632 960222" in text(page)
    sent = {**carried(page), "fields_taken": ["phone"]}
    taken = browser.post(f"{url}take-systems-word/", sent, follow=True)
    assert "It is taken over." in text(taken)
    assert "says otherwise" not in text(taken)
    browser.post(f"{url}take-systems-word/", sent, follow=True)
    assert browser.get(f"{url}take-systems-word/").status_code == 409
    one.person.refresh_from_db()
    assert one.person.phone == "01632 960333"
    assert TrailEntry.objects.filter(act="take_systems_word", outcome="done").count() == 1
    assert FieldChange.objects.filter(act="take_systems_word").values_list("old", "new").get() == (
        "01632 960222",
        "01632 960333",
    )
    received(system, MUM | {"phone": "01632 960444", "address": "9 New Street"})
    one.person.refresh_from_db()
    assert one.person.phone == "01632 960444"


def test_what_is_said_anew_while_the_page_was_open_is_not_taken_unseen(
    cast: Cast, system: System, child: Pupil
) -> None:
    one = contacts.add(cast, child, phone="01632 960222")
    received(system, MUM)
    url = f"/contacts/{one.reference}/take-systems-word/"
    browser = browse(cast, "amara")
    seen = carried(browser.get(url))
    received(system, MUM | {"phone": "01632 960555"})
    again = browser.post(url, {**seen, "fields_taken": ["phone"]})
    assert "This was changed since you opened it." in text(again)
    one.person.refresh_from_db()
    assert one.person.phone == "01632 960222"


def test_whoever_was_added_by_hand_gets_the_systems_id_and_what_nobody_had_filled(
    cast: Cast, system: System, child: Pupil
) -> None:
    one = contacts.add(cast, child, name="abena  MENSAH", phone="01632 960222")
    received(system, MUM)
    assert Contact.objects.get() == one
    one.person.refresh_from_db()
    assert (one.person.phone, one.person.address) == ("01632 960222", MUM["address"])
    assert ContactWord.objects.get().value == "c-1"
    shown = text(browse(cast, "amara").get(f"/contacts/{one.reference}/"))
    assert "Added by Amara" in shown
    assert "From your school’s system on" in shown


def test_what_was_emptied_by_hand_is_not_filled_again(cast: Cast, system: System, child: Pupil) -> None:
    one = contacts.add(cast, child, address="14 Lock Street")
    actions.change_contact(one, {**contacts.NOTHING, "address": ""}, by=cast.actor("amara"), at=AT)
    received(system, MUM)
    assert ContactPerson.objects.get().address == ""


@pytest.mark.parametrize("reach", [CHILD, EVERYWHERE])
def test_who_is_restricted_stays_so_whatever_comes(cast: Cast, system: System, child: Pupil, reach: str) -> None:
    received(system, MUM, DAD)
    dad = Contact.objects.get(relationship="father")
    contacts.restrict(cast, dad, reach)
    for sending in ([MUM, DAD | {"name": "Dan Hart", "phone": "01632 960777"}], [MUM], [MUM, DAD]):
        received(system, *sending)
    dad = Contact.objects.select_related("person").get(pk=dad.pk)
    assert dad.state == "current"
    assert (dad.restricted_at or dad.person.restricted_at) is not None
    assert [one.name for one in addressees(child.pk, cast.alder.pk).left_out] == ["Daniel Hart"]


def test_a_restricted_person_under_another_id_or_name_gets_no_letter_by_it(
    cast: Cast, system: System, child: Pupil
) -> None:
    """While somebody around the child is guarded, no system says by itself who has parental responsibility."""
    received(system, MUM, DAD)
    contacts.restrict(cast, Contact.objects.get(relationship="father"), CHILD)
    received(system, MUM, DAD, DAD | {"external_id": "c-9", "name": "D. Hart"})
    again = Contact.objects.get(word__value="c-9")
    assert again.has_responsibility == ""
    assert [one.name for one in addressees(child.pk, cast.alder.pk).to] == ["Abena Mensah"]
    shown = text(browse(cast, "amara").get(f"/contacts/{again.reference}/"))
    assert "<li>Parental responsibility: Yes</li>" in shown


def test_of_the_name_of_who_is_restricted_by_another_child_nobody_has_responsibility_by_itself(
    cast: Cast, system: System, child: Pupil
) -> None:
    ama = make_pupil(cast.alder, "Ama", "Hart")
    contacts.restrict(cast, contacts.add(cast, ama, name="Daniel Hart", relationship="father"), EVERYWHERE)
    received(system, MUM, DAD)
    assert Contact.objects.get(pupil=child, relationship="father").has_responsibility == ""
    assert Contact.objects.get(pupil=child, relationship="mother").has_responsibility == "yes"


def open_case_of(cast: Cast, pupil: Pupil) -> None:
    of = {"school": cast.alder, "authority": cast.wexmoor, "opened_by": cast.people["amara"]}
    Case.objects.create(pupil=pupil, why="x", opened_at=AT, updated_at=AT, **of)


@pytest.mark.parametrize("held", ["told", "restricted"])
def test_whom_the_id_names_and_who_is_guarded_by_another_child_has_no_responsibility_by_itself(
    cast: Cast, system: System, child: Pupil, held: str
) -> None:
    ama = known(cast, system, make_pupil(cast.alder, "Ama", "Hart"), "a-2")
    open_case_of(cast, ama)
    received(system, DAD, to="a-2")
    there = Contact.objects.get(pupil=ama)
    if held == "told":
        told = {**contacts.NOTHING, "name": "Daniel Hart", "relationship": "father"}
        told |= {"may_be_told": "no", "not_told_why": "An order", "position": 2}
        actions.change_contact(there, told, by=cast.actor("amara"), at=AT)
    else:
        contacts.restrict(cast, there, CHILD)
    received(system, MUM, DAD | {"name": "Dan Hart"})
    assert Contact.objects.get(pupil=child, relationship="father").has_responsibility == ""
    assert [one.name for one in addressees(child.pk, cast.alder.pk).to] == ["Abena Mensah"]


@pytest.mark.parametrize("said", [{"relationship": "parent"}, {"name": "A. Mensah"}])
def test_whom_somebody_added_by_hand_as_the_same_person_is_met_by_the_id_of_another_child(
    cast: Cast, system: System, child: Pupil, said: dict[str, str]
) -> None:
    ama = known(cast, system, make_pupil(cast.alder, "Ama", "Mensah"), "a-2")
    open_case_of(cast, ama)
    received(system, MUM, to="a-2")
    esi = known(cast, system, make_pupil(cast.alder, "Esi", "Mensah"), "a-3")
    open_case_of(cast, esi)
    for one in (child, esi):
        contacts.add(cast, one, same=Contact.objects.earliest("pk").person)
    received(system, MUM | {"external_id": "c-9"}, to="a-3")
    for _ in range(2):
        received(system, MUM | said, MUM | {"external_id": "c-9"})
    assert Contact.objects.filter(pupil=child, state="current").count() == 1
    assert ContactPerson.objects.count() == 1


def test_no_sending_says_who_may_be_told_or_a_safe_contact(system: System, child: Pupil) -> None:
    for name in ("may_be_told", "safe_contact", "restricted_at", "not_told_why"):
        answer = send(system, MUM | {name: "no"})
        assert pointers(answer) == [f"/contacts/0/{name}"]
    assert not Contact.objects.exists()


def test_who_comes_no_more_ends_where_the_system_alone_spoke_of_them(system: System, child: Pupil, cast: Cast) -> None:
    received(system, MUM, DAD)
    received(system, MUM)
    dad = Contact.objects.get(relationship="father")
    assert (dad.state, dad.ended_by, dad.ended_why) == ("ended", None, NOT_SENT)
    received(system, MUM, DAD)
    assert Contact.objects.filter(relationship="father", state="current").count() == 1
    assert ContactPerson.objects.count() == 2


@pytest.mark.parametrize("touched", ["changed", "restricted", "by hand"])
def test_who_comes_no_more_and_was_written_on_by_hand_stands_and_the_page_says_it(
    cast: Cast, system: System, child: Pupil, touched: str
) -> None:
    if touched == "by hand":
        contacts.add(cast, child, name="Daniel Hart", relationship="father")
    received(system, MUM, DAD)
    dad = Contact.objects.get(relationship="father")
    if touched == "changed":
        facts = {**contacts.NOTHING, "name": "Daniel Hart", "relationship": "father", "may_be_told": "yes"}
        actions.change_contact(dad, facts, by=cast.actor("amara"), at=AT)
    if touched == "restricted":
        contacts.restrict(cast, dad, CHILD)
    received(system, MUM)
    dad.refresh_from_db()
    assert dad.state == "current"
    assert f"{NOT_SENT}, since" in text(browse(cast, "amara").get(f"/contacts/{dad.reference}/"))
    received(system, MUM, DAD)
    assert NOT_SENT not in text(browse(cast, "amara").get(f"/contacts/{dad.reference}/"))


def test_whom_a_person_ended_no_system_brings_back(cast: Cast, system: System, child: Pupil) -> None:
    received(system, MUM, DAD)
    dad = Contact.objects.get(relationship="father")
    actions.end_contact(dad, why="He is another child’s.", by=cast.actor("amara"), at=AT)
    set_clock(AT + timedelta(days=1))
    received(system, MUM, DAD)
    received(system, MUM, DAD | {"external_id": "c-8"})
    assert list(Contact.objects.filter(relationship="father")) == [dad]
    shown = text(browse(cast, "amara").get(f"/contacts/{dad.reference}/"))
    assert "Your school’s system named them again on" in shown


def test_the_same_id_for_two_pupils_is_one_person_of_the_school(cast: Cast, system: System, child: Pupil) -> None:
    ama = known(cast, system, make_pupil(cast.alder, "Ama", "Mensah"), "a-2")
    received(system, MUM)
    contacts.restrict(cast, Contact.objects.get(), EVERYWHERE)
    type(child.cases.get()).objects.create(
        pupil=ama,
        school=cast.alder,
        authority=cast.wexmoor,
        why="x",
        opened_at=AT,
        opened_by=cast.people["amara"],
        updated_at=AT,
    )
    received(system, MUM | {"phone": "01632 960888"}, to="a-2")
    one, two = Contact.objects.order_by("pk").select_related("person")
    assert one.person == two.person
    assert (one.person.phone, one.person.restricted_at is not None) == ("01632 960888", True)
    assert set(FieldChange.objects.filter(field="phone").values_list("pupil", flat=True)) >= {child.pk}


def test_what_is_wrong_is_pointed_at_by_item_and_nothing_is_kept(system: System, child: Pupil) -> None:
    wrong = [
        MUM | {"name": "", "relationship": "MTHR", "email": "abena at home"},
        DAD | {"external_id": "c-1", "order": 0, "has_responsibility": "yes", "phone": "1" * 41},
    ]
    assert pointers(send(system, *wrong)) == [
        "/contacts/0/email",
        "/contacts/0/name",
        "/contacts/0/relationship",
        "/contacts/1/has_responsibility",
        "/contacts/1/order",
        "/contacts/1/phone",
    ]
    twice = send(system, MUM, DAD | {"external_id": "c-1"})
    assert pointers(twice) == ["/contacts/0/external_id", "/contacts/1/external_id"]
    assert pointers(send(system)) == ["/contacts"]
    assert not Contact.objects.exists()


def test_odd_letters_are_kept_as_a_form_keeps_them(system: System, child: Pupil) -> None:
    received(system, MUM | {"name": "Siobhán  O’Shea-Łukasz"})
    assert ContactPerson.objects.get().name == "Siobhán O’Shea-Łukasz"
    assert pointers(send(system, MUM | {"name": "a\x00b"})) == ["/contacts/0/name"]


def test_of_a_pupil_who_left_it_is_as_of_one_who_never_was(cast: Cast, system: System, child: Pupil) -> None:
    child.enrolments.update(ends_on=AT.date() - timedelta(days=1))
    gone, never = send(system, MUM), send(system, MUM, to="no-such")
    assert (gone.status_code, gone.content) == (404, never.content)
    assert not Contact.objects.exists()


def test_another_system_begins_with_names_and_takes_its_own_ids(cast: Cast, system: System, child: Pupil) -> None:
    received(system, MUM, DAD)
    second = connect(cast, cast.alder, is_known=False)
    ExternalId.objects.create(pupil=child, value="z-1", school=cast.alder, system=second.client, made_at=AT)
    received(second, MUM | {"external_id": "n-7", "phone": "01632 960999"}, to="z-1")
    mum = Contact.objects.select_related("person").get(relationship="mother", state="current")
    assert mum.person.phone == "01632 960999"
    dad = Contact.objects.get(relationship="father", state="current")
    assert f"{NOT_SENT}, since" in text(browse(cast, "amara").get(f"/contacts/{dad.reference}/"))
    before = list(ContactWord.objects.order_by("pk").values())
    received(second, MUM | {"external_id": "n-7", "phone": "01632 960999"}, to="z-1")
    assert list(ContactWord.objects.order_by("pk").values()) == before


def test_who_became_one_by_a_joining_is_sent_on_as_one(cast: Cast, system: System, child: Pupil) -> None:
    received(system, MUM)
    one = Contact.objects.select_related("person").get()
    Contact.objects.filter(pk=one.pk).update(
        state="ended", ended_at=AT, ended_by=cast.people["amara"], ended_why=BECAME_ONE
    )
    other = contacts.add(cast, child, phone="")
    received(system, MUM)
    assert list(Contact.objects.filter(state="current")) == [other]
    other.person.refresh_from_db()
    assert other.person.phone == MUM["phone"]


def test_another_schools_pupil_and_none_are_the_same_bytes(cast: Cast, system: System, other: System) -> None:
    known(cast, system)
    body = {"contacts": [MUM]}
    found = [
        other.ask("PUT", f"{path_of('a-1', OTHER_URN)}/contacts", body),
        other.ask("PUT", f"{path_of('a-1')}/contacts", body),
        system.ask("PUT", f"{path_of('no-such')}/contacts", body),
    ]
    assert {one.status_code for one in found} == {404}
    assert len({one.content for one in found}) == 1


def test_a_system_without_the_scope_sends_nothing(cast: Cast) -> None:
    cast_system = connect(cast, cast.alder, scopes=[Scope.PUPILS_WRITE])
    known(cast, cast_system)
    assert send(cast_system, MUM).status_code == 403
