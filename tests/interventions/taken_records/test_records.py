"""A record taken away: what is in it and what is not, looked through first, with a line in the trail."""

import hashlib
import re
from typing import Any

import pypdfium2
import pytest

from agencies.policy import Section
from agencies.trail.models import TrailEntry
from interventions.taken_records import pages, words
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.documents import keeping
from referrals.documents.models import Document
from referrals.entries import actions as entries
from referrals.entries.models import Entry
from tests import documents, stories
from tests.browsing import browse, read, statements
from tests.filling import form
from tests.interventions.case_page.written import written
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]

WHOSE = "Review meeting on 4 December"
ALL = list(words.PARTS)


def url_of(case: Case) -> str:
    return f"/cases/{case.reference}/take-record/"


BUTTONS = {"Take it as text": {"as": "text"}, "Show these days": {"look": "days"}, "Take the PDF": {}}


def filled(answer: Any, button: str) -> dict[str, Any]:
    """What a browser sends of the page when this button is pressed."""
    assert answer.status_code in (200, 422), answer.status_code
    return {**form(answer.content.decode(), button)[1], **BUTTONS[button]}


def send(cast: Cast, case: Case, who: str = "amara", *, button: str = "Take it as text", **said: Any) -> Any:
    """The page's form as a browser sends it, with these answers."""
    browser = browse(cast, who)
    return browser.post(url_of(case), {**filled(browser.get(url_of(case)), button), "whose": WHOSE, **said})


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    assert answer["Content-Type"].startswith("text/plain"), answer["Content-Type"]
    return str(answer.content.decode())


def pdf(answer: Any) -> tuple[bytes, str]:
    """The bytes, and all that stands on the pages."""
    assert answer.status_code == 200, answer.content.decode()[-3000:]
    assert answer["Content-Type"] == "application/pdf"
    found = pypdfium2.PdfDocument(answer.content)
    return answer.content, "\n".join(page.get_textpage().get_text_range() for page in found)


def lines() -> list[TrailEntry]:
    return list(TrailEntry.objects.filter(act="take_record", outcome="done"))


def test_the_story_stands_in_it_the_oldest_first_and_what_is_restricted_never(cast: Cast) -> None:
    case = written(cast)
    page = read(cast, "amara", url_of(case))
    assert "1 restricted entry that you may open is left out" in re.sub(r"\s+", " ", page)
    assert "It names another child." not in page
    paper = text(send(cast, case))
    assert [part for part in ("education", "voice", "home", "health", "attendance") if f"Of {part}." in paper]
    assert paper.index("Of education.") < paper.index("Of home.") < paper.index("Of attendance.")
    assert "It names another child." not in paper
    assert "estricted entr" not in paper
    assert f"For: {WHOSE}" in paper
    assert "Taken by Amara Adeyemi, inclusion lead, Alder" in paper
    assert words.NOT_ALL in paper


def test_a_paper_says_the_same_of_itself_whether_something_was_left_out_or_not(cast: Cast) -> None:
    case = stories.case(cast)
    stories.entry(cast, case)
    bare = text(send(cast, case))
    secret = stories.entry(cast, case, text="It names another child.")
    entries.restrict_entry(secret, why="Another child", by=cast.actor("amara"), at=AT)
    assert text(send(cast, case)) == bare


def test_what_is_left_out_is_not_in_it_and_the_trail_says_why(cast: Cast) -> None:
    case = stories.case(cast)
    kept, out = stories.entry(cast, case, text="He came back."), stories.entry(cast, case, text="His cousin did it.")
    answer = send(cast, case, **{f"entry_{out.reference}": "other"})
    paper = text(answer)
    assert kept.text in paper
    assert "cousin" not in paper
    (line,) = lines()
    assert (line.case_ref, line.subject_ref, line.by_name, line.why) == (
        case.reference,
        case.reference,
        "Amara Adeyemi",
        WHOSE,
    )
    assert line.facts["left_out"] == {"other": 1}
    assert line.facts["entries"] == Entry.objects.filter(case=case).count() - 1
    assert line.facts["sha256"] == hashlib.sha256(answer.content).hexdigest()
    assert "Took the record away" in read(cast, "amara", f"/cases/{case.reference}/trail/")


