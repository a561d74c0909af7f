"""A file of the roll is looked at and taken over: who is new, changed, maybe the same, gone; and nothing before."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.directory.models import Authority
from agencies.people.models import Seat
from agencies.policy import Act, Role
from agencies.policy import Kind as AgencyKind
from agencies.trail.models import TrailEntry
from referrals.arrivals.models import Arrival
from referrals.cases.models import Case
from referrals.pupils.models import Enrolment, FieldChange, Identifier, Pupil
from referrals.rolls import forms
from tests import stories
from tests.arriving import UPN, known
from tests.browsing import browse, said, text
from tests.people import AT, Cast, make_agency, make_pupil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]

URL = "/pupils/take-roll/"
HEAD = "Forename,Surname,Known as,DOB,UPN,Reg,Leaving date\n"
OTHER = "K999000125001"


def look(client: Client, lines: str, head: str = HEAD) -> Any:
    """The page that shows what the file would change."""
    file = SimpleUploadedFile("roll.csv", (head + lines).encode())
    answer = client.post(URL, {"file": file})
    assert answer.status_code == 200, answer.status_code
    return answer


def carried(answer: Any) -> dict[str, Any]:
    """What that page sends along."""
    form = answer.context["form"]
    return {name: form[name].value() for name in ("text", "school", "seen")} | {"take": "1"}


def take(client: Client, lines: str, head: str = HEAD, **answers: Any) -> Any:
    """The file, looked at and taken over with these answers."""
    return client.post(URL, carried(look(client, lines, head)) | answers)


def roll_of(cast: Cast) -> set[str]:
    """The names on Alder Hythe's roll today."""
    there = Enrolment.objects.filter(school=cast.alder, ends_on=None).select_related("pupil")
    return {place.pupil.name for place in there}


def test_nothing_is_kept_before_the_lead_says_so(cast: Cast) -> None:
    before = (Pupil.objects.count(), Enrolment.objects.count(), TrailEntry.objects.filter(act=Act.TAKE_ROLL).count())
    page = text(look(browse(cast, "amara"), "Ada,Bell,,2013-03-04,,8A,\n"))
    assert "1 new, 0 changed, 0 as they are here" in page
    assert "Nothing is kept yet." in page
    after = (Pupil.objects.count(), Enrolment.objects.count(), TrailEntry.objects.filter(act=Act.TAKE_ROLL).count())
    assert after == before


def test_a_new_pupil_is_put_on_the_roll_with_a_line_in_the_trail(cast: Cast) -> None:
    answer = take(browse(cast, "amara"), "Ada,O'Shea,Addie,04/03/2014,R201100018042,8A,\n")
    assert said(answer) == ["1 pupil added."]
    ada = Pupil.objects.get(given_name="Ada")
    assert (ada.name, ada.family_name, ada.born_on) == ("Addie O'Shea", "O'Shea", date(2014, 3, 4))
    assert ada.enrolments.get().form == "8A"
    assert ada.identifiers.get().value == UPN
    line = TrailEntry.objects.get(act=Act.TAKE_ROLL)
    assert (line.subject_ref, line.facts["line"], line.facts["is_new"]) == (ada.reference, 2, True)


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    lines, client = (
        "Ada,Bell,,2014-03-04,R201100018042,8A,\nKofi,Mensah-Hart,,2013-03-04,,10B,\n",
        browse(cast, "amara"),
    )
    assert said(take(client, lines)) == ["1 pupil added and 1 pupil changed."]
    count = (Pupil.objects.count(), TrailEntry.objects.filter(act=Act.TAKE_ROLL).count())
    page = look(client, lines)
    assert "0 new, 0 changed, 2 as they are here" in text(page)
    assert said(client.post(URL, carried(page))) == ["Nothing had to be changed: the roll is as the file has it."]
    assert (Pupil.objects.count(), TrailEntry.objects.filter(act=Act.TAKE_ROLL).count()) == count


def test_the_page_sent_twice_adds_nobody_twice(cast: Cast) -> None:
    client = browse(cast, "amara")
    page = carried(look(client, "Ada,Bell,,2014-03-04,,8A,\n"))
    client.post(URL, page)
    client.post(URL, page)
    assert Pupil.objects.filter(given_name="Ada").count() == 1


