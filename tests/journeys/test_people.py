"""People over HTTP: invited, moved, ended; what an ended seat opened closes at that second, and nothing comes back."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from guardian.shortcuts import get_objects_for_user

from agencies.deadlines.regimes import Regime
from agencies.directory.models import Agency
from agencies.drafts.models import Draft
from agencies.outbox.models import AccountMail, Delivery, Letter
from agencies.people.access import actor_for, admit_agency
from agencies.people.models import Person, Seat
from agencies.policy import Act, Kind, Role
from agencies.register.facts import regime_of
from agencies.trail.models import TrailEntry
from agencies.web.asking import NotFound
from referrals import door
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from referrals.shares.models import CaseShare
from referrals.teams import actions as teams
from tests import stories, wide
from tests.mailing import mailed, sent_mail
from tests.people import AT, LONG_AGO, Cast, make_agency, make_cast, make_person, set_clock
from tests.referrals.duties.sweeping import leases

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NEW = "nia.new@alder.example"


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = "http://testserver"
    mail.outbox = []


@pytest.fixture
def cast() -> Iterator[Cast]:
    with time_machine.travel(AT, tick=False):
        set_clock(AT)
        yield make_cast()


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=person.pk), backend=BACKEND)
    return client


def seat_url(agency: Agency, person: Person, act: str, role: Role) -> str:
    return f"/people/{agency.reference}/{person.reference}/{act}/?seat={role.value}"


def end(client: Client, agency: Agency, person: Person, role: Role) -> Any:
    url = seat_url(agency, person, "end-seat", role)
    return client.post(url, {"seat": role.value}, follow=True)


def invite(client: Client, agency: Agency, email: str, role: Role, **more: str) -> Any:
    typed = {"email": email, "name": "Nia New", "role": role.value, **more}
    return client.post(f"/people/{agency.reference}/invite-person/", typed, follow=True)


def people_of(cast: Cast) -> str:
    """The page of a head's people, as it stands now."""
    return str(enter(cast.people["colm"]).get("/people/").content.decode())


def renewal(agency: Agency, person: Person) -> str:
    return f"/people/{agency.reference}/{person.reference}/renew-invitation/"


def link_of(message: Any) -> str:
    found = re.search(r"http://testserver(\S+)", str(message.body))
    assert found is not None
    return found[1]


def set_password(link: str) -> int:
    """Follow a link and choose a password; the answer's status."""
    client = Client()
    form = client.get(link, follow=True)
    typed = {"password1": "a new and longer password", "password2": "a new and longer password"}
    return client.post(form.request["PATH_INFO"], typed).status_code


def trail(act: str) -> list[TrailEntry]:
    return list(TrailEntry.objects.filter(act=act, outcome="done").order_by("id"))


