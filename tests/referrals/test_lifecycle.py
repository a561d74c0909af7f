"""States and moves: every row of the table is reached by its act, every other refused; the database says the same."""

import itertools
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from agencies.acting.lives import LEADS_TO, ROWS, allows, leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.acting.rows import NEW
from agencies.people.models import Seat
from agencies.policy import Act, Level, Role, Section
from agencies.schoolday import local_day
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.concerns import actions as concerns
from referrals.concerns.models import Concern
from referrals.entries import actions as entries
from referrals.entries.actions import EntryFacts
from referrals.entries.models import Entry
from referrals.referrals import actions as referrals
from referrals.referrals.models import Referral
from referrals.shares import actions as shares
from referrals.shares.facts import share_state
from referrals.shares.models import CaseShare
from referrals.teams import actions as teams
from tests import stories
from tests.people import AT, Cast, make_cast, set_clock

pytestmark = pytest.mark.django_db
UNTIL = date(2026, 12, 4)
KINDS = ["case", "concern", "entry", "pupil", "referral", "seat", "share"]
MOVES = {(kind, old, act): set(new) for (kind, old, act), new in LEADS_TO.items() if kind in KINDS}


@pytest.fixture
def cast() -> Cast:
    set_clock(AT)
    return make_cast()


def states(kind: str) -> set[str]:
    """Every state of a kind that the table knows, from and to."""
    froms = {old for of, old, _ in MOVES if of == kind}
    return (froms | {new for (of, _, _), tos in MOVES.items() if of == kind for new in tos}) - {NEW}


# --- the table by itself ---

SAID: dict[tuple[str, str], str] = {
    ("concern", ""): "log_concern",
    ("concern", "noted"): "open_case join_concern dismiss_concern",
    ("concern", "opened"): "",
    ("concern", "joined"): "",
    ("concern", "dismissed"): "",
    ("pupil", ""): "add_pupil keep_pupil",
    ("pupil", "known"): "keep_pupil record_pupil_fact",
    ("case", ""): "open_case",
    ("case", "open"): "name_lead add_entry record_family_told draft_referral share_case close_case",
    ("case", "closed"): "reopen_case",
    ("entry", "plain"): "restrict_entry",
    ("entry", "restricted"): "",
    ("seat", ""): "",  # it begins a floor below, by an invitation
    ("seat", "live"): "change_role end_seat",
    ("seat", "ended"): "",
    ("referral", ""): "draft_referral",
    ("referral", "drafted"): "draft_referral send_referral withdraw_referral",
    ("referral", "sent"): "acknowledge_referral return_referral accept_referral decline_referral redirect_referral "
    "withdraw_referral",
    ("referral", "returned"): "answer_referral withdraw_referral",
    ("referral", "accepted"): "",
    ("referral", "declined"): "",
    ("referral", "redirected"): "",
    ("referral", "withdrawn"): "",
    ("share", ""): "share_case",
    ("share", "offered"): "accept_share decline_share withdraw_share",
    ("share", "to_begin"): "withdraw_share",
    ("share", "live"): "withdraw_share answer_question extend_share narrow_share widen_share",
    ("share", "ended"): "",
    ("share", "declined"): "",
    ("share", "withdrawn"): "",
    ("share", "replaced"): "",
}
"""The acts of each state, said a second time: a row too many or too few is a difference."""


def test_the_table_says_what_was_agreed() -> None:
    assert {at: set(acts.split()) for at, acts in SAID.items()} == {
        (kind, state): {act.value for act in allows(kind, state)} for kind, state in SAID
    }
    assert {(kind, state) for kind in KINDS for state in states(kind) | {NEW}} <= set(SAID) | {("entry", NEW)}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_row_of_the_table_leads_nowhere(kind: str) -> None:
    for state, act in itertools.product(states(kind), Act):
        if (kind, state, act) in MOVES:
            assert set(leads_to(kind, state, act)) == MOVES[kind, state, act]
            assert act in allows(kind, state)
        else:
            assert act not in allows(kind, state)
            with pytest.raises(NotNow):
                leads_to(kind, state, act)


def test_what_an_act_opens_or_meets_is_a_duty_that_some_act_opens_and_some_act_meets() -> None:
    opened = {opening.rule for row in ROWS.values() for opening in (*row.opens, *row.may_open)}
    met = {rule for row in ROWS.values() for rule in row.meets | row.may_meet}
    assert met == opened
    for row in ROWS.values():
        for opening in (*row.opens, *row.may_open):
            meets = ROWS[opening.met_by]
            assert opening.rule in meets.meets | meets.may_meet, (row.act, opening)
    assert {rule for row in ROWS.values() for rule in row.stops} == {
        rule for row in ROWS.values() for rule in row.resumes
    }


