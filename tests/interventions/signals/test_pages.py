"""Who reads a school's early signs, what they say, and what is said of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from agencies.outbox.models import Letter
from agencies.policy import Level, Section
from agencies.trail.models import TrailEntry
from agencies.words import long_day
from interventions.signals import actions
from interventions.signals.models import Signal, SignalSwitch
from interventions.signals.states import Result, State
from referrals.concerns.actions import withdraw_concern
from referrals.concerns.models import Concern
from referrals.pupils.models import Enrolment
from tests import stories
from tests.browsing import AGAIN, browse, carried, queries, said, statements, text
from tests.people import AT, Cast, make_pupil
from tests.suspensions import impose

pytestmark = pytest.mark.usefixtures("stopped")
BEGUN = {"begun": "2026-11-23"}
LIST, RULES = "/signals/", "/signals/rules/"


@pytest.fixture
def sign(cast: Cast) -> Signal:
    """Kofi's first suspension."""
    impose(cast)
    actions.work_out_signals(cast.alder, AT)
    found: Signal = Signal.objects.get(pupil=cast.kofi, rule="SG1")
    return found


def url(sign: Signal, act: str = "see_signal") -> str:
    return reverse(act, args=[sign.reference])


def answer(cast: Cast, sign: Signal, who: str = "amara", **data: str) -> Any:
    client = browse(cast, who)
    page = client.get(url(sign, "answer_signal"))
    return client.post(url(sign, "answer_signal"), carried(page) | data)


def test_whoever_leads_or_safeguards_at_the_school_reads_it_and_nobody_else(cast: Cast, sign: Signal) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case, level=Level.SECTIONS, sections=(Section.ATTENDANCE, Section.VOICE))
    stories.safeguarding_lead(cast)
    reads = {name for name in cast.people if browse(cast, name).get(url(sign)).status_code == 200}
    assert reads == {"amara", "colm", "okoro"}
    lists = {name for name in cast.people if b"Kofi" in browse(cast, name).get(LIST).content}
    assert lists == reads


def test_a_hidden_sign_answers_as_one_that_never_was(cast: Cast, sign: Signal) -> None:
    for name in ("tom", "helen", "sandra", "priti"):
        for act in ("see_signal", "answer_signal"):
            theirs = browse(cast, name).get(url(sign, act))
            nobodys = browse(cast, name).get(reverse(act, args=["AAAA-AAAA-A"]))
            assert (theirs.status_code, theirs.content) == (nobodys.status_code, nobodys.content), (name, act)


def test_the_page_opens_its_own_sum_and_the_rows_behind_it(cast: Cast, sign: Signal) -> None:
    page = text(browse(cast, "amara").get(url(sign)))
    for words in (
        "Kofi Mensah-Hart: first suspension that this school has recorded",
        f"<dt>Found on {long_day(AT)}</dt>",
        "As the rows stand today",
        "one suspension that stands, begun in the last 20 school days, and none before it here",
        "FFT Education Datalab Oct 2023; data.md 7.3",
        "<b>It does not say:</b> That there will be a second one",
        "All suspensions by this school that stand",
    ):
        assert words in page, words
    assert f"?pupil={cast.kofi.reference}&amp;led_by={sign.reference}" in page


def test_what_is_over_by_todays_rows_says_so_until_it_is_worked_out_again(cast: Cast, sign: Signal) -> None:
    Signal.objects.filter(pk=sign.pk).update(rule="SG2", numbers={"events": 2, "half_days": 4})
    assert "By today’s rows it is on no more." in text(browse(cast, "amara").get(url(sign)))


def test_an_answer_takes_it_off_the_list_says_who_and_can_be_given_otherwise(cast: Cast, sign: Signal) -> None:
    sent = answer(cast, sign, result="helping", why="He meets Ms Obi on Mondays.")
    assert (sent.status_code, said(sent)) == (302, ["Your answer is kept."])
    assert "Kofi" not in text(browse(cast, "colm").get(LIST))
    assert "Kofi" in text(browse(cast, "colm").get(LIST + "?list=answered"))
    page = text(browse(cast, "colm").get(url(sign)))
    assert f"{cast.people['amara'].name} said on 23 Nov 2026: already helping. He meets Ms Obi on Mondays." in page
    assert "led_by=" in page
    answer(cast, sign, "colm", result="not_useful", why="It was a mistake in the register.")
    sign.refresh_from_db()
    assert (sign.state, sign.result, sign.answered_by) == (State.ANSWERED, "not_useful", cast.people["colm"])
    assert TrailEntry.objects.filter(act="answer_signal", subject_ref=sign.reference).count() == 2
    assert not Letter.objects.filter(subject_kind="signal").exists()


