"""To whom a letter is addressed: each parent a copy of their own, with one address; none to who may not be told."""

import re
from datetime import date

import pytest

from interventions.suspensions.models import Suspension, SuspensionNotice
from interventions.suspensions.pages import tellable
from referrals.contacts import actions
from referrals.contacts.facts import addressees
from referrals.contacts.words import CHILD
from referrals.pupils.models import Enrolment
from tests import contacts, moves
from tests.browsing import browse, text
from tests.people import AT, Cast
from tests.suspensions import (
    MONDAY,
    begin,
    decide,
    decision,
    impose,
    instant,
    letter_of,
    seat_clerk,
    tell,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
HERS, HIS = "1 Canary Row\nWX1 1AA", "2 Canary Row\nWX2 2BB"


@pytest.fixture
def one(cast: Cast) -> Suspension:
    return impose(cast, MONDAY, MONDAY)


def two_parents(cast: Cast) -> None:
    contacts.add(cast, name="Abena Mensah", address=HERS, interpreter="yes", language="Twi")
    contacts.add(cast, name="Kwame O’Shea", relationship="father", may_be_told="", address=HIS)
    contacts.add(cast, name="Ama Cousin", relationship="family", has_responsibility="no", address="3 Canary Row")


def unlinked(shown: str) -> str:
    return " ".join(re.sub(r"</?[ab]\b[^>]*>", "", shown).split())


def copies(shown: str) -> list[str]:
    return [one.split("</article>")[0] for one in shown.split("<article")[1:]]


def test_each_with_parental_responsibility_has_a_copy_with_their_own_address_alone(cast: Cast, one: Suspension) -> None:
    two_parents(cast)
    hers, his = copies(letter_of(cast, one))
    assert "Abena Mensah<br>1 Canary Row<br>WX1 1AA" in hers
    assert "<h2>To Abena Mensah</h2>" in hers
    assert "needs an interpreter: Twi" in hers
    assert "Kwame O’Shea<br>2 Canary Row<br>WX2 2BB" in his
    assert "nobody was asked whether they may be told" in his
    for said in ("2 Canary", "Kwame", "O’Shea", "3 Canary"):
        assert said not in hers, said
    for said in ("1 Canary", "Abena", "Twi", "3 Canary"):
        assert said not in his, said


def test_by_the_safe_contact_and_never_beside_the_address(cast: Cast, one: Suspension) -> None:
    contacts.add(cast, address=HERS, safe_contact="By the school nurse")
    (hers,) = copies(letter_of(cast, one))
    assert "Abena Mensah<br>By the school nurse" in hers
    assert "by the safe contact, and by no other way" in hers
    assert "Canary Row" not in hers


@pytest.mark.parametrize("how", ["may not be told: He is not to know.", "restricted: Court order of 2 May."])
def test_who_may_not_be_told_is_left_out_and_the_school_alone_reads_why(cast: Cast, one: Suspension, how: str) -> None:
    told = {"may_be_told": "no", "not_told_why": "He is not to know."} if "told" in how else {}
    contacts.add(cast, address=HERS)
    father = contacts.add(cast, name="Kwame Canary", relationship="father", address=HIS, **told)
    if not told:
        contacts.restrict(cast, father, CHILD)
    seat_clerk(cast)
    url = f"/suspensions/{one.reference}/letter/"
    shown, clerks = letter_of(cast, one), text(browse(cast, "iris").get(url))
    assert f"Kwame Canary, {how}" in unlinked(shown)
    for page in (*copies(shown), clerks):
        assert "Kwame" not in page
        assert "2 Canary Row" not in page
    assert "Canary" not in clerks
    assert "<h2>To Abena Mensah</h2>" in clerks


def test_where_nobody_is_recorded_it_says_so_and_is_as_it_was(cast: Cast, one: Suspension) -> None:
    shown = letter_of(cast, one)
    assert "<h2>To the parents of Kofi Mensah-Hart</h2>" in shown
    assert "nobody is recorded who has parental responsibility and may be told" in " ".join(shown.split())
    assert f'href="/pupils/{cast.kofi.reference}/add-contact/">Add them' in shown
    contacts.add(cast, has_responsibility="")
    assert "<h2>To the parents of Kofi Mensah-Hart</h2>" in letter_of(cast, one)


def test_to_a_pupil_of_18_it_is_theirs_alone(cast: Cast) -> None:
    two_parents(cast)
    type(cast.kofi).objects.filter(pk=cast.kofi.pk).update(born_on=date(2008, 9, 1))
    cast.kofi.refresh_from_db()
    (theirs,) = copies(letter_of(cast, impose(cast, MONDAY, MONDAY)))
    assert "<h2>To Kofi Mensah-Hart</h2>" in theirs
    assert "Canary" not in theirs


def test_the_letter_as_given_keeps_to_whom_it_was_addressed(cast: Cast, one: Suspension) -> None:
    two_parents(cast)
    url = f"/suspensions/{one.reference}/record-notice/"
    father = cast.kofi.contacts.get(person__name="Kwame O’Shea")
    sent = {"recipient": "parents", "contact": father.reference, "how": "by_hand"}
    assert browse(cast, "amara").post(url, sent).status_code == 302
    facts = {**contacts.NOTHING, "name": "Kwame Osei", "relationship": "father", "address": "9 New Road"}
    actions.change_contact(father, facts, by=cast.actor("amara"), at=AT)
    kept = f"/suspensions/{one.reference}/letter/?given=2"
    seat_clerk(cast)
    given, clerks = (text(browse(cast, who).get(kept)) for who in ("amara", "iris"))
    assert "Kwame O’Shea 2 Canary Row WX2 2BB" in given
    assert "<h2>To Kwame O’Shea</h2>" in clerks
    assert "Canary" not in clerks
    for said in ("9 New Road", "1 Canary Row", "Abena"):
        assert said not in given, said


def test_a_letter_to_somebody_who_is_not_recorded_is_kept_with_no_address(cast: Cast, one: Suspension) -> None:
    two_parents(cast)
    tell(cast, one, "parents")
    said = str(SuspensionNotice.objects.get(recipient="parents").letter)
    assert "Canary Row" not in said


def test_a_letter_on_a_move_has_the_address_for_the_school_alone_and_none_for_who_may_not_be_told(cast: Cast) -> None:
    move = moves.proposed(cast)
    name, other = move.consents.filter(party="parent").order_by("pk").values_list("name", flat=True)
    mother = contacts.add(cast, name=name, address=HERS)
    url = f"/moves/{move.reference}/letter/"
    assert f"{name}<br>1 Canary Row<br>WX1 1AA" in text(browse(cast, "amara").get(url))
    council = text(browse(cast, "sandra").get(url))
    assert name in council
    assert "Canary" not in council
    contacts.restrict(cast, mother, CHILD)
    (left,) = copies(text(browse(cast, "amara").get(url)))
    assert (name in left, other in left) == (False, True)
    assert "Court order" not in text(browse(cast, "sandra").get(url))


def test_whom_another_school_recorded_gets_no_letter_of_this_one(cast: Cast) -> None:
    contacts.add(cast, address=HERS)
    assert addressees(cast.kofi.pk, cast.merrow.pk).to == []


def test_who_gets_no_copy_is_named_to_the_school_with_why(cast: Cast, one: Suspension) -> None:
    two_parents(cast)
    contacts.add(cast, name="Yaw Carer", relationship="grandparent", has_responsibility="")
    gone = contacts.add(cast, name="Efua Barred", relationship="family", has_responsibility="")
    contacts.restrict(cast, gone, CHILD)
    seat_clerk(cast)
    shown = unlinked(letter_of(cast, one))
    for said in (
        "Yaw Carer gets no copy: not known whether they have parental responsibility",
        "Ama Cousin gets no copy: no parental responsibility",
        "Efua Barred, restricted: Court order of 2 May.",
        "By law a parent is also who has care of Kofi",
    ):
        assert said in shown, said
    assert len(copies(shown)) == 2
    for page in (*copies(shown), text(browse(cast, "iris").get(f"/suspensions/{one.reference}/letter/"))):
        for name in ("Yaw", "Cousin", "Efua", "care of Kofi"):
            assert name not in page, name


def test_the_clerk_reads_no_address_but_in_the_letter_of_the_boards_decision(cast: Cast) -> None:
    two_parents(cast)
    one = impose(cast, MONDAY, MONDAY, misses_exam=True, at=instant(MONDAY, 7))
    url = f"/suspensions/{one.reference}/letter/"
    seat_clerk(cast)
    clerks = text(browse(cast, "iris").get(url))
    assert [name in clerks for name in ("<h2>To Abena Mensah</h2>", "<h2>To Kwame O’Shea</h2>")] == [True, True]
    for said in ("Canary", "Twi", "nobody was asked", "gets no copy"):
        assert said not in clerks, said
    tell(cast, one, "governors")
    begin(cast, one, instant(MONDAY, 8))
    decide(cast, one, decision("reinstated", instant(MONDAY, 8), "Back.", MONDAY))
    hers, his = copies(text(browse(cast, "iris").get(url)))
    assert "Abena Mensah<br>1 Canary Row<br>WX1 1AA" in hers
    assert "needs an interpreter: Twi" in hers
    assert "2 Canary" in his


def test_after_the_child_left_the_letter_leads_to_who_it_is_addressed_to_and_not_to_the_adding(
    cast: Cast, one: Suspension
) -> None:
    father = contacts.add(cast, name="Kwame O’Shea", address=HIS, may_be_told="no", not_told_why="An order.")
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=date(2026, 11, 2))
    shown = letter_of(cast, one)
    assert f'<a href="/contacts/{father.reference}/">Kwame O’Shea</a>, may not be told: An order.' in shown
    assert "nobody is recorded who has parental responsibility" in shown
    assert "Add them" not in shown
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=date(2026, 7, 1))
    assert "Kwame O’Shea, may not be told: An order." in letter_of(cast, one)


