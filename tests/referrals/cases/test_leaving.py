"""A pupil leaves the roll of the case's school: it reads what it had and adds nothing, and every share ends."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from agencies.acting.doing import FOLLOWS
from agencies.calendar.models import TermDate
from agencies.outbox.models import Letter
from agencies.people.models import Person
from agencies.policy import AFTER_LEAVING, READINGS, Act
from agencies.settings.models import Setting
from agencies.web.asking import Forbidden
from interventions.moves import actions as moves
from interventions.work.pages import left
from interventions.work.pages.left import Nowhere, still_open
from referrals import door
from referrals.cases import actions as cases
from referrals.cases.facts import Leaving, leavings
from referrals.cases.models import Case
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.pupils.actions import put_back_change
from referrals.pupils.models import Enrolment, FieldChange
from referrals.referrals import actions as referrals
from referrals.shares import actions as shares
from referrals.shares.facts import share_state
from referrals.shares.models import CaseShare
from referrals.shares.states import State as Share
from tests import rolls, stories
from tests.acting.posts import other_case
from tests.browsing import browse, carried, read, text
from tests.leaving import leaves
from tests.moves import FIRST_DAY, LATER, accepted, approved
from tests.people import AT, Cast, set_clock
from tests.suspensions import cancel, impose

pytestmark = pytest.mark.django_db
FRIDAY, TODAY, TOMORROW = date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)
MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)
YEAR_AGO = date(2025, 11, 14)


def nowhere(cast: Cast, who: str, at: datetime) -> Nowhere:
    """What somebody's work shows of pupils who left."""
    return left.nowhere(*map(list, still_open(cast.actor(who, at))), at)


def may(cast: Cast, who: str, case: Case, act: Act) -> bool:
    """Whether the door lets them; every way of asking it agrees."""
    actor = cast.actor(who)
    allowed = act in door.may_on_case(actor, case)
    assert allowed == door.cases(actor, act).filter(pk=case.pk).exists()
    try:
        door.admit(actor, act, case.reference, of=Case, at=AT, to_write=act not in READINGS)
    except Forbidden:
        assert not allowed
    else:
        assert allowed
    return allowed


def opens(cast: Cast, share: CaseShare) -> bool:
    """Whether the share opens its case to CAMHS; the door and guardian agree."""
    seen = door.cases(cast.actor("priti"), Act.SEE_CASE).filter(pk=share.case_id).exists()
    assert seen == Person.objects.get(pk=cast.people["priti"].pk).has_perm("referrals.level_t", share.case)
    return seen


def test_from_midnight_after_the_last_day_the_old_school_reads_and_adds_nothing_but_may_close(cast: Cast) -> None:
    case = stories.case(cast)
    leaves(cast, TODAY)
    assert may(cast, "amara", case, Act.ADD_ENTRY)
    set_clock(MIDNIGHT - timedelta(microseconds=1))
    assert may(cast, "amara", case, Act.ADD_ENTRY)
    set_clock(MIDNIGHT)
    for act in (Act.ADD_ENTRY, Act.SHARE_CASE, Act.DRAFT_REFERRAL, Act.NAME_LEAD, Act.RECORD_FAMILY_TOLD):
        assert not may(cast, "amara", case, act), act
    assert all(may(cast, "colm", case, act) for act in (Act.SEE_CASE, Act.SEE_TRAIL, Act.SEE_REASONS, Act.CLOSE_CASE))


def test_the_lead_professional_of_the_old_school_reads_and_adds_nothing(cast: Cast) -> None:
    case = stories.case(cast)
    cases.name_lead(case, cast.people["tom"], by=cast.actor("amara"), at=AT)
    assert may(cast, "tom", case, Act.ADD_ENTRY)
    leaves(cast, FRIDAY)
    assert may(cast, "tom", case, Act.SEE_CASE)
    assert not may(cast, "tom", case, Act.ADD_ENTRY)


def test_shares_and_offers_end_at_that_midnight_on_every_path(cast: Cast) -> None:
    case = stories.case(cast)
    share = stories.shared(cast, case)
    leaves(cast, TODAY)
    assert opens(cast, share)
    assert case in [row.case for row in door.page(cast.actor("priti"), Act.SEE_CASE, {})[0]]
    set_clock(MIDNIGHT)
    assert not opens(cast, share)
    assert door.page(cast.actor("priti"), Act.SEE_CASE, {})[0] == []
    assert not door.within(CaseShare, cast.actor("priti"), Act.SEE_SHARE).exists()
    assert not door.within(Entry, cast.actor("priti"), Act.SEE_ENTRY).exists()
    assert not door.within(Duty, cast.actor("priti"), Act.SEE_CASE).exists()
    assert not any("CAMHS" in reason.agency for reason in door.explain(case))
    share.refresh_from_db()
    assert share_state(share, MIDNIGHT) is Share.LEFT
    assert share_state(share, MIDNIGHT - timedelta(minutes=1)) is Share.LIVE


