"""The lists ask the same number of queries for eighty cases and for eight hundred."""

import pytest
from django.db import connection

from referrals.cases.models import Case
from tests import stories
from tests.browsing import queries
from tests.people import Cast, make_pupil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
SIZES = (80, 800)
MORE = """
insert into referrals_case (reference, authority_id, pupil_id, school_id, state, why, opened_at, opened_by_id,
    overseen_from, outcome, outcome_words, family_words, updated_at, version)
select translate(to_char(n, 'FM0000') || '-AAAA-A', '015', 'BCD'), authority_id, (%(pupils)s::bigint[])[n], school_id,
    'open', why, opened_at, opened_by_id, overseen_from, '', '', '', updated_at - n * interval '1 second', 1
from referrals_case, generate_series(%(first)s, %(last)s) n where id = %(model)s;
insert into referrals_duty (reference, authority_id, pupil_id, case_id, subject_kind, subject_ref, rule, rule_from_on,
    standing, agency_id, act, opened_at, from_on, "limit", due_on, due_at, state, pauses, shifts,
    ended_by, why, version)
select c.reference, c.authority_id, c.pupil_id, c.id, 'case', c.reference, d.rule, d.rule_from_on, d.standing,
    d.agency_id, d.act, d.opened_at, d.from_on, d."limit", d.due_on, d.due_at, 'open', '[]', '[]', '', '', 1
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


def grow(cast: Cast, model: Case, size: int) -> None:
    """As many cases as `size`, each with a duty of the school's and a referral in the queue."""
    have = Case.objects.count()
    pupils = [make_pupil(cast.alder, f"Child{n}", "Grown").pk for n in range(have, size)]
    facts = {"pupils": [0] * (have - 1) + pupils, "first": have, "last": size - 1, "model": model.pk}
    with connection.cursor() as cursor:
        cursor.execute(MORE, facts)
    assert Case.objects.count() == size


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
