"""A country in small: the cast's council among twenty-five, 24,000 cases, and what hangs on them."""

from django.db import connections

from agencies.directory.models import Agency, Authority
from agencies.people.models import Person
from referrals.pupils.models import Pupil
from tests.people import AT, Cast, make_cast

CASES, OWN = 24_000, 4_000
"""How many there are, and how many of them are the cast's council's; a quarter of those Alder Hythe School's."""
BIG = (
    "referrals_case",
    "referrals_caseshare",
    "referrals_concern",
    "referrals_duty",
    "referrals_dutystep",
    "referrals_enrolment",
    "referrals_entry",
    "referrals_familytold",
    "referrals_pupil",
    "referrals_referral",
    "interventions_move",
    "agencies_letter",
    "agencies_delivery",
    "agencies_seat",
    "agencies_person",
)
WORLD = """
create function pg_temp.ref(letter text, n int) returns text language sql immutable as $$
    select letter || substr(digits, 1, 3) || '-' || substr(digits, 4, 4) || '-A'
    from translate(lpad(n::text, 7, '0'), '0123456789', 'ZY23W6789X') as digits $$;
create temp table one as select n, 1000000 + n as id,
    case when n <= %(own)s then %(wexmoor)s::bigint else 1000 + n %% 24 end as authority_id,
    case when n > %(own)s then 100000 + (n %% 24) * 10 + 2 + n / 24 %% 6
        when n %% 4 = 0 then %(alder)s::bigint else %(merrow)s::bigint end as school_id,
    case when n > %(own)s then 100000 + (n %% 24) * 10 else %(council)s::bigint end as council_id,
    case when n > %(own)s then 100000 + (n %% 24) * 10 + 1 else %(camhs)s::bigint end as health_id,
    %(at)s::timestamptz - n * interval '7 seconds' as seen
from generate_series(1, %(cases)s) n;

insert into agencies_authority (id, code, name, front_door_phone, out_of_hours_phone)
select 1000 + n, 'A' || n, 'Council ' || n, '-', '-' from generate_series(0, 23) n;
insert into auth_group (id, name) select 100000 + n * 10 + k, 'G' || n || '.' || k
from generate_series(0, 23) n, generate_series(0, 7) k;
insert into agencies_agency (id, group_id, reference, authority_id, kind, name, urn, phone, safeguarding_lead,
    safeguarding_phone)
select 100000 + n * 10 + k, 100000 + n * 10 + k, pg_temp.ref('A', n * 10 + k), 1000 + n,
    case k when 0 then 'council' when 1 then 'health' else 'school' end, 'Agency ' || n || '.' || k, '', '', '', ''
from generate_series(0, 23) n, generate_series(0, 7) k;

insert into agencies_person (id, password, reference, email, name, job, phone, is_active, sessions_epoch,
    holds_urgent_mail, last_login)
select 1000000 + n, '!', pg_temp.ref('W', n), 'w' || n || '@example.test', 'Worker ' || n, '', '', true, 0,
    false, %(at)s
from generate_series(1, 5000) n;
insert into agencies_seat (id, person_id, agency_id, role, starts_at)
select 1000000 + n, 1000000 + n, case when n <= 600 then %(council)s else 100000 + (n %% 24) * 10 + n / 24 %% 8 end,
    case when n <= 600 or n / 24 %% 8 = 0 then 'council_officer' when n / 24 %% 8 = 1 then 'agency_worker'
        else 'inclusion_lead' end, %(at)s - interval '1 year'
from generate_series(1, 5000) n;

insert into referrals_pupil (id, reference, authority_id, given_name, family_name, known_as, born_on, added_at,
    version)
select id, pg_temp.ref('P', n), authority_id, 'Given' || n, 'Family' || n %% 500, '', '2012-01-01', %(at)s,
    1 from one;
insert into referrals_enrolment (authority_id, pupil_id, school_id, starts_on, kind, form)
select authority_id, id, school_id, '2025-09-01', 'main', '9W' from one;
insert into referrals_case (id, reference, authority_id, pupil_id, school_id, state, why, lead_id, opened_at,
    opened_by_id, overseen_from, outcome, outcome_words, family_words, updated_at, version)
select id, pg_temp.ref('C', n), authority_id, id, school_id, 'open', '-',
    case when n %% 40 = 0 then %(amara)s end, seen,
    %(amara)s, case when n %% 2 = 0 then seen end, '', '', '', seen, 1 from one;
insert into referrals_familytold (id, case_id, authority_id, told, whom, how, words, reason, reason_words,
    recorded_at,
    recorded_by_id)
select id, id, authority_id, 'not_yet', '', '', '', '', '', seen, %(amara)s from one;
insert into referrals_caseshare (id, reference, case_id, authority_id, agency_id, level, sections, purpose, basis,
    question, family_told_id, granted_at, granted_by_id, granting_agency_id, starts_at, ends_at, accepted_at,
    accepted_by_id, declined_why, withdrawn_why, touched_at)
select id, pg_temp.ref('H', n), id, authority_id, health_id, 'S', '{}', 'health_support', 'health_care', '-', id,
    %(at)s - interval '40 days', %(amara)s, council_id, %(at)s - interval '40 days', %(at)s + interval '30 days',
    %(at)s - interval '39 days', %(amara)s, '', '', seen from one where n %% 4 < 2;
insert into referrals_caseshare (id, reference, case_id, authority_id, agency_id, level, sections, purpose, basis,
    question, family_told_id, granted_at, granted_by_id, granting_agency_id, starts_at, ends_at, accepted_at,
    accepted_by_id, declined_why, withdrawn_why, touched_at, closed_at, withdrawn_at, withdrawn_by_id,
    withdrawn_for_id)
select 1000000 + id, pg_temp.ref('T', n), id, authority_id, health_id, 'S', '{}', 'early_help', 'health_care',
    '-', id,
    %(at)s - interval '40 days', %(amara)s, council_id, %(at)s - interval '40 days', ends_at,
    %(at)s - interval '39 days', %(amara)s, '', '', seen, coalesce(withdrawn_at, ends_at), withdrawn_at,
    case when withdrawn_at is not null then %(amara)s end, case when withdrawn_at is not null then school_id end
from (select *, case when n %% 3 = 0 then seen end as withdrawn_at,
    case when n %% 3 = 0 then %(at)s + interval '9 days' else seen end as ends_at from one) as ended;
insert into referrals_duty (id, reference, authority_id, pupil_id, case_id, school_id, subject_kind, subject_ref,
    rule,
    rule_from_on, standing, agency_id, act, opened_at, from_on, "limit", due_on, due_at, state, ended_by, why,
    version,
    pauses, shifts)
select id, pg_temp.ref('D', n), authority_id, id, id, school_id, 'case', pg_temp.ref('C', n), 'name_lead',
    date '2020-09-01', 'raised', school_id,
    'name_lead', seen, date '2026-11-09', 5, date '2026-12-03', %(at)s + n * interval '1 minute', 'open', '', '',
    1, '[]'::jsonb, '[]'::jsonb from one
union all
select 1000000 + id, pg_temp.ref('E', n), authority_id, id, id, school_id, 'case', pg_temp.ref('C', n),
    'share_case', date '2020-09-01', 'oversees',
    council_id, 'share_case', seen, date '2026-11-09', 5, date '2026-12-03', %(at)s + n * interval '1 minute',
    'open', '', '', 1,
    '[]'::jsonb, '[]'::jsonb from one where n %% 2 = 0;
insert into referrals_dutystep (authority_id, duty_id, name, tells, at, posted_at, why)
select authority_id, 1000000 + n, 'before_1', 'owner', %(at)s + (n - 24) * interval '1 hour', null, '' from one
union all
select authority_id, 1000000 + n, 'on_day', 'owner', %(at)s - n * interval '1 hour', %(at)s, '' from one;
insert into referrals_entry (id, reference, authority_id, case_id, kind, section, title, text, happened_on, at,
    author_role, told_by, is_restricted, restricted_why, version, agency_id, author_id, system)
select id, pg_temp.ref('N', n), authority_id, id, 'contact', 'education', '', '-', '2026-11-10', seen, '', '',
    false, '', 1,
    school_id, %(amara)s, '' from one;
insert into referrals_referral (id, reference, authority_id, case_id, school_id, state, hopes, going_well, worries,
    child_words, family_told, family_words, drafted_at, drafted_by_id, sent_at, sent_by_id, decided_at, decided_by_id,
    reason, decision_words, meanwhile, redirected_to, withdrawn_why, version)
select id, pg_temp.ref('R', n), authority_id, id, school_id, case when n %% 2 = 0 then 'accepted' else 'sent' end,
    '', '', '', '', 'yes', '', seen, %(amara)s, seen, %(amara)s, case when n %% 2 = 0 then seen end,
    case when n %% 2 = 0 then %(sandra)s::bigint end, '', '', '', '', '', 1 from one;
insert into referrals_concern (id, reference, authority_id, pupil_id, school_id, author_id, author_role, seen, fact,
    worry, child_words, done_so_far, told_whom, happened_on, logged_at, state, reply, version)
select id, pg_temp.ref('K', n), authority_id, id, school_id, case when n %% 8 = 0 then %(tom)s else %(dan)s end,
    '', '{}', '-', 1,
    '', '', '', '2026-11-10', seen, 'noted', '', 1 from one;
insert into interventions_move (id, reference, authority_id, case_id, pupil_id, home_school_id, receiving_school_id,
    share_id, state, tried, why, proposed_at, proposed_by_id, heard_by_whom, heard_words, question, approved_why,
    ended_party, ended_why, withdrawn_at, withdrawn_by_id, version)
select id, pg_temp.ref('M', n), authority_id, id, id, school_id,
    case when n > %(own)s then 100000 + (n %% 24) * 10 + 2 + (n / 24 + 1) %% 6
        when n %% 4 = 0 then %(merrow)s else %(alder)s end,
    1000000 + id, 'withdrawn', '', '', seen, %(amara)s, '', '', '', '', '', '-', seen, %(amara)s, 1 from one;
insert into agencies_letter (id, key, authority_id, act, step, subject_kind, subject_ref, case_id, tells, is_urgent,
    words, why, posted_at, addressed_at)
select id, 'L' || n, authority_id, 'open_case', '', 'case', pg_temp.ref('C', n), id, '[["raised", []]]', false,
    'Something.', '',
    seen, seen from one;
insert into agencies_delivery (authority_id, letter_id, person_id, channel, reference, state, not_before, attempts,
    sent_at, read_at, last_error, why)
select authority_id, id, case when n <= %(own)s then %(sandra)s else 1000000 + 601 + n %% 4000 end, 'inbox',
    gen_random_uuid(), 'sent', seen, 1, seen, case when n > %(own)s / 2 then seen end, '', '' from one;
drop table one;
"""


def fill() -> None:
    """Make it, as the owner, in the database that the connections lead to."""
    cast = make_cast()
    facts = {name: cast.people[name].pk for name in ("amara", "sandra", "tom", "dan")}
    facts |= {name: getattr(cast, name).pk for name in ("wexmoor", "alder", "merrow", "council", "camhs")}
    with connections["owner"].cursor() as cursor:
        cursor.execute(WORLD, {**facts, "at": AT, "cases": CASES, "own": OWN})
        cursor.execute("vacuum analyze")
    connections.close_all()


def known() -> Cast:
    """The cast of a world that is there, but for its two pupils' records, which nothing here asks for."""
    agencies = {agency.name: agency for agency in Agency.objects.filter(pk__lt=100_000)}
    people = {person.email.split("@")[0]: person for person in Person.objects.filter(pk__lt=1_000_000)}
    names = ("Alder Hythe School", "Merrow Lane Primary", "Inclusion team", "CAMHS", "Safer Schools")
    return Cast(Authority.objects.get(code="999"), *(agencies[name] for name in names), people, Pupil(), Pupil())