class TestAWorkerOfAPartnerLeaves:
    @pytest.fixture
    def share(self, cast: Cast) -> CaseShare:
        return stories.shared(cast, stories.case(cast))

    def test_her_open_page_is_gone_at_that_second_and_the_question_goes_on(self, cast: Cast, share: CaseShare) -> None:
        priti, mona = cast.people["priti"], enter(cast.people["mona"])
        page = f"/cases/{share.case.reference}/"
        hers = enter(priti)
        assert hers.get(page).status_code == 200
        assert priti.has_perm("referrals.level_t", share.case)
        question = Duty.objects.get(share=share, rule="answer_question")
        Duty.objects.filter(pk=question.pk).update(person=priti)

        ended = end(mona, cast.camhs, priti, Role.AGENCY_WORKER)
        assert "no longer works at CAMHS" in ended.content.decode()
        shut = hers.get(page)
        assert shut.status_code == 302, "her session is over"
        assert shut["Location"].startswith("/accounts/login/")
        again = enter(Person.objects.get(pk=priti.pk))
        assert again.get(page).status_code == 404, "and a new one opens nothing"
        assert again.get(page).content == again.get(f"/cases/{'K7Q4-M2XH-5'}/").content
        assert b"Kofi" not in again.get("/cases/").content
        assert b"Kofi" not in again.get("/my-work/").content
        fresh = Person.objects.get(pk=priti.pk)
        assert not fresh.has_perm("referrals.level_t", share.case)
        assert not get_objects_for_user(fresh, "referrals.level_t", klass=Case).exists()

        question.refresh_from_db()
        assert (question.person, question.state) == (None, "open")
        assert b"Kofi" in enter(cast.people["mona"]).get("/my-work/").content, "the manager owes the answer now"
        assert CaseShare.objects.live(AT).filter(pk=share.pk).exists()

    def test_the_session_alone_is_not_what_closes_it(self, cast: Cast, share: CaseShare) -> None:
        """With her session kept open by force the seat's end still hides the case: the door asks about seats."""
        priti = cast.people["priti"]
        hers = enter(priti)
        assert hers.get(f"/cases/{share.case.reference}/").status_code == 200
        Seat.objects.filter(person=priti).update(ends_at=AT)
        assert hers.get(f"/cases/{share.case.reference}/").status_code == 404
        assert hers.get(f"/shares/{share.reference}/").status_code == 404

    def test_letters_in_the_queue_are_not_sent_to_her(self, cast: Cast, share: CaseShare) -> None:
        duties.address_letters(AT, AT, door.audience)
        letter = Letter.objects.create(
            key="late", act="answer_question", subject_kind="duty", posted_at=AT, words="Late", is_urgent=True,
            tells=[["granted", ["agency_manager", "agency_worker"]]], case_id=share.case_id,
            authority_id=share.authority_id,
            subject_ref=Duty.objects.get(share=share, rule="answer_question").reference,
        )  # fmt: skip
        duties.address_letters(AT, AT, door.audience)
        waiting = Delivery.objects.filter(letter=letter, channel="email", state="waiting")
        assert {row.person.name for row in waiting} == {"Priti Nair", "Mona Ellis"}
        end(enter(cast.people["mona"]), cast.camhs, cast.people["priti"], Role.AGENCY_WORKER)
        sent = [row.person.name for rows, _ in leases(AT) for row in rows]
        assert "Mona Ellis" in sent
        assert "Priti Nair" not in sent
        assert not Delivery.objects.unread().filter(person=cast.people["priti"]).exists()
        taken_back = Delivery.objects.filter(person=cast.people["priti"], state="dropped")
        assert set(taken_back.values_list("why", flat=True)) == {"left"}

    def test_an_invitation_later_gives_nothing_back(self, cast: Cast, share: CaseShare) -> None:
        priti, mona = cast.people["priti"], enter(cast.people["mona"])
        Duty.objects.filter(share=share, rule="answer_question").update(person=priti)
        about = {"subject_ref": share.case.reference, "authority_id": share.authority_id}
        Draft.objects.create(person=priti, form="add_entry", typed={}, saved_at=AT, **about)
        duties.address_letters(AT, AT, door.audience)
        end(mona, cast.camhs, priti, Role.AGENCY_WORKER)
        with time_machine.travel(AT + timedelta(days=1), tick=False):
            invite(enter(cast.people["mona"]), cast.camhs, priti.email, Role.AGENCY_WORKER)
            assert priti.seats.live(AT + timedelta(days=1)).count() == 1
            assert not Duty.objects.filter(person=priti).exists()
            assert not Draft.objects.filter(person=priti).exists()
            assert not Delivery.objects.filter(person=priti).exclude(state="dropped").filter(read_at=None).exists()
            later = leases(AT + timedelta(days=1))
            assert cast.people["priti"].pk not in {row.person_id for rows, _ in later for row in rows}

    def test_the_trail_says_what_was_handed_on(self, cast: Cast, share: CaseShare) -> None:
        Duty.objects.filter(share=share, rule="answer_question").update(person=cast.people["priti"])
        end(enter(cast.people["mona"]), cast.camhs, cast.people["priti"], Role.AGENCY_WORKER)
        (line,) = trail("end_seat")
        assert (line.by_name, line.by_agency, line.by_role) == ("Mona Ellis", "CAMHS", "agency_manager")
        assert (line.facts["agency"], line.facts["duties"], line.facts["cases"]) == (cast.camhs.reference, 1, 0)
        assert line.facts["seat"] == cast.people["priti"].seats.get().pk
        assert line.subject_ref == cast.people["priti"].reference

    def test_a_second_click_finds_it_done_and_changes_nothing(self, cast: Cast, share: CaseShare) -> None:
        mona = enter(cast.people["mona"])
        end(mona, cast.camhs, cast.people["priti"], Role.AGENCY_WORKER)
        again = end(mona, cast.camhs, cast.people["priti"], Role.AGENCY_WORKER)
        assert "Already done" in again.content.decode()
        assert again.status_code == 200
        assert len(trail("end_seat")) == 1
        assert mona.get(seat_url(cast.camhs, cast.people["priti"], "end-seat", Role.AGENCY_WORKER)).status_code == 404


