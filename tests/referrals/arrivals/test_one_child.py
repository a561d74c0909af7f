"""A child who changes school is one record: joined where it is sure and the old roll ended, else asked about."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from agencies.acting.doing import Doing
from agencies.acting.refusals import NotNow
from agencies.directory.models import Authority
from agencies.drafts.models import Draft
from agencies.history.actions import Keeping
from agencies.outbox.models import Letter
from agencies.policy import Act, Kind, Role
from agencies.trail.models import TrailEntry
from referrals import door
from referrals.arrivals import actions
from referrals.arrivals.actions.asking import look_for
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import Answer, Outcome, Sending
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.concerns import actions as concerns
from referrals.concerns.actions import ConcernFacts
from referrals.concerns.models import Concern
from referrals.duties.models import Duty
from referrals.pupils import actions as pupils
from referrals.pupils.actions import record_pupil_fact
from referrals.pupils.models import Enrolment, ExternalId, Identifier, Pupil
from tests import stories
from tests.arriving import FRIDAY, UPN, add, arrived, known, sent_like_kofi
from tests.browsing import browse, text
from tests.machines import OTHER_URN, System
from tests.people import AT, Cast, make_agency, make_person, make_pupil, set_clock
from tests.referrals.duties.sweeping import address
from tests.referrals.duties.test_nobody import heard, leave
from tests.referrals.pupils.sending import put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def owed(rule: str) -> list[Duty]:
    return list(Duty.objects.owed().filter(rule=rule).select_related("agency"))


def left(cast: Cast, arrival: Arrival, on: date = FRIDAY, **more: Any) -> None:
    fresh = Arrival.objects.select_related("known", "pupil").get(pk=arrival.pk)
    actions.answer_arrival(fresh, answer=Answer.LEFT, left_on=on, by=cast.actor("amara"), **{"at": AT, **more})


def test_who_has_left_the_old_school_is_joined_at_once_by_hand(cast: Cast) -> None:
    there = known(cast, left_on=FRIDAY)
    assert add(cast) == there
    assert Arrival.objects.get().state == "joined"
    places = Enrolment.objects.filter(pupil=there).order_by("starts_on").values_list("school__name", "ends_on")
    assert list(places) == [("Alder Hythe School", FRIDAY), ("Merrow Lane Primary", None)]
    assert list(Identifier.objects.values_list("pupil", "is_doubtful")) == [(there.pk, False)]


def test_and_by_the_new_schools_system_whose_answer_is_that_of_a_free_upn(cast: Cast, other: System) -> None:
    there = known(cast, left_on=FRIDAY)
    joined = put(other, "k-1", OTHER_URN, **sent_like_kofi(cast))
    free = put(
        other, "k-2", OTHER_URN, **sent_like_kofi(cast, upn="B801200005001", legal={"given": "A", "family": "B"})
    )
    assert (joined.status_code, free.status_code) == (201, 201)
    assert set(joined.headers) == set(free.headers)
    as_free = {**free.json(), "external_id": "k-1", "upn": UPN, "legal": sent_like_kofi(cast)["legal"]}
    assert joined.json() == as_free
    assert ExternalId.objects.get(value="k-1").pupil == there
    assert not ExternalId.objects.get(value="k-1").is_upn_elsewhere
    again = put(other, "k-1", OTHER_URN, **sent_like_kofi(cast))
    assert (again.status_code, again.json()) == (200, joined.json())


def test_while_the_old_school_has_them_it_is_asked_and_nothing_ends_by_itself(cast: Cast) -> None:
    there = known(cast)
    new = add(cast)
    arrival = Arrival.objects.get()
    assert (new == there, arrival.state, arrival.found) == (False, "asked", "sure")
    assert Enrolment.objects.get(pupil=there).ends_on is None
    (duty,) = owed("answer_arrival")
    assert (duty.agency, duty.limit, duty.pupil) == (cast.alder, 2, there)
    assert [one.agency for one in owed("settle_arrival")] == [cast.council]


def test_the_answer_to_the_new_school_is_byte_for_byte_that_of_a_free_upn(cast: Cast, other: System) -> None:
    free = put(other, "k-1", OTHER_URN, **sent_like_kofi(cast))
    ExternalId.objects.all().delete()
    Arrival.objects.all().delete()
    Enrolment.objects.filter(school=cast.merrow).exclude(pupil=cast.maisie).delete()
    Identifier.objects.all().delete()
    known(cast)
    held = put(other, "k-1", OTHER_URN, **sent_like_kofi(cast))
    assert (held.status_code, held.content) == (201, free.content)
    assert held.headers["ETag"] == free.headers["ETag"]
    assert Arrival.objects.get().state == "asked"
    assert put(other, "k-1", OTHER_URN, **sent_like_kofi(cast)).content == free.content


def test_nothing_is_told_to_the_new_school_before_the_yes(cast: Cast) -> None:
    arrival = arrived(cast)
    helen, where = browse(cast, "helen"), f"/arrivals/{arrival.reference}/"
    assert helen.get(where).status_code == 404
    assert helen.get("/arrivals/AAAA-AAAA-A/").content == helen.get(where).content
    letter = Letter.objects.get(act="ask_school")
    assert {seat.person.name for seat in door.audience(letter)} == {
        "Amara Adeyemi", "Colm Brannigan", "Sandra Pell", "Grace Holt",
    }  # fmt: skip
    left(cast, arrival)
    assert "came from Alder Hythe School" in text(helen.get(where))


def test_left_says_the_old_school_and_all_that_hung_on_the_second_record_goes_with_it(cast: Cast) -> None:
    there, new = known(cast), add(cast)
    case = log(cast, new)
    plan = {"kind": "ehc_plan", "starts_on": FRIDAY, "ends_on": None, "words": ""}
    pupils.record_pupil_fact(new, **plan, by=cast.actor("helen"), at=AT)
    old = stories.case(cast)
    left(cast, Arrival.objects.get())
    assert {Case.objects.get(pk=one.pk).pupil for one in (case, old)} == {there}
    assert set(Concern.objects.values_list("pupil", flat=True)) == {there.pk}
    assert there.facts.get().kind == "ehc_plan"
    assert not Duty.objects.filter(pupil=new).exists()
    old.refresh_from_db()
    assert old.left_at is not None
    assert old.school == cast.alder
    assert not owed("answer_arrival") + owed("settle_arrival")


def test_the_file_and_the_ctf_are_owed_from_the_last_day_and_both_schools_are_told_once(cast: Cast) -> None:
    arrival = arrived(cast)
    left(cast, arrival)
    (file,), (ctf,) = owed("send_file"), owed("send_ctf")
    assert (file.from_on, file.limit, file.due_on, file.agency) == (FRIDAY, 5, date(2026, 11, 30), cast.alder)
    assert (ctf.from_on, ctf.limit, ctf.due_on) == (FRIDAY, 15, date(2026, 12, 14))
    letter = Letter.objects.get(act="join_records")
    assert {seat.person.name for seat in door.audience(letter)} == {"Colm Brannigan", "Helen Strand"}
    sent = actions.TransferFacts(Sending.FILE, date(2026, 11, 23))
    actions.record_transfer(Arrival.objects.get(), sent, by=cast.actor("amara"), at=AT)
    assert not owed("send_file")
    assert owed("send_ctf")


def test_still_ours_tells_the_new_school_nothing_and_the_end_of_the_place_joins_a_year_later(
    cast: Cast, system: System
) -> None:
    there = known(cast)
    put(system, "a-9", **sent_like_kofi(cast, enrolment={"status": "C", "from": "2025-09-01", "to": None}))
    add(cast)
    arrival = Arrival.objects.select_related("known").get()
    actions.answer_arrival(arrival, answer=Answer.OURS, by=cast.actor("amara"), at=AT)
    assert Arrival.objects.get().state == "council"
    assert Pupil.objects.filter(pk=there.pk, enrolments__ends_on=None).exists()
    assert not Letter.objects.filter(act="join_records").exists()
    ended = {"status": "C", "form": "", "from": "2025-09-01", "to": "2026-11-19"}
    put(system, "a-9", **sent_like_kofi(cast, enrolment=ended))
    assert Arrival.objects.get().state == "joined"
    assert Enrolment.objects.filter(pupil=there).count() == 2


def test_an_end_that_was_known_before_joins_them_on_its_day_by_nobodys_act(cast: Cast) -> None:
    known(cast, left_on=date(2026, 11, 25))
    add(cast)
    assert actions.join_those_who_left(AT) == 0
    assert Arrival.objects.get().state == "asked"
    assert actions.join_those_who_left(AT + timedelta(days=3)) == 1
    assert Arrival.objects.get().state == "joined"
    line = TrailEntry.objects.get(act="join_records")
    assert (line.by_name, line.by_agency) == ("Inclusion", "")
    assert actions.join_those_who_left(AT + timedelta(days=3)) == 0


def test_another_birthday_under_the_same_upn_is_the_councils_question(cast: Cast) -> None:
    arrival = arrived(cast, born_on=date(2013, 3, 5))
    assert (arrival.found, arrival.state) == ("unsure", "council")
    assert not owed("answer_arrival")
    assert browse(cast, "amara").get(f"/arrivals/{arrival.reference}/").status_code == 404
    assert "born Sunday 3 March" not in text(browse(cast, "sandra").get(f"/arrivals/{arrival.reference}/"))


def test_a_clash_goes_to_the_council_alone(cast: Cast) -> None:
    arrival = arrived(cast, given_name="Noah", family_name="Bennett")
    assert (arrival.found, arrival.state) == ("conflict", "council")
    letter = Letter.objects.get(act="ask_school")
    assert {seat.person.name for seat in door.audience(letter)} == {"Sandra Pell", "Grace Holt"}
    page = text(browse(cast, "sandra").get(f"/arrivals/{arrival.reference}/settle-arrival/"))
    assert "Noah Bennett" in page
    assert "adopted, or moved for protection" in page
    for who in ("amara", "helen"):
        assert browse(cast, who).get(f"/arrivals/{arrival.reference}/").status_code == 404


def test_twins_are_two_children_also_where_the_one_was_given_the_others_upn(cast: Cast) -> None:
    known(cast, left_on=FRIDAY)
    add(cast, given_name="Ama", upn="")
    assert not Arrival.objects.exists()
    twin = add(cast, given_name="Esi")
    arrival = Arrival.objects.get()
    assert (arrival.pupil, arrival.found, arrival.state) == (twin, "unsure", "council")


def test_one_name_and_birthday_without_a_upn_is_a_question_to_the_council(cast: Cast) -> None:
    known(cast, left_on=FRIDAY)
    assert add(cast, upn="") != cast.kofi
    assert Arrival.objects.get().state == "council"


def test_two_children_stay_two_and_are_not_asked_about_again(cast: Cast, other: System) -> None:
    known(cast)
    put(other, "k-1", OTHER_URN, **sent_like_kofi(cast, born="2013-03-05"))
    arrival = Arrival.objects.select_related("known").get()
    actions.settle_arrival(arrival, outcome=Outcome.APART, why="Rang both.", by=cast.actor("sandra"), at=AT)
    assert not owed("settle_arrival")
    put(other, "k-1", OTHER_URN, **sent_like_kofi(cast, born="2013-03-04"))
    assert Arrival.objects.get().state == "apart"


def test_the_council_says_that_it_is_one_child_with_the_last_day(cast: Cast) -> None:
    arrival = arrived(cast, born_on=date(2013, 3, 5))
    same = {"outcome": Outcome.SAME, "why": "A slip in the birthday.", "by": cast.actor("sandra"), "at": AT}
    with pytest.raises(NotNow, match="Give the last day"):
        actions.settle_arrival(Arrival.objects.select_related("known").get(pk=arrival.pk), **same)
    actions.settle_arrival(Arrival.objects.select_related("known").get(pk=arrival.pk), **same, left_on=FRIDAY)
    arrival.refresh_from_db()
    assert (arrival.state, arrival.left_on) == ("joined", FRIDAY)


def test_a_second_answer_at_once_finds_that_somebody_was_first(cast: Cast) -> None:
    arrived(cast)
    first, second = (Arrival.objects.select_related("known").get() for _ in range(2))
    by = {"by": cast.actor("amara"), "at": AT}
    actions.answer_arrival(first, answer=Answer.LEFT, left_on=FRIDAY, **by)
    with pytest.raises(NotNow):
        actions.answer_arrival(second, answer=Answer.OURS, **by)
    with pytest.raises(NotNow):
        actions.settle_arrival(second, outcome=Outcome.APART, why="No.", by=cast.actor("sandra"), at=AT)


def test_a_child_under_a_third_school_is_asked_about_where_they_are_by_now(cast: Cast) -> None:

    third = make_agency(cast.wexmoor, Kind.SCHOOL, "Third School")
    cast.people["zed"] = make_person("zed", "Zed Third", third, Role.INCLUSION_LEAD)
    first = arrived(cast)
    add(cast, who="zed")
    second = Arrival.objects.exclude(pk=first.pk).get()
    assert second.known == cast.kofi
    left(cast, first)
    second.refresh_from_db()
    assert (second.state, second.known_school) == ("asked", cast.merrow)
    assert [one.agency for one in owed("answer_arrival")] == [cast.merrow]
    actions.answer_arrival(
        Arrival.objects.select_related("known").get(pk=second.pk),
        answer=Answer.LEFT, left_on=date(2026, 11, 23), by=cast.actor("helen"), at=AT,
    )  # fmt: skip
    assert Enrolment.objects.filter(pupil=cast.kofi).count() == 3


def test_a_child_who_goes_back_is_the_same_child_again(cast: Cast) -> None:
    left(cast, arrived(cast))
    Enrolment.objects.filter(school=cast.merrow, pupil=cast.kofi).update(ends_on=date(2026, 11, 23))
    assert add(cast, who="amara", at=AT + timedelta(days=2)) == cast.kofi
    assert Enrolment.objects.filter(pupil=cast.kofi, school=cast.alder).count() == 2


def test_nothing_joins_across_councils(cast: Cast) -> None:

    farley = Authority.objects.get(code="998")
    school = make_agency(farley, Kind.SCHOOL, "Farley School")
    cast.people["fay"] = make_person("fay", "Fay Farley", school, Role.INCLUSION_LEAD)
    known(cast, left_on=FRIDAY)
    assert add(cast, who="fay").authority == farley
    assert not Arrival.objects.exists()


def test_who_changes_school_by_a_managed_move_is_asked_about_at_the_new_one(cast: Cast) -> None:

    third = make_agency(cast.wexmoor, Kind.SCHOOL, "Third School")
    cast.people["zed"] = make_person("zed", "Zed Third", third, Role.INCLUSION_LEAD)
    case = stories.case(cast)
    known(cast)
    add(cast, who="zed")
    by = cast.actor("amara")
    cases.hand_over_case(case, cast.merrow, date(2026, 11, 23), Keeping(Act.ADMIT_MOVE, by, AT))
    actions.go_on_for(cast.kofi, by, AT)
    assert Arrival.objects.get().known_school == cast.merrow


def test_a_draft_about_the_second_record_is_about_the_one(cast: Cast) -> None:

    there, new = known(cast), add(cast)
    made = {"authority": cast.wexmoor, "form": "log_concern", "path": "/", "page": "x", "saved_at": AT}
    typed = {"pupil": [new.reference], "fact": ["Left."]}
    draft = Draft.objects.create(person=cast.people["helen"], pupil_id=new.pk, typed=typed, reference="D", **made)
    left(cast, Arrival.objects.get())
    draft.refresh_from_db()
    assert (draft.pupil_id, draft.typed) == (there.pk, {"pupil": [there.reference], "fact": ["Left."]})


def log(cast: Cast, pupil: Pupil) -> Case:
    """A case of Merrow Lane's."""
    by = {"by": cast.actor("helen"), "at": AT}
    facts = ConcernFacts(seen=["left_lesson"], fact="Left.", worry=3, happened_on=FRIDAY)
    concern = concerns.log_concern(pupil, facts, seat=cast.seat("helen"), **by)
    return cases.open_case(concern, why="New here.", reply="Thanks.", **by)