def test_the_pdf_is_tagged_and_says_so_and_has_the_words_of_the_text(cast: Cast) -> None:
    case = written(cast)
    stories.entry(
        cast, case, text="Siobhán O’Shea said: #let x = *1* $a$ \\ @b <c>\n\nPolish: żółć. 😀 你好\u202egnirts\nمرحبا"
    )
    paper = text(send(cast, case, parts=ALL))
    file, found = pdf(send(cast, case, button="Take the PDF", parts=ALL))
    assert b"pdfuaid:part" in file
    assert b"StructTreeRoot" in file
    assert b"/Lang" in file
    flat = re.sub(r"\s+", "", found)
    for line in paper.splitlines():
        if not re.search(r"مرحبا", line) and not line.isupper():
            assert re.sub(r"\s+|\u202e|😀.*", "", line) in flat, line
    assert "#letx=*1*$a$\\@b<c>" in flat
    assert "[grinningface]" in flat
    assert words.UNDRAWN in re.sub(r"\s+", " ", found)
    assert "\u202e" not in found
    assert "gnirts" in found
    assert "😀" in paper


@pytest.mark.parametrize("who", ["sandra", "dan"])
def test_the_council_that_helps_and_the_lead_professional_may(cast: Cast, who: str) -> None:
    case = written(cast)
    stories.accepted(cast, case)
    paper = text(send(cast, case, who, parts=ALL))
    assert "Of education." in paper
    assert "It names another child." not in paper


def test_an_agency_takes_nothing_that_was_lent_to_it_and_a_stranger_finds_nothing(cast: Cast) -> None:
    case = written(cast)
    stories.shared(cast, case, sections=(Section.EDUCATION,))
    assert browse(cast, "priti").get(url_of(case)).status_code == 403
    assert "take-record" not in read(cast, "priti", f"/cases/{case.reference}/")
    absent = browse(cast, "colm").get("/cases/C-00000000/take-record/")
    hidden = browse(cast, "sandra").get(url_of(case))
    assert hidden.status_code == absent.status_code == 404
    assert browse(cast, "priti").post(url_of(case), {"whose": WHOSE}).status_code == 403
    assert lines() == []


def test_of_a_closed_case_too(cast: Cast) -> None:
    case = stories.case(cast)
    stories.entry(cast, case)
    facts = {"outcome": "met", "words": "He reads.", "family_words": "Thank you."}
    cases.close_case(case, **facts, by=cast.actor("amara"), at=AT)
    paper = text(send(cast, case))
    assert "He reads." in paper
    assert "Thank you." in paper


def test_nothing_leaves_that_was_not_looked_at(cast: Cast) -> None:
    case, browser = written(cast), browse(cast, "amara")
    said = {**filled(browser.get(url_of(case)), "Take it as text"), "whose": "The panel — O’Shea"}
    stories.entry(cast, case, text="It came meanwhile.")
    refused = browser.post(url_of(case), said)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert words.CHANGED in page
    assert "The panel — O’Shea" in page
    assert "It came meanwhile." in page
    assert lines() == []
    assert "It came meanwhile." in text(browser.post(url_of(case), filled(refused, "Take it as text")))


def test_it_needs_to_be_said_for_whom_and_what_was_chosen_stays(cast: Cast) -> None:
    case = stories.case(cast)
    one = stories.entry(cast, case)
    refused = send(cast, case, whose=" ", parts=["moves"], **{f"entry_{one.reference}": "harm"})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Say who it is for, and what for" in page
    assert re.search(r'value="harm" selected', page)
    assert re.search(r'value="moves"[^>]*checked', page)
    assert lines() == []
    assert send(cast, case, **{f"entry_{one.reference}": "because"}).status_code == 422
    assert send(cast, case, whose="x" * 201).status_code == 422


