"""The law as data: total, without dead lines, and silent on those who run or inspect the service."""

import itertools

import pytest

from agencies import policy
from agencies.people.forms import ABOUT
from agencies.policy import (
    ADDS,
    DATED,
    FIRST_ROLES,
    GIVES,
    HOLDERS,
    LEADERS,
    MATRIX,
    PARTNERS,
    PURPOSE_BASES,
    READINGS,
    ROLE_KINDS,
    ROLES,
    SETTINGS,
    STANDINGS,
    Act,
    Basis,
    Condition,
    Kind,
    Level,
    Purpose,
    Role,
    Section,
    Standing,
    carrying,
    may,
    stands,
)
from agencies.policy.rows import LEADS
from agencies.policy.sharing import OFFENCES

OUTSIDE = [
    Role.TRUST_LEAD,
    Role.DATA_PROTECTION_OFFICER,
    Role.AUDITOR,
    Role.SUPPORT,
]
"""Roles that no part of a case is for, so far; whoever runs the service is one of them."""
ONES_OWN = {
    Act.MEND_PROFILE,
    Act.END_SESSION,
    Act.SIGN_OUT_EVERYWHERE,
    Act.SIGN_IN,
    Act.FAIL_SIGN_IN,
    Act.SIGN_OUT,
    Act.CHANGE_PASSWORD,
    Act.ADD_FACTOR,
    Act.REMOVE_FACTOR,
    Act.FORGET_DEVICE,
}
LEADING = {Act.INVITE_PERSON, Act.RENEW_INVITATION, Act.CHANGE_ROLE, Act.END_SEAT, Act.GIVE_CODE, Act.END_SESSIONS}
LEADING |= {Act.RESEND_MAIL}
PEOPLE = {*LEADING, Act.ADD_AGENCY, Act.SEE_PEOPLE, Act.SEE_AGENCIES, Act.SEE_SIGN_INS, Act.KEEP_LETTERHEAD}
PEOPLE |= {Act.ISSUE_TOKEN, Act.REFUSE_TOKEN, Act.TAKE_LIST}
CONNECTING = {Act.MAKE_CLIENT, Act.ROTATE_CLIENT, Act.REVOKE_CLIENT, Act.SEE_CLIENTS}
YEARS = {Act.PLAN_ROLL, Act.ROLL_ON, Act.KEEP_YEAR, Act.KEEP_CLOSURE, Act.END_CLOSURE, Act.SEE_YEARS}
OF_SETTINGS = {Act.SEE_SETTINGS, Act.KEEP_SETTING}
YEARS |= {Act.ASK_TERM_REPORT, Act.RECORD_TERM_REPORT, Act.SEE_OVERVIEW}
YEARS |= {Act.PUBLISH_YEAR, Act.TAKE_YEAR, Act.KEEP_OWN_YEAR, Act.SEE_AREA_YEARS}
OF_ADDING = (Act.ASK_SCHOOL, Act.JOIN_RECORDS)
"""What follows where somebody is added who is on record elsewhere: whoever adds may do it, and chooses nothing."""
BY_TICKS = {Act.FIND_DUPLICATE, Act.DROP_DUPLICATE, Act.WORK_OUT_SIGNALS, Act.ROUND_OFF_ATTENDANCE}
"""No seat does these."""
OF_DOCUMENTS = {Act.ADD_DOCUMENT, Act.ADD_VERSION, Act.TAKE_BACK_VERSION}
OF_ENTRIES = {Act.ADD_ENTRY, Act.EDIT_ENTRY}
OF_AUTHORS = {Act.ADD_TO_CONCERN, Act.WITHDRAW_CONCERN}
"""What is on a concern its author's alone."""
ON_NO_RECORD = {
    Act.SCAN_VERSION,
    *BY_TICKS,
    *OF_ADDING,
    Act.FLAG_UNUSUAL,
    Act.ADD_PUPIL,
    Act.SEE_QUEUE,
    Act.KEEP_ATTENDANCE,
    Act.KEEP_CONTACTS,
    Act.KEEP_PUPIL,
    Act.FORGET_FACTORS,
    *ONES_OWN,
    *PEOPLE,
    *CONNECTING,
    *YEARS,
    *OF_SETTINGS,
}


def test_the_tables_are_total() -> None:
    assert set(ROLES) == set(STANDINGS) == set(Act)
    assert set(HOLDERS) == set(Standing)
    assert set(ROLE_KINDS) == set(Role)
    assert set(PURPOSE_BASES) == set(Purpose)


