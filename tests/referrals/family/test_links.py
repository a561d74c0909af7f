"""Two children of one family: who links them, who sees it, and where nothing at all is drawn."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.people.models import Seat
from agencies.policy import Act, Role
from agencies.trail.models import TrailEntry
from referrals import door
from referrals.arrivals import actions as arrivals
from referrals.arrivals.facts import match
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import Outcome
from referrals.family import actions
from referrals.family.access import whose_word
from referrals.family.models import FamilyLink
from referrals.pupils.models import Enrolment, FieldChange, Pupil
from tests import family, stories
from tests.arriving import FRIDAY, add, head_of_merrow, known
from tests.browsing import browse, carried, statements, text
from tests.people import AT, Cast, make_pupil, set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def page(cast: Cast, who: str, pupil: Pupil | None = None) -> str:
    return text(browse(cast, who).get(reverse("see_child", args=[(pupil or cast.kofi).reference])))


def url(cast: Cast) -> str:
    return reverse("link_family", args=[cast.kofi.reference])


def seen(cast: Cast, who: str, act: Act = Act.SEE_LINKS) -> bool:
    return door.within(FamilyLink, cast.actor(who), act).exists()


def test_two_children_of_the_roll_are_linked_by_a_name_and_a_choice(cast: Cast) -> None:
    esi, client = family.sister(cast), browse(cast, "amara")
    make_pupil(cast.merrow, "Esi", "Mensah-Elsewhere")
    asked = client.post(url(cast), {"who": "esi", "kind": "half_sibling"})
    assert "Choose which child you mean" in text(asked)
    assert ("Esi Mensah-Hart" in text(asked), "Elsewhere" in text(asked)) == (True, False)
    done = client.post(
        url(cast), {**carried(asked), "who": "esi", "kind": "half_sibling", "other": esi.reference}, follow=True
    )
    assert "They are linked." in text(done)
    for one, other in ((cast.kofi, "Esi Mensah-Hart"), (esi, "Kofi Mensah-Hart")):
        shown = page(cast, "amara", one)
        assert other in shown
        for said in ("Half-brother or half-sister", "Amara Adeyemi, Alder Hythe School, 23 Nov 2026"):
            assert said in shown, said


@pytest.mark.parametrize("typed", ["nobody at all", "e", "Elsewhere", "@"])
def test_who_may_not_be_linked_is_as_absent(cast: Cast, typed: str) -> None:
    there = make_pupil(cast.merrow, "Esi", "Elsewhere")
    for who in (typed, there.reference):
        answer = browse(cast, "amara").post(url(cast), {"who": who, "kind": "sibling", "other": there.reference})
        assert "Nobody whom you may link is called so, or has that reference" in text(answer)
    assert not FamilyLink.objects.exists()


def test_a_child_is_not_linked_to_themselves_twice_or_across_councils(cast: Cast) -> None:
    esi = family.sister(cast)
    family.link(cast, esi)
    for other, why in ((esi, "linked already"), (cast.kofi, "same child")):
        with pytest.raises(NotNow, match=why):
            family.link(cast, other)
    how = {"kind": "cousin", "agency_id": cast.alder.pk, "by": cast.actor("amara"), "at": AT}
    with pytest.raises(NotNow, match="linked already"):
        actions.link_family(esi, cast.kofi, **how)
    assert FamilyLink.objects.count() == 1


def test_the_database_holds_a_pair_once_whichever_way_round(cast: Cast) -> None:
    link = family.link(cast)
    turned = {"one_id": link.other_id, "other_id": link.one_id, "kind": "sibling", "linked_at": AT}
    for one in (turned, {**turned, "one_id": link.one_id, "other_id": link.other_id}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FamilyLink.objects.create(**one, agency=cast.alder, linked_by=cast.people["amara"], authority=cast.wexmoor)


def test_sent_twice_makes_one(cast: Cast) -> None:
    esi, client = family.sister(cast), browse(cast, "amara")
    sent = {**carried(client.get(url(cast))), "who": "esi", "kind": "sibling", "other": esi.reference}
    for _ in range(2):
        assert client.post(url(cast), sent).status_code == 302
    assert FamilyLink.objects.count() == 1


def test_it_is_ended_with_a_reason_and_kept(cast: Cast) -> None:
    link = family.link(cast)
    client, end = browse(cast, "colm"), reverse("end_link", args=[link.reference])
    assert "Say why, in a line" in text(client.post(end, {"why": ""}))
    shown = text(client.post(end, {"why": "They are neighbours."}, follow=True))
    assert "Esi Mensah-Hart, brother or sister, ended on 23 Nov 2026 by Colm Brannigan: They are neighbours." in shown
    assert client.get(end).status_code == 409
    family.link(cast, link.other, kind="cousin")
    assert FamilyLink.objects.filter(state="current").count() == 1


def test_who_leads_or_safeguards_links_and_reads_and_a_teacher_sees_nothing(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    family.link(cast)
    assert {who for who in cast.people if seen(cast, who)} == {"amara", "colm", "okoro"}
    assert "Esi" not in page(cast, "tom")
    assert browse(cast, "tom").get(url(cast)).status_code in (403, 404)


def test_where_the_other_left_nothing_is_drawn_and_no_number_tells(cast: Cast) -> None:
    link = family.link(cast)
    Enrolment.objects.filter(pupil=link.other).update(ends_on=AT.date() - timedelta(days=1))
    shown = page(cast, "amara")
    assert ("Esi" in shown, "Children of the family" in shown) == (False, False)
    FamilyLink.objects.all().delete()
    token = re.compile(r'value="[^"]{60,}"')
    assert token.sub("", page(cast, "amara")) == token.sub("", shown)


def shared_both(cast: Cast, *, both: bool) -> Pupil:
    esi = family.sister(cast)
    family.link(cast, esi)
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    if both:
        stories.shared(cast, case_of(cast, esi))
    return esi


def case_of(cast: Cast, child: Pupil) -> Any:
    whole = cast.kofi
    cast.kofi = child
    try:
        return stories.case(cast)
    finally:
        cast.kofi = whole


def test_an_agency_sees_it_where_both_children_are_shared_with_it_and_else_nothing(cast: Cast) -> None:
    shared_both(cast, both=False)
    assert not seen(cast, "priti")
    assert "Esi" not in page(cast, "priti")
    assert not seen(cast, "sandra")


def test_an_agency_with_shares_on_both_reads_who_they_are_and_not_by_whose_word(cast: Cast) -> None:
    shared_both(cast, both=True)
    shown = page(cast, "priti")
    assert ("Esi Mensah-Hart" in shown, "Brother or sister" in shown) == (True, True)
    assert "Alder Hythe School, 23 Nov 2026" not in shown
    assert not seen(cast, "priti", Act.END_LINK)


def test_the_council_links_two_children_whose_cases_it_helps_on(cast: Cast) -> None:
    esi = family.sister(cast)
    for child in (cast.kofi, esi):
        stories.accepted(cast, case_of(cast, child))
    sent = {"who": esi.reference, "kind": "sibling", "other": esi.reference}
    done = browse(cast, "sandra").post(url(cast), sent, follow=True)
    assert "They are linked." in text(done)
    assert FamilyLink.objects.get().agency_id == cast.seat("sandra").agency_id


def test_a_link_says_that_two_records_are_two_children(cast: Cast) -> None:
    known(cast, left_on=FRIDAY)
    head_of_merrow(cast)
    own = add(cast, upn="B801200005001")
    assert match(own, cast.merrow.pk, AT.date()) is not None
    arrival = Arrival.objects.get()
    family.link(cast, own, who="sandra")
    arrival.refresh_from_db()
    assert (arrival.state, arrival.outcome) == ("apart", "apart")
    assert match(own, cast.merrow.pk, AT.date()) is None


def test_links_go_with_the_records_that_are_joined_and_parted(cast: Cast) -> None:
    head = head_of_merrow(cast)
    known(cast, left_on=FRIDAY)
    own = add(cast, upn="B801200005001")
    ama = make_pupil(cast.merrow, "Ama", "Mensah")
    how = {"kind": "sibling", "agency_id": cast.merrow.pk, "by": cast.actor(head), "at": AT}
    link = actions.link_family(own, ama, **how)
    later = AT + timedelta(minutes=5)
    arrivals.settle_arrival(
        Arrival.objects.get(), outcome=Outcome.SAME, why="Rang.", left_on=FRIDAY, by=cast.actor("sandra"), at=later
    )
    link.refresh_from_db()
    assert {link.one_id, link.other_id} == {cast.kofi.pk, ama.pk}
    set_clock(later)
    arrivals.part_records(Arrival.objects.get(), why="Twins.", by=cast.actor("sandra"), at=later)
    link.refresh_from_db()
    assert {link.one_id, link.other_id} == {own.pk, ama.pk}


def test_who_is_linked_twice_by_a_joining_is_so_once(cast: Cast) -> None:
    head = head_of_merrow(cast)
    known(cast, left_on=FRIDAY)
    own = add(cast, upn="B801200005001")
    ama = make_pupil(cast.merrow, "Ama", "Mensah")
    by = {"kind": "sibling", "by": cast.actor(head), "at": AT}
    actions.link_family(own, ama, agency_id=cast.merrow.pk, **by)
    actions.link_family(cast.kofi, ama, agency_id=cast.alder.pk, **by)
    arrivals.settle_arrival(
        Arrival.objects.get(), outcome=Outcome.SAME, why="Rang.", left_on=FRIDAY, by=cast.actor("sandra"), at=AT
    )
    states = FamilyLink.objects.filter(one=cast.kofi).values_list("state", "ended_why")
    assert sorted(states) == [("current", ""), ("ended", "The records became one")]


def test_whom_the_page_showed_stands_in_the_trail(cast: Cast) -> None:
    link = family.link(cast)
    page(cast, "amara")
    line = TrailEntry.objects.get(act="see_contacts")
    assert (line.outcome, line.facts["shown"]) == ("opened", [link.reference])


def test_however_many_there_are_the_page_asks_as_much(cast: Cast) -> None:
    client, at = browse(cast, "amara"), reverse("see_child", args=[cast.kofi.reference])
    client.get(at)
    family.link(cast)
    one = len(statements(lambda: client.get(at)))
    for name in ("Ama", "Abla", "Afua"):
        family.link(cast, make_pupil(cast.alder, name, "Mensah-Hart"))
    assert len(statements(lambda: client.get(at))) == one <= 12


def test_a_link_goes_with_either_child(cast: Cast) -> None:
    link = family.link(cast)
    link.other.places.all().delete() if hasattr(link.other, "places") else Enrolment.objects.filter(
        pupil=link.other
    ).delete()
    Pupil.objects.filter(pk=link.other_id).delete()
    assert not FamilyLink.objects.exists()


def records_joined(cast: Cast) -> tuple[Pupil, Pupil]:
    """Kofi's record and that of Merrow Lane, of whom it is asked whether they are one child."""
    known(cast, left_on=FRIDAY)
    return cast.kofi, add(cast, upn="B801200005001")


