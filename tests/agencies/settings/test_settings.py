"""A council's settings: read with their source, changed by its manager from a day on, the law's only made shorter."""

from datetime import date, timedelta
from typing import Any

import pytest

from agencies import deadlines
from agencies.acting.refusals import NotNow
from agencies.directory.models import Agency, Authority
from agencies.people.models import Seat
from agencies.policy import MATRIX, Act, Basis, Kind, Level, Purpose, Role, Section
from agencies.policy.duty_to_share import refusal_reasons
from agencies.settings.actions import keep_setting
from agencies.settings.facts import CouncilItem, items, limit_of, set_limit, within_order
from agencies.settings.models import Setting
from agencies.trail.models import TrailEntry
from referrals.duties.models import Duty, DutyStep
from referrals.shares.facts import NotAllowed, check_terms, usual_end
from tests import stories
from tests.browsing import browse, read, said, text
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]

TODAY = AT.date()
URL = "/settings/999/decide_referral_limit/keep-setting/"
RULES = {rule.name: rule for rule in deadlines.RULES if rule.starts_on <= TODAY}


def keep(
    cast: Cast, value: Any, on: str = "23 11 2026", who: str = "grace", url: str = URL, why: str = "Protocol 4"
) -> Any:
    """The form as it is sent."""
    return browse(cast, who).post(url, {"value": str(value), "starts_on": on, "why": why})


def test_every_limit_stands_on_the_page_with_its_source(cast: Cast) -> None:
    page = read(cast, "grace", "/settings/")
    for rule in RULES.values():
        assert rule.source.replace("'", "&#x27;") in page, rule.name
    assert "The council’s or the service’s own rule" in page
    assert "Statutory guidance" in page


def test_the_page_says_from_when_the_duty_to_share_counts(cast: Cast) -> None:
    page = read(cast, "grace", "/settings/")
    assert "The duty to share counts here from Wednesday 30 September 2026, to be confirmed by your lawyer" in page
    assert len(refusal_reasons(date(2026, 9, 30))) == 4


def test_a_change_counts_from_its_day_and_the_history_stays(cast: Cast) -> None:
    assert said(keep(cast, 3)) == ["Decide on the referral: it is kept for Wexmoor Council."]
    assert said(keep(cast, 7, "1 12 2026")) == ["Decide on the referral: it is kept for Wexmoor Council."]
    rule = RULES["decide_referral"]
    limits = [limit_of(rule, cast.wexmoor.pk, TODAY + timedelta(n)) for n in (-1, 0, 7, 8)]
    assert limits == [5, 3, 3, 7]
    page = read(cast, "grace", "/settings/")
    assert "3 working days, counted from the day it was sent" in page
    assert "Set by Grace Holt, from 23 Nov 2026" in page
    history = text(browse(cast, "grace").get(URL))
    assert "7 working days from 1 Dec 2026, by Grace Holt on 23 Nov 2026: Protocol 4" in history


def test_what_begins_now_has_the_new_days_and_what_runs_keeps_its_own(cast: Cast) -> None:
    first = stories.sent(cast, stories.case(cast))
    keep(cast, 3)
    due = Duty.objects.get(rule="decide_referral", subject_ref=first.reference)
    assert (due.limit, due.due_on) == (5, date(2026, 11, 30))
    from referrals.referrals import actions as referrals

    referrals.withdraw_referral(first, why="Sent by mistake.", by=cast.actor("amara"), at=AT)
    again = stories.sent(cast, first.case)
    assert Duty.objects.get(rule="decide_referral", subject_ref=again.reference).limit == 3


def test_the_trail_says_from_what_to_what(cast: Cast) -> None:
    keep(cast, 3)
    line = TrailEntry.objects.get(act=Act.KEEP_SETTING)
    assert (line.subject_kind, line.by_name, line.why) == ("setting", "Grace Holt", "Protocol 4")
    told = {name: line.facts[name] for name in ("name", "from", "to", "starts_on")}
    assert told == {"name": "decide_referral_limit", "from": 5, "to": 3, "starts_on": "2026-11-23"}


def test_sent_again_it_is_kept_once(cast: Cast) -> None:
    keep(cast, 3)
    keep(cast, 3)
    assert Setting.objects.filter(name="decide_referral_limit").count() == 1


def test_back_to_the_default_is_a_change_too(cast: Cast) -> None:
    for value in (3, 5, 3):
        keep(cast, value)
    assert Setting.objects.filter(name="decide_referral_limit").count() == 3
    assert limit_of(RULES["decide_referral"], cast.wexmoor.pk, TODAY) == 3


def of_law() -> list[deadlines.Rule]:
    """The rules of law and guidance that leave something to choose."""
    return [rule for rule in RULES.values() if rule.force is not deadlines.Force.LOCAL and rule.limit > 1]


