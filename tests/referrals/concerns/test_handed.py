"""A concern that is handed to the safeguarding lead: by whom, what is owed, where it stands, and who is named today."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.outbox.models import Delivery
from agencies.people.models import Seat
from agencies.policy import Act, Role
from agencies.schoolday import end_of_day
from agencies.web.narrowing import asked
from interventions.moves.actions import admit_move
from interventions.work.pages import my_work
from referrals import door
from referrals.cases import actions as cases
from referrals.concerns import actions as concerns
from referrals.concerns.facts import danger
from referrals.concerns.models import Concern
from referrals.concerns.pages import SAFEGUARDING, concern_list
from referrals.concerns.pages.listing import FILTERS
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from tests import moves, stories
from tests.browsing import browse, read, text
from tests.leaving import leaves
from tests.people import AT, Cast, make_person, set_clock
from tests.referrals.duties.sweeping import address, plan

pytestmark = pytest.mark.django_db
WHY = "He flinched again today."


def hand(cast: Cast, concern: Concern, who: str = "tom") -> Concern:
    concerns.hand_to_safeguarding(concern, why=WHY, by=cast.actor(who), at=AT)
    return concern


def handed_duty() -> Duty:
    return Duty.objects.get(rule="answer_handed")


def told() -> set[str]:
    plan(AT)
    address(AT)
    return set(
        Delivery.objects.filter(letter__act="answer_handed", channel="email").values_list(F("person__name"), flat=True)
    )


def may(cast: Cast, who: str, act: Act, concern: Concern) -> bool:
    return door.within(Concern, cast.actor(who), act).filter(pk=concern.pk).exists()


def test_its_author_and_who_leads_or_safeguards_hand_it_over_and_no_other_colleague(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    concern = stories.concern(cast)
    hands = {n for n in cast.people if may(cast, n, Act.HAND_TO_SAFEGUARDING, concern)}
    assert hands == {"tom", "amara", "colm", "okoro"}
    assert {n for n in cast.people if may(cast, n, Act.ANSWER_HANDED, concern)} == {"amara", "colm", "okoro"}


def test_it_is_owed_the_same_day_and_the_safeguarding_lead_is_told_at_once(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    concern = hand(cast, stories.concern(cast))
    duty = handed_duty()
    assert (duty.due_on, duty.due_at, duty.agency) == (AT.date(), end_of_day(AT.date()), cast.alder)
    assert (concern.handed_by, concern.handed_at, concern.safeguarding_at) == (cast.people["tom"], AT, AT)
    assert told() == {"Ngozi Okoro"}


def test_where_nobody_has_the_seat_the_headteacher_is_told_and_the_page_says_so(cast: Cast) -> None:
    concern = stories.concern(cast)
    page = read(cast, "tom", reverse("hand_to_safeguarding", args=[concern.reference]))
    assert "Nobody is safeguarding lead here: Colm Brannigan is told at once." in page
    hand(cast, concern)
    assert told() == {"Colm Brannigan"}


def test_it_is_handed_over_once(cast: Cast) -> None:
    concern = hand(cast, stories.concern(cast))
    with pytest.raises(NotNow, match="already been handed"):
        hand(cast, concern, "amara")
    stale = Concern.objects.get(pk=concern.pk)
    stale.handed_at = None
    with pytest.raises(NotNow, match="already been handed"):
        hand(cast, stale, "amara")
    assert Duty.objects.filter(rule="answer_handed").count() == 1


def test_its_page_is_refused_once_it_is_handed_over(cast: Cast) -> None:
    concern = hand(cast, stories.concern(cast))
    answer = browse(cast, "tom").get(reverse("hand_to_safeguarding", args=[concern.reference]))
    assert (answer.status_code, "already been handed" in answer.content.decode()) == (409, True)


def test_what_was_answered_without_a_case_can_still_be_handed_over(cast: Cast) -> None:
    concern = stories.concern(cast)
    concerns.dismiss_concern(concern, reply="No.", by=cast.actor("amara"), at=AT)
    hand(cast, concern)
    assert (concern.state, handed_duty().state) == ("dismissed", "open")


@pytest.mark.parametrize("is_first", [True, False], ids=["handed, then a case", "a case, then handed"])
def test_of_a_case_it_is_a_restricted_line_of_the_story(cast: Cast, is_first: bool) -> None:
    stories.safeguarding_lead(cast)
    concern = stories.concern(cast)
    for step in (lambda: hand(cast, concern), lambda: _open(cast, concern))[:: 1 if is_first else -1]:
        step()
        concern.refresh_from_db()
    line = Entry.objects.get(kind="danger")
    assert (line.title, line.text, line.is_restricted) == ("Handed to the safeguarding lead", WHY, True)
    assert line.author == cast.people["tom"]
    seen = {n for n in cast.people if door.within(Entry, cast.actor(n), Act.SEE_ENTRY).filter(pk=line.pk).exists()}
    assert seen >= {"colm", "okoro"}
    assert "amara" not in seen


def _open(cast: Cast, concern: Concern) -> None:
    cases.open_case(concern, why="-", reply="-", by=cast.actor("amara"), at=AT)


def test_who_safeguards_says_what_is_done_and_its_author_reads_it(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    concern = hand(cast, stories.concern(cast))
    url = reverse("answer_handed", args=[concern.reference])
    client = browse(cast, "okoro")
    empty = client.post(url, {"answer": " "})
    assert "Say what is done, or why nothing needs to be" in empty.content.decode()
    assert client.post(url, {"answer": "I sat with him. His aunt comes at three."}).status_code == 302
    assert handed_duty().state == "met"
    page = read(cast, "tom", reverse("see_concern", args=[concern.reference]))
    assert "I sat with him. His aunt comes at three." in page
    assert "Say what is done" not in page
    assert client.get(url).status_code == 409


def test_what_nobody_handed_over_is_not_answered(cast: Cast) -> None:
    with pytest.raises(NotNow, match="Nobody handed"):
        concerns.answer_handed(stories.concern(cast), answer="-", by=cast.actor("colm"), at=AT)


def test_it_stands_first_on_my_work_and_the_list_is_reached_from_there(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    hand(cast, stories.concern(cast))
    set_clock(AT)
    assert [row.duty.rule for row in my_work(cast.actor("okoro"), AT).worried] == ["answer_handed"]
    page = read(cast, "okoro", "/my-work/")
    assert "?list=safeguarding" in page
    assert "?list=safeguarding" not in read(cast, "tom", "/my-work/")


def listed(cast: Cast, who: str, **query: Any) -> Any:
    from django.http import QueryDict

    sent = QueryDict(mutable=True)
    sent.update({"list": SAFEGUARDING, **query})
    return concern_list(cast.actor(who), AT, asked(FILTERS, cast.actor(who), AT, sent)).safeguarding


def test_the_list_has_what_was_ticked_or_handed_over_newest_first_and_nothing_else(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    first = stories.concern(cast, at=AT - timedelta(days=2))
    ticked = stories.danger(cast, at=AT - timedelta(days=1))
    stories.concern(cast)
    hand(cast, first)
    found = listed(cast, "okoro")
    assert [one.reference for one in found.walked.rows] == [first.reference, ticked.reference]
    assert found.how_many == "2 concerns"
    assert [row.tag for row in found.rows] == ["Today", "Late"]
    assert "Handed over by Tom Reyes" in found.rows[0].why
    assert "Ticked: risk of significant harm and a weapon." in found.rows[1].why
    concerns.answer_handed(first, answer="Done.", by=cast.actor("okoro"), at=AT)
    assert listed(cast, "okoro").rows[0].tag == "Seen to"


def test_another_school_and_a_teacher_see_nothing_of_the_list(cast: Cast) -> None:
    cast.people["olu"] = make_person("olu", "Olu Safe", cast.merrow, Role.SAFEGUARDING_LEAD)
    hand(cast, stories.concern(cast))
    assert listed(cast, "olu").rows == []
    assert listed(cast, "tom") is None


def test_the_danger_box_names_who_holds_the_seat_today_and_else_whom_the_school_wrote_down(cast: Cast) -> None:
    assert danger(cast.alder.pk, AT).safeguarding_lead == "Mrs Okoro"
    stories.safeguarding_lead(cast)
    assert danger(cast.alder.pk, AT).safeguarding_lead == "Ngozi Okoro"
    make_person("sam", "Sam Lee", cast.alder, Role.SAFEGUARDING_LEAD)
    assert danger(cast.alder.pk, AT).safeguarding_lead == "Ngozi Okoro or Sam Lee"
    Seat.objects.filter(person__name="Ngozi Okoro").update(ends_at=AT - timedelta(days=1))
    assert danger(cast.alder.pk, AT).safeguarding_lead == "Sam Lee"
    assert "Sam Lee" in read(cast, "tom", reverse("log_concern"))


def test_a_child_who_has_left_and_a_case_that_is_closed_leave_it_to_be_seen_to(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    concern = stories.concern(cast)
    _open(cast, concern)
    concern.refresh_from_db()
    hand(cast, concern)
    leaves(cast, (AT - timedelta(days=3)).date())
    set_clock(AT)
    assert [row.duty.rule for row in my_work(cast.actor("okoro"), AT).worried] == ["answer_handed"]
    assert told() == {"Ngozi Okoro"}
    cases.close_case(concern.case, outcome="moved", words="-", family_words="", by=cast.actor("amara"), at=AT)
    assert handed_duty().state == "open"
    assert listed(cast, "okoro").rows[0].tag == "Today"
    url = reverse("answer_handed", args=[concern.reference])
    assert browse(cast, "okoro").post(url, {"answer": "I rang his new school."}).status_code == 302
    assert handed_duty().state == "met"
    assert listed(cast, "okoro").rows[0].tag == "Seen to"


@pytest.mark.parametrize("make", [stories.danger, lambda cast: hand(cast, stories.concern(cast))])
def test_what_fell_away_unanswered_is_not_said_to_be_seen_to(cast: Cast, make: Any) -> None:
    stories.safeguarding_lead(cast)
    make(cast)
    Duty.objects.update(state="void", ended_at=AT)
    row = listed(cast, "okoro").rows[0]
    assert (row.tag, row.act_label, row.tag_kind) == ("Waits", "See to it", "wait")


def test_one_half_seen_to_is_not_seen_to(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    concern = hand(cast, stories.danger(cast))
    concerns.record_call(concern, stories.RUNG, by=cast.actor("okoro"), at=AT)
    assert listed(cast, "okoro").rows[0].tag == "Today"
    concerns.answer_handed(concern, answer="Done.", by=cast.actor("okoro"), at=AT)
    assert listed(cast, "okoro").rows[0].tag == "Seen to"


@pytest.mark.parametrize("is_joined", [True, False], ids=["joined", "opened"])
def test_who_decides_by_a_page_older_than_the_handing_over_keeps_its_line(cast: Cast, is_joined: bool) -> None:
    stories.safeguarding_lead(cast)
    case = stories.case(cast) if is_joined else None
    stale = stories.concern(cast)
    hand(cast, Concern.objects.get(pk=stale.pk))
    if case:
        cases.join_concern(stale, case, reply="-", by=cast.actor("amara"), at=AT)
    else:
        _open(cast, stale)
    assert Entry.objects.get(kind="danger").text == WHY


def test_why_it_was_handed_over_is_not_for_an_author_who_did_not_say_it(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    concern = stories.concern(cast)
    form = text(browse(cast, "amara").get(reverse("hand_to_safeguarding", args=[concern.reference])))
    assert "Whoever leads or safeguards at your school reads what you write. Who logged the concern does not" in form
    hand(cast, concern, "amara")
    at = reverse("see_concern", args=[concern.reference])
    assert {who: WHY in read(cast, who, at) for who in ("tom", "amara", "okoro")} == {
        "tom": False, "amara": True, "okoro": True
    }  # fmt: skip
    assert "Handed to the safeguarding lead" in read(cast, "tom", at)


def test_an_author_who_handed_it_over_reads_what_they_wrote(cast: Cast) -> None:
    concern = hand(cast, stories.concern(cast))
    assert WHY in read(cast, "tom", reverse("see_concern", args=[concern.reference]))


def test_where_nobody_has_a_seat_the_form_promises_no_day(cast: Cast) -> None:
    Seat.objects.filter(agency=cast.alder).exclude(person=cast.people["tom"]).update(ends_at=AT - timedelta(days=1))
    shown = read(cast, "tom", reverse("hand_to_safeguarding", args=[stories.concern(cast).reference]))
    assert "Nobody who leads has a seat at your school" in shown
    assert "It is seen to today" not in shown
    assert "It is due today all the same" in shown


def test_a_child_who_moves_with_the_case_leaves_it_with_the_school_where_it_was_logged(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    move = moves.approved(cast)
    concern = stories.concern(cast)
    cases.join_concern(concern, move.case, reply="-", by=cast.actor("amara"), at=AT)
    hand(cast, concern)
    admit_move(move, on=moves.FIRST_DAY, by=cast.actor("farida"), at=moves.LATER + timedelta(days=6))
    assert (handed_duty().agency, handed_duty().state) == (cast.alder, "open")
