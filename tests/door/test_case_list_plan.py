"""The case list at 100,000 cases: one ordered index walk a standing, and no sort of the whole."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from agencies.acting import bounds
from agencies.actors import Actor
from agencies.policy import Act
from referrals import door
from referrals.search.access import search
from tests.people import AT, Cast, make_cast
from tests.servers import Servers

CASES = 100_000
WORLD = """
insert into referrals_pupil (reference, authority_id, given_name, family_name, known_as, born_on, added_at, version)
select 'P' || n, %(authority)s, 'Given' || n, 'Family' || n %% 5000, '', '2012-01-01', %(at)s, 1
from generate_series(1, %(cases)s) n;
insert into referrals_case (reference, authority_id, pupil_id, school_id, state, why, opened_at, opened_by_id,
    overseen_from, outcome, outcome_words, family_words, updated_at, version)
select 'C' || n, %(authority)s, p.id, case when n %% 40 = 0 then %(school)s else %(other)s end, 'open', '-', %(at)s,
    %(person)s, case when n %% 2 = 0 then %(at)s end, '', '', '', %(at)s - n * interval '7 seconds', 1
from generate_series(1, %(cases)s) n join referrals_pupil p on p.reference = 'P' || n;
insert into referrals_familytold (case_id, authority_id, told, whom, how, words, reason, reason_words, recorded_at,
    recorded_by_id)
select id, authority_id, 'not_yet', '', '', '', '', '', %(at)s, %(person)s from referrals_case
where reference like 'C%%0';
insert into referrals_caseshare (reference, case_id, authority_id, agency_id, level, sections, purpose, basis, question,
    family_told_id, granted_at, granted_by_id, granting_agency_id, starts_at, ends_at, accepted_at, accepted_by_id,
    declined_why, withdrawn_why, touched_at)
select 'S' || c.id, c.id, c.authority_id, %(agency)s, 'S', '{}', 'health_support', 'health_care', '-', t.id, %(at)s,
    %(person)s, %(school)s, %(at)s - interval '1 day', %(at)s + interval '30 days', %(at)s, %(person)s, '', '',
    c.updated_at
from referrals_case c join referrals_familytold t on t.case_id = c.id;
"""


@pytest.fixture
def city(committed: str) -> Cast:
    cast = make_cast()
    facts = {
        "cases": CASES,
        "authority": cast.wexmoor.pk,
        "school": cast.alder.pk,
        "other": cast.merrow.pk,
        "agency": cast.camhs.pk,
        "person": cast.people["amara"].pk,
        "at": AT,
    }
    with connections["owner"].cursor() as cursor:
        cursor.execute(WORLD, facts)
        cursor.execute("analyze")
    connections["owner"].close()
    return cast


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)


def plan_of(actor: Actor, narrow: dict[str, Any], before: Any = None) -> list[dict[str, Any]]:
    """The plan of the list's key query, as run, node by node."""
    with transaction.atomic(), CaptureQueriesContext(connection) as seen:
        bounds.enter(actor, AT)
        door.page(actor, Act.SEE_CASE, narrow, before=before)
        walk = next(q["sql"] for q in seen.captured_queries if "updated_at" in q["sql"] or "touched_at" in q["sql"])
        with connection.cursor() as cursor:
            cursor.execute(f"explain (analyze, buffers, format json) {walk}")
            found = cursor.fetchone()[0]
    parsed = found if isinstance(found, list) else json.loads(found)
    return list(nodes(parsed[0]["Plan"]))


def test_each_standing_walks_its_index_in_order_and_stops(city: Cast) -> None:
    kinds = {"amara": "case_school", "sandra": "case_authority", "priti": "share_touched", "colm": "case_school"}
    for name, index in kinds.items():
        for narrow in ({}, {"state": "open"}):
            with transaction.atomic():
                bounds.enter(city.actor(name), AT)
                _, deep = door.page(city.actor(name), Act.SEE_CASE, narrow)
            for before in (None, deep):
                _assert_walk(plan_of(city.actor(name), narrow, before), index, f"{name} {narrow} {before}")


