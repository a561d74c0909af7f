"""Who comes second, or comes again with other words, is told who did what and when, and keeps what they typed."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from agencies.people.models import Seat
from tests import moves, stories
from tests.acting.posts import KEPT, everything, named
from tests.acting.test_posts import ROWS, Row
from tests.browsing import AGAIN, browse, carried, said, text
from tests.people import LONG_AGO, Cast, make_person, set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
WORDS = ("why", "reply", "words_said", "answer", "question_1")
AUTHORS = {"edit_entry", "withdraw_concern"}
"""What is whoever wrote it alone to do: no colleague comes second."""
ADDS = {"add_entry", "add_to_concern", "record_family_told", "draft_referral"}
"""Done as often as one likes; what is typed into a draft of a referral that moved on is shown beside it."""


def other_words(data: dict[str, Any]) -> dict[str, Any]:
    return {name: KEPT if name in WORDS or name.startswith("answer_") else value for name, value in data.items()}


ONCE_ONLY = [row for row in ROWS if row.act not in ADDS and other_words({**row.good, "x": ""}) != {**row.good, "x": ""}]
ONCE_ONLY += [row for row in ROWS if row.act == "answer_referral"]
GONE = {("restrict_entry", False): 404, ("decline_share", True): 409, ("decline_share", False): 409}
"""Who may not read it now, or has declined, has the page no more: the words stand on the page that says so."""


def summary(answer: Any) -> str:
    """What the page asks to look at again."""
    return text(answer).partition("govuk-error-summary__list")[2].partition("</ul>")[0]


def colleague(cast: Cast, name: str) -> str:
    """Somebody with the same seats."""
    other = make_person(f"{name}-2", "Another Hand")
    for seat in Seat.objects.filter(person=cast.people[name]):
        Seat.objects.create(person=other, agency=seat.agency, role=seat.role, starts_at=LONG_AGO)
    cast.people["other"] = other
    return "other"


SECOND = [(row, True) for row in ONCE_ONLY] + [(row, False) for row in ONCE_ONLY if row.act not in AUTHORS]


@pytest.mark.parametrize(
    ("row", "is_same"), SECOND, ids=[f"{'myself' if mine else 'a colleague'}-{row.act}" for row, mine in SECOND]
)
def test_i_came_second_with_other_words(cast: Cast, row: Row, is_same: bool) -> None:
    record = row.make(cast)
    url, data = row.url(record.reference), row.data(cast, record)
    mine, theirs = browse(cast, row.who if is_same else colleague(cast, row.who)), browse(cast, row.who)
    opened = carried(mine.get(url))
    assert theirs.post(url, {**carried(theirs.get(url)), **data}).status_code == 302
    before = everything()
    answer = mine.post(url, {**opened, **other_words(data)})
    assert everything() == before
    assert KEPT in text(answer)
    assert answer.status_code == GONE.get((row.act, is_same), 422)
    if answer.status_code == 404:
        return
    who = "You" if is_same else f"{cast.people[row.who].name} ("
    told = summary(answer) if answer.status_code == 422 else text(answer)
    assert who in told
    assert "on 23 Nov 2026 at " in told


@pytest.mark.parametrize("row", ONCE_ONLY, ids=[row.act for row in ONCE_ONLY])
def test_the_same_words_from_another_tab_are_already_done(cast: Cast, row: Row) -> None:
    record = row.make(cast)
    url, data, client = row.url(record.reference), row.data(cast, record), browse(cast, row.who)
    one, two = carried(client.get(url)), carried(client.get(url))
    first = client.post(url, {**one, **data})
    before = everything()
    second = client.post(url, {**two, **data})
    assert (second.status_code, second["Location"], said(second)[-1]) == (302, first["Location"], AGAIN)
    assert everything() == before


def test_a_press_without_words_after_a_colleague_lands_and_says_whose_it_was(cast: Cast) -> None:
    share = stories.offered(cast, named(cast))
    url = reverse("accept_share", args=[share.reference])
    browse(cast, "priti").post(url, {"sure": "1"})
    answer = browse(cast, colleague(cast, "priti")).post(url, {"sure": "1"})
    assert answer.status_code == 302
    assert said(answer)[-1].startswith("Priti Nair (CAMHS) accepted")


@pytest.mark.parametrize(("first", "second"), [("accept", "decline"), ("decline", "accept")])
def test_two_of_one_agency_answer_one_offer_and_the_second_is_told_who_was_first(
    cast: Cast, first: str, second: str
) -> None:
    share = stories.offered(cast, named(cast))
    urls = {way: reverse(f"{way}_share", args=[share.reference]) for way in (first, second)}
    mine, sent = browse(cast, colleague(cast, "priti")), {"sure": "1", "why": KEPT}
    opened = carried(mine.get(reverse("see_share", args=[share.reference])))
    browse(cast, "priti").post(urls[first], sent)
    before = everything()
    answer = mine.post(urls[second], {**opened, **sent})
    assert everything() == before
    assert answer.status_code == (422 if first == "accept" else 409)
    assert "Priti Nair (CAMHS)" in text(answer)
    assert "on 23 Nov 2026 at " in text(answer)


def test_an_offer_that_was_declined_shows_its_agency_nothing_of_it_any_more(cast: Cast) -> None:
    share = stories.offered(cast, named(cast))
    mine, url = browse(cast, colleague(cast, "priti")), reverse("decline_share", args=[share.reference])
    browse(cast, "priti").post(url, {"why": "Full."})
    for answer in (mine.get(url), mine.post(url, {"why": KEPT}), mine.post(url, {})):
        assert (answer.status_code, share.question in text(answer)) == (409, False)
        assert "See where it stands" not in text(answer)
    assert mine.get(reverse("see_share", args=[share.reference])).status_code == 404
    assert browse(cast, "far").get(url).status_code == 404


def test_a_second_offer_with_other_terms_is_told_and_kept(cast: Cast) -> None:
    case = named(cast)
    url = reverse("share_case", args=[case.reference])
    client = browse(cast, "amara")
    terms = {
        "agency": cast.camhs.reference, "purpose": "health_support", "basis": "health_care", "level": "S",
        "condition": "health_care", "question": "Can you help?", "until_on": "20 Jan 2027", "told": "yes",
        "whom": "Abena", "told_on": "19 Nov 2026",
        "sections": ["education"],
    }  # fmt: skip
    first = client.post(url, terms)
    assert first.status_code == 302
    before = everything()
    again = client.post(url, terms)
    assert (again.status_code, again["Location"], said(again)[-1]) == (302, first["Location"], AGAIN)
    other = client.post(url, {**terms, "question": KEPT})
    assert other.status_code == 422
    assert KEPT in text(other)
    assert "You offered" in summary(other)
    assert everything() == before


def test_back_and_other_words_in_a_concern_that_was_sent_are_not_taken_for_it(cast: Cast) -> None:
    client, url = browse(cast, "tom"), reverse("log_concern")
    page = carried(client.get(url))
    data = {**page, "pupil": cast.kofi.reference, "pupil_name": "Kofi", "fact": "He left early.",
            "seen": ["left_lesson"], "worry": "1", "happened_on": "20 Nov 2026"}  # fmt: skip
    first = client.post(url, data)
    assert first.status_code == 302
    other = client.post(url, {**data, "fact": KEPT})
    assert other.status_code == 422
    assert KEPT in text(other)
    assert "You logged" in summary(other)


def second(cast: Cast, name: str, url: str, first: dict[str, Any], other: dict[str, Any]) -> Any:
    """A colleague's sending, from a page that was opened before the first one came."""
    mine, theirs = browse(cast, colleague(cast, name)), browse(cast, name)
    opened = carried(mine.get(url))
    assert theirs.post(url, {**carried(theirs.get(url)), **first}).status_code == 302
    return mine.post(url, {**opened, **other})