def test_the_same_answer_twice_is_one(cast: Cast, sign: Signal) -> None:
    client = browse(cast, "amara")
    data = carried(client.get(url(sign, "answer_signal"))) | {"result": "helping", "why": "We meet."}
    first, second = (client.post(url(sign, "answer_signal"), data) for _ in range(2))
    assert (said(first)[-1], said(second)[-1]) == ("Your answer is kept.", AGAIN)
    assert TrailEntry.objects.filter(act="answer_signal").count() == 1


def test_an_answer_needs_a_result_and_a_reason_and_keeps_what_was_typed(cast: Cast, sign: Signal) -> None:
    sent = answer(cast, sign, result="", why="We meet.")
    assert sent.status_code == 422
    assert "Say whether somebody helps already" in text(sent)
    assert "We meet." in text(sent)
    assert "Say why, in a line" in text(answer(cast, sign, result="helping", why=""))
    assert answer(cast, sign, result="concern", why="So.").status_code == 422
    sign.refresh_from_db()
    assert sign.state == State.STANDS


def concern_from(cast: Cast, reference: str, pupil: str, who: str = "amara", name: str = "Kofi") -> Any:
    client = browse(cast, who)
    page = client.get(f"/concerns/log-concern/?pupil={pupil}&led_by={reference}")
    assert f'value="{reference}"' in page.content.decode()
    data = {"pupil": pupil, "pupil_name": name, "seen": "upset", "fact": "Alone at lunch.", "worry": "2"}
    return client.post("/concerns/log-concern/", carried(page) | data | {"led_by": reference})


def test_a_concern_logged_from_it_is_its_answer(cast: Cast, sign: Signal) -> None:
    assert concern_from(cast, sign.reference, cast.kofi.reference).status_code == 302
    sign.refresh_from_db()
    made = Concern.objects.get()
    assert (sign.state, sign.result, sign.concern) == (State.ANSWERED, Result.CONCERN, made)
    assert reverse("see_concern", args=[made.reference]) in text(browse(cast, "colm").get(url(sign)))


def test_a_concern_answers_no_sign_of_another_child_nor_one_that_its_author_may_not_read(
    cast: Cast, sign: Signal
) -> None:
    ada = make_pupil(cast.alder, "Ada", "Quill")
    concern_from(cast, sign.reference, ada.reference, name="Ada")
    concern_from(cast, sign.reference, cast.kofi.reference, "tom")
    concern_from(cast, "AAAA-AAAA-A", cast.kofi.reference)
    sign.refresh_from_db()
    assert (Concern.objects.count(), sign.state) == (3, State.STANDS)


def switch(cast: Cast, who: str = "amara", is_on: str = "off", key: str = "SG1", why: str = "Too many.") -> Any:
    client, where = browse(cast, who), reverse("switch_signal", args=[cast.alder.reference, key])
    page = client.get(where)
    return client.post(where, carried(page) | {"is_on": is_on, "why": why})


def test_a_rule_that_is_off_shows_nothing_and_comes_back_when_it_is_on(cast: Cast, sign: Signal) -> None:
    assert said(switch(cast)) == ["It is kept."]
    assert "Kofi" not in text(browse(cast, "amara").get(LIST))
    assert actions.work_out_signals(cast.alder, AT) == (0, 0)
    page = text(browse(cast, "colm").get(RULES))
    assert f"{cast.people['amara'].name} switched it off on 23 Nov 2026: Too many." in page
    assert switch(cast, "colm").status_code == 422
    switch(cast, "colm", "on", why="We want it after all.")
    assert actions.work_out_signals(cast.alder, AT) == (1, 0)
    assert Signal.objects.filter(rule="SG1", state=State.STANDS.value).count() == 1


