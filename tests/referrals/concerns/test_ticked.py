"""A danger that is ticked on an entry or a referral: the same stop, the same duty, the same restricted line."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from agencies.policy import Act, Kind, Role
from referrals import door
from referrals.concerns.models import Call, Concern
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.referrals.models import Referral
from referrals.shares import actions as shares
from tests import stories
from tests.acting.posts import KEPT, ONCE
from tests.browsing import browse, said, text
from tests.people import AT, Cast, make_agency, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
RUNG = {"stopped": "1", "rung": "yes", "rung_whom": "Ann Duty", "rung_time": "9.05am", "rung_said": "Ref 17"}
ENTRY = {"once": ONCE, "kind": "observation", "title": "A knife", "text": KEPT, "section": "behaviour"}
REFERRAL = {"worries": f"A knife. {KEPT}", "hopes": "Calm."}
FORMS: dict[str, dict[str, Any]] = {"add_entry": ENTRY, "draft_referral": REFERRAL}
TICKED = {"dangers": ["weapon", "missing"]}


def wrote(act: str) -> bool:
    return Entry.objects.filter(title="A knife").exists() if act == "add_entry" else Referral.objects.exists()


@pytest.mark.parametrize("act", FORMS)
def test_it_stops_once_keeps_what_was_typed_and_is_the_safeguarding_leads_the_same_day(cast: Cast, act: str) -> None:
    stories.safeguarding_lead(cast)
    case = stories.case(cast)
    url, client = reverse(act, args=[case.reference]), browse(cast, "amara")
    assert "Is any of these part of it?" in text(client.get(url))
    stopped = client.post(url, {**FORMS[act], **TICKED})
    page = text(stopped)
    assert (stopped.status_code, wrote(act), Concern.objects.filter(case=case, dangers__len=2).exists()) == (
        200,
        False,
        False,
    )
    for words in ("Stop: ring first, then save", "You ticked “A weapon”, “A missing child”.", "01632 960100", KEPT):
        assert words in page
    assert "Saving it refers the child to nobody" in page
    assert "Ngozi Okoro is told at once" in page
    unsaid = client.post(url, {**FORMS[act], **TICKED, "stopped": "1"})
    assert (unsaid.status_code, wrote(act)) == (422, False)
    assert "Say whether you have rung" in text(unsaid)
    done = client.post(url, {**FORMS[act], **TICKED, **RUNG})
    assert (done.status_code, wrote(act)) == (302, True)
    assert "referred" in said(done)[-1]
    concern = Concern.objects.get(dangers=["weapon", "missing"])
    assert (concern.case, concern.state, concern.author.name) == (case, "joined", "Amara Adeyemi")
    assert KEPT in concern.fact
    assert Call.objects.get(concern=concern).whom == "Ann Duty"
    duty = Duty.objects.owed().get(rule="record_call", subject_ref=concern.reference)
    assert (duty.due_on, duty.agency) == (AT.date(), cast.alder)
    line = Entry.objects.get(case=case, kind="danger")
    assert (line.is_restricted, line.title) == (True, "Ticked: a weapon and a missing child")
    for name, reads in (("okoro", True), ("colm", True), ("amara", True), ("dan", False)):
        seen = door.within(Entry, cast.actor(name), Act.SEE_ENTRY).filter(pk=line.pk).exists()
        assert seen is reads, name
    ngozi = browse(cast, "okoro")
    assert "Record the call" in text(ngozi.get("/my-work/"))
    kept = ngozi.post(reverse("record_call", args=[concern.reference]), {**RUNG, "rung_time": "9.10am"})
    assert (kept.status_code, Duty.objects.owed().filter(rule="record_call").exists()) == (302, False)
    again = client.post(url, {**FORMS[act], **TICKED, **RUNG})
    assert again.status_code == 302
    assert Concern.objects.filter(case=case, dangers__len=2).count() == 1


def test_a_long_entry_is_kept_to_its_last_word_where_something_of_it_is_ticked(cast: Cast) -> None:
    case, long = stories.case(cast), "He showed it again. " * 390 + "The end."
    url = reverse("add_entry", args=[case.reference])
    sent = browse(cast, "amara").post(url, {**ENTRY, **TICKED, **RUNG, "text": long})
    assert sent.status_code == 302
    assert Concern.objects.get(case=case, dangers__len=2).fact == f"A knife. {long}"


def test_a_ticked_entry_is_restricted_and_a_partners_numbers_are_the_childs_councils(cast: Cast) -> None:
    farley = cast.people["far"].seats.get().agency.authority
    type(farley).objects.filter(pk=farley.pk).update(front_door_phone="FARLEY")
    health = make_agency(farley, Kind.HEALTH, "Farley Health")
    cast.people["fay"] = make_person("fay", "Fay Farley", health, Role.AGENCY_WORKER)
    case = stories.case(cast)
    shares.accept_share(stories.offered(cast, case, agency=health), by=cast.actor("fay"), at=AT)
    stories.shared(cast, case)
    url = reverse("add_entry", args=[case.reference])
    page = text(browse(cast, "fay").post(url, {**ENTRY, **TICKED}))
    asked = page[page.index("Ring the council’s front door") :]
    assert "01632 960100" in asked[:120]
    assert "FARLEY" not in asked[:120]
    odd = browse(cast, "amara").post(url, {**ENTRY, "dangers": ["bogus"]})
    assert (odd.status_code, "You ticked" in text(odd)) == (422, False)
    browse(cast, "amara").post(url, {**ENTRY, "section": "education", **TICKED, **RUNG})
    assert Entry.objects.get(title="A knife").is_restricted
    assert KEPT not in text(browse(cast, "priti").get(f"/cases/{case.reference}/"))


@pytest.mark.parametrize("act", FORMS)
def test_nothing_ticked_is_as_before(cast: Cast, act: str) -> None:
    case = stories.case(cast)
    before = Concern.objects.count()
    done = browse(cast, "amara").post(reverse(act, args=[case.reference]), {**FORMS[act], "rung": "yes"})
    assert (done.status_code, Concern.objects.count(), wrote(act)) == (302, before, True)
    assert not Duty.objects.filter(rule="record_call").exists()


def test_a_partner_who_ticks_is_told_whom_the_school_has_and_reads_nothing_more(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    client, url = browse(cast, "priti"), reverse("add_entry", args=[case.reference])
    stopped = text(client.post(url, {**ENTRY, **TICKED}))
    assert "Colm Brannigan is told at once" in stopped
    assert client.post(url, {**ENTRY, **TICKED, **RUNG}).status_code == 302
    concern = Concern.objects.get(dangers=["weapon", "missing"])
    assert client.get(reverse("see_concern", args=[concern.reference])).status_code == 404
    assert browse(cast, "colm").get(reverse("see_concern", args=[concern.reference])).status_code == 200


def test_a_tick_beside_a_draft_that_somebody_else_saved_is_not_lost(cast: Cast) -> None:
    case = stories.case(cast)
    url, client = reverse("draft_referral", args=[case.reference]), browse(cast, "amara")
    client.post(url, REFERRAL)
    stale = client.post(url, {**REFERRAL, "worries": "Other", "version": "0", **TICKED, **RUNG})
    page = text(stale)
    assert "Somebody saved this draft" in page
    for value in ('value="weapon" id="id_dangers_1" checked', 'name="stopped" value="1"', "Ann Duty"):
        assert value in page, value
    same = client.post(url, {**REFERRAL, "version": "0", **TICKED, **RUNG})  # the words stand, the tick does not
    assert "Somebody saved this draft" in text(same)


def test_ticked_late_in_the_day_it_is_owed_that_day(cast: Cast) -> None:
    case = stories.case(cast, at=AT - timedelta(days=1))
    browse(cast, "amara").post(reverse("add_entry", args=[case.reference]), {**ENTRY, **TICKED, **RUNG, "rung": "no"})
    assert Duty.objects.owed().get(rule="record_call").due_on == AT.date()