def test_who_reaches_cases_in_two_ways_walks_both_and_probes(city: Cast) -> None:
    """Of Amara, had she a seat at the hospital too: what she keeps, the share’s walk leaves out."""
    amara, priti = city.actor("amara"), city.actor("priti")
    both = replace(amara, seats=(*amara.seats, *priti.seats))
    with transaction.atomic():
        bounds.enter(both, AT)
        first, deep = door.page(both, Act.SEE_CASE, {})
    assert len({one.case.pk for one in first}) == len(first)
    for before in (None, deep):
        for index in ("case_school", "share_touched"):
            _assert_walk(plan_of(both, {}, before), index, f"both {before}")


def _assert_walk(plan: list[dict[str, Any]], index: str, what: str) -> None:
    assert not [n for n in plan if n["Node Type"] == "Seq Scan"], what
    assert index in {n.get("Index Name") for n in plan}, what
    sorts = [n for n in plan if n["Node Type"] in ("Sort", "Incremental Sort")]
    assert all(n["Actual Rows"] * n["Actual Loops"] <= 26 * 3 for n in sorts), what
    read = [
        n["Actual Rows"] * n["Actual Loops"] for n in plan if "Scan" in n["Node Type"] and n.get("Index Name") == index
    ]
    assert max(read) <= 60, what
    policies = [n for n in plan if n.get("Parent Relationship") == "InitPlan"]
    assert policies, what
    assert all(n["Actual Loops"] <= 1 for n in policies), what
    assert all(n["Actual Loops"] <= 60 for n in plan if n.get("Parent Relationship") == "SubPlan"), what


def plan_as_lookup(servers: Servers, database: str, function: str, call: str, bound: int) -> dict[str, Any]:
    """The plan of a function's own statement, as run by the role that owns it; `call` has its types and its values."""
    lookup = servers.cluster.connect(database)
    types, values = call.split(": ")
    with lookup.cursor() as cursor:
        cursor.execute("select prosrc, proargnames from pg_proc where proname = %s", [function])
        body, names = cursor.fetchone()
        for n, name in enumerate(names, start=1):
            body = re.sub(rf"(?<![\w.]){name}(?=[\[)])", f"${n}", body)
        cursor.execute("set role inclusion_lookup")
        cursor.execute("select set_config('inclusion.authorities', %s, false)", [str(bound)])
        cursor.execute(f"prepare asked({types}) as {body}")
        cursor.execute(f"explain (analyze, buffers, format json) execute asked({values})")
        plan: dict[str, Any] = cursor.fetchone()[0][0]["Plan"]
    lookup.close()
    return plan


def test_the_functions_read_their_indexes(city: Cast, committed: str, servers: Servers) -> None:
    """Names: under the application's policy the index could not be used. What a request reaches: in every request."""
    place = city.wexmoor.pk
    call = f"text[], bigint[]: '{{family4320,given}}', '{{{place}}}'"
    plan = plan_as_lookup(servers, committed, "pupils_named", call, place)
    assert plan["Actual Rows"] == CASES / 5000
    assert "pupil_name" in {n.get("Index Name") for n in nodes(plan)}
    assert plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] < 1000
    call = f"text, text[], bigint[]: 'okonwko', '{{okonwko,okonkwo}}', '{{{place}}}'"
    plan = plan_as_lookup(servers, committed, "pupils_near", call, place)
    assert {"pupil_name", "pupil_sounds"} <= {n.get("Index Name") for n in nodes(plan)}
    call = f"bigint[], bigint[]: '{{{place}}}', '{{{city.camhs.pk}}}'"
    plan = plan_as_lookup(servers, committed, "inclusion_reach", call, place)
    assert {n.get("Index Name") for n in nodes(plan)} == {None, "share_reach"}
    assert plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] < 50
    with transaction.atomic(), CaptureQueriesContext(connection) as seen:
        bounds.enter(city.actor("sandra"), AT)
        assert len(search(city.actor("sandra"), "family4320")) == CASES / 5000
    assert any("pupils_named" in query["sql"] for query in seen.captured_queries)
    assert len(seen.captured_queries) <= 5
