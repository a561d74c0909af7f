"""Outside the Regulations nobody is told of a law that does not apply; citations go by their part (law.md 11)."""

from datetime import date

import pytest

from agencies.acting.refusals import NotNow
from agencies.deadlines import Force, rule_for
from agencies.deadlines.regimes import Regime
from agencies.directory.models import Agency
from agencies.policy import Kind
from agencies.register.models import Establishment
from agencies.trail.models import TrailEntry
from interventions.suspensions import actions as suspensions
from interventions.suspensions.facts import reckon
from interventions.suspensions.models import Suspension
from interventions.suspensions.pages.for_systems import suspensions_for_system
from interventions.suspensions.states import OF_REGULATIONS
from interventions.suspensions.totals import LINES, Session
from referrals.duties.models import Duty
from referrals.pupils.actions import record_pupil_fact
from tests.browsing import browse, carried, read, text
from tests.people import AT, Cast
from tests.suspensions import MONDAY, cancel, form, impose, letter_of, nobody_at_the_council, owed, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
LAST = date(2026, 12, 17)
OF_LAW = ("By law", "the law", "has to", "governing board", "45 days", "sixth", "The law says so")


def make_college(cast: Cast) -> None:
    Agency.objects.filter(pk=cast.alder.pk).update(kind=Kind.COLLEGE.value)


def of_type(cast: Cast, code: str) -> None:
    Establishment.objects.create(urn="900001", name="It", status="open", type_code=code)
    Agency.objects.filter(pk=cast.alder.pk).update(urn="900001")


def test_a_college_owes_what_is_the_service_s_own_and_nothing_by_the_regulations(cast: Cast) -> None:
    """Eighteen days, an exam missed, a social worker and the virtual school head: none of it opens a duty of law."""
    make_college(cast)
    yes = {"looked_after": "yes", "disability": ""}
    one = impose(cast, MONDAY, LAST, misses_exam=True, exam_on=LAST, answers=yes, elsewhere=None)
    assert set(owed(one)) == {"tell_parents_suspension_own"}
    assert (one.board, one.is_beyond_power) == ("", False)
    rule = rule_for("tell_parents_suspension_own", MONDAY)
    assert (rule.force, "2012/1033" in rule.source) == (Force.LOCAL, False)
    for kind in ("social_worker", "looked_after"):
        record_pupil_fact(
            cast.maisie, kind=kind, starts_on=MONDAY, ends_on=None, words="", by=cast.actor("amara"), at=AT
        )
    tell(cast, one, "council")
    with pytest.raises(NotNow, match="do not apply"):
        suspensions.record_representations(one, whose="Ms Mensah", on=MONDAY, by=cast.actor("amara"), at=AT)
    tell(cast, one, "parents")
    assert owed(one) == {}
    cancel(cast, one)
    assert set(owed(one)) == {"tell_parents_cancellation_own"}


def test_who_was_told_is_told_again_of_a_change_the_family_alone(cast: Cast) -> None:
    make_college(cast)
    one = impose(cast, MONDAY, date(2026, 11, 25))
    for who in ("council", "parents"):
        tell(cast, one, who)
    back = {"back_on": date(2026, 11, 25), "back_session": "AM"}
    suspensions.shorten_suspension(one, why="Back early.", **back, by=cast.actor("colm"), at=AT)
    assert set(owed(one)) == {"tell_parents_suspension_own"}


def test_its_pages_and_letters_say_that_the_regulations_do_not_apply_and_claim_no_law(cast: Cast) -> None:
    make_college(cast)
    one = impose(cast, MONDAY, LAST, misses_exam=True, exam_on=LAST)
    url = f"/suspensions/{one.reference}/"
    page, letter = read(cast, "amara", url), letter_of(cast, one)
    assert "The Regulations on suspension do not apply here." in page
    assert "The Regulations on suspension do not apply to Alder Hythe School." in letter
    assert [words for words in (*OF_LAW, "penalty") if words in letter.split("Advice that is free")[0]] == []
    assert [
        words for words in ("Meets and decides", "has to meet", "What it counts to", "48 hours") if words in page
    ] == []
    head = browse(cast, "colm")
    assert "5, 15 and 45" not in text(head.get(f"{url}cancel-suspension/"))
    cancel(cast, one)
    assert [words for words in OF_LAW if words in letter_of(cast, one).split("Advice that is free")[0]] == []