def test_a_change_shows_old_and_new_and_is_kept_in_the_history(cast: Cast) -> None:
    known(cast)
    client, lines = browse(cast, "amara"), f"Kofi,Mensah,Kof,2013-03-04,{UPN},10B,\n"
    page = text(look(client, lines))
    assert "Last name: Mensah, was Mensah-Hart" in page
    assert "Form or class: 10B, was 9W" in page
    take(client, lines)
    cast.kofi.refresh_from_db()
    assert (cast.kofi.name, cast.kofi.enrolments.get().form) == ("Kof Mensah", "10B")
    kept = FieldChange.objects.filter(pupil=cast.kofi, act=Act.TAKE_ROLL).values_list("field", "old", "new")
    assert ("family_name", "Mensah-Hart", "Mensah") in set(kept)


def test_an_empty_cell_takes_nothing_away(cast: Cast) -> None:
    known(cast)
    assert "1 as they are here" in text(look(browse(cast, "amara"), "Kofi,Mensah-Hart,,2013-03-04,,,\n"))


def test_another_birthday_under_a_number_of_the_roll_is_refused_with_the_name(cast: Cast) -> None:
    known(cast)
    page = text(look(browse(cast, "amara"), f"Kofi,Mensah-Hart,,2012-12-25,{UPN},10B,\n"))
    assert "The UPN is that of Kofi Mensah-Hart on your roll, who is another child by the rest" in page
    assert "1 that can’t be taken" in page


def maybe(cast: Cast) -> str:
    """Somebody like Kofi, and not surely him."""
    assert cast.kofi.name == "Kofi Mensah-Hart"
    return "Kofie,Mensah-Hart,,2013-03-04,,10B,\n"


def test_who_may_be_the_same_child_is_asked_and_without_an_answer_left_out(cast: Cast) -> None:
    client = browse(cast, "amara")
    page = look(client, maybe(cast))
    assert "Is Kofie Mensah-Hart, born 4 Mar 2013 (line 2), one of these?" in text(page)
    assert said(client.post(URL, carried(page))) == [
        "Nothing had to be changed: the roll is as the file has it. 1 line left out."
    ]
    assert not Pupil.objects.filter(given_name="Kofie").exists()


def test_the_same_child_is_changed_and_another_is_added_with_the_reason(cast: Cast) -> None:
    client = browse(cast, "amara")
    refused = take(client, maybe(cast), who_2="nobody")
    assert "Say how you know that they are another child" in text(refused)
    assert said(take(client, maybe(cast), who_2="nobody", why="Twins, both here")) == ["1 pupil added."]
    line = TrailEntry.objects.get(act=Act.TAKE_ROLL)
    assert (line.facts["why"], line.facts["not_them"]) == ("Twins, both here", [cast.kofi.reference])
    Enrolment.objects.filter(pupil__given_name="Kofie").delete()
    assert said(take(client, maybe(cast), who_2=cast.kofi.reference)) == ["1 pupil changed."]
    cast.kofi.refresh_from_db()
    assert cast.kofi.given_name == "Kofie"


def test_twins_of_whom_one_is_on_the_roll_are_two(cast: Cast) -> None:
    """Who is surely one line of the file can't be another line as well."""
    answer = take(browse(cast, "amara"), "Kofi,Mensah-Hart,,2013-03-04,,9W,\nKofie,Mensah-Hart,,2013-03-04,,9W,\n")
    assert said(answer) == ["1 pupil added."]


def test_who_is_not_in_the_file_stays_unless_the_lead_says_that_they_left(cast: Cast) -> None:
    client, lines = browse(cast, "amara"), "Ada,Bell,,2014-03-04,,8A,\n"
    page = look(client, lines)
    assert "On your roll, and not in the file" in text(page)
    client.post(URL, carried(page))
    assert cast.kofi.name in roll_of(cast)
    refused = take(client, lines, left=[cast.kofi.reference])
    assert "Give the last day of those who have left" in text(refused)
    assert cast.kofi.name in roll_of(cast)
    case = stories.case(cast)
    assert said(take(client, lines, left=[cast.kofi.reference], left_on="20 11 2026")) == [
        "1 pupil taken off the roll."
    ]
    assert cast.kofi.name not in roll_of(cast)
    assert Case.objects.get(pk=case.pk).left_at is not None


def test_a_file_of_a_few_warns_that_it_may_not_be_the_whole_roll(cast: Cast) -> None:
    for n in range(5):
        make_pupil(cast.alder, f"Pupil{chr(65 + n)}", "Aldous")
    page = text(look(browse(cast, "amara"), "Kofi,Mensah-Hart,,2013-03-04,,9W,\n"))
    assert re.search(r"[5-9] of the [6-9] pupils on your roll are not in this file. Is it the whole roll\?", page)