def test_two_open_cases_at_one_school_are_put_right_before_the_records_are_one(cast: Cast) -> None:
    Enrolment.objects.create(pupil=cast.kofi, school=cast.merrow, starts_on=date(2026, 1, 5), kind="dual")
    log(cast, cast.kofi)
    Enrolment.objects.filter(pupil=cast.kofi, school=cast.merrow).update(ends_on=date(2026, 7, 1))
    Case.objects.update(left_at=AT - timedelta(days=100))
    known(cast)
    second = log(cast, add(cast))
    arrival = Arrival.objects.get()
    left(cast, arrival)
    assert Arrival.objects.get().state == "asked"
    fresh = Arrival.objects.select_related("known", "pupil").get()
    with pytest.raises(NotNow, match="an open case at the same school"):
        actions.settle_arrival(fresh, outcome=Outcome.SAME, why="Rang.", by=cast.actor("sandra"), at=AT)
    cases.close_case(second, outcome="met", words=".", family_words="", by=cast.actor("helen"), at=AT)
    actions.join_those_who_left(AT)
    assert Arrival.objects.get().state == "joined"


def test_who_is_sent_as_having_left_long_ago_is_asked_about_nowhere(cast: Cast, other: System) -> None:
    known(cast)
    gone = {"status": "C", "form": "", "from": "2024-09-02", "to": "2025-07-22"}
    assert put(other, "k-1", OTHER_URN, **sent_like_kofi(cast, enrolment=gone)).status_code == 201
    assert not Arrival.objects.exists()