@pytest.mark.parametrize("whose", ["twin", "school", "council"])
def test_what_a_wrong_joining_ended_holds_again_for_its_record_once_it_is_parted(cast: Cast, whose: str) -> None:
    head, (kofi, own) = head_of_merrow(cast), records_joined(cast)
    ama = make_pupil(cast.merrow, "Ama", "Mensah")
    by: dict[str, Any] = {"kind": "sibling", "by": cast.actor(head), "at": AT}
    agency = cast.seat("sandra").agency_id if whose == "council" else cast.merrow.pk
    came = actions.link_family(own, kofi if whose == "twin" else ama, agency_id=agency, **by)
    stays = None if whose == "twin" else actions.link_family(kofi, ama, agency_id=cast.alder.pk, **by)
    arrival, sandra, later = Arrival.objects.get(), cast.actor("sandra"), AT + timedelta(minutes=5)
    arrivals.settle_arrival(arrival, outcome=Outcome.SAME, why="Rang.", left_on=FRIDAY, by=sandra, at=later)
    came.refresh_from_db()
    assert came.state == "ended"
    set_clock(later)
    arrivals.part_records(Arrival.objects.get(), why="Twins.", by=sandra, at=later + timedelta(minutes=5))
    came.refresh_from_db()
    assert (came.state, came.ended_at, came.ended_why) == ("current", None, "")
    assert {came.one_id, came.other_id} == {own.pk, kofi.pk if whose == "twin" else ama.pk}
    if stays:
        stays.refresh_from_db()
        assert (stays.state, {stays.one_id, stays.other_id}) == ("current", {kofi.pk, ama.pk})
    assert FieldChange.objects.filter(kind="familylink", act="part_records", field="state", new="current").exists()


