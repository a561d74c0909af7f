"""What was joined by mistake is parted, each school with its own; and two children are looked at again."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.drafts.models import Draft
from agencies.history.actions import Keeping
from agencies.people.models import Seat
from agencies.policy import Act
from agencies.trail.models import TrailEntry
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
from referrals.contacts.models import Contact
from referrals.duties.models import Duty
from referrals.pupils import actions as pupils
from referrals.pupils.actions import record_pupil_fact
from referrals.pupils.models import Enrolment, ExternalId, FieldChange, Identifier, Pupil, PupilFact
from tests import contacts, moves, stories
from tests.arriving import FRIDAY, add, arrived, head_of_merrow, known, sent_like_kofi
from tests.browsing import browse, text
from tests.interventions.suspensions.test_one_child import impose_at_merrow
from tests.machines import OTHER_URN, System
from tests.people import AT, Cast, make_pupil, set_clock
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
    around = [contacts.add(cast, there, who, name=f"Parent at {who}") for who in ("amara", head)]
    arrival = part(cast)
    own = arrival.pupil
    assert [Contact.objects.get(pk=one.pk).pupil for one in around] == [there, own]
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


def test_former_names_are_joined_with_the_record_and_parted_with_it(cast: Cast) -> None:
    kept, many = {"shown": "", "at": AT}, "\n".join(f"Of before {'x' * 100} {n}" for n in range(4))
    pupils.keep_former_names(known(cast), f"Boateng\n{many}", by=cast.actor("amara"), **kept)
    own, head = add(cast, upn="B801200005001"), head_of_merrow(cast)
    pupils.keep_former_names(own, f"Hughes\nBoateng\n{many.upper()}", by=cast.actor(head), **kept)
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=FRIDAY)
    arrival = fresh()
    actions.settle_arrival(arrival, outcome=Outcome.SAME, why="Rang.", left_on=FRIDAY, by=cast.actor("sandra"), at=AT)
    assert Pupil.objects.get(pk=cast.kofi.pk).former_names == f"Boateng\n{many}\nHughes\n{many.upper()}"
    parted = part(cast).pupil
    assert (parted, Pupil.objects.get(pk=parted.pk).former_names) == (own, f"Hughes\nBoateng\n{many.upper()}")
    assert Pupil.objects.get(pk=cast.kofi.pk).former_names == f"Boateng\n{many}"


def test_of_former_names_that_were_changed_since_each_school_gets_its_own_alone(cast: Cast) -> None:
    kept, head = {"at": AT}, head_of_merrow(cast)
    pupils.keep_former_names(known(cast), "Boateng\nOsei", shown="", by=cast.actor("amara"), **kept)
    own = add(cast, upn="B801200005001")
    pupils.keep_former_names(own, "Hughes\nBell", shown="", by=cast.actor(head), **kept)
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=FRIDAY)
    actions.settle_arrival(fresh(), outcome=Outcome.SAME, why="Rang.", left_on=FRIDAY, by=cast.actor("sandra"), at=AT)
    there = Pupil.objects.get(pk=cast.kofi.pk)
    since = there.former_names.replace("Bell\n", "").removesuffix("\nBell") + "\nCole"
    pupils.keep_former_names(there, since, shown=there.former_names, by=cast.actor(head), at=AT + timedelta(hours=1))
    parted = part(cast).pupil
    assert Pupil.objects.get(pk=parted.pk).former_names == "Hughes\nCole"
    assert Pupil.objects.get(pk=cast.kofi.pk).former_names == "Boateng\nOsei"


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
        form = text(council.get(url))
        for words in (
            "Nothing is erased: both histories stay.",
            "A parting can’t be undone here",
            "is not opened again: where it ended by mistake, that school puts it right",
        ):
            assert words in form
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


def settle(cast: Cast, outcome: Outcome = Outcome.SAME, *, of: Arrival | None = None) -> Arrival:
    left = FRIDAY if outcome is Outcome.SAME else None
    actions.settle_arrival(of or fresh(), outcome=outcome, why="Rang.", left_on=left, by=cast.actor("sandra"), at=AT)
    return Arrival.objects.select_related("known", "pupil").get(pk=(of or fresh()).pk)


def test_what_is_opened_again_is_joined_by_nobody_but_the_council(cast: Cast) -> None:
    arrived(cast)
    settle(cast, Outcome.APART)
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=FRIDAY)
    actions.look_again(fresh(), why="Maybe.", by=cast.actor("sandra"), at=AT)
    join_those_who_left(LATER)
    actions.go_on_for(cast.kofi, cast.actor("sandra"), LATER)
    assert (fresh().state, fresh().found) == ("council", "unsure")
    assert settle(cast).state == "joined"


def test_a_clash_that_is_opened_again_is_a_clash(cast: Cast) -> None:
    assert arrived(cast, given_name="Amara", family_name="Okoro", born_on=LATER.date()).found == "conflict"
    settle(cast, Outcome.APART)
    actions.look_again(fresh(), why="Maybe.", by=cast.actor("sandra"), at=AT)
    assert fresh().found == "conflict"


@pytest.mark.parametrize("reopened", [False, True])
def test_a_record_that_was_joined_to_another_is_joined_to_no_second_one(cast: Cast, reopened: bool) -> None:
    one = arrived(cast)
    settle(cast, Outcome.APART)
    if reopened:
        actions.look_again(fresh(), why="Maybe.", by=cast.actor("sandra"), at=AT)
        Enrolment.objects.filter(pupil=one.pupil_id).update(ends_on=FRIDAY, starts_on=FRIDAY)
        with pytest.raises(NotNow, match="nothing to join"):
            settle(cast)
    else:
        second = make_pupil(cast.alder, "Kofi", "Mensah-Hart", cast.kofi.born_on)
        given = {"school": cast.merrow, "known_school": cast.alder, "found": "sure", "found_at": AT, "state": "council"}
        other = Arrival.objects.create(pupil_id=one.pupil_id, known=second, authority=cast.wexmoor, **given)
        assert settle(cast, of=other).state == "joined"
        one = Arrival.objects.select_related("known", "pupil").get(pk=one.pk)
        with pytest.raises(NotNow, match="nothing to join"):
            actions.look_again(one, why="Maybe.", by=cast.actor("sandra"), at=AT)
    assert Enrolment.objects.filter(pupil=cast.kofi, school=cast.alder, ends_on=None).exists()


def test_names_go_with_the_school_that_gave_them_whenever_it_did(cast: Cast, other: System) -> None:
    there, born_on = known(cast, left_on=FRIDAY), cast.kofi.born_on
    put(other, "k-1", OTHER_URN, **sent_like_kofi(cast))
    protected = {"given": "Kofi", "family": "Protected"}
    put(other, "k-1", OTHER_URN, **sent_like_kofi(cast, legal=protected, born="2012-02-02"))
    there.refresh_from_db()
    assert (there.family_name, fresh().state) == ("Protected", "joined")
    own = part(cast).pupil
    own, there = Pupil.objects.get(pk=own.pk), Pupil.objects.get(pk=there.pk)
    assert (own.family_name, own.born_on.isoformat()) == ("Protected", "2012-02-02")
    assert (there.family_name, there.born_on) == ("Mensah-Hart", born_on)
    Enrolment.objects.filter(pupil=there).update(ends_on=None)
    with time_machine.travel(LATER, tick=False):
        page = browse(cast, "amara").get(reverse("see_changes", args=[there.reference]))
    assert page.status_code == 200
    assert "Protected" not in text(page)


@pytest.mark.parametrize("new_school_last", [False, True])
def test_what_the_childs_own_school_put_since_stays(cast: Cast, other: System, new_school_last: bool) -> None:
    there = known(cast, left_on=FRIDAY)
    put(other, "k-1", OTHER_URN, **sent_like_kofi(cast, legal={"given": "Kofi", "family": "Mensah"}))
    by = {"school": cast.actor("amara"), "new": cast.actor(head_of_merrow(cast))}
    order = ["school", "new"] if new_school_last else ["new", "school"]
    for n, who in enumerate(order):
        Keeping(Act.KEEP_PUPIL, by[who], AT + timedelta(hours=n + 1)).change(there, there, family_name=f"Of {who}")
    own = part(cast).pupil
    assert Pupil.objects.get(pk=there.pk).family_name == "Of school"
    assert Pupil.objects.get(pk=own.pk).family_name == "Of new"


def test_numbers_go_with_whom_they_came(cast: Cast, other: System) -> None:
    there = known(cast, left_on=FRIDAY)
    Identifier.objects.all().delete()
    new = add(cast, upn="B801200005001")
    nhs = {"authority": cast.wexmoor, "kind": "nhs", "starts_on": AT.date()}
    Identifier.objects.create(pupil=new, value="9434765919", **nhs)
    Identifier.objects.create(pupil=there, value="9434765870", **nhs)
    settle(cast)
    own = part(cast).pupil
    assert set(Identifier.objects.filter(pupil=own).values_list("value", flat=True)) == {"B801200005001", "9434765919"}
    assert list(Identifier.objects.filter(pupil=there).values_list("value", flat=True)) == ["9434765870"]


def test_a_number_that_the_new_school_sent_since_ends_none_of_the_other_childs(cast: Cast, other: System) -> None:
    there = known(cast, left_on=FRIDAY)
    put(other, "k-1", OTHER_URN, **sent_like_kofi(cast))
    put(other, "k-1", OTHER_URN, **sent_like_kofi(cast, upn="B801200005001"))
    assert Identifier.objects.get(pupil=there, ends_on=None).value == "B801200005001"
    own = part(cast).pupil
    open_ones = set(Identifier.objects.filter(ends_on=None).values_list("pupil", "value"))
    assert open_ones == {(own.pk, "B801200005001"), (there.pk, "R201100018042")}


def test_a_fact_goes_with_the_record_that_it_was_in_or_with_who_wrote_it_where_they_sat_then(cast: Cast) -> None:
    there, (old, head) = known(cast), ("amara", head_of_merrow(cast))

    def learnt(pupil: Pupil, kind: str, who: str, days: int, **more: Any) -> None:
        when = AT + timedelta(days=days)
        facts = {"starts_on": FRIDAY, "ends_on": None, "words": "", **more}
        record_pupil_fact(pupil, kind=kind, by=cast.actor(who), at=when, **facts)

    learnt(there, "looked_after", old, -30)
    learnt(there, "previously_looked_after", old, -30)
    learnt(add(cast), "ehc_plan", head, 0)
    settle(cast)
    learnt(there, "disability", head, 1)
    learnt(there, "previously_looked_after", head, 1, ends_on=LATER.date())
    learnt(there, "social_worker", old, 1)
    role = cast.people[old].seats.get().role
    Seat.objects.create(person=cast.people[old], agency=cast.merrow, role=role, starts_at=LATER, ends_at=None)
    learnt(there, "disability", old, 1, starts_on=LATER.date())
    own = part(cast, LATER + timedelta(hours=1)).pupil
    assert set(own.facts.values_list("kind", flat=True)) == {"ehc_plan", "disability"}
    stay = {"looked_after", "previously_looked_after", "social_worker", "disability"}
    assert set(there.facts.values_list("kind", flat=True)) == stay
    need = PupilFact.objects.get(kind="previously_looked_after")
    assert (need.ends_on, need.recorded_by) == (None, cast.people[old])


def test_places_and_drafts_go_and_the_other_childs_duties_stay(cast: Cast) -> None:
    move = moves.proposed(cast)  # of the other child, towards the new school, whose head owes
    there, new = known(cast), add(cast)
    earlier = {"authority": cast.wexmoor, "school": cast.merrow, "ends_on": FRIDAY}
    Enrolment.objects.create(pupil=new, starts_on=AT.date() - timedelta(days=400), **earlier)
    settle(cast)
    made = {"authority": cast.wexmoor, "form": "log_concern", "path": "/", "page": "x", "saved_at": AT}
    typed = {"pupil": [there.reference]}
    for who in ("helen", "amara"):
        Draft.objects.create(person=cast.people[who], pupil_id=there.pk, typed=typed, reference=who, **made)
    owed = set(Duty.objects.filter(case=move.case).values_list("pk", flat=True))
    assert owed
    own = part(cast).pupil
    assert list(Enrolment.objects.filter(pupil=there).values_list("school", flat=True)) == [cast.alder.pk]
    assert Enrolment.objects.filter(pupil=own).count() == 2
    assert set(Duty.objects.filter(pupil=there).values_list("pk", flat=True)) >= owed
    helens, amaras = Draft.objects.get(reference="helen"), Draft.objects.get(reference="amara")
    assert (helens.pupil_id, helens.typed) == (own.pk, {"pupil": [own.reference]})
    assert (amaras.pupil_id, amaras.typed) == (there.pk, typed)


def test_what_cannot_be_told_apart_is_not_parted(cast: Cast, other: System) -> None:
    there = known(cast, left_on=FRIDAY)
    put(other, "k-1", OTHER_URN, **sent_like_kofi(cast))
    line = TrailEntry.objects.get(act="join_records")
    before = {"pupil": there, "school": cast.merrow, "starts_on": FRIDAY, "ends_on": FRIDAY, "kind": "guest"}
    facts = {**line.facts, "had": {**line.facts["had"], "enrolment": [Enrolment.objects.create(**before).pk]}}
    for said, why in (
        ({"of": "x"}, "not written down"),
        ({**line.facts, "into": "x"}, "joined to another"),
        (facts, "on its roll before"),
    ):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("referrals.arrivals.actions.whose.line_of", lambda _, said=said: said)
            with pytest.raises(NotNow, match=why):
                part(cast)
    assert fresh().state == "joined"


def test_what_was_asked_of_the_second_record_is_asked_of_it_again(cast: Cast) -> None:
    known(cast)
    new, third = add(cast), make_pupil(cast.alder, "Kofi", "Mensah", cast.kofi.born_on)
    given = {"school": cast.alder, "known_school": cast.merrow, "found": "unsure", "found_at": AT, "state": "apart"}
    asked = Arrival.objects.create(pupil=third, known=new, authority=cast.wexmoor, **given)
    joins = Arrival.objects.select_related("known", "pupil").get(pupil=new)
    settle(cast, of=joins)
    assert Arrival.objects.get(pk=asked.pk).known == cast.kofi
    set_clock(LATER)
    joins = Arrival.objects.select_related("known", "pupil").get(pk=joins.pk)
    actions.part_records(joins, why="Twins.", by=cast.actor("sandra"), at=LATER)
    assert Arrival.objects.get(pk=asked.pk).known == new
