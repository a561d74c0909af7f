"""A managed move over HTTP, from the proposal to the review after twelve school weeks."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from agencies.outbox.models import Delivery
from agencies.policy import Role
from interventions.moves.models import Move
from referrals import door
from referrals.cases.models import Case
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from referrals.pupils.models import Enrolment
from tests import stories
from tests.people import Cast, make_cast, make_person, set_clock

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
AGAIN = "Already done: here it is."
PLACE = {"places": "240", "taken": "228", "ground": "nobody", "asked_whom": "Admissions, Wexmoor"}
PROPOSAL = {
    "tried": "Eleven of twelve mentor sessions.",
    "why": "Kofi wants to start again.",
    "parent_1": "Ewa Mensah",
    "parent_2": "",
    "told_on": "20 11 2026",
    "told_how": "At school",
    "is_fit": "yes",
    **dict.fromkeys(("ehc_plan", "looked_after", "social_worker"), "no"),
    "once": "00000000-0000-0000-0000-000000000009",
    **PLACE,
}


class Tale:
    """The cast at their browsers, and the clock."""

    def __init__(self, cast: Cast, clock: Any) -> None:
        self.cast, self.clock = cast, clock
        cast.people["farida"] = make_person("farida", "Farida Quill", cast.merrow, Role.HEAD)

    def ask(self, name: str, url: str, data: dict[str, Any] | None = None) -> Any:
        client = Client()
        client.force_login(self.cast.people[name], backend=BACKEND)
        return client.get(url) if data is None else client.post(url, data, follow=True)

    def page(self, name: str, url: str) -> str:
        answer = self.ask(name, url)
        assert answer.status_code == 200, (name, url, answer.status_code)
        return re.sub(r"\s+", " ", answer.content.decode())

    def send(self, name: str, url: str, **data: Any) -> str:
        answer = self.ask(name, url, data)
        page = answer.content.decode()
        assert answer.redirect_chain, (name, url, answer.status_code, re.findall(r"error-message.*", page))
        assert answer.status_code == 200, (name, url)
        return re.sub(r"\s+", " ", page)


@pytest.fixture
def tale() -> Iterator[Tale]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        set_clock(MONDAY)
        yield Tale(make_cast(), clock)


def propose(tale: Tale) -> Move:
    case = stories.case(tale.cast)
    url = f"/cases/{case.reference}/propose-move/"
    assert "off-site direction" in tale.page("amara", url)
    bad = tale.ask("amara", url, {**PROPOSAL, "school": ""})
    assert bad.status_code == 422
    assert "Eleven of twelve" in bad.content.decode()
    data = {**PROPOSAL, "school": tale.cast.merrow.reference}
    assert "The move is proposed." in tale.send("amara", url, **data)
    assert AGAIN in tale.send("amara", url, **data)
    return Move.objects.get()


def consent(tale: Tale, move: Move, name: str, party: str, **more: Any) -> str:
    row = move.consents.get(party=party)
    data = {"consent": row.pk, "answer": "yes", "answered_on": "23 11 2026", "how": "here", **more}
    return tale.send(name, f"/moves/{move.reference}/consent-to-move/", **data)


def agree(tale: Tale, move: Move) -> None:
    url = f"/moves/{move.reference}/"
    assert tale.ask("farida", url).status_code == 404
    tale.send("farida", f"/shares/{move.share.reference}/accept-share/")
    assert "Kofi Mensah-Hart’s</a> managed move" in tale.page("farida", url)
    tale.send("amara", f"{url}hear-pupil/", by_whom="Ms Harrow", on="20 11 2026", words="I could do textiles.")
    assert "textiles" not in tale.page("farida", url)
    parent = move.consents.get(party="parent").pk
    unread = {"consent": parent, "answer": "yes", "answered_on": "23 11 2026", "how": "signed"}
    refused = tale.ask("amara", f"{url}consent-to-move/", unread)
    assert refused.status_code == 422
    assert "Let each parent read this first" in refused.content.decode()
    for name, party, more in (
        ("amara", "parent", {"statement_shown": "on"}),
        ("colm", "home_head", {}),
        ("farida", "receiving_head", {}),
    ):
        assert "The answer is recorded." in consent(tale, move, name, party, **more)
        assert AGAIN in consent(tale, move, name, party, **more)
    assert "4 of 4" not in tale.page("sandra", url)
    assert "All 4 have agreed" in consent(tale, move, "farida", "admission_authority")
    assert tale.ask("helen", f"{url}approve-move/").status_code == 403


def test_a_move_goes_its_whole_way(tale: Tale) -> None:
    move = propose(tale)
    url = f"/moves/{move.reference}/"
    agree(tale, move)
    assert tale.ask("sandra", f"{url}approve-move/", {"starts_on": "7 12 2026", "why": "Yes"}).status_code == 422
    tale.clock.move_to(datetime(2026, 12, 1, 10, tzinfo=UTC))
    tale.send("sandra", f"{url}check-place/", **PLACE)
    page = tale.page("sandra", url)
    assert "Approve" in page
    assert "How this date was worked out" in page
    first = {"starts_on": "7 December 2026", "why": "Kofi wants it."}
    assert "Approved. All are told." in tale.send("sandra", f"{url}approve-move/", **first)
    assert AGAIN in tale.send("sandra", f"{url}approve-move/", **first)
    letter = tale.page("amara", f"{url}letter/")
    assert "To Ewa Mensah" in letter
    assert "Monday 7 December 2026" in letter
    tale.clock.move_to(datetime(2026, 12, 7, 10, tzinfo=UTC))
    assert "Admit" in tale.page("farida", "/my-work/")
    assert "On your roll." in tale.send("farida", f"{url}admit-move/", on="7 December 2026")
    assert Case.objects.get().school == tale.cast.merrow
    assert Enrolment.objects.get(pupil=tale.cast.kofi, ends_on=None).school == tale.cast.merrow
    assert tale.ask("amara", url).status_code == 404
    assert tale.ask("amara", f"/cases/{move.case.reference}/").status_code == 404
    assert "The review is recorded." in tale.send("farida", f"{url}review-move/", words="Well.", pupil_words="")
    assert AGAIN in tale.send("farida", f"{url}review-move/", words="Well.", pupil_words="")
    gone = {"sent_on": "7 December 2026"}
    for what in ("file", "ctf"):
        assert "It is recorded." in tale.send("amara", f"{url}record-move-transfer/", what=what, **gone)
        assert AGAIN in tale.send("amara", f"{url}record-move-transfer/", what=what, **gone)
    tale.clock.move_to(datetime(2027, 3, 15, 10, tzinfo=UTC))
    assert "The review is recorded." in tale.send("farida", f"{url}review-move/", words="Well.", pupil_words="")
    assert Move.objects.get().state == "settled"
    assert not Duty.objects.owed().filter(subject_kind="move").exists()


def test_a_correction_within_the_minute_is_no_second_click(tale: Tale) -> None:
    move = propose(tale)
    url = f"/moves/{move.reference}/"
    agree(tale, move)
    wrong = {**PLACE, "ground": "none"}
    assert "The check is recorded." in tale.send("sandra", f"{url}check-place/", **wrong)
    assert AGAIN in tale.send("sandra", f"{url}check-place/", **wrong)
    assert "The check is recorded." in tale.send("sandra", f"{url}check-place/", **PLACE)
    assert list(move.checks.order_by("id").values_list("ground", flat=True)) == ["nobody", "none", "nobody"]
    heard = {"by_whom": "Ms Harrow", "on": "20 11 2026", "words": "I could do textiles."}
    assert AGAIN in tale.send("amara", f"{url}hear-pupil/", **heard)
    assert "What was said is recorded." in tale.send("amara", f"{url}hear-pupil/", **{**heard, "by_whom": "Mr Bell"})
    asked = {"question": "How does Kofi get there?"}
    assert "Both heads are asked." in tale.send("sandra", f"{url}return-move/", **asked)
    assert AGAIN in tale.send("sandra", f"{url}return-move/", **asked)


def test_a_case_with_a_move_is_closed_after_it_alone(tale: Tale) -> None:
    move = propose(tale)
    url = f"/cases/{move.case.reference}/close-case/"
    data = {"outcome": "needs_met", "words_said": "Better.", "family_words": "Glad."}
    refused = tale.ask("amara", url, data)
    assert refused.status_code == 422
    assert f"Managed move {move.reference} is under way" in refused.content.decode()
    tale.send("farida", f"/shares/{move.share.reference}/decline-share/", why="We are full.")
    assert "Withdrawn: The receiving school." in tale.page("amara", f"/moves/{move.reference}/")
    assert tale.send("amara", url, **data)


def test_a_withdrawal_ends_it_for_everyone(tale: Tale) -> None:
    move = propose(tale)
    url = f"/moves/{move.reference}/"
    agree(tale, move)
    done = tale.send("amara", f"{url}withdraw-move/", party="parent", why="")
    assert "The move is withdrawn." in done
    assert AGAIN in tale.send("amara", f"{url}withdraw-move/", party="parent", why="")
    assert tale.ask("farida", url).status_code == 404
    assert "The move does not happen." in tale.page("amara", f"{url}letter/")


def test_who_stands_to_it_is_told_and_nobody_else(tale: Tale) -> None:
    move = propose(tale)
    agree(tale, move)
    at = datetime.now(UTC)
    set_clock(at)
    duties.address_letters(at, at, door.audience)
    told = set(Delivery.objects.filter(letter__subject_kind="move").values_list("person__name", flat=True))
    assert {"Sandra Pell", "Colm Brannigan", "Amara Adeyemi", "Farida Quill", "Helen Strand"} == told


def test_the_lists_and_the_facts(tale: Tale) -> None:
    move = propose(tale)
    for name, seen in (("amara", True), ("sandra", True), ("farida", False), ("far", False)):
        assert (move.reference in tale.page(name, "/moves/")) is seen
    url = f"/pupils/{tale.cast.kofi.reference}/record-pupil-fact/"
    fact = {"kind": "looked_after", "starts_on": "1 10 2026", "ends_on": "", "words": ""}
    assert "It is recorded." in tale.send("amara", url, **fact)
    assert AGAIN in tale.send("amara", url, **fact)
    assert "Virtual school head" in tale.page("sandra", f"/moves/{move.reference}/")
    assert tale.ask("tom", url).status_code == 403
    assert tale.ask("helen", url).status_code == 404
