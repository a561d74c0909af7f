"""What was joined by mistake is parted, each school with its own; and two children are looked at again."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.policy import Act
from interventions.suspensions.models import SuspendedSession
from referrals import door
from referrals.arrivals import actions
from referrals.arrivals.actions import join_those_who_left
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import Outcome
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.concerns import actions as concerns
from referrals.concerns.actions import ConcernFacts
from referrals.concerns.models import Concern
from referrals.duties.models import Duty
from referrals.pupils.actions import record_pupil_fact
from referrals.pupils.models import Enrolment, ExternalId, FieldChange, Identifier, Pupil
from tests import stories
from tests.arriving import FRIDAY, add, arrived, head_of_merrow, known, sent_like_kofi
from tests.browsing import browse, text
from tests.interventions.suspensions.test_one_child import impose_at_merrow
from tests.machines import OTHER_URN, System
from tests.people import AT, Cast, set_clock
from tests.referrals.pupils.sending import put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
LATER = AT + timedelta(days=1)


def fresh() -> Arrival:
    return Arrival.objects.select_related("known", "pupil").get()


def part(cast: Cast, at: Any = LATER) -> Arrival:
    set_clock(at)
    arrival = fresh()
    actions.part_records(arrival, why="Twins: I rang both.", by=cast.actor("sandra"), at=at)
    return arrival


def case_of(cast: Cast, child: Pupil, who: str) -> Case:
    facts = ConcernFacts(seen=["upset"], fact="He cried.", worry=1, happened_on=AT.date())
    logged = concerns.log_concern(child, facts, seat=cast.seat(who), by=cast.actor(who), at=AT)
    return cases.open_case(logged, why="Kind.", reply="Thank you.", by=cast.actor(who), at=AT)


def test_each_school_has_its_own_again_with_what_it_wrote_since(cast: Cast, other: System) -> None:
    old_case, head = stories.case(cast), head_of_merrow(cast)
    share = stories.shared(cast, old_case)
    there = known(cast, left_on=FRIDAY)
    put(other, "k-1", OTHER_URN, **sent_like_kofi(cast, legal={"given": "Kofi", "family": "Mensah"}))
    assert (fresh().state, Pupil.objects.get(pk=there.pk).family_name) == ("joined", "Mensah")
    new_case = case_of(cast, there, head)
    record_pupil_fact(there, kind="ehc_plan", starts_on=AT.date(), ends_on=None, words="", by=cast.actor(head), at=AT)
    record_pupil_fact(
        there, kind="disability", starts_on=AT.date(), ends_on=None, words="", by=cast.actor("amara"), at=AT
    )
    arrival = part(cast)
    own = arrival.pupil
    places = Enrolment.objects.filter(pupil__in=[own, there]).values_list("school", "pupil")
    assert set(places) == {(cast.merrow.pk, own.pk), (cast.alder.pk, there.pk)}
    assert ExternalId.objects.get(value="k-1").pupil == own
    assert (Case.objects.get(pk=new_case.pk).pupil, Case.objects.get(pk=old_case.pk).pupil) == (own, there)
    assert set(Concern.objects.filter(pupil=own).values_list("school", flat=True)) == {cast.merrow.pk}
    assert set(Concern.objects.filter(pupil=there).values_list("school", flat=True)) == {cast.alder.pk}
    assert (list(own.facts.values_list("kind", flat=True)), list(there.facts.values_list("kind", flat=True))) == (
        ["ehc_plan"],
        ["disability"],
    )
    assert (Pupil.objects.get(pk=own.pk).family_name, Pupil.objects.get(pk=there.pk).family_name) == (
        "Mensah",
        "Mensah-Hart",
    )
    assert Identifier.objects.get(kind="upn").pupil == there  # both had it: the school that came sends its own
    assert {duty.pupil_id for duty in Duty.objects.filter(case=new_case)} == {own.pk}
    assert not Duty.objects.owed().filter(rule__in=["send_file", "send_ctf"]).exists()
    share.refresh_from_db()
    assert (share.case.pupil, share.withdrawn_at) == (there, None)
    assert FieldChange.objects.filter(pupil=there, act="part_records", field="family_name").exists()
    assert FieldChange.objects.filter(pupil=there, act="join_records", field="family_name").exists()
    for name, reads, case in ((head, True, new_case), (head, False, old_case), ("amara", False, new_case)):
        seen = door.cases(cast.actor(name, LATER), Act.SEE_CASE).filter(pk=case.pk).exists()
        assert seen is reads, (name, case)


def test_a_number_that_ended_by_the_joining_is_theirs_again(cast: Cast) -> None:
    known(cast, left_on=FRIDAY)
    add(cast, upn="B801200005001")
    arrival = fresh()
    actions.settle_arrival(arrival, outcome=Outcome.SAME, why="Rang.", left_on=FRIDAY, by=cast.actor("sandra"), at=AT)
    own = part(cast).pupil
    open_ones = Identifier.objects.filter(kind="upn", ends_on=None)
    assert set(open_ones.values_list("pupil", "value")) == {(own.pk, "B801200005001"), (cast.kofi.pk, "R201100018042")}


def test_parted_they_are_never_joined_again_by_themselves_and_each_page_names_its_own(
    cast: Cast, other: System
) -> None:
    known(cast, left_on=FRIDAY)
    head = head_of_merrow(cast)
    put(other, "k-1", OTHER_URN, **sent_like_kofi(cast))
    with time_machine.travel(LATER, tick=False):
        set_clock(LATER)
        arrival, council = fresh(), browse(cast, "sandra")
        page, url = reverse("see_arrival", args=[arrival.reference]), f"/arrivals/{arrival.reference}/part-records/"
        assert "They are two children: part the records" in text(council.get(page))
        assert "Nothing is erased: both histories stay." in text(council.get(url))
        assert council.post(url, {"why": ""}).status_code == 422
        assert council.post(url, {"why": "Twins."}).status_code == 302
        assert "Twins." in text(council.get(page))
        assert council.post(url, {"why": "Again."}).status_code in (302, 422)
        for name in ("amara", head):
            said = text(browse(cast, name).get(page))
            assert "had two children in one record by mistake" in said
            assert "Twins." not in said
            assert browse(cast, name).get(url).status_code == 403
        assert browse(cast, "tom").get(url).status_code == 404
    Pupil.objects.filter(pk=arrival.pupil_id).update(given_name="Kwame")
    assert "Kwame Mensah-Hart: change of school" in text(browse(cast, head).get(page))
    assert "Kwame" not in text(browse(cast, "amara").get(page))
    again = put(other, "k-1", OTHER_URN, **sent_like_kofi(cast, known_as={"given": "K"}))
    assert again.status_code == 200
    assert (Arrival.objects.count(), Arrival.objects.get().state) == (1, "parted")


def test_days_of_suspension_are_each_childs_own_again(cast: Cast, other: System) -> None:
    there = known(cast, left_on=FRIDAY)
    put(other, "k-1", OTHER_URN, **sent_like_kofi(cast))
    one = impose_at_merrow(cast, there)
    assert set(SuspendedSession.objects.values_list("pupil", flat=True)) == {there.pk}
    own = part(cast).pupil
    assert set(SuspendedSession.objects.values_list("pupil", flat=True)) == {own.pk}
    assert type(one).objects.get(pk=one.pk).pupil == own
    assert set(Duty.objects.filter(subject_ref=one.reference).values_list("pupil", flat=True)) == {own.pk}


def test_there_is_nothing_to_part_before_it_was_joined_nor_once_the_place_is_gone(cast: Cast, other: System) -> None:
    with pytest.raises(NotNow):
        actions.part_records(arrived(cast), why="-", by=cast.actor("sandra"), at=AT)
    Enrolment.objects.filter(school=cast.alder).update(ends_on=FRIDAY)
    join_those_who_left(LATER)
    Enrolment.objects.filter(school=cast.merrow).update(ends_on=FRIDAY, starts_on=FRIDAY)
    with pytest.raises(NotNow, match="nothing to part"):
        part(cast)


def test_two_children_are_looked_at_again_and_can_be_joined_then(cast: Cast) -> None:
    arrival = arrived(cast)
    actions.settle_arrival(arrival, outcome=Outcome.APART, why="Rang both.", by=cast.actor("sandra"), at=AT)
    with time_machine.travel(AT, tick=False):
        council, url = browse(cast, "sandra"), f"/arrivals/{arrival.reference}/look-again/"
        assert "Look again: it may be one child" in text(council.get(f"/arrivals/{arrival.reference}/"))
        assert browse(cast, "amara").get(url).status_code in (403, 404)
        assert council.post(url, {"why": "The school rang back."}).status_code == 302
    arrival = fresh()
    assert (arrival.state, arrival.outcome, arrival.settled_why) == ("council", "", "")
    assert Duty.objects.owed().filter(rule="settle_arrival", subject_ref=arrival.reference).exists()
    actions.settle_arrival(arrival, outcome=Outcome.SAME, why="Rang.", left_on=FRIDAY, by=cast.actor("sandra"), at=AT)
    assert fresh().state == "joined"
    with pytest.raises(NotNow):
        actions.look_again(fresh(), why="-", by=cast.actor("sandra"), at=AT)
