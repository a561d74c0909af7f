"""Guards of the law's list by their row names (law.md 10) that stand nowhere else by name: G2, G9, G10, G11, G24."""

from datetime import UTC, date, datetime, timedelta

import pytest

from agencies.policy import Act
from agencies.web.asking import NotFound
from interventions.suspensions import actions as suspensions
from interventions.suspensions.models import Suspension
from referrals import door
from referrals.cases import actions as cases
from referrals.entries.models import Entry
from tests import stories
from tests.browsing import browse, carried, text
from tests.people import AT, Cast, set_clock
from tests.suspensions import MONDAY, form, impose, letter_of, owed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def test_guard_2_who_is_no_head_and_acts_as_none_today_imposes_nothing(cast: Cast) -> None:
    """The form and its drafts are the head's alone here: an inclusion lead prepares in the case's story."""
    answer = browse(cast, "amara").post("/suspensions/impose-suspension/", form(cast, impose="1"))
    assert (answer.status_code, Suspension.objects.count()) == (403, 0)


UNTIL = {  # row: the share's last day, an instant, whether it opens then
    "G9, the last minutes of the day": (date(2027, 2, 19), datetime(2027, 2, 19, 23, 30, tzinfo=UTC), True),
    "G9, midnight": (date(2027, 2, 19), datetime(2027, 2, 20, 0, 0, tzinfo=UTC), False),
    "G10, in summer time it is 1 May by then": (date(2027, 4, 30), datetime(2027, 4, 30, 23, 30, tzinfo=UTC), False),
    "G10, half an hour before midnight in London": (
        date(2027, 4, 30), datetime(2027, 4, 30, 22, 30, tzinfo=UTC), True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", UNTIL)
def test_guards_9_and_10_a_share_ends_with_its_last_day_in_london(cast: Cast, row: str) -> None:
    """No job runs between: the dates alone end it, and the answer is that of what never was."""
    until_on, at, opens = UNTIL[row]
    begun = at - timedelta(days=30)
    case = stories.case(cast, begun)
    stories.shared(cast, case, begun, until_on=until_on)
    set_clock(at)
    reader = cast.actor("priti", at)
    assert door.cases(reader, Act.SEE_CASE).filter(pk=case.pk).exists() is opens
    if not opens:
        with pytest.raises(NotFound):
            door.admit(reader, Act.SEE_CASE, case.reference, of=type(case), at=at)


def test_guard_11_a_note_sent_from_a_page_that_was_open_when_the_case_closed_is_given_back(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    partner, url = browse(cast, "priti"), f"/cases/{case.reference}/add-entry/"
    opened = partner.get(url)
    assert opened.status_code == 200
    cases.close_case(case, outcome="needs_met", words="Fine.", family_words="Glad.", by=cast.actor("amara"), at=AT)
    typed = {"kind": "observation", "section": "education", "title": "Reading", "text": "He read a page aloud."}
    answer = partner.post(url, typed | carried(opened) | {"happened_on": "23 11 2026"})
    assert (answer.status_code, Entry.objects.filter(title="Reading").exists()) == (404, False)
    page = text(answer)
    assert "He read a page aloud." in page
    assert case.reference not in page
    assert "Kofi" not in page


def test_guard_24_each_parent_has_a_notice_and_a_copy_of_their_own_that_names_no_other(cast: Cast) -> None:
    """Without addresses, which the service does not hold."""
    one = impose(cast)
    for whom in ("Abena Mensah", "Tom Hart"):
        letter = [["p", letter_of(cast, one)]]
        told = {"how": "by_hand", "told_on": MONDAY, "by": cast.actor("amara"), "at": AT, "letter": letter}
        suspensions.record_notice(one, "parents", whom=whom, **told)
    kept = list(one.notices.filter(recipient="parents").order_by("id"))
    assert [notice.whom for notice in kept] == ["Abena Mensah", "Tom Hart"]
    for notice in kept:
        for other in ("Abena Mensah", "Tom Hart"):
            assert other not in notice.letter[0][1]
    assert "tell_parents_suspension" not in owed(one)