def test_an_offer_made_before_is_not_accepted_after(cast: Cast) -> None:
    share = stories.offered(cast, stories.case(cast))
    leaves(cast, TODAY)
    share.refresh_from_db()
    with pytest.raises(Exception, match="ended"):
        shares.accept_share(share, by=cast.actor("priti"), at=MIDNIGHT)
    assert not CaseShare.objects.filter(accepted_at__isnull=False).exists()


def test_a_share_given_after_the_last_day_was_recorded_ends_with_it_too(cast: Cast) -> None:
    case = stories.case(cast)
    leaves(cast, TOMORROW)
    case.refresh_from_db()
    share = stories.shared(cast, case)
    assert opens(cast, share)
    set_clock(datetime(2026, 11, 25, tzinfo=UTC))
    assert not opens(cast, share)


@pytest.mark.parametrize("last_day", [YEAR_AGO, FRIDAY, date(2026, 11, 22), date(2026, 11, 1)])
def test_an_end_recorded_late_is_right_at_once(cast: Cast, last_day: date) -> None:
    share = stories.shared(cast, stories.case(cast))
    leaves(cast, last_day)
    assert not opens(cast, share)
    assert not may(cast, "amara", share.case, Act.ADD_ENTRY)


def test_an_end_changed_or_taken_back_is_right_at_once(cast: Cast) -> None:
    share = stories.shared(cast, stories.case(cast))
    leaves(cast, FRIDAY)
    assert not opens(cast, share)
    leaves(cast, TOMORROW, starts_on=date(2026, 11, 23))  # back on the roll: a new place
    assert opens(cast, share)
    assert may(cast, "amara", share.case, Act.ADD_ENTRY)
    leaves(cast, None, starts_on=date(2026, 11, 23))
    set_clock(AT + timedelta(days=20))
    assert opens(cast, share)


def test_an_end_put_back_by_a_person_opens_what_it_had_ended(cast: Cast) -> None:
    share = stories.shared(cast, stories.case(cast))
    leaves(cast, YEAR_AGO)
    put_back_change(FieldChange.objects.get(field="ends_on"), by=cast.actor("amara"), at=AT)
    assert opens(cast, share)
    assert may(cast, "amara", share.case, Act.ADD_ENTRY)


def test_whoever_has_another_place_at_the_school_or_none_on_record_has_not_left(cast: Cast) -> None:
    case = stories.case(cast)
    leaves(cast, FRIDAY)
    assert not may(cast, "amara", case, Act.ADD_ENTRY)
    leaves(cast, None, starts_on=date(2026, 12, 1))  # comes back next week, which is known
    assert may(cast, "amara", case, Act.ADD_ENTRY)
    Enrolment.objects.all().delete()
    assert may(cast, "amara", case, Act.ADD_ENTRY)


def test_a_guest_place_elsewhere_holds_no_case_here_and_a_dual_one_here_does(cast: Cast) -> None:
    case, place = stories.case(cast), {"pupil": cast.kofi, "starts_on": FRIDAY}
    Enrolment.objects.create(school=cast.merrow, kind="guest", **place)
    leaves(cast, FRIDAY)
    assert not may(cast, "amara", case, Act.ADD_ENTRY)
    Enrolment.objects.create(school=cast.alder, kind="dual", ends_on=None, **place)
    leaves(cast, None, starts_on=FRIDAY)
    assert may(cast, "amara", case, Act.ADD_ENTRY)


def test_no_case_is_opened_on_a_child_who_has_left_and_the_concern_is_answered(cast: Cast) -> None:
    concern = stories.concern(cast)
    leaves(cast, FRIDAY)
    with pytest.raises(Exception, match="Kofi left Alder Hythe School on Friday 20 November 2026"):
        cases.open_case(concern, why="Funny.", reply="Thanks.", by=cast.actor("amara"), at=AT)
    assert not Case.objects.exists()


def test_a_case_opened_on_a_child_who_will_leave_knows_it(cast: Cast) -> None:
    concern = stories.concern(cast)
    leaves(cast, TODAY)
    case = cases.open_case(concern, why="Funny.", reply="Thanks.", by=cast.actor("amara"), at=AT)
    set_clock(MIDNIGHT)
    assert not may(cast, "amara", case, Act.ADD_ENTRY)