class TestALeadProfessionalLeaves:
    @pytest.fixture
    def case(self, cast: Cast) -> Case:
        case = stories.case(cast)
        cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
        return case

    def test_the_case_waits_for_another_name(self, cast: Cast, case: Case) -> None:
        hers = enter(cast.people["dan"])
        assert hers.get(f"/cases/{case.reference}/").status_code == 200
        assert not Duty.objects.owed().filter(case=case, rule="name_lead").exists()
        shown = enter(cast.people["colm"]).get(seat_url(cast.alder, cast.people["dan"], "end-seat", Role.STAFF))
        assert "1 open case that they lead" in shown.content.decode()
        end(enter(cast.people["colm"]), cast.alder, cast.people["dan"], Role.STAFF)
        case.refresh_from_db()
        assert case.lead is None
        duty = Duty.objects.owed().get(case=case, rule="name_lead")
        assert (duty.agency, duty.person, duty.act) == (cast.alder, None, "name_lead")
        assert trail("end_seat")[0].facts["cases"] == 1
        assert case.entries.filter(kind="act", title="Dan Whitlock leads no longer").exists()
        assert enter(cast.people["dan"]).get(f"/cases/{case.reference}/").status_code == 404
        assert b"Name" in enter(cast.people["amara"]).get("/my-work/").content

    def test_a_closed_case_does_not_come_back_to_them_when_it_is_reopened(self, cast: Cast, case: Case) -> None:
        amara = cast.actor("amara")
        cases.close_case(case, outcome="needs_met", words="Well.", family_words="Good.", by=amara, at=AT)
        end(enter(cast.people["colm"]), cast.alder, cast.people["dan"], Role.STAFF)
        case.refresh_from_db()
        cases.reopen_case(case, why="Again.", by=amara, at=AT)
        invite(enter(cast.people["colm"]), cast.alder, cast.people["dan"].email, Role.STAFF)
        case.refresh_from_db()
        assert case.lead is None
        assert Duty.objects.owed().filter(case=case, rule="name_lead").exists()
        assert enter(cast.people["dan"]).get(f"/cases/{case.reference}/").status_code == 404

    def test_who_becomes_a_clerk_leads_no_more_and_who_becomes_lead_goes_on(self, cast: Cast, case: Case) -> None:
        colm, dan = enter(cast.people["colm"]), cast.people["dan"]
        url = seat_url(cast.alder, dan, "change-role", Role.STAFF)
        gone = enter(dan)
        ref = cast.alder.reference
        colm.post(url, {"seat": "staff", "role": f"{ref} inclusion_lead"})
        case.refresh_from_db()
        assert case.lead == dan
        assert gone.get("/my-work/").status_code == 302, "a change of role ends sessions"
        again = colm.post(url, {"seat": "staff", "role": f"{ref} inclusion_lead"}, follow=True)
        assert "Already done" in again.content.decode()
        late = colm.post(url, {"seat": "staff", "role": f"{ref} clerk"})
        assert late.status_code == 422
        assert "This seat has ended" in late.content.decode()
        url = seat_url(cast.alder, dan, "change-role", Role.INCLUSION_LEAD)
        colm.post(url, {"seat": "inclusion_lead", "role": f"{ref} clerk"})
        case.refresh_from_db()
        assert case.lead is None
        assert [seat.role for seat in dan.seats.live(AT)] == ["clerk"]
        first, second = trail("change_role")
        staff, lead, _ = dan.seats.order_by("pk")
        assert (first.facts["seat"], first.facts["new_seat"]) == (staff.pk, lead.pk)
        assert (staff.role, lead.role, first.facts["new_agency"]) == ("staff", "inclusion_lead", cast.alder.reference)
        assert second.facts["cases"] == 1


