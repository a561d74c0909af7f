"""Two tabs and two people, where a record is made: it is made once, and whoever comes second is told who was first."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from agencies.directory.models import Agency
from agencies.machines.models import MisClient
from agencies.people.models import Seat
from interventions.moves.models import Move
from interventions.suspensions.models import Suspension
from referrals.cases import actions as cases
from referrals.concerns.models import Concern
from referrals.entries.models import Entry
from referrals.pupils.models import Pupil
from referrals.shares import actions as shares
from tests import stories
from tests.acting.posts import KEPT, everything, named
from tests.acting.test_second import colleague, second, summary
from tests.agencies.machines.test_pages import UNTIL, URN
from tests.browsing import AGAIN, browse, carried, said, text
from tests.journeys.test_move import PROPOSAL
from tests.people import AT, Cast
from tests.suspensions import form, impose

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
ADA = {"given_name": "Ada", "family_name": "Quill", "born_on": "3 Feb 2014"}
TERMS = {
    "purpose": "health_support", "basis": "health_care", "condition": "health_care", "level": "S",
    "question": "Can you help?", "until_on": "20 Jan 2027", "told": "yes", "whom": "Abena", "told_on": "19 Nov 2026",
}  # fmt: skip


def made(cast: Cast, name: str) -> tuple[str, str, dict[str, Any], Any]:
    """Who makes it, at which address, with which words, and of which class it is."""
    if name == "concern":
        kofi = {"pupil": cast.kofi.reference, "pupil_name": "Kofi"}
        typed = {**kofi, "fact": "He left early.", "seen": ["left_lesson"], "worry": "1"}
        return "tom", reverse("log_concern"), typed, Concern
    if name == "pupil":
        return "tom", reverse("add_pupil"), ADA, Pupil
    if name == "entry":
        typed = {"kind": "observation", "title": "Back", "text": "He came back.", "section": "education"}
        return "amara", reverse("add_entry", args=[named(cast).reference]), typed, Entry
    if name == "move":
        url = reverse("propose_move", args=[stories.case(cast).reference])
        return "amara", url, {**PROPOSAL, "school": cast.merrow.reference}, Move
    typed = {"agency": cast.alder.pk, "name": "Arbor", "urn": URN, "scopes": ["pupils:read"], **UNTIL}
    return "amara", reverse("make_client"), typed, MisClient


@pytest.mark.parametrize("name", ["concern", "pupil", "entry", "move", "system"])
def test_the_same_words_from_two_tabs_make_one(cast: Cast, name: str) -> None:
    who, url, typed, model = made(cast, name)
    client = browse(cast, who)
    one, two = carried(client.get(url)), carried(client.get(url))
    first = client.post(url, {**one, **typed})
    before, count = everything(), model.objects.count()
    answer = client.post(url, {**two, **typed})
    assert answer.status_code == 302
    assert (model.objects.count(), everything()) == (count, before)
    if name != "system":  # whose second answer leads to the list
        assert (answer["Location"], said(answer)[-1]) == (first["Location"], AGAIN)


def test_a_colleague_who_adds_the_same_child_is_told_who_did(cast: Cast) -> None:
    answer = second(cast, "tom", reverse("add_pupil"), ADA, {**ADA, "given_name": "ada "})
    assert (answer.status_code, Pupil.objects.filter(family_name="Quill").count()) == (422, 1)
    assert "Tom Reyes (Alder Hythe School) added a pupil to the roll on 23 Nov 2026 at " in summary(answer)
    assert "Ada Quill is on your roll. Say whether it is this child." in summary(answer)


def test_a_role_that_a_colleague_changed_meanwhile_is_said(cast: Cast) -> None:
    seat = Seat.objects.get(person=cast.people["tom"])
    url = reverse("change_role", args=[cast.alder.reference, seat.person.reference]) + f"?seat={seat.role}"
    lead, staff = (f"{cast.alder.reference} {role}" for role in ("inclusion_lead", "clerk"))
    answer = second(cast, "colm", url, {"seat": seat.role, "role": lead}, {"seat": seat.role, "role": staff})
    assert answer.status_code == 422
    assert f"{cast.people['colm'].name} (" in summary(answer)


def test_somebody_whom_a_colleague_invited_meanwhile_to_another_role_is_said(cast: Cast) -> None:
    url = reverse("invite_person", args=[cast.alder.reference])
    typed = {"email": "nia@alder.example", "name": "Nia", "role": "staff"}
    other = {**typed, "role": "inclusion_lead", "email": "Nia@Alder.example"}
    answer = second(cast, "colm", url, typed, other)
    assert (answer.status_code, Seat.objects.filter(person__email="nia@alder.example").count()) == (422, 1)
    assert f"{cast.people['colm'].name} (" in summary(answer)
    again = browse(cast, "other")
    assert again.post(url, {**carried(again.get(url)), **other}).status_code == 302


def test_an_agency_that_a_colleague_added_meanwhile_is_said_by_name_and_by_number(cast: Cast) -> None:
    typed = {"name": "Wren Hill", "kind": "school", "urn": "654321"}
    answer = second(cast, "sandra", reverse("add_agency"), typed, {**typed, "phone": "01632 960000"})
    assert "Sandra Pell (" in summary(answer)
    assert "There is an agency of that name already." in summary(answer)
    mine = browse(cast, "other").post(reverse("add_agency"), {**typed, "name": "Wren Hill School"})
    assert "Another agency has that URN." in summary(mine)
    assert Agency.objects.filter(urn="654321").count() == 1


def test_a_suspension_that_a_colleague_imposed_meanwhile_is_said(cast: Cast) -> None:
    url, mine = reverse("impose_suspension"), browse(cast, colleague(cast, "colm"))
    opened = carried(mine.get(url))
    impose(cast, at=AT + timedelta(minutes=1))
    answer = mine.post(url, {**form(cast, once=""), **opened})
    assert (answer.status_code, Suspension.objects.count()) == (422, 1)
    assert "Colm Brannigan (Alder Hythe School) imposed a suspension on 23 Nov 2026 at " in summary(answer)
    assert "The pupil is suspended on 23 November 2026 already." in summary(answer)


def test_a_second_proposal_names_the_proposal(cast: Cast) -> None:
    url = reverse("propose_move", args=[stories.case(cast).reference])
    typed = {**PROPOSAL, "school": cast.merrow.reference}
    answer = second(cast, "amara", url, typed, typed)
    assert (answer.status_code, Move.objects.count()) == (422, 1)
    assert "Amara Adeyemi (Alder Hythe School) proposed a managed move on " in summary(answer)


@pytest.mark.parametrize(("first", "other"), [("dismiss_concern", "open_case"), ("open_case", "dismiss_concern")])
def test_what_became_of_a_concern_meanwhile_is_said_with_who_and_when(cast: Cast, first: str, other: str) -> None:
    concern = stories.concern(cast)
    urls = {act: reverse(act, args=[concern.reference]) for act in (first, other)}
    mine = browse(cast, colleague(cast, "amara"))
    opened = carried(mine.get(urls[other]))
    words = {"why": "W", "reply": "R"}
    assert browse(cast, "amara").post(urls[first], words).status_code == 302
    answer = mine.post(urls[other], {**opened, "why": KEPT, "reply": KEPT})
    assert (answer.status_code, "Amara Adeyemi (Alder Hythe School) " in summary(answer)) == (422, True)


@pytest.mark.parametrize("act", ["add_entry", "share_case", "propose_move"])
def test_a_case_that_a_colleague_closed_meanwhile_is_said_with_who_and_when(cast: Cast, act: str) -> None:
    case = stories.case(cast)
    url, mine = reverse(act, args=[case.reference]), browse(cast, colleague(cast, "amara"))
    opened = carried(mine.get(url))
    ends = {"outcome": "moved", "words": "W", "family_words": "F", "by": cast.actor("amara")}
    cases.close_case(case, **ends, at=AT + timedelta(minutes=1))
    typed = {
        "add_entry": {"kind": "observation", "title": "Back", "text": "T", "section": "education"},
        "share_case": TERMS | {"agency": cast.camhs.reference},
        "propose_move": {**PROPOSAL, "school": cast.merrow.reference},
    }
    answer = mine.post(url, {**opened, **typed[act]})
    assert (answer.status_code, "Amara Adeyemi (Alder Hythe School) closed" in summary(answer)) == (422, True)


def test_an_answer_that_was_begun_before_the_share_was_extended_joins_the_one_that_stands(cast: Cast) -> None:
    share = stories.shared(cast, named(cast))
    priti, url = browse(cast, "priti"), reverse("answer_question", args=[share.reference])
    opened = carried(priti.get(url))
    new = shares.extend_share(
        share, until_on=date(2027, 2, 12), why="-", by=cast.actor("amara"), at=AT + timedelta(seconds=4)
    )
    assert new.reference in text(priti.get(reverse("see_share", args=[share.reference])))
    answer = priti.post(url, {**opened, "answer": "We saw him twice."})
    assert answer.status_code == 302
    assert Entry.objects.filter(text__contains="We saw him twice.").exists()
    assert browse(cast, "ruth").get(url).status_code == 404