def test_before_the_decision_the_head_of_a_college_reads_whom_to_tell_and_no_line_of_the_law(cast: Cast) -> None:
    make_college(cast)
    typed = form(cast, first_on="23 11 2026", last_on="17 12 2026", kind="whole")
    page = text(browse(cast, "colm").post("/suspensions/impose-suspension/", typed))
    assert "The Regulations on suspension do not apply to your setting." in page
    assert [words for words in ("Whom you must tell", "The law says so", "more than 15 days") if words in page] == []


def test_days_out_of_a_college_count_towards_no_line_of_a_school(cast: Cast) -> None:
    other = impose(cast, MONDAY, LAST)
    make_college(cast)
    Suspension.objects.filter(pk=other.pk).update(school=cast.alder)
    _, year = reckon(cast.kofi, ((date(2027, 1, 11), Session.AM),), cast.merrow.pk)
    assert (year.before, year.after) == (0, 1)


@pytest.mark.parametrize(
    ("code", "cited", "others"),
    [("2", "reg 5(1)", ("reg 14", "reg 23")), ("14", "reg 14", ("5(1)", "23")), ("34", "reg 23", ("5(1)", "reg 14"))],
)
def test_a_school_of_the_register_is_told_its_own_regulation_before_the_decision_and_on_the_duty(
    cast: Cast, code: str, cited: str, others: tuple[str, ...]
) -> None:
    of_type(cast, code)
    typed = form(cast, first_on="23 11 2026", last_on="23 11 2026", kind="whole")
    page = text(browse(cast, "colm").post("/suspensions/impose-suspension/", typed))
    source = page.split("The law says so: ")[1].split("“Without")[0]
    with nobody_at_the_council():
        one = impose(cast)
    duty = Duty.objects.get(subject_ref=one.reference, rule="tell_council_suspension")
    sent = {one["rule"]: one["source"] for one in suspensions_for_system([one], {})[0]["duties"]}
    shown = text(browse(cast, "colm").get(f"/duties/{duty.reference}/")).split("SI 2012/1033")[1][:80]
    for words in (source, shown, sent[duty.rule]):
        assert cited in words
        assert [other for other in others if other in words] == []


def test_each_line_has_its_twin_in_each_part() -> None:
    regs = [[line.twins.cited(part) for part in (Regime.PRU, Regime.ACADEMY)] for line in LINES]
    assert regs == [[f"SI 2012/1033 {one}" for one in pair] for pair in TWINS]


TWINS = [("regs 14 and 15", "regs 23 and 24"), ("reg 15", "reg 24"), ("reg 13", "reg 22")]


def test_what_the_regulations_alone_ask_for_is_refused_by_its_address_too(cast: Cast) -> None:
    make_college(cast)
    one = impose(cast, MONDAY)
    url = f"/suspensions/{one.reference}/"
    sent = {
        "record-days-elsewhere": {"elsewhere": "no"},
        "record-exam-day": {"exam_on": "18 12 2026", "why": "Learned today"},
        "settle-facts": {"looked_after": "no", "ehc_plan": "no", "disability": "no", "social_worker": "no"},
    }
    head, lines = browse(cast, "colm"), TrailEntry.objects.filter(outcome="done").count()
    for act, typed in sent.items():
        answer = head.post(f"{url}{act}/", {**carried(head.get(f"{url}{act}/")), **typed})
        assert answer.status_code == 422, act
        assert act.replace("-", "_") in {one.value for one in OF_REGULATIONS}
    assert TrailEntry.objects.filter(outcome="done").count() == lines


def test_a_childs_page_holds_what_was_out_of_a_college_to_no_line_and_counts_it_towards_none(cast: Cast) -> None:
    make_college(cast)
    impose(cast, MONDAY, LAST)
    outside = read(cast, "amara", f"/pupils/{cast.kofi.reference}/")
    assert "This school year: 18 days. No law of suspension is known to apply at this setting" in outside
    assert [
        words for words in ("of 45", "Above 5", "governing board", "the pupil’s whole year") if words in outside
    ] == []