def test_only_whoever_leads_switches_and_only_at_their_school_and_only_what_is_worked_out(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    for name in ("tom", "helen", "sandra", "priti", "okoro"):
        assert switch(cast, name).status_code in (403, 404), name
    for key in ("SG7", "SG10", "SG99"):
        assert switch(cast, key=key).status_code == 404, key
    assert not SignalSwitch.objects.exists()
    assert "Switch it off" not in text(browse(cast, "okoro").get(RULES))


def test_every_rule_stands_on_the_page_with_its_limit_its_source_and_what_it_does_not_say(cast: Cast) -> None:
    from interventions.signals.rules import rules

    page = text(browse(cast, "amara").get(RULES)).replace("&amp;", "&")
    for rule in rules().values():
        for words in (rule.title, rule.rule, rule.says, rule.says_not, rule.source[1:]):
            assert words in page, words
    assert page.count("Not worked out</strong>") == 2 or page.count("What it looks at is not kept here yet.") == 2
    assert "Its terms" not in page
    assert "The terms of your school are not known far enough back" in page


def test_of_few_answers_no_share_is_given_and_of_ten_it_is(cast: Cast, sign: Signal) -> None:
    for n in range(9):
        pupil = make_pupil(cast.alder, "Ada", f"Quill{n}")
        result = "not_useful" if n < 4 else "helping"
        said_ = {"result": result, "answered_at": AT, "answered_by": cast.people["amara"], "why": "So."}
        Signal.objects.create(
            pupil=pupil,
            school=cast.alder,
            rule="SG1",
            state="answered",
            found_at=AT,
            numbers=BEGUN,
            **said_,
        )
    assert "9 answers: too few to say" in text(browse(cast, "amara").get(RULES))
    answer(cast, sign, result="helping", why="We meet.")
    assert "useful in 6 of 10 answers, 60.0" in text(browse(cast, "amara").get(RULES))
    Signal.objects.update(found_at=AT - timedelta(366), answered_at=AT - timedelta(366))
    assert "useful in" not in text(browse(cast, "amara").get(RULES))


def test_the_list_asks_the_same_statements_however_many_there_are(cast: Cast, sign: Signal) -> None:
    few = queries(cast, "amara", LIST)
    for n in range(12):
        pupil = make_pupil(cast.alder, "Ada", f"Quill{n}")
        Signal.objects.create(pupil=pupil, school=cast.alder, rule="SG1", found_at=AT, numbers=BEGUN)
    assert queries(cast, "amara", LIST) == few
    one = browse(cast, "amara")
    one.get(url(sign))
    assert len(statements(lambda: one.get(url(sign)))) <= 26


def test_whoever_only_safeguards_is_given_no_list_of_suspensions(cast: Cast, sign: Signal) -> None:
    stories.safeguarding_lead(cast)
    assert "/suspensions/" in text(browse(cast, "amara").get(url(sign)))
    page = text(browse(cast, "okoro").get(url(sign))).split("<main", 1)[1]
    assert "as far as you may read them" in page
    assert "/suspensions/" not in page


def test_a_concern_answers_what_was_said_not_to_be_useful(cast: Cast, sign: Signal) -> None:
    answer(cast, sign, result="not_useful", why="A slip.")
    concern_from(cast, sign.reference, cast.kofi.reference)
    sign.refresh_from_db()
    assert (sign.result, sign.concern) == (Result.CONCERN, Concern.objects.get())


def test_the_list_is_narrowed_by_rule_and_a_made_up_one_is_as_none(cast: Cast, sign: Signal) -> None:
    assert "Kofi" in text(browse(cast, "amara").get(LIST + "?rule=SG1"))
    assert "Kofi" not in text(browse(cast, "amara").get(LIST + "?rule=SG5"))
    assert "Kofi" in text(browse(cast, "amara").get(LIST + "?rule=SG99&after=x"))


def test_a_child_who_left_is_nowhere(cast: Cast, sign: Signal) -> None:
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=(AT - timedelta(days=1)).date())
    assert browse(cast, "amara").get(url(sign)).status_code == 404
    assert "Kofi" not in text(browse(cast, "amara").get(LIST))


def test_a_concern_that_is_withdrawn_answers_nothing(cast: Cast, sign: Signal) -> None:
    concern_from(cast, sign.reference, cast.kofi.reference)
    concern = Concern.objects.get()
    withdraw_concern(concern, why="Wrong child.", by=cast.actor("amara"), at=AT)
    sign.refresh_from_db()
    assert (sign.state, sign.result, sign.concern, sign.answered_at) == (State.STANDS, "", None, None)


def test_a_draft_of_a_concern_that_was_begun_from_a_sign_answers_it_only_from_there(cast: Cast, sign: Signal) -> None:
    client, where = browse(cast, "amara"), "/concerns/log-concern/"
    page = client.get(f"{where}?pupil={cast.kofi.reference}&led_by={sign.reference}")
    client.post(where, carried(page) | {"fact": "Alone.", "led_by": sign.reference, "pupil": cast.kofi.reference})
    assert f'value="{sign.reference}"' not in client.get(where).content.decode()