# --- every state, by real acts, and every act of the kind tried in it ---

Make = Callable[[Cast], Any]


def _case_closed(cast: Cast) -> Case:
    case = stories.case(cast)
    _close(cast, case)
    return case


def _close(cast: Cast, case: Case) -> None:
    cases.close_case(case, outcome="met", words="Settled.", family_words="Glad.", by=cast.actor("amara"), at=AT)


def _draft(cast: Cast) -> Referral:
    case = stories.case(cast)
    return referrals.draft_referral(case, stories.ASK, referral=None, version=None, by=cast.actor("amara"), at=AT)


def _done(state: Make, act: Act) -> Make:
    def make(cast: Cast) -> Any:
        record = state(cast)
        DO[act](cast, record)
        return record

    return make


def _sent(cast: Cast) -> Referral:
    return stories.sent(cast, stories.case(cast))


def _offered(cast: Cast) -> CaseShare:
    return stories.offered(cast, stories.case(cast))


def _live(cast: Cast) -> CaseShare:
    return stories.shared(cast, stories.case(cast))


def _ended(cast: Cast) -> CaseShare:
    """A share that began and ended before today, as its dates say."""
    share = stories.shared(
        cast, stories.case(cast, at=AT - timedelta(days=9)), at=AT - timedelta(days=9), until_on=date(2026, 11, 20)
    )
    assert share.ends_at < AT
    return share


def _to_begin(cast: Cast) -> CaseShare:
    """No act makes one so far: a share is offered for now. The life cycle knows the state all the same."""
    old = _offered(cast)
    CaseShare.objects.filter(pk=old.pk).update(closed_at=AT, declined_at=AT, declined_by=cast.people["priti"])
    fields = {
        f.attname: getattr(old, f.attname)
        for f in CaseShare._meta.concrete_fields
        if f.attname not in ("id", "reference")
    }
    soon = {
        "starts_at": AT + timedelta(days=2),
        "accepted_at": AT,
        "accepted_by_id": cast.people["priti"].pk,
    }
    fields["touched_at"] = Case.objects.get(pk=old.case_id).updated_at
    return CaseShare.objects.create(**{**fields, **soon})  # type: ignore[no-any-return]


def _restricted(cast: Cast) -> Entry:
    entry = stories.entry(cast, stories.case(cast))
    DO[Act.RESTRICT_ENTRY](cast, entry)
    return entry


def _noted(cast: Cast) -> Concern:
    """A concern that nobody has looked at."""
    return stories.concern(cast)


def _seat(cast: Cast) -> Seat:
    return cast.people["priti"].seats.get()


def _joined(cast: Cast) -> Concern:
    concern = stories.concern(cast)
    cases.join_concern(concern, stories.case(cast), reply="Joined.", by=cast.actor("amara"), at=AT)
    return concern


STATES: dict[tuple[str, str], Make] = {
    ("concern", "noted"): _noted,
    ("concern", "opened"): _done(_noted, Act.OPEN_CASE),
    ("concern", "joined"): _joined,
    ("concern", "dismissed"): _done(_noted, Act.DISMISS_CONCERN),
    ("case", "open"): stories.case,
    ("case", "closed"): _case_closed,
    ("entry", "plain"): lambda cast: stories.entry(cast, stories.case(cast)),
    ("entry", "restricted"): _restricted,
    ("seat", "live"): _seat,
    ("seat", "ended"): _done(_seat, Act.END_SEAT),
    ("referral", "drafted"): _draft,
    ("referral", "sent"): _sent,
    ("referral", "returned"): _done(_sent, Act.RETURN_REFERRAL),
    ("referral", "accepted"): _done(_sent, Act.ACCEPT_REFERRAL),
    ("referral", "declined"): _done(_sent, Act.DECLINE_REFERRAL),
    ("referral", "redirected"): _done(_sent, Act.REDIRECT_REFERRAL),
    ("referral", "withdrawn"): _done(_sent, Act.WITHDRAW_REFERRAL),
    ("share", "offered"): _offered,
    ("share", "live"): _live,
    ("share", "to_begin"): _to_begin,
    ("share", "ended"): _ended,
    ("share", "declined"): _done(_offered, Act.DECLINE_SHARE),
    ("share", "withdrawn"): _done(_live, Act.WITHDRAW_SHARE),
    ("share", "replaced"): _done(_live, Act.NARROW_SHARE),
}


def _open_case_of(cast: Cast, concern: Concern) -> Case:
    there = Case.objects.filter(pupil=concern.pupil, state="open").first()
    return there or stories.case(cast)


def _school(cast: Cast) -> dict[str, Any]:
    return {"by": cast.actor("amara"), "at": AT}


def _council(cast: Cast) -> dict[str, Any]:
    return {"by": cast.actor("sandra"), "at": AT}


