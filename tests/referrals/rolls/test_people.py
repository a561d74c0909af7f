"""The people around a child come with the roll's file: read by cell, previewed alike, kept by the rules of a system."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.trail.models import TrailEntry
from referrals.cases import actions as cases
from referrals.contacts import actions as by_hand
from referrals.contacts.models import Contact, ContactPerson, ContactWord
from referrals.contacts.words import RELATIONSHIPS
from referrals.pupils.models import Pupil
from referrals.rolls.imports import read
from referrals.rolls.imports.relationships import CODES, relationship_of
from referrals.rolls.pages import TAKEN_WHERE
from tests import contacts, stories, suspensions
from tests.browsing import browse, text
from tests.machines import System
from tests.people import AT, Cast, make_pupil
from tests.referrals.contacts import test_sending as sending
from tests.referrals.family.test_links import case_of
from tests.referrals.rolls.test_taking import URL, carried
from tests.referrals.rolls.test_transfer import file_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
HEAD = (
    "PARENT_1_NAME,PARENT_1_RELATIONSHIP,PARENT_1_EMAIL,PARENT_1_PHONE,PARENT_2_NAME,PARENT_2_RELATIONSHIP,"
    "PARENT_2_EMAIL,PARENT_2_PHONE,CHILD_FIRST_NAME,CHILD_LAST_NAME,CHILD_DATE_OF_BIRTH,CHILD_ADDRESS_LINE_1\n"
)
TODAY = date(2026, 11, 23)
BOTH = "Abena Mensah,Mum,abena@canary.example,01632 960111,Daniel Hart,Dad,,"
MUM = "Abena Mensah,Mother,,01632 960111,,,,"


def line(pupil: Pupil, people: str = BOTH) -> str:
    return f"{people},{pupil.given_name},{pupil.family_name},{pupil.born_on.isoformat()},10 Canary Row\n"


def look(cast: Cast, lines: str, head: str = HEAD) -> Any:
    return browse(cast, "amara").post(URL, {"file": SimpleUploadedFile("roll.csv", (head + lines).encode())})


def take(cast: Cast, lines: str, head: str = HEAD) -> Any:
    answer = browse(cast, "amara").post(URL, carried(look(cast, lines, head)), follow=True)
    assert answer.status_code == 200
    return answer


def around(child: Pupil) -> list[tuple[str, str, str, str]]:
    there = Contact.objects.filter(pupil=child, state="current").order_by("position", "pk").select_related("person")
    return [(one.person.name, one.relationship, one.person.phone, one.person.email) for one in there]


def test_they_are_kept_where_a_case_is_open_and_the_page_says_from_where(cast: Cast) -> None:
    stories.case(cast)
    take(cast, line(cast.kofi))
    assert around(cast.kofi) == [
        ("Abena Mensah", "mother", "01632 960111", "abena@canary.example"),
        ("Daniel Hart", "father", "", ""),
    ]
    mum = Contact.objects.get(person__name="Abena Mensah")
    assert (mum.source, mum.added_by, mum.person.address) == ("file", cast.people["amara"], "")
    assert (mum.may_be_told, mum.has_responsibility, mum.person.safe_contact) == ("", "", "")
    shown = text(browse(cast, "amara").get(f"/contacts/{mum.reference}/"))
    assert "Mother of Kofi Mensah-Hart. Added from the roll’s file by Amara Adeyemi on 23 Nov 2026." in shown
    said = TrailEntry.objects.filter(act="keep_contacts").earliest("id")
    assert (said.by_name, said.subject_ref) == ("Amara Adeyemi", mum.reference)
    assert "Abena" not in str(said.facts)


@pytest.mark.parametrize("is_open", [True, False])
def test_the_preview_and_the_answer_are_the_same_whether_a_case_is_open_or_not(cast: Cast, is_open: bool) -> None:
    if is_open:
        stories.case(cast)
    shown = text(look(cast, line(cast.kofi)))
    assert "2 people around 1 pupil in the file." in shown
    assert "taken over where your school has work open that writes home: a case, or a suspension or a move" in shown
    assert "Which it is of whom is not said here." in shown
    assert not Contact.objects.exists()
    answer = text(take(cast, line(cast.kofi)))
    assert f"Nothing had to be changed: the roll is as the file has it. {TAKEN_WHERE}" in answer
    assert Contact.objects.count() == (2 if is_open else 0)
    assert ContactPerson.objects.exists() is is_open


def test_the_page_shows_the_same_of_the_file_once_a_case_is_open(cast: Cast) -> None:
    before = carried_page(look(cast, line(cast.kofi)).context)
    stories.case(cast)
    assert carried_page(look(cast, line(cast.kofi)).context) == before


def carried_page(context: Any) -> dict[str, Any]:
    return {name: context[name] for name in ("lines", "same", "new", "changed", "people", "not_taken", "warnings")}


def test_a_suspension_of_which_the_family_is_to_be_told_is_open_work(cast: Cast) -> None:
    suspensions.impose(cast, date(2026, 12, 15), date(2026, 12, 15))
    take(cast, line(cast.kofi))
    assert len(around(cast.kofi)) == 2


def test_a_last_day_that_has_been_takes_nothing(cast: Cast) -> None:
    stories.case(cast)
    head = HEAD.replace("CHILD_ADDRESS_LINE_1", "Leaving date")
    take(cast, line(cast.kofi).replace("10 Canary Row", "2026-11-20"), head)
    assert not Contact.objects.exists()


def test_a_closed_case_takes_nothing(cast: Cast) -> None:
    case = stories.case(cast)
    cases.close_case(case, outcome="resolved", words="", family_words="", by=cast.actor("amara"), at=AT)
    take(cast, line(cast.kofi))
    assert not Contact.objects.exists()


def test_the_same_again_twice_and_in_two_tabs_writes_nothing(cast: Cast) -> None:
    stories.case(cast)
    first, second = look(cast, line(cast.kofi)), look(cast, line(cast.kofi))
    for page in (first, first, second, look(cast, line(cast.kofi))):
        assert browse(cast, "amara").post(URL, carried(page)).status_code == 302
    assert len(around(cast.kofi)) == 2
    assert TrailEntry.objects.filter(act="keep_contacts").count() == 2
    assert set(ContactPerson.objects.values_list("version", flat=True)) == {1}


def test_other_people_in_the_carried_text_than_were_seen_are_looked_at_first(cast: Cast) -> None:
    stories.case(cast)
    sent = carried(look(cast, line(cast.kofi)))
    sent["text"] = sent["text"].replace("01632 960111", "01632 960999")
    answer = browse(cast, "amara").post(URL, sent)
    assert "the file is another" in text(answer)
    assert not Contact.objects.exists()


def test_what_a_person_wrote_stands_and_the_page_says_what_the_file_has(cast: Cast) -> None:
    stories.case(cast)
    mum = contacts.add(cast, phone="01632 960222")
    take(cast, line(cast.kofi, MUM))
    mum.refresh_from_db()
    assert (mum.person.phone, mum.source, Contact.objects.count()) == ("01632 960222", "", 1)
    shown = text(browse(cast, "amara").get(f"/contacts/{mum.reference}/"))
    assert "The roll’s file says otherwise:" in shown
    assert "Phone: 01632 960111" in shown
    assert "From the roll’s file on 23 Nov 2026." in shown
    assert mum.word.system_id is None


@pytest.mark.parametrize("reach", ["child", "everywhere"])
def test_who_is_restricted_stays_so_and_no_file_gives_anybody_responsibility_beside_them(
    cast: Cast, reach: str
) -> None:
    stories.case(cast)
    dad = contacts.add(cast, name="Daniel Hart", relationship="father", has_responsibility="")
    contacts.restrict(cast, dad, reach)
    head = HEAD.replace("PARENT_2_EMAIL", "Parent 2 parental responsibility")
    take(cast, line(cast.kofi, "Abena Mensah,Mother,,,Daniel Hart,Father,yes,"), head)
    dad.refresh_from_db()
    dad.person.refresh_from_db()
    assert dad.has_responsibility == ""
    assert (dad.restricted_at or dad.person.restricted_at) is not None


def test_whom_a_person_ended_no_file_brings_back_and_nobody_else_is_taken_for_them(cast: Cast) -> None:
    stories.case(cast)
    aunt = contacts.add(cast, name="Grace Mensah", relationship="aunt_uncle")
    by_hand.end_contact(aunt, why="She moved away.", by=cast.actor("amara"), at=AT)
    take(cast, line(cast.kofi, "Grace Mensah,Aunt,,01632 960999,Abena Mensah,Mother,,"))
    assert [name for name, *_ in around(cast.kofi)] == ["Abena Mensah"]
    shown = text(browse(cast, "amara").get(f"/contacts/{aunt.reference}/"))
    assert "The roll’s file named them again on 23 Nov 2026. Have it put right there." in shown


def test_who_is_not_in_the_file_and_an_empty_cell_end_and_empty_nothing(cast: Cast) -> None:
    stories.case(cast)
    take(cast, line(cast.kofi))
    take(cast, line(cast.kofi, "Abena Mensah,Mother,,,,,,"))
    assert around(cast.kofi)[0] == ("Abena Mensah", "mother", "01632 960111", "abena@canary.example")
    assert len(around(cast.kofi)) == 2


def test_a_system_keeps_its_ids_through_a_file_and_goes_on_from_what_a_file_said(cast: Cast, system: System) -> None:
    stories.case(cast)
    sending.known(cast, system)
    sending.received(system, sending.MUM)
    take(cast, line(cast.kofi, "Abena Mensah,Mother,,01632 960777,Daniel Hart,Father,,"))
    mum = Contact.objects.get(person__name="Abena Mensah")
    assert (mum.word.value, mum.word.system, mum.person.phone) == ("c-1", system.client, "01632 960777")
    assert mum.source == "system"
    sending.received(system, sending.MUM | {"name": "Abena Mensah-Hart"}, sending.DAD)
    assert [name for name, *_ in around(cast.kofi)] == ["Abena Mensah-Hart", "Daniel Hart"]
    assert ContactWord.objects.get(contact__person__name="Daniel Hart").value == "c-2"


def faults(people: str, head: str = HEAD) -> tuple[list[str], list[str]]:
    """Whom a line has, and what of them is not taken; of the pupil nothing is wrong."""
    found = read(f"{head}{people},Ada,Bell,2013-03-04,\n", TODAY).lines[0]
    assert found.faults == []
    return [one.name for one in found.people], found.not_taken


@pytest.mark.parametrize(
    ("people", "names", "said"),
    [
        (",,susan@canary.example,0741,,,,", [], "Contact 1 has no name and no relationship, and is not taken over."),
        ("Jo Bell,,,,,,,", [], "Contact 1 has no relationship, and is not taken over."),
        ("Jo Bell,Bonus mum,,,,,,", [], "Contact 1 relationship: “Bonus mum” is no relationship that is known here."),
        ("Jo Bell,Mum,not-an-address,,,,,", ["Jo Bell"], "Contact 1 email: it is no address of e-mail."),
        ("Jo Bell,Mum,,7.41E+09,,,,", ["Jo Bell"], "Contact 1 phone: it was turned into a power of ten"),
        ("=cmd(),Mum,,,,,,", [], "Contact 1 name: it cannot start with =."),
        ("J\ufffd Bell,Mum,,,,,,", [], "Contact 1 name: a letter of this name was lost on its way here"),
        (f"{'J' * 121},Mum,,,,,,", [], "Contact 1 name: it has more than 120 characters."),
        ("Jo Bell,Mum,,,jo  BELL,mother,,", ["Jo Bell"], "Contact 2 is named twice, and is taken over once."),
    ],
)
def test_a_cell_that_is_wrong_is_said_and_loses_neither_the_pupil_nor_the_others(
    people: str, names: list[str], said: str
) -> None:
    found, not_taken = faults(people)
    assert found == names
    assert any(said in one for one in not_taken), not_taken


def test_what_is_not_taken_stands_on_the_page_by_pupil_and_line(cast: Cast) -> None:
    shown = text(look(cast, line(cast.kofi, "Jo Bell,Bonus mum,,,Daniel Hart,Father,,")))
    assert "1 person around 1 pupil in the file." in shown
    assert "“Bonus mum” is no relationship that is known here." in shown


def test_odd_letters_are_kept(cast: Cast) -> None:
    stories.case(cast)
    take(cast, line(cast.kofi, "Łucja O’Shea 🌷,Mother,,,\u202eZoë Ağar,Aunt,,"))
    assert [name for name, *_ in around(cast.kofi)] == ["Łucja O’Shea 🌷", "Zoë Ağar"]


@pytest.mark.parametrize(
    ("heading", "is_taken"),
    [
        ("PARENT_1_NAME", True),
        ("Parent 1 Name", True),
        ("Contact 1 name", True),
        ("Priority 1 contact name", True),
        ("Contact 7 name", False),
        ("CHILD_ADDRESS_LINE_1", False),
        ("Address", False),
    ],
)
def test_the_columns_of_people_as_exports_call_them(heading: str, is_taken: bool) -> None:
    found = read(f"First name,Last name,Date of birth,{heading}\nAda,Bell,2013-03-04,x\n", TODAY)
    assert (found.passed_over == []) is is_taken


def test_each_word_of_a_relationship_is_a_code_that_stands() -> None:
    assert set(CODES.values()) == set(RELATIONSHIPS)
    assert [relationship_of(one) for one in ("MUM", "Step-Father", "PAF", "Foster carer")] == [
        "mother",
        "step_parent",
        "father",
        "foster_carer",
    ]


def contact(inside: str) -> str:
    return f"<Contacts><Contact><Surname>Bell</Surname><Forename>Jo</Forename>{inside}</Contact></Contacts>"


@pytest.mark.parametrize(("as_pupil", "address"), [("true", "4 Lock Street\nWexmoor"), ("false", "9 Mill Rise")])
def test_a_common_transfer_file_brings_its_contacts_and_the_pupils_address_where_it_says_so(
    as_pupil: str, address: str
) -> None:
    from referrals.rolls.imports import as_table

    inside = contact(
        "<Relationship>PAM</Relationship><Responsibility>true</Responsibility>"
        f"<AddressAsPupil>{as_pupil}</AddressAsPupil><Address><AddressLine1>9 Mill Rise</AddressLine1></Address>"
        "<Phones><Phone><PhoneNo>01632 960111</PhoneNo></Phone></Phones><Email>jo@canary.example</Email>"
    )
    home = "<Address><AddressLine1>4 Lock Street</AddressLine1><Town>Wexmoor</Town></Address>"
    ada = {"upn": "K999000125001", "family": "Bell", "given": "Ada", "born": "2015-03-02", "known": ""}
    table, _ = as_table(file_of(ada).replace("<LookedAfter>", f"{home}{inside}<LookedAfter>"))
    found = read(table, TODAY)
    (who,) = found.lines[0].people
    assert who.own == {"name": "Jo Bell", "phone": "01632 960111", "email": "jo@canary.example", "address": address}
    assert who.tie == {"relationship": "mother", "has_responsibility": "yes"}
    assert "Contacts" not in found.passed_over


def roll(cast: Cast, many: int) -> list[Pupil]:
    return [make_pupil(cast.alder, f"Ada{chr(97 + n % 26)}{chr(97 + n // 26)}", "Bell") for n in range(many)]


def test_of_each_who_is_kept_a_bounded_number_is_asked(cast: Cast) -> None:
    """Sent again: what is asked grows with who is kept, and not with the roll."""
    costs, pupils = [], roll(cast, 6)
    for one in pupils:
        case_of(cast, one)
    for many in (1, 2, 6):
        lines = "".join(line(one) for one in pupils[:many])
        take(cast, lines)
        page, client = carried(look(cast, lines)), browse(cast, "amara")
        with CaptureQueriesContext(connection) as asked:
            client.post(URL, page)
        costs.append(len(asked))
    assert costs[2] - costs[1] == 4 * (costs[1] - costs[0])
    assert costs[1] - costs[0] <= 8


def test_of_whom_nothing_is_kept_nothing_is_asked_however_many_they_are(cast: Cast) -> None:
    stories.case(cast)
    costs, pupils = [], roll(cast, 60)
    take(cast, line(cast.kofi))
    for many in (2, 60):
        page = carried(look(cast, "".join(line(one) for one in pupils[:many]) + line(cast.kofi)))
        client = browse(cast, "amara")
        with CaptureQueriesContext(connection) as asked:
            client.post(URL, page)
        costs.append(len(asked))
    assert costs[0] == costs[1]
