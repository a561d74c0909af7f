"""The overview: who reads it, that each figure is that of its rows, and that nothing hidden stands behind one."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from agencies.trail.models import TrailEntry
from interventions.overview import words
from interventions.overview.pages import OverviewPage, overview
from interventions.overview.pages.suspended import AtSchool
from interventions.suspensions import actions as suspensions
from interventions.suspensions.models import Suspension
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.duties.models import Duty
from referrals.pupils.models import Pupil
from referrals.referrals import actions as referrals
from referrals.shares import actions as shares
from referrals.shares.models import CaseShare
from tests import stories
from tests.browsing import browse, read, statements, text
from tests.owing import returned
from tests.people import AT, Cast, make_pupil
from tests.suspensions import cancel, impose, nobody_at_the_council

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
LATER = AT + timedelta(days=9)
MONDAY, MOST = date(2026, 11, 23), 17


def seen(cast: Cast, name: str, at: datetime = AT, opened: str = "") -> OverviewPage:
    return overview(cast.actor(name, at), at, opened)


def held(page: OverviewPage) -> dict[str, tuple[str, ...]]:
    return {one.name: tuple(str(held) for held in one.held) for one in page.schools}


def test_who_leads_a_school_and_the_council_read_it_and_nobody_else(cast: Cast) -> None:
    for name in cast.people:
        status = browse(cast, name).get("/overview/").status_code
        may = name in ("amara", "colm", "helen", "sandra", "grace", "far")
        assert status == (200 if may else 403), name
        assert ('href="/overview/"' in browse(cast, name).get("/my-work/").content.decode()) is may, name


def test_what_waits_is_counted_by_who_owes_it_and_the_council_sees_no_case_that_a_school_keeps(cast: Cast) -> None:
    case = stories.case(cast)
    stories.concern(cast)
    assert held(seen(cast, "sandra")) == {}
    at_school = Duty.objects.owed().filter(agency=cast.alder).count()
    assert held(seen(cast, "amara")) == {"Alder Hythe School": ("–", str(at_school), "–")}
    assert held(seen(cast, "helen")) == {}
    referral = stories.sent(cast, case)
    of_council = Duty.objects.owed().filter(agency=cast.council).count()
    assert held(seen(cast, "sandra"))["Alder Hythe School"][0] == str(of_council) != "0"
    assert held(seen(cast, "far")) == {}
    officer = {"seat": cast.seat("sandra"), "by": cast.actor("sandra")}
    referrals.accept_referral(referral, words="We will help.", **officer, at=AT)
    stories.offered(cast, case)
    assert held(seen(cast, "sandra"))["Alder Hythe School"][2] == "1"
    assert "1" in held(seen(cast, "amara"))["Alder Hythe School"][2]


def test_what_is_late_says_since_when_and_a_name_opens_its_rows(cast: Cast) -> None:
    stories.case(cast)
    page = seen(cast, "amara", LATER)
    (school,) = page.schools
    opened = seen(cast, "amara", LATER, str(cast.alder.reference)).opened
    assert opened is not None
    assert [row.duty.pk for row in opened.rows] == list(
        Duty.objects.owed().order_by("due_at", "id").values_list("pk", flat=True)
    )
    assert {row.child for row in opened.rows} == {"Kofi Mensah-Hart"}
    late = [row.duty for row in opened.rows if row.is_late]
    assert page.late == school.school.late == len(late) > 0
    assert (page.number, school.since) == (Duty.objects.owed().count(), min(duty.due_on for duty in late))
    shown = read(cast, "amara", f"/overview/?school={cast.alder.reference}")
    assert "Alder Hythe School: what waits, the longest late first" in shown
    assert "what waits, the longest" not in read(cast, "helen", f"/overview/?school={cast.alder.reference}")
    assert "what waits, the longest" not in read(cast, "amara", "/overview/?school=%00%F0")
    line = TrailEntry.objects.filter(act="see_overview", outcome="opened").first()
    assert line is not None
    assert line.facts["shown"] == sorted({row.duty.subject_ref for row in opened.rows})


@pytest.mark.parametrize("days", range(5))
def test_what_is_late_is_what_wears_that_tag_in_its_row(cast: Cast, days: int) -> None:
    """A notice one day over, a clock that stands still and a target are not late."""
    returned(cast, AT, AT)
    impose(cast, MONDAY, date(2026, 12, 17), misses_exam=True, exam_on=date(2026, 12, 1))
    at = AT + timedelta(days=days)
    opened = seen(cast, "colm", at, str(cast.alder.reference)).opened
    assert opened is not None
    assert not opened.more
    assert sum(held.late for held in opened.held) == sum(row.is_late for row in opened.rows)


def test_a_case_without_a_lead_stands_until_somebody_leads_or_the_pupil_has_left(cast: Cast) -> None:
    case = stories.case(cast)
    assert [line.who for line in seen(cast, "amara").leads.lines] == ["Kofi Mensah-Hart"]
    assert seen(cast, "sandra").leads.number == 0
    Case.objects.filter(pk=case.pk).update(left_at=AT)
    assert seen(cast, "amara").leads.number == 0
    Case.objects.filter(pk=case.pk).update(left_at=None)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    assert seen(cast, "amara").leads.number == 0


def test_a_share_stands_from_ten_days_before_its_end_until_it(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    share = stories.shared(cast, case)
    ends_at = CaseShare.objects.get(pk=share.pk).ends_at
    for before, number in ((timedelta(days=11), 0), (timedelta(days=10), 1), (timedelta(hours=1), 1), (timedelta(), 0)):
        at = ends_at - before
        assert [seen(cast, name, at).ends.number for name in ("amara", "sandra", "helen")] == [number, number, 0], (
            before
        )
    (line,) = seen(cast, "amara", ends_at - timedelta(days=3)).ends.lines
    assert (line.who, line.what) == ("Kofi Mensah-Hart", "CAMHS: Health support")


def asks(cast: Cast, *took: int | None) -> None:
    """Offers to CAMHS on as many cases, made on the Monday; answered after so many days, or not yet."""
    for number, days in enumerate(took):
        cast.kofi = make_pupil(cast.alder, f"A{number}", "Child")
        share = stories.offered(cast, stories.case(cast))
        if days is not None:
            shares.accept_share(share, by=cast.actor("priti"), at=AT + timedelta(days=days))


def test_the_median_counts_what_still_waits_and_says_nothing_of_a_few(cast: Cast) -> None:
    asks(cast, 0, 1, 2, None)
    (line,) = seen(cast, "amara", LATER).answers
    assert (line.agency, line.answered, line.waiting, line.median) == ("CAMHS", 3, 1, words.TOO_FEW)
    asks(cast, None, None, None)
    (line,) = seen(cast, "amara", LATER).answers
    assert (line.answered, line.waiting, line.median) == (3, 4, "at least 7")
    asks(cast, 1, 1)
    (line,) = seen(cast, "amara", LATER).answers
    assert (line.answered, line.waiting, line.median) == (5, 4, "2")
    assert seen(cast, "sandra", LATER).answers == []
    assert seen(cast, "amara", AT + timedelta(weeks=14)).answers == []


def test_an_offer_that_ran_out_counts_as_waited_and_one_that_was_taken_back_not_at_all(cast: Cast) -> None:
    asks(cast, None, None, None, None, None)
    share = CaseShare.objects.order_by("id")[0]
    shares.withdraw_share(share, why="-", by=cast.actor("amara"), at=AT)
    (line,) = seen(cast, "amara", AT + timedelta(weeks=9)).answers
    assert (line.answered, line.waiting, line.lapsed, line.median) == (0, 0, 4, words.TOO_FEW)


def terms(page: OverviewPage) -> list[AtSchool]:
    return page.suspended.schools


def test_suspensions_of_this_term_stand_against_the_last_to_the_same_school_day(cast: Cast) -> None:
    """On the twelfth school day of the spring; the twelfth of the autumn was Thursday 17 September."""
    for day in (date(2026, 9, 3), date(2026, 9, 17), date(2026, 9, 18), date(2026, 12, 1), date(2027, 1, 6)):
        impose(cast, day)
    at = datetime(2027, 1, 20, 10, tzinfo=UTC)
    for name in ("colm", "sandra"):
        (line,) = terms(seen(cast, name, at))
        assert (line.name, line.last, line.this, line.change) == ("Alder Hythe School", 2, 1, "1 fewer"), name
        assert line.upto == "school day 12"
    assert terms(seen(cast, "helen", at)) == []


def test_a_term_before_that_is_not_known_is_said_to_be_so(cast: Cast) -> None:
    impose(cast)
    (line,) = terms(seen(cast, "colm"))
    assert (line.last, line.this, line.change, line.upto) == (None, 1, "", words.NOT_KNOWN)
    row = text(browse(cast, "colm").get("/overview/")).split('<td data-l="Last term">')[1]
    assert row.startswith('Not known</td> <td data-l="This term">1</td> <td data-l="Change">Not known</td>')
    cancel(cast, Suspension.objects.get())
    assert terms(seen(cast, "colm")) == []


def test_what_was_shortened_counts_as_the_reader_knows_it(cast: Cast) -> None:
    """The council was told of eight days, and not yet that it was three."""
    one = impose(cast, MONDAY, date(2026, 12, 3))
    with nobody_at_the_council():
        back = {"back_on": date(2026, 11, 25), "back_session": "AM"}
        suspensions.shorten_suspension(one, why="Back early.", **back, by=cast.actor("colm"), at=AT)
    assert seen(cast, "colm").suspended.past == []
    assert [past.days for past in seen(cast, "sandra").suspended.past] == ["8 days"]
    assert [terms(seen(cast, name))[0].this for name in ("colm", "sandra")] == [1, 1]


def test_what_the_council_was_not_told_counts_in_no_figure_of_its(cast: Cast) -> None:
    with nobody_at_the_council():
        impose(cast, MONDAY, date(2026, 12, 17))
    assert (terms(seen(cast, "sandra")), seen(cast, "sandra").suspended.past) == ([], [])
    (past,) = seen(cast, "colm").suspended.past
    assert (past.name, past.line) == (
        "Kofi Mensah-Hart",
        "More than 15 days in a term: the governing board has to meet.",
    ) or past.line


@pytest.mark.parametrize(("last", "past"), [(date(2026, 11, 30), 0), (date(2026, 12, 1), 1)])
def test_who_is_past_five_days_stands_with_the_line_of_the_law(cast: Cast, last: date, past: int) -> None:
    """Five days are not past five: 27 November is an INSET day."""
    impose(cast, MONDAY, last)
    found = seen(cast, "colm").suspended.past
    assert len(found) == past
    if past:
        assert (found[0].days, found[0].school) == ("6 days", "Alder Hythe School")


@pytest.mark.parametrize("name", ["amara", "sandra"])
def test_it_asks_as_many_statements_for_much_as_for_little(cast: Cast, name: str) -> None:
    much(cast, 3)
    some = asked(cast, name)
    much(cast, 6)
    assert asked(cast, name) == some <= MOST


def much(cast: Cast, number: int) -> None:
    for _ in range(number):
        cast.kofi = make_pupil(cast.alder, f"B{Pupil.objects.count()}", "Child")
        impose(cast, MONDAY)
        stories.accepted(cast, stories.case(cast))
        cast.kofi = make_pupil(cast.alder, f"A{Pupil.objects.count()}", "Child")
        stories.offered(cast, stories.case(cast))


def asked(cast: Cast, name: str) -> int:
    client: Any = browse(cast, name)
    url = f"/overview/?school={cast.alder.reference}"
    client.get(url)
    return len(statements(lambda: client.get(url)))