class TestInviting:
    def test_a_head_names_a_lead_who_signs_in_by_the_mailed_link(self, cast: Cast) -> None:
        colm = enter(cast.people["colm"])
        answer = invite(colm, cast.alder, NEW, Role.INCLUSION_LEAD)
        assert f"{NEW} is invited to Alder Hythe School" in answer.content.decode()
        assert mail.outbox == [], "nothing is sent in the request"
        (sent,) = sent_mail()
        assert "Colm Brannigan (Alder Hythe School) has invited you" in sent.body
        assert "Inclusion lead at Alder Hythe School" in sent.body
        link = re.search(r"http://testserver(\S+)", str(sent.body))
        assert link is not None
        form = Client().get(link[1], follow=True)
        assert form.status_code == 200
        (line,) = trail("invite_person")
        assert (line.by_name, line.facts["agency"]) == ("Colm Brannigan", cast.alder.reference)

    def test_whether_the_address_was_known_is_not_to_be_read(self, cast: Cast) -> None:
        """Answer and list are the same; the stored name of somebody elsewhere is not shown, nor is the typed one."""
        pages = []
        cast.people["priti"].set_password("a long one of hers")
        cast.people["priti"].save()
        for email in (cast.people["priti"].email, "pritj@example.test"):
            colm = enter(cast.people["colm"])
            answer = invite(colm, cast.alder, email, Role.STAFF)
            text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
            person = Person.objects.get(email=email)
            pages.append((answer.status_code, text.replace(person.reference, "REF").replace(email, "EMAIL")))
            assert "Priti" not in text
            assert "Nia New" not in text
            sent_mail()
            Seat.objects.filter(agency=cast.alder, person=person).delete()
        assert pages[0] == pages[1]
        known, unknown = mail.outbox
        assert known.subject == unknown.subject
        assert "/accounts/login/" in known.body
        assert "/accounts/password/reset/key/" in unknown.body

    def test_a_second_click_finds_it_done(self, cast: Cast) -> None:
        colm = enter(cast.people["colm"])
        invite(colm, cast.alder, NEW, Role.STAFF)
        again = invite(colm, cast.alder, NEW, Role.STAFF)
        assert "Already done" in again.content.decode()
        assert (len(sent_mail()), len(trail("invite_person"))) == (1, 1)

    def test_the_link_lives_seven_days_and_its_end_stands_in_the_list(self, cast: Cast) -> None:
        invite(enter(cast.people["colm"]), cast.alder, NEW, Role.STAFF)
        assert "Invited, the mail is on its way" in people_of(cast)
        (sent,) = sent_mail()
        assert "The link works once, until Monday 30 November 2026 at 10" in sent.body
        assert "Invited, link ends on 30 Nov 2026" in people_of(cast)
        for later, lives in ((timedelta(days=7), True), (timedelta(days=7, seconds=1), False)):
            with time_machine.travel(AT + later, tick=False):
                page = Client().get(link_of(sent), follow=True).content.decode()
                assert ("Ask for a new link" not in page and "password1" in page) is lives
                assert ("link ended" in people_of(cast)) is (later >= timedelta(days=7))

    def test_it_is_sent_again_by_a_button_and_once_in_ten_minutes(self, cast: Cast) -> None:
        colm = enter(cast.people["colm"])
        invite(colm, cast.alder, NEW, Role.STAFF)
        first = sent_mail()
        url = renewal(cast.alder, Person.objects.get(email=NEW))
        assert "You invited somebody on 23 Nov" in colm.post(url, {"seat": "staff"}, follow=True).content.decode()
        assert len(sent_mail()) == 1
        with time_machine.travel(AT + timedelta(days=8), tick=False):
            colm = enter(cast.people["colm"])
            assert "link ended" in people_of(cast)
            assert url in people_of(cast)
            answer = colm.post(url, {"seat": "staff"}, follow=True).content.decode()
            assert f"The invitation goes to {NEW} again" in answer
            assert "Already done" in colm.post(url, {"seat": "staff"}, follow=True).content.decode()
            _, again = sent_mail()
            assert "link ends on 8 Dec 2026" in people_of(cast)
            assert set_password(link_of(again)) == 302
            assert [line.by_name for line in trail("renew_invitation")] == ["Colm Brannigan"]
        assert again.extra_headers["Message-ID"] != first[0].extra_headers["Message-ID"]

    def test_who_has_come_is_not_invited_again(self, cast: Cast) -> None:
        colm = enter(cast.people["colm"])
        dan = cast.people["dan"]
        assert renewal(cast.alder, dan) not in people_of(cast)
        answer = colm.post(renewal(cast.alder, dan), {"seat": "staff"}, follow=True).content.decode()
        assert "no invitation is needed" in answer
        assert sent_mail() == []

    def test_who_may_not_invite_sends_nothing_again(self, cast: Cast) -> None:
        invite(enter(cast.people["colm"]), cast.alder, NEW, Role.STAFF)
        url = renewal(cast.alder, Person.objects.get(email=NEW))
        with time_machine.travel(AT + timedelta(minutes=11), tick=False):
            for name, status in (("amara", 403), ("mona", 404), ("sandra", 404), ("far", 404)):
                assert enter(cast.people[name]).post(url, {"seat": "staff"}).status_code == status, name
        assert len(sent_mail()) == 1

    def test_an_invitation_to_a_seat_that_has_ended_is_not_sent(self, cast: Cast) -> None:
        invite(enter(cast.people["colm"]), cast.alder, NEW, Role.STAFF)
        end(enter(cast.people["colm"]), cast.alder, Person.objects.get(email=NEW), Role.STAFF)
        assert sent_mail() == []
        assert mailed() == [("invitation", "dropped")]

    def test_no_usable_link_lies_in_a_table(self, cast: Cast) -> None:
        invite(enter(cast.people["colm"]), cast.alder, NEW, Role.STAFF)
        (sent,) = sent_mail()
        key = link_of(sent).rstrip("/").rpartition("-")[2]
        assert key not in str([list(row) for row in AccountMail.objects.values_list()])

    def test_an_acting_head_is_given_until_a_day(self, cast: Cast) -> None:
        colm = enter(cast.people["colm"])
        assert invite(colm, cast.alder, NEW, Role.ACTING_HEAD).status_code == 422
        invite(colm, cast.alder, NEW, Role.ACTING_HEAD, until="18 12 2026")
        seat = Seat.objects.get(person__email=NEW)
        assert seat.ends_at is not None
        assert seat.ends_at.isoformat() == "2026-12-19T00:00:00+00:00"

    def test_an_agencys_manager_gives_no_role_of_a_school_and_none_elsewhere(self, cast: Cast) -> None:
        mona = enter(cast.people["mona"])
        assert invite(mona, cast.camhs, NEW, Role.HEAD).status_code == 422
        assert invite(mona, cast.police, NEW, Role.AGENCY_WORKER).status_code == 404
        assert invite(enter(cast.people["priti"]), cast.camhs, NEW, Role.AGENCY_WORKER).status_code == 403
        assert not Person.objects.filter(email=NEW).exists()


