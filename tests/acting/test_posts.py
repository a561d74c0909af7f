"""Every act of the first floor over HTTP: done once, given back to correct, hidden, forbidden, with its own page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.urls import reverse

from agencies.references import new_reference
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.contacts.models import Contact
from referrals.entries.models import Entry
from referrals.given_tasks.models import GivenTask
from referrals.professionals.models import Professional
from referrals.referrals.models import Referral
from referrals.shares.models import CaseShare
from tests import contacts, family, given_tasks, professionals, stories
from tests.acting.posts import (
    KEPT,
    ONCE,
    accepted,
    declined,
    disputed,
    draft,
    entry,
    everything,
    named,
    offered,
    other_case,
    restricted,
    returned,
    sent,
    shared,
    waiting,
)
from tests.browsing import AGAIN, BACKEND, browse, carried, said
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
WHY = {"why": "A good reason."}


def closed(cast: Cast) -> Case:
    case = named(cast)
    facts = {"outcome": "needs_met", "words": "Settled.", "family_words": "We are glad."}
    cases.close_case(case, **facts, by=cast.actor("amara"), at=AT)
    return case


def joinable(cast: Cast) -> Concern:
    stories.case(cast)
    return stories.concern(cast)


def misplaced(cast: Cast) -> Entry:
    other_case(cast)
    return entry(cast)


def shared_case(cast: Cast) -> Case:
    case = named(cast)
    stories.shared(cast, case)
    return case


def task(cast: Cast) -> GivenTask:
    return given_tasks.give(cast, named(cast))


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


MUM = {"name": "Abena Mensah", "relationship": "mother", "has_responsibility": "yes", "may_be_told": "yes"}
NO = {"reason": "", "words_said": KEPT, "meanwhile": "Keep going."}
ROWS = (
    Row("open_case", "amara", stories.concern, {"why": "Kind.", "reply": "Thanks."}, {"why": KEPT},
        is_in("opened"), "tom"),
    Row("join_concern", "amara", joinable, {"reply": "Thanks."}, {"reply": KEPT * 40}, is_in("joined"), "tom"),
    Row("dismiss_concern", "amara", stories.concern, {"reply": "Thanks."}, {"reply": KEPT * 40},
        is_in("dismissed"), "tom"),
    Row("add_to_concern", "tom", stories.concern, {"once": ONCE, "text": "And his bag."}, {"text": KEPT * 80},
        lambda c: c.additions.exists(), "amara"),
    Row("withdraw_concern", "tom", stories.concern, WHY, {"why": KEPT * 40}, is_in("withdrawn"), "amara"),
    Row("record_call", "amara", stories.danger,
        {"rung": "yes", "rung_whom": "Ann Duty", "rung_time": "9:05"}, {"rung": "no", "rung_whom": KEPT},
        lambda c: c.calls.filter(is_follow_up=True, whom="Ann Duty").exists(), "tom"),
    Row("hand_to_safeguarding", "amara", stories.concern, WHY, {"why": KEPT * 40},
        lambda c: Concern.objects.get(pk=c.pk).handed_why == WHY["why"]),
    Row("answer_handed", "amara", stories.handed, {"answer": "Seen."}, {"answer": KEPT * 80},
        lambda c: Concern.objects.get(pk=c.pk).answer == "Seen.", "tom"),
    Row("change_contact", "amara", contacts.add, {**MUM, "phone": "01632 960111"},
        {**MUM, "address": KEPT, "email": "x"},
        lambda c: Contact.objects.get(pk=c.pk).person.phone == "01632 960111"),
    Row("restrict_contact", "amara", contacts.add, {**WHY, "reach": "child"}, {"why": KEPT},
        lambda c: Contact.objects.get(pk=c.pk).restricted_at is not None),
    Row("take_systems_word", "amara", contacts.otherwise, {"fields_taken": ["phone"]}, {},
        lambda c: Contact.objects.get(pk=c.pk).person.phone == "01632 960222"),
    Row("change_professional", "amara", professionals.add, {"name": "Ruth Marlow", "job": "Nurse"},
        {"name": KEPT, "job": ""}, lambda p: Professional.objects.get(pk=p.pk).job == "Nurse"),
    Row("end_professional", "amara", professionals.add, WHY, {"why": KEPT * 40}, is_in("ended")),
    Row("end_link", "amara", family.link, WHY, {"why": KEPT * 40}, is_in("ended")),
    Row("end_contact", "amara", contacts.add, WHY, {"why": KEPT * 40}, is_in("ended")),
    Row("name_lead", "amara", named, {}, {"person": "nobody"}, _lead, "dan", keeps="Choose one of the answers",
        more=lambda cast, _: {"person": cast.people["tom"].reference}),
    Row("add_entry", "amara", named,
        {"once": ONCE, "kind": "observation", "title": "Back", "text": "He came back.", "section": "education"},
        {"kind": "observation", "title": "Back", "text": KEPT},
        lambda case: case.entries.filter(title="Back").exists()),
    Row("give_task", "amara", named,
        {"once": ONCE, "kind": "task", "text": "Ring mum.", "due_on": "10 Dec 2026"},
        {"kind": "question", "text": KEPT}, lambda case: case.given_tasks.filter(text="Ring mum.").exists(),
        more=lambda cast, _: {"to": f"person:{cast.people['colm'].reference}"}),
    Row("assign_task", "colm", task, {}, {"to": "nobody"},
        lambda one: GivenTask.objects.get(pk=one.pk).to_person is None, keeps="Choose one of the answers",
        more=lambda cast, _: {"to": f"agency:{cast.alder.reference}"}),
    Row("finish_task", "colm", task, {"said": "Rang."}, {"said": KEPT * 200}, is_in("done")),
    Row("return_task", "colm", task, WHY, {"why": KEPT * 40}, is_in("returned")),
    Row("take_back_task", "amara", task, WHY, {"why": KEPT * 40}, is_in("taken_back")),
    Row("edit_entry", "amara", entry,
        {**WHY, "kind": "visit", "title": "Back", "text": "Other words.", "opinion": "G", "happened_on": "23 11 2026"},
        {"kind": "visit", "title": "Back", "text": KEPT},
        lambda e: Entry.objects.get(pk=e.pk).text == "Other words.", "dan"),
    Row("move_entry", "amara", misplaced, WHY, {"onto": "X", "why": KEPT},
        lambda e: Entry.objects.get(pk=e.pk).moves.exists(), "dan",
        more=lambda cast, _: {"onto": other_case(cast).reference}),
    Row("unrestrict_entry", "amara", restricted, WHY, {"why": KEPT * 40},
        lambda e: not Entry.objects.get(pk=e.pk).is_restricted),
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
    Row("record_first_contact", "sandra", accepted,
        {"contact_with": "Abena", "contact_how": "phone", "contact_time": "9:05", "contact_outcome": "Friday."},
        {"contact_with": "Abena", "contact_outcome": KEPT},
        lambda r: Referral.objects.get(pk=r.pk).contact_with == "Abena", "amara"),
    Row("return_referral", "sandra", sent, {"question_1": "Since when?"}, {"question_2": KEPT},
        is_in("returned"), "amara"),
    Row("redirect_referral", "sandra", sent, {**NO, "reason": "health", "where": "CAMHS"}, NO,
        is_in("redirected"), "amara"),
    Row("decline_referral", "sandra", sent, {**NO, "reason": "school_can_meet"}, NO, is_in("declined"), "amara"),
    Row("dispute_decision", "amara", declined, WHY, {"why": KEPT * 90}, lambda r: r.disputes.exists(), "dan"),
    Row("answer_dispute", "grace", disputed, {"outcome": "again", "answer": "Again."}, {"answer": KEPT},
        is_in("sent"), "sandra"),
    Row("agree_share", "colm", waiting, {"sure": "1"}, {},
        lambda s: CaseShare.objects.get(pk=s.pk).agreed_at is not None, "amara"),
    Row("refuse_share", "colm", waiting, {**WHY, "reason": "not_relevant"}, {"why": KEPT},
        lambda s: CaseShare.objects.get(pk=s.pk).refused_for == "not_relevant", "amara"),
    Row("accept_share", "priti", offered, {"sure": "1"}, {},
        lambda s: CaseShare.objects.get(pk=s.pk).accepted_at is not None, "amara"),
    Row("decline_share", "priti", offered, WHY, {"why": KEPT * 40},
        lambda s: CaseShare.objects.get(pk=s.pk).declined_at is not None, "amara"),
    Row("answer_question", "priti", shared, {"answer": "Yes."}, {"answer": KEPT * 400},
        lambda s: CaseShare.objects.get(pk=s.pk).answered_at is not None, "amara"),
    Row("finish_share", "priti", shared, WHY, {"why": KEPT * 40},
        lambda s: CaseShare.objects.get(pk=s.pk).withdrawn_at is not None, "amara"),
    Row("extend_share", "amara", shared, {**WHY, "until_on": "10 February 2027"},
        {"why": KEPT, "until_on": "soon"}, _replaced, "priti"),
    Row("narrow_share", "amara", shared, {**WHY, "level": "S", "until_on": "1 December 2026"},
        {"why": KEPT, "level": "S", "until_on": "soon"}, _replaced, "priti"),
    Row("widen_share", "amara", shared,
        {**WHY, "level": "T", "sections": ["education", "voice", "health"], "condition": "health_care"},
        {"why": KEPT, "level": "T"}, _replaced, "priti"),
    Row("withdraw_share", "amara", shared, {**WHY, "reason": "not_relevant"}, {"why": KEPT * 40},
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
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert said(second)[-1] == AGAIN
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


WRITTEN = [row for row in ROWS if row.bad and row.keeps == KEPT]


@pytest.mark.parametrize("row", WRITTEN, ids=[row.act for row in WRITTEN])
def test_signed_out_in_the_middle_of_it_the_words_come_back_and_nothing_is_done(cast: Cast, row: Row) -> None:
    record = row.make(cast)
    client, url = browse(cast, row.who), row.url(record.reference)
    typed = {**carried(client.get(url)), **row.bad, **row.more(cast, record)}
    client.cookies.pop("inclusion_session")
    before = everything()
    client.post(url, typed)
    client.force_login(cast.people[row.who], backend=BACKEND)
    page = client.get(reverse("give_back"), follow=True)
    assert (page.status_code, KEPT in page.content.decode()) == (200, True)
    assert everything() == before
