"""Suspensions: whose decision it is, the totals before it, who must be told, and what the council sees."""

import itertools
import re
import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.calendar.models import TermDate
from agencies.deadlines import Force, rule_for
from agencies.outbox.models import Letter
from agencies.people.access import actor_for
from agencies.people.models import Seat
from agencies.policy import Act, Role
from agencies.register.facts import exclusion_reasons
from agencies.register.models import Code
from agencies.schoolday import WorkingCalendar
from agencies.trail.models import TrailEntry
from agencies.web.asking import Forbidden, NotFound
from interventions.suspensions import actions as suspensions
from interventions.suspensions import totals
from interventions.suspensions.facts import SuspensionFacts, reckon
from interventions.suspensions.models import SuspendedSession, Suspension
from interventions.work.pages import row
from referrals import door
from referrals.cases.actions import close_case
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.pupils.models import Enrolment, Pupil, PupilFact
from tests import stories
from tests.people import AT, LONG_AGO, Cast, make_cast, make_person, make_pupil, set_clock

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = itertools.count(1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(seconds=next(seconds)))


@pytest.fixture
def cast() -> Cast:
    set_clock(AT)
    return make_cast()


def facts(*days: date, kind: str = "whole", **more: Any) -> SuspensionFacts:
    sessions = totals.sessions(days or (TODAY,), kind)
    return SuspensionFacts(kind=kind, sessions=sessions, reasons=("PA", "DB"), tried="Mentoring, six times.", **more)


def impose(cast: Cast, *days: date, **more: Any) -> Suspension:
    seat, by = cast.seat("colm"), cast.actor("colm")
    return suspensions.impose_suspension(cast.kofi, facts(*days, **more), seat=seat, by=by, at=AT)


def owed(one: Suspension) -> set[str]:
    rules = (
        Duty.objects.owed().filter(subject_kind="suspension", subject_ref=one.reference).values_list("rule", flat=True)
    )
    return {rule.removeprefix("tell_").removesuffix("_suspension") for rule in rules}


def tell_council(cast: Cast, one: Suspension) -> None:
    suspensions.record_notice(
        one, "council", whom="Exclusions officer", how="here", told_on=TODAY, by=cast.actor("amara"), at=AT
    )


def browse(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.people[name], backend=BACKEND)
    return client


def form(cast: Cast, **changes: Any) -> dict[str, Any]:
    typed = {
        "once": str(uuid.UUID(int=9)),
        "pupil_name": "Kofi",
        "pupil": cast.kofi.reference,
        "first_on": "23 11 2026",
        "last_on": "25 11 2026",
        "kind": "whole",
        "reasons": ["PA"],
        "tried": "Mentoring, six times.",
        "social_worker": "none",
        "virtual_head": "none",
        "look": "1",
    }
    return typed | changes


def five_days_before(cast: Cast) -> None:
    impose(cast, *(date(2026, 11, day) for day in (9, 10, 11, 12, 13)))


@pytest.mark.parametrize("name", ["tom", "amara", "sandra", "priti", "dpo"])
def test_nobody_but_the_head_suspends(cast: Cast, name: str) -> None:
    client = browse(cast, name)
    assert client.get("/suspensions/impose-suspension/").status_code == 403
    assert client.post("/suspensions/impose-suspension/", form(cast, impose="1")).status_code == 403
    assert not Suspension.objects.exists()


def test_guard_3_an_acting_head_suspends_on_the_days_of_their_seat_alone(cast: Cast) -> None:
    acting = make_person("eve", "Eve Lund")
    friday = datetime.combine(date(2026, 11, 27), AT.timetz())
    after = friday.replace(hour=0) + timedelta(days=1)
    Seat.objects.create(
        person=acting, agency=cast.alder, role=Role.ACTING_HEAD.value, starts_at=AT - timedelta(days=1), ends_at=after
    )

    def pupil_of(at: datetime) -> Pupil:
        set_clock(at)
        actor = actor_for(acting, at)
        return door.admit(actor, Act.IMPOSE_SUSPENSION, cast.kofi.reference, of=Pupil, at=at)

    assert pupil_of(friday) == cast.kofi
    with pytest.raises(NotFound):
        pupil_of(after + timedelta(hours=10))