class TestTheCouncilsOfficer:
    def test_she_adds_an_agency_and_invites_its_first_leader_alone(self, cast: Cast) -> None:
        sandra = enter(cast.people["sandra"])
        facts = {"name": "Wren Hill School", "kind": "school", "urn": "142313", "phone": "01632 960888"}
        facts |= {"regime": "academy"}
        added = sandra.post("/people/agencies/add-agency/", facts, follow=True)
        assert "Wren Hill School is added" in added.content.decode()
        again = sandra.post("/people/agencies/add-agency/", facts, follow=True)
        assert "Already done" in again.content.decode()
        wren = Agency.objects.get(name="Wren Hill School")
        assert (wren.authority, wren.group.name) == (cast.wexmoor, "999 Wren Hill School")
        assert [line.subject_ref for line in trail("add_agency")] == [wren.reference]
        assert regime_of(wren.pk) is Regime.ACADEMY
        odd = sandra.post("/people/agencies/add-agency/", {"name": "Odd", "kind": "police", "regime": "pru"})
        assert (odd.status_code, "only schools and colleges have one" in odd.content.decode()) == (422, True)
        assert invite(sandra, wren, NEW, Role.STAFF).status_code == 422
        assert "is invited" in invite(sandra, wren, NEW, Role.HEAD).content.decode()
        assert "Already done" in invite(sandra, wren, NEW, Role.HEAD).content.decode()
        assert invite(sandra, wren, "second@wren.example", Role.HEAD).status_code == 403, "somebody leads there now"
        assert sandra.get(f"/people/{wren.reference}/invite-person/").status_code == 403

    def test_she_sends_the_first_leaders_invitation_again(self, cast: Cast) -> None:
        wren = make_agency(cast.wexmoor, Kind.SCHOOL, "Wren Hill School")
        invite(enter(cast.people["sandra"]), wren, NEW, Role.HEAD)
        sent_mail()
        with time_machine.travel(AT + timedelta(days=9), tick=False):
            sandra = enter(cast.people["sandra"])
            assert f"{NEW}</span>: invited, link ended" in sandra.get("/people/agencies/").content.decode()
            answer = sandra.post(renewal(wren, Person.objects.get(email=NEW)), {"seat": "head"}, follow=True)
            assert answer.request["PATH_INFO"] == "/people/agencies/"
            assert f"The invitation goes to {NEW} again" in answer.content.decode()
            assert len(sent_mail()) == 2

    def test_she_does_not_make_herself_head(self, cast: Cast) -> None:
        sandra = enter(cast.people["sandra"])
        own = cast.people["sandra"].email
        assert invite(sandra, cast.alder, own, Role.HEAD).status_code == 403, "somebody leads there"
        empty = make_agency(cast.wexmoor, Kind.SCHOOL, "Empty School")
        refused = invite(sandra, empty, own, Role.HEAD)
        assert refused.status_code == 422
        assert "Nobody gives, changes or ends a seat of their own" in refused.content.decode()
        assert cast.people["sandra"].seats.count() == 1

    def test_she_adds_no_council_team_and_gives_no_seat_in_her_own(self, cast: Cast) -> None:
        sandra = enter(cast.people["sandra"])
        assert sandra.post("/people/agencies/add-agency/", {"name": "X", "kind": "council"}).status_code == 422
        assert invite(sandra, cast.council, NEW, Role.COUNCIL_OFFICER).status_code == 403
        url = seat_url(cast.council, cast.people["grace"], "end-seat", Role.COUNCIL_MANAGER)
        assert sandra.get(url).status_code == 403
        assert enter(cast.people["far"]).get(f"/people/{cast.alder.reference}/invite-person/").status_code == 404

    def test_a_name_or_a_urn_that_is_taken_is_said(self, cast: Cast) -> None:
        sandra = enter(cast.people["sandra"])
        taken = sandra.post("/people/agencies/add-agency/", {"name": "alder hythe school", "kind": "school"})
        assert "There is an agency of that name already" in taken.content.decode()
        Agency.objects.filter(pk=cast.alder.pk).update(urn="142313")
        taken = sandra.post("/people/agencies/add-agency/", {"name": "Other", "kind": "school", "urn": "142313"})
        assert "Another agency has that URN" in taken.content.decode()

    def test_the_councils_manager_moves_an_officer_to_another_team(self, cast: Cast) -> None:
        early = make_agency(cast.wexmoor, Kind.COUNCIL, "Early help team")
        grace, sandra = enter(cast.people["grace"]), cast.people["sandra"]
        url = seat_url(cast.council, sandra, "change-role", Role.COUNCIL_OFFICER)
        assert "Early help team" in grace.get(url).content.decode()
        grace.post(url, {"seat": "council_officer", "role": f"{early.reference} council_officer"})
        (seat,) = sandra.seats.live(AT)
        assert (seat.agency, seat.role) == (early, "council_officer")
        assert trail("change_role")[0].facts["new_agency"] == early.reference


