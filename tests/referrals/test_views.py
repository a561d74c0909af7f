"""Every act of the first floor over HTTP: done, mended, done twice, hidden, forbidden; a refusal changes nothing."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies import policy
from agencies.outbox.models import Letter
from agencies.policy import Section
from agencies.references import new_reference
from referrals.cases import actions as cases
from referrals.cases.models import Case, FamilyTold
from referrals.concerns.models import Concern
from referrals.duties.models import Duty
from referrals.entries import actions as entries
from referrals.entries.models import Entry
from referrals.pupils.models import Pupil
from referrals.referrals import actions as referrals
from referrals.referrals.models import Question, Referral
from referrals.shares import actions as shares
from referrals.shares.models import CaseShare
from tests import stories
from tests.people import AT, Cast, make_cast, make_pupil, set_clock

pytestmark = pytest.mark.django_db

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
AGAIN = "Already done: here it is."
KEPT = "Words that must not get lost"
ONCE = str(uuid.UUID(int=7))
WHY = {"why": "A good reason."}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edge reads Monday 23 November 2026 from ten on, each reading a second later."""
    seconds = itertools.count(1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(seconds=next(seconds)))


@pytest.fixture
def cast() -> Cast:
    set_clock(AT)
    return make_cast()


def browse(cast: Cast, name: str) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(cast.people[name], backend=BACKEND)
    return client


