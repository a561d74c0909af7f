"""Days of suspension at a school that is not known here: asked of the head, counted to 45 alone, never made up."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from agencies.acting.refusals import AlreadyDone, NotNow
from interventions.suspensions import actions
from interventions.suspensions.elsewhere import Elsewhere
from interventions.suspensions.facts import SuspensionFacts
from interventions.suspensions.models import DaysElsewhere, Suspension
from interventions.suspensions.totals import Unit, sessions
from referrals.arrivals import actions as arrivals
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import Answer
from referrals.pupils.models import Enrolment
from tests.arriving import FRIDAY, add, head_of_merrow, known
from tests.browsing import browse, read, said, text
from tests.machines import connect, path_of, pupil, suspension
from tests.people import AT, Cast
from tests.suspensions import MONDAY, NO_TO_ALL, NONE_ELSEWHERE, cancel, form, impose, instant, owed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
ASK = "ask_days_elsewhere"
NOT_ASKED = "Days at another school that is not known here are not in it: nobody has said whether there were any."
IMPOSE = "/suspensions/impose-suspension/"


def told(days: float, source: str = "school") -> Elsewhere:
    return Elsewhere(int(2 * days), "Saltwick Academy" if days else "", source, MONDAY)


def say(cast: Cast, one: Suspension, answer: Elsewhere, instead_of: int | None = None, who: str = "amara") -> None:
    actions.record_days_elsewhere(one, answer, by=cast.actor(who), at=AT + timedelta(hours=1), instead_of=instead_of)


def page_of(cast: Cast, one: Suspension) -> str:
    return text(browse(cast, "colm").get(f"/suspensions/{one.reference}/"))


@pytest.mark.parametrize(("days", "is_beyond"), [(44, False), (44.5, True)])
def test_guard_17_days_at_the_old_school_count_to_45(cast: Cast, days: float, is_beyond: bool) -> None:
    one = impose(cast, elsewhere=told(days), is_fact_only=True)
    assert (one.is_beyond_power, one.board) == (is_beyond, "")
    later = MONDAY + timedelta(1)
    assert impose(cast, later, at=instant(later), elsewhere=None, is_fact_only=True).is_beyond_power


def test_guard_17_the_form_counts_the_thirty_before_the_decision(cast: Cast) -> None:
    yes = {"elsewhere": "yes", "elsewhere_days": "30", "elsewhere_school": "Saltwick Academy"}
    page = text(browse(cast, "colm").post(IMPOSE, form(cast, **yes, elsewhere_source="school")))
    assert "30 days before, <b>33 days with this one</b>" in page
    assert "0 days before, <b>3 days with this one</b>" in page  # the term
    assert "30 days at Saltwick Academy included, not recorded here. Asked on Mon 23 Nov" in page


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"elsewhere": ""}, "Answer “Was the pupil suspended at another school"),
        ({"elsewhere": "no", "elsewhere_source": ""}, "Say who told you"),
        ({"elsewhere": "yes"}, "Enter how many days, such as 3 or 2.5"),
        ({"elsewhere": "yes", "elsewhere_days": "three"}, "Enter a number of days, such as 3 or 2.5"),
        ({"elsewhere": "yes", "elsewhere_days": "2.25"}, "Enter whole days or half days"),
        ({"elsewhere": "yes", "elsewhere_days": "0"}, "Enter between half a day and 190 days, or answer No"),
        ({"elsewhere": "yes", "elsewhere_days": "191"}, "Enter between half a day and 190 days"),
        ({"elsewhere": "yes", "elsewhere_days": "nan"}, "Enter a number of days"),
        ({"elsewhere": "yes", "elsewhere_days": "1e9"}, "Enter a number of days"),
        ({"elsewhere": "yes", "elsewhere_days": "9e999999"}, "Enter a number of days"),
        ({"elsewhere": "yes", "elsewhere_days": "1_0"}, "Enter a number of days"),
        ({"elsewhere": "yes", "elsewhere_days": "3"}, "Enter the name of the other school"),
        ({"elsewhere_on": "24 11 2026"}, "That is still to come"),
        ({"elsewhere_on": "1 7 2026"}, "That is before this school year"),
        ({"elsewhere": "no", "elsewhere_days": "30"}, "You did not answer Yes"),
        ({"elsewhere": "no", "elsewhere_school": "Saltwick"}, "You did not answer Yes"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_kept(cast: Cast, typed: dict[str, str], error: str) -> None:
    page = browse(cast, "colm").post(IMPOSE, form(cast, **typed))
    assert error in text(page)
    one = impose(cast, elsewhere=None)
    url = f"/suspensions/{one.reference}/record-days-elsewhere/"
    sent = {"elsewhere": "no", "elsewhere_source": "roll", "stands": "", **typed}
    refused = browse(cast, "amara").post(url, sent)
    assert (refused.status_code, DaysElsewhere.objects.count()) == (422, 0)


def test_where_nobody_was_asked_the_page_says_so_and_it_is_owed_by_the_next_school_day(cast: Cast) -> None:
    one = impose(cast, elsewhere=None)
    assert owed(one)[ASK] == date(2026, 11, 24)
    page = page_of(cast, one)
    assert "at the schools known here" in page
    assert NOT_ASKED in page
    assert NOT_ASKED in text(browse(cast, "colm").post(IMPOSE, form(cast, elsewhere="unknown", first_on="24 11 2026")))


def test_said_later_it_is_counted_its_source_is_shown_and_the_question_is_met(cast: Cast) -> None:
    one = impose(cast, elsewhere=None)
    say(cast, one, told(44.5))
    one.refresh_from_db()
    assert (one.is_beyond_power, ASK in owed(one)) == (True, False)
    page = page_of(cast, one)
    assert (
        "44.5 days at Saltwick Academy included, not recorded here. Asked on Mon 23 Nov. "
        "Who said so: the other school. Written down by Amara Adeyemi."
    ) in page
    assert "It was said how many days there were at another school: it takes the pupil over 45 days" in page
    assert NOT_ASKED not in page


def test_a_correction_keeps_the_old_and_counts_again(cast: Cast) -> None:
    one = impose(cast, elsewhere=told(44.5), is_fact_only=True)
    first = DaysElsewhere.objects.get()
    say(cast, one, told(4.5, "council"), instead_of=first.pk)
    one.refresh_from_db()
    assert not one.is_beyond_power
    kept = list(DaysElsewhere.objects.order_by("id").values_list("half_days", "source", "replaced_at"))
    assert kept == [(89, "school", AT + timedelta(hours=1)), (9, "council", None)]


def test_said_twice_is_done_and_over_anothers_answer_is_refused(cast: Cast) -> None:
    one = impose(cast, elsewhere=None)
    say(cast, one, told(3))
    with pytest.raises(AlreadyDone):
        say(cast, one, told(3))
    with pytest.raises(NotNow, match="Somebody said it since"):
        say(cast, one, told(5), who="colm")
    assert DaysElsewhere.objects.get().half_days == 6


def test_it_is_asked_once_a_school_year_and_holds_from_that_suspension_on(cast: Cast) -> None:
    impose(cast, elsewhere=told(3))
    again = impose(cast, later := date(2026, 12, 1), at=instant(later), elsewhere=None)
    assert ASK not in owed(again)
    head: Client = browse(cast, "colm")
    page = head.post(IMPOSE, form(cast, elsewhere="", elsewhere_source="", first_on="2 12 2026", last_on="2 12 2026"))
    assert "3 days at Saltwick Academy included" in text(page)
    assert 'name="elsewhere_days"' not in page.content.decode()
    next_year = impose(cast, (autumn := date(2026, 12, 7)) + timedelta(0), at=instant(autumn), elsewhere=None)
    assert ASK not in owed(next_year)


def test_one_that_was_decided_before_it_was_asked_is_asked_too_and_counts_without(cast: Cast) -> None:
    """Days elsewhere between two suspensions here are not before the first of them."""
    first = impose(cast, date(2026, 9, 7), elsewhere=None)
    second = impose(cast, elsewhere=told(45), is_fact_only=True)
    first.refresh_from_db()
    assert (first.is_beyond_power, second.is_beyond_power) == (False, True)
    assert (ASK in owed(first), ASK in owed(second)) == (True, False)


def test_what_was_said_on_one_that_never_happened_counts_no_more(cast: Cast) -> None:
    one = impose(cast, elsewhere=told(44))
    actions.void_suspension(one, why="Another pupil.", by=cast.actor("colm"), at=AT)
    later = MONDAY + timedelta(1)
    assert NOT_ASKED in page_of(cast, impose(cast, later, at=instant(later), elsewhere=None))


def test_over_45_with_days_elsewhere_the_law_bars_cancelling(cast: Cast) -> None:
    one = impose(cast, MONDAY, MONDAY + timedelta(2), elsewhere=told(44.5), is_fact_only=True)
    with pytest.raises(NotNow, match="more than 45 days"):
        cancel(cast, one, MONDAY + timedelta(1), at=instant(MONDAY + timedelta(1), 8))


def test_once_the_old_school_is_known_here_its_days_are_not_counted_twice_and_it_is_asked_again(cast: Cast) -> None:
    impose(cast, date(2026, 9, 7), date(2026, 9, 18))
    known(cast)
    new, who = add(cast), head_of_merrow(cast)
    facts = actions.imposing.SuspensionFacts(
        "whole", sessions([MONDAY], "whole"), ("PA",), "Mentoring.", elsewhere=told(10), answers=NO_TO_ALL
    )
    one = actions.impose_suspension(new, facts, seat=cast.seat(who), by=cast.actor(who), at=AT)
    arrivals.answer_arrival(
        Arrival.objects.select_related("known").get(),
        answer=Answer.LEFT, left_on=FRIDAY, by=cast.actor("amara"), at=AT,
    )  # fmt: skip
    found = actions.imposing.reckon(cast.kofi, sessions([MONDAY + timedelta(1)], "whole"), cast.merrow.pk)
    assert next(total.before for total in found if total.over is Unit.YEAR) == 22
    assert ASK in owed(Suspension.objects.get(pk=one.pk))
    assert DaysElsewhere.objects.get(half_days=20).replaced_at == AT


def test_over_http_it_is_kept_and_sent_again_changes_nothing(cast: Cast) -> None:
    one = impose(cast, elsewhere=None)
    client, url = browse(cast, "amara"), f"/suspensions/{one.reference}/record-days-elsewhere/"
    assert "Was Kofi suspended at another school this year?" in text(client.get(url))
    sent = {"elsewhere": "yes", "elsewhere_days": "2,5", "elsewhere_school": "St Bride’s", "elsewhere_source": "parent"}
    assert said(client.post(url, sent)) == ["It is kept, and the totals are counted again."]
    assert said(client.post(url, sent))
    kept: Any = DaysElsewhere.objects.get()
    assert (kept.half_days, kept.school, kept.asked_on) == (5, "St Bride’s", MONDAY)
    filled = client.get(url).content.decode()
    assert 'value="2.5"' in filled
    assert 'value="23 November 2026"' in filled
    assert f'name="stands" value="{kept.pk}"' in filled


@pytest.mark.parametrize("who", ["tom", "sandra", "helen", "priti"])
def test_nobody_but_who_leads_at_its_school_says_it_or_reads_it(cast: Cast, who: str) -> None:
    one = impose(cast, elsewhere=told(3))
    url = f"/suspensions/{one.reference}/record-days-elsewhere/"
    assert browse(cast, who).post(url, {"elsewhere": "no", "elsewhere_source": "roll"}).status_code in (403, 404)
    assert DaysElsewhere.objects.get().half_days == 6


def test_the_council_reads_nothing_of_it_in_its_notice(cast: Cast) -> None:
    one = impose(cast, elsewhere=told(3))
    assert "Saltwick" not in read(cast, "sandra", f"/suspensions/{one.reference}/")


def test_a_systems_report_leaves_it_to_the_head(cast: Cast) -> None:
    system = connect(cast, cast.alder)
    assert system.ask("PUT", path_of("a-1"), pupil()).status_code == 201
    answer = system.ask("POST", "/suspensions", suspension(), Idempotency_Key="one").json()
    assert ASK in owed(Suspension.objects.get(reference=answer["id"]))
    assert NONE_ELSEWHERE.half_days == 0


def at_merrow(cast: Cast, day: date, **more: Any) -> Suspension:
    """Of a pupil who is on the roll of a second school known here too."""
    head_of_merrow(cast)
    Enrolment.objects.get_or_create(
        pupil=cast.kofi, school=cast.merrow, kind="dual", defaults={"starts_on": date(2026, 9, 2)}
    )
    facts = SuspensionFacts(
        "whole", sessions([day], "whole"), ("PA",), "Mentoring.", answers=NO_TO_ALL, happened="Hit.", **more
    )
    return actions.impose_suspension(
        cast.kofi, facts, seat=cast.seat("farida"), by=cast.actor("farida"), at=instant(day, 8)
    )


def test_another_schools_no_lowers_no_yes(cast: Cast) -> None:
    impose(cast, date(2026, 11, 9), elsewhere=told(43))
    at_merrow(cast, date(2026, 11, 16), elsewhere=NONE_ELSEWHERE)
    again = impose(cast, MONDAY, MONDAY + timedelta(1), elsewhere=None, is_fact_only=True)
    assert again.is_beyond_power
    assert "43 days at Saltwick Academy included" in page_of(cast, again)


def test_a_no_that_is_said_with_the_decision_lowers_no_yes_of_another_school(cast: Cast) -> None:
    at_merrow(cast, date(2026, 11, 16), elsewhere=told(44))
    with pytest.raises(NotNow, match="beyond 45 days"):
        impose(cast, elsewhere=NONE_ELSEWHERE)
    assert "45 days before" in text(browse(cast, "colm").post(IMPOSE, form(cast)))


def test_of_another_schools_answer_only_the_number_and_the_place_are_read(cast: Cast) -> None:
    impose(cast, date(2026, 11, 9), elsewhere=told(30))
    one = at_merrow(cast, date(2026, 11, 16))
    page = text(browse(cast, "farida").get(f"/suspensions/{one.reference}/"))
    assert "30 days at Saltwick Academy included, not recorded here, as another school here was told." in page
    assert "Colm" not in page
    assert "Asked on" not in page


def test_where_it_was_said_on_one_that_never_happened_the_others_are_asked_again(cast: Cast) -> None:
    first = impose(cast, date(2026, 11, 9), elsewhere=told(30))
    second = impose(cast, elsewhere=None)
    own = impose(cast, MONDAY + timedelta(1), at=instant(MONDAY + timedelta(1)), elsewhere=None)
    say(cast, own, told(31))
    assert ASK not in owed(second)
    actions.void_suspension(first, why="Another pupil.", by=cast.actor("colm"), at=instant(MONDAY + timedelta(1), 11))
    assert (ASK in owed(second), ASK in owed(own)) == (True, False)
    say(cast, second, told(30))
    assert ASK not in owed(second)


def test_days_beside_not_known_yet_come_back_and_a_yes_is_put_right_with_a_no(cast: Cast) -> None:
    typed = {"elsewhere": "unknown", "elsewhere_days": "30", "elsewhere_school": "Saltwick"}
    assert "You did not answer Yes" in text(browse(cast, "colm").post(IMPOSE, form(cast, **typed)))
    one = impose(cast, elsewhere=told(3))
    filled = {
        "elsewhere_days": "3",
        "elsewhere_school": "Saltwick Academy",
        "stands": str(DaysElsewhere.objects.get().pk),
    }
    url = f"/suspensions/{one.reference}/record-days-elsewhere/"
    sent = {"elsewhere": "no", "elsewhere_source": "school", **filled}
    assert browse(cast, "amara").post(url, sent).status_code == 302
    assert DaysElsewhere.objects.get(replaced_at=None).half_days == 0


def test_days_that_were_typed_while_somebody_else_said_it_come_back_with_both(cast: Cast) -> None:
    """A no beside another's yes too; what is the same, or left open, goes on."""
    impose(cast, elsewhere=told(3))
    head: Client = browse(cast, "colm")
    days = {"first_on": "2 12 2026", "last_on": "2 12 2026"}
    typed = {"elsewhere": "yes", "elsewhere_days": "7", "elsewhere_school": "Hill View", "elsewhere_source": "school"}
    page = head.post(IMPOSE, form(cast, **days, **typed))
    assert page.status_code == 422
    assert "Somebody has said it already: 3 days at Saltwick Academy. That holds." in text(page)
    assert 'value="7"' in page.content.decode()
    assert "Hill View" in page.content.decode()
    assert head.post(IMPOSE, form(cast, **days, elsewhere="no", elsewhere_source="roll")).status_code == 422
    same = {"elsewhere": "yes", "elsewhere_days": "3", "elsewhere_school": "Saltwick Academy"}
    for answers in (same | {"elsewhere_source": "school"}, {"elsewhere": "unknown", "elsewhere_source": ""}):
        assert "3 days at Saltwick Academy included" in text(head.post(IMPOSE, form(cast, **days, **answers)))


def test_on_a_second_suspension_the_form_shows_what_holds_there(cast: Cast) -> None:
    first = impose(cast, elsewhere=told(3))
    again = impose(cast, later := date(2026, 12, 1), at=instant(later), elsewhere=None)
    page = browse(cast, "amara").get(f"/suspensions/{again.reference}/record-days-elsewhere/")
    shown = page.context["form"]
    assert [shown[name].value() for name in ("elsewhere", "elsewhere_days", "elsewhere_school", "stands")] == [
        "yes",
        "3",
        "Saltwick Academy",
        None,
    ]
    own = browse(cast, "amara").get(f"/suspensions/{first.reference}/record-days-elsewhere/").context["form"]
    assert own["stands"].value() == DaysElsewhere.objects.get().pk