def test_the_last_leader_stays_until_somebody_follows(cast: Cast) -> None:
    """Two heads end each other: the second is refused, for nobody would be left to say who works there."""
    second = make_person("deputy", "Dee Puty", cast.alder, Role.HEAD)
    end(enter(second), cast.alder, cast.people["colm"], Role.HEAD)
    Seat.objects.create(person=cast.people["colm"], agency=cast.alder, role="staff", starts_at=LONG_AGO)
    set_clock(AT)
    manager = make_agency(cast.wexmoor, Kind.COUNCIL, "Second team")
    lone = make_person("lone", "Lone Manager", manager, Role.COUNCIL_MANAGER)
    refused = end(enter(cast.people["grace"]), manager, lone, Role.COUNCIL_MANAGER)
    assert refused.status_code == 422
    assert "Nobody else leads Second team" in refused.content.decode()
    assert lone.seats.live(AT).exists()


@pytest.mark.parametrize("act", [Act.INVITE_PERSON, Act.END_SEAT])
def test_who_waited_while_their_own_seat_was_ended_seats_and_ends_nobody(cast: Cast, act: Act) -> None:
    second = make_person("deputy", "Dee Puty", cast.alder, Role.HEAD)
    waiting = actor_for(second, AT)  # as the edge made them, before they waited for the agency’s row
    assert admit_agency(waiting, act, cast.alder.reference, to_write=True) == cast.alder
    end(enter(cast.people["colm"]), cast.alder, second, Role.HEAD)
    with pytest.raises(NotFound):
        admit_agency(waiting, act, cast.alder.reference, to_write=True)


