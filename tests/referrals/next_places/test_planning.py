"""The first of September is planned beforehand: forms that are called otherwise, and pupils who leave by their day."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from agencies.calendar.models import TermDate
from agencies.directory.models import Agency
from agencies.people.models import Seat
from agencies.policy import Act, Role
from agencies.register.models import Establishment
from agencies.trail.models import TrailEntry
from referrals.cases.models import Case
from referrals.next_places import actions
from referrals.next_places.facts import ComingRoll, forms_now, next_name
from referrals.next_places.models import NextPlace
from referrals.pupils.models import Enrolment, FieldChange, Pupil
from tests import stories
from tests.browsing import browse, said, text
from tests.machines import connect, path_of, pupil
from tests.people import AT, LONG_AGO, Cast, make_pupil, set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]

YEAR, SEPTEMBER = 2027, datetime(2027, 9, 1, 5, tzinfo=UTC)
LAST = date(2027, 7, 22)


def url(school: Agency, year: int = YEAR) -> str:
    """The page of a school's coming year."""
    return f"/school-years/{school.reference}/{year}/plan-roll/"


def field(form: str) -> str:
    """The field that asks what a form becomes."""
    return f"to_{form.encode().hex()}"


def send(client: Client, school: Agency, **answers: Any) -> Any:
    """The page opened, and sent with these answers."""
    seen = client.get(url(school)).context["form"]["asked"].value()
    return client.post(url(school), {"asked": seen, **answers})


@pytest.fixture
def roll(cast: Cast) -> dict[str, Pupil]:
    """Kofi in 9W, and at Alder Hythe one of 11A and one without a form."""
    ada, zoe = make_pupil(cast.alder, "Ada", "Bell", date(2011, 1, 9)), make_pupil(cast.alder, "Zoe", "Zed")
    Enrolment.objects.filter(pupil=ada).update(form="11A")
    Enrolment.objects.filter(pupil=zoe).update(form="")
    Enrolment.objects.filter(pupil=cast.kofi).update(form="9W")
    Enrolment.objects.filter(school=cast.alder).exclude(pupil__in=[ada, zoe, cast.kofi]).delete()
    return {"ada": ada, "zoe": zoe, "kofi": cast.kofi}


def place(pupil: Pupil) -> Enrolment:
    """The pupil's place now."""
    return Enrolment.objects.get(pupil=pupil)


def begin(at: datetime = SEPTEMBER) -> list[NextPlace]:
    """The tick of that day."""
    set_clock(at)
    return actions.roll_on(at)


@pytest.mark.parametrize(
    ("name", "then"),
    [("7B", "8B"), ("Y9 Oak", "Y10 Oak"), ("9", "10"), ("Form 12/1", "Form 13/1"), ("Oak", ""), ("Class of 2027", "")],
)
def test_a_form_with_a_number_is_proposed_the_next(name: str, then: str) -> None:
    assert next_name(name) == then


def test_the_page_shows_it_beforehand_and_nothing_is_done(cast: Cast, roll: dict[str, Pupil]) -> None:
    Establishment.objects.update_or_create(urn="100001", defaults={"name": "Alder", "status": "open", "high_age": 16})
    Agency.objects.filter(pk=cast.alder.pk).update(urn="100001")
    answer = browse(cast, "amara").get(url(cast.alder))
    form, page = answer.context["form"], text(answer)
    assert form[field("9W")].value() == "10W"
    assert (form[field("11A")].value(), form["leaving"].value(), form["leaves_on"].value()) == (
        "",
        ["11A"],
        "22 July 2027",
    )
    assert "1 pupil: Year 11, then Year 12" in page
    assert "1 pupil without a form stay without one." in page
    assert "Nothing is planned yet." in page
    assert "own system" not in page
    assert not NextPlace.objects.exists()
    assert place(roll["ada"]).ends_on is None


