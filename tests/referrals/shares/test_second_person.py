"""A share of which the family is not told waits for a second person, and its receiver knows nothing of it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from agencies.acting.refusals import NotNow
from agencies.outbox.models import Letter
from agencies.people.models import Seat
from agencies.policy import Act, Basis, Condition, Level, Purpose, Section
from agencies.trail.models import TrailEntry
from agencies.words import last_day
from referrals.cases import actions as cases
from referrals.cases.actions import ToldFacts
from referrals.door import audience, within
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.shares import actions as shares
from referrals.shares import facts
from referrals.shares.facts import NotAllowed, share_state
from referrals.shares.models import CaseShare
from tests import stories
from tests.browsing import browse, read, said, text
from tests.owing import ended, owed
from tests.people import AT, Cast, set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
NOT_YET = ToldFacts(told="not_yet", words="On Thursday.")


def hearers(letter: Letter) -> set[str]:
    return {seat.person.name for seat in audience(letter)}


def test_it_opens_nothing_and_tells_the_agency_nothing(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    there = stories.shared(cast, case, level=Level.SUMMARY, sections=())
    before = CaseShare.objects.get(pk=there.pk).touched_at
    share = stories.waiting(cast, case, AT + timedelta(hours=1), purpose=Purpose.SAFEGUARD, basis=Basis.SAFEGUARDING)
    assert CaseShare.objects.get(pk=there.pk).touched_at == before
    assert not Entry.objects.filter(title__contains="CAMHS", at=share.held_at).exists()
    assert not Letter.objects.filter(act="share_case", subject_ref=share.reference, words__contains="offered").exists()
    assert "accept_share" not in owed()
    mine = browse(cast, "priti")
    for address in ("", "accept-share/", "decline-share/", "agree-share/"):
        assert mine.get(f"/shares/{share.reference}/{address}").status_code in (404, 405)
    assert "Keeping a child safe" not in read(cast, "priti", "/my-work/")
    assert share.reference not in read(cast, "priti", f"/cases/{case.reference}/")


def test_the_page_says_for_whom_it_waits_and_who_asked_cannot_agree(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    share = stories.waiting(cast, stories.case(cast))
    mine, head = (browse(cast, who).get(f"/shares/{share.reference}/") for who in ("amara", "colm"))
    waits = "It waits for a second person: Colm Brannigan, headteacher; or Ngozi Okoro, safeguarding lead."
    assert waits in text(mine)
    assert "His uncle reads her phone." in text(head)
    assert "Agree to it" in text(head)
    assert "Agree to it" not in text(mine)
    assert browse(cast, "amara").post(f"/shares/{share.reference}/agree-share/").status_code == 403


def test_who_asked_is_not_the_second_though_they_head_the_school(cast: Cast) -> None:
    share = stories.waiting(cast, stories.case(cast), who="colm")
    for act in (shares.agree_share, lambda one, **by: shares.refuse_share(one, reason="not_relevant", why="-", **by)):
        with pytest.raises(NotNow, match="somebody else has to agree"):
            act(share, by=cast.actor("colm"), at=AT)
    assert "Agree or refuse" not in read(cast, "colm", "/my-work/")
    page = read(cast, "colm", f"/shares/{share.reference}/")
    assert "nobody yet, since nobody else at Alder Hythe School can agree" in page
    with pytest.raises(IntegrityError, match="share_agreed_by_another"), transaction.atomic():
        CaseShare.objects.filter(pk=share.pk).update(agreed_at=AT, agreed_by=cast.people["colm"])


def test_once_agreed_it_is_offered_like_any_other(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    share = stories.waiting(cast, case)
    assert (owed()["agree_share"], owed()["review_not_told"]) == (date(2026, 11, 24), date(2026, 12, 21))
    assert "share_case" in owed()
    shares.agree_share(share, by=cast.actor("colm"), at=AT)
    assert (ended()["agree_share"], ended()["share_case"]) == ("met", "met")
    assert Duty.objects.get(rule="accept_share").agency == cast.camhs
    assert hearers(Letter.objects.get(act="agree_share")) == {"Priti Nair", "Mona Ellis"}
    assert Entry.objects.filter(title="Shared with CAMHS").exists()
    shares.accept_share(share, by=cast.actor("priti"), at=AT)
    assert browse(cast, "priti").get(f"/cases/{case.reference}/").status_code == 200
    assert "once Colm Brannigan agreed" not in read(cast, "priti", f"/shares/{share.reference}/")


def test_refused_the_agency_never_hears_and_whoever_asked_reads_why(cast: Cast) -> None:
    case = stories.case(cast)
    share = stories.waiting(cast, case)
    shares.refuse_share(share, reason="not_relevant", why="It is for the school.", by=cast.actor("colm"), at=AT)
    assert (share_state(share, AT), "agree_share" in owed()) == ("refused", False)
    page = read(cast, "amara", f"/shares/{share.reference}/")
    assert "It is not relevant to keeping the child safe and well. It is for the school." in page
    assert hearers(Letter.objects.get(act="refuse_share")) == {"Amara Adeyemi"}
    assert browse(cast, "priti").get(f"/shares/{share.reference}/").status_code == 404
    line = TrailEntry.objects.get(act="refuse_share")
    assert (line.facts["reason"], line.why) == ("not_relevant", "It is for the school.")
    assert not stories.waiting(cast, case).accepted_at


def test_the_letter_and_the_reminder_go_to_the_second_and_not_to_who_asked(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    share = stories.waiting(cast, stories.case(cast), who="colm")
    told = Letter.objects.get(act="share_case", subject_ref=share.reference)
    assert hearers(told) == {"Ngozi Okoro"}
    duty = Duty.objects.get(rule="agree_share")
    rung = Letter(
        authority_id=duty.authority_id, subject_kind="duty", subject_ref=duty.reference, case_id=duty.case_id,
        tells=told.tells, step="due",
    )  # fmt: skip
    assert hearers(rung) == {"Ngozi Okoro"}


def test_where_nobody_is_left_the_councils_manager_hears_of_no_child(cast: Cast) -> None:
    from referrals.duties.actions.nobody import find_readers, tell_of_schools_without_anybody

    Seat.objects.filter(person=cast.people["colm"]).update(ends_at=AT)
    share = stories.waiting(cast, stories.case(cast))
    letter = Letter.objects.get(act="share_case", subject_ref=share.reference)
    assert find_readers(letter, audience) == set()
    tell_of_schools_without_anybody([letter], AT)
    told = Letter.objects.get(act="see_agencies")
    assert "nobody else there can agree" in told.words
    assert hearers(told) == {"Grace Holt"}
    assert share.reference not in told.words
    assert "Kofi" not in told.words


def test_where_the_council_oversees_its_officer_may_agree(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    share = stories.waiting(cast, case)
    assert "or an officer of the council" in read(cast, "amara", f"/shares/{share.reference}/")
    assert browse(cast, "sandra").post(f"/shares/{share.reference}/agree-share/", {"sure": "1"}).status_code == 302
    assert CaseShare.objects.get(pk=share.pk).agreed_by == cast.people["sandra"]


def agreed(cast: Cast, **terms: Any) -> CaseShare:
    """A share of which the family is not told, agreed to and accepted."""
    share = stories.waiting(cast, stories.case(cast), **terms)
    shares.agree_share(share, by=cast.actor("colm"), at=AT)
    shares.accept_share(share, by=cast.actor("priti"), at=AT)
    return share


def not_yet_then_no(cast: Cast) -> CaseShare:
    """They were to be told, and it is recorded since that they are not."""
    by = {"by": cast.actor("amara"), "at": AT}
    case = stories.case(cast)
    terms = stories.terms(cast, level=Level.SUMMARY, sections=())
    share = shares.share_case(case, terms, NOT_YET, seat=cast.seat("amara"), **by)
    shares.accept_share(share, by=cast.actor("priti"), at=AT)
    cases.record_family_told(case, stories.NOT_TOLD, **by)
    cases.record_family_told(case, replace(NOT_YET, words="On Friday."), **by)
    return share


WIDER = {"level": "T", "sections": ["voice"], "condition": "health_care", "why": "His words."}
NOT_TOLD_LIVE = [lambda cast: agreed(cast, level=Level.SUMMARY, sections=()), not_yet_then_no]


@pytest.mark.parametrize("make", NOT_TOLD_LIVE)
def test_longer_of_what_the_family_is_not_told_is_offered_anew(cast: Cast, make: Any) -> None:
    share = make(cast)
    url = f"/shares/{share.reference}/extend-share/"
    asked = browse(cast, "amara").get(url)
    sent = browse(cast, "amara").post(url, {"until_on": "10 February 2027", "why": "His words."})
    assert (asked.status_code, sent.status_code, CaseShare.objects.count()) == (409, 422, 1)
    assert "end this share and offer it anew: a second person is asked then." in text(asked)
    assert "end this share and offer it anew: a second person is asked then." in text(sent)
    assert "His words." in text(sent)
    page = read(cast, "amara", f"/shares/{share.reference}/")
    assert "end this share and offer it anew: a second person is asked then." in page
    assert ("Widen it" in page, "Extend it" in page, "Narrow it" in page) == (True, False, True)


def ask_for_more(cast: Cast, share: CaseShare) -> CaseShare:
    client, url = browse(cast, "amara"), f"/shares/{share.reference}/widen-share/"
    assert "so a second person is asked first" in text(client.get(url))
    done = client.post(url, WIDER, follow=True)
    assert "A second person is asked. Until they agree, the share runs on as it is." in text(done)
    return CaseShare.objects.get(widens=share)


def reads(cast: Cast, share: CaseShare) -> int:
    return int(browse(cast, "priti").get(f"/cases/{share.case.reference}/").status_code)


@pytest.mark.parametrize("make", NOT_TOLD_LIVE)
def test_more_of_what_the_family_is_not_told_waits_beside_the_share_that_runs(cast: Cast, make: Any) -> None:
    share = make(cast)
    before = {*owed()}
    wider = ask_for_more(cast, share)
    assert (wider.is_held, wider.agreed_by, wider.replaces) == (True, None, None)
    share.refresh_from_db()
    assert (facts.share_state(share, AT), reads(cast, share)) == ("live", 200)
    assert {*owed()} == before | {"agree_share"}
    assert browse(cast, "priti").get(f"/shares/{wider.reference}/").status_code == 404
    assert wider.reference not in read(cast, "priti", f"/shares/{share.reference}/")
    assert f"/shares/{wider.reference}/" in read(cast, "amara", f"/shares/{share.reference}/")
    assert "It would take the place of" in read(cast, "colm", f"/shares/{wider.reference}/")
    assert not Letter.objects.filter(words__startswith="More of a case").exists()
    again = browse(cast, "amara").post(f"/shares/{share.reference}/widen-share/", {**WIDER, "why": "Again."})
    assert (again.status_code, CaseShare.objects.filter(widens=share).count()) == (422, 1)
    assert browse(cast, "amara").post(f"/shares/{wider.reference}/agree-share/").status_code in (403, 422)
    assert browse(cast, "colm").post(f"/shares/{wider.reference}/agree-share/").status_code == 302
    wider, share = (CaseShare.objects.get(pk=one.pk) for one in (wider, share))
    assert (wider.replaces, facts.share_state(share, AT), facts.share_state(wider, AT)) == (
        share,
        "replaced",
        "offered",
    )
    assert "accept_share" in owed()
    assert not {"agree_share", "answer_question"} & {*owed()}
    assert Letter.objects.filter(words__startswith="More of a case").exists()
    shares.accept_share(wider, by=cast.actor("priti"), at=AT)
    assert reads(cast, wider) == 200


@pytest.mark.parametrize("end", ["refused", "taken back"])
def test_refused_or_taken_back_the_old_one_stands(cast: Cast, end: str) -> None:
    share = agreed(cast, level=Level.SUMMARY, sections=())
    wider = ask_for_more(cast, share)
    if end == "refused":
        shares.refuse_share(wider, reason="not_relevant", why="-", by=cast.actor("colm"), at=AT)
    else:
        shares.withdraw_share(wider, why="-", by=cast.actor("amara"), at=AT)
    share.refresh_from_db()
    assert (facts.share_state(share, AT), reads(cast, share), share.level) == ("live", 200, "S")
    assert "answer_question" in owed()
    assert ask_for_more_again(cast, share).is_held


def ask_for_more_again(cast: Cast, share: CaseShare) -> CaseShare:
    said = {"level": Level.SECTIONS, "sections": (Section.VOICE,), "condition": Condition.HEALTH_CARE}
    return shares.widen_share(share, **said, why="Again.", by=cast.actor("amara"), at=AT)


def test_once_the_family_was_told_the_waiting_share_follows_the_longer_and_ends_with_the_wider(cast: Cast) -> None:
    share = not_yet_then_no(cast)
    said = {"level": Level.SECTIONS, "sections": (Section.VOICE,), "condition": Condition.HEALTH_CARE}
    wider = shares.widen_share(share, **said, why="-", by=cast.actor("amara"), at=AT)
    cases.record_family_told(share.case, stories.TOLD, by=cast.actor("amara"), at=AT + timedelta(minutes=1))
    share = CaseShare.objects.get(pk=share.pk)
    at, by = AT + timedelta(minutes=2), cast.actor("amara")
    longer = shares.extend_share(share, until_on=date(2027, 2, 1), why="-", by=by, at=at)
    wider.refresh_from_db()
    assert (wider.widens, wider.closed_at) == (longer, None)
    shares.widen_share(longer, **said, why="Told.", by=by, at=at)
    wider.refresh_from_db()
    assert facts.share_state(wider, at) == "withdrawn"
    assert "agree_share" not in owed()


def test_what_is_ended_or_narrowed_meanwhile(cast: Cast) -> None:
    """The wider one takes the place of the narrower; with the share that runs, or its nearer end, it is gone."""
    share = agreed(cast)
    said = {"level": Level.SECTIONS, "sections": (Section.VOICE, Section.HEALTH), "condition": Condition.HEALTH_CARE}
    wider = shares.widen_share(share, **said, why="-", by=cast.actor("amara"), at=AT)
    less = {"level": Level.SUMMARY, "sections": (), "until_on": last_day(share.ends_at), "why": "-"}
    narrow = shares.narrow_share(share, **less, by=cast.actor("amara"), at=AT + timedelta(minutes=1))
    wider.refresh_from_db()
    assert wider.widens == narrow
    shares.withdraw_share(narrow, why="-", by=cast.actor("amara"), at=AT + timedelta(minutes=2))
    wider.refresh_from_db()
    assert facts.share_state(wider, AT + timedelta(minutes=3)) == "withdrawn"
    with pytest.raises(NotNow):
        shares.agree_share(wider, by=cast.actor("colm"), at=AT + timedelta(minutes=3))
    assert "agree_share" not in owed()


def test_that_they_are_not_told_since_stands_on_its_page_until_they_are(cast: Cast) -> None:
    share = not_yet_then_no(cast)
    page = read(cast, "amara", f"/shares/{share.reference}/")
    assert "Not told since then" in page
    assert "His uncle reads her phone." in page
    assert "end the share, or tell the family and record it" in page
    assert "Not told since then" not in read(cast, "priti", f"/shares/{share.reference}/")
    cases.record_family_told(share.case, stories.TOLD, by=cast.actor("amara"), at=AT)
    page = read(cast, "amara", f"/shares/{share.reference}/")
    assert ("Not told since then" in page, "Widen it" in page) == (False, True)


def test_another_share_of_which_they_are_not_told_says_nothing_of_this_one(cast: Cast) -> None:
    case = stories.case(cast)
    share = shares.share_case(
        case, stories.terms(cast), NOT_YET, seat=cast.seat("amara"), by=cast.actor("amara"), at=AT
    )
    stories.waiting(cast, case, purpose=Purpose.SAFEGUARD, basis=Basis.SAFEGUARDING)
    assert not facts.is_not_told(share)


def test_narrowing_carries_the_agreement(cast: Cast) -> None:
    share, by = agreed(cast), {"by": cast.actor("amara"), "at": AT + timedelta(minutes=1)}
    less = shares.narrow_share(share, level=Level.SUMMARY, sections=(), until_on=date(2027, 1, 8), why="-", **by)
    assert (less.is_held, less.agreed_by) == (False, cast.people["colm"])
    assert shares.widen_share(less, level=Level.SECTIONS, sections=(Section.VOICE,), why="-", **by).is_held


@pytest.mark.parametrize("given", [("S", []), ("T", ["voice"]), ("T", ["education", "voice"])])
def test_widening_to_no_more_takes_nothing_away(cast: Cast, given: tuple[str, list[str]]) -> None:
    share = stories.shared(cast, stories.case(cast))
    sent = {"level": given[0], "sections": given[1], "condition": "health_care", "why": "x"}
    done = browse(cast, "amara").post(f"/shares/{share.reference}/widen-share/", sent)
    assert (done.status_code, CaseShare.objects.count()) == (422, 1)
    assert "To give less, narrow the share." in text(done)
    assert browse(cast, "priti").get(f"/cases/{share.case.reference}/").status_code == 200


def test_taken_back_says_what_was_seen_of_it(cast: Cast) -> None:
    case = stories.case(cast)
    waits = stories.waiting(cast, case)
    offered = stories.offered(cast, case, purpose=Purpose.SAFEGUARD, basis=Basis.SAFEGUARDING)
    for share, lead, end in (
        (waits, "CAMHS was told nothing of it, and is not.", "Taken back. They were told nothing of it."),
        (offered, "CAMHS has read the offer alone.", "Taken back. They see the offer no more."),
    ):
        url = f"/shares/{share.reference}/withdraw-share/"
        page = read(cast, "amara", url)
        assert lead in page
        assert "They are told when" not in page
        done = browse(cast, "amara").post(url, {"reason": "not_relevant", "why": "No."})
        assert said(done) == [end]


def test_who_agrees_too_late_reads_why_not(cast: Cast) -> None:
    share = stories.waiting(cast, stories.case(cast))
    shares.withdraw_share(share, why="No.", reason="not_relevant", by=cast.actor("amara"), at=AT)
    late = browse(cast, "colm").post(f"/shares/{share.reference}/agree-share/", {"sure": "1"})
    assert late.status_code == 422
    assert "govuk-error-summary" in text(late)
    assert "This share has been withdrawn." in text(late)


def test_no_head_is_named_where_there_is_none(cast: Cast) -> None:
    Seat.objects.filter(person=cast.people["colm"]).update(ends_at=AT)
    share = stories.waiting(cast, stories.case(cast))
    page = read(cast, "amara", f"/shares/{share.reference}/")
    assert "nobody yet, since nobody else at Alder Hythe School can agree." in page
    assert "Its head can invite" not in page


def test_an_officer_who_asked_alone_waits_for_no_officer(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    share = stories.waiting(cast, case, who="sandra")
    assert "headteacher; or a manager of the council." in read(cast, "sandra", f"/shares/{share.reference}/")
    Seat.objects.filter(person__in=[cast.people["colm"], cast.people["grace"]]).update(ends_at=AT)
    assert "of the council." not in read(cast, "sandra", f"/shares/{share.reference}/").split("The family")[0]


def test_the_story_says_who_shared_and_not_who_agreed(cast: Cast) -> None:
    share = agreed(cast)
    line = Entry.objects.get(title="Shared with CAMHS")
    assert (line.author, line.author_role) == (cast.people["amara"], "inclusion_lead")
    assert share.agreed_by == cast.people["colm"]


def test_what_waits_past_its_end_is_owed_no_more(cast: Cast) -> None:
    share = stories.waiting(cast, stories.case(cast), until_on=AT.date() + timedelta(days=1))
    shares.tidy_ended_shares(share.ends_at)
    assert "agree_share" not in owed()


def test_taken_back_before_anybody_agreed_it_leaves_no_line_in_the_story(cast: Cast) -> None:
    share = stories.waiting(cast, stories.case(cast))
    shares.withdraw_share(share, why="No.", reason="not_relevant", by=cast.actor("amara"), at=AT)
    assert "agree_share" not in owed()
    assert not Entry.objects.filter(title__contains="CAMHS").exists()


def test_not_yet_is_owed_by_who_shares_until_they_were_told(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    by = {"by": cast.actor("sandra"), "at": AT}
    share = shares.share_case(case, stories.terms(cast), NOT_YET, seat=cast.seat("sandra"), **by)
    duty = Duty.objects.get(rule="tell_of_share")
    assert (duty.agency, duty.standing, duty.due_on) == (cast.council, "oversees", date(2026, 11, 30))
    assert [(one.name, one.tells) for one in duty.steps.order_by("at")] == [
        ("before", "owner"), ("due", "owner"), ("late_1", "manager"), ("late_2", "officer"),
    ]  # fmt: skip
    assert "To be told by Monday 30 November 2026" in text(browse(cast, "amara").get(f"/shares/{share.reference}/"))
    page = text(browse(cast, "sandra").get(f"/cases/{case.reference}/record-family-told/"))
    assert "They are still to be told that the case is shared with CAMHS" in page
    for told in (replace(NOT_YET, words="On Friday."), stories.NOT_TOLD):
        cases.record_family_told(case, told, **by)
        assert "tell_of_share" in owed()
    cases.record_family_told(case, stories.TOLD, **by)
    assert ended()["tell_of_share"] == "met"


@pytest.mark.parametrize("told", [NOT_YET, stories.NOT_TOLD])
def test_a_family_that_agrees_was_told(cast: Cast, told: ToldFacts) -> None:
    case = stories.case(cast)
    asked = stories.terms(
        cast,
        agency=cast.camhs,
        purpose=Purpose.HEALTH_SUPPORT,
        basis=Basis.PUBLIC_TASK,
        level=Level.SUMMARY,
        sections=(),
    )
    share = shares.share_case(case, asked, told, seat=cast.seat("amara"), by=cast.actor("amara"), at=AT)
    CaseShare.objects.filter(pk=share.pk).update(closed_at=AT)
    copy = CaseShare.objects.get(pk=share.pk)
    copy.pk, copy.reference, copy.basis = None, "AAAA-AAAA-A", "family_agreement"
    with pytest.raises(IntegrityError, match="a family that agrees was told"), transaction.atomic():
        copy.save(force_insert=True)


def test_the_database_wants_a_second_person_where_the_family_is_not_told(cast: Cast) -> None:
    share = stories.waiting(cast, stories.case(cast))
    CaseShare.objects.filter(pk=share.pk).update(closed_at=AT)
    copy = CaseShare.objects.get(pk=share.pk)
    copy.pk, copy.reference, copy.held_at, copy.held_by = None, "AAAA-AAAA-A", None, None
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    with pytest.raises(IntegrityError, match="a second person is asked"), transaction.atomic():
        copy.save(force_insert=True)


def test_the_form_refuses_an_agreement_of_a_family_that_was_not_told(cast: Cast) -> None:
    from agencies.policy import Kind, Role
    from tests.interventions.case_page.test_preview import terms as posted
    from tests.people import make_agency, make_person

    social = make_agency(cast.wexmoor, Kind.SOCIAL_CARE, "Family Help")
    make_person("joel", "Joel Okafor", social, Role.AGENCY_WORKER)
    case = stories.case(cast)
    sent = posted(
        cast, agency=social.reference, purpose="early_help", basis="family_agreement", told="not_yet",
        sections=["home"], level="T", until_on="",
    )  # fmt: skip
    page = browse(cast, "amara").post(f"/cases/{case.reference}/share-case/", sent)
    assert page.status_code == 422
    assert "“The family agrees” needs a family that was told." in text(page)
    asked = stories.terms(cast, agency=social, purpose=Purpose.EARLY_HELP, basis=Basis.FAMILY_AGREEMENT)
    with pytest.raises(NotAllowed, match="needs a family that was told"):
        shares.share_case(case, asked, NOT_YET, seat=cast.seat("amara"), by=cast.actor("amara"), at=AT)


def test_more_than_is_usual_says_why_in_a_line(cast: Cast) -> None:
    from tests.interventions.case_page.test_preview import terms as posted

    case = stories.case(cast)
    url = f"/cases/{case.reference}/share-case/"
    sent = posted(cast, sections=["education", "health"])
    wide = browse(cast, "amara").post(url, sent)
    assert (wide.status_code, CaseShare.objects.count()) == (422, 0)
    assert "That is more than is usual for this agency and purpose." in text(wide)
    assert browse(cast, "amara").post(url, {**sent, "necessity": "His hearing."}).status_code == 302
    share = CaseShare.objects.get()
    page = text(browse(cast, "amara").get(f"/shares/{share.reference}/"))
    for words in (
        "His hearing.",
        "UK GDPR Art 6(1)(e), public task; Children Act 2004 s.10; the common law on confidence",
        "Health or social care: Art 9(2)(h) and DPA 2018 Sch 1 para 2",
    ):
        assert words in page
    line = TrailEntry.objects.get(act="share_case", outcome="done")
    assert (line.facts["condition"], line.why) == ("health_care", "His hearing.")


def test_a_second_person_is_not_asked_of_a_share_whose_dates_have_ended_it(cast: Cast) -> None:
    """Nobody can agree to it, and no sweep has to run before it leaves their work."""
    share = stories.waiting(cast, stories.case(cast))
    duty = Duty.objects.get(rule="agree_share")
    for at, asked in ((AT, True), (share.ends_at - timedelta(seconds=1), True), (share.ends_at, False)):
        set_clock(at)
        there = within(Duty, cast.actor("colm", at), Act.SEE_CASE, at).filter(pk=duty.pk)
        assert there.exists() is asked, at


def test_what_waits_for_a_second_person_reaches_no_authority(cast: Cast) -> None:
    share = stories.waiting(cast, stories.case(cast))
    assert reached(share.agency_id) == ""
    shares.agree_share(share, by=cast.actor("colm"), at=AT)
    assert reached(share.agency_id) == str(share.authority_id)


def reached(agency: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select inclusion_reach('{}'::bigint[], array[%s]::bigint[])", [agency])
        return str(cursor.fetchone()[0])
