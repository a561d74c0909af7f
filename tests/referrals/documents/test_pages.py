"""The pages of documents: added, read, followed, taken back and restricted; what is sent twice; who is told nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client

from agencies.outbox.models import Letter
from agencies.policy import Level, Section
from agencies.trail.models import TrailEntry
from referrals.cases.models import Case
from referrals.documents import actions as documents
from referrals.documents import forms
from referrals.documents.models import Document, DocumentVersion, LostFile
from referrals.entries import actions as entries
from tests import stories
from tests.acting.records import close
from tests.browsing import BACKEND, browse, carried, queries, read, said, text
from tests.documents import add, clean, docx, pdf, picture, version
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
TYPED = {"title": "Reading and language", "sort": "report", "section": "education"}


@pytest.fixture
def case(cast: Cast) -> Case:
    return stories.case(cast)


def at(case: Case, act: str = "add-document") -> str:
    return f"/cases/{case.reference}/{act}/"


def of(document: Document, more: str = "") -> str:
    return f"/documents/{document.reference}/{more}"


def file(content: bytes | None = None, name: str = "Report.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if content is not None else pdf(), "text/html")


def send(browser: Client, url: str, form: dict[str, str] | None = None, **typed: Any) -> Any:
    return browser.post(url, {**(carried(browser.get(url)) if form is None else form), **typed})


def small(page: Any) -> str:
    """The address of the first small picture on a page."""
    return re.findall(r'<img src="([^"]*/pages/[^"]*)"', page.content.decode())[0]


def status(browser: Client, url: str) -> int:
    """What a file's address answers; the file is closed again."""
    answer = browser.get(url)
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return int(answer.status_code)


def kept() -> set[str]:
    """The keys of everything in the folder."""
    folder = Path(settings.DOCUMENTS_FOLDER)
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


def test_a_document_is_added_and_waits_and_nobody_can_open_it(cast: Cast, case: Case) -> None:
    browser = browse(cast, "amara")
    answer = send(browser, at(case), **TYPED, file=file())
    document = Document.objects.get()
    assert answer.url == of(document)
    assert said(answer) == ["It is added. Nobody can open it before the virus scanner has found it clean."]
    page = text(browser.get(of(document)))
    for words in (
        "1 version of it waits for the virus scanner.",
        "No virus scanner is set up here, so documents wait.",
        "Until then nobody can open it.",
        "Reading and language",
        "Waits for its scan",
        "Report.pdf",
        "PDF, 1 KB, 1 page",
    ):
        assert words in page, words
    assert "Download" not in page
    for more in ("versions/1/", "versions/1/text/", "versions/1/pages/1/"):
        assert browser.get(of(document, more)).status_code == 404, more


def test_the_name_on_disk_says_nothing(cast: Cast, case: Case) -> None:
    before = kept()
    one = add(cast, case).versions.get()
    assert {one.key} == kept() - before
    assert set(one.key) <= set("0123456789abcdef/")
    assert len(one.key) == 51
    assert (Path(settings.DOCUMENTS_FOLDER) / one.key).stat().st_mode & 0o077 == 0