def test_a_last_day_in_the_file_ends_the_place(cast: Cast) -> None:
    lines = "Kofi,Mensah-Hart,,2013-03-04,,9W,20/11/2026\n"
    assert said(take(browse(cast, "amara"), lines)) == ["1 pupil changed."]
    assert cast.kofi.enrolments.get().ends_on == date(2026, 11, 20)
    early = take(browse(cast, "amara"), "Maisie,Ashworth,,2013-03-04,,,01/01/2020\n")
    assert early.status_code == 302


def test_a_last_day_before_the_place_began_is_a_fault(cast: Cast) -> None:
    page = text(look(browse(cast, "amara"), "Kofi,Mensah-Hart,,2013-03-04,,9W,01/01/2020\n"))
    assert "The last day is before the first one here, Monday 1 September 2025" in page


def test_a_child_of_another_school_is_asked_about_and_the_answer_is_that_of_a_free_number(cast: Cast) -> None:
    """The file goes through the same questions as adding by hand (decision 31): no answer says who is known where."""
    known(cast)
    lines, client = f"Kofi,Mensah-Hart,,2013-03-04,{UPN},6B,\n", browse(cast, "helen")
    shown = text(look(client, lines))
    free = text(look(client, f"Kofi,Mensah-Hart,,2013-03-04,{OTHER},6B,\n"))
    bare = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert bare.sub("", shown).replace(UPN, OTHER) == bare.sub("", free)
    assert said(take(client, lines)) == ["1 pupil added."]
    assert Arrival.objects.get().known_school_id == cast.alder.pk
    assert Identifier.objects.filter(value=UPN, is_doubtful=True).count() == 1


def test_a_child_who_has_left_the_other_school_is_one_record(cast: Cast) -> None:
    known(cast, left_on=date(2026, 11, 20))
    take(browse(cast, "helen"), f"Kofi,Mensah-Hart,,2013-03-04,{UPN},6B,\n")
    assert set(cast.kofi.enrolments.values_list("school_id", flat=True)) == {cast.alder.pk, cast.merrow.pk}


