"""Every table of children is bounded by authority in the database itself; those that are not stand here, with why."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections, transaction

from inclusion.embedded.postgres import APPLICATION, BACKUP, LOOKUP, OWNER, WORKER
from tests import wide
from tests.servers import Servers

WITHOUT = {
    **dict.fromkeys(("agencies_authority", "agencies_agency", "agencies_person", "agencies_seat"), "who is asking"),
    **dict.fromkeys(("agencies_session", "django_session", "throttle"), "read before it is known who asks"),
    **dict.fromkeys(
        (
            "agencies_setting",
            "agencies_termdate",
            "agencies_yearversion",
            "agencies_closure",
            "agencies_bankholiday",
            "agencies_areayear",
            "agencies_following",
            "interventions_signalrun",
            "interventions_signalswitch",
            "interventions_termreport",
        ),
        "a council's and a school's own",
    ),
    **dict.fromkeys(("agencies_code", "agencies_establishment", "agencies_establishmentlink"), "the public register"),
    **dict.fromkeys(("agencies_localauthority", "agencies_sweep", "agencies_reminderclock"), "of no child"),
    **dict.fromkeys(("trail_entry", "trail_rest", "trail_seal"), "sign-ins have no authority, and sealing reads all"),
    **dict.fromkeys(("agencies_accountmail", "agencies_device", "agencies_firstcode"), "a person's own sign-in"),
    **dict.fromkeys(("agencies_guess", "agencies_strangertries"), "counts, of nobody by name"),
    "agencies_keptsending": "encrypted, by its writer alone; kept when it is not known who asks",
    "agencies_misclient": "a school's system: it asks before its authority is known",
    "agencies_idempotencykey": "answers to one system, by its own key, for 48 hours; asked for by that system alone",
    "agencies_person_user_permissions": "empty: nobody has a permission of their own",
    "agencies_agencychange": "an agency’s and its seats’, which have none; written before it is known who asks",
    "referrals_lostfile": "random keys, of nobody by name: the rows that named them are gone",
    "level_permission": "words: which level opens which",
}
"""Tables without a policy, and the reason of each."""
OF_PACKAGES = re.compile(r"(account|auth|django|guardian|mfa|oauth2_provider)_\w+|trail_2\d{3}_\d{2}")
"""Sign-in, permissions and tokens of other people's apps, and the trail's months."""
POLICY = "(authority_id = ANY (( SELECT (string_to_array(current_setting('inclusion.authorities'::text, true), ','::text))::bigint[] AS string_to_array)::bigint[]))"  # noqa: E501
FOR_THE_WORKER = {
    "referrals_duty",
    "referrals_dutystep",
    "referrals_caseshare",
    "agencies_letter",
    "agencies_delivery",
    "agencies_draft",
}
TABLES = """
select t.relname, t.relrowsecurity and t.relforcerowsecurity,
    coalesce((select array_agg(array[p.policyname::text, array_to_string(p.roles, ','), p.cmd, p.qual])
        from pg_policies p where p.schemaname = 'public' and p.tablename = t.relname), '{}'),
    exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'authority_id' and a.attnotnull),
    exists (select from pg_trigger g where g.tgname = 'held_on_insert' and g.tgrelid = coalesce(
        (select i.inhparent from pg_inherits i where i.inhrelid = t.oid), t.oid))
    or exists (select from pg_constraint c join pg_attribute a on a.attrelid = t.oid and a.attname = 'authority_id'
        where c.conrelid = t.oid and c.contype = 'f' and cardinality(c.conkey) = 2 and a.attnum = any(c.conkey))