def test_where_nobody_is_at_the_old_school_the_council_hears_and_can_settle_it(cast: Cast) -> None:
    leave(cast, "amara", "colm")
    arrival = arrived(cast)
    address(AT)
    assert heard(act="ask_school") == {"Sandra", "Grace"}
    fresh = Arrival.objects.select_related("known", "pupil").get(pk=arrival.pk)
    why = "Nobody is at the old school. The family rang us."
    actions.settle_arrival(fresh, outcome=Outcome.SAME, why=why, left_on=FRIDAY, by=cast.actor("sandra"), at=AT)
    assert Arrival.objects.get().state == "joined"
    assert not owed("answer_arrival")


def test_an_answer_a_year_late_is_taken_and_joins_them(cast: Cast) -> None:
    arrival = arrived(cast)
    late = AT + timedelta(days=366)
    with time_machine.travel(late, tick=False):
        set_clock(late)
        page = browse(cast, "amara").get(f"/arrivals/{arrival.reference}/answer-arrival/")
        assert page.status_code == 200
        left(cast, arrival, FRIDAY, at=late)
    assert Arrival.objects.get().state == "joined"
    assert {duty.due_on < late.date() for duty in owed("send_file")} == {True}


def test_crossed_numbers_of_two_children_with_near_names_are_a_question(cast: Cast) -> None:
    twin = make_pupil(cast.alder, "Kofia", "Mensah-Hart")
    Pupil.objects.filter(pk=twin.pk).update(born_on=cast.kofi.born_on)
    known(cast, left_on=FRIDAY)
    Enrolment.objects.filter(pupil=twin).update(ends_on=FRIDAY)
    new = add(cast, given_name="Kofia")  # with Kofi's number
    assert (Arrival.objects.get().state, Arrival.objects.get().known, new != cast.kofi) == ("council", cast.kofi, True)