def test_nobody_is_reminded_of_what_no_act_can_meet_any_more(cast: Cast) -> None:
    share = stories.shared(cast, stories.case(cast))
    duties = {duty.rule: duty for duty in Duty.objects.owed()}
    assert {"name_lead", "answer_question", "renew_share"} <= set(duties)

    def hear(rule: str) -> int:
        duty = duties[rule]
        letter = Letter(subject_kind="duty", subject_ref=duty.reference, case_id=duty.case_id, tells=TELLS[rule])
        letter.authority_id = duty.authority_id
        return len(door.audience(letter))

    assert all(hear(rule) for rule in TELLS)
    leaves(cast, FRIDAY)
    assert not any(hear(rule) for rule in TELLS)
    assert not door.within(Duty, cast.actor("amara"), Act.SEE_CASE).exclude(case=None).exists()
    leaves(cast, None, starts_on=TODAY)
    assert all(hear(rule) for rule in TELLS)
    assert opens(cast, share)


TELLS = {
    "name_lead": [["raised", ["inclusion_lead", "head"]]],
    "renew_share": [["raised", ["inclusion_lead"]]],
    "answer_question": [["granted", ["agency_worker"]]],
}


def test_a_referral_that_waits_is_withdrawn_and_the_case_closed_by_the_old_school(cast: Cast) -> None:
    case = stories.case(cast)
    referral = stories.sent(cast, case)
    leaves(cast, FRIDAY)
    assert Act.WITHDRAW_REFERRAL in door.may_now(cast.actor("amara"), referral, referral.state)
    referrals.withdraw_referral(referral, why="He left.", by=cast.actor("amara"), at=AT)
    cases.close_case(case, outcome="moved", words="He left.", family_words="-", by=cast.actor("amara"), at=AT)
    assert case.state == "closed"
    assert not may(cast, "amara", case, Act.REOPEN_CASE)