def test_forms_change_on_the_first_of_september_and_not_before(cast: Cast, roll: dict[str, Pupil]) -> None:
    answer = send(browse(cast, "amara"), cast.alder, **{field("9W"): "10W", field("11A"): "12A"})
    assert said(answer) == ["It is planned: another form for 2 pupils; as they are: 1."]
    assert "Planned: another form for 2 pupils. You can change it before" in text(
        browse(cast, "amara").get(url(cast.alder))
    )
    assert begin(datetime(2027, 8, 31, 22, tzinfo=UTC)) == []
    assert place(cast.kofi).form == "9W"
    assert len(begin()) == 2
    assert (place(cast.kofi).form, place(roll["ada"]).form, place(roll["zoe"]).form) == ("10W", "12A", "")
    assert not NextPlace.objects.exists()
    line = TrailEntry.objects.get(act=Act.ROLL_ON, subject_ref=cast.kofi.reference)
    assert (line.by_name, line.facts["fields"]) == ("Inclusion", ["form"])
    kept = FieldChange.objects.get(pupil=cast.kofi, act=Act.ROLL_ON)
    assert (kept.field, kept.old, kept.new) == ("form", "9W", "10W")
    assert begin() == []


def test_late_by_a_week_it_is_done_all_the_same(cast: Cast, roll: dict[str, Pupil]) -> None:
    send(browse(cast, "amara"), cast.alder, **{field("9W"): "10W"})
    begin(datetime(2027, 9, 8, 5, tzinfo=UTC))
    assert place(cast.kofi).form == "10W"


def test_whoever_leaves_has_the_last_day_at_once_and_their_case_says_so(cast: Cast, roll: dict[str, Pupil]) -> None:
    stories.case(cast)
    send(browse(cast, "amara"), cast.alder, leaving=["9W"], leaves_on="22 July 2027")
    assert place(cast.kofi).ends_on == LAST
    assert Case.objects.get(pupil=cast.kofi).left_at is not None
    page = text(browse(cast, "amara").get("/pupils/"))
    assert "Last day 22 Jul 2027" in page
    begin()
    assert (place(cast.kofi).form, place(cast.kofi).ends_on) == ("9W", LAST)


def test_who_was_to_leave_and_stays_has_no_last_day_any_more(cast: Cast, roll: dict[str, Pupil]) -> None:
    client = browse(cast, "amara")
    send(client, cast.alder, leaving=["9W", "11A"], leaves_on="22 July 2027")
    Enrolment.objects.filter(pupil=roll["ada"]).update(ends_on=date(2027, 6, 30))  # said by a file since
    send(client, cast.alder, **{field("9W"): "10W"})
    assert place(cast.kofi).ends_on is None
    assert place(roll["ada"]).ends_on == date(2027, 6, 30)
    begin()
    assert place(cast.kofi).form == "10W"


def test_who_is_at_another_school_by_now_is_not_taken_back(cast: Cast, roll: dict[str, Pupil]) -> None:
    client = browse(cast, "amara")
    send(client, cast.alder, leaving=["9W"], leaves_on="22 July 2027")
    Enrolment.objects.create(pupil=cast.kofi, school=cast.merrow, starts_on=date(2027, 9, 1), ends_on=date(2029, 7, 20))
    send(client, cast.alder, **{field("9W"): "10W"})
    assert Enrolment.objects.get(pupil=cast.kofi, school=cast.alder).ends_on == LAST


AUGUST = datetime(2027, 8, 10, 10, tzinfo=UTC)


def test_in_august_the_last_day_has_been_and_can_still_be_taken_back(cast: Cast, roll: dict[str, Pupil]) -> None:
    plan_by(cast, actions.Plan(leaving=frozenset({"9W"}), leaves_on=LAST), AT)
    now = {form.name: form for form in forms_now(coming(cast), AUGUST.date())}
    assert now["9W"].leaves_on == LAST
    plan_by(cast, actions.Plan({"9W": "10W"}), AUGUST)
    assert place(cast.kofi).ends_on is None


def test_a_last_day_that_stood_before_stands_again(cast: Cast, roll: dict[str, Pupil]) -> None:
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=date(2027, 12, 17))
    plan_by(cast, actions.Plan(leaving=frozenset({"9W"}), leaves_on=LAST), AT)
    plan_by(cast, actions.Plan(leaving=frozenset({"9W"}), leaves_on=date(2027, 7, 21)), AT)
    assert place(cast.kofi).ends_on == date(2027, 7, 21)
    plan_by(cast, actions.Plan({"9W": "10W"}), AT)
    assert place(cast.kofi).ends_on == date(2027, 12, 17)