def test_what_was_sure_is_looked_at_again_before_they_join(cast: Cast) -> None:
    arrival = arrived(cast)
    Pupil.objects.filter(pk=arrival.pupil_id).update(born_on=date(2012, 8, 9))
    left(cast, arrival)
    arrival.refresh_from_db()
    assert (arrival.state, cast.kofi.born_on == Pupil.objects.get(pk=cast.kofi.pk).born_on) == ("asked", True)
    assert owed("settle_arrival")


def test_a_refused_answer_names_neither_the_new_school_nor_who_added_the_child(cast: Cast) -> None:
    arrival = arrived(cast)
    url = f"/arrivals/{arrival.reference}/answer-arrival/"
    page = text(browse(cast, "amara").post(url, {"answer": "left", "left_on": "1 1 2020"}))
    assert "Helen" not in page
    assert "Merrow" not in page


def test_a_clash_is_never_joined(cast: Cast) -> None:
    arrival = arrived(cast, given_name="Noah", family_name="Bennett")
    page = browse(cast, "sandra").get(f"/arrivals/{arrival.reference}/settle-arrival/")
    assert 'value="same"' not in page.content.decode()
    with pytest.raises(NotNow, match="the two names must not meet"):
        actions.settle_arrival(arrival, outcome=Outcome.SAME, why="So.", by=cast.actor("sandra"), at=AT)