def test_the_days_narrow_it_and_are_looked_at_first(cast: Cast) -> None:
    case, browser = stories.case(cast), browse(cast, "amara")
    one = stories.entry(cast, case, text="Long ago.")
    Entry.objects.filter(pk=one.pk).update(happened_on="2025-11-03")
    stories.entry(cast, case, text="Of late.")
    said = {**filled(browser.get(url_of(case)), "Show these days"), "first": "1 11 2025", "last": "30 11 2025"}
    looked = browser.post(url_of(case), said)
    assert looked.status_code == 200
    assert "Say who it is for" not in looked.content.decode()
    assert "Of late." not in looked.content.decode()
    assert lines() == []
    paper = text(browser.post(url_of(case), {**filled(looked, "Take it as text"), "whose": WHOSE}))
    assert "Long ago." in paper
    assert "Of late." not in paper
    assert "THE STORY FROM SATURDAY 1 NOVEMBER 2025 TO SUNDAY 30 NOVEMBER 2025" in paper
    wrong = browser.post(url_of(case), {**said, "last": "1 9 2025"})
    assert wrong.status_code == 422
    assert "That is before the first day" in wrong.content.decode()
    unread = browser.post(url_of(case), {**said, "first": "32 13 2025"})
    assert unread.status_code == 422
    straight = filled(browser.get(url_of(case)), "Take it as text")
    unseen = browser.post(url_of(case), {**straight, "whose": WHOSE, "first": "1 11 2025", "last": "30 11 2025"})
    assert words.CHANGED in unseen.content.decode()


def test_more_than_it_holds_is_said_and_nothing_is_cut(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = written(cast)
    monkeypatch.setattr(pages, "MOST_ENTRIES", 3)
    page = read(cast, "amara", url_of(case))
    assert "too much for one paper" in page
    assert send(cast, case).status_code == 422
    assert lines() == []


def test_papers_go_behind_it_and_it_does_not_call_itself_accessible(cast: Cast) -> None:
    case = written(cast)
    first = documents.add(cast, case, title="EP report", content=documents.pdf("Reads with ease.", pages=2))
    waits = documents.add(cast, case, title="Not scanned yet")
    shut = documents.add(cast, case, title="For few")
    for one in (first, shut):
        documents.clean(one)
    Document.objects.filter(pk=shut.pk).update(
        is_restricted=True, restricted_at=AT, restricted_by=cast.people["amara"], restricted_why="x"
    )
    page = read(cast, "amara", url_of(case))
    assert "EP report" in page
    assert waits.title not in page
    assert shut.title not in page
    assert "1 restricted document that you may open" in re.sub(r"\s+", " ", page)
    file, found = pdf(send(cast, case, button="Take the PDF", papers=[first.reference]))
    assert b"pdfuaid" not in file
    assert b"StructTreeRoot" in file
    own = len(pypdfium2.PdfDocument(file)) - 2
    assert f"Page {own + 1}: EP report" in found
    assert found.count("Reads with ease.") == 2
    assert TrailEntry.objects.filter(act="see_version", subject_ref=first.reference, outcome="opened").count() == 1
    assert "Reads with ease." in text(send(cast, case, papers=[first.reference]))
    assert send(cast, case, papers=[shut.reference]).status_code == 422
    assert send(cast, case, papers=[waits.reference]).status_code == 422


def test_a_paper_whose_bytes_are_gone_is_named_and_nothing_leaves(cast: Cast) -> None:
    case = stories.case(cast)
    document = documents.add(cast, case, title="EP report")
    documents.clean(document)
    keeping.destroy(document.versions.get().key)
    refused = send(cast, case, button="Take the PDF", papers=[document.reference])
    assert refused.status_code == 422
    assert "“EP report” can’t be read just now" in refused.content.decode()
    assert lines() == []


def test_a_page_has_as_many_statements_for_one_entry_as_for_many(cast: Cast) -> None:
    case, browser = written(cast), browse(cast, "amara")
    few = len(statements(lambda: browser.get(url_of(case))))
    for n in range(12):
        document = documents.add(cast, case, title=f"Paper {n}")
        documents.clean(document)
        stories.entry(cast, case, text=f"Number {n}.")
    assert len(statements(lambda: browser.get(url_of(case)))) == few
