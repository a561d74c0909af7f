"""Odd characters and days that cannot be: refused with what would be right, or taken as meant, and never a 500."""

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import NoReverseMatch, reverse

from agencies.characters import fault, tidy
from inclusion.addresses import ADDRESSES
from referrals.pupils.models import Pupil, PupilFact
from tests import moves, stories
from tests.acting.posts import named
from tests.browsing import browse, carried, text
from tests.journeys.test_move import PROPOSAL
from tests.machines import connect, path_of, pupil
from tests.people import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
ODD = ["\0", "a\0b", "\ufeff", "\ufffd", "\u202eabc", "9" * 40, "-1", "%s", "x" * 5000]
PARTS = 4
FOR_NOBODY = {"\0", "%s"}
"""Who is not signed in is sent to sign in, whatever they sent: tried with two."""
ASKED = ("after", "page", "q", "draft", "given", "first", "to", "for", "pupil", "next", "seat", "told", "from", "\0")
TYPED = (
    *ASKED, "pupil_name", "email", "form", "text", "title", "why", "reply", "name", "person", "fact", "mark", "once",
    "version", "agency", "until_on", "happened_on", "hopes", "what_1", "given_name", "born_on", "login", "code",
)  # fmt: skip
LEAVES = {"account_logout", "reset_demonstration", "demonstration_sign_in"}
NEW = {"given_name": "Ada", "family_name": "Quill", "born_on": "3 Feb 2014"}