def test_a_clean_version_is_given_as_a_file_and_no_browser_keeps_it(cast: Cast, case: Case) -> None:
    document = add(cast, case)
    clean(document)
    browser = browse(cast, "amara")
    answer = browser.get(of(document, "versions/1/"))
    assert b"".join(answer.streaming_content) == pdf()
    headers = {name: answer.headers[name] for name in ("Content-Security-Policy", "X-Content-Type-Options")}
    assert headers == {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff"}
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Report.pdf"'
    assert answer.headers["Content-Type"] == "application/pdf"
    page = browser.get(of(document))
    assert page.headers["Cache-Control"] == "no-store"
    picture_url = small(page)
    drawn = browser.get(picture_url)
    assert b"".join(drawn.streaming_content) == picture()
    assert (drawn.headers["Content-Type"], drawn.headers["Cache-Control"]) == ("image/jpeg", "no-store")
    assert "Reads with ease." in text(browser.get(of(document, "versions/1/text/")))
    assert browse(cast, "colm").get(picture_url).status_code == 404  # another's page drew that address
    browser.logout()
    browser.force_login(cast.people["tom"], backend=BACKEND)
    for url in (of(document), of(document, "versions/1/"), of(document, "versions/1/text/"), picture_url):
        assert browser.get(url).status_code == 404, url  # the next person at the same browser
    browser.logout()
    for url in (of(document), of(document, "versions/1/"), picture_url):
        assert browser.get(url).status_code == 302, url


def test_each_opening_is_in_the_trail_with_its_version_and_who_leads_reads_that(cast: Cast, case: Case) -> None:
    document = add(cast, case)
    clean(document)
    assert status(browse(cast, "colm"), of(document, "versions/1/")) == 200
    line = TrailEntry.objects.get(act="see_version")
    assert (line.by_name, line.facts, line.case_ref, line.outcome) == (
        "Colm Brannigan",
        {"version": 1},
        case.reference,
        "opened",
    )
    assert ": version 1" in text(browse(cast, "amara").get(of(document)))


def test_sent_twice_and_from_two_tabs_makes_one_and_another_file_is_another(cast: Cast, case: Case) -> None:
    browser = browse(cast, "amara")
    form = carried(browser.get(at(case)))
    for once in (form, form, carried(browser.get(at(case)))):
        send(browser, at(case), once, **TYPED, file=file())
    document = Document.objects.get()
    assert document.versions.count() == 1
    send(browser, at(case), **TYPED, file=file(docx()))
    assert Document.objects.count() == 2
    form = carried(browser.get(of(document, "add-version/")))
    for content in (pdf("Second"), pdf("Second"), pdf("Third")):
        send(browser, of(document, "add-version/"), form, what_changed="Results", file=file(content))
    assert [one.number for one in document.versions.order_by("number")] == [1, 2]
    send(browser, of(document, "add-version/"), what_changed="Results", file=file(pdf("Third")))
    assert [one.number for one in document.versions.order_by("number")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("typed", "content", "words"),
    [
        ({"section": ""}, pdf(), "Choose its part, or the entry that it hangs on"),
        ({"title": ""}, pdf(), "Answer “Title”"),
        ({"sort": "secret"}, pdf(), "Choose one of the answers"),
        ({}, b"", "There is nothing in this file. Choose it again"),
        ({}, b"<html>", "By its bytes this is a .html file"),
        ({}, pdf() + b"0" * 20_000_000, "This file is larger than 20 MB"),
    ],
)
def test_bad_input_keeps_what_was_typed_and_says_that_the_file_is_chosen_again(
    cast: Cast, case: Case, typed: dict[str, str], content: bytes, words: str
) -> None:
    before = kept()
    answer = send(browse(cast, "amara"), at(case), **{**TYPED, "title": "Canary title", **typed}, file=file(content))
    assert answer.status_code == 422
    for one in (words, "Choose the file again: a browser keeps none when a page comes back."):
        assert one in text(answer), one
    assert ("Canary title" in text(answer)) is ("title" not in typed)
    assert not Document.objects.exists()
    assert kept() == before


def test_what_is_far_too_large_is_not_read(cast: Cast, case: Case) -> None:
    browser = browse(cast, "amara")
    for url, size in ((at(case), 26_000_000), (at(case, "add-entry"), 1_100_000)):
        assert browser.post(url, {**TYPED, "file": file(b"0" * size)}).status_code in (400, 413), url
    assert not Document.objects.exists()


def test_a_session_that_ended_keeps_what_was_typed_and_no_file(cast: Cast, case: Case) -> None:
    browser, before = browse(cast, "amara"), kept()
    form = carried(browser.get(at(case)))
    browser.cookies.pop("inclusion_session")
    answer = send(browser, at(case), form, **TYPED, file=file())
    assert answer.status_code == 302
    assert kept() == before
    assert not Document.objects.exists()


def test_a_version_follows_and_what_waits_is_taken_back_by_its_adder_alone(cast: Cast, case: Case) -> None:
    document = add(cast, case)
    clean(document)
    send(
        browse(cast, "colm"), of(document, "add-version/"), what_changed="A second test", file=file(pdf("New"), "b.pdf")
    )
    second = document.versions.get(number=2)
    page = text(browse(cast, "colm").get(of(document)))
    assert "Take version 2 back" in page
    assert "A second test" in page
    assert page.index("Version 2") < page.index("Version 1")
    assert "Take version" not in text(browse(cast, "amara").get(of(document)))
    back = of(document, "take-back-version/")
    form = carried(browse(cast, "colm").get(back))
    assert browse(cast, "amara").post(back, {**form, "mark": ""}).status_code in (403, 409, 422)
    browser = browse(cast, "colm")
    form = carried(browser.get(back))
    for _ in range(2):
        assert send(browser, back, form).url == of(document)
    second.refresh_from_db()
    assert (second.state, second.key) == ("taken_back", "")
    documents.destroy_lost_files()
    assert not LostFile.objects.exists()
    assert second.key not in kept()
    assert browser.get(back).status_code == 409


def test_what_is_clean_is_not_taken_back(cast: Cast, case: Case) -> None:
    document = add(cast, case)
    browser = browse(cast, "amara")
    form = carried(browser.get(of(document, "take-back-version/")))
    clean(document)
    answer = send(browser, of(document, "take-back-version/"), form)
    assert "This version waits no more, so it can’t be taken back." in text(answer)
    assert document.versions.get().state == "clean"


def test_a_restricted_document_is_for_three_and_for_everybody_else_it_is_not_there(cast: Cast, case: Case) -> None:
    document = add(cast, case, who="colm")
    stories.shared(cast, case, level=Level.SECTIONS, sections=(Section.EDUCATION,))
    clean(document)
    assert "restricted" in said(send(browse(cast, "amara"), of(document, "restrict-document/"), why="Health detail"))[0]
    for name, answer in {"colm": 200, "amara": 404, "priti": 404, "tom": 404, "helen": 404, "far": 404}.items():
        for more in ("", "versions/1/", "versions/1/text/"):
            assert status(browse(cast, name), of(document, more)) == answer, (name, more)
    assert "Reading and language" not in text(browse(cast, "amara").get(at(case, "documents")))
    assert document.reference not in read(cast, "amara", at(case, "trail"))
    page = text(browse(cast, "colm").get(of(document)))
    assert "Read by whoever added it, the lead professional and the headteacher alone." in page
    assert "Health detail" in page


def test_one_that_hangs_on_an_entry_follows_it_always(cast: Cast, case: Case) -> None:
    entry = stories.entry(cast, case)
    browser = browse(cast, "amara")
    send(browser, at(case), **{**TYPED, "section": ""}, entry=entry.reference, file=file())
    document = Document.objects.get()
    clean(document)
    assert browse(cast, "colm").get(of(document)).status_code == 200
    assert browser.get(of(document, "restrict-document/")).status_code == 409
    assert "Restrict the entry." in text(browser.get(of(document, "restrict-document/")))
    entries.restrict_entry(entry, why="Health.", by=cast.actor("amara"), at=AT)
    for name in cast.people:
        if name != "nobody":
            of_entry = browse(cast, name).get(f"/entries/{entry.reference}/").status_code
            assert browse(cast, name).get(of(document)).status_code == of_entry, name
    both = send(browser, at(case), **TYPED, entry=entry.reference, file=file())
    assert "Choose one of the answers" in text(both) or "Choose a part or an entry, and not both" in text(both)


def test_an_entry_of_another_case_is_taken_neither_by_the_form_nor_by_the_database(cast: Cast, case: Case) -> None:
    other = stories.entry(cast, case)
    document = add(cast, case)
    elsewhere = Case.objects.get(pk=case.pk)
    elsewhere.pk, elsewhere.reference, elsewhere.pupil, elsewhere.school = None, "H7QH-2222-X", cast.maisie, cast.merrow
    elsewhere.save()
    answer = send(browse(cast, "helen"), at(elsewhere), **{**TYPED, "section": ""}, entry=other.reference, file=file())
    assert answer.status_code == 422

    @transaction.atomic
    def hang() -> None:
        Document.objects.filter(pk=document.pk).update(case=elsewhere, entry=other, section="")
        connection.check_constraints()

    with pytest.raises(IntegrityError, match="of_its_entry"):
        hang()


def test_a_share_shows_the_documents_of_its_parts_and_its_own(cast: Cast, case: Case) -> None:
    shown, hidden = add(cast, case), add(cast, case, section="health", title="Canary of health")
    stories.shared(cast, case, level=Level.SECTIONS, sections=(Section.EDUCATION,))
    page = text(browse(cast, "priti").get(at(case, "documents")))
    assert shown.title in page
    assert hidden.title not in page
    assert browse(cast, "priti").get(of(hidden)).status_code == 404
    assert 'Documents <span class="i-count">1</span>' in read(cast, "priti", f"/cases/{case.reference}/")
    assert 'Documents <span class="i-count">2</span>' in read(cast, "amara", f"/cases/{case.reference}/")
    send(browse(cast, "priti"), at(case), title="Our report", sort="report", file=file())
    own = Document.objects.get(title="Our report")
    assert (own.section, own.agency) == ("health", cast.camhs)
    assert browse(cast, "priti").get(of(own)).status_code == 200
    keepers = text(browse(cast, "amara").get(of(shown)))
    assert "CAMHS" in keepers.split("<h2>Who may read it</h2>")[1]
    assert (
        "CAMHS"
        not in text(browse(cast, "amara").get(of(hidden))).split("<h2>Who may read it</h2>")[1].split("<h2>Who has")[0]
    )
    assert "<h2>Who may read it</h2>" not in text(browse(cast, "priti").get(of(shown)))


def test_words_in_a_title_or_a_clean_text_are_found_inside_the_door_alone(cast: Cast, case: Case) -> None:
    found, waits = add(cast, case), add(cast, case, title="Waits", content=pdf("Canaryword"))
    clean(found, text="He reads with ease, 100% of it.")
    hidden = add(cast, case, who="colm", title="Hidden canaryword")
    documents.restrict_document(hidden, why="-", by=cast.actor("colm"), at=AT)
    browser = browse(cast, "amara")

    def look(words: str) -> str:
        answer = browser.post(at(case, "documents"), {"q": words})
        assert words.split()[0] not in answer.url
        return text(browser.get(answer.url))

    assert found.title in look("ease READS")
    assert waits.title not in look("ease reads")
    assert found.title in look("100%")
    assert found.title not in look("1_0%")
    for words in ("Canaryword", "hidden"):
        assert "No document that you may read has these words" in look(words), words
    assert waits.title in text(browser.get(at(case, "documents") + "?sought=made-up"))


def test_a_closed_case_is_read_and_takes_nothing(cast: Cast, case: Case) -> None:
    document = add(cast, case)
    clean(document)
    close(cast, case)
    browser = browse(cast, "amara")
    assert status(browser, of(document, "versions/1/")) == 200
    assert "Add a version" not in text(browser.get(of(document)))
    assert "Add a document" not in text(browser.get(at(case, "documents")))
    for url in (at(case), of(document, "add-version/")):
        assert browser.get(url).status_code == 409, url
        assert browser.post(url, {"what_changed": "x", "file": file(pdf("Other"))}).status_code in (409, 422), url
    assert document.versions.count() == 1


def test_no_letter_says_a_title_or_the_name_of_a_file(cast: Cast, case: Case) -> None:
    before = Letter.objects.count()
    document = add(cast, case, title="Canary title")
    documents.add_version(
        document, version(pdf("x"), "canary.pdf"), seat=cast.seat("amara"), by=cast.actor("amara"), at=AT
    )
    told = list(Letter.objects.order_by("-id")[: Letter.objects.count() - before])
    assert all(not one.tells and "anary" not in one.words for one in told)
    for line in TrailEntry.objects.filter(subject_kind="document"):
        assert "anary" not in f"{line.why}{line.facts}"


def test_the_bytes_go_with_their_rows_whoever_deletes_them(cast: Cast, case: Case) -> None:
    before = kept()
    document = add(cast, case)
    clean(document)
    assert len(kept() - before) == 2
    DocumentVersion.objects.filter(document=document).delete()
    documents.destroy_lost_files()
    assert kept() - before == set()
    assert not LostFile.objects.exists()


def test_an_act_that_fails_leaves_no_bytes(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept()
    monkeypatch.setattr(documents.adding, "done", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        add(cast, case)
    assert kept() == before


def test_bytes_that_are_not_there_are_said_so(cast: Cast, case: Case) -> None:
    document = add(cast, case)
    one = clean(document)
    (Path(settings.DOCUMENTS_FOLDER) / one.key).unlink()
    answer = browse(cast, "amara").get(of(document, "versions/1/"))
    assert answer.status_code == 409
    assert "The file can’t be read just now." in text(answer)


def test_what_was_sent_never_changes(cast: Cast, case: Case) -> None:
    one = add(cast, case).versions.get()
    for column in ("sha256", "file_name", "size", "number", "author_id"):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            DocumentVersion.objects.filter(pk=one.pk).update(**{column: 1})


def test_a_list_and_a_page_take_a_constant_number_of_queries(cast: Cast, case: Case) -> None:
    document = add(cast, case)
    counts = []
    for _ in range(2):
        counts.append(
            [queries(cast, "amara", url) for url in (at(case, "documents"), of(document), f"/cases/{case.reference}/")]
        )
        more = add(cast, case, content=picture())
        clean(more)
        by = {"seat": cast.seat("amara"), "by": cast.actor("amara")}
        documents.add_version(document, version(pdf("x")), at=AT + timedelta(seconds=len(counts)), **by)
    assert counts[0] == counts[1], counts


def test_a_picture_is_fetched_by_its_page_alone_and_not_for_long(cast: Cast, case: Case) -> None:
    document = add(cast, case)
    clean(document)
    browser = browse(cast, "amara")
    url = small(browser.get(of(document)))
    assert browser.get(url.split("?")[0]).status_code == 404
    assert browser.get(url.replace("pages/1", "pages/2")).status_code == 404
    with time_machine.travel(AT + timedelta(minutes=11), tick=False):
        assert browser.get(url).status_code == 404


def test_where_a_case_has_more_entries_than_are_offered_the_page_says_so(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "MOST_ENTRIES", 2)
    words = "The newest 2 are offered."
    for _ in range(3):
        stories.entry(cast, case)
        count = case.entries.count()
        page = text(browse(cast, "amara").get(at(case)))
        assert (words in page) is (count > 2)
        assert page.count("<option") - page.split('name="entry"')[0].count("<option") == 1 + min(count, 2)