def test_nobody_ends_or_changes_a_seat_of_their_own(cast: Cast) -> None:
    colm = enter(cast.people["colm"])
    make_person("deputy", "Dee Puty", cast.alder, Role.HEAD)
    refused = end(colm, cast.alder, cast.people["colm"], Role.HEAD)
    assert refused.status_code == 422
    assert "seat of their own" in refused.content.decode()
    url = seat_url(cast.alder, cast.people["colm"], "change-role", Role.HEAD)
    changed = colm.post(url, {"seat": "head", "role": f"{cast.alder.reference} staff"})
    assert changed.status_code == 422
    assert trail("end_seat") == trail("change_role") == []


def test_a_teams_page_shows_who_sits_there_with_what_in_hand(cast: Cast) -> None:
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    Duty.objects.filter(case=case, rule="tell_family").update(person=cast.people["amara"])
    text = enter(cast.people["colm"]).get("/people/").content.decode()
    dan, amara = (
        re.search(rf"<tr>\s*<th[^>]*><span[^>]*>{name}.*?</tr>", text, re.DOTALL)
        for name in ("Dan Whitlock", "Amara Adeyemi")
    )
    assert dan is not None
    assert amara is not None
    assert "1 case" in dan.group(0)
    assert "0 things" in dan.group(0)
    assert "Staff" in dan.group(0)
    assert "1 thing" in amara.group(0)
    assert "1 open case" in text
    assert "Kofi" not in text
    assert "Priti" not in text
    shared = stories.shared(cast, case)
    seen = enter(cast.people["mona"]).get("/people/").content.decode()
    assert "1 live share" in seen
    assert str(shared.ends_at.year) in seen
    assert "1 share" in seen
    assert enter(cast.people["priti"]).get("/people/").status_code == 403


