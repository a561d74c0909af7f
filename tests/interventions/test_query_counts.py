"""Pages ask the same number of queries for few rows and for many: cases by the hundred, moves and suspensions too."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from interventions.moves.models import Consent, Move, PlaceCheck, SettlingReview
from interventions.suspensions import actions as suspensions
from interventions.suspensions import totals
from interventions.suspensions.facts import SuspensionFacts
from interventions.suspensions.models import Suspension
from referrals.cases.models import Case
from tests import moves, stories
from tests.interventions.test_suspensions import form
from tests.people import AT, Cast, make_cast, make_pupil, set_clock

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SIZES = (80, 800)
MORE = """
insert into referrals_case (reference, authority_id, pupil_id, school_id, state, why, opened_at, opened_by_id,
    overseen_from, outcome, outcome_words, family_words, updated_at, version)
select translate(to_char(n, 'FM0000') || '-AAAA-A', '015', 'BCD'), authority_id, (%(pupils)s::bigint[])[n], school_id,
    'open', why, opened_at, opened_by_id, overseen_from, '', '', '', updated_at - n * interval '1 second', 1
from referrals_case, generate_series(%(first)s, %(last)s) n where id = %(model)s;
insert into referrals_duty (reference, authority_id, pupil_id, case_id, subject_kind, subject_ref, rule, rule_from_on,
    standing, agency_id, act, opened_at, from_on, "limit", due_on, due_at, state, ended_by, why, version)
select c.reference, c.authority_id, c.pupil_id, c.id, 'case', c.reference, d.rule, d.rule_from_on, d.standing,
    d.agency_id, d.act, d.opened_at, d.from_on, d."limit", d.due_on, d.due_at, 'open', '', '', 1
from referrals_case c, referrals_duty d
where d.case_id = %(model)s and d.rule = 'name_lead' and c.reference like '%%-AAAA-A'
    and not exists (select from referrals_duty there where there.case_id = c.id);
insert into referrals_referral (reference, authority_id, case_id, state, hopes, going_well, worries, child_words,
    family_told, family_words, drafted_at, drafted_by_id, sent_at, sent_by_id, reason, decision_words, meanwhile,
    redirected_to, withdrawn_why, version)
select c.reference, r.authority_id, c.id, 'sent', r.hopes, '', r.worries, '', 'yes', '', r.drafted_at, r.drafted_by_id,
    r.sent_at, r.sent_by_id, '', '', '', '', '', 1
from referrals_case c, referrals_referral r
where r.case_id = %(model)s and c.reference like '%%-AAAA-A'
    and not exists (select from referrals_referral there where there.case_id = c.id);
"""


@pytest.fixture
def cast() -> Iterator[Cast]:
    with time_machine.travel(AT, tick=False):
        set_clock(AT)
        yield make_cast()


def grow(cast: Cast, model: Case, size: int) -> None:
    """As many cases as `size`, each with a duty of the school's and a referral in the queue."""
    have = Case.objects.count()
    pupils = [make_pupil(cast.alder, f"Child{n}", "Grown").pk for n in range(have, size)]
    facts = {"pupils": [0] * (have - 1) + pupils, "first": have, "last": size - 1, "model": model.pk}
    with connection.cursor() as cursor:
        cursor.execute(MORE, facts)
    assert Case.objects.count() == size


def queries(cast: Cast, name: str, path: str) -> int:
    client = Client()
    client.force_login(cast.people[name], backend=BACKEND)
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_pages_ask_as_much_at_eighty_as_at_eight_hundred(cast: Cast) -> None:
    model = stories.case(cast)
    referral = stories.accepted(cast, model)
    model.refresh_from_db()
    paths = {
        ("amara", "/my-work/"),
        ("amara", f"/cases/{model.reference}/"),
        ("sandra", "/my-work/"),
        ("sandra", "/triage/"),
        ("sandra", f"/triage/{referral.reference}/"),
        ("amara", "/cases/"),
    }
    asked: dict[int, dict[tuple[str, str], int]] = {}
    for size in SIZES:
        grow(cast, model, size)
        asked[size] = {path: queries(cast, *path) for path in sorted(paths)}
    assert asked[SIZES[0]] == asked[SIZES[1]]
    assert max(asked[SIZES[1]].values()) <= 26


MANY = 30