def test_a_head_suspends_nobody_of_another_school(cast: Cast) -> None:
    with pytest.raises(NotFound):
        door.admit(cast.actor("colm"), Act.IMPOSE_SUSPENSION, cast.maisie.reference, of=Pupil, at=AT)
    seat, by = cast.seat("colm"), cast.actor("colm")
    with pytest.raises(NotNow, match="not on the roll"):
        suspensions.impose_suspension(cast.maisie, facts(), seat=seat, by=by, at=AT)


def test_before_the_decision_the_page_shows_totals_line_rule_and_source(cast: Cast) -> None:
    five_days_before(cast)
    changes = {"last_on": "23 11 2026", "kind": "lunch"}
    answer = browse(cast, "colm").post("/suspensions/impose-suspension/", form(cast, **changes))
    page = re.sub(r"\s+", " ", answer.content.decode())
    assert answer.status_code == 200
    assert "5 days before, <b>5.5 days with this one</b>" in page
    assert "more than 5 days in the term" in page
    assert "governing board must be told" in page
    assert "SI 2012/1033" in page
    assert "<li>The governing board</li>" in page
    assert Suspension.objects.count() == 1


def test_a_decision_on_totals_that_were_not_shown_comes_back_with_them(cast: Cast) -> None:
    client = browse(cast, "colm")
    unseen = client.post("/suspensions/impose-suspension/", form(cast, impose="1", seen=""))
    assert unseen.status_code == 422
    assert "Look once more" in unseen.content.decode()
    assert "Mentoring, six times." in unseen.content.decode()
    assert not Suspension.objects.exists()


@pytest.mark.parametrize("other", [{"pupil": "ada"}, {"last_on": "26 11 2026", "first_on": "24 11 2026"}])
def test_a_head_does_not_suspend_another_than_the_page_named(cast: Cast, other: dict[str, str]) -> None:
    """The totals are equal for both: the button said “Suspend Kofi”, and on which days."""
    ada = make_pupil(cast.alder, "Ada", "Mensah-Hart")
    client = browse(cast, "colm")
    typed = form(cast, pupil_name="Mensah")
    page = client.post("/suspensions/impose-suspension/", typed).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]  # type: ignore[index]
    changed = {**typed, **other, "impose": "1", "seen": seen}
    if "pupil" in other:
        changed["pupil"] = ada.reference
    answer = client.post("/suspensions/impose-suspension/", changed)
    assert (answer.status_code, Suspension.objects.exists()) == (422, False)
    assert "Look once more" in answer.content.decode()


def test_imposing_is_recorded_once_and_a_second_click_finds_it(cast: Cast) -> None:
    client = browse(cast, "colm")
    page = client.post("/suspensions/impose-suspension/", form(cast)).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]  # type: ignore[index]
    first = client.post("/suspensions/impose-suspension/", form(cast, impose="1", seen=seen))
    again = client.post("/suspensions/impose-suspension/", form(cast, impose="1", seen=seen), follow=True)
    one = Suspension.objects.get()
    assert first.status_code == 302
    assert "Already done: here it is." in again.content.decode()
    assert (one.half_days, one.decided_by_role, one.imposed_by) == (6, "head", cast.people["colm"])
    assert [reason.code for reason in one.reasons.all()] == ["PA"]
    assert TrailEntry.objects.filter(act="impose_suspension", subject_ref=one.reference).count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"reasons": []},
        {"reasons": ["PA", "PP", "DB", "TH"]},
        {"first_on": "20 11 2026"},
        {"first_on": "28 11 2026", "last_on": "29 11 2026"},
        {"last_on": "22 11 2030"},
        {"pupil_name": "Nobody at all", "pupil": ""},
        {"tried": ""},
    ],
)
def test_what_does_not_fit_comes_back_and_keeps_what_was_typed(cast: Cast, changes: dict[str, Any]) -> None:
    answer = browse(cast, "colm").post("/suspensions/impose-suspension/", form(cast, **changes))
    assert answer.status_code == 422
    assert changes.get("tried", "Mentoring, six times.") in answer.content.decode()