def test_a_safe_contact_warns_the_school_of_what_the_other_copies_say(cast: Cast, one: Suspension) -> None:
    warns = "has a safe contact. Look at what the other copies say of where the child is"
    contacts.add(cast, address=HERS, safe_contact="By the school nurse")
    assert warns not in letter_of(cast, one)
    contacts.add(cast, name="Kwame O’Shea", relationship="father", address=HIS)
    seat_clerk(cast)
    shown = unlinked(letter_of(cast, one))
    assert f"Abena Mensah {warns}" in shown.split("<article")[0]
    for page in (*copies(shown), text(browse(cast, "iris").get(f"/suspensions/{one.reference}/letter/"))):
        assert "has a safe contact" not in page


def test_the_letter_on_a_move_to_a_pupil_of_18_has_no_parents_address(cast: Cast) -> None:
    move = moves.proposed(cast)
    contacts.add(cast, name=cast.kofi.name, relationship="father", address=HERS)
    type(cast.kofi).objects.filter(pk=cast.kofi.pk).update(born_on=date(2008, 9, 1))
    first = move.consents.filter(party="parent").order_by("pk")[0]
    move.consents.filter(pk=first.pk).update(party="pupil", name=cast.kofi.name)
    shown = text(browse(cast, "amara").get(f"/moves/{move.reference}/letter/"))
    assert f"To {cast.kofi.name}" in shown
    assert "Canary" not in shown