def addresses(method: str, reference: str) -> list[str]:
    """Each page's address, where it needs something with this reference, and with one of nobody."""
    found = []
    for name, one in ADDRESSES.items():
        if method not in one.methods or name.startswith("api") or name in LEAVES:
            continue
        for args in ((), (reference,), ("AAAA-AAAA-A",), (1,), (reference, reference)):
            try:
                found.append(reverse(name, args=args))
            except NoReverseMatch:
                continue
    return found


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that a page looked for in what was sent."""
    looked, get, getlist = [], QueryDict.__getitem__, QueryDict.getlist

    def note(of: Any) -> Any:
        def noted(self: QueryDict, key: str, *more: Any) -> Any:
            looked.append(key)
            return of(self, key, *more)

        return noted

    monkeypatch.setattr(QueryDict, "__getitem__", note(get))
    monkeypatch.setattr(QueryDict, "getlist", note(getlist))
    return looked


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_page_breaks_on_an_odd_character(cast: Cast, method: str, part: int, read: list[str]) -> None:
    """Each page with the first; with the others, each page that looked at anything of it."""
    reference, amara, nobody = stories.case(cast).reference, browse(cast, "amara"), Client()
    names, tried = (TYPED if method == "POST" else ASKED), 0
    for url in addresses(method, reference)[part::PARTS]:
        read.clear()
        for odd in ODD:
            for client in (amara, nobody) if odd in FOR_NOBODY else (amara,):
                ask = client.post if method == "POST" else client.get
                answer = ask(url, dict.fromkeys(names, odd))
                assert answer.status_code < 500, (method, url)
                if client is amara and answer.headers.get("Location", "").startswith("/accounts/login/"):
                    amara = browse(cast, "amara")  # she signed out everywhere
            tried += 1
            if not set(names).intersection(read):
                break
    assert tried > len(ODD)


@pytest.mark.parametrize("act", ["end_seat", "change_role", "renew_invitation"])
def test_no_page_of_a_person_breaks_on_a_nul(cast: Cast, act: str) -> None:
    url = reverse(act, args=[cast.alder.reference, cast.people["dan"].reference])
    assert browse(cast, "colm").post(url, {"seat": "sta\0ff", "role": "x"}).status_code < 500
    invite = reverse("invite_person", args=[cast.alder.reference])
    sent = {"email": "a\0@b.example", "name": "N", "role": "head"}
    assert browse(cast, "sandra").post(invite, sent).status_code < 500


def test_the_api_names_a_parameter_with_a_nul(cast: Cast) -> None:
    asked = connect(cast, cast.alder).ask("GET", "/suspensions?foo=%00")
    assert asked.status_code == 422


def test_nobody_acts_for_a_head_until_2199(cast: Cast) -> None:
    url = reverse("invite_person", args=[cast.alder.reference])
    sent = {"email": "eve@alder.example", "name": "Eve", "role": "acting_head", "until": "1 Jan 2199"}
    answer = browse(cast, "colm").post(url, sent)
    assert (answer.status_code, "more than 2 years from now" in text(answer)) == (422, True)


def test_a_nul_is_refused_and_what_i_typed_comes_back(cast: Cast) -> None:
    url = reverse("add_entry", args=[named(cast).reference])
    client = browse(cast, "amara")
    sent = {**carried(client.get(url)), "kind": "observation", "title": "Ba\0ck", "text": "He came back."}
    answer = client.post(url, {**sent, "section": "education"})
    assert answer.status_code == 422
    assert "Take out the character that can’t be kept" in text(answer)
    assert "He came back." in text(answer)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\ufeffZoë", "Zoë"), ("Ann\u202ea", "Anna"), ("Noor\u200bah", "Noorah"), ("می\u200cخواهم", "می\u200cخواهم"),
        ("Siân  O’Shea", "Siân O’Shea"), ("D\u00adAda", "DAda"),
    ],
)  # fmt: skip
def test_a_name_is_kept_without_what_nobody_sees(cast: Cast, typed: str, kept: str) -> None:
    assert browse(cast, "tom").post(reverse("add_pupil"), NEW | {"given_name": typed}).status_code == 302
    assert Pupil.objects.get(family_name="Quill").given_name == kept
    system = connect(cast, cast.alder)
    sent = pupil(legal={"given": typed, "family": "Other"})
    assert system.ask("PUT", path_of("a-9"), sent).status_code == 201
    assert Pupil.objects.get(family_name="Other").given_name == kept


def test_a_name_with_a_lost_letter_is_refused_by_form_and_api(cast: Cast) -> None:
    answer = browse(cast, "tom").post(reverse("add_pupil"), NEW | {"given_name": "Zo\ufffd"})
    assert (answer.status_code, "A letter of this name was lost on its way here" in text(answer)) == (422, True)
    refused = connect(cast, cast.alder).ask("PUT", path_of("a-9"), pupil(legal={"given": "Zo\ufffd", "family": "Q"}))
    assert (refused.status_code, "lost on its way" in refused.content.decode()) == (422, True)
    assert not Pupil.objects.filter(family_name__in=["Quill", "Q"]).exists()


@pytest.mark.parametrize("odd", ["\ud800", "\0", "a\udfffb"])
def test_half_a_pair_and_nul_are_refused_by_the_api(cast: Cast, odd: str) -> None:
    system = connect(cast, cast.alder)
    for body in (pupil(legal={"given": odd, "family": "Q"}), {odd: 1}):
        assert system.ask("PUT", path_of("a-9"), body).status_code in (400, 422)


def test_free_text_keeps_marks_of_direction_and_joiners_and_no_overrides() -> None:
    assert tidy("a\u200d\u200c\u200e\u200fb") == "a\u200d\u200c\u200e\u200fb"
    assert tidy("\ufeffa\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069b") == "ab"
    assert (fault("a\ufffd"), bool(fault("a\ufffd", is_name=True)), bool(fault("\ud800"))) == ("", True, True)


@pytest.mark.parametrize(
    ("act", "typed", "said"),
    [
        ("add_entry", {"kind": "observation", "title": "B", "text": "T", "section": "education",
                       "happened_on": "1 Jan 1900"}, "That is more than 26 years ago"),
        ("add_entry", {"kind": "observation", "title": "B", "text": "T", "section": "education",
                       "happened_on": "24 Nov 2026"}, "it can’t have happened yet"),
        ("record_family_told", {"told": "yes", "whom": "A", "told_on": "24 Nov 2026"}, "it can’t have happened yet"),
        ("record_family_told", {"told": "yes", "whom": "A", "told_on": "3 May 1950"}, "more than 26 years ago"),
        ("record_family_told", {"told": "yes", "whom": "A", "told_on": "3 Mar 2013"}, "before the pupil was born"),
        ("add_entry", {"kind": "observation", "title": "B", "text": "T", "section": "education",
                       "happened_on": "3 Mar 2013"}, "before the pupil was born"),
        ("propose_move", {**PROPOSAL, "told_on": "3 Mar 2013"}, "before the pupil was born"),
        ("share_case", {"told": "yes", "whom": "A", "told_on": "3 Mar 2013"}, "before the pupil was born"),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_is_refused(cast: Cast, act: str, typed: dict[str, Any], said: str) -> None:
    answer = browse(cast, "amara").post(reverse(act, args=[named(cast).reference]), typed)
    assert (answer.status_code, said in text(answer)) == (422, True)


def test_nothing_happened_to_a_child_before_they_were_born(cast: Cast) -> None:
    typed = {"pupil": cast.kofi.reference, "pupil_name": "Kofi", "fact": "F", "seen": ["left_lesson"], "worry": "1"}
    answer = browse(cast, "tom").post(reverse("log_concern"), {**typed, "happened_on": "3 Mar 2013"})
    assert (answer.status_code, "before the pupil was born" in text(answer)) == (422, True)
    move = moves.proposed(cast)
    for act, day in (("hear_pupil", "on"), ("consent_to_move", "answered_on")):
        answer = browse(cast, "amara").post(reverse(act, args=[move.reference]), {day: "3 Mar 2013"})
        assert (answer.status_code, "before the pupil was born" in text(answer)) == (422, True)


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [("1 Jan 2190", "", "more than 1 year from now"), ("1 Jan 2010", "", "The pupil was born on 4 Mar 2013"),
     ("1 Sep 2026", "4 Mar 2039", "older than 25")],
)  # fmt: skip
def test_a_fact_is_of_the_life_of_a_young_person(cast: Cast, since: str, until: str, said: str) -> None:
    url = reverse("record_pupil_fact", args=[cast.kofi.reference])
    answer = browse(cast, "amara").post(url, {"kind": "ehc_plan", "starts_on": since, "ends_on": until})
    assert (answer.status_code, said in text(answer), PupilFact.objects.count()) == (422, True, 0)


@pytest.mark.parametrize(("born_on", "is_young"), [("2000-11-23", False), ("2000-11-24", True), ("2026-11-24", False)])
def test_nobody_of_26_and_nobody_unborn_is_added(cast: Cast, born_on: str, is_young: bool) -> None:
    answer = browse(cast, "tom").post(reverse("add_pupil"), NEW | {"born_on": born_on})
    assert answer.status_code == (302 if is_young else 422)
    asked = connect(cast, cast.alder).ask("PUT", path_of("a-9"), pupil(born=date.fromisoformat(born_on).isoformat()))
    assert asked.status_code == (201 if is_young else 422)


@pytest.mark.parametrize("unseen", ["\u200d", "\u3164", "\u0301", "\u200b", "\u200d \u200e"])
def test_a_name_or_words_that_nobody_can_see_are_none(cast: Cast, unseen: str) -> None:
    tom, amara = browse(cast, "tom"), browse(cast, "amara")
    ada = {"given_name": unseen, "family_name": "Quill", "born_on": "3 Feb 2014"}
    assert tom.post(reverse("add_pupil"), ada).status_code == 422
    case = named(cast)
    entry = {"kind": "observation", "title": "Back", "text": unseen, "section": "education"}
    assert amara.post(reverse("add_entry", args=[case.reference]), entry).status_code == 422
    system = connect(cast, cast.alder)
    answer = system.ask("PUT", path_of("a-1"), {**pupil(), "legal": {"given": unseen, "family": "Quill"}})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/legal/given"]


def test_what_is_only_read_says_so_to_who_sends(cast: Cast) -> None:
    assert "It is only read." in text(browse(cast, "amara").post("/my-work/"))


def test_a_name_of_one_letter_is_found(cast: Cast) -> None:
    case = named(cast)
    Pupil.objects.filter(pk=case.pupil_id).update(given_name="李", family_name="王")
    assert "李 王" in text(browse(cast, "amara").post("/search/", {"q": "李"}, follow=True))