def test_a_head_of_two_schools_suspends_from_the_school_where_the_pupil_is(cast: Cast) -> None:
    """Merrow Lane is closed on 24 November, and the totals and the notices are its own."""
    Seat.objects.create(person=cast.people["colm"], agency=cast.merrow, role=Role.HEAD.value, starts_at=LONG_AGO)
    TermDate.objects.create(agency=cast.merrow, first_on=date(2026, 11, 24), last_on=date(2026, 11, 24), kind="closure")
    client = browse(cast, "colm")
    typed = form(cast, pupil_name="Mais", pupil=cast.maisie.reference)
    page = client.post("/suspensions/impose-suspension/", typed).content.decode()
    assert "Mon 23 Nov, Wed 25 Nov" in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]  # type: ignore[index]
    client.post("/suspensions/impose-suspension/", {**typed, "impose": "1", "seen": seen})
    one = Suspension.objects.get()
    assert (one.school, one.half_days) == (cast.merrow, 4)
    assert set(Duty.objects.filter(subject_ref=one.reference).values_list("agency_id", flat=True)) == {cast.merrow.pk}


def test_a_head_who_only_teaches_at_the_pupils_school_does_not_suspend_there(cast: Cast) -> None:
    Seat.objects.create(person=cast.people["colm"], agency=cast.merrow, role=Role.STAFF.value, starts_at=LONG_AGO)
    answer = browse(cast, "colm").post(
        "/suspensions/impose-suspension/", form(cast, pupil_name="Mais", pupil=cast.maisie.reference, impose="1")
    )
    assert answer.status_code == 422
    assert "Only the headteacher of the pupil’s own school decides" in answer.content.decode()
    assert not Suspension.objects.exists()


def test_inset_is_left_out_by_the_schools_calendar(cast: Cast) -> None:
    page = browse(cast, "colm").post(
        "/suspensions/impose-suspension/", form(cast, first_on="25 11 2026", last_on="1 12 2026")
    )
    assert "Wed 25 Nov, Thu 26 Nov, Mon 30 Nov, Tue 1 Dec" in page.content.decode()


def test_each_who_must_be_told_is_a_duty_of_the_same_day_by_law(cast: Cast) -> None:
    one = impose(cast)
    assert owed(one) == {"parents", "council"}
    for duty in Duty.objects.filter(subject_ref=one.reference):
        rule = rule_for(duty.rule, duty.rule_from_on)
        assert (duty.due_on, rule.force) == (TODAY, Force.MUST)
        assert "2022/788" in rule.source


def test_governors_social_worker_and_virtual_head_are_told_where_there_are_any(cast: Cast) -> None:
    assert owed(impose(cast, tell=frozenset({"social_worker"}))) == {"parents", "council", "social_worker"}
    PupilFact.objects.create(
        pupil=cast.kofi, kind="looked_after", starts_on=TODAY, recorded_at=AT, recorded_by=cast.people["amara"]
    )
    days = [date(2026, 11, day) for day in (24, 25, 26, 30)]
    assert owed(impose(cast, *days)) == {"parents", "council", "virtual_head"}
    over = impose(cast, date(2026, 12, 1), kind="lunch")
    assert owed(over) == {"parents", "governors", "council", "virtual_head"}
    assert "governors" in owed(impose(cast, date(2026, 12, 2)))


def test_an_exam_that_would_be_missed_is_told_the_governors(cast: Cast) -> None:
    assert "governors" in owed(impose(cast, misses_exam=True))


def test_recording_a_notice_meets_its_duty_alone(cast: Cast) -> None:
    one = impose(cast)
    page = f"/suspensions/{one.reference}/record-notice/"
    client = browse(cast, "amara")
    told = {"recipient": "parents", "whom": "Abena Mensah", "how": "by_hand", "told_on": ""}
    assert client.post(page, told | {"whom": ""}).status_code == 422
    assert client.post(page, told).status_code == 302
    assert owed(one) == {"council"}
    assert "Already done: here it is." in client.post(page, told, follow=True).content.decode()
    assert one.notices.get().whom == "Abena Mensah"


def test_closing_the_case_leaves_the_notices_owed(cast: Cast) -> None:
    case = stories.case(cast)
    one = impose(cast)
    assert one.case == case
    close_case(case, outcome="needs_met", words="Settled.", family_words="Glad.", by=cast.actor("amara"), at=AT)
    assert owed(one) == {"parents", "council"}