def test_a_second_question_to_both_heads_does_not_erase_the_first(cast: Cast) -> None:
    move = moves.agreed(cast)
    answer = second(
        cast, "sandra", reverse("return_move", args=[move.reference]), {"question": "Q"}, {"question": KEPT}
    )
    move.refresh_from_db()
    assert (answer.status_code, move.question, KEPT in text(answer)) == (422, "Q", True)
    assert "Sandra Pell (" in summary(answer)


def test_a_second_review_of_the_same_week_is_not_the_twelfth(cast: Cast) -> None:
    move = moves.admitted(cast)
    url = reverse("review_move", args=[move.reference])
    with time_machine.travel(datetime(2027, 1, 25, 10, tzinfo=UTC)):
        set_clock(datetime(2027, 1, 25, 10, tzinfo=UTC))
        farida = browse(cast, "farida")
        assert farida.post(url, {**carried(farida.get(url)), "words": "ok"}).status_code == 302
        again = farida.post(url, {**carried(farida.get(url)), "words": KEPT})
        assert (again.status_code, KEPT in text(again), move.reviews.count()) == (422, True, 1)
    move.refresh_from_db()
    assert move.state == "admitted"


def test_a_fact_that_a_colleague_recorded_meanwhile_is_said_before_it_is_changed(cast: Cast) -> None:
    url = reverse("record_pupil_fact", args=[cast.kofi.reference])
    first = {"kind": "looked_after", "starts_on": "1 Oct 2026", "words": "First"}
    answer = second(cast, "amara", url, first, {**first, "words": KEPT})
    assert (answer.status_code, KEPT in text(answer), "Amara Adeyemi (" in summary(answer)) == (422, True, True)
    assert cast.kofi.facts.get().words == "First"