def test_a_team_page_asks_as_much_for_three_as_for_sixty(cast: Cast) -> None:
    def asked() -> int:
        colm = enter(cast.people["colm"])
        colm.get("/people/")
        with CaptureQueriesContext(connection) as seen:
            assert colm.get("/people/").status_code == 200
        return len(seen)

    few = asked()
    case = stories.case(cast)
    for n in range(57):
        person = make_person(f"more{n}", f"More {n}", cast.alder, Role.STAFF)
        if n == 5:
            cases.name_lead(case, person, by=cast.actor("amara"), at=AT)
    assert asked() == few <= 14


def test_the_list_of_agencies_asks_as_much_for_seven_as_for_forty(cast: Cast) -> None:
    def asked() -> int:
        sandra = enter(cast.people["sandra"])
        sandra.get("/people/agencies/")
        with CaptureQueriesContext(connection) as seen:
            assert sandra.get("/people/agencies/").status_code == 200
        return len(seen)

    few = asked()
    for n in range(33):
        make_agency(cast.wexmoor, Kind.SCHOOL, f"School {n}")
    assert asked() == few <= 10


def test_what_lapses_by_its_date_is_handed_on_by_the_next_sweep(cast: Cast) -> None:
    acting = make_person("acting", "Ada Acting")
    until = AT + timedelta(days=5)
    Seat.objects.create(person=acting, agency=cast.alder, role="acting_head", starts_at=LONG_AGO, ends_at=until)
    case = stories.case(cast)
    cases.name_lead(case, acting, by=cast.actor("amara"), at=AT)
    duty = Duty.objects.get(case=case, rule="tell_family")
    Duty.objects.filter(pk=duty.pk).update(person=acting)
    assert teams.hand_on_lapsed_seats(until - timedelta(seconds=1)) == 0
    assert teams.hand_on_lapsed_seats(until) == 1
    case.refresh_from_db()
    duty.refresh_from_db()
    assert (case.lead, duty.person) == (None, None)
    assert Duty.objects.owed().filter(case=case, rule="name_lead").exists()
    (line,) = trail("end_seat")
    assert (line.by_name, line.facts["cases"], line.facts["duties"]) == ("Inclusion", 1, 1)
    assert teams.hand_on_lapsed_seats(until + timedelta(minutes=1)) == 0
    assert len(trail("end_seat")) == 1


def test_the_operator_ends_a_seat_that_no_page_ends(cast: Cast) -> None:
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    wide.narrow()  # as a process of its own finds the database
    call_command("end_seat", cast.people["dan"].email, agency=cast.alder.name, role="staff")
    wide.widen()
    assert Case.objects.get().lead is None
    assert trail("end_seat")[0].facts["cases"] == 1
    call_command("end_seat", cast.people["dpo"].email, agency=cast.council.name, role="data_protection_officer")
    assert not cast.people["dpo"].seats.live(AT).exists()
    assert {line.by_name for line in trail("end_seat")} == {"Inclusion"}
    with pytest.raises(CommandError, match="Nobody else leads"):
        call_command("end_seat", cast.people["mona"].email, agency=cast.camhs.reference, role="agency_manager")
    with pytest.raises(CommandError, match="no single seat"):
        call_command("end_seat", cast.people["mona"].email, agency=cast.police.name, role="agency_manager")


def test_a_new_installation_begins_with_a_council_and_its_manager(cast: Cast) -> None:
    phones = {"front_door": "01632 960300", "out_of_hours": "01632 960301"}
    call_command("add_council", "997", "Saltmarsh Council", "Saltmarsh inclusion", **phones)
    call_command("invite_person", NEW, "Nia New", agency="Saltmarsh inclusion", role="council_manager")
    manager = enter(Person.objects.get(email=NEW))
    assert "Saltmarsh inclusion" in manager.get("/people/").content.decode()
    added = manager.post("/people/agencies/add-agency/", {"name": "Saltmarsh School", "kind": "school"}, follow=True)
    assert "Saltmarsh School is added" in added.content.decode()
    assert Agency.objects.get(name="Saltmarsh School").authority.code == "997"
    with pytest.raises(CommandError, match="is there already"):
        call_command("add_council", "997", "Saltmarsh Council", "Other", **phones)