def test_it_is_an_entry_of_the_story(cast: Cast) -> None:
    case = stories.case(cast)
    impose(cast)
    entry = Entry.objects.get(case=case, kind="suspension")
    assert (entry.section, entry.title, entry.author) == ("behaviour", "Suspended: 1 day", cast.people["colm"])
    assert "Suspended: 1 day" in browse(cast, "amara").get(f"/cases/{case.reference}/").content.decode()


def test_the_council_sees_the_notice_once_it_is_told_and_never_the_schools_case(cast: Cast) -> None:
    case = stories.case(cast)
    one = impose(cast)
    url, officer = f"/suspensions/{one.reference}/", browse(cast, "sandra")
    assert officer.get(url).status_code == 404
    assert not door.audience(_letter(one, "impose_suspension")).filter(person=cast.people["sandra"]).exists()
    tell_council(cast, one)
    page = officer.get(url).content.decode()
    assert "Kofi Mensah-Hart" in page
    assert "Physical assault against an adult" in page
    for hidden in ("Mentoring", case.reference, "Record who was told", "Abena"):
        assert hidden not in page
    assert officer.get(f"/cases/{case.reference}/").status_code == 404
    assert cast.kofi.name in officer.get("/suspensions/").content.decode()
    assert door.audience(_letter(one, "record_notice")).filter(person=cast.people["sandra"]).exists()
    assert browse(cast, "far").get(url).status_code == 404


def _letter(one: Suspension, act: str) -> Letter:
    return Letter.objects.get(subject_ref=one.reference, act=act)


@pytest.mark.parametrize(
    ("name", "status"), [("colm", 200), ("amara", 200), ("helen", 404), ("tom", 404), ("priti", 404)]
)
def test_a_suspension_is_its_schools_leads(cast: Cast, name: str, status: int) -> None:
    one = impose(cast)
    assert browse(cast, name).get(f"/suspensions/{one.reference}/").status_code == status
    if status != 200:
        assert browse(cast, name).get(f"/suspensions/{one.reference}/record-notice/").status_code == 404


def test_the_council_records_no_notice_of_the_school(cast: Cast) -> None:
    one = impose(cast)
    tell_council(cast, one)
    with pytest.raises(Forbidden):
        door.admit(cast.actor("sandra"), Act.RECORD_NOTICE, one.reference, of=Suspension, at=AT)


def test_days_at_an_earlier_school_count_to_the_year_and_not_to_the_term(cast: Cast) -> None:
    five_days_before(cast)
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=date(2026, 11, 20))
    Enrolment.objects.create(pupil=cast.kofi, school=cast.merrow, starts_on=TODAY)
    term, year = reckon(cast.kofi, totals.sessions((TODAY,), "whole"), cast.merrow.pk)
    assert (totals.in_days(term.after), totals.in_days(year.after)) == ("1", "6")


def test_guard_16_beyond_power_is_refused_and_kept_as_a_fact_alone(cast: Cast) -> None:
    spread = [date(2026, 9, 2) + timedelta(n) for n in range(80)]
    school_days = [day for day in spread if day.weekday() < 5 and not date(2026, 10, 24) <= day <= date(2026, 11, 1)]
    impose(cast, *school_days[:45])
    with pytest.raises(NotNow, match="45 days"):
        impose(cast, TODAY, kind="lunch")
    assert impose(cast, TODAY, kind="lunch", is_fact_only=True).is_beyond_power