def test_what_stands_otherwise_since_is_planned_no_more_and_can_be_planned_again(
    cast: Cast, roll: dict[str, Pupil]
) -> None:
    client = browse(cast, "amara")
    answers = {field("11A"): "12A", "leaving": ["9W"], "leaves_on": "22 July 2027"}
    send(client, cast.alder, **answers)
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=None)  # its system took it back
    Enrolment.objects.filter(pupil=roll["ada"]).update(form="11B")
    assert "Nothing is planned yet" in text(client.get(url(cast.alder)))
    assert said(send(client, cast.alder, **answers, **{field("11B"): "12B"}))
    assert place(cast.kofi).ends_on == LAST
    begin()
    assert place(roll["ada"]).form == "12B"


def coming(cast: Cast) -> ComingRoll:
    """Alder Hythe's roll of the coming year."""
    return ComingRoll(cast.alder, YEAR)


def plan_by(cast: Cast, plan: actions.Plan, at: datetime) -> None:
    """Amara plans it."""
    set_clock(at)
    actions.plan_roll(coming(cast), plan, by=cast.actor("amara", at), at=at)


def test_a_form_that_was_changed_since_is_left_as_it_is(cast: Cast, roll: dict[str, Pupil]) -> None:
    send(browse(cast, "amara"), cast.alder, **{field("9W"): "10W", field("11A"): "12A"})
    Enrolment.objects.filter(pupil=cast.kofi).update(form="10X")
    Enrolment.objects.filter(pupil=roll["ada"]).update(ends_on=date(2027, 5, 1))
    begin()
    assert (place(cast.kofi).form, place(roll["ada"]).form) == ("10X", "11A")
    assert not NextPlace.objects.exists()


def test_whoever_came_since_is_said_to_be_unplanned(cast: Cast, roll: dict[str, Pupil]) -> None:
    client = browse(cast, "amara")
    send(client, cast.alder, **{field("9W"): "10W"})
    make_pupil(cast.alder, "New", "Comer")
    assert "2 pupils: Year 9, then Year 10. 1 pupil came since it was planned: plan again" in text(
        client.get(url(cast.alder))
    )


def test_the_same_again_changes_nothing(cast: Cast, roll: dict[str, Pupil]) -> None:
    client, answers = browse(cast, "amara"), {field("9W"): "10W", "leaving": ["11A"], "leaves_on": "22 July 2027"}
    send(client, cast.alder, **answers)
    rows, lines = list(NextPlace.objects.values()), TrailEntry.objects.filter(act=Act.PLAN_ROLL).count()
    assert said(send(client, cast.alder, **answers)) == ["Already done: here it is."]
    assert list(NextPlace.objects.values()) == rows
    assert TrailEntry.objects.filter(act=Act.PLAN_ROLL).count() == lines == 2  # the school's, and Ada's


