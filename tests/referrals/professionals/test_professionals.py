"""Who works with a child: from rows that exist, and written down by the school; each reader by their own right."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.policy import Act
from agencies.trail.models import TrailEntry
from referrals import door
from referrals.arrivals import actions as arrivals
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import Outcome
from referrals.cases import actions as cases
from referrals.professionals import actions
from referrals.professionals.models import Professional
from referrals.pupils.models import Enrolment, FieldChange
from tests import professionals, stories
from tests.arriving import FRIDAY, add, head_of_merrow, known
from tests.browsing import browse, carried, statements, text
from tests.people import AT, Cast, set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
ADD = {"name": "Ruth Marlow", "job": "School nurse", "phone": "01632 960181", "until_on": ""}


def url(cast: Cast) -> str:
    return reverse("add_professional", args=[cast.kofi.reference])


def page(cast: Cast, who: str) -> str:
    return text(browse(cast, who).get(reverse("see_child", args=[cast.kofi.reference])))


def test_somebody_is_added_and_stands_on_the_page_with_role_and_phone(cast: Cast) -> None:
    shown = text(browse(cast, "amara").post(url(cast), {**ADD, "organisation": "Wexmoor Health"}, follow=True))
    for said in ("They are added.", "Ruth Marlow", "School nurse, Wexmoor Health", "01632 960181"):
        assert said in shown, said


def test_sent_twice_makes_one_and_who_is_there_is_not_added_again(cast: Cast) -> None:
    client = browse(cast, "amara")
    sent = {**carried(client.get(url(cast))), **ADD}
    for _ in range(2):
        assert client.post(url(cast), sent).status_code == 302
    assert "is recorded for this child as School nurse already" in text(client.post(url(cast), {**ADD, "phone": ""}))
    assert Professional.objects.count() == 1


def test_bad_input_keeps_what_was_typed(cast: Cast) -> None:
    bad = {**ADD, "phone": "x", "from_on": "2 Mar 2026", "until_on": "1 Mar 2026", "name": "Ann O’Shea"}
    shown = text(browse(cast, "amara").post(url(cast), bad))
    for said in ("Enter a phone number", "That is before the first day", "Ann O’Shea"):
        assert said in shown, said
    assert not Professional.objects.exists()


def test_it_is_changed_ended_and_each_old_value_kept(cast: Cast) -> None:
    one, client = professionals.add(cast), browse(cast, "colm")
    change = reverse("change_professional", args=[one.reference])
    client.post(change, {**carried(client.get(change)), **ADD, "phone": "01632 960199"})
    one.refresh_from_db()
    assert one.phone == "01632 960199"
    assert FieldChange.objects.get(kind="professional", field="phone").old == "01632 960181"
    end = reverse("end_professional", args=[one.reference])
    client.post(end, {"why": "She works elsewhere."})
    assert "Ruth Marlow" not in page(cast, "colm")
    assert client.get(end).status_code == 409
    professionals.add(cast)


def test_of_two_changes_at_once_the_second_is_told_and_keeps_what_was_typed(cast: Cast) -> None:
    one, client = professionals.add(cast), browse(cast, "colm")
    change = reverse("change_professional", args=[one.reference])
    form = carried(client.get(change))
    by = {"by": cast.actor("amara"), "at": AT}
    actions.change_professional(one, {**professionals.KNOWN, "phone": "01632 960111"}, **by)
    shown = text(client.post(change, {**form, **ADD, "job": "Nurse of the county"}))
    assert "Nurse of the county" in shown
    one.refresh_from_db()
    assert one.job == "School nurse"
    with pytest.raises(NotNow):
        actions.change_professional(one, {**professionals.KNOWN, "phone": "1"}, **by, version=1)


def test_who_is_over_is_drawn_no_more_and_today_is_the_last_day(cast: Cast) -> None:
    one = professionals.add(cast, until_on=AT.date())
    assert "until 23 Nov 2026" in page(cast, "amara")
    Professional.objects.filter(pk=one.pk).update(until_on=AT.date() - timedelta(days=1))
    assert "Ruth Marlow" not in page(cast, "amara")


def sees(cast: Cast) -> set[str]:
    return {n for n in cast.people if door.within(Professional, cast.actor(n), Act.SEE_PROFESSIONALS).exists()}


def test_the_school_and_the_council_that_helps_read_of_them_and_no_agency_by_parts(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    professionals.add(cast)
    case = stories.case(cast)
    school = {"amara", "colm", "okoro"}
    assert sees(cast) == school
    stories.accepted(cast, case)
    stories.shared(cast, case)
    assert sees(cast) - school >= {"sandra"}
    assert "priti" not in sees(cast)
    for who in ("priti", "tom"):
        assert "Ruth Marlow" not in page(cast, who)
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=FRIDAY)
    assert not sees(cast) & school


def test_who_leads_and_whose_share_is_open_are_drawn_from_their_own_rows(cast: Cast) -> None:
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    shown = page(cast, "amara").split("Who works with the child")[-1]
    for said in ("Dan Whitlock", "Lead professional, Alder Hythe School", "Priti Nair"):
        assert said in shown, said
    assert "Who works with the child" not in page(cast, "tom")


def test_an_agency_reads_of_no_other_agency_that_reads_the_case(cast: Cast) -> None:
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    shown = page(cast, "priti").split("Who works with the child")[-1].split("</ul>")[0]
    assert ("Dan Whitlock" in shown, "Priti Nair" in shown, "Accepted" in shown) == (True, False, False)


def test_whom_the_page_showed_stands_in_the_trail(cast: Cast) -> None:
    one = professionals.add(cast)
    page(cast, "amara")
    assert TrailEntry.objects.get(act="see_contacts").facts["shown"] == [one.reference]


def test_however_many_there_are_the_page_asks_as_much(cast: Cast) -> None:
    client, at = browse(cast, "amara"), reverse("see_child", args=[cast.kofi.reference])
    client.get(at)
    professionals.add(cast)
    one = len(statements(lambda: client.get(at)))
    for name in ("A", "B", "C"):
        professionals.add(cast, name=name)
    assert len(statements(lambda: client.get(at))) == one <= 12


def test_they_go_with_the_records_that_are_joined_and_parted(cast: Cast) -> None:
    head = head_of_merrow(cast)
    known(cast, left_on=FRIDAY)
    own, by = add(cast, upn="B801200005001"), cast.actor(head)
    said: dict[str, Any] = {"seat": cast.seat(head), "by": by, "at": AT}
    one = actions.add_professional(own, professionals.KNOWN, **said)
    later, sandra = AT + timedelta(minutes=5), cast.actor("sandra")
    settled: dict[str, Any] = {"outcome": Outcome.SAME, "why": "Rang.", "left_on": FRIDAY}
    arrivals.settle_arrival(Arrival.objects.get(), **settled, by=sandra, at=later)
    one.refresh_from_db()
    assert one.pupil == cast.kofi
    set_clock(later)
    arrivals.part_records(Arrival.objects.get(), why="Twins.", by=sandra, at=later)
    one.refresh_from_db()
    assert one.pupil == own


def test_who_has_ended_by_the_last_day_is_added_again(cast: Cast) -> None:
    one = professionals.add(cast, until_on=AT.date())
    with pytest.raises(NotNow, match="already"):
        professionals.add(cast)
    Professional.objects.filter(pk=one.pk).update(until_on=AT.date() - timedelta(days=1))
    shown = text(browse(cast, "amara").post(url(cast), ADD, follow=True))
    assert ("They are added." in shown, Professional.objects.count()) == (True, 2)