def test_a_parents_answer_that_a_colleague_recorded_is_said(cast: Cast) -> None:
    move = moves.heard(cast)
    url = reverse("consent_to_move", args=[move.reference])
    parent = move.consents.filter(party="parent").earliest("pk").pk
    yes = {"consent": parent, "answer": "yes", "answered_on": "23 11 2026", "how": "here", "statement_shown": "on"}
    answer = second(cast, "amara", url, yes, {**yes, "answer": "no", "words": KEPT})
    assert (answer.status_code, KEPT in text(answer), "Amara Adeyemi (" in summary(answer)) == (422, True, True)


def test_back_to_what_a_colleague_has_changed_since_is_not_already_done(cast: Cast) -> None:
    url = reverse("record_pupil_fact", args=[cast.kofi.reference])
    mine, theirs = browse(cast, "amara"), browse(cast, colleague(cast, "amara"))
    fact = {"kind": "looked_after", "starts_on": "1 Oct 2026"}
    page = {**carried(mine.get(url)), **fact, "words": KEPT}
    assert mine.post(url, page).status_code == 302
    assert theirs.post(url, {**carried(theirs.get(url)), **fact, "words": "Theirs"}).status_code == 302
    answer = mine.post(url, page)
    assert (answer.status_code, cast.kofi.facts.get().words) == (422, "Theirs")
    assert "Another Hand (" in summary(answer)
    assert KEPT in text(answer)


def test_back_to_whom_i_named_first_names_them_again(cast: Cast) -> None:
    case = stories.case(cast)
    url, mine = reverse("name_lead", args=[case.reference]), browse(cast, "amara")
    first, other = cast.people["amara"], cast.people["tom"]
    old, page = carried(mine.get(url)), carried(mine.get(url))
    assert mine.post(url, {**old, "person": first.reference}).status_code == 302
    assert mine.post(url, {**carried(mine.get(url)), "person": other.reference}).status_code == 302
    assert f"{first.name} leads on this case." in said(mine.post(url, {**old, "person": first.reference}))
    case.refresh_from_db()
    assert case.lead_id == first.pk
    assert f"{other.name} leads on this case." in said(mine.post(url, {**page, "person": other.reference}))