def _receiver(cast: Cast) -> dict[str, Any]:
    return {"by": cast.actor("priti"), "at": AT}


def _narrow(cast: Cast, share: CaseShare) -> None:
    sections = (Section.VOICE,)
    shares.narrow_share(
        share, level=Level.SECTIONS, sections=sections, until_on=_sooner(share), why="Less.", **_school(cast)
    )


def _sooner(share: CaseShare) -> date:
    return min(UNTIL, local_day(share.ends_at - timedelta(seconds=1)))


def _extend(cast: Cast, share: CaseShare) -> None:
    shares.extend_share(share, until_on=local_day(share.ends_at + timedelta(days=2)), why="Longer.", **_school(cast))


def _widen(cast: Cast, share: CaseShare) -> None:
    sections = (Section.EDUCATION, Section.VOICE, Section.HEALTH)
    shares.widen_share(share, level=Level.SECTIONS, sections=sections, why="More.", **_school(cast))


def _answer(cast: Cast, referral: Referral) -> None:
    answers = {question.pk: "Yes." for question in referral.questions.all()}
    referrals.answer_referral(referral, answers=answers, **_school(cast))


def _decline(cast: Cast, referral: Referral) -> None:
    referrals.decline_referral(referral, reason="below_threshold", words="No.", meanwhile="Try.", **_council(cast))


def _redirect(cast: Cast, referral: Referral) -> None:
    where = {"where": "Early help", "words": "Theirs.", "meanwhile": "Try."}
    referrals.redirect_referral(referral, reason="other_service", **where, **_council(cast))


def _draft_again(cast: Cast, referral: Referral) -> None:
    referrals.draft_referral(referral.case, stories.ASK, referral=referral, version=referral.version, **_school(cast))


def _entry_facts() -> EntryFacts:
    return EntryFacts("contact", "home", "Call", "Rang home.", local_day(AT))


DO: dict[Act, Callable[[Cast, Any], Any]] = {
    Act.OPEN_CASE: lambda c, r: cases.open_case(r, why="Why.", reply="Thanks.", **_school(c)),
    Act.JOIN_CONCERN: lambda c, r: cases.join_concern(r, _open_case_of(c, r), reply="Joined.", **_school(c)),
    Act.DISMISS_CONCERN: lambda c, r: concerns.dismiss_concern(r, reply="Not now, because.", **_school(c)),
    Act.NAME_LEAD: lambda c, r: cases.name_lead(r, c.people["dan"], **_school(c)),
    Act.ADD_ENTRY: lambda c, r: entries.add_entry(r, _entry_facts(), seat=c.seat("amara"), **_school(c)),
    Act.RECORD_FAMILY_TOLD: lambda c, r: cases.record_family_told(r, stories.TOLD, **_school(c)),
    Act.DRAFT_REFERRAL: lambda c, r: (
        _draft_again(c, r)
        if isinstance(r, Referral)
        else referrals.draft_referral(r, stories.ASK, referral=None, version=None, **_school(c))
    ),
    Act.SHARE_CASE: stories.offered,
    Act.CLOSE_CASE: _close,
    Act.REOPEN_CASE: lambda c, r: cases.reopen_case(r, why="Again.", **_school(c)),
    Act.RESTRICT_ENTRY: lambda c, r: entries.restrict_entry(r, why="Health.", **_school(c)),
    Act.SEND_REFERRAL: lambda c, r: referrals.send_referral(r, **_school(c)),
    Act.ACKNOWLEDGE_REFERRAL: lambda c, r: referrals.acknowledge_referral(r, **_council(c)),
    Act.RETURN_REFERRAL: lambda c, r: referrals.return_referral(r, questions=["Since when?"], **_council(c)),
    Act.ANSWER_REFERRAL: _answer,
    Act.ACCEPT_REFERRAL: lambda c, r: referrals.accept_referral(r, words="Yes.", seat=c.seat("sandra"), **_council(c)),
    Act.DECLINE_REFERRAL: _decline,
    Act.REDIRECT_REFERRAL: _redirect,
    Act.WITHDRAW_REFERRAL: lambda c, r: referrals.withdraw_referral(r, why="Moved.", **_school(c)),
    Act.ACCEPT_SHARE: lambda c, r: shares.accept_share(r, **_receiver(c)),
    Act.DECLINE_SHARE: lambda c, r: shares.decline_share(r, why="Full.", **_receiver(c)),
    Act.WITHDRAW_SHARE: lambda c, r: shares.withdraw_share(r, why="Over.", **_school(c)),
    Act.ANSWER_QUESTION: lambda c, r: shares.answer_question(r, answer="No.", seat=c.seat("priti"), **_receiver(c)),
    Act.EXTEND_SHARE: _extend,
    Act.NARROW_SHARE: _narrow,
    Act.WIDEN_SHARE: _widen,
    Act.END_SEAT: lambda c, r: teams.end_seat(r, by=c.actor("mona"), at=AT),
    Act.CHANGE_ROLE: lambda c, r: teams.change_role(r, role=Role.AGENCY_MANAGER, by=c.actor("mona"), at=AT),
}
"""Each act on a record that stands, by whoever may do it."""