from pg_class t where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p')
"""
YEARS = re.compile(r"attendance_\d{4}")
"""The parts of the table of marks: bounded as the whole is, and closed to everybody who does not come through it."""
ROOTS = {"referrals_pupil", "agencies_draft"}
"""They hang on nothing whose authority theirs would have to equal."""


@pytest.fixture
def nothing_set(committed: str) -> Iterator[None]:
    wide.narrow()
    yield
    wide.widen()


def ask(statement: str, alias: str = "default", *parameters: Any) -> list[Any]:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, parameters or None)
        return cursor.fetchall()


def unbounded() -> set[str]:
    """The tables that are neither bounded by authority, in every particular, nor named above."""
    found = set()
    for table, is_forced, policies, has_authority, is_held in ask(TABLES):
        qualified = {name: (roles, command, qual) for name, roles, command, qual in policies}
        wanted = {"of_its_authority": ("public", "ALL", POLICY), "of_the_owner": (OWNER, "ALL", "true")}
        if table in FOR_THE_WORKER:
            wanted["of_the_worker"] = (WORKER, "ALL", "true")
        if table in ("referrals_pupil", "referrals_caseshare"):
            wanted["of_the_lookup"] = (LOOKUP, "SELECT", "true")
        is_bounded = is_forced and has_authority and qualified == wanted and (is_held or table in ROOTS)
        if not is_bounded and table not in WITHOUT and not OF_PACKAGES.fullmatch(table):
            found.add(table)
    return found


def bounded() -> list[str]:
    return sorted(table for table, is_forced, *_ in ask(TABLES) if is_forced and not YEARS.fullmatch(table))


@pytest.mark.django_db
def test_every_table_is_bounded_or_named_with_its_reason() -> None:
    assert unbounded() == set()
    assert set(WITHOUT) <= {row[0] for row in ask(TABLES)}
    assert len(bounded()) == 55


@pytest.mark.parametrize(
    "fault",
    [
        "drop policy of_its_authority on referrals_entry",
        "alter table referrals_entry no force row level security",
        "alter table referrals_entry disable row level security",
        "alter policy of_its_authority on referrals_entry using (true)",
        "create policy another on referrals_entry using (true)",
        "alter table referrals_entry drop constraint referrals_entry_of_its_authority",
    ],
)
def test_a_table_that_lost_its_policy_is_named(committed: str, fault: str) -> None:
    ask(f"{fault}; select 1", "owner")
    assert unbounded() == {"referrals_entry"}
    connections["owner"].close()


@pytest.mark.django_db
def test_a_year_of_attendance_is_reached_through_the_whole_alone() -> None:
    parts = [table for table, *_ in ask(TABLES) if YEARS.fullmatch(table)]
    assert {"attendance_2025", "attendance_2026", "attendance_2027", "attendance_2028"} <= set(parts)
    for table in parts:
        for statement in (f"select 1 from {table}", f"delete from {table} returning 1"):
            with pytest.raises(Exception, match="permission denied"), transaction.atomic():
                ask(statement)


@pytest.mark.demonstration
def test_with_no_authority_set_every_table_of_children_is_empty_and_takes_nothing(nothing_set: None) -> None:
    assert ask("select current_user") == [(APPLICATION,)]
    full = {table for table in bounded() if ask(f"select exists (select from {table})", "owner")[0][0]}
    empty = {
        "agencies_draft",
        "referrals_attendancecorrection",
        "referrals_attendancesum",
        "referrals_attendanceweek",
        "referrals_concernaddition",
        "referrals_contact",
        "referrals_document",
        "referrals_documentversion",
        "referrals_contactperson",
        "referrals_contactword",
        "referrals_duplicate",
        "referrals_familylink",
        "referrals_giventask",
        "referrals_professional",
        "referrals_fieldchange",
        "interventions_settlingreview",
        "interventions_signal",
        "referrals_externalid",
        "referrals_nextplace",
        "referrals_pupilfact",
        "referrals_weekbefore",
    }
    assert set(bounded()) - full <= empty
    for table in bounded():
        assert ask(f"select count(*) from {table}") == [(0,)], table
        part = ("", "") if table != "referrals_attendanceweek" else (", week", ", '2026-11-02'")
        with pytest.raises(Exception, match="violates row-level security policy"):
            ask(f"insert into {table} (authority_id{part[0]}) values (1{part[1]}) returning 1")
    connections["owner"].close()


@pytest.mark.demonstration
def test_a_setting_that_was_used_is_forgotten_with_its_transaction(nothing_set: None) -> None:
    own = ask("select array_agg(id) from agencies_authority")[0][0]
    with transaction.atomic():
        ask("select set_config('inclusion.authorities', %s, true)", "default", str(own[0]))
        assert ask("select count(*) > 100 from referrals_pupil") == [(True,)]
    assert ask("select current_setting('inclusion.authorities', true)") == [("",)]
    assert ask("select count(*) from referrals_pupil") == [(0,)]


@pytest.mark.django_db
def test_nobody_can_become_somebody_who_sees_more() -> None:
    for role in (WORKER, OWNER, BACKUP, LOOKUP):
        with pytest.raises(Exception, match="permission denied to set role"), transaction.atomic():
            ask(f"set role {role}; select 1")
    held = "select rolname from pg_roles where rolbypassrls and rolname like 'inclusion%'"
    assert ask(held) == [(BACKUP,)]
    members = "select r.rolname, m.rolname from pg_auth_members a join pg_roles r on r.oid = a.roleid"
    members += " join pg_roles m on m.oid = a.member where m.rolname like 'inclusion%'"
    assert sorted(ask(members)) == [(LOOKUP, OWNER), ("pg_read_all_data", BACKUP)]


DEFINERS = ("inclusion_reach", "pupils_called", "pupils_named", "pupils_near")


@pytest.mark.django_db
def test_the_functions_that_look_further_are_of_a_role_that_never_logs_in() -> None:
    definers = "select p.proname, r.rolname, r.rolcanlogin from pg_proc p join pg_roles r on r.oid = p.proowner"
    definers += " where p.prosecdef and p.pronamespace = 'public'::regnamespace order by 1"
    assert ask(definers) == [(name, LOOKUP, False) for name in DEFINERS]
    views = "select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace"
    assert ask(f"{views} and not coalesce(reloptions, '{{}}') @> '{{security_invoker=true}}'") == []


def test_the_worker_reads_of_all_what_its_sweeps_need_and_of_shares_the_dates(committed: str, servers: Servers) -> None:
    """As its own login, with nothing set."""
    from tests import stories
    from tests.people import make_cast

    cast = make_cast()
    stories.shared(cast, stories.case(cast))
    worker = servers.cluster.connect(committed, WORKER)
    try:
        with worker.cursor() as cursor:
            for table in sorted(FOR_THE_WORKER - {"agencies_draft", "agencies_delivery"}):
                cursor.execute(f"select count(id) from {table}")
                assert cursor.fetchone()[0] > 0, table
            for table in set(bounded()) - FOR_THE_WORKER:
                cursor.execute(f"select count(*) from {table}")
                assert cursor.fetchone()[0] == 0, table
            cursor.execute("select closed_at, ends_at from referrals_caseshare")
            for column in ("question", "level", "sections", "purpose"):
                with pytest.raises(Exception, match="permission denied"):
                    cursor.execute(f"select {column} from referrals_caseshare")
            with pytest.raises(Exception, match="permission denied"):
                cursor.execute("update referrals_caseshare set ends_at = now()")
    finally:
        worker.close()
    connection.close()