def more_moves(cast: Cast, model: Move) -> None:
    """Thirty more moves of other pupils; of this one thirty parents and checks of the place."""
    moved, one = [], cast.people["amara"]
    for n in range(MANY):
        pupil = make_pupil(cast.alder, f"Child{n}", "Moved")
        case = Case.objects.create(
            authority=cast.wexmoor,
            pupil=pupil,
            school=cast.alder,
            opened_at=AT,
            opened_by=cast.people["amara"],
            updated_at=AT,
        )
        moved.append(
            Move(
                authority=cast.wexmoor, case=case, pupil=pupil, home_school=cast.alder, receiving_school=cast.merrow,
                share=model.share, state="agreed", agreed_at=AT, proposed_at=AT, proposed_by=one,
            )
        )  # fmt: skip
    Move.objects.bulk_create(moved)
    parents = [Consent(move=model, party="parent", name=f"Parent {n}", asked_at=AT) for n in range(MANY)]
    Consent.objects.bulk_create(parents)
    PlaceCheck.objects.bulk_create(
        PlaceCheck(
            move=model, stage="approval", places=9, taken=1, ground="nobody", asked_whom="A",
            checked_at=moves.LATER, checked_by=cast.people["grace"],
        )
        for _ in parents
    )  # fmt: skip


def test_the_pages_of_moves_ask_as_much_for_few_as_for_many(cast: Cast) -> None:
    move = moves.checked(cast)
    url = f"/moves/{move.reference}/"
    acts = [("amara", "hear-pupil"), ("colm", "withdraw-move"), ("sandra", "check-place"), ("sandra", "approve-move")]
    paths = [
        *((name, path) for name in ("amara", "farida", "sandra") for path in ("/moves/", url)),
        *((name, f"{url}{act}/") for name, act in acts),
        ("amara", f"{url}letter/"),
        ("amara", f"/cases/{move.case.reference}/propose-move/"),
    ]
    with time_machine.travel(moves.LATER, tick=False):
        set_clock(moves.LATER)
        few = [queries(cast, *path) for path in paths]
        more_moves(cast, move)
        many = [queries(cast, *path) for path in paths]
    assert dict(zip(paths, many, strict=True)) == dict(zip(paths, few, strict=True))
    assert max(many) <= 32


def test_a_settled_moves_page_asks_as_much_with_its_reviews(cast: Cast) -> None:
    move = moves.admitted(cast)
    url, by = f"/moves/{move.reference}/", cast.people["farida"]
    few = queries(cast, "farida", url)
    for week in (6, 12):
        SettlingReview.objects.create(move=move, week=week, words="Well.", reviewed_at=AT, reviewed_by=by)
    assert queries(cast, "farida", url) == few


def suspend(cast: Cast, day: date) -> Suspension:
    facts = SuspensionFacts("lunch", totals.sessions((day,), "lunch"), ("PA", "DB", "TH"), "Mentoring.")
    return suspensions.impose_suspension(cast.kofi, facts, seat=cast.seat("colm"), by=cast.actor("colm"), at=AT)


def test_the_pages_of_suspensions_ask_as_much_for_few_as_for_many(cast: Cast) -> None:
    stories.case(cast)
    one = suspend(cast, date(2026, 11, 23))
    told = {"whom": "Them", "how": "here", "told_on": AT.date(), "by": cast.actor("amara"), "at": AT}
    suspensions.record_notice(one, "council", **told)
    url = f"/suspensions/{one.reference}/"
    paths = [
        *((name, path) for name in ("colm", "sandra") for path in ("/suspensions/", url)),
        ("colm", "/suspensions/impose-suspension/"),
        ("colm", "/suspensions/impose-suspension/?pupil_name=Kofi"),
        *(
            ("colm", f"{url}{page}/")
            for page in ("record-notice", "letter", "cancel-suspension", "record-representations")
        ),
    ]
    few = [queries(cast, *path) for path in paths]
    for n in range(1, 20):
        if (day := date(2026, 11, 23) + timedelta(n)).weekday() < 5 and n != 4:
            suspensions.record_notice(suspend(cast, day), "council", **told)
    for n in range(MANY):
        make_pupil(cast.alder, f"Kofi{n}", "Other")
    many = [queries(cast, *path) for path in paths]
    assert dict(zip(paths, many, strict=True)) == dict(zip(paths, few, strict=True))
    assert max(many) <= 26


def test_the_totals_before_the_decision_ask_as_much_after_many_suspensions(cast: Cast) -> None:
    head, typed = Client(), form(cast, first_on="17 12 2026", last_on="17 12 2026", kind="mornings")
    head.force_login(cast.people["colm"], backend=BACKEND)

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            page = head.post("/suspensions/impose-suspension/", typed)
        assert "with this one" in page.content.decode()
        return len(seen)

    suspend(cast, date(2026, 11, 23))
    asked()
    few = asked()
    for n in range(1, 15):
        if (day := date(2026, 11, 23) + timedelta(n)).weekday() < 5 and n != 4:
            suspend(cast, day)
    assert asked() == few