def test_an_act_without_standings_is_one_on_no_record() -> None:
    assert {act for act in Act if not STANDINGS[act]} == ON_NO_RECORD


@pytest.mark.parametrize("role", OUTSIDE, ids=str)
def test_who_runs_or_inspects_the_service_does_and_sees_nothing_of_any_case(role: Role) -> None:
    allowed = {act for act in Act for standing in (None, *Standing) if may(act, role, standing)}
    assert allowed == ONES_OWN
    assert all(role not in holders for holders in HOLDERS.values())


def test_a_clerk_keeps_the_boards_record_and_reaches_no_case() -> None:
    allowed = {(act, one) for act in Act for one in Standing if may(act, Role.CLERK, one)}
    assert allowed == {
        (act, Standing.CLERKS)
        for act in (
            Act.SEE_SUSPENSION,
            Act.SEE_SUSPENSION_LETTER,
            Act.RECORD_NOTICE,
            Act.RECORD_REPRESENTATIONS,
            Act.CONSIDER_REPRESENTATIONS,
            Act.BEGIN_BOARD_MEETING,
            Act.ADJOURN_BOARD_MEETING,
            Act.RECORD_BOARD_DECISION,
            Act.CORRECT_BOARD_MEETING,
        )
    }
    of_the_board = {act for act in Act if STANDINGS[act] == {Standing.CLERKS}}
    assert not [act for act in of_the_board for role in LEADS if any(may(act, role, one) for one in Standing)]


def test_a_schools_system_reports_on_pupils_of_its_roll_and_reaches_no_case() -> None:
    allowed = {(act, one) for act in Act for one in (None, *Standing) if may(act, Role.MIS_CLIENT, one)}
    of_pupils = {Act.REPORT_SUSPENSION, Act.SEE_PUPIL, Act.SEE_SUSPENSION, Act.SEE_STATUS}
    of_pupils |= {Act.RECORD_DAYS_ELSEWHERE, Act.CORRECT_SUSPENSION, Act.SHORTEN_SUSPENSION, Act.VOID_SUSPENSION}
    assert allowed == {(act, Standing.CONNECTED) for act in of_pupils} | {
        (act, None) for act in (Act.KEEP_ATTENDANCE, Act.KEEP_CONTACTS, Act.KEEP_PUPIL, Act.KEEP_YEAR, *OF_ADDING)
    }


def test_systems_are_connected_by_those_who_lead_a_school_and_by_the_council() -> None:
    leads = {Role.INCLUSION_LEAD, Role.HEAD, Role.ACTING_HEAD, Role.COUNCIL_OFFICER, Role.COUNCIL_MANAGER}
    assert all(ROLES[act] == leads for act in CONNECTING)


def test_a_suspension_is_a_heads_decision_alone() -> None:
    assert ROLES[Act.IMPOSE_SUSPENSION] == {Role.HEAD, Role.ACTING_HEAD}
    assert {act for act in Act if Standing.NOTIFIED in STANDINGS[act]} == {Act.SEE_SUSPENSION}


def test_a_teacher_never_stands_as_the_one_who_raised_it() -> None:
    assert Role.STAFF not in HOLDERS[Standing.RAISED]
    assert not any(may(act, Role.STAFF, Standing.RAISED) for act in Act)


WORKING_TOGETHER = {act for act in Act if act.endswith("_task")} - READINGS | {Act.REMIND_OWNER, Act.HAND_DUTY}
"""What those who work on a case give each other, ask, and say of who has what in hand (decision 48)."""


def test_staff_do_not_decide_and_do_not_see_the_trail() -> None:
    done = {act for act in Act for standing in (None, *Standing) if may(act, Role.STAFF, standing)}
    writes = {
        Act.LOG_CONCERN,
        *OF_AUTHORS,
        Act.HAND_TO_SAFEGUARDING,
        Act.ADD_PUPIL,
        *OF_ENTRIES,
        *WORKING_TOGETHER,
        *OF_DOCUMENTS,
        Act.ATTACH_TO_CONCERN,
        Act.RECORD_FAMILY_TOLD,
        Act.TAKE_LIST,
        Act.TAKE_RECORD,  # as the lead professional of the case
        *OF_ADDING,
        *ONES_OWN,
    }
    assert done - READINGS == writes
    assert Act.SEE_TRAIL not in done