def test_the_new_school_reads_none_of_the_old_ones_history_and_words(cast: Cast) -> None:
    record_pupil_fact(
        cast.kofi, kind="looked_after", starts_on=date(2026, 1, 5), ends_on=None,
        words="Placed with Gran", by=cast.actor("amara"), at=AT - timedelta(days=30),
    )  # fmt: skip
    left(cast, arrived(cast))
    page = text(browse(cast, "helen").get(f"/pupils/{cast.kofi.reference}/record-pupil-fact/"))
    assert "Looked after" in page
    assert "A school before" in page
    assert "Placed with Gran" not in page
    changes = text(browse(cast, "helen").get(f"/pupils/{cast.kofi.reference}/changes/"))
    assert "Amara" not in changes
    assert "Colm" not in changes


def test_a_third_school_is_asked_and_reads_nobody_elses_answer(cast: Cast) -> None:
    third = make_agency(cast.wexmoor, Kind.SCHOOL, "Third School")
    arrival = arrived(cast)
    fresh = Arrival.objects.select_related("known", "pupil").get(pk=arrival.pk)
    actions.answer_arrival(fresh, answer=Answer.OURS, by=cast.actor("amara"), at=AT)
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=FRIDAY)
    place = {"authority": cast.wexmoor, "pupil": cast.kofi, "school": third, "starts_on": FRIDAY}
    Enrolment.objects.create(**place)
    actions.go_on_for(cast.kofi, cast.actor("amara"), AT)
    arrival.refresh_from_db()
    assert (arrival.known_school, arrival.answer, arrival.answered_by) == (third, "", None)