@pytest.mark.parametrize("rule", of_law(), ids=lambda rule: rule.name)
def test_a_limit_of_the_law_can_only_be_made_shorter(cast: Cast, rule: deadlines.Rule) -> None:
    url = f"/settings/999/{rule.name}_limit/keep-setting/"
    longer = keep(cast, rule.limit + 1, url=url)
    assert longer.status_code == 422
    assert "never longer" in text(longer)
    assert not Setting.objects.exists()
    assert keep(cast, rule.limit - 1, url=url).status_code == 302
    assert limit_of(rule, cast.wexmoor.pk, TODAY) == rule.limit - 1
    assert set_limit(rule, {f"{rule.name}_limit": rule.limit + 30}) == rule.limit


def test_how_long_a_share_usually_runs_is_the_councils_within_the_matrix(cast: Cast) -> None:
    url = "/settings/999/share_prevent_harm_weeks/keep-setting/"
    assert "How long a share usually runs: preventing harm and offending" in read(cast, "grace", "/settings/")
    assert "From 1 week to 8 weeks." in text(keep(cast, 9, url=url))
    assert keep(cast, 4, url=url).status_code == 302
    row = MATRIX[Kind.POLICE, Purpose.PREVENT_HARM]
    assert usual_end(row, Purpose.PREVENT_HARM, cast.wexmoor.pk, TODAY) == date(2026, 12, 20)
    longer = stories.terms(cast, agency=cast.police, until_on=date(2026, 12, 21), necessity="", **POLICE)
    with pytest.raises(NotAllowed, match="more than is usual"):
        check_terms(longer, TODAY)


POLICE = {
    "purpose": Purpose.PREVENT_HARM,
    "basis": Basis.CRIME_PREVENTION,
    "level": Level.SECTIONS,
    "sections": (Section.BEHAVIOUR,),
}


@pytest.mark.parametrize(("years", "is_kept"), [(5, False), (7, True), (20, True), (21, False)])
def test_marks_are_kept_six_years_or_longer_and_no_longer_than_the_record(
    cast: Cast,
    years: int,
    is_kept: bool,
) -> None:
    url = "/settings/999/attendance_years/keep-setting/"
    page = text(browse(cast, "grace").get("/settings/"))
    assert "How long a school’s marks and their sums are kept" in page
    assert "6 years, counted from the end of their week" in page
    assert "SI 2024/208, have six years; no longer than a pupil’s record is kept" in page
    form = text(browse(cast, "grace").get(url))
    assert "How many years" in form
    assert "From 6 years to 20 years." in form
    assert "From that day on it counts for all that is held. What has gone by then does not come back." in form
    answer = keep(cast, years, url=url)
    assert Setting.objects.filter(name="attendance_years", value=years).exists() is is_kept
    assert is_kept or "From 6 years to 20 years." in text(answer)


def test_a_limit_that_leaves_no_choice_has_no_page(cast: Cast) -> None:
    fixed = [item.name for item in items(TODAY) if item.is_fixed]
    assert {"renew_share_limit", "review_not_told_limit"} <= set(fixed)
    for name in [*fixed, "nothing_like_it"]:
        assert browse(cast, "grace").get(f"/settings/999/{name}/keep-setting/").status_code == 404, name


@pytest.mark.parametrize(
    ("value", "on", "why", "wrong"),
    [
        ("0", "23 11 2026", "x", "From 1 working day to 60 working days."),
        ("61", "23 11 2026", "x", "From 1 working day to 60 working days."),
        ("-1", "23 11 2026", "x", "From 1 working day to 60 working days."),
        ("five", "23 11 2026", "x", "Enter a whole number, like 5"),
        ("9" * 40, "23 11 2026", "x", "From 1 working day"),
        ("3", "22 11 2026", "x", "Enter 23 Nov 2026 or a later day"),
        ("3", "23 11 2028", "x", "more than 1 year from now"),
        ("3", "23 11 2026", "", "Answer “Why”"),
    ],
)
def test_what_cannot_be_set_is_said_and_keeps_what_was_typed(
    cast: Cast, value: str, on: str, why: str, wrong: str
) -> None:
    answer = keep(cast, value, on, why=why)
    assert answer.status_code == 422
    assert wrong in text(answer)
    assert f'value="{value}"' in text(answer)
    assert not Setting.objects.exists()


@pytest.mark.parametrize(("who", "reads", "writes"), [("sandra", 200, 403), ("amara", 403, 403), ("dpo", 403, 403)])
def test_officers_read_and_only_the_manager_changes(cast: Cast, who: str, reads: int, writes: int) -> None:
    assert browse(cast, who).get("/settings/").status_code == reads
    assert browse(cast, who).get(URL).status_code in (writes, 404)
    assert keep(cast, 3, who=who).status_code in (writes, 404)
    assert not Setting.objects.exists()


def test_another_councils_settings_are_its_own(cast: Cast) -> None:
    farley = Authority.objects.get(code="998")
    Setting.objects.create(
        authority=farley, name="decide_referral_limit", value=9, starts_on=TODAY, set_by="Fay Farley"
    )
    assert "Fay Farley" not in read(cast, "grace", "/settings/") + read(cast, "grace", URL)
    assert limit_of(RULES["decide_referral"], cast.wexmoor.pk, TODAY) == 5


