"""What a council sets in words: words that are asked about, its levels of need, advice services."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from agencies.outbox.models import Delivery
from agencies.schoolday import WorkingCalendar
from agencies.settings.lines import ADVICE, BY_NAME, LEVELS_OF_NEED, in_lines
from agencies.settings.own import kept_away, lines_set
from agencies.trail.models import TrailEntry
from interventions.suspensions.models import SuspensionNotice
from referrals import door
from referrals.duties.actions import address_letters
from referrals.duties.actions.hours import hours_of
from referrals.referrals.facts import levels_of_need
from tests import stories
from tests.browsing import browse, read, said, text
from tests.people import AT, Cast
from tests.suspensions import impose, instant

TODAY = AT.date()


def keep(cast: Cast, name: str, value: str, on: str = "23 11 2026", **more: str) -> Any:
    url = f"/settings/999/{name}/keep-setting/"
    return browse(cast, "grace").post(url, {"value": value, "starts_on": on, "why": "Protocol 4", **more})


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("kept_away_words", " Rest … at HOME \n\n\ntime-out room\nTime out room", ["rest … at home", "time out room"]),
        ("kept_away_words", "rest...at home", ["rest … at home"]),
        ("kept_away_words", "O’Shea’s rule", ["o'shea's rule"]),
        ("kept_away_words", "Sent … home", []),
        ("kept_away_words", "", []),
        ("levels_of_need", "1; Step one; Universal\n2;Step two;statutory services",
         [["1", "Step one", "universal"], ["2", "Step two", "statutory"]]),
        ("advice_services", "Wexmoor SENDIASS\nWexmoor  SENDIASS", ["Wexmoor SENDIASS"]),
    ],
)  # fmt: skip
def test_lines_are_kept_plainly_and_once(name: str, typed: str, kept: list[Any]) -> None:
    assert in_lines(BY_NAME[name], typed) == kept


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        *(("kept_away_words", typed) for typed in ("sent.*home", "…", "… home", "home …", "a … … b", "-", "x1", "ab")),
        ("kept_away_words", "a … b … c … d"),
        ("kept_away_words", "\n".join(f"word {'ab' * n}" for n in range(1, 62))),
        ("kept_away_words", "home " * 40),
        *(("levels_of_need", typed) for typed in ("", "1; One", "1; One; odd", "; x; universal", "1;a;universal;b")),
        ("levels_of_need", "1; One; universal\n1; Two; targeted help"),
        ("advice_services", " \n\u200b\n"),
    ],
)  # fmt: skip
def test_what_could_not_be_meant_is_not_kept(name: str, typed: str) -> None:
    with pytest.raises(ValidationError):
        in_lines(BY_NAME[name], typed)


@pytest.mark.django_db
@pytest.mark.usefixtures("stopped")
def test_a_councils_words_are_tried_added_retired_and_used_with_their_history(cast: Cast) -> None:
    """Not another council's, not before their day; a sentence in which none is found keeps nothing."""
    concern = stories.concern(cast)
    type(concern).objects.update(fact="Kofi is to rest for now at home.")
    page = f"/concerns/{concern.reference}/"
    assert "Was it because of what the pupil did?" not in read(cast, "amara", page)
    missed = keep(cast, "kept_away_words", "Rest … at home", tried_on="He went for a walk")
    assert missed.status_code == 422
    assert "Rest … at home" in text(missed)
    assert "None of these words is found in this sentence" in text(missed)
    passed_by = keep(cast, "kept_away_words", "Rest … at home", tried_on="He was sent home")
    assert passed_by.status_code == 422
    assert "“sent home” is found by the service’s own words, without yours" in text(passed_by)
    assert keep(cast, "kept_away_words", "Rest … at home", tried_on="Told to rest at home").status_code == 302
    assert "Was it because of what the pupil did?" in read(cast, "amara", page)
    line = TrailEntry.objects.get(act="keep_setting", outcome="done")
    assert (line.facts["from"], line.facts["to"]) == ([], ["rest … at home"])
    assert kept_away(cast.wexmoor.pk, TODAY - timedelta(1), "rest at home") == ""
    assert kept_away(cast.wexmoor.pk + 1, TODAY, "rest at home") == ""
    form = text(browse(cast, "grace").get("/settings/999/kept_away_words/keep-setting/"))
    assert "rest … at home from 23 Nov 2026, by Grace Holt on 23 Nov 2026: Protocol 4" in form
    assert keep(cast, "kept_away_words", "", on="24 11 2026").status_code == 302
    assert kept_away(cast.wexmoor.pk, date(2026, 11, 24), "rest at home", "sent home") == "sent home"
    assert browse(cast, "amara").get("/settings/999/kept_away_words/keep-setting/").status_code in (403, 404)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("note home", "“note home” would never be found: where there is “note”"),
        ("sent to work at home", "where there is “work”"),
        ("Mum’s text to come", "where there is “text”"),
        ("the", "“the” would be found too often"),
        ("the … at", "“the … at” would be found too often"),
        ("isolation", "“isolation” would be found too often"),
    ],
)
def test_words_that_are_never_found_or_everywhere_are_refused_with_why(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        in_lines(BY_NAME["kept_away_words"], f"rest … at home\n{typed}")


@pytest.mark.django_db
@pytest.mark.usefixtures("stopped")
def test_what_is_set_from_a_later_day_is_said_on_the_form_and_when_an_earlier_is_kept(cast: Cast) -> None:
    form, later = "/settings/999/kept_away_words/keep-setting/", "Another is set already, from 1 Dec 2026. "
    assert "Another is set" not in read(cast, "grace", form)
    keep(cast, "kept_away_words", "rest … at home", on="1 12 2026")
    assert f"{later}What you keep from an earlier day counts until then." in read(cast, "grace", form)
    words = said(keep(cast, "kept_away_words", "time out room", on="24 11 2026"))
    assert words[-1].endswith("kept for Wexmoor Council, until another begins that is set from 1 Dec 2026.")
    assert "from 24 Nov 2026 and 1 Dec 2026. " in read(cast, "grace", form)
    assert said(keep(cast, "kept_away_words", "go … home", on="2 12 2026"))[-1].endswith("kept for Wexmoor Council.")
    assert "from 24 Nov 2026, 1 Dec 2026 and 2 Dec 2026. " in read(cast, "grace", form)


@pytest.mark.django_db
@pytest.mark.usefixtures("stopped")
def test_the_levels_of_need_and_the_advice_of_a_letter_are_the_councils_and_a_given_letter_stays(cast: Cast) -> None:
    one = impose(cast)
    letter = f"/suspensions/{one.reference}/letter/"
    assert ADVICE[1] in read(cast, "amara", letter)
    told = {"recipient": "parents", "whom": "Abena Mensah", "how": "by_hand", "told_on": ""}
    browse(cast, "amara").post(f"/suspensions/{one.reference}/record-notice/", told)
    assert said(keep(cast, "advice_services", "Wexmoor SENDIASS, 01632 960300")) == [
        "Advice services that the letter to the family names: it is kept for Wexmoor Council."
    ]
    now = read(cast, "amara", letter)
    assert "<li>Wexmoor SENDIASS, 01632 960300</li>" in now
    assert ADVICE[1] not in now
    assert ["li", ADVICE[1]] in SuspensionNotice.objects.get(recipient="parents").letter
    assert lines_set(cast.wexmoor.pk, "advice_services", TODAY - timedelta(1)) == list(ADVICE)
    before = [need.words for need in levels_of_need(cast.wexmoor.pk, TODAY).values()]
    assert before == [name for _, name, _ in LEVELS_OF_NEED]
    assert keep(cast, "levels_of_need", "A; Step one; universal").status_code == 302
    found = levels_of_need(cast.wexmoor.pk, TODAY)
    assert [(one.code, one.words, one.means) for one in found.values()] == [("A", "Step one", "universal")]
    assert "A; Step one; universal" in text(browse(cast, "grace").get("/settings/"))


@pytest.mark.django_db
@pytest.mark.usefixtures("stopped")
def test_a_councils_working_hours_are_when_its_mail_goes_and_no_others(cast: Cast) -> None:
    for name, hour in (("mail_from_hour", "10"), ("mail_until_hour", "15")):
        assert keep(cast, name, "24").status_code == 422
        assert keep(cast, name, hour).status_code == 302
    page = text(browse(cast, "grace").get("/settings/"))
    assert "10:00, on working days: the day’s mail goes then" in page
    assert "8:00" in page
    found = hours_of([cast.wexmoor.pk, cast.wexmoor.pk + 1], TODAY)
    working = WorkingCalendar({})
    nine, four = instant(TODAY, 9), instant(TODAY, 16)
    own, others = found[cast.wexmoor.pk], found[cast.wexmoor.pk + 1]
    assert [one.holds(nine, working) for one in (own, others)] == [False, True]
    assert [one.holds(four, working) for one in (own, others)] == [False, True]
    assert own.next_begin(nine, working) == instant(TODAY, 10)
    assert others.next_begin(nine, working) == instant(TODAY + timedelta(1), 8)
    stories.danger(cast, at=nine)
    address_letters(nine, nine, door.audience)
    first = set(Delivery.objects.filter(channel="email", letter__is_urgent=False).values_list("not_before", flat=True))
    assert first <= {instant(TODAY, 10)}