def test_a_safeguarding_lead_reads_what_the_school_has_records_the_call_and_decides_nothing() -> None:
    staff, safe = (
        {(act, one) for act in Act for one in (None, *Standing) if may(act, role, one)}
        for role in (Role.STAFF, Role.SAFEGUARDING_LEAD)
    )
    more = {act for act, _ in safe - staff}
    assert staff < safe
    of_roll = {Act.SEE_FLAGS, Act.SEE_ATTENDANCE, *OF_SIGNS, *AROUND}
    assert {one for act, one in safe - staff if act not in of_roll} == {Standing.RAISED}
    own = {Act.RECORD_CALL, *HANDED, *OF_DOCUMENTS, Act.ATTACH_TO_CONCERN, Act.RECORD_FAMILY_TOLD, Act.TAKE_RECORD}
    own |= WORKING_TOGETHER | OF_ENTRIES | {Act.ANSWER_SIGNAL}
    assert more - READINGS == own | (SECOND | AROUND) - READINGS
    assert {act for act in Act if Role.SAFEGUARDING_LEAD in ROLES[act]} >= more


OF_SIGNS = {Act.SEE_SIGNALS, Act.SEE_SIGNAL, Act.ANSWER_SIGNAL}
HANDED = {Act.HAND_TO_SAFEGUARDING, Act.ANSWER_HANDED}
AROUND = {act for act in Act if "contact" in act and act not in (Act.RECORD_FIRST_CONTACT, Act.KEEP_CONTACTS)}
AROUND |= {Act.TAKE_SYSTEMS_WORD, Act.LINK_FAMILY, Act.END_LINK, Act.SEE_LINKS} | {
    act for act in Act if "professional" in act
}
"""The people around a child of the roll, whose safe contact is hers to write (decision 43)."""
SECOND = {Act.AGREE_SHARE, Act.REFUSE_SHARE}
"""Of what a colleague asks, where the family is not told: the one thing that she says yes or no to."""


def test_may_is_both_tables_and_the_holders() -> None:
    for act, role, standing in itertools.product(Act, Role, Standing):
        ought = role in ROLES[act] and standing in STANDINGS[act] and role in HOLDERS[standing]
        assert may(act, role, standing) is ought
        assert (standing in stands(act, role)) is ought
    for act, role in itertools.product(Act, Role):
        assert may(act, role, None) is (role in ROLES[act] and not STANDINGS[act])


def test_no_line_of_the_tables_is_dead() -> None:
    for act in Act:
        for standing in STANDINGS[act]:
            assert any(may(act, role, standing) for role in Role), (act, standing)
        for role in ROLES[act]:
            assert any(may(act, role, standing) for standing in (None, *Standing)), (act, role)


def test_what_may_be_done_to_a_record_may_be_seen_by_whoever_does_it() -> None:
    """Or the door would say *not found* to whoever may act; an offer is seen as a share, a referral as a referral."""
    for act, role in itertools.product(set(Act) - READINGS, Role):
        for standing in stands(act, role):
            sees = (Act.SEE_CASE, Act.SEE_CONCERN, Act.SEE_REFERRAL, Act.SEE_SHARE, Act.SEE_PUPIL)
            sees += (Act.SEE_SUSPENSION,)
            assert any(may(see, role, standing) for see in sees), (act, role, standing)


def test_partners_do_their_own_part_alone() -> None:
    ours = {
        *OF_ENTRIES,
        *WORKING_TOGETHER,
        *OF_DOCUMENTS,
        Act.ACCEPT_SHARE,
        Act.DECLINE_SHARE,
        Act.ANSWER_QUESTION,
        Act.FINISH_SHARE,
        Act.TAKE_LIST,
        *ONES_OWN,
    }
    for role, more in ((Role.AGENCY_WORKER, set()), (Role.AGENCY_MANAGER, LEADING)):
        done = {act for act in set(Act) - READINGS for standing in (None, *Standing) if may(act, role, standing)}
        assert done == ours | more
    assert {act for act in Act if Standing.OFFERED in STANDINGS[act]} == {
        Act.ACCEPT_SHARE,
        Act.DECLINE_SHARE,
        Act.HAND_DUTY,
        Act.SEE_SHARE,
    }