def test_the_lines_left_out_come_as_a_file_that_no_spreadsheet_runs(cast: Cast) -> None:
    client = browse(cast, "amara")
    page = carried(look(client, f"=1+1,Bell,,2013-03-04,,8A,\nAda,Bell,,2014-03-04,,8A,\n{maybe(cast)}"))
    answer = client.post(URL, {name: value for name, value in page.items() if name != "take"} | {"reasons": "1"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert rows[1].startswith("2,'=1+1,Bell,")
    assert rows[1].endswith("First name: a name cannot start with =.")
    assert rows[2].endswith("Nobody has said yet who it is.")
    assert len(rows) == 3
    assert not Pupil.objects.filter(given_name="Ada").exists()


def gone(cast: Cast, on: date = date(2026, 7, 20)) -> None:
    """Kofi left in July."""
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=on)


def test_a_child_who_comes_back_is_the_same_record_with_a_new_place(cast: Cast) -> None:
    gone(cast)
    client, line = browse(cast, "amara"), "Kofi,Mensah-Hart,,2013-03-04,,10B,\n"
    assert "was on your roll until 20 Jul 2026" in text(look(client, line))
    assert said(take(client, line, who_2=cast.kofi.reference)) == ["1 pupil added."]
    places = cast.kofi.enrolments.order_by("starts_on").values_list("ends_on", "form")
    assert list(places) == [(date(2026, 7, 20), "9W"), (None, "10B")]
    assert Pupil.objects.filter(family_name="Mensah-Hart").count() == 1


def test_a_leaver_in_the_file_is_as_they_are_and_an_unknown_one_is_left_out(cast: Cast) -> None:
    gone(cast)
    page = text(
        look(browse(cast, "amara"), "Kofi,Mensah-Hart,,2013-03-04,,9W,20/07/2026\nBea,Cole,,2014-05-06,,,1/7/2026\n")
    )
    assert "0 new, 0 changed, 1 as they are here" in page
    assert "Their last day has been, and nobody like them is on your roll" in page


def test_two_lines_are_not_both_one_child(cast: Cast) -> None:
    client, lines = browse(cast, "amara"), maybe(cast) + "Kofei,Mensah-Hart,,2013-03-04,,10B,\n"
    both = {"who_2": cast.kofi.reference, "who_3": cast.kofi.reference}
    assert "You said of two lines that they are this child" in text(take(client, lines, **both))
    gone(cast)
    assert "You said of two lines that they are this child" in text(take(client, lines, **both))
    assert cast.kofi.enrolments.count() == 1


def test_lines_of_another_school_are_left_out(cast: Cast) -> None:
    cast.alder.urn = "123456"
    cast.alder.save()
    head = "Forename,Surname,DOB,CHILD_SCHOOL_URN\n"
    page = text(look(browse(cast, "amara"), "Ada,Bell,2014-03-04,123456\nBea,Cole,2014-03-05,888888\n", head))
    assert "1 new" in page
    assert "It is for another school (URN 888888)" in page


def test_the_page_opens_without_a_complaint(cast: Cast) -> None:
    answer = browse(cast, "amara").get(URL)
    assert (answer.status_code, "Choose a file" in text(answer)) == (200, False)


@pytest.mark.parametrize("who", ["tom", "sandra", "priti", "nobody"])
def test_only_a_lead_of_a_school_takes_over_a_roll(cast: Cast, who: str) -> None:
    assert browse(cast, who).get(URL).status_code in (403, 404)
    assert browse(cast, who).post(URL, {"text": HEAD, "school": cast.alder.reference, "take": "1"}).status_code in (
        403,
        404,
    )


def test_another_schools_name_in_the_page_is_no_way_in(cast: Cast) -> None:
    client = browse(cast, "amara")
    page = carried(look(client, "Ada,Bell,,2014-03-04,,8A,\n"))
    answer = client.post(URL, page | {"school": cast.merrow.reference})
    assert "The roll from a file" in text(answer)
    assert not Pupil.objects.filter(given_name="Ada").exists()


@pytest.mark.parametrize("sent", [b"", b"this;csv\n", b"\x00\xff\xfe", HEAD.encode() + b'"', b"\xff\xfe\x00"])
def test_another_file_is_refused_and_changes_nothing(cast: Cast, sent: bytes) -> None:
    answer = browse(cast, "amara").post(URL, {"file": SimpleUploadedFile("x.csv", sent)})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_a_carried_text_that_is_no_roll_any_more_asks_for_the_file_again(cast: Cast) -> None:
    answer = browse(cast, "amara").post(URL, {"text": "nothing", "school": cast.alder.reference, "take": "1"})
    assert "A file of your roll" in text(answer)


def test_looking_at_a_file_costs_the_same_for_three_and_for_three_hundred(cast: Cast) -> None:
    client, costs = browse(cast, "amara"), []
    look(client, "Ada,Bell,,2014-03-04,,8A,\n")
    for many in (3, 300):
        lines = "".join(f"Ada{chr(97 + n % 26)}{chr(97 + n // 26)},Bell,,2014-03-04,,8A,\n" for n in range(many))
        with CaptureQueriesContext(connection) as asked:
            look(client, lines)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_a_leaver_in_the_file_sent_twice_is_one_child(cast: Cast) -> None:
    client = browse(cast, "amara")
    page = carried(look(client, "Kofi,Mensah-Hart,,2013-03-04,,9W,20/11/2026\n"))
    client.post(URL, page)
    client.post(URL, page)
    assert Pupil.objects.filter(family_name="Mensah-Hart").count() == 1


def test_lines_with_one_number_are_two_lines(cast: Cast) -> None:
    """A file of the lines left out, with a row more, is a file like any other: its numbers mean nothing here."""
    known(cast)
    head = "Line of the file,First name,Last name,Date of birth,UPN,Leaving date\n"
    lines = f"3,Ada,Bell,2014-01-02,{OTHER},\n,Kofi,Mensah-Hart,2013-03-04,,\n²,Bea,Cole,2014-01-03,,\n"
    take(browse(cast, "amara"), lines, head)
    cast.kofi.refresh_from_db()
    assert (cast.kofi.given_name, cast.kofi.identifiers.get().value) == ("Kofi", UPN)


def test_a_number_that_is_held_elsewhere_looks_like_a_free_one_the_second_time_too(cast: Cast) -> None:
    known(cast)
    client, lines = browse(cast, "helen"), f"Kofi,Mensah-Hart,,2013-03-04,{UPN},6B,\n"
    for _ in range(3):
        take(client, lines)
    assert "0 new, 0 changed, 1 as they are here" in text(look(client, lines))
    assert Identifier.objects.filter(value=UPN, is_doubtful=True).count() == 1


def test_a_childs_own_number_is_not_lost_for_another_childs(cast: Cast) -> None:
    known(cast)
    other = make_pupil(cast.merrow, "Else", "Where")
    Identifier.objects.create(pupil=other, authority=cast.wexmoor, kind="upn", value=OTHER, starts_on=date(2024, 9, 1))
    take(browse(cast, "amara"), f"Kofi,Mensah-Hart,,2013-03-04,{OTHER},9W,\n", who_2=cast.kofi.reference)
    assert Identifier.objects.filter(pupil=cast.kofi, value=UPN, ends_on=None, is_doubtful=False).exists()


def test_a_last_day_before_the_first_is_said_of_the_answer_too(cast: Cast) -> None:
    line = "Kofie,Mensah-Hart,,2013-03-04,,9W,01/01/2026\n"
    cast.kofi.enrolments.update(starts_on=date(2026, 9, 1))
    answer = take(browse(cast, "amara"), line, who_2=cast.kofi.reference)
    assert "The last day in the file is before their first one here" in text(answer)


@pytest.mark.parametrize(
    "lines", ["Kofi,Mensah-Hart,,2013-03-04,A201100018042,9W,\n", "Kofi,Mensah-Hart,,2013-03-04,,9W,\n" * 2]
)
def test_whom_a_faulty_line_names_is_not_called_absent(cast: Cast, lines: str) -> None:
    page = text(look(browse(cast, "amara"), lines))
    assert "can’t be taken" in page
    assert cast.kofi.name not in page.partition("On your roll, and not in the file")[2]


def test_of_a_pupil_with_a_place_to_come_a_file_says_nothing_of_leaving(cast: Cast) -> None:
    now = cast.kofi.enrolments.get()
    now.ends_on = date(2026, 12, 18)
    now.save()
    Enrolment.objects.create(pupil=cast.kofi, school=cast.alder, starts_on=date(2027, 1, 5))
    client = browse(cast, "amara")
    assert "1 as they are here" in text(look(client, "Kofi,Mensah-Hart,,2013-03-04,,9W,18/12/2026\n"))
    take(client, "Ada,Bell,,2014-03-04,,8A,\n", left=[cast.kofi.reference], left_on="20 11 2026")
    assert cast.kofi.enrolments.filter(ends_on=None).exists()


def test_an_old_page_does_not_undo_what_it_never_showed(cast: Cast) -> None:
    client = browse(cast, "amara")
    old = carried(look(client, "Kofi,Mensah-Hart,,2013-03-04,,8A,\n"))
    take(client, "Kofi,Mensah-Hart,,2013-03-04,,8B,\n")
    answer = client.post(URL, old)
    assert "The roll has changed since you looked" in text(answer)
    assert cast.kofi.enrolments.get().form == "8B"
    assert said(client.post(URL, carried(answer))) == ["1 pupil changed."]


def test_a_dual_school_changes_neither_number_nor_birthday(cast: Cast) -> None:
    known(cast)
    Enrolment.objects.create(pupil=cast.kofi, school=cast.merrow, starts_on=date(2026, 9, 1), kind="dual")
    page = text(look(browse(cast, "helen"), f"Kofi,Mensah-Hart,,2013-03-04,{UPN},,\n"))
    assert "1 as they are here" in page
    take(browse(cast, "helen"), f"Kofi,Mensah-Hart,,2013-03-04,{OTHER},,\n", who_2=cast.kofi.reference)
    assert Identifier.objects.filter(pupil=cast.kofi, value=UPN, ends_on=None).exists()


def test_a_name_in_capitals_is_the_same_name(cast: Cast) -> None:
    assert "1 as they are here" in text(look(browse(cast, "amara"), "KOFI,MENSAH-HART,,2013-03-04,,9W,\n"))


def test_schools_of_one_name_in_two_areas_are_told_apart(cast: Cast) -> None:
    far = make_agency(Authority.objects.get(code="998"), AgencyKind.SCHOOL, cast.alder.name)
    seat = {"role": Role.INCLUSION_LEAD.value, "starts_at": AT - timedelta(days=9)}
    Seat.objects.create(person=cast.people["amara"], agency=far, **seat)
    page = text(browse(cast, "amara").get(URL))
    assert "Which school’s roll is it?" in page
    assert "Alder Hythe School (Farley Council)" in page


def test_a_file_of_a_few_offers_no_ticks_for_hundreds(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MOST_LEFT", 0)
    page = text(look(browse(cast, "amara"), "Ada,Bell,,2014-03-04,,8A,\n"))
    assert "That is no year’s leavers, so nobody can be ticked here" in page