def test_nobody_is_suspended_twice_for_one_session(cast: Cast) -> None:
    one = impose(cast)
    with pytest.raises(NotNow, match="already"):
        impose(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        SuspendedSession.objects.create(suspension=one, pupil=cast.kofi, day=TODAY, session="AM")


MACHINE = Actor(person_id=None, name="Alder MIS", is_machine=True)


def test_a_report_keeps_a_heads_decision_and_no_other(cast: Cast) -> None:
    seat = _machine_seat(cast)
    machine = Actor(person_id=None, name="Alder MIS", seats=(seat,), is_machine=True)
    admitted = door.admit(machine, Act.REPORT_SUSPENSION, cast.kofi.reference, of=Pupil, at=AT)
    taken = {"decided_at": AT - timedelta(hours=2), "seat": seat, "by": machine, "at": AT}
    with pytest.raises(NotNow, match="Only a headteacher"):
        suspensions.report_suspension(admitted, facts(), decided_by_role=Role.STAFF, **taken)
    one = suspensions.report_suspension(admitted, facts(), decided_by_role=Role.HEAD, **taken)
    assert (one.reported_by, one.imposed_by, one.decided_by_role) == ("Alder MIS", None, "head")
    assert owed(one) == {"parents", "council"}
    with pytest.raises(NotFound):
        door.admit(machine, Act.REPORT_SUSPENSION, cast.maisie.reference, of=Pupil, at=AT)


def test_a_report_that_comes_late_is_owed_from_the_day_of_the_decision(cast: Cast) -> None:
    seat = _machine_seat(cast)
    machine = Actor(person_id=None, name="Alder MIS", seats=(seat,), is_machine=True)
    taken = {"decided_by_role": Role.HEAD, "decided_at": AT - timedelta(days=5), "seat": seat, "by": machine, "at": AT}
    one = suspensions.report_suspension(cast.kofi, facts(), **taken)
    found = Duty.objects.filter(subject_ref=one.reference).values_list("from_on", "due_on").distinct()
    assert list(found) == [(date(2026, 11, 18), date(2026, 11, 18))]


def _machine_seat(cast: Cast) -> Any:
    from dataclasses import replace

    return replace(cast.seat("colm"), seat_id=None, role=Role.MIS_CLIENT)


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_the_pages_ask_as_often_for_many_as_for_few(cast: Cast) -> None:
    one = impose(cast)
    tell_council(cast, one)
    head, officer = browse(cast, "colm"), browse(cast, "sandra")
    few = [queries(client, "/suspensions/") for client in (head, officer)]
    few.append(queries(head, f"/suspensions/{one.reference}/"))
    for day in (24, 25, 26, 30):
        tell_council(cast, impose(cast, date(2026, 11, day)))
    many = [queries(client, "/suspensions/") for client in (head, officer)]
    many.append(queries(head, f"/suspensions/{one.reference}/"))
    assert many == few


@pytest.mark.parametrize(
    ("from_on", "decided", "is_taken"),
    [
        (None, date(2025, 11, 3), False),
        (None, date(2026, 11, 3), False),
        (date(2026, 9, 1), date(2025, 11, 3), False),
        (date(2026, 9, 1), date(2026, 11, 3), True),
    ],
)
def test_a_reason_is_taken_from_the_day_that_was_loaded_for_it(
    cast: Cast, from_on: date | None, decided: date, is_taken: bool
) -> None:
    Code.objects.filter(code_set="exclusion_reason", code="VR").update(starts_on=from_on)
    at = AT.replace(year=decided.year, month=decided.month, day=decided.day)
    vape = replace(facts(decided), reasons=("VR",))
    seat, by = cast.seat("colm"), cast.actor("colm")
    if is_taken:
        one = suspensions.impose_suspension(cast.kofi, vape, seat=seat, by=by, at=at)
        assert [reason.code for reason in one.reasons.all()] == ["VR"]
        assert "Vape Related" in browse(cast, "colm").get(f"/suspensions/{one.reference}/").content.decode()
    else:
        with pytest.raises(NotNow, match="hold on the day"):
            suspensions.impose_suspension(cast.kofi, vape, seat=seat, by=by, at=at)
    assert ("VR" in exclusion_reasons(decided)) is is_taken


@pytest.mark.parametrize(("days", "tag"), [(1, "due"), (2, "late")])
def test_without_delay_is_never_said_to_be_late(cast: Cast, days: int, tag: str) -> None:
    duty = Duty.objects.select_related("pupil", "case", "agency").get(
        subject_ref=impose(cast).reference, rule="tell_parents_suspension"
    )
    shown = row(duty, AT + timedelta(days=days), WorkingCalendar({}))
    assert (shown.tag, shown.tag_words) == (tag, "Not told yet")
    assert "late" not in shown.due