def test_a_role_is_held_where_it_belongs() -> None:
    assert ROLE_KINDS[Role.HEAD] == SETTINGS
    assert ROLE_KINDS[Role.AGENCY_WORKER] == PARTNERS
    assert not SETTINGS & PARTNERS
    assert SETTINGS | PARTNERS | {Kind.TRUST, Kind.COUNCIL} == set(Kind)
    for standing, holders in HOLDERS.items():
        kinds = set().union(*(ROLE_KINDS[role] for role in holders))
        assert kinds <= SETTINGS or kinds <= PARTNERS or kinds == {Kind.COUNCIL}, standing


def test_who_gives_which_role_is_this_table_and_no_more() -> None:
    """A head names leads and staff who may only log; nobody gives a role above her own, or of another kind."""
    school = {Role.STAFF, Role.INCLUSION_LEAD, Role.SAFEGUARDING_LEAD, Role.CLERK}
    assert {
        Role.HEAD: school | {Role.HEAD, Role.ACTING_HEAD},
        Role.ACTING_HEAD: school,
        Role.AGENCY_MANAGER: {Role.AGENCY_WORKER, Role.AGENCY_MANAGER},
        Role.COUNCIL_MANAGER: {Role.COUNCIL_OFFICER, Role.COUNCIL_MANAGER},
    } == GIVES
    for giver, given in GIVES.items():
        assert giver in ROLES[Act.INVITE_PERSON] & ROLES[Act.CHANGE_ROLE] & ROLES[Act.END_SEAT] & LEADERS
        assert all(ROLE_KINDS[role] & ROLE_KINDS[giver] for role in given)
    assert ROLES[Act.CHANGE_ROLE] == ROLES[Act.END_SEAT] == ROLES[Act.SEE_PEOPLE] == set(GIVES)
    assert {Role.ACTING_HEAD} == DATED


def test_an_officer_gives_the_first_leader_alone_and_nothing_in_her_own_council() -> None:
    assert Role.COUNCIL_OFFICER not in GIVES
    assert set(FIRST_ROLES) == set(Kind) - {Kind.COUNCIL}
    assert all(kind in ROLE_KINDS[role] and role in LEADERS for kind, role in FIRST_ROLES.items())
    assert {Role.COUNCIL_OFFICER: set(Kind) - {Kind.COUNCIL}, Role.COUNCIL_MANAGER: set(Kind)} == ADDS
    assert ROLES[Act.ADD_AGENCY] == set(ADDS)


def test_the_sharing_matrix_offers_partners_no_more_than_it_says() -> None:
    for (kind, purpose), row in MATRIX.items():
        assert (kind in SETTINGS) is (purpose is Purpose.EDUCATION_PROVISION)
        assert kind in PARTNERS or (row.levels, row.most) == ({Level.SUMMARY}, frozenset())
        assert not row.beyond(row.level, row.sections)
        assert not row.is_wider(row.level, row.sections)
        assert bool(row.sections) is (row.level is Level.SECTIONS)
        assert Level.RESTRICTED not in row.levels
        assert Section.CASEWORK not in row.most
        assert PURPOSE_BASES[purpose]
        assert 0 < row.weeks <= row.most_weeks <= 26
        assert row.conditions[0] in carrying(row.level, row.sections)
        assert row.source.startswith("data.md 1.4, ")
        assert row.gateway
    police = [row for (kind, _), row in MATRIX.items() if kind is Kind.POLICE]
    assert {(row.level, row.sections, row.most_weeks) for row in police} == {
        (Level.SECTIONS, frozenset({Section.BEHAVIOUR}), 8)
    }
    assert not [row for row in police if Level.FULL in row.levels or Section.HEALTH in row.most]
    assert set().union(*PURPOSE_BASES.values()) == set(Basis)


def test_what_tells_of_offences_or_health_has_a_condition() -> None:
    assert carrying(Level.SUMMARY, ()) == set(Condition)
    assert Condition.ORDINARY not in carrying(Level.SECTIONS, [Section.HEALTH])
    assert carrying(Level.SECTIONS, [Section.JUSTICE]) == carrying(Level.FULL, ()) == OFFENCES


def test_the_law_needs_no_more_than_python() -> None:
    assert {name for name in vars(policy) if name == "django"} == set()


def test_every_role_can_be_given_and_says_what_it_is() -> None:
    """But a system's, and those that are given on the server alone."""
    given = {role for roles in GIVES.values() for role in roles} | set(FIRST_ROLES.values())
    assert set(Role) - given == {Role.MIS_CLIENT, Role.SUPPORT, Role.AUDITOR, Role.DATA_PROTECTION_OFFICER}
    assert given <= set(ABOUT)