def test_the_ladder_is_the_councils_own(cast: Cast) -> None:
    keep(cast, 5, url="/settings/999/ladder_late_2/keep-setting/")
    keep(cast, 4, url="/settings/999/ladder_late_1/keep-setting/")
    keep(cast, 3, url="/settings/999/ladder_before/keep-setting/")
    stories.sent(cast, stories.case(cast))
    rungs = dict(DutyStep.objects.filter(duty__rule="decide_referral").values_list("name", "at"))
    assert {name: at.date() for name, at in rungs.items()} == {
        "before": date(2026, 11, 25),
        "due": date(2026, 11, 30),
        "late_1": date(2026, 12, 4),
        "late_2": date(2026, 12, 7),
    }


def test_a_reminder_longer_before_than_the_duty_lasts_is_not_lost(cast: Cast) -> None:
    keep(cast, 6, url="/settings/999/ladder_before/keep-setting/")
    stories.sent(cast, stories.case(cast))
    before = DutyStep.objects.get(duty__rule="decide_referral", name="before")
    assert before.at.date() == TODAY + timedelta(1)


def test_an_officer_hears_no_sooner_than_the_manager(cast: Cast) -> None:
    assert "to 2 days" in text(keep(cast, 3, url="/settings/999/ladder_late_1/keep-setting/"))
    keep(cast, 4, "1 12 2026", url="/settings/999/ladder_late_2/keep-setting/")
    keep(cast, 2, url="/settings/999/ladder_late_1/keep-setting/")
    assert "From 2 days" in text(keep(cast, 1, "24 11 2026", url="/settings/999/ladder_late_2/keep-setting/"))


def test_a_tightened_limit_is_never_called_the_laws(cast: Cast) -> None:
    """On the page of a duty the days of the law stand beside the council's own, tighter ones."""
    from interventions.work.pages.duty import FORCE, _force

    rule = of_law()[0]
    duty = Duty(rule=rule.name, rule_from_on=rule.starts_on, limit=rule.limit - 1)
    assert _force(duty, rule, rule.unit).startswith("The council’s own rule, and tighter")
    duty.limit = rule.limit
    assert _force(duty, rule, rule.unit) == FORCE[rule.force]


def both(cast: Cast) -> Any:
    """Sandra, an officer at Wexmoor, is a manager at Farley too."""
    team = Agency.objects.get(authority__code="998", kind="council")
    seat = {"role": Role.COUNCIL_MANAGER.value, "starts_at": AT - timedelta(days=9)}
    Seat.objects.create(person=cast.people["sandra"], agency=team, **seat)
    return browse(cast, "sandra")


def test_an_officer_here_and_a_manager_there_changes_the_council_that_is_shown(cast: Cast) -> None:
    client = both(cast)
    assert "keep-setting" not in text(client.get("/settings/999/"))
    there = text(client.get("/settings/998/"))
    url = URL.replace("999", "998")
    assert "Farley Council. What is changed here" in there
    assert url in there
    assert "Farley Council" in text(client.get(url))
    sent = {"value": "3", "starts_on": "23 11 2026", "why": "x"}
    assert said(client.post(url, sent)) == ["Decide on the referral: it is kept for Farley Council."]
    assert client.post(URL, sent).status_code == 403
    assert Setting.objects.get().authority.code == "998"


def test_who_reads_two_councils_goes_from_one_to_the_other(cast: Cast) -> None:
    client = both(cast)
    assert 'href="/settings/999/"' in text(client.get("/settings/"))
    assert 'href="/settings/998/"' in text(client.get("/settings/999/"))
    assert "/settings/998/" not in read(cast, "grace", "/settings/")
    assert browse(cast, "grace").get("/settings/998/").status_code == 404
    assert browse(cast, "grace").get(URL.replace("999", "998")).status_code == 404


@pytest.mark.parametrize(
    ("urgent", "routine", "days"),
    [("decide_urgent_referral", "decide_referral", 5), ("look_at_concern_very", "look_at_concern", 2)],
)
def test_urgent_is_never_slower_than_routine(cast: Cast, urgent: str, routine: str, days: int) -> None:
    quick, slow = (f"/settings/999/{name}_limit/keep-setting/" for name in (urgent, routine))
    assert [keep(cast, value, url=quick).status_code for value in (60, days + 1)] == [422, 422]
    assert keep(cast, days, url=quick).status_code == 302
    assert keep(cast, days - 1, url=slow).status_code == 422
    assert [row.value for row in Setting.objects.all()] == [days]


def test_a_form_that_was_looked_at_before_its_twin_changed_is_refused(cast: Cast) -> None:
    late = next(item for item in items(TODAY) if item.name == "ladder_late_1")
    looked_at = CouncilItem(cast.wexmoor, within_order(late, cast.wexmoor.pk, TODAY))
    keep(cast, 1, url="/settings/999/ladder_late_2/keep-setting/")
    with pytest.raises(NotNow, match="changed meanwhile"):
        keep_setting(looked_at, value=2, starts_on=TODAY, why="x", by=cast.actor("grace"), at=AT)
    assert Setting.objects.count() == 1