def test_by_two_seats_of_one_person_no_child_of_the_roll_is_linked_to_one_of_the_council(cast: Cast) -> None:
    ama = make_pupil(cast.merrow, "Ama", "Mensah")
    stories.accepted(cast, case_of(cast, ama))
    Seat.objects.create(person=cast.people["sandra"], agency=cast.alder, role=Role.INCLUSION_LEAD, starts_at=AT)
    sent = {"who": ama.reference, "kind": "sibling", "other": ama.reference}
    answer = browse(cast, "sandra").post(url(cast), sent)
    assert "Nobody whom you may link is called so, or has that reference" in text(answer)
    esi = family.sister(cast)
    for child in (cast.kofi, esi):
        stories.accepted(cast, case_of(cast, child))
    for child, agency in ((ama, cast.seat("sandra").agency_id), (esi, cast.alder.pk)):
        browse(cast, "sandra").post(url(cast), {"who": child.reference, "kind": "sibling", "other": child.reference})
        assert FamilyLink.objects.latest("pk").agency_id == agency


def test_the_word_of_a_school_answers_nothing_that_was_asked_of_the_council(cast: Cast) -> None:
    known(cast, left_on=FRIDAY)
    head_of_merrow(cast)
    own = add(cast, upn="B801200005001")
    match(own, cast.merrow.pk, AT.date())
    arrival = Arrival.objects.get()
    before = arrival.state
    how = {"kind": "sibling", "agency_id": cast.merrow.pk, "by": cast.actor("sandra"), "at": AT}
    actions.link_family(cast.kofi, own, **how)
    arrival.refresh_from_db()
    assert (arrival.state, arrival.outcome) == (before, "")


