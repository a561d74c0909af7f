"""Documents that hang on a concern or a referral: read with it, by nobody else, and going where it goes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client

from agencies.acting.refusals import NotNow
from agencies.outbox.models import Letter
from agencies.people.models import Seat
from agencies.policy import Role
from agencies.trail.models import TrailEntry
from referrals import door
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.concerns import actions as concerns
from referrals.concerns.models import Concern
from referrals.documents import actions as documents
from referrals.documents.actions import DocumentFacts
from referrals.documents.models import Document
from referrals.referrals import actions as referrals
from referrals.referrals.models import Referral
from tests import stories
from tests.acting.records import close
from tests.browsing import browse, carried, queries, said, text
from tests.documents import add, clean, hung, of_referral, pdf, version
from tests.leaving import leaves
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
TYPED = {"title": "What he drew", "sort": "work"}
ADDED = "It is added. Nobody can open it before the virus scanner has found it clean."


def file(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("Drawing.pdf", content if content is not None else pdf(), "application/pdf")


def at(record: Any, kind: str, more: str = "") -> str:
    return f"/{kind}s/{record.reference}/{more}"


def send(browser: Client, url: str, form: dict[str, str] | None = None, **typed: Any) -> Any:
    return browser.post(url, {**(carried(browser.get(url)) if form is None else form), **typed})


def status(browser: Client, url: str) -> int:
    answer = browser.get(url)
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return int(answer.status_code)


@transaction.atomic
def update(document: Document, changed: dict[str, Any]) -> None:
    Document.objects.filter(pk=document.pk).update(**changed)
    connection.check_constraints()


@pytest.fixture
def concern(cast: Cast) -> Concern:
    return stories.concern(cast)


@pytest.fixture
def case(cast: Cast) -> Case:
    return stories.case(cast)


def test_who_logged_it_attaches_a_document_and_whoever_leads_reads_it(cast: Cast, concern: Concern) -> None:
    browser, url = browse(cast, "tom"), at(concern, "concern", "attach-to-concern/")
    assert "Attach a document" in text(browser.get(at(concern, "concern")))
    answer = send(browser, url, **TYPED, file=file())
    document = Document.objects.get()
    assert said(answer) == [ADDED]
    assert (document.concern_id, document.case_id, document.pupil_id) == (concern.pk, None, concern.pupil_id)
    line = TrailEntry.objects.get(act="attach_to_concern")
    assert (line.subject_ref, line.case_ref, line.by_name) == (document.reference, "", "Tom Reyes")
    clean(document)
    page = text(browser.get(at(document, "document")))
    assert "read by whoever may read that" in " ".join(page.split())
    for who in ("tom", "amara"):
        assert "What he drew" in text(browse(cast, who).get(at(concern, "concern")))
        assert status(browse(cast, who), at(document, "document", "versions/1/")) == 200
    for stranger in ("dan", "helen", "sandra", "priti", "dpo", "far"):
        for hidden in (at(document, "document"), at(document, "document", "versions/1/"), url):
            assert status(browse(cast, stranger), hidden) == 404


def test_sent_again_it_is_there_once(cast: Cast, concern: Concern) -> None:
    browser, url = browse(cast, "tom"), at(concern, "concern", "attach-to-concern/")
    form = carried(browser.get(url))
    first = send(browser, url, form, **TYPED, file=file())
    again = send(browser, url, form, **TYPED, file=file())
    assert first.url == again.url == at(Document.objects.get(), "document")
    assert said(again)[-1] == "Already done: here it is."


def test_what_is_no_document_is_refused_with_what_was_typed(cast: Cast, concern: Concern) -> None:
    answer = send(browse(cast, "tom"), at(concern, "concern", "attach-to-concern/"), **TYPED, file=file(b"MZ\x90"))
    assert answer.status_code == 422
    assert 'value="What he drew"' in answer.content.decode()
    assert "Choose the file again" in text(answer)
    assert not Document.objects.exists()


def test_a_concern_that_was_answered_takes_no_more(cast: Cast, concern: Concern) -> None:
    document = hung(cast, concern)
    concerns.dismiss_concern(concern, reply="Thank you.", by=cast.actor("amara"), at=AT)
    browser = browse(cast, "tom")
    assert "Attach a document" not in text(browser.get(at(concern, "concern")))
    assert browser.get(at(concern, "concern", "attach-to-concern/")).status_code == 409
    assert "Add a version" not in text(browser.get(at(document, "document")))
    assert browser.get(at(document, "document", "add-version/")).status_code == 409
    with pytest.raises(NotNow):
        hung(cast, concern)


def test_it_goes_into_the_case_and_moves_nobodys_last_change(cast: Cast, concern: Concern) -> None:
    document = hung(cast, concern)
    case = cases.open_case(concern, why="x", reply="We look at it.", by=cast.actor("amara"), at=AT)
    document.refresh_from_db()
    assert document.case_id == case.pk
    listed = browse(cast, "amara").get(at(case, "case", "documents/"))
    assert "What he drew" in text(listed)
    assert "Read with its concern" in text(listed)
    stories.accepted(cast, case)
    assert "What he drew" not in text(browse(cast, "sandra").get(at(case, "case", "documents/")))
    before = Case.objects.values_list("updated_at", flat=True).get(pk=case.pk)
    by = {"seat": cast.seat("tom"), "by": cast.actor("tom"), "at": AT + timedelta(hours=1)}
    documents.add_version(document, version(pdf("Newer")), **by)
    assert Case.objects.values_list("updated_at", flat=True).get(pk=case.pk) == before
    close(cast, case)
    assert browse(cast, "tom").get(at(concern, "concern", "attach-to-concern/")).status_code == 409
    assert "Attach a document" not in text(browse(cast, "tom").get(at(concern, "concern")))


def test_a_document_of_a_concern_that_joined_moves_no_share(cast: Cast, case: Case) -> None:
    share = stories.shared(cast, case)
    concern = stories.concern(cast)
    document = hung(cast, concern)
    cases.join_concern(concern, case, reply="Thank you.", by=cast.actor("amara"), at=AT)
    share.refresh_from_db()
    before, later = share.touched_at, AT + timedelta(hours=1)
    documents.add_version(document, version(pdf()), seat=cast.seat("tom"), by=cast.actor("tom"), at=later)
    share.refresh_from_db()
    assert share.touched_at == before
    priti = browse(cast, "priti")
    assert "What he drew" not in text(priti.get(at(case, "case", "documents/")))
    assert status(priti, at(document, "document")) == 404


def test_the_council_reads_what_hangs_on_a_referral_once_it_is_sent(cast: Cast, case: Case) -> None:
    drafted = referrals.draft_referral(case, stories.ASK, referral=None, version=None, by=cast.actor("amara"), at=AT)
    browser = browse(cast, "amara")
    answer = send(
        browser, at(drafted, "referral", "attach-to-referral/"), title="EP report", sort="report", file=file()
    )
    document = Document.objects.get()
    assert said(answer) == [ADDED]
    clean(document)
    council = browse(cast, "sandra")
    assert status(council, at(document, "document")) == 404
    referrals.send_referral(drafted, by=cast.actor("amara"), at=AT)
    assert "EP report" in text(council.get(f"/triage/{drafted.reference}/"))
    assert "EP report" in text(browser.get(at(drafted, "referral")))
    assert status(council, at(document, "document", "versions/1/")) == 200
    assert "add_version" not in text(council.get(at(document, "document")))
    assert status(council, at(document, "document", "add-version/")) == 403
    for stranger in ("tom", "priti", "helen", "far"):
        assert status(browse(cast, stranger), at(document, "document")) == 404


def test_a_decided_referral_takes_no_more_and_what_hangs_on_it_stays(cast: Cast, case: Case) -> None:
    referral = stories.sent(cast, case)
    document = of_referral(cast, referral)
    referrals.decline_referral(
        Referral.objects.get(pk=referral.pk),
        reason="not_met",
        words="No.",
        meanwhile="-",
        by=cast.actor("sandra"),
        at=AT,
    )
    browser = browse(cast, "amara")
    assert browser.get(at(referral, "referral", "attach-to-referral/")).status_code == 409
    page = text(browser.get(at(referral, "referral")))
    assert "EP report" in page
    assert "Attach a document" not in page
    assert status(browser, at(document, "document")) == 200


def test_what_hangs_on_an_entry_stands_on_its_page(cast: Cast, case: Case) -> None:
    entry = stories.entry(cast, case, "amara")
    add(cast, case, entry=entry, title="The plan")
    add(cast, case, title="Another")
    page = text(browse(cast, "amara").get(f"/entries/{entry.reference}/"))
    assert "The plan" in page
    assert "Another" not in page
    assert "Waits for its scan" in page


def test_the_page_asks_as_often_however_many_hang_on_it(cast: Cast, concern: Concern) -> None:
    hung(cast, concern)
    one = queries(cast, "tom", at(concern, "concern"))
    for _ in range(4):
        hung(cast, concern)
    assert queries(cast, "tom", at(concern, "concern")) == one


@pytest.mark.parametrize("wrong", ["both", "none", "restricted", "other"])
def test_the_database_takes_one_place_and_the_child_of_it(cast: Cast, case: Case, wrong: str) -> None:
    concern = stories.concern(cast)
    document = hung(cast, concern)
    changed = {
        "both": {"section": "home"},
        "none": {"concern": None},
        "restricted": {"is_restricted": True, "restricted_at": AT, "restricted_by": cast.people["amara"]},
        "other": {"referral": stories.sent(cast, case), "case": case},
    }[wrong]
    with pytest.raises(IntegrityError):
        update(document, changed)


@pytest.mark.parametrize("kind", ["concern", "referral"])
def test_the_edge_reads_a_whole_document_where_one_is_attached(cast: Cast, case: Case, kind: str) -> None:
    record = stories.sent(cast, case) if kind == "referral" else stories.concern(cast)
    large = file(b"x" * 2_000_000)
    answer = send(browse(cast, "amara"), at(record, kind, f"attach-to-{kind}/"), **TYPED, file=large)
    assert answer.status_code == 422
    assert 'value="What he drew"' in answer.content.decode()


def test_a_decided_referral_takes_no_version_and_only_who_attaches_adds_one(cast: Cast, case: Case) -> None:
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    referral = stories.sent(cast, case)
    document = of_referral(cast, referral)
    assert status(browse(cast, "amara"), at(document, "document", "add-version/")) == 200
    assert status(browse(cast, "dan"), at(document, "document")) == 200
    assert status(browse(cast, "dan"), at(document, "document", "add-version/")) == 403
    words = {"words": "We will help.", "seat": cast.seat("sandra"), "by": cast.actor("sandra"), "at": AT}
    referrals.accept_referral(Referral.objects.get(pk=referral.pk), **words)
    assert status(browse(cast, "amara"), at(document, "document", "add-version/")) == 409
    assert "Add a version" not in text(browse(cast, "amara").get(at(document, "document")))
    assert status(browse(cast, "sandra"), at(document, "document", "add-version/")) == 403


def test_what_hangs_on_a_draft_moves_no_last_change(cast: Cast, case: Case) -> None:
    later = AT + timedelta(hours=1)
    by = {"by": cast.actor("amara"), "at": later}
    drafted = referrals.draft_referral(case, stories.ASK, referral=None, version=None, **by)
    before = Case.objects.values_list("updated_at", flat=True).get(pk=case.pk)
    seated = {"seat": cast.seat("amara"), **by, "at": later + timedelta(hours=1)}
    document = documents.attach_to_referral(drafted, DocumentFacts("EP report", "report"), version(pdf()), **seated)
    documents.add_version(document, version(pdf("More")), **seated)
    assert Case.objects.values_list("updated_at", flat=True).get(pk=case.pk) == before
    referrals.send_referral(drafted, by=cast.actor("amara"), at=later)
    document = Document.objects.get(pk=document.pk)
    documents.add_version(document, version(pdf("Still more")), **seated)
    assert Case.objects.values_list("updated_at", flat=True).get(pk=case.pk) == seated["at"]


def test_nothing_is_added_to_a_concern_about_a_pupil_who_left(cast: Cast, concern: Concern) -> None:
    document = hung(cast, concern)
    leaves(cast, AT.date() - timedelta(days=1))
    browser = browse(cast, "tom")
    for url in (
        at(concern, "concern", "attach-to-concern/"),
        at(concern, "concern", "add-to-concern/"),
        at(document, "document", "add-version/"),
    ):
        assert browser.get(url).status_code == 409
    page = text(browser.get(at(concern, "concern")))
    assert "Attach a document" not in page
    assert "Add to it" not in page
    assert "Add a version" not in text(browser.get(at(document, "document")))
    assert status(browser, at(document, "document")) == 200


def test_whoever_leads_is_told_of_what_is_attached_and_reads_of_it_at_the_concern(cast: Cast, concern: Concern) -> None:
    hung(cast, concern)
    letter = Letter.objects.get(act="attach_to_concern")
    assert (letter.subject_kind, letter.subject_ref) == ("concern", concern.reference)
    assert {seat.person for seat in door.audience(letter)} == {cast.people["amara"]}


def test_a_version_is_of_the_school_of_the_concern(cast: Cast, concern: Concern) -> None:
    document = hung(cast, concern)
    Seat.objects.create(
        person=cast.people["helen"], agency=cast.alder, role=Role.INCLUSION_LEAD, starts_at=AT - timedelta(days=9)
    )
    browser, url = browse(cast, "helen"), at(document, "document", "add-version/")
    assert send(browser, url, what_changed="New.", file=file()).status_code == 302
    assert document.versions.get(number=2).agency == cast.alder
