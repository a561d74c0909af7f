"""One of the council proposes, another decides; what stands in the way is said before anything is done."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from agencies.acting.refusals import NotNow
from agencies.machines.models import MisClient
from agencies.outbox.models import Letter
from agencies.trail.models import TrailEntry
from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.contacts.models import Contact
from referrals.duplicates import actions as duplicates
from referrals.duplicates.facts import digest, read
from referrals.duplicates.models import Duplicate
from referrals.duties.models import Duty
from referrals.family.models import FamilyLink
from referrals.merges import actions
from referrals.merges.actions.steps import OWN
from referrals.merges.facts import ANOTHER, ELSEWHERE, JOINED, LATE
from referrals.merges.models import Merge
from referrals.merges.words import BOTH, TWO_IDS, TWO_PLACES
from referrals.pupils.models import Enrolment, ExternalId, Identifier, Pupil
from tests import contacts, stories, suspensions
from tests.browsing import browse, carried, text
from tests.duplicates import found, look
from tests.merges import LEFT, WHY, merged, pair, propose, split
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
LIST = "/merges/"
MONTH = timedelta(days=30)


def url(merge: Merge, act: str = "") -> str:
    return f"/merges/{merge.reference}/{act}"


def approve(cast: Cast, merge: Merge, who: str = "grace", at: Any = AT) -> None:
    actions.approve_merge(merge, why="Seen too.", by=cast.actor(who), at=at)


def test_one_proposes_and_another_makes_one_record(cast: Cast) -> None:
    two = pair(cast, known_as="Kwame")
    sandra, grace = browse(cast, "sandra"), browse(cast, "grace")
    propose_url = f"/duplicates/{two.reference}/propose-merge/"
    assert f'href="{propose_url}"' in sandra.get(f"/duplicates/{two.reference}/").content.decode()
    form = sandra.get(propose_url)
    for said in ("No school and no agency is told that you propose it.", "Was the child adopted", "First record: Kofi"):
        assert said in text(form), said
    on_a_roll = f'<input[^>]*value="{cast.kofi.reference}"[^>]*checked'
    assert re.search(on_a_roll, form.content.decode())
    empty = sandra.post(propose_url, carried(form))
    assert (empty.status_code, "Say how you know that it is one child, in a line" in text(empty)) == (422, True)
    sent = {**carried(form), "stays": cast.kofi.reference, "why": WHY}
    done = sandra.post(propose_url, sent, follow=True)
    assert "Proposed. Another person of your council decides." in text(done)
    assert "Waits for a second person" in text(done)
    assert "Already done" in text(sandra.post(propose_url, sent, follow=True))
    merge = Merge.objects.get()
    duty = Duty.objects.get(rule="decide_merge")
    assert (duty.agency, duty.state) == (cast.council, "open")
    assert "Decide" in text(grace.get("/my-work/"))
    own = sandra.get(url(merge))
    assert "You proposed it: another person of your council decides." in text(own)
    assert "approve-merge" not in own.content.decode()
    assert OWN in text(sandra.post(url(merge, "approve-merge/"), {**carried(own), "why": "-"}))
    form = grace.get(url(merge, "approve-merge/"))
    for said in (WHY, "Sandra Pell proposed it on 23 Nov 2026", "Each share keeps to the half", "First record"):
        assert said in text(form), said
    done = grace.post(url(merge, "approve-merge/"), {**carried(form), "why": "I rang both."}, follow=True)
    for said in ("The two are one record.", "Grace", "I rang both.", "until Wednesday 23 December 2026"):
        assert said in text(done), said
    again = grace.post(url(merge, "approve-merge/"), {**carried(form), "why": "I rang both."}, follow=True)
    assert "Already done" in text(again)
    assert Merge.objects.get().state == "merged"
    assert Duplicate.objects.get().state == "one"
    assert Duty.objects.get(rule="decide_merge").state == "met"
    line = TrailEntry.objects.get(act="approve_merge", outcome="done")
    assert (line.facts["stays"], line.facts["goes"]) == (two.one.reference, two.other.reference)
    assert not Letter.objects.filter(act__in=["propose_merge", "approve_merge"]).exists()
    assert "No pair waits here." in text(sandra.get("/duplicates/"))


@pytest.mark.parametrize("who", ["tom", "amara", "helen", "priti", "far", "support", "dpo"])
def test_nobody_else_reaches_it_or_hears_of_it(cast: Cast, who: str) -> None:
    merge = propose(cast)
    client, absent = browse(cast, who), "/merges/K7Q4-M2XH-5/"
    assert client.get(LIST).status_code == (200 if who == "far" else 403)
    if who == "far":
        assert "None was proposed." in text(client.get(LIST))
    for act in ("", "approve-merge/", "decline-merge/", "propose-split/", "approve-split/", "decline-split/"):
        assert client.get(url(merge, act)).status_code == client.get(absent + act).status_code == 404
    proposing = f"/duplicates/{merge.pair.reference}/propose-merge/"
    assert client.get(proposing).status_code == client.post(proposing, {"why": WHY}).status_code == 404
    assert "decide" not in text(client.get("/my-work/")).lower()


def test_who_declines_says_why_and_the_pair_waits_on(cast: Cast) -> None:
    merge = propose(cast)
    grace = browse(cast, "grace")
    form = grace.get(url(merge, "decline-merge/"))
    assert grace.post(url(merge, "decline-merge/"), carried(form)).status_code == 422
    done = grace.post(url(merge, "decline-merge/"), {**carried(form), "why": "Cousins."}, follow=True)
    for said in ("Declined. They stay two records.", "declined it on", "Cousins."):
        assert said in text(done), said
    assert Duplicate.objects.get().state == "waiting"
    assert Duty.objects.get(rule="decide_merge").state == "met"
    with pytest.raises(NotNow):
        approve(cast, Merge.objects.get())
    assert propose(cast, merge.pair).state == "proposed"


@pytest.mark.parametrize("step", ["propose", "approve"])
def test_a_record_that_was_changed_since_is_looked_at_again(cast: Cast, step: str) -> None:
    two = pair(cast)
    if step == "propose":
        with pytest.raises(NotNow, match="changed since you opened"):
            actions.propose_merge(two, stays=cast.kofi.reference, why="-", asked="old", by=cast.actor("sandra"), at=AT)
        return
    merge = propose(cast, two)
    Pupil.objects.filter(pk=two.other_id).update(known_as="Kwame")
    with pytest.raises(NotNow, match="changed since it was proposed"):
        approve(cast, merge)
    assert Merge.objects.get().state == "proposed"


def clash(cast: Cast, two: Duplicate) -> None:
    for pupil in (two.one, two.other):
        said: dict[str, Any] = {"kind": "upn", "value": "R201100018042", "starts_on": AT.date(), "is_doubtful": True}
        Identifier.objects.create(pupil=pupil, authority=cast.wexmoor, **said)
    Pupil.objects.filter(pk=two.other_id).update(given_name="Yaw", family_name="Boateng")


def link(cast: Cast, two: Duplicate) -> None:
    said = {"agency": cast.council, "kind": "sibling", "linked_at": AT, "linked_by": cast.people["grace"]}
    FamilyLink.objects.create(one=two.one, other=two.other, **said)


def two_places(_cast: Cast, two: Duplicate) -> None:
    Enrolment.objects.filter(pupil=two.other).update(ends_on=None)


def two_ids(cast: Cast, two: Duplicate) -> None:
    made = {"scopes": [], "made_at": AT, "secret_made_at": AT, "expires_at": AT, "made_by": cast.people["colm"]}
    system = MisClient.objects.create(agency=cast.alder, name="SIMS", **made)
    for pupil in (two.one, two.other):
        said = {"school": cast.alder, "system": system, "made_at": AT}
        ExternalId.objects.create(pupil=pupil, value=pupil.reference, **said)


def two_cases(cast: Cast, two: Duplicate) -> None:
    Case.objects.filter(pk=stories.case(cast).pk).update(pupil=two.other)
    stories.case(cast)


def restricted_once(cast: Cast, two: Duplicate) -> None:
    contacts.restrict(cast, contacts.add(cast), "child")
    contacts.add(cast, two.other)


WAYS = {
    "conflict": (clash, "alike no more|on the list no more"),
    "family": (link, ELSEWHERE),
    "places": (two_places, TWO_PLACES),
    "ids": (two_ids, TWO_IDS),
    "cases": (two_cases, BOTH),
    "restricted": (restricted_once, BOTH),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_stands_in_the_way_is_said_and_nothing_is_done(cast: Cast, way: str) -> None:
    stand, words = WAYS[way]
    two = pair(cast)
    merge = propose(cast, two)
    Duplicate.objects.filter(pk=two.pk).update(why=[])
    stand(cast, two)
    Merge.objects.filter(pk=merge.pk).update(compared=digest(*read(two)))
    merge.refresh_from_db()
    with pytest.raises(NotNow, match=words.partition("(")[0]):
        approve(cast, merge)
    Merge.objects.all().delete()
    with pytest.raises(NotNow, match=words.partition("(")[0]):
        propose(cast, two)


def test_suspensions_of_both_are_not_added_up_here(cast: Cast) -> None:
    two = pair(cast)
    guest: dict[str, Any] = {"school": cast.alder, "starts_on": LEFT, "kind": "guest"}
    Enrolment.objects.create(pupil=two.other, **guest)
    one = suspensions.impose(cast)
    kofi, cast.kofi = cast.kofi, two.other
    other = suspensions.impose(cast, suspensions.MONDAY + timedelta(7))
    cast.kofi = kofi
    assert one.pupil != other.pupil
    merge = propose(cast, two)
    with pytest.raises(NotNow, match="put side by side first"):
        approve(cast, merge)
    assert Merge.objects.get().state == "proposed"
    assert not merge.came.exists()


def test_nobody_makes_one_of_a_record_that_is_to_become_one_with_another(cast: Cast) -> None:
    """A into B while B into C is proposed; and within 30 days of B."""
    first = pair(cast)
    look(third := Pupil.objects.get(pk=found(cast, family="Mensah-Hartt", given="Kofi").other_id))
    Enrolment.objects.filter(pupil=third).update(ends_on=LEFT)
    beside = Duplicate.objects.get(one=first.other, other=third)
    merge = propose(cast, first)
    with pytest.raises(NotNow, match=ANOTHER[:40]):
        propose(cast, beside, stays=third)
    approve(cast, merge)
    with pytest.raises(NotNow, match=ANOTHER[:40]):
        propose(cast, Duplicate.objects.get(one=cast.kofi, other=third), at=AT + timedelta(days=3))


def test_who_waits_as_a_change_of_school_is_no_part_of_it(cast: Cast) -> None:
    from referrals.arrivals.models import Arrival

    two = pair(cast)
    said = {"school": cast.merrow, "known_school": cast.alder, "found": "unsure", "found_at": AT, "state": "council"}
    other = Pupil.objects.exclude(pk__in=[two.one_id, two.other_id]).first()
    Arrival.objects.create(pupil=other, known=two.one, **said)
    with pytest.raises(NotNow, match=JOINED[:40]):
        propose(cast, two)


def test_by_two_people_is_held_by_the_database_too(cast: Cast) -> None:
    merge = merged(cast)
    for wrong in ({"decided_by": merge.proposed_by}, {"state": "odd"}, {"stays": merge.goes}, {"undo_why": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Merge.objects.filter(pk=merge.pk).update(**wrong)


def test_it_is_undone_by_two_people_within_thirty_days(cast: Cast) -> None:
    merge, sandra, grace = merged(cast), browse(cast, "sandra"), browse(cast, "grace")
    form = grace.get(url(merge, "propose-split/"))
    assert "What was written since the two became one stays with the record that stayed" in text(form)
    grace.post(url(merge, "propose-split/"), {**carried(form), "why": "Cousins."})
    assert Merge.objects.get().state == "dividing"
    assert "approve-split" not in grace.get(url(merge)).content.decode()
    with pytest.raises(NotNow, match=OWN[:20]):
        actions.approve_split(Merge.objects.get(), why="-", by=cast.actor("grace"), at=AT)
    form = sandra.get(url(merge, "approve-split/"))
    done = sandra.post(url(merge, "approve-split/"), {**carried(form), "why": "I rang."}, follow=True)
    for said in ("They are two records again.", "Cousins.", "I rang."):
        assert said in text(done), said
    assert "It can be undone" not in text(done)
    assert Duplicate.objects.get().state == "waiting"
    assert Duty.objects.get(rule="decide_split").state == "met"
    assert propose(cast, merge.pair).state == "proposed"


def test_after_thirty_days_it_stands(cast: Cast) -> None:
    merge = merged(cast)
    late = merge.decided_at + MONTH + timedelta(days=1)  # type: ignore[operator]
    with pytest.raises(NotNow, match="30 days"):
        actions.propose_split(merge, why="-", by=cast.actor("grace"), at=late)
    actions.propose_split(merge, why="-", by=cast.actor("grace"), at=AT + MONTH)
    with pytest.raises(NotNow, match="30 days"):
        actions.approve_split(merge, why="-", by=cast.actor("sandra"), at=late)
    actions.decline_split(merge, why="Late.", by=cast.actor("sandra"), at=late)
    assert Merge.objects.get().state == "merged"


def test_after_thirty_days_the_page_says_so(cast: Cast) -> None:
    merge = merged(cast, at=AT - MONTH - timedelta(days=1))
    shown = browse(cast, "grace").get(url(merge))
    assert LATE in text(shown)
    assert "propose-split" not in shown.content.decode()


def test_what_is_written_since_stays_unless_it_hangs_on_what_goes_back(cast: Cast) -> None:
    two = pair(cast)
    case = stories.case(cast)
    merge = merged(cast, two=two, stays=two.other)
    kofi, cast.kofi = cast.kofi, two.other
    alone = stories.concern(cast)
    late = Concern.objects.create(**{**_of(stories.concern(cast)), "pupil": two.other, "case": case, "state": "joined"})
    cast.kofi = kofi
    split(cast, merge)
    case.refresh_from_db()
    assert case.pupil == kofi
    assert Concern.objects.get(pk=alone.pk).pupil == two.other
    assert Concern.objects.get(pk=late.pk).pupil == kofi


def _of(concern: Concern) -> dict[str, Any]:
    names = ("school", "author", "author_role", "seen", "fact", "worry", "happened_on", "logged_at", "authority")
    return {**{name: getattr(concern, name) for name in names}, "decided_at": AT, "decided_by": concern.author}


def test_what_is_written_of_the_record_that_went_is_about_the_one_that_stays(cast: Cast) -> None:
    """As by somebody who had the form open: nothing hangs on a record that is on no roll."""
    two = pair(cast)
    merged(cast, two=two, stays=two.other)
    assert stories.concern(cast).pupil_id == cast.kofi.pk
    assert Concern.objects.get().pupil == two.other
    assert Contact.objects.filter(pk=contacts.add(cast).pk, pupil=two.other).exists()


def test_its_reference_leads_whoever_may_see_the_one_that_stays(cast: Cast) -> None:
    two = pair(cast)
    merged(cast, two=two, stays=two.other)
    old, new = f"/pupils/{cast.kofi.reference}/", f"/pupils/{two.other.reference}/"
    amara, helen = browse(cast, "amara"), browse(cast, "helen")
    assert amara.get(old)["Location"] == new
    assert amara.get(new).status_code == 200
    absent = helen.get("/pupils/K7Q4-M2XH-5/")
    assert helen.get(old).status_code == helen.get(new).status_code == absent.status_code == 404


def test_the_histories_of_both_are_read_on_the_one(cast: Cast) -> None:
    from agencies.history.actions import Keeping
    from agencies.policy import Act

    two = pair(cast)
    kept = Keeping(Act.KEEP_PUPIL, cast.actor("amara"), AT)
    kept.change(cast.kofi, cast.kofi, known_as="Kwabena")
    Duplicate.objects.filter(pk=two.pk).update(state="waiting")
    merged(cast, two=two, stays=two.other)
    shown = text(browse(cast, "amara").get(f"/pupils/{two.other.reference}/changes/"))
    assert "Kwabena" in shown


def test_a_pair_that_is_apart_by_now_is_not_made_one(cast: Cast) -> None:
    merge = propose(cast)
    two = Duplicate.objects.get()
    duplicates.keep_apart(two, why="Two.", asked=digest(*read(two)), by=cast.actor("grace"), at=AT)
    with pytest.raises(NotNow):
        approve(cast, merge)
    assert Merge.objects.get().state == "proposed"


def test_days_are_counted_of_each_record_again_once_they_are_two(cast: Cast) -> None:
    two = pair(cast)
    guest: dict[str, Any] = {"school": cast.alder, "starts_on": LEFT, "kind": "guest"}
    Enrolment.objects.create(pupil=two.other, **guest)
    monday = suspensions.MONDAY
    suspensions.impose(cast, monday, monday + timedelta(18))
    merge = merged(cast, two=two, stays=two.other)
    kofi, cast.kofi = cast.kofi, two.other
    since = suspensions.impose(cast, monday + timedelta(21), monday + timedelta(23))
    cast.kofi = kofi
    assert since.board == "meets"
    split(cast, merge)
    since.refresh_from_db()
    assert since.pupil == two.other
    assert since.board != "meets"