def test_a_last_day_that_is_to_come_waits_for_it(cast: Cast) -> None:
    arrival = arrived(cast)
    left(cast, arrival, on=AT.date() + timedelta(days=30))
    arrival.refresh_from_db()
    assert arrival.state == "asked"
    later = AT + timedelta(days=31)
    set_clock(later)
    actions.join_those_who_left(later)
    arrival.refresh_from_db()
    assert arrival.state == "joined"


def test_the_same_two_are_not_asked_about_from_both_sides(cast: Cast) -> None:
    arrival = arrived(cast)
    Pupil.objects.filter(pk=cast.kofi.pk).update(known_as="Ko")
    look_for(Doing(Act.ADD_PUPIL, cast.actor("amara"), AT, "pupil", cast.kofi, pupil=cast.kofi))
    assert list(Arrival.objects.all()) == [arrival]


def test_where_the_new_school_has_the_child_no_more_neither_is_told_of_the_other(cast: Cast) -> None:
    arrival = arrived(cast)
    Enrolment.objects.filter(school=cast.merrow, pupil=arrival.pupil_id).update(ends_on=FRIDAY, starts_on=FRIDAY)
    left(cast, arrival)
    arrival.refresh_from_db()
    assert arrival.state == "asked"
    page = text(browse(cast, "amara").get(f"/arrivals/{arrival.reference}/"))
    assert "Merrow" not in page


def test_the_council_reads_that_what_was_sure_is_so_no_more(cast: Cast) -> None:
    arrival = arrived(cast)
    Pupil.objects.filter(pk=arrival.pupil_id).update(born_on=date(2012, 8, 9))
    assert "is so no more" in text(browse(cast, "sandra").get(f"/arrivals/{arrival.reference}/"))


def test_what_a_child_is_called_is_not_erased_by_who_did_not_say(cast: Cast) -> None:
    Pupil.objects.filter(pk=cast.kofi.pk).update(known_as="Ko")
    left(cast, arrived(cast))
    assert Pupil.objects.get(pk=cast.kofi.pk).known_as == "Ko"
