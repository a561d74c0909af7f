"""A child's page: who opens it, what each panel says, and what stays unsaid."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection

from agencies.calendar.models import TermDate
from agencies.people.models import Seat
from agencies.policy import Act, Level, Role, Section
from agencies.trail.models import TrailEntry
from interventions.pupil_page.pages import child
from interventions.suspensions import actions as suspensions
from interventions.suspensions import totals
from interventions.suspensions.elsewhere import Elsewhere
from interventions.suspensions.facts import SuspensionFacts
from interventions.suspensions.models import Suspension
from referrals import door
from referrals.cases import actions as cases
from referrals.concerns import actions as concerns
from referrals.concerns.actions import ConcernFacts
from referrals.entries.actions import EntryFacts
from referrals.entries.models import Entry
from referrals.pupils.models import Enrolment, FieldChange, Identifier, Pupil, PupilFact
from tests import moves, stories
from tests.arriving import head_of_merrow
from tests.browsing import browse, read, statements, text
from tests.leaving import leaves
from tests.people import AT, LONG_AGO, Cast, make_pupil
from tests.suspensions import MONDAY, NO_TO_ALL, NONE_ELSEWHERE, impose, nobody_at_the_council, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
NOBODYS = "/pupils/AAAA-AAAA-A/"


def url(cast: Cast) -> str:
    return f"/pupils/{cast.kofi.reference}/"


def page(cast: Cast, name: str, query: str = "") -> str:
    """What this person reads there, with each run of white space as one space."""
    answer = browse(cast, name).get(url(cast) + query)
    assert answer.status_code == 200, (name, answer.status_code)
    return text(answer)


def openers(cast: Cast) -> set[str]:
    return {name for name in cast.people if browse(cast, name).get(url(cast)).status_code == 200}


SCHOOL = {"tom", "dan", "amara", "colm"}


def test_the_school_of_the_roll_opens_it_and_nobody_else_while_nothing_is_shared(cast: Cast) -> None:
    stories.case(cast)
    assert openers(cast) == SCHOOL


def test_the_council_opens_it_once_it_was_sent_a_referral_and_while_it_helps(cast: Cast) -> None:
    referral = stories.sent(cast, stories.case(cast))
    assert openers(cast) == {*SCHOOL, "sandra", "grace"}
    assert "In care" not in page(cast, "sandra")
    assert "UPN" not in page(cast, "sandra")
    asked = page(cast, "sandra")
    assert (
        "People, cases, concerns, attendance and entries: this page would look the same with or without them." in asked
    )
    assert f'href="/referrals/{referral.reference}/">Read the referral' in asked
    by = {"seat": cast.seat("sandra"), "by": cast.actor("sandra"), "at": AT}
    stories.referrals.accept_referral(referral, words="We will help.", **by)
    assert "UPN" in page(cast, "sandra")


def test_an_agency_opens_it_once_it_has_accepted_and_until_its_share_ends(cast: Cast) -> None:
    case = stories.case(cast)
    offer = stories.offered(cast, case)
    assert openers(cast) == SCHOOL
    stories.shares.accept_share(offer, by=cast.actor("priti"), at=AT)
    assert openers(cast) == {*SCHOOL, "priti", "mona"}
    stories.shares.withdraw_share(offer, why="Enough.", by=cast.actor("amara"), at=AT)
    assert openers(cast) == SCHOOL


def test_a_share_that_waits_for_a_second_person_opens_nothing_and_is_named_to_no_receiver(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    waits = stories.waiting(
        cast,
        case,
        agency=cast.police,
        purpose=stories.Purpose.PREVENT_HARM,
        basis=stories.Basis.CRIME_PREVENTION,
        level=Level.SUMMARY,
        sections=(),
        until_on=date(2027, 1, 8),
    )
    assert "ruth" not in openers(cast)
    receiver = page(cast, "priti")
    assert "Safer Schools" not in receiver
    assert waits.reference not in receiver


def test_who_may_not_open_it_gets_what_nobody_would(cast: Cast) -> None:
    stories.offered(cast, stories.case(cast))
    for name in ("helen", "sandra", "priti", "ruth", "far", "support", "nobody"):
        theirs, nobodys = (browse(cast, name).get(one) for one in (url(cast), NOBODYS))
        assert theirs.status_code == 404, name
        assert theirs.content == nobodys.content, name


def test_a_pupil_who_has_left_is_no_page_of_the_old_school(cast: Cast) -> None:
    stories.case(cast)
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=AT.date() - timedelta(days=1))
    assert openers(cast) == set()


def test_an_opening_is_in_the_trail(cast: Cast) -> None:
    page(cast, "tom")
    line = TrailEntry.objects.get(act=Act.SEE_CHILD)
    assert (line.subject_kind, line.subject_ref, line.outcome) == ("pupil", cast.kofi.reference, "opened")
    assert line.by_name == "Tom Reyes"


def test_the_head_says_who_the_child_is_and_what_nobody_was_asked(cast: Cast) -> None:
    Identifier.objects.create(
        pupil=cast.kofi, authority=cast.wexmoor, kind="upn", value="K123456789012", starts_on=LONG_AGO
    )
    PupilFact.objects.create(
        pupil=cast.kofi,
        kind="social_worker",
        starts_on=date(2026, 9, 1),
        recorded_at=AT,
        recorded_by=cast.people["amara"],
        words="A word of hers.",
    )
    lead, teacher = page(cast, "amara"), page(cast, "tom")
    assert "13, Year 9, form 9W, Alder Hythe School" in lead
    for said in ("Has a social worker", "In care: not known", "EHC plan: not known", "K123456789012"):
        assert said in lead
        assert said not in teacher
    assert "A word of hers." not in lead


def test_a_fact_that_was_asked_about_says_no_and_one_that_ended_until_when(cast: Cast) -> None:
    PupilFact.objects.create(
        pupil=cast.kofi,
        kind="ehc_plan",
        starts_on=date(2025, 9, 1),
        ends_on=date(2026, 7, 31),
        recorded_at=AT,
        recorded_by=cast.people["amara"],
    )
    impose(cast)
    lead = page(cast, "amara")
    assert "Social worker: no (23 Nov 2026)" in lead
    assert "EHC plan: until 31 Jul 2026" in lead


def test_strengths_stand_first_where_they_are_recorded(cast: Cast) -> None:
    case = stories.case(cast)
    assert "What is going well" not in page(cast, "amara")
    stories.sent(cast, case)
    assert "The best drummer in his year." in page(cast, "amara")
    stories.shared(cast, case)
    assert "The best drummer in his year." not in page(cast, "priti")  # of the referral, which is not shared


def test_each_panel_tells_nothing_recorded_from_not_shared(cast: Cast) -> None:
    lead, teacher = page(cast, "amara"), page(cast, "tom")
    for said in (
        "No case has been opened at Alder Hythe School.",
        "None has been logged at Alder Hythe School.",
        "None is recorded at Alder Hythe School.",
        "None from Alder Hythe School that you may read.",
    ):
        assert said in lead
        assert said not in teacher
    assert "Not shared with you" not in lead
    assert "People, cases, attendance, suspensions, managed moves and entries: this page would look the same" in teacher
    assert "You have logged none. What colleagues" not in lead
    assert "You have logged none." in teacher


def test_what_is_not_shared_looks_the_same_whether_or_not_there_is_anything(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)

    def seen() -> str:
        return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', "", page(cast, "priti"))

    before = seen()
    stories.concern(cast)
    stories.entry(cast, case, section="home")
    impose(cast)
    moves.proposed(cast, case)
    assert seen() == before


def test_a_teacher_reads_her_own_concerns_and_no_colleagues(cast: Cast) -> None:
    stories.concern(cast)
    facts = ConcernFacts(seen=["upset"], fact="Sat alone.", worry=1, happened_on=AT.date())
    concerns.log_concern(cast.kofi, facts, seat=cast.seat("dan"), by=cast.actor("dan"), at=AT)
    theirs = page(cast, "tom")
    assert "Tom Reyes; worried: quite" in theirs
    assert "Dan Whitlock; worried" not in theirs
    assert "1 concern of yours." in theirs
    assert "2 concerns." in page(cast, "amara")


def test_a_teacher_reads_of_no_case_until_she_leads_on_it(cast: Cast) -> None:
    case = stories.case(cast)
    assert case.reference not in page(cast, "dan")
    assert "People, cases, attendance, suspensions, managed moves and entries" in page(cast, "dan")
    cases.name_lead(case, cast.people["dan"], by=cast.actor("amara"), at=AT)
    assert f"Case {case.reference}" in page(cast, "dan")
    assert "People, attendance, suspensions and managed moves: this page" in page(cast, "dan")
    assert case.reference not in page(cast, "tom")


def test_what_is_late_says_since_when(cast: Cast) -> None:
    stories.concern(cast, at=AT - timedelta(weeks=6))
    assert "Late since Wed 14 Oct" in page(cast, "amara")
    assert "Late since" not in page(cast, "tom")


def test_suspensions_come_with_the_sums_of_the_law(cast: Cast) -> None:
    impose(cast, date(2026, 11, 9), date(2026, 11, 12))
    impose(cast, date(2026, 11, 16), date(2026, 11, 17))
    lead = page(cast, "amara")
    assert "This term, 2 Sep 2026 to 18 Dec 2026: 6 days. The governing board must be told without delay." in lead
    assert "This school year: 6 days of 45. None at another school, it was said when asked on 23 Nov 2026." in lead
    assert "12 half days, 6 days, in 2 weeks." in lead


def test_days_at_another_school_are_of_the_year_and_nobody_is_said_to_have_been_asked(cast: Cast) -> None:
    impose(cast, date(2026, 11, 9), elsewhere=None)
    unknown = "1 day of 45. Days at another school count towards 45 too: nobody has said yet whether there were any."
    assert unknown in page(cast, "amara")
    impose(cast, date(2026, 11, 10), elsewhere=Elsewhere(5, "Northbeck Academy", "council", date(2026, 11, 10)))
    assert "4.5 days of 45. Of them 2.5 days at Northbeck Academy, as was said when asked on 10 Nov 2026." in page(
        cast, "amara"
    )


def test_a_day_out_of_both_schools_of_a_child_counts_once_in_the_year(cast: Cast) -> None:
    head_of_merrow(cast)
    Enrolment.objects.create(pupil=cast.kofi, school=cast.merrow, starts_on=date(2026, 9, 2), kind="dual")
    impose(cast, date(2026, 11, 9))
    facts = SuspensionFacts(
        "whole", totals.sessions((date(2026, 11, 9),), "whole"), ("PA",), "Talks.", answers=NO_TO_ALL
    )
    there = {"seat": cast.seat("farida"), "by": cast.actor("farida"), "at": AT}
    suspensions.impose_suspension(cast.kofi, facts, **there)
    Seat.objects.create(person=cast.people["amara"], agency=cast.merrow, role=Role.HEAD.value, starts_at=LONG_AGO)
    assert "This school year: 1 day of 45." in page(cast, "amara")


def test_the_council_reads_and_draws_a_suspension_as_it_was_told(cast: Cast) -> None:
    stories.accepted(cast, stories.case(cast))
    with nobody_at_the_council():
        one = impose(cast, date(2026, 11, 9), date(2026, 11, 10))
    assert "No notice of one to the council is recorded." in page(cast, "sandra")
    tell(cast, one, "council", on=date(2026, 11, 10))
    told = page(cast, "sandra")
    assert "4 half days, 2 days, in 1 week." in told
    assert "So far as the council was told." in told
    form = browse(cast, "colm").get(f"/suspensions/{one.reference}/correct-suspension/").context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() is not None}
    typed = sent | {"first_on": "9 11 2026", "last_on": "9 11 2026", "why": "Back on Tuesday."}
    with nobody_at_the_council():
        answer = browse(cast, "colm").post(f"/suspensions/{one.reference}/correct-suspension/", typed)
    assert answer.status_code == 302
    assert "2 half days, 1 day, in 1 week." in page(cast, "amara")
    assert "4 half days, 2 days, in 1 week." in page(cast, "sandra")


def dual(cast: Cast) -> None:
    """Kofi is at Merrow as well, which Farida heads."""
    head_of_merrow(cast)
    Enrolment.objects.create(pupil=cast.kofi, school=cast.merrow, starts_on=date(2026, 9, 2), kind="dual")


def at_merrow(cast: Cast, *days: date) -> Suspension:
    sessions = totals.sessions(days, "whole")
    facts = SuspensionFacts("whole", sessions, ("PA",), "Talks.", answers=NO_TO_ALL, elsewhere=NONE_ELSEWHERE)
    by = {"seat": cast.seat("farida"), "by": cast.actor("farida"), "at": AT}
    return suspensions.impose_suspension(cast.kofi, facts, **by)


def test_the_council_counts_and_draws_once_what_two_schools_gave(cast: Cast) -> None:
    stories.accepted(cast, stories.case(cast))
    dual(cast)
    impose(cast, date(2026, 11, 16))
    at_merrow(cast, date(2026, 11, 16))
    council = page(cast, "sandra")
    assert "This school year: 1 day of 45." in council
    assert "2 half days, 1 day, in 1 week." in council


def test_a_suspension_of_a_school_without_term_dates_counts(cast: Cast) -> None:
    stories.accepted(cast, stories.case(cast))
    dual(cast)
    TermDate.objects.filter(agency=cast.merrow).delete()
    impose(cast, date(2026, 11, 16))
    at_merrow(cast, date(2026, 11, 17), date(2026, 11, 18))
    council = page(cast, "sandra")
    assert "This term at Alder Hythe School, 2 Sep 2026 to 18 Dec 2026: 1 day." in council
    assert "This school year: 3 days of 45." in council
    assert "6 half days, 3 days, in 1 week." in council


def test_who_heads_the_other_school_of_a_child_is_not_the_council(cast: Cast) -> None:
    dual(cast)
    Seat.objects.create(person=cast.people["farida"], agency=cast.alder, role=Role.STAFF.value, starts_at=LONG_AGO)
    before = page(cast, "farida")
    assert "None is recorded at Merrow Lane Primary." in before
    assert "None has been logged at Merrow Lane Primary." in before
    assert "this page would look the same" not in before
    at_merrow(cast, date(2026, 11, 16))
    after = page(cast, "farida")
    assert "This term at Merrow Lane Primary, 2 Sep 2026 to 18 Dec 2026: 1 day." in after
    assert "So far as the council was told." not in after


def test_who_reads_no_suspension_is_not_told_that_nobody_was_asked(cast: Cast) -> None:
    stories.safeguarding_lead(cast)
    stories.accepted(cast, stories.case(cast))
    impose(cast)
    for name in ("okoro", "sandra"):
        seen = page(cast, name)
        assert "UPN" in seen
        for what in ("In care:", "Social worker:", "EHC plan:"):
            assert what not in seen, name


def test_a_clerk_who_teaches_there_is_asked_for_no_clerk(cast: Cast) -> None:
    Seat.objects.create(person=cast.people["tom"], agency=cast.alder, role=Role.CLERK.value, starts_at=LONG_AGO)
    one = impose(cast, MONDAY, date(2026, 12, 2))
    tell(cast, one, "governors")
    suspensions.record_representations(one, whose="Mother", on=MONDAY, by=cast.actor("amara"), at=AT)
    clerk = page(cast, "tom")
    assert "The school has no clerk here" not in clerk
    assert "Invite a clerk" not in clerk


def test_by_a_case_one_reads_of_which_school_the_case_is(cast: Cast) -> None:
    stories.accepted(cast, stories.case(cast))
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=AT.date() - timedelta(days=30))
    assert "13, Year 9, case at Alder Hythe School" in page(cast, "sandra")


def test_once_its_case_is_closed_the_council_reads_no_more_of_the_child(cast: Cast) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    case.refresh_from_db()
    cases.close_case(case, outcome="improved", words="Done.", family_words="Ok.", by=cast.actor("amara"), at=AT)
    assert openers(cast) == SCHOOL
    assert browse(cast, "sandra").get(f"/cases/{case.reference}/").status_code == 200
    assert not door.within(Pupil, cast.actor("sandra"), Act.SEE_FLAGS).exists()


def test_whoever_reads_of_a_case_here_is_in_its_trail(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    for name, told in (("tom", 0), ("priti", 1), ("amara", 1)):
        before = TrailEntry.objects.count()
        page(cast, name)
        lines = TrailEntry.objects.filter(act=Act.SEE_CHILD, by_name=cast.people[name].name)
        assert TrailEntry.objects.count() == before + 1
        assert lines.filter(case_ref=case.reference, subject_ref=cast.kofi.reference).count() == told, name
    who = read(cast, "amara", f"/cases/{case.reference}/trail/")
    assert who.count("Opened a child’s page") == 2


def test_a_restricted_entry_is_one_that_its_reader_may_read(cast: Cast) -> None:
    case = stories.case(cast)
    stories.entries.restrict_entry(stories.entry(cast, case), why="Another child", by=cast.actor("amara"), at=AT)
    Entry.objects.exclude(is_restricted=True).update(happened_on=date(2024, 11, 4))
    assert "1 entry that you may read." in page(cast, "amara")


def test_who_was_there_is_not_said_to_have_written_it_down(cast: Cast) -> None:
    case = stories.case(cast)
    facts = {"section": "voice", "title": "Said", "text": "I hate it.", "happened_on": AT.date()}
    by = {"seat": cast.seat("amara"), "by": cast.actor("amara"), "at": AT}
    stories.entries.add_entry(case, EntryFacts(kind="voice", told_by="Mum.", **facts), **by)
    assert "who wrote it down or was there: Mum" in page(cast, "amara")
    stories.entries.add_entry(case, EntryFacts(kind="voice", **facts), **by)
    assert "written down by Amara" in page(cast, "amara")


def test_another_schools_suspension_is_nowhere_for_who_may_not_see_it(cast: Cast) -> None:
    impose(cast, date(2026, 11, 9), date(2026, 11, 12))
    Enrolment.objects.create(pupil=cast.kofi, school=cast.merrow, starts_on=date(2025, 9, 1), kind="dual")
    helen = page(cast, "helen")
    assert "None is recorded at Merrow Lane Primary." in helen
    assert "Alder Hythe" not in helen
    assert "4 days" not in helen


def test_a_school_of_the_roll_reads_another_schools_case_by_its_share_alone(cast: Cast) -> None:
    moves.accepted(cast)
    Enrolment.objects.create(pupil=cast.kofi, school=cast.merrow, starts_on=date(2025, 9, 1), kind="dual")
    assert "For planning a school place until the end of" in page(cast, "farida")
    assert "Open since" not in page(cast, "farida")
    assert "Open since" in page(cast, "amara")


def test_a_restricted_entrys_words_and_a_former_name_are_nowhere(cast: Cast) -> None:
    case = stories.case(cast)
    secret = stories.entry(cast, case, text="It names another child.")
    stories.entries.restrict_entry(secret, why="Another child", by=cast.actor("amara"), at=AT)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    Pupil.objects.filter(pk=cast.kofi.pk).update(given_name="Jamesina")
    cast.kofi.given_name = "Kwabena"
    leaves(cast, None)
    Pupil.objects.filter(pk=cast.kofi.pk).update(known_as="Kofi")
    assert FieldChange.objects.filter(old="Jamesina").exists()
    for name in ("amara", "colm", "tom", "dan", "sandra", "priti"):
        seen = page(cast, name)
        assert "It names another child." not in seen, name
        assert ("Restricted: you may read it" in seen) == (name in ("amara", "colm")), name
        assert "Jamesina" not in seen, name
        assert ("Kwabena" in seen) == (name in SCHOOL), name  # the roll's own name, for the roll's school


def test_an_entry_of_a_part_that_is_not_shared_is_not_drawn(cast: Cast) -> None:
    case = stories.case(cast)
    stories.entry(cast, case, section="home")
    stories.entry(cast, case, section="education")
    stories.shared(cast, case, sections=(Section.EDUCATION,))
    assert "1 entry that you may read." in page(cast, "priti")
    assert "Parts of the story that the share leaves out" in page(cast, "priti")


def test_a_share_says_for_what_and_until_when(cast: Cast) -> None:
    stories.shared(cast, stories.case(cast))
    receiver = page(cast, "priti")
    assert "For health support until the end of 18 Jan 2027" in receiver
    assert "UPN" not in receiver


@pytest.mark.parametrize("names", child.READ)
def test_a_panel_that_fails_says_so_and_leaves_the_page_standing(
    cast: Cast, names: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stories.case(cast)
    impose(cast)

    def broken(_reader: object) -> child.Panel:
        with connection.cursor() as cursor:
            cursor.execute("select 1/0")
        raise AssertionError("It did not fail.")

    monkeypatch.setitem(child.READ, names, broken)
    lead = page(cast, "amara")
    assert "Could not be read" in lead
    others = {"duties": "Name someone", "cases": "Open since", "concerns": "worried: quite", "suspensions": "This term"}
    assert {one for one, said in others.items() if said not in lead} == {*names} & {*others}
    assert ("could not be read" in lead.replace("Could", "")) == ("suspensions" in names)  # what was said of care
    assert "DataError" in caplog.text
    assert cast.kofi.family_name not in caplog.text


def test_years_are_drawn_one_by_one_and_an_odd_one_is_the_newest(cast: Cast) -> None:
    stories.concern(cast)
    newest = page(cast, "amara")
    assert "December 2025 to December 2026, a week at a time, by the days of Alder Hythe School." in newest
    assert "Its terms are not known for" in newest
    assert "The school year 2025/26" in page(cast, "amara", "?year=2025")
    assert "1 concern." in page(cast, "amara", "?year=2026")
    assert "1 concern." not in page(cast, "amara", "?year=2025")
    for odd in ("1999", "x", "-1", "99999999999999999999", "²"):
        assert "December 2025 to December 2026" in page(cast, "amara", f"?year={odd}")


def test_each_small_picture_has_its_table_and_its_words(cast: Cast) -> None:
    stories.case(cast)
    impose(cast)
    lead = read(cast, "amara", url(cast))
    for key in ("suspensions", "concerns", "entries"):
        assert f'href="#t-{key}"' in lead
        assert f'id="t-{key}"' in lead
    assert len(re.findall(r"<svg role=\"img\"", lead)) == len(re.findall(r"<title id=\"y-", lead))
    assert "style=" not in lead


MOST = 12


@pytest.mark.parametrize("name", ["amara", "tom", "sandra", "priti"])
def test_the_page_asks_at_most_twelve_statements_however_much_there_is(cast: Cast, name: str) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    few = asked(cast, name)
    for weeks in range(1, 6):
        stories.concern(cast, at=AT - timedelta(weeks=weeks))
        stories.entry(cast, case)
        impose(cast, MONDAY - timedelta(weeks=weeks + 4))
    make_pupil(cast.alder, "Ada", "Quill")
    assert few <= MOST
    assert asked(cast, name) <= MOST


def asked(cast: Cast, name: str) -> int:
    client = browse(cast, name)
    client.get(url(cast))
    return len(statements(lambda: client.get(url(cast))))