def test_each_parent_to_their_own_address_is_said_only_where_it_is_so(cast: Cast, one: Suspension) -> None:
    whole = "One copy for each parent, each to their own address:"
    named = "One copy for each person who is named here:"
    assert "It is for the parents:" in letter_of(cast, one)
    contacts.add(cast, address=HERS)
    assert whole in letter_of(cast, one)
    seat_clerk(cast)
    clerks = text(browse(cast, "iris").get(f"/suspensions/{one.reference}/letter/"))
    assert (whole in clerks, named in clerks) == (False, True)
    contacts.add(cast, name="Kwame O’Shea", relationship="father")
    without = letter_of(cast, one)
    assert (whole in without, named in without) == (False, True)


def test_a_notice_to_who_is_left_out_is_refused_with_why_to_the_school_alone(cast: Cast, one: Suspension) -> None:
    contacts.add(cast, address=HERS)
    father = contacts.add(cast, name="Kwame O’Shea", relationship="father", address=HIS)
    contacts.add(cast, name="Ama Aunt", may_be_told="no", not_told_why="She is not to know.")
    contacts.restrict(cast, father, CHILD)
    seat_clerk(cast)
    url = f"/suspensions/{one.reference}/record-notice/"
    sent = {"recipient": "parents", "contact": "else", "whom": "kwame O'Shea", "how": "by_hand"}
    refused = text(browse(cast, "amara").post(url, sent))
    assert "Kwame O’Shea may not be told: restricted: Court order of 2 May." in refused
    assert "kwame O&#x27;Shea" in refused
    aunt = text(browse(cast, "amara").post(url, {**sent, "whom": "Ama Aunt"}))
    assert "Ama Aunt may not be told: She is not to know." in aunt
    assert not one.notices.filter(recipient="parents").exists()
    clerks = browse(cast, "iris").post(url, sent, follow=True)
    assert "Court order" not in text(clerks)
    assert browse(cast, "amara").post(url, {**sent, "whom": "Joe Mensah"}).status_code == 302
    chosen = text(browse(cast, "amara").post(url, {**sent, "contact": father.reference, "whom": ""}))
    assert "They may not be told by now." in chosen


