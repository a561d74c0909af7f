"""The pages of a referral: drafting, sending, the queue and triage."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from referrals.referrals import actions as referrals
from referrals.referrals.models import Question
from tests import stories
from tests.acting.posts import KEPT, draft, returned, sent
from tests.browsing import browse, carried, queries, text
from tests.people import AT, Cast, make_pupil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]


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
    assert (
        "Before you send it, say what worries you, what the family was told, the level of need and"
        in response.content.decode()
    )
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
    assert "say what you hope for, what worries you, what the family was told, the level of need and" in page
    more = {"version": referral.version, "hopes": "Help", "worries": "Leaves.", "need": "2", "basis": "safeguarding"}
    client.post(reverse("draft_referral", args=[case.reference]), more)
    again = client.post(reverse("send_referral", args=[referral.reference]))
    assert "Before you send it, say what the family was told." in again.content.decode()


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
    few = {url: queries(cast, name, url) for name, urls in addresses.items() for url in urls}
    for n in range(4):
        other = replace(cast, kofi=make_pupil(cast.alder, f"Child{n}", "Mensah-Hart"))
        stories.sent(other, stories.case(other))
        stories.concern(other)
    many = {url: queries(cast, name, url) for name, urls in addresses.items() for url in urls}
    assert few == many


def test_an_answer_to_a_question_that_a_colleague_answered_stays_on_the_page(cast: Cast) -> None:
    referral = stories.sent(cast, stories.case(cast))
    council, amara = {"by": cast.actor("sandra"), "at": AT}, browse(cast, "amara")
    referrals.return_referral(referral, questions=["Since when?"], **council)
    first = referral.questions.get()
    url = reverse("answer_referral", args=[referral.reference])
    page = carried(amara.get(url))
    kept = amara.post(reverse("save_draft"), {"mark": page["mark"], f"answer_{first.pk}": "Since the autumn."})
    referrals.answer_referral(referral, answers={first.pk: "Long."}, by=cast.actor("amara"), at=AT)
    referrals.return_referral(referral, questions=["Who lives at home?"], **council)
    typed = {f"answer_{first.pk}": "Since the autumn."}
    for answer in (amara.post(url, {**page, **typed}), amara.get(url, {"draft": kept.json()["draft"]})):
        assert "Since the autumn.</textarea>" in answer.content.decode()
        assert "It was answered meanwhile" in text(answer)
    assert referral.questions.get(pk=first.pk).answer == "Long."