def said(response: Any) -> list[str]:
    """What the next page will say was done."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def everything() -> dict[str, list[Any]]:
    """Every row that an act of this floor could write."""
    models = (Pupil, Concern, Case, Entry, FamilyTold, Referral, Question, CaseShare, Duty, Letter)
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


def draft(cast: Cast) -> Referral:
    case = named(cast)
    return referrals.draft_referral(case, stories.ASK, referral=None, version=None, by=cast.actor("amara"), at=AT)


def named(cast: Cast) -> Case:
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    return case


def closed(cast: Cast) -> Case:
    case = named(cast)
    facts = {"outcome": "needs_met", "words": "Settled.", "family_words": "We are glad."}
    cases.close_case(case, **facts, by=cast.actor("amara"), at=AT)
    return case


def sent(cast: Cast) -> Referral:
    return stories.sent(cast, named(cast))


def returned(cast: Cast) -> Referral:
    referral = sent(cast)
    referrals.return_referral(referral, questions=["Since when?"], by=cast.actor("sandra"), at=AT)
    return referral


def joinable(cast: Cast) -> Concern:
    stories.case(cast)
    return stories.concern(cast)


def shared_case(cast: Cast) -> Case:
    case = named(cast)
    stories.shared(cast, case)
    return case


def entry(cast: Cast) -> Entry:
    return stories.entry(cast, named(cast))


def offered(cast: Cast) -> CaseShare:
    return stories.offered(cast, named(cast))


def shared(cast: Cast) -> CaseShare:
    return stories.shared(cast, named(cast))


def is_in(*states: str) -> Callable[[Any], bool]:
    """Say whether the record has come to one of the states."""
    return lambda record: type(record).objects.get(pk=record.pk).state in states


@dataclass(frozen=True)
class Row:
    """One act: who does it on what, what is sent, how one sees that it is done, and who may see and may not do."""

    act: str
    who: str
    make: Callable[[Cast], Any]
    good: dict[str, Any]
    bad: dict[str, Any]
    is_done: Callable[[Any], bool]
    forbidden: str = ""
    says_again: bool = True
    keeps: str = KEPT
    more: Callable[[Cast, Any], dict[str, Any]] = field(default=lambda cast, record: {})

    def url(self, reference: str) -> str:
        return reverse(self.act, args=[reference])

    def data(self, cast: Cast, record: Any) -> dict[str, Any]:
        return {**self.good, **self.more(cast, record)}


def _lead(record: Case) -> bool:
    case = Case.objects.get(pk=record.pk)
    return case.lead is not None and case.lead.name == "Tom Reyes"


def _replaced(record: CaseShare) -> bool:
    return CaseShare.objects.filter(replaces=record).exists()


NO = {"reason": "", "words_said": KEPT, "meanwhile": "Keep going."}
ROWS = (
    Row("open_case", "amara", stories.concern, {"why": "Kind.", "reply": "Thanks."}, {"why": KEPT},
        is_in("opened"), "tom"),
    Row("join_concern", "amara", joinable, {"reply": "Thanks."}, {"reply": KEPT * 40}, is_in("joined"), "tom"),
    Row("dismiss_concern", "amara", stories.concern, {"reply": "Thanks."}, {"reply": KEPT * 40},
        is_in("dismissed"), "tom"),
    Row("name_lead", "amara", named, {}, {"person": "nobody"}, _lead, "dan", keeps="Choose one of the answers",
        more=lambda cast, _: {"person": cast.people["tom"].reference}),
    Row("add_entry", "amara", named,
        {"once": ONCE, "kind": "observation", "title": "Back", "text": "He came back.", "section": "education"},
        {"kind": "observation", "title": "Back", "text": KEPT},
        lambda case: case.entries.filter(title="Back").exists()),
    Row("restrict_entry", "amara", entry, WHY, {"why": KEPT * 40},
        lambda e: Entry.objects.get(pk=e.pk).is_restricted, "dan"),
    Row("record_family_told", "amara", shared_case, {"told": "yes", "whom": "Abena", "told_on": "19 Nov 2026"},
        {"told": "yes", "words_said": KEPT}, lambda case: case.told.filter(whom="Abena", words="").exists(), "priti"),
    Row("close_case", "amara", named, {"outcome": "needs_met", "words_said": "Settled.", "family_words": "Glad."},
        {"outcome": "needs_met", "words_said": KEPT}, is_in("closed"), "dan"),
    Row("reopen_case", "amara", closed, WHY, {"why": KEPT * 40}, is_in("open"), "dan"),
    Row("draft_referral", "amara", named, {"hopes": "A mentor."}, {"hopes": KEPT, "what_1": "Club", "happened_1": "3"},
        lambda case: case.referrals.filter(hopes="A mentor.").exists(), "dan"),
    Row("send_referral", "amara", draft, {"sure": "1"}, {}, is_in("sent"), "dan"),
    Row("answer_referral", "amara", returned, {}, {"other": "1"}, is_in("sent"), "dan", keeps="Since when?",
        more=lambda _, r: {f"answer_{r.questions.get().pk}": "Since October."}),
    Row("withdraw_referral", "amara", sent, WHY, {"why": KEPT * 40}, is_in("withdrawn"), "sandra"),
    Row("acknowledge_referral", "sandra", sent, {"sure": "1"}, {},
        lambda r: Referral.objects.get(pk=r.pk).acknowledged_at is not None, "amara"),
    Row("accept_referral", "sandra", sent, {"words_said": "We will help."}, {"words_said": KEPT * 80},
        is_in("accepted"), "amara"),
    Row("return_referral", "sandra", sent, {"question_1": "Since when?"}, {"question_2": KEPT},
        is_in("returned"), "amara"),
    Row("redirect_referral", "sandra", sent, {**NO, "reason": "health", "where": "CAMHS"}, NO,
        is_in("redirected"), "amara"),
    Row("decline_referral", "sandra", sent, {**NO, "reason": "school_can_meet"}, NO, is_in("declined"), "amara"),
    Row("accept_share", "priti", offered, {"sure": "1"}, {},
        lambda s: CaseShare.objects.get(pk=s.pk).accepted_at is not None, "amara"),
    Row("decline_share", "priti", offered, WHY, {"why": KEPT * 40},
        lambda s: CaseShare.objects.get(pk=s.pk).declined_at is not None, "amara", says_again=False),
    Row("answer_question", "priti", shared, {"answer": "Yes."}, {"answer": KEPT * 400},
        lambda s: CaseShare.objects.get(pk=s.pk).answered_at is not None, "amara"),
    Row("extend_share", "amara", shared, {**WHY, "until_on": "10 February 2027"},
        {"why": KEPT, "until_on": "soon"}, _replaced, "priti"),
    Row("narrow_share", "amara", shared, {**WHY, "level": "S", "until_on": "1 December 2026"},
        {"why": KEPT, "level": "S", "until_on": "soon"}, _replaced, "priti"),
    Row("widen_share", "amara", shared, {**WHY, "level": "T", "sections": ["education", "voice", "health"]},
        {"why": KEPT, "level": "T"}, _replaced, "priti"),
    Row("withdraw_share", "amara", shared, WHY, {"why": KEPT * 40},
        lambda s: CaseShare.objects.get(pk=s.pk).withdrawn_at is not None, "priti"),
)  # fmt: skip
ids = [row.act for row in ROWS]
every_row = pytest.mark.parametrize("row", ROWS, ids=ids)


@every_row
def test_it_is_done_and_a_second_click_finds_it_done(cast: Cast, row: Row) -> None:
    record, client = row.make(cast), browse(cast, row.who)
    assert not row.is_done(record)
    data = row.data(cast, record)
    first = client.post(row.url(record.reference), data)
    assert first.status_code == 302, first.content.decode()
    assert row.is_done(record)
    assert AGAIN not in said(first)
    stands = everything()
    second = client.post(row.url(record.reference), data)
    if row.says_again:
        assert (second.status_code, second["Location"]) == (302, first["Location"])
        assert said(second)[-1] == AGAIN
    else:
        assert second.status_code == 404
    assert everything() == stands


@pytest.mark.parametrize("row", [row for row in ROWS if row.bad], ids=[row.act for row in ROWS if row.bad])
def test_a_form_to_mend_comes_back_with_what_was_typed(cast: Cast, row: Row) -> None:
    record, client = row.make(cast), browse(cast, row.who)
    before = everything()
    response = client.post(row.url(record.reference), row.bad)
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: " in page
    assert row.keeps in page
    assert 'class="govuk-error-summary"' in page
    assert everything() == before


@every_row
def test_hidden_and_never_there_are_the_same_bytes(cast: Cast, row: Row) -> None:
    record, client = row.make(cast), browse(cast, "far")
    before = everything()
    answers = [
        ask(row.url(reference), row.good)
        for reference in (record.reference, new_reference())
        for ask in (client.post, *([client.get] if row.bad else []))
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert everything() == before


@pytest.mark.parametrize("row", [r for r in ROWS if r.forbidden], ids=[r.act for r in ROWS if r.forbidden])
def test_who_may_see_and_may_not_do_is_forbidden(cast: Cast, row: Row) -> None:
    record, client = row.make(cast), browse(cast, row.forbidden)
    before = everything()
    response = client.post(row.url(record.reference), row.data(cast, record))
    assert response.status_code == 403
    assert everything() == before
    assert not row.is_done(record)


@pytest.mark.parametrize("row", [row for row in ROWS if row.bad], ids=[row.act for row in ROWS if row.bad])
def test_each_act_has_its_page(cast: Cast, row: Row) -> None:
    record = row.make(cast)
    response = browse(cast, row.who).get(row.url(record.reference))
    page = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error:" not in page
    assert page.count('class="govuk-button"') == 1, "one solid button a page"


CONCERN = {
    "once": ONCE,
    "pupil_name": "kofi",
    "seen": ["left_lesson"],
    "fact": "Walked out of science.",
    "worry": "2",
}


def test_a_concern_is_logged_once(cast: Cast) -> None:
    client = browse(cast, "tom")
    first = client.post(reverse("log_concern"), CONCERN)
    second = client.post(reverse("log_concern"), CONCERN)
    concern = Concern.objects.get()
    assert first["Location"] == second["Location"] == reverse("see_concern", args=[concern.reference])
    assert said(second)[-1] == AGAIN
    assert concern.pupil == cast.kofi


def test_a_concern_that_comes_back_keeps_everything_and_warns_of_sending_home(cast: Cast) -> None:
    response = browse(cast, "tom").post(reverse("log_concern"), {"fact": "I had to send him home", "seen": "missing"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "I had to send him home</textarea>" in page
    assert "You wrote “send him home”." in page
    assert 'value="missing" id="id_seen_2" checked' in page
    assert "Two answers" not in page
    assert 'href="#id_pupil"' in page
    assert 'id="id_pupil"' in page


def test_finding_checks_nothing_and_shows_only_ones_own_school(cast: Cast) -> None:
    client = browse(cast, "tom")
    page = client.post(reverse("log_concern"), {"find": "1", "pupil_name": "ko", "fact": KEPT}).content.decode()
    assert KEPT in page
    assert "Kofi Mensah-Hart" in page
    assert "Year 9, 9W" in page
    found = client.post(reverse("find_pupils"), {"pupil_name": "ma"}).content.decode()
    assert "Maisie" not in found


def test_a_draft_is_there_again_but_not_its_token(cast: Cast) -> None:
    client = browse(cast, "tom")
    assert client.post(reverse("save_draft", args=["concern"]), {**CONCERN, "fact": KEPT}).status_code == 200
    page = client.get(reverse("log_concern")).content.decode()
    assert f"{KEPT}</textarea>" in page
    assert ONCE not in page
    assert browse(cast, "dan").get(reverse("log_concern")).content.decode().count(KEPT) == 0


def test_a_pupil_who_is_not_on_the_list_is_added_and_the_draft_is_kept(cast: Cast) -> None:
    client = browse(cast, "tom")
    away = client.post(reverse("log_concern"), {"add": "1", "pupil_name": "Zuzanna Wiśniewska", "fact": KEPT})
    assert 'value="Wiśniewska"' in client.get(away["Location"]).content.decode()
    facts = {"once": ONCE, "given_name": "Zuzanna", "family_name": "Wiśniewska", "born_on": "3 Feb 2013"}
    wrong = client.post(reverse("add_pupil"), {**facts, "upn": "X123"})
    assert wrong.status_code == 422
    assert "This is not a UPN" in wrong.content.decode()
    added = client.post(reverse("add_pupil"), facts)
    again = client.post(reverse("add_pupil"), facts)
    assert added["Location"] == again["Location"]
    assert Pupil.objects.filter(family_name="Wiśniewska").count() == 1
    page = client.get(added["Location"]).content.decode()
    assert f"{KEPT}</textarea>" in page
    assert f'value="{Pupil.objects.get(family_name="Wiśniewska").reference}" id="id_pupil" checked' in page


@pytest.mark.parametrize("name", ["sandra", "priti", "nobody", "support", "dpo"])
def test_only_a_school_logs_and_finds(cast: Cast, name: str) -> None:
    client = browse(cast, name)
    before = everything()
    for address in ("log_concern", "add_pupil"):
        assert client.get(reverse(address)).status_code == 403
    assert client.post(reverse("find_pupils"), {"pupil_name": "ko"}).status_code == 403
    assert client.post(reverse("log_concern"), CONCERN).status_code == 403
    assert everything() == before


def test_the_author_reads_what_became_of_it_and_not_the_case(cast: Cast) -> None:
    case = stories.case(cast)
    concern = Concern.objects.get()
    client = browse(cast, "tom")
    page = client.get(reverse("see_concern", args=[concern.reference])).content.decode()
    assert "Looked at: a case is open" in page
    assert "Thank you." in page
    assert case.reference not in page
    assert "Funny and loyal" not in page
    assert client.get(reverse("see_case", args=[case.reference])).status_code == 404


def test_the_lead_has_three_choices_on_a_new_concern(cast: Cast) -> None:
    concern = stories.concern(cast)
    page = browse(cast, "amara").get(reverse("see_concern", args=[concern.reference])).content.decode()
    assert reverse("open_case", args=[concern.reference]) in page
    assert reverse("dismiss_concern", args=[concern.reference]) in page
    assert (
        reverse("open_case", args=[concern.reference])
        not in browse(cast, "tom").get(reverse("see_concern", args=[concern.reference])).content.decode()
    )


def test_a_stale_draft_shows_both_texts_and_loses_nothing(cast: Cast) -> None:
    referral = draft(cast)
    form = {"version": referral.version, "hopes": KEPT, "family_told": "yes", "what_1": "Club", "planned_1": "2"}
    url = reverse("draft_referral", args=[referral.case.reference])
    assert browse(cast, "colm").post(url, {"version": referral.version, "hopes": "His words."}).status_code == 302
    client = browse(cast, "amara")
    stale = client.post(url, form)
    page = stale.content.decode()
    assert stale.status_code == 422
    assert "His words." in page
    assert KEPT in page
    assert 'value="Club"' in page
    referral.refresh_from_db()
    assert referral.hopes == "His words."
    assert f'name="version" value="{referral.version}"' in page
    assert client.post(url, {**form, "version": referral.version}).status_code == 302
    referral.refresh_from_db()
    assert referral.hopes == KEPT


def test_a_draft_begun_twice_is_stale_too(cast: Cast) -> None:
    case, client = stories.case(cast), browse(cast, "amara")
    url = reverse("draft_referral", args=[case.reference])
    assert client.post(url, {"hopes": "First."}).status_code == 302
    assert browse(cast, "colm").post(url, {"hopes": "Second."}).status_code == 422
    assert case.referrals.get().hopes == "First."


def test_what_is_not_complete_can_be_kept_and_not_sent(cast: Cast) -> None:
    case, client = stories.case(cast), browse(cast, "amara")
    client.post(reverse("draft_referral", args=[case.reference]), {"hopes": "A mentor."})
    referral = case.referrals.get()
    response = client.post(reverse("send_referral", args=[referral.reference]), {"sure": "1"})
    assert response.status_code == 422
    assert "Before you send it, say what worries you and what the family was told." in response.content.decode()
    assert case.referrals.get().state == "drafted"


def test_the_school_always_sees_state_next_step_who_and_by_when(cast: Cast) -> None:
    referral = returned(cast)
    page = browse(cast, "amara").get(reverse("see_referral", args=[referral.reference])).content.decode()
    assert "The council asks a question" in page
    assert "The school answers by Tuesday 1 December 2026" in page
    assert "Clock stopped" in page
    assert "Since when?" in page


def test_triage_shows_queue_referral_and_what_each_decision_tells(cast: Cast) -> None:
    referral = sent(cast)
    client = browse(cast, "sandra")
    assert "1 referral waits for your team" in client.get(reverse("see_queue")).content.decode()
    page = client.get(reverse("triage_referral", args=[referral.reference])).content.decode()
    assert "The school is told that the council takes it up, and asks an agency by Wednesday 25 November 2026." in page
    assert "The school is asked to answer by Tuesday 1 December 2026." in page
    assert "by <time" in page
    assert 'class="govuk-button"' not in page, "none of the four is solid"
    assert [f'data-key="{key}"' in page for key in "aqrd"] == [True] * 4
    assert browse(cast, "amara").get(reverse("see_queue")).status_code == 403


def test_the_queue_says_what_is_new_what_was_answered_and_by_when(cast: Cast) -> None:
    client, queue = browse(cast, "sandra"), reverse("see_queue")
    referral = sent(cast)
    assert "New, acknowledge by Tue 24 Nov" in client.get(queue).content.decode()
    client.post(reverse("acknowledge_referral", args=[referral.reference]))
    assert ">Decide by Mon 30 Nov" in client.get(queue).content.decode()
    client.post(reverse("return_referral", args=[referral.reference]), {"question_1": "Since when?"})
    assert "Waits for the school" in client.get(queue).content.decode()
    answer = {f"answer_{Question.objects.get().pk}": "Since August."}
    browse(cast, "amara").post(reverse("answer_referral", args=[referral.reference]), answer)
    assert "Answered, decide by Mon 30 Nov" in client.get(queue).content.decode()


def test_a_number_that_is_none_names_its_row(cast: Cast) -> None:
    case = stories.case(cast)
    sent_in = {"what_1": "100% quiet room", "happened_1": "lots", "planned_1": "999", "planned_2": "-1"}
    page = browse(cast, "amara").post(reverse("draft_referral", args=[case.reference]), sent_in).content.decode()
    assert "100% quiet room: how often it happened is a number from 0 to 200" in page
    assert "100% quiet room: how often it was planned is a number from 0 to 200" in page
    assert "Row 2: how often it was planned is a number from 0 to 200" in page


def test_a_draft_names_what_it_must_still_say(cast: Cast) -> None:
    case = stories.case(cast)
    client = browse(cast, "amara")
    client.post(reverse("draft_referral", args=[case.reference]), {"going_well": "The best drummer in his year."})
    referral = case.referrals.get()
    page = client.get(reverse("see_referral", args=[referral.reference])).content.decode()
    assert "say what you hope for, what worries you and what the family was told" in page
    more = {"version": referral.version, "hopes": "Help", "worries": "Leaves."}
    client.post(reverse("draft_referral", args=[case.reference]), more)
    again = client.post(reverse("send_referral", args=[referral.reference]))
    assert "Before you send it, say what the family was told." in again.content.decode()


def test_an_offer_names_no_child_anywhere(cast: Cast) -> None:
    share = offered(cast)
    client = browse(cast, "priti")
    for address in ("see_share", "decline_share"):
        page = client.get(reverse(address, args=[share.reference])).content.decode()
        assert "Is there a speech need" in page
        assert share.case.reference not in page
        for name in ("Kofi", "Mensah", "Hart"):
            assert name not in page
    bad = client.post(reverse("decline_share", args=[share.reference]), {"why": ""}).content.decode()
    assert "Kofi" not in bad


def test_a_share_that_ended_is_no_more_than_any_other_dead_link(cast: Cast) -> None:
    share = shared(cast)
    client = browse(cast, "priti")
    assert client.get(reverse("see_share", args=[share.reference])).status_code == 200
    shares.withdraw_share(share, why="Enough.", by=cast.actor("amara"), at=AT)
    dead = client.get(reverse("see_share", args=[share.reference]))
    never = client.get(reverse("see_share", args=[new_reference()]))
    assert (dead.status_code, dead.content) == (404, never.content)


def test_a_share_replaced_by_somebody_else_is_not_passed_off_as_done(cast: Cast) -> None:
    share = shared(cast)
    until = share.ends_at.date() - timedelta(days=3)
    terms = {"level": policy.Level.SECTIONS, "sections": (Section.VOICE,), "until_on": until, "why": "Less."}
    shares.narrow_share(share, **terms, by=cast.actor("colm"), at=AT)
    response = browse(cast, "amara").post(
        reverse("extend_share", args=[share.reference]), {"why": KEPT, "until_on": "10 February 2027"}
    )
    assert response.status_code == 422
    assert KEPT in response.content.decode()


def test_a_restricted_entry_opens_for_its_three_readers(cast: Cast) -> None:
    written = entry(cast)
    entries.restrict_entry(written, why="Health detail", by=cast.actor("amara"), at=AT)
    answers = {
        name: browse(cast, name).get(reverse("see_entry", args=[written.reference])).status_code
        for name in ("amara", "dan", "colm", "tom", "sandra", "helen")
    }
    assert answers == {"amara": 200, "dan": 200, "colm": 200, "tom": 404, "sandra": 404, "helen": 404}


def test_who_was_second_reads_why_and_keeps_their_words(cast: Cast) -> None:
    referral, client = sent(cast), browse(cast, "sandra")
    referrals.withdraw_referral(referral, why="We found a mentor.", by=cast.actor("amara"), at=AT)
    response = client.post(reverse("accept_referral", args=[referral.reference]), {"words_said": KEPT})
    assert response.status_code == 422
    assert "The school has withdrawn this referral." in response.content.decode()
    assert KEPT in response.content.decode()


def test_lists_and_triage_ask_as_much_of_one_as_of_many(cast: Cast) -> None:
    referral = sent(cast)
    waiting = stories.concern(cast)
    addresses = {
        "sandra": (reverse("see_queue"), reverse("triage_referral", args=[referral.reference])),
        "amara": (reverse("see_concerns"), reverse("see_concern", args=[waiting.reference])),
    }
    few = {url: _queries(cast, name, url) for name, urls in addresses.items() for url in urls}
    for n in range(4):
        other = replace(cast, kofi=make_pupil(cast.alder, f"Child{n}", "Mensah-Hart"))
        stories.sent(other, stories.case(other))
        stories.concern(other)
    many = {url: _queries(cast, name, url) for name, urls in addresses.items() for url in urls}
    assert few == many


def _queries(cast: Cast, name: str, url: str) -> int:
    client = browse(cast, name)
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)
