"""A common transfer file is read as those who join: XML without a DTD, each pupil by themselves."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from referrals.pupils.models import Enrolment, Identifier, Pupil
from tests.browsing import browse, text
from tests.people import Cast
from tests.referrals.rolls.test_taking import URL, carried

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
PUPIL = """<Pupil><UPN>{upn}</UPN><Surname>{family}</Surname><Forename>{given}</Forename><DOB>{born}</DOB><Sex>F</Sex>
<BasicDetails><PreferredForename>{known}</PreferredForename><EnrolStatus>C</EnrolStatus><Ethnicity>WBRI</Ethnicity>
</BasicDetails><LookedAfter><InCare>true</InCare></LookedAfter></Pupil>"""
ADA = {"upn": "K999000125001", "family": "O’Shea", "given": "ADA", "born": "2015-03-02", "known": "Addie"}


def file_of(
    *pupils: dict[str, str], version: str = "25.0", head: str = '<?xml version="1.0" encoding="UTF-8"?>'
) -> str:
    inside = "".join(PUPIL.format(**pupil) for pupil in pupils)
    header = f"<Header><DocumentName>Common Transfer File</DocumentName><CTFversion>{version}</CTFversion></Header>"
    return f"{head}<CTfile>{header}<CTFpupilData>{inside}</CTFpupilData></CTfile>"


def look(cast: Cast, of: str | bytes) -> Any:
    sent = SimpleUploadedFile("9990001_CTF_9994002_001.xml", of if isinstance(of, bytes) else of.encode())
    return browse(cast, "amara").post(URL, {"file": sent})


def test_whoever_joins_is_shown_and_taken_over_and_nobody_is_asked_to_leave(cast: Cast) -> None:
    answer = look(cast, file_of(ADA))
    page = text(answer)
    assert "1 new, 0 changed, 0 as they are here" in page
    assert "Columns that are not taken: Sex, LookedAfter, Ethnicity." in page
    assert "not in the file" not in page
    assert not Pupil.objects.filter(family_name="O’Shea").exists()
    taken = browse(cast, "amara").post(URL, carried(answer))
    assert taken.status_code == 302
    ada = Pupil.objects.get(family_name="O’Shea")
    assert (ada.given_name, ada.known_as, ada.born_on.isoformat()) == ("ADA", "Addie", "2015-03-02")
    assert Identifier.objects.get(pupil=ada).value == "K999000125001"
    assert Enrolment.objects.get(pupil=ada).school == cast.alder
    assert Enrolment.objects.filter(pupil=cast.kofi, ends_on=None).exists()


def test_one_pupil_that_is_wrong_does_not_lose_the_others(cast: Cast) -> None:
    page = text(look(cast, file_of(ADA, ADA | {"upn": "A999000125001", "given": "Bea", "born": "2015-02-30"})))
    assert "1 new" in page
    assert "here is no 30 February 2015" in page


@pytest.mark.parametrize(
    ("version", "warns"), [("24.0", False), ("26", False), ("19.0", True), ("", True), ("27", True)]
)
def test_another_version_is_read_with_a_warning(cast: Cast, version: str, warns: bool) -> None:
    assert ("Those of 24 to 26 are known here" in text(look(cast, file_of(ADA, version=version)))) is warns


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (file_of(ADA, head='<!DOCTYPE x [<!ENTITY e "lol">]>'), "declares words of its own"),
        (file_of(ADA, head='<?xml version="1.0"?><!doctype x SYSTEM "http://example.test/x">'), "declares words"),
        (file_of(ADA)[:-20], "its XML is not whole"),
        (file_of(ADA | {"given": "A&nbsp;B"}), "its XML is not whole"),
        ("<" * 2000, "its XML is not whole"),
        ("<a>" * 5000 + "</a>" * 5000, "There is no pupil"),
        ("<CTfile/>", "There is no pupil"),
        ("<Other><Pupil/></Other>", "There is no pupil"),
    ],
)
def test_what_is_no_transfer_file_is_refused_in_a_sentence(cast: Cast, of: str, said: str) -> None:
    answer = look(cast, of)
    assert said in text(answer)
    assert Pupil.objects.count() == 2


def test_a_doctype_in_another_alphabet_is_refused_too(cast: Cast) -> None:
    hidden = file_of(ADA, head='<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY e "lol">]>')
    assert "declares words of its own" in text(look(cast, hidden.encode("utf-16")))
    said = file_of(ADA, head='<?xml version="1.0" encoding="UTF-16"?>')
    assert "1 new" in text(look(cast, said.encode("utf-16")))


@pytest.mark.parametrize(("typed", "kept"), [("", "2026-11-23"), ("4 Jan 2027", "2027-01-04")])
def test_their_first_day_is_asked(cast: Cast, typed: str, kept: str) -> None:
    answer = look(cast, file_of(ADA))
    assert "whose first day the file does not say" in text(answer)
    assert browse(cast, "amara").post(URL, carried(answer) | {"first_on": typed}).status_code == 302
    assert Enrolment.objects.get(pupil__family_name="O’Shea").starts_on.isoformat() == kept


def test_a_first_day_far_away_is_refused_and_adds_nobody(cast: Cast) -> None:
    again = browse(cast, "amara").post(URL, carried(look(cast, file_of(ADA))) | {"first_on": "4 Jan 2035"})
    assert (again.status_code, "within a year of today" in text(again), Pupil.objects.count()) == (422, True, 2)