def test_who_was_told_is_one_of_the_people_around_the_child_by_the_name_of_that_day(
    cast: Cast, one: Suspension
) -> None:
    """By a link: who is renamed, or of one name with another, is who was told; the name stays that of the day."""
    two_parents(cast)
    aunt = contacts.add(cast, name="Ama Aunt", relationship="aunt_uncle", has_responsibility="")
    other = contacts.add(cast, name="Abena Mensah", relationship="step_parent", address="3 Third Row\nWX3 3CC")
    seat_clerk(cast)
    url = f"/suspensions/{one.reference}/record-notice/"
    schools = text(browse(cast, "amara").get(url))
    for known in (other, aunt):
        assert f'value="{known.reference}"' in schools
    assert "Not known whether they have parental responsibility" in schools
    clerks = dict(tellable(one, cast.actor("iris")).choices)
    assert other.reference in clerks
    assert aunt.reference not in clerks
    assert not any(getattr(pick, "hint", "") for pick in clerks.values())
    sent = {"recipient": "parents", "how": "by_hand", "whom": ""}
    assert "Choose who was told" in text(browse(cast, "amara").post(url, sent))
    assert "Enter the name of who was told" in text(browse(cast, "amara").post(url, {**sent, "contact": "else"}))
    mine = {**sent, "contact": other.reference}
    for _ in range(2):
        browse(cast, "amara").post(url, mine)
    notice = one.notices.get(recipient="parents")
    assert (notice.contact, notice.whom) == (other, "Abena Mensah")
    assert "3 Third Row" in str(notice.letter)
    assert "1 Canary Row" not in str(notice.letter)
    mother = cast.kofi.contacts.get(relationship="mother")
    browse(cast, "amara").post(url, {**sent, "contact": mother.reference})
    assert one.notices.filter(recipient="parents").count() == 2
    facts = {**contacts.NOTHING, "name": "Abena Owusu", "relationship": "step_parent"}
    actions.change_contact(other, facts, by=cast.actor("amara"), at=AT)
    page = f"/suspensions/{one.reference}/"
    link = f'<a href="/contacts/{other.reference}/">Abena Mensah</a>'
    assert link in text(browse(cast, "amara").get(page))
    assert other.reference not in text(browse(cast, "iris").get(page))


def test_who_was_told_by_a_name_alone_stays_so(cast: Cast, one: Suspension) -> None:
    two_parents(cast)
    url = f"/suspensions/{one.reference}/record-notice/"
    sent = {"recipient": "parents", "how": "by_hand", "contact": "else", "whom": "Abena Mensah"}
    browse(cast, "amara").post(url, sent)
    notice = one.notices.get(recipient="parents")
    assert (notice.contact, notice.whom) == (None, "Abena Mensah")
    assert "Canary" not in str(notice.letter)