def test_a_page_that_is_out_of_date_is_shown_again_with_what_was_typed(cast: Cast, roll: dict[str, Pupil]) -> None:
    client = browse(cast, "amara")
    seen = client.get(url(cast.alder)).context["form"]["asked"].value()
    send(browse(cast, "colm"), cast.alder, **{field("9W"): "10X"})
    answer = client.post(url(cast.alder), {"asked": seen, field("9W"): "10W"})
    assert answer.status_code == 422
    assert answer.context["form"][field("9W")].value() == "10W"
    assert NextPlace.objects.get().form == "10X"


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"leaving": ["11A"]}, "Give the last day of those who leave"),
        ({"leaving": ["11A"], "leaves_on": "1 September 2027"}, "on and before 1 Sep 2027"),
        ({"leaving": ["11A"], "leaves_on": "20 November 2026"}, "Choose a day from 23 Nov 2026 on"),
        ({}, "so far nothing is planned"),
        ({field("9W"): "9W"}, "so far nothing is planned"),
        ({field("9W"): "\u200b"}, "so far nothing is planned"),
        ({field("9W"): "10X", "leaving": ["9W"], "leaves_on": "22 July 2027"}, "9W leaves, so it becomes nothing"),
        ({"leaving": ["11A"], "leaves_on": "soon"}, "Enter the date as day"),
        ({field("9W"): "x" * 21}, "20 characters at most"),
        ({"leaving": ["13Z"], "leaves_on": "22 July 2027"}, "Choose one of the answers"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_planned(
    cast: Cast, roll: dict[str, Pupil], answers: dict[str, Any], why: str
) -> None:
    answer = send(browse(cast, "amara"), cast.alder, **answers)
    assert answer.status_code == 422
    assert why in text(answer)
    assert not NextPlace.objects.exists()


@pytest.mark.parametrize("who", ["tom", "helen", "sandra", "priti", "far"])
def test_nobody_else_plans_it(cast: Cast, roll: dict[str, Pupil], who: str) -> None:
    assert browse(cast, who).get(url(cast.alder)).status_code in (403, 404)
    assert browse(cast, who).post(url(cast.alder), {field("9W"): "10W"}).status_code in (403, 404)
    assert not NextPlace.objects.exists()


@pytest.mark.parametrize(("year", "why"), [(2026, "has begun"), (2028, "once the one before it has begun")])
def test_only_the_coming_year_is_planned(cast: Cast, roll: dict[str, Pupil], year: int, why: str) -> None:
    answer = browse(cast, "amara").get(url(cast.alder, year))
    assert answer.status_code == 409
    assert why in text(answer)


def test_who_leads_at_two_schools_plans_the_one_that_is_asked(cast: Cast, roll: dict[str, Pupil]) -> None:
    Seat.objects.create(
        person=cast.people["amara"], agency=cast.merrow, role=Role.INCLUSION_LEAD.value, starts_at=LONG_AGO
    )
    Enrolment.objects.filter(pupil=cast.maisie).update(form="9W")
    send(browse(cast, "amara"), cast.alder, leaving=["9W"], leaves_on="22 July 2027")
    assert place(cast.maisie).ends_on is None
    assert TrailEntry.objects.get(act=Act.PLAN_ROLL, subject_ref=cast.kofi.reference).by_agency == cast.alder.name


def test_what_its_system_sends_takes_the_place_of_what_was_planned(cast: Cast, roll: dict[str, Pupil]) -> None:
    system = connect(cast, cast.alder)
    for key in ("a-1", "a-2"):
        assert system.ask("PUT", path_of(key), sam(key)).status_code == 201
    send(browse(cast, "amara"), cast.alder, **{field("8B"): "9B"}, leaving=["13C"], leaves_on="22 July 2027")
    assert Enrolment.objects.get(form="13C").ends_on == LAST
    for key in ("a-1", "a-2"):  # as every night: the system knows of another form, and of no last day
        assert system.ask("PUT", path_of(key), sam(key, "8C")).status_code == 200
    begin()
    places = Enrolment.objects.filter(pupil__family_name="Boateng").order_by("id")
    assert [(one.form, one.ends_on) for one in places] == [("8C", None), ("13C", None)]


def sam(key: str, form: str = "8B") -> dict[str, object]:
    """Two pupils of the system: one in 8B, one in 13C."""
    of = {"a-1": ("Samuel", "2013-09-01", form), "a-2": ("Grace", "2009-09-01", "13C")}
    given, born, in_form = of[key]
    enrolment = {"status": "C", "from": "2025-09-02", "to": None, "form": in_form}
    names = {"legal": {"given": given, "family": "Boateng"}, "known_as": {"given": given}}
    return pupil(**names, born=born, upn=None, enrolment=enrolment)


def test_a_school_whose_system_sends_forms_is_told_which_holds(cast: Cast, roll: dict[str, Pupil]) -> None:
    connect(cast, cast.alder)
    assert "a form or a last day that it sends takes the place of what you plan here" in text(
        browse(cast, "amara").get(url(cast.alder))
    )


def test_without_term_dates_no_last_day_is_proposed(cast: Cast, roll: dict[str, Pupil]) -> None:
    TermDate.objects.filter(agency=cast.alder).delete()
    assert browse(cast, "amara").get(url(cast.alder)).context["form"]["leaves_on"].value() is None


def test_the_list_of_pupils_leads_to_it_for_whoever_leads(cast: Cast, roll: dict[str, Pupil]) -> None:
    assert url(cast.alder) in browse(cast, "amara").get("/pupils/").content.decode()
    assert "plan-roll" not in browse(cast, "tom").get("/pupils/").content.decode()
    assert AT.year == YEAR - 1


def single(pupil: Pupil) -> str:
    """The field of a single pupil."""
    return f"single_{pupil.reference.replace('-', '').lower()}"


def test_a_single_pupil_gets_another_form_than_the_rest_and_a_plan_of_the_forms_keeps_it(
    cast: Cast, roll: dict[str, Pupil]
) -> None:
    """It is shown before it is done, taken back by an empty field, and stands where the rest leaves."""
    Enrolment.objects.filter(pupil=roll["ada"]).update(form="9W")
    client, kofi = browse(cast, "amara"), cast.kofi
    send(client, cast.alder, **{field("9W"): "10W", "single": kofi.reference, "single_to": "10X"})
    answer = client.get(url(cast.alder))
    form, page = answer.context["form"], text(answer)
    assert (form[field("9W")].value(), form[single(kofi)].value()) == ("10W", "10X")
    assert "Mensah-Hart, Kofi (9W), goes to" in page
    assert "came since it was planned" not in page
    assert TrailEntry.objects.filter(act=Act.SEE_PUPIL, facts__shown__contains=kofi.reference).exists()
    send(client, cast.alder, **{field("9W"): "10V", single(kofi): "10X"})
    assert NextPlace.objects.get(enrolment__pupil=kofi).form == "10X"
    send(client, cast.alder, leaving=["9W"], leaves_on="22 July 2027", **{single(kofi): "10X"})
    assert (place(kofi).ends_on, place(roll["ada"]).ends_on) == (None, LAST)
    send(client, cast.alder, **{field("9W"): "10V", single(kofi): ""})
    assert NextPlace.objects.get(enrolment__pupil=kofi).form == "10V"
    send(client, cast.alder, **{field("9W"): "10V", "single": kofi.reference, "single_to": "9W"})
    begin()
    assert (place(kofi).form, place(roll["ada"]).form) == ("9W", "10V")


def test_who_keeps_their_form_while_the_rest_move_is_counted_as_staying(cast: Cast, roll: dict[str, Pupil]) -> None:
    """Also when the page is opened again."""
    client, keeps = browse(cast, "amara"), {"single": cast.kofi.reference, "single_to": "9W"}
    sent = send(client, cast.alder, **keeps)
    assert said(sent) == ["It is planned: no other form for anybody; as they are: 3."]
    assert "Planned: no other form for anybody." in text(client.get(url(cast.alder)))
    Enrolment.objects.filter(pupil=roll["ada"]).update(form="9W")
    sent = send(client, cast.alder, **{field("9W"): "10W", single(cast.kofi): "9W"})
    assert said(sent) == ["It is planned: another form for 1 pupil; as they are: 2."]
    assert "Planned: another form for 1 pupil. " in text(client.get(url(cast.alder)))


def test_a_single_pupil_and_their_form_are_said_together_and_of_the_own_roll_alone(
    cast: Cast, roll: dict[str, Pupil]
) -> None:
    client = browse(cast, "amara")
    for answers, sentence in (
        ({"single": cast.kofi.reference}, "Write the form that the pupil goes to"),
        ({"single_to": "10X"}, "Choose the pupil who goes to that form"),
        ({"single": cast.maisie.reference, "single_to": "10X"}, "single"),
        ({"single": cast.kofi.reference, "single_to": "X" * 21}, "20 characters at most"),
    ):
        answer = send(client, cast.alder, **{field("9W"): "10W", **answers})
        assert answer.status_code == 422
        assert sentence in text(answer)
    assert not NextPlace.objects.exists()