def test_the_end_of_a_link_leads_back_to_the_child_from_whose_page_one_came(cast: Cast) -> None:
    link = family.link(cast)
    for child in (link.other, link.one):
        found = re.search(r'href="([^"]*/end_link/[^"]*|[^"]*end[-_]link[^"]*)"', raw(cast, child))
        assert found
        end, back = found[1].replace("&amp;", "&"), reverse("see_child", args=[child.reference])
        client = browse(cast, "colm")
        assert f'href="{back}"' in client.get(end).content.decode()
    assert client.post(end, {"why": "No."}).headers["Location"].startswith(back)


def raw(cast: Cast, pupil: Pupil, who: str = "colm") -> str:
    return browse(cast, who).get(reverse("see_child", args=[pupil.reference])).content.decode()


def reached(cast: Cast, child: Pupil, how: str) -> None:
    """Sandra reaches the child by the roll of Merrow, by her council's case, by that of Alder Hythe; or not at all."""
    if how in ("case", "both"):
        stories.accepted(cast, case_of(cast, child))
    if how == "roll":
        Enrolment.objects.filter(pupil=child).update(school=cast.merrow)
    if how == "both":
        Enrolment.objects.create(pupil=child, school=cast.merrow, starts_on=FRIDAY, kind="guest")
    if how == "second":
        lead = {"role": Role.INCLUSION_LEAD, "starts_at": AT}
        Seat.objects.get_or_create(person=cast.people["sandra"], agency=cast.alder, defaults=lead)


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("roll", "roll", True),
        ("case", "case", True),
        ("both", "roll", True),
        ("both", "case", True),
        ("second", "second", True),
        ("roll", "case", False),
        ("case", "roll", False),
        ("second", "roll", False),
        ("roll", "", False),
        ("case", "", False),
        ("", "", False),
    ],
)
def test_whoever_might_link_the_two_today_ends_it_and_nobody_by_a_mix_of_standings(
    cast: Cast, one: str, other: str, may: bool
) -> None:
    esi = family.sister(cast)
    link = family.link(cast, esi)
    Seat.objects.create(person=cast.people["sandra"], agency=cast.merrow, role=Role.INCLUSION_LEAD, starts_at=AT)
    for child, how in ((cast.kofi, one), (esi, other)):
        reached(cast, child, how)
    by = cast.actor("sandra")
    assert (whose_word(by, cast.kofi, esi, AT) is not None) == may
    assert seen(cast, "sandra", Act.END_LINK) == may
    assert seen(cast, "sandra") == ("" not in (one, other))
    if "" not in (one, other):
        shown = raw(cast, cast.kofi, "sandra")
        assert ("Esi Mensah-Hart" in shown, "end-link" in shown) == (True, may)
    end = reverse("end_link", args=[link.reference])
    answer = browse(cast, "sandra").post(end, {"why": "Neighbours."})
    link.refresh_from_db()
    assert (answer.status_code, link.state) == (
        (302, "ended") if may else (403 if "" not in (one, other) else 404, "current")
    )