def test_the_council_that_oversees_goes_on_and_may_let_somebody_in_again(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    share = stories.shared(cast, case)
    leaves(cast, FRIDAY)
    assert may(cast, "sandra", case, Act.ADD_ENTRY)
    assert not opens(cast, share)
    case.refresh_from_db()
    by = {"by": cast.actor("sandra"), "at": AT}
    again = shares.share_case(case, stories.terms(cast), stories.TOLD, seat=cast.seat("sandra"), **by)
    shares.accept_share(again, by=cast.actor("priti"), at=AT)
    assert opens(cast, again)


def test_a_managed_move_hands_the_case_over_as_before(cast: Cast) -> None:
    move = approved(cast)
    leaves(cast, FIRST_DAY - timedelta(1))
    at = LATER + timedelta(days=6)
    set_clock(at)
    moves.admit_move(move, on=FIRST_DAY, by=cast.actor("farida"), at=at)
    case = Case.objects.get(pk=move.case_id)
    assert (case.school, case.left_at) == (cast.merrow, None)
    assert door.cases(cast.actor("helen"), Act.ADD_ENTRY).filter(pk=case.pk).exists()
    assert not door.cases(cast.actor("amara"), Act.SEE_CASE).filter(pk=case.pk).exists()


DUE = date(2026, 12, 14)
"""Fifteen school days after Friday 20 November: the 27th is an INSET day."""


def on(day: date) -> datetime:
    return datetime.combine(day, time(10), UTC)


def test_the_school_has_fifteen_school_days_to_close_it_or_what_the_council_sets(cast: Cast) -> None:
    case = stories.case(cast)
    leaves(cast, FRIDAY)
    case.refresh_from_db()

    def known(at: datetime = AT) -> Leaving:
        return leavings([case], at)[case.pk]

    assert known() == Leaving(FRIDAY, is_over=True, until_on=DUE, is_late=False)
    assert not known(on(DUE)).is_late
    assert known(on(DUE + timedelta(1))).is_late
    Setting.objects.create(
        authority=cast.wexmoor, name="hand_over_case_limit", value=1, starts_on=FRIDAY, set_by="Grace Holt"
    )
    assert known().until_on == TODAY
    TermDate.objects.all().delete()
    assert known().until_on == TODAY
    assert leavings([stories_of_nobody(case)], AT) == {}


def stories_of_nobody(case: Case) -> Case:
    return Case(pk=case.pk, school_id=case.school_id, authority_id=case.authority_id)


@pytest.mark.parametrize(
    ("last_day", "due"),
    [
        (date(2026, 11, 22), DUE),  # a Sunday
        (date(2026, 10, 28), date(2026, 11, 20)),  # in the holidays
        (date(2026, 12, 18), date(2027, 1, 25)),  # over Christmas
        (date(2027, 7, 22), date(2027, 8, 12)),  # the terms are published no further: working days
        (date(2030, 1, 1), date(2030, 1, 22)),
    ],
)
def test_the_fifteen_days_are_the_schools_own(cast: Cast, last_day: date, due: date) -> None:
    case = stories.case(cast)
    leaves(cast, last_day)
    case.refresh_from_db()
    assert leavings([case], AT)[case.pk].until_on == due


def listed_for(cast: Cast, who: str, at: datetime) -> tuple[list[str], list[str]]:
    set_clock(at)
    found = nowhere(cast, who, at)
    return tuple([one.case.pupil.first_name for one in rows] for rows in (found.at_school, found.at_council))


def test_after_them_the_open_case_is_on_the_heads_list_and_where_overseen_on_the_councils(cast: Cast) -> None:
    case = stories.case(cast)
    leaves(cast, FRIDAY)
    late = on(DUE + timedelta(1))
    assert listed_for(cast, "colm", on(DUE)) == ([], [])
    assert listed_for(cast, "colm", late) == (["Kofi"], [])
    assert listed_for(cast, "grace", late) == ([], [])
    Case.objects.filter(pk=case.pk).update(overseen_from=AT)
    assert listed_for(cast, "grace", late) == ([], ["Kofi"])
    assert {who: listed_for(cast, who, late) for who in ("tom", "helen", "priti", "far")} == dict.fromkeys(
        ("tom", "helen", "priti", "far"), ([], [])
    )
    case.refresh_from_db()
    cases.close_case(case, outcome="moved", words="-", family_words="-", by=cast.actor("colm"), at=late)
    assert listed_for(cast, "colm", late) == listed_for(cast, "grace", late) == ([], [])


@pytest.mark.usefixtures("stopped")
def test_the_page_says_who_left_when_and_what_is_possible_until_when(cast: Cast) -> None:
    case = stories.case(cast)
    page = f"/cases/{case.reference}/"
    assert "leaves" not in shown(cast, "amara", page)
    leaves(cast, date(2026, 12, 1))
    ahead = shown(cast, "amara", page)
    assert "Kofi leaves Alder Hythe School on Tuesday 1 December 2026." in ahead
    assert "Add to the story" in ahead
    leaves(cast, FRIDAY)
    left = shown(cast, "colm", page)
    assert "Kofi left Alder Hythe School on Friday 20 November 2026." in left
    assert "what it wrote wrongly it can put right" in left
    assert "It can close the case, by Monday 14 December 2026." in left
    assert "Close the case" in left
    assert not [link for link in ("add-entry", "share-case", "propose-move", "name-lead") if f"{page}{link}/" in left]


@pytest.mark.usefixtures("stopped")
def test_my_work_of_the_head_and_of_the_council_says_it(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    leaves(cast, YEAR_AGO)
    head, council = shown(cast, "colm", "/my-work/"), shown(cast, "grace", "/my-work/")
    assert "Left the school, case still open" in head
    assert f'href="/cases/{case.reference}/close-case/"' in head
    assert "No destination" in council
    assert "close-case" not in council
    assert "Kofi Mensah-Hart" in council
    assert "on the council’s as having no destination" in shown(cast, "grace", f"/cases/{case.reference}/")


@pytest.mark.usefixtures("stopped")
def test_a_form_that_was_open_over_midnight_changes_nothing(cast: Cast) -> None:
    case, browser = stories.case(cast), browse(cast, "amara")
    address = f"/cases/{case.reference}/add-entry/"
    form = browser.get(address)
    assert form.status_code == 200
    leaves(cast, FRIDAY)
    typed = {"kind": "observation", "section": "education", "title": "Back", "text": "He came.", "happened_on_0": "23"}
    answer = browser.post(address, {**carried(form), **typed, "happened_on_1": "11", "happened_on_2": "2026"})
    assert (answer.status_code, Entry.objects.filter(title="Back").count()) == (403, 0)
    assert "He came." in text(answer)


def shown(cast: Cast, who: str, url: str) -> str:
    return re.sub(r"\s+", " ", read(cast, who, url))


def test_an_act_that_forgets_to_say_it_is_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = stories.case(cast)
    with monkeypatch.context() as patch:
        patch.setitem(FOLLOWS, Act.KEEP_PUPIL, [])
        leaves(cast, FRIDAY)
    assert rolls.WRITTEN == ["/agencies/history/actions.py"]
    assert rolls.wrong() == [case.reference]
    rolls.WRITTEN.clear()


def test_the_law_says_what_the_old_school_may_still_do() -> None:
    assert READINGS < AFTER_LEAVING
    assert {Act.CLOSE_CASE, Act.WITHDRAW_REFERRAL, Act.WITHDRAW_MOVE} <= AFTER_LEAVING
    assert {Act.RECORD_CALL, Act.ANSWER_HANDED} <= AFTER_LEAVING
    assert {Act.EDIT_ENTRY, Act.MOVE_ENTRY} <= AFTER_LEAVING
    assert not AFTER_LEAVING & {Act.ADD_ENTRY, Act.SHARE_CASE, Act.EXTEND_SHARE, Act.REOPEN_CASE, Act.PROPOSE_MOVE}


def test_every_page_about_a_pupil_who_left_says_so_to_the_school_that_had_them(cast: Cast) -> None:
    concern, move, one = stories.concern(cast), accepted(cast), impose(cast)
    urls = [one_url(record) for record in (concern, move, one)]
    assert all("Kofi left Alder Hythe School" not in read(cast, "amara", url) for url in urls)
    leaves(cast, date(2026, 11, 20))
    assert all("Kofi left Alder Hythe School on Friday 20 November 2026." in read(cast, "amara", url) for url in urls)


def one_url(record: Any) -> str:
    noun = type(record).__name__.lower()
    return reverse(f"see_{noun}", args=[record.reference])


def test_a_suspension_adds_nothing_to_the_story_of_who_has_left(cast: Cast) -> None:
    case = stories.case(cast)
    one = impose(cast)
    leaves(cast, date(2026, 11, 20))
    before = case.entries.count()
    cancel(cast, one)
    one.refresh_from_db()
    assert (case.entries.count(), one.state) == (before, "cancelled")


def test_a_form_that_was_open_over_midnight_says_that_the_pupil_left(cast: Cast) -> None:
    case = stories.case(cast)
    leaves(cast, FRIDAY)
    url = reverse("add_entry", args=[case.reference])
    answer = browse(cast, "amara").post(url, {"kind": "observation", "title": "B", "text": "T", "section": "education"})
    assert answer.status_code == 403
    assert "The pupil has left the school of this case." in text(answer)
    assert "another role" not in text(answer)
    assert "another role" in text(browse(cast, "tom").get(reverse("invite_person", args=[cast.alder.reference])))


def test_a_list_of_leavers_that_is_cut_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    stories.case(cast)
    leaves(cast, FRIDAY)
    late = on(DUE + timedelta(1))
    assert (listed_for(cast, "colm", late), nowhere(cast, "colm", late).is_cut) == ((["Kofi"], []), False)
    monkeypatch.setattr(left, "MOST_LEFT", 0)
    assert nowhere(cast, "colm", late).is_cut


def test_what_the_old_school_wrote_wrongly_it_still_puts_right(cast: Cast) -> None:
    case, onto = stories.case(cast), other_case(cast)
    one = stories.entry(cast, case)
    leaves(cast, FRIDAY)
    url, page = f"/entries/{one.reference}/", read(cast, "amara", f"/entries/{one.reference}/")
    assert "Edit it" in page
    assert "It is about another child" in page
    words = {"kind": "visit", "title": "Back", "text": "He stayed.", "happened_on": "23 11 2026", "why": "Mr Osei."}
    assert browse(cast, "amara").post(f"{url}edit-entry/", words).status_code == 302
    moved = browse(cast, "amara").post(f"{url}move-entry/", {"onto": onto.reference, "why": "Maisie."})
    assert moved.status_code == 302, text(moved)
    assert (Entry.objects.get(pk=one.pk).case, Entry.objects.get(pk=one.pk).text) == (onto, "He stayed.")


def test_nothing_is_moved_onto_the_case_of_a_child_who_left(cast: Cast) -> None:
    case, onto = stories.case(cast), other_case(cast)
    one = stories.entry(cast, onto)
    leaves(cast, FRIDAY)
    answer = browse(cast, "amara").post(
        f"/entries/{one.reference}/move-entry/", {"onto": case.reference, "why": "Kofi."}
    )
    assert answer.status_code == 422
    assert "There is no open case of another child at your school" in text(answer)
    assert Entry.objects.get(pk=one.pk).case == onto