def state_of(record: Any, at: datetime = AT) -> str:
    """The state as the database has it."""
    fresh = type(record).objects.get(pk=record.pk)
    if isinstance(fresh, CaseShare):
        return share_state(fresh, at)
    if isinstance(fresh, Entry):
        return "restricted" if fresh.is_restricted else "plain"
    if isinstance(fresh, Seat):
        return "ended" if fresh.ends_at and fresh.ends_at <= at else "live"
    return str(fresh.state)


def test_every_state_of_the_table_is_made_here() -> None:
    known = {(kind, state) for kind in KINDS if kind != "pupil" for state in states(kind)}
    assert set(STATES) == known | {("share", "ended")}  # no act leads to the end by date


@pytest.mark.parametrize(("kind", "state"), STATES)
def test_in_each_state_each_act_does_what_the_table_says_or_is_refused(cast: Cast, kind: str, state: str) -> None:
    made = STATES[kind, state](cast)
    assert state_of(made) == state
    for act in sorted({act for of, old, act in MOVES if of == kind and old != NEW}):
        record = type(made).objects.get(pk=made.pk)
        with transaction.atomic():
            if (kind, state, act) in MOVES:
                DO[act](cast, record)
                assert state_of(record) in MOVES[kind, state, act], act
            else:
                with pytest.raises(NotNow):
                    DO[act](cast, record)
            transaction.set_rollback(True)
        assert state_of(made) == state


MOVING = sorted((k, old, act) for (k, old, act), new in MOVES.items() if old != NEW and new != {old})


@pytest.mark.parametrize(("kind", "state", "act"), MOVING)
def test_of_two_who_read_the_same_state_one_is_told_that_the_other_was_first(
    cast: Cast, kind: str, state: str, act: Act
) -> None:
    record = STATES[kind, state](cast)
    first, second = (type(record).objects.get(pk=record.pk) for _ in range(2))
    DO[act](cast, first)
    after = state_of(record)
    with pytest.raises((NotNow, AlreadyDone)), transaction.atomic():
        DO[act](cast, second)
    assert state_of(record) == after in MOVES[kind, state, act]


def test_a_referral_is_acknowledged_once(cast: Cast) -> None:
    referral = _sent(cast)
    stale = Referral.objects.get(pk=referral.pk)
    DO[Act.ACKNOWLEDGE_REFERRAL](cast, referral)
    with pytest.raises(NotNow), transaction.atomic():
        DO[Act.ACKNOWLEDGE_REFERRAL](cast, stale)


def test_a_case_with_a_referral_under_way_is_not_closed(cast: Cast) -> None:
    for make in (_draft, _sent):
        with transaction.atomic():
            with pytest.raises(NotNow):
                _close(cast, make(cast).case)
            transaction.set_rollback(True)


# --- the database ---

COLUMNS = {
    "concern": (Concern, "concern_state_known"),
    "case": (Case, "case_state_known"),
    "referral": (Referral, "referral_state_known"),
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_the_check_constraint_repeats_the_states(kind: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_constraintdef(oid) from pg_constraint where conname = %s", [COLUMNS[kind][1]])
        assert set(re.findall(r"'(\w+)'", cursor.fetchone()[0])) == states(kind)


@pytest.mark.parametrize(
    ("kind", "state", "fields"),
    [
        ("concern", "noted", {"state": "elsewhere"}),
        ("concern", "noted", {"state": "dismissed"}),
        ("concern", "noted", {"decided_at": AT}),
        ("case", "open", {"state": "elsewhere"}),
        ("case", "open", {"state": "closed"}),
        ("case", "open", {"closed_at": AT}),
        ("referral", "drafted", {"state": "sent"}),
        ("referral", "sent", {"state": "accepted"}),
        ("referral", "sent", {"sent_by": None}),
        ("entry", "plain", {"is_restricted": True}),
        ("share", "live", {"withdrawn_at": AT, "closed_at": AT}),
        ("share", "live", {"withdrawn_at": AT, "withdrawn_by": 1}),
        ("share", "offered", {"accepted_at": AT}),
    ],
    ids=str,
)
def test_the_database_ties_each_state_and_instant_to_its_person(
    cast: Cast, kind: str, state: str, fields: dict[str, Any]
) -> None:
    record = STATES[kind, state](cast)
    people = {name: cast.people["amara"] if name.endswith("_by") and value else value for name, value in fields.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(**people)
