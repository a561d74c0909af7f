"""A task is given, taken in hand, done, given back and taken back; its duty and its letters follow it."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.outbox.models import Delivery, Letter
from agencies.policy import Act, Basis, Level, Purpose
from interventions.moves import actions as moving
from referrals import door
from referrals.cases import actions as cases
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from referrals.given_tasks.facts import task_state
from referrals.given_tasks.models import GivenTask
from referrals.given_tasks.states import Kind
from referrals.shares import actions as shares
from referrals.teams.actions import end_seat
from tests import moves, stories
from tests.browsing import browse, carried, read, text
from tests.given_tasks import THURSDAY, give
from tests.owing import on
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def heard(task: GivenTask) -> set[str]:
    """Who has a letter about the task or its duty, once all are addressed."""
    duties.address_letters(AT, AT, door.audience)
    about = [task.reference, *Duty.objects.filter(subject_ref=task.reference).values_list("reference", flat=True)]
    return set(Delivery.objects.filter(letter__subject_ref__in=about).values_list("person__name", flat=True))


def owed(task: GivenTask) -> Duty | None:
    return Duty.objects.owed().filter(subject_ref=task.reference).first()


def act(cast: Cast, who: str, name: str, task: GivenTask, **sent: str):
    url = reverse(name, args=[task.reference])
    client = browse(cast, who)
    page = client.get(url)
    return client.post(url, {**(carried(page) if page.status_code == 200 else {}), **sent}, follow=True)


def test_a_task_for_a_colleague_is_given_by_its_page_and_stands_in_their_work(cast: Cast) -> None:
    case = stories.case(cast)
    client, url = browse(cast, "amara"), reverse("give_task", args=[case.reference])
    sent = {**carried(client.get(url)), "kind": "task", "text": "Ring mum on Thursday", "due_on": "26 Nov 2026"}
    sent["to"] = f"person:{cast.people['colm'].reference}"
    shown = text(client.post(url, sent, follow=True))
    assert "It is given. They are told." in shown
    assert "Already done" in text(client.post(url, sent, follow=True))
    task = GivenTask.objects.get()
    duty = owed(task)
    assert duty is not None
    assert (duty.due_on, duty.person) == (THURSDAY, cast.people["colm"])
    assert heard(task) == {"Colm Brannigan"}
    work = read(cast, "colm", reverse("my_work"))
    assert "do what you were given to do: Ring mum on Thursday" in " ".join(work.split())
    assert "Ring mum" in read(cast, "colm", reverse("see_case", args=[case.reference]))


def test_bad_input_keeps_what_was_typed(cast: Cast) -> None:
    case = stories.case(cast)
    bad = {"kind": "task", "text": "Ring O’Shea ł 🙂", "to": "person:nobody", "due_on": "1 Nov 2026"}
    shown = text(browse(cast, "amara").post(reverse("give_task", args=[case.reference]), bad))
    for words in ("Choose one of the answers", "Choose today or a later day", "Ring O’Shea ł 🙂"):
        assert words in shown, words
    assert not GivenTask.objects.exists()


def test_its_reminders_go_to_whose_hands_it_is_in_and_then_to_their_manager(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    duty = owed(give(cast, case, to="person:amara", who="colm"))
    assert duty is not None
    for day in (25, 26, 27, 30):
        duties.plan_what_is_due(on(day), on(day))
        duties.address_letters(on(day), on(day), door.audience)
    told = Delivery.objects.filter(letter__subject_ref=duty.reference, channel="inbox")
    heard_by = {step: set[str]() for step in duty.steps.values_list("name", flat=True)}
    for step, name in told.values_list("letter__step", "person__name"):
        heard_by[step].add(name)
    amara, colm = {"Amara Adeyemi"}, {"Colm Brannigan"}
    assert heard_by == {"before": amara, "due": amara, "late_1": amara, "late_2": colm}


def test_it_is_done_with_what_came_of_it_and_whoever_gave_it_is_told(cast: Cast) -> None:
    task = give(cast, stories.case(cast))
    shown = text(act(cast, "colm", "finish_task", task, said="She comes on Friday."))
    assert "It is done. Whoever gave it is told." in shown
    assert "She comes on Friday." in shown
    assert owed(task) is None
    assert Duty.objects.get(subject_ref=task.reference).state == "met"
    assert "Amara Adeyemi" in heard(task)
    assert "This is done already." in text(browse(cast, "colm").get(reverse("return_task", args=[task.reference])))


def test_it_is_given_back_and_taken_back_with_a_line(cast: Cast) -> None:
    case = stories.case(cast)
    back, gone = give(cast, case), give(cast, case, text="Ask the SENCO")
    assert "Say why, in a line" in text(act(cast, "colm", "return_task", back, why=""))
    assert "You gave it back" in text(act(cast, "colm", "return_task", back, why="Off until Monday."))
    assert "You took it back" in text(act(cast, "amara", "take_back_task", gone, why="Done by me."))
    assert {owed(back), owed(gone)} == {None}
    assert set(Duty.objects.filter(subject_kind="task").values_list("state", flat=True)) == {"void"}
    assert "Off until Monday." in read(cast, "amara", reverse("see_task", args=[back.reference]))


def test_a_question_of_an_agency_goes_to_the_keeper_and_its_answer_comes_back(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    task = give(cast, case, "priti", "agency:alder", "May I see him at school?", Kind.QUESTION)
    assert heard(task) >= {"Amara Adeyemi"}
    assert "Write the answer" in text(act(cast, "amara", "finish_task", task, said=" "))
    assert owed(task) is not None
    act(cast, "amara", "finish_task", task, said="Yes, in room 4.")
    assert "Yes, in room 4." in read(cast, "priti", reverse("see_task", args=[task.reference]))
    assert "Priti Nair" in heard(task)


def test_who_of_us_takes_it(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    task = give(cast, case, to="agency:camhs")
    page = text(browse(cast, "priti").get(reverse("assign_task", args=[task.reference])))
    assert "Yourself" in page
    assert "Mona Ellis" not in page
    act(cast, "priti", "assign_task", task, to=f"person:{cast.people['priti'].reference}")
    duty = owed(task)
    assert duty is not None
    assert duty.person == cast.people["priti"]
    before, theirs = read(cast, "mona", reverse("my_work")).split("In your colleagues’ hands")
    assert ("Ring mum" in before, "Ring mum" in theirs) == (False, True)
    act(cast, "mona", "assign_task", task, to=f"person:{cast.people['mona'].reference}")
    assert "ring mum" in read(cast, "mona", reverse("my_work")).lower()
    act(cast, "mona", "assign_task", task, to=f"agency:{cast.camhs.reference}")
    duty = owed(task)
    assert duty is not None
    assert duty.person is None


def test_a_person_reads_it_only_where_they_see_the_case(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    own, out = give(cast, case), give(cast, case, to="agency:camhs", text="Ring the clinic")
    readers = {
        name: {task for task in (own, out) if browse(cast, name).get(see(task)).status_code == 200}
        for name in ("amara", "colm", "tom", "sandra", "priti", "mona", "ruth", "helen", "far", "support")
    }
    both = {own, out}
    expected = {"amara": both, "colm": both, "priti": {out}, "mona": {out}}
    assert readers == {name: expected.get(name, set()) for name in readers}


def see(task: GivenTask) -> str:
    return reverse("see_task", args=[task.reference])


def test_another_persons_task_and_one_that_never_was_are_one_answer(cast: Cast) -> None:
    task = give(cast, stories.case(cast))
    client = browse(cast, "priti")
    hidden, absent = client.get(see(task)), client.get(reverse("see_task", args=["ZZZZ-ZZZZ-Z"]))
    assert (hidden.status_code, absent.status_code) in ((404, 404),)


def test_what_two_of_the_school_have_between_them_is_no_overseers(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    task = give(cast, case, text="A canary in a task")
    pages = [
        reverse("my_work"),
        reverse("see_case", args=[case.reference]),
        reverse("see_trail", args=[case.reference]),
    ]
    pages += [reverse("inbox"), reverse("see_overview")]
    for url in pages:
        shown = read(cast, "sandra", url)
        for words in ("canary", task.reference, "given to do", "ave somebody something to do"):
            assert words not in shown, (url, words)
    assert "Gave somebody something to do" in read(cast, "amara", pages[2])
    duty = owed(task)
    assert duty is not None
    assert not door.within(Duty, cast.actor("sandra"), Act.SEE_CASE).filter(pk=duty.pk).exists()
    assert browse(cast, "sandra").post(reverse("remind_owner", args=[duty.reference])).status_code == 404
    assert Letter.objects.filter(subject_ref=task.reference).count() == 1
    assert date(2026, 11, 26) == task.due_on


def test_whoever_waits_reminds_once_a_working_day_and_a_second_click_is_harmless(cast: Cast) -> None:
    task = give(cast, stories.case(cast))
    duty = owed(task)
    assert duty is not None
    url, client = reverse("remind_owner", args=[duty.reference]), browse(cast, "amara")
    assert "Remind them" in text(client.get(reverse("my_work")))
    assert "They are reminded." in text(client.post(url, follow=True))
    again = text(client.post(url, follow=True))
    assert "reminded them on Monday 23 November 2026 already" in again or "Already done" in again
    assert Letter.objects.filter(subject_ref=duty.reference).count() == 1
    assert "Colm Brannigan" in heard(task)
    shown = text(client.get(reverse("my_work")))
    assert "Reminded on 23 Nov 2026 by Amara Adeyemi" in shown
    assert "Remind them" not in shown
    assert browse(cast, "colm").post(url).status_code == 403
    for who in ("sandra", "priti", "tom", "helen"):
        assert browse(cast, who).post(url).status_code == 404, who


@pytest.mark.parametrize(("day", "is_free"), [(23, False), (24, True), (28, True)])
def test_the_next_working_day_one_may_remind_again(cast: Cast, day: int, is_free: bool) -> None:
    duty = owed(give(cast, stories.case(cast)))
    assert duty is not None
    duties.remind_owner(duty, by=cast.actor("amara"), at=AT)
    if is_free:
        duties.remind_owner(duty, by=cast.actor("amara"), at=on(day))
        return
    with pytest.raises(NotNow, match=r"Amara Adeyemi reminded them on Monday 23 November 2026 already\."):
        duties.remind_owner(duty, by=cast.actor("amara"), at=on(day))


def test_a_keeper_reminds_an_agency_and_not_about_what_is_of_two_others(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    asked = Duty.objects.get(rule="answer_question")
    assert "They are reminded." in text(
        browse(cast, "colm").post(reverse("remind_owner", args=[asked.reference]), follow=True)
    )
    duties.address_letters(AT, AT, door.audience)
    told = Delivery.objects.filter(letter__subject_ref=asked.reference, channel="inbox")
    assert set(told.values_list("person__name", flat=True)) == {"Priti Nair", "Mona Ellis"}


@pytest.mark.parametrize("how", ["finish_share", "withdraw_share", "close_case"])
def test_it_ends_with_what_it_rests_on(cast: Cast, how: str) -> None:
    case = stories.case(cast)
    share = stories.shared(cast, case)
    to, back = give(cast, case, to="agency:camhs"), give(cast, case, "priti", "agency:alder", kind=Kind.QUESTION)
    if how == "close_case":
        cases.close_case(case, outcome="needs_met", words="-", family_words="-", by=cast.actor("amara"), at=AT)
    elif how == "finish_share":
        shares.finish_share(share, why="Done.", seat=cast.seat("priti"), by=cast.actor("priti"), at=AT)
    else:
        shares.withdraw_share(share, why="Enough.", by=cast.actor("amara"), at=AT)
    for task in (to, back):
        task.refresh_from_db()
        assert (task.state, owed(task)) == ("over", None)
        assert task.said
        assert browse(cast, "priti").get(see(task)).status_code == 404
        assert "Over" in read(cast, "amara", see(task))


def test_it_goes_on_with_a_share_that_takes_the_others_place(cast: Cast) -> None:
    case = stories.case(cast)
    share = stories.shared(cast, case)
    task = give(cast, case, to="agency:camhs")
    newer = shares.extend_share(share, until_on=date(2027, 1, 20), why="Longer.", by=cast.actor("amara"), at=AT)
    task.refresh_from_db()
    duty = owed(task)
    assert duty is not None
    assert (task.share, duty.share, duty.subject_ref) == (newer, newer, task.reference)
    assert "Ring mum" in read(cast, "priti", see(task))


def test_a_share_that_ended_by_its_date_is_read_as_over(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    task = give(cast, case, to="agency:camhs")
    after = on(1, 6, 2027)
    assert task_state(task, AT) == "open"
    assert task_state(task, after) == "over"


def test_whoever_loses_their_seat_or_the_lead_loses_it_to_the_school(cast: Cast) -> None:
    case = stories.case(cast)
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    dans, amaras = give(cast, case, to="person:dan"), give(cast, case, "colm", "person:amara")
    duty = owed(dans)
    assert duty is not None
    assert duty.standing == "named"
    assert "Ring mum" in read(cast, "dan", see(dans))
    cases.name_lead(case, cast.people["tom"], by=cast.actor("amara"), at=AT)
    assert browse(cast, "dan").get(see(dans)).status_code == 404
    end_seat(cast.people["amara"].seats.get(), by=cast.actor("colm"), at=AT)
    for task in (dans, amaras):
        task.refresh_from_db()
        duty = owed(task)
        assert duty is not None
        assert (task.to_person, duty.person, duty.standing) == (None, None, "raised")


def test_who_of_us_has_a_duty_in_hand_and_handing_over(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    asked = Duty.objects.get(rule="answer_question")
    url = reverse("hand_duty", args=[asked.reference])
    page = browse(cast, "priti").get(url)
    assert "Mona Ellis" not in text(page)
    sent = {**carried(page), "to": cast.people["priti"].reference}
    assert "It is kept." in text(browse(cast, "priti").post(url, sent, follow=True))
    asked.refresh_from_db()
    assert asked.person == cast.people["priti"]
    manager = text(browse(cast, "mona").get(reverse("my_work")))
    assert "In your colleagues’ hands" in manager
    assert "In the hands of Priti Nair" in manager
    task = give(cast, case, to="agency:camhs")
    act(cast, "priti", "assign_task", task, to=f"person:{cast.people['priti'].reference}")
    over = reverse("hand_over")
    assert "Answer the question asked" in text(browse(cast, "priti").get(over))
    shown = text(browse(cast, "priti").post(over, {"to": cast.people["mona"].reference}, follow=True))
    assert "2 matters are with Mona Ellis now." in shown
    assert set(Duty.objects.owed().filter(agency=cast.camhs).values_list("person__name", flat=True)) == {"Mona Ellis"}
    assert "You had nothing in hand." in text(browse(cast, "priti").post(over, {"to": "anybody"}, follow=True))
    for who in ("amara", "ruth", "tom", "sandra"):
        assert browse(cast, who).get(url).status_code == 404, who


def test_a_danger_is_in_nobodys_hands(cast: Cast) -> None:
    stories.danger(cast)
    call = Duty.objects.get(rule="record_call")
    assert browse(cast, "amara").get(reverse("hand_duty", args=[call.reference])).status_code == 403


CANARY = "Zitronengelb"


def test_a_canary_in_each_field_reaches_the_two_agencies_and_nobody_else(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    less = {"purpose": Purpose.SAFEGUARD, "basis": Basis.SAFEGUARDING, "level": Level.SUMMARY, "sections": ()}
    police = stories.offered(cast, case, agency=cast.police, until_on=date(2027, 1, 10), **less)
    shares.accept_share(police, by=cast.actor("ruth"), at=AT)
    own, out = give(cast, case, text=f"Own {CANARY}"), give(cast, case, to="agency:camhs", text=f"Out {CANARY}")
    for task, who in ((own, "colm"), (out, "priti")):
        act(cast, who, "finish_task", task, said=f"Said {CANARY}")
    give(cast, case, text=f"Still {CANARY}")
    give(cast, case, to="agency:camhs", text=f"Waits {CANARY}")
    duties.address_letters(AT, AT, door.audience)
    of_case = ("see_case", "see_trail", "see_reasons", "see_documents")
    urls = [reverse(name, args=[case.reference]) for name in of_case]
    urls += [reverse(name) for name in ("my_work", "inbox", "see_cases", "see_concerns", "see_overview", "hand_over")]
    urls += [reverse("see_child", args=[cast.kofi.reference]), reverse("search") + f"?q={CANARY}", see(own), see(out)]
    seen = {}
    for who in ("tom", "dan", "sandra", "grace", "ruth", "helen", "far", "support", "dpo", "priti", "mona"):
        client = browse(cast, who)
        pages = " ".join(client.get(url).content.decode().replace(f"q={CANARY}", "") for url in urls)
        seen[who] = set(re.findall(rf"(\w+) {CANARY}", pages))
    assert {who: words for who, words in seen.items() if words} == {
        who: {"Out", "Said", "Waits"} for who in ("priti", "mona")
    }
    told = Letter.objects.filter(words__contains=CANARY)
    assert not told.exists()


def test_it_ends_when_the_child_goes_to_another_school(cast: Cast) -> None:
    move = moves.approved(cast)
    task = give(cast, move.case, at=moves.LATER, due_on=moves.LATER.date())
    moving.admit_move(move, on=moves.FIRST_DAY, by=cast.actor("farida"), at=moves.LATER + timedelta(days=6))
    task.refresh_from_db()
    assert (task.state, owed(task)) == ("over", None)
    assert browse(cast, "helen").get(see(task)).status_code == 404
