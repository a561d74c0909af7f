-- The world of `make bench` at one size, by generate_series: %(cases)s cases in 150 authorities, as at %(at)s.
-- The first authority is the same at every size; the others share the rest. Everything is worked out of the row's own number.
create function pg_temp.h(n bigint, among bigint) returns bigint language sql immutable as
    $$ select (n * 2654435761 %% 4294967291) %% among $$;
create function pg_temp.digit(n bigint) returns text language sql immutable as
    $$ select substr('ABCDEFGHJKMNPQRTUVWXYZ2346789', (n %% 29)::int + 1, 1) $$;
create function pg_temp.ref(tag int, n bigint) returns text language sql immutable as $$
    select pg_temp.digit(tag) || pg_temp.digit(n / 594823321) || pg_temp.digit(n / 20511149) || pg_temp.digit(n / 707281) || '-'
        || pg_temp.digit(n / 24389) || pg_temp.digit(n / 841) || pg_temp.digit(n / 29) || pg_temp.digit(n) || '-'
        || pg_temp.digit(2 * tag + 3 * (n / 594823321 %% 29) + 4 * (n / 20511149 %% 29) + 5 * (n / 707281 %% 29)
            + 6 * (n / 24389 %% 29) + 7 * (n / 841 %% 29) + 8 * (n / 29 %% 29) + 9 * (n %% 29))
$$;
create function pg_temp.area(c bigint) returns bigint language sql immutable as
    $$ select case when c <= %(home)s then 1 else 2 + (c - %(home)s - 1) / %(per)s end $$;
create function pg_temp.authority(c bigint) returns bigint language sql immutable as $$ select 1000 + pg_temp.area(c) $$;
create function pg_temp.team(area bigint, n bigint) returns bigint language sql immutable as $$ select area * 1000 + n $$;
create function pg_temp.schools(area bigint) returns bigint language sql immutable as
    $$ select case when area = 1 then %(home_schools)s else %(schools)s end $$;
create function pg_temp.school(c bigint) returns bigint language sql immutable as
    $$ select pg_temp.team(pg_temp.area(c), 100 + c %% pg_temp.schools(pg_temp.area(c))) $$;
create function pg_temp.person(agency bigint, n bigint) returns bigint language sql immutable as
    $$ select agency * 10000 + n $$;
create function pg_temp.changed(c bigint) returns timestamptz language sql immutable as
    $$ select %(at)s::timestamptz - (60 + pg_temp.h(c, 63072000)) * interval '1 second' $$;
create function pg_temp.is_open(c bigint) returns boolean language sql immutable as $$ select pg_temp.h(c, 10) < 7 $$;
create function pg_temp.has_left(c bigint) returns boolean language sql immutable as $$ select c %% 50 = 7 $$;

insert into agencies_authority (id, code, name, front_door_phone, out_of_hours_phone)
select 1000 + n, chr(87 + n / 100) || to_char(n %% 100, 'FM00'), 'Council ' || n, '-', '-' from generate_series(1, 150) n;

create temporary table team on commit drop as
select pg_temp.team(area, n) as id, area, kind, kind || ' ' || area || '-' || n as name
from generate_series(1, 150) area, unnest(
    array[1, 2, 3, 4, 5, 6], array['council', 'police', 'health', 'health', 'social_care', 'youth_justice']) as one (n, kind)
union all
select pg_temp.team(area, 100 + n), area, 'school', 'School ' || area || '-' || n
from generate_series(1, 150) area, lateral generate_series(0, pg_temp.schools(area) - 1) n
union all
select 1000 + n, 1, kind, kind || ' adversary ' || n
from unnest(array[10, 11, 12, 13], array['police', 'health', 'social_care', 'youth_justice']) as one (n, kind);
insert into auth_group (id, name) select id, name from team;
insert into agencies_agency (id, reference, kind, name, phone, safeguarding_lead, safeguarding_phone, group_id, authority_id, urn)
select id, pg_temp.ref(0, id), kind, name, '', 'Mrs Okoro', '01632 960204', id, 1000 + area,
    case when kind = 'school' then to_char(row_number() over (partition by kind order by id) + 100000, 'FM000000') else '' end
from team;
insert into agencies_termdate (agency_id, first_on, last_on, kind, label)
select id, first_on::date, last_on::date, 'term', '' from team,
    (values ('2026-09-02', '2026-10-23'), ('2026-11-02', '2026-12-18'), ('2027-01-05', '2027-02-12'),
        ('2027-02-22', '2027-03-25'), ('2027-04-12', '2027-05-28'), ('2027-06-07', '2027-07-22')) as term (first_on, last_on)
where kind = 'school';

-- A school: head, inclusion lead, six of the staff. A council: 18 officers and two managers, the first one's 3,000. A team: 12.
create temporary table sitter on commit drop as
select pg_temp.person(id, n) as id, id as agency_id,
    case when kind = 'school' then (array['head', 'inclusion_lead'])[n + 1] when kind = 'council' and n in (1, 19) then 'council_manager'
        when kind = 'council' then 'council_officer' when n = 1 then 'agency_manager' else 'agency_worker' end as role
from team, lateral generate_series(0, case when id = 1001 then 2999 when kind = 'council' then 19 when kind = 'school' then 7
    else 11 end) n;
update sitter set role = 'staff' where role is null;
insert into agencies_person (id, password, last_login, reference, email, name, job, phone, is_active, sessions_epoch, holds_urgent_mail)
select id, '!', %(at)s::timestamptz - interval '1 day', pg_temp.ref(1, id), id || '@bench.test',
    (array['Ama', 'Ben', 'Chloe', 'Dev', 'Esme', 'Femi', 'Grace', 'Hari', 'Ines', 'Jon'])[pg_temp.h(id, 10) + 1] || ' '
        || (array['Archer', 'Barlow', 'Carver', 'Draper', 'Ellery', 'Fenner', 'Garner', 'Hewitt'])[pg_temp.h(id / 10, 8) + 1]
        || ' ' || id, '', '', true, 0, false
from (select id from sitter union all values (1), (2)) as one;
insert into agencies_seat (person_id, agency_id, role, starts_at)
select id, agency_id, role, %(at)s::timestamptz - interval '400 days' from sitter
union all  -- forty schools in one person
select 1, 1100 + n, 'inclusion_lead', %(at)s::timestamptz - interval '400 days' from generate_series(0, 39) n;

insert into referrals_pupil (id, reference, authority_id, given_name, family_name, known_as, born_on, added_at, version)
select n, pg_temp.ref(2, n), pg_temp.authority(c),
    (array['Ada', 'Bilal', 'Caleb', 'Daisy', 'Elif', 'Farah', 'Gwen', 'Hugo', 'Isla', 'Jude', 'Keira', 'Leon', 'Maya', 'Noah', 'Olive',
        'Priya', 'Rhys', 'Sana', 'Theo', 'Una'])[pg_temp.h(n, 20) + 1],
    case pg_temp.h(n, 700) when 1 then 'Li' when 2 then 'Bo' when 3 then 'Xu' else
    (array['Ash', 'Brad', 'Col', 'Dun', 'East', 'Fair', 'Gold', 'Har', 'Ken', 'Lang', 'Mar', 'Nor', 'Oak', 'Pem', 'Red', 'Shaw', 'Thorn',
        'West', 'Wood', 'Young'])[pg_temp.h(n / 20, 20) + 1]
    || (array['bury', 'by', 'croft', 'dale', 'field', 'ford', 'ham', 'ley', 'low', 'man', 'ridge', 'sett', 'son', 'stone', 'ton', 'ward',
        'well', 'wick', 'wood', 'worth'])[pg_temp.h(n / 7, 20) + 1] end,
    '', '2010-01-01'::date + pg_temp.h(n, 2500)::int, %(at)s::timestamptz - interval '400 days', 1
from generate_series(1, %(pupils)s) n, lateral (select case when n <= %(cases)s then n else (n - %(cases)s) * 2 end as c) as mate;
insert into referrals_enrolment (pupil_id, authority_id, school_id, starts_on, ends_on, kind, form)
select p.id, p.authority_id, pg_temp.school(c), '2025-09-01', case when is_gone then %(at)s::date - 100 end, 'main', '9W'
from referrals_pupil p, lateral (select case when p.id <= %(cases)s then p.id else (p.id - %(cases)s) * 2 end as c,
    p.id <= %(cases)s and pg_temp.has_left(p.id) as is_gone) as mate
where p.id between 1 and %(pupils)s;

-- A third of the cases have a lead professional; the second school of the first authority has one for all of its own.
insert into referrals_case (id, reference, authority_id, pupil_id, school_id, state, why, opened_at, opened_by_id, overseen_from,
    closed_at, closed_by_id, outcome, outcome_words, family_words, updated_at, left_at, lead_id, version, cohort)
select c, pg_temp.ref(3, c), pg_temp.authority(c), c, school, case when pg_temp.is_open(c) then 'open' else 'closed' end,
    'He has missed a good deal of school this term', changed - interval '60 days', pg_temp.person(school, 1),
    case when c %% 2 = 0 then changed - interval '40 days' end, case when not pg_temp.is_open(c) then changed end,
    case when not pg_temp.is_open(c) then pg_temp.person(school, 1) end, '', '', '', changed,
    case when pg_temp.has_left(c) then %(at)s::timestamptz - interval '100 days' end,
    case when school = 1101 then pg_temp.person(1101, 2) when pg_temp.h(c, 3) = 0 then pg_temp.person(school, 3 + pg_temp.h(c, 5)) end, 1,
    cohort_of(pupil.born_on)
from generate_series(1, %(cases)s) c join referrals_pupil pupil on pupil.id = c, lateral (select pg_temp.school(c) as school, pg_temp.changed(c) as changed) as of_it;
insert into referrals_familytold (id, case_id, authority_id, told, whom, how, told_on, words, reason, reason_words, recorded_at,
    recorded_by_id)
select c, c, pg_temp.authority(c), 'yes', 'his mother', 'by telephone', %(at)s::date - 300, 'She agrees.', '', '',
    %(at)s::timestamptz - interval '300 days', pg_temp.person(pg_temp.school(c), 1)
from generate_series(1, %(cases)s) c;
insert into referrals_concern (id, reference, author_role, seen, fact, worry, child_words, done_so_far, told_whom, happened_on, logged_at,
    state, decided_at, reply, version, author_id, authority_id, case_id, decided_by_id, school_id, pupil_id)
select n, pg_temp.ref(4, n), 'staff', '{}', 'Left the lesson and did not come back', 1 + n %% 3, '', '', '', logged::date, logged,
    case when is_opened then 'opened' else 'noted' end, case when is_opened then logged + interval '1 day' end, '', 1,
    pg_temp.person(pg_temp.school(c), 2 + n %% 6), pg_temp.authority(c), case when is_opened then c end,
    case when is_opened then pg_temp.person(pg_temp.school(c), 1) end, pg_temp.school(c), case when is_opened then c else %(cases)s + c / 2 end
from generate_series(1, %(cases)s + %(cases)s / 20) n,
    lateral (select n <= %(cases)s as is_opened, case when n <= %(cases)s then n else (n - %(cases)s) * 20 end as c) as mate,
    lateral (select pg_temp.changed(n) - interval '61 days' as logged) as then_on;
insert into referrals_entry (id, reference, kind, section, title, text, happened_on, at, author_role, told_by, is_restricted,
    restricted_why, version, agency_id, author_id, case_id, system, authority_id)
select n, pg_temp.ref(5, n), (array['contact', 'observation', 'voice', 'act'])[n %% 4 + 1],
    (array['education', 'attendance', 'behaviour', 'health', 'home', 'voice', 'casework'])[n %% 7 + 1], 'A talk with the family',
    'They said that mornings are the hardest, and that the bus is part of it.', changed::date, changed, 'inclusion_lead', '', false, '', 1,
    school, pg_temp.person(school, 1), c, '', pg_temp.authority(c)
from generate_series(1, 2 * %(cases)s) n, lateral (select (n + 1) / 2 as c) as mate,
    lateral (select pg_temp.school(c) as school, pg_temp.changed(c) as changed) as of_it;
insert into referrals_referral (id, reference, authority_id, case_id, school_id, state, hopes, going_well, worries, child_words, family_told,
    family_words, drafted_at, drafted_by_id, sent_at, sent_by_id, acknowledged_at, acknowledged_by_id, decided_at, decided_by_id, reason,
    decision_words, meanwhile, redirected_to, withdrawn_why, version)
select c, pg_temp.ref(6, c), authority_id, c, school_id, state, 'A week without a day missed', 'Art', 'Mornings', '', 'yes', '', sent, opened_by_id,
    case when state <> 'drafted' then sent end, case when state <> 'drafted' then opened_by_id end,
    case when is_over then sent end, case when is_over then officer end, case when is_over then sent + interval '2 days' end,
    case when is_over then officer end, case when state = 'declined' then 'not_met' else '' end, '', '', '', '', 1
from (select id as c, authority_id, school_id, opened_by_id, overseen_from is not null or c.id %% 20 = 1 as is_over,
    case when overseen_from is not null then 'accepted' when c.id %% 20 = 1 then 'declined' when c.state = 'open' and c.id %% 20 = 3 then 'sent'
        when c.state = 'open' and c.id %% 20 = 5 then 'drafted' when c.state = 'open' and c.id %% 20 = 7 then 'returned' end as state,
    greatest(opened_at, %(at)s::timestamptz - interval '90 days') + interval '1 day' as sent,
    pg_temp.person(pg_temp.team(pg_temp.area(id), 1), 0) as officer
    from referrals_case c where c.id between 1 and %(cases)s) as one where state is not null;

-- Two and a half shares a case with the teams of its area; then those of the adversaries; then the summaries of managed moves.
-- A case that is closed has ended its shares.
create temporary table share on commit drop as
select (c - 1) * 3 + k as id, c, pg_temp.team(pg_temp.area(c), 2 + (c + k) %% 5) as agency_id,
    (array['prevent_harm', 'health_support', 'safeguard', 'social_care', 'youth_justice'])[(c + k) %% 5 + 1] as purpose,
    case when pg_temp.is_open(c) then
        (array['live', 'live', 'live', 'live', 'live', 'live', 'live', 'live', 'live', 'offered', 'to_begin', 'withdrawn'])[
            pg_temp.h(c * 3 + k, 20) + 1] end as state,
    pg_temp.changed(c) as touched_at
from generate_series(1, %(cases)s) c, generate_series(1, 3) k where k < 3 or c %% 2 = 1
union all  -- the police of forty thousand: as far as there are so many cases
select 3 * %(cases)s + c, c, 1010, 'prevent_harm', 'live', pg_temp.changed(c) from generate_series(1, %(cases)s) c
where pg_temp.is_open(c) and (c <= %(home)s or (pg_temp.area(c) <= 39 and (c - %(home)s - 1) %% %(per)s < 1280))
union all  -- few
select 4 * %(cases)s + c, c, 1011, 'health_support', 'live', pg_temp.changed(c) from generate_series(1, 20) c where pg_temp.is_open(c)
union all  -- all old
select 5 * %(cases)s + c, c, 1012, 'social_care', 'live', %(at)s::timestamptz - interval '1100 days' - c * interval '1 minute'
from generate_series(1, 2900) c where pg_temp.is_open(c)
union all  -- all just ended
select 6 * %(cases)s + c, c, 1013, 'youth_justice', 'ended', pg_temp.changed(c) from generate_series(1, 7200) c where pg_temp.is_open(c)
union all
select 7 * %(cases)s + c, c, pg_temp.school(c + 1), 'education_provision', 'live', pg_temp.changed(c)
from generate_series(3, %(cases)s - 1, 200) c where pg_temp.school(c) <> pg_temp.school(c + 1) and pg_temp.area(c) = pg_temp.area(c + 1)
    and pg_temp.is_open(c) and not pg_temp.has_left(c);
insert into referrals_caseshare (id, reference, case_id, authority_id, agency_id, level, sections, purpose, basis, question, family_told_id,
    granted_at, granted_by_id, granting_agency_id, starts_at, ends_at, accepted_at, accepted_by_id, declined_why, withdrawn_at,
    withdrawn_by_id, withdrawn_for_id, withdrawn_why, closed_at, touched_at, left_at)
select id, pg_temp.ref(7, id), c, pg_temp.authority(c), agency_id, case when id %% 3 = 0 then 'S' else 'T' end,
    case when id %% 3 = 0 then '{}' else '{education,attendance,behaviour}' end::varchar[], purpose, 'public_task', '', c, starts_at,
    pg_temp.person(pg_temp.team(pg_temp.area(c), 1), 0), pg_temp.team(pg_temp.area(c), 1), starts_at, ends_at,
    case when coalesce(state, '') <> 'offered' then starts_at end,
    case when coalesce(state, '') <> 'offered' then pg_temp.person(agency_id, 0) end, '',
    case when state = 'withdrawn' then %(at)s::timestamptz - interval '10 days' end,
    case when state = 'withdrawn' then pg_temp.person(pg_temp.team(pg_temp.area(c), 1), 0) end,
    case when state = 'withdrawn' then pg_temp.team(pg_temp.area(c), 1) end, case when state = 'withdrawn' then 'No more need' else '' end,
    case when state is null then ends_at when state = 'withdrawn' then %(at)s::timestamptz - interval '10 days' end, touched_at,
    case when pg_temp.has_left(c) and state is not null and state <> 'ended' then %(at)s::timestamptz - interval '100 days' end
from share, lateral (select
    case when state = 'to_begin' then %(at)s::timestamptz + interval '5 days' when state is null then %(at)s::timestamptz - interval '200 days'
        else %(at)s::timestamptz - interval '110 days' + pg_temp.h(id, 86400 * 5) * interval '1 second' end as starts_at,
    case when state = 'ended' then %(at)s::timestamptz - pg_temp.h(id, 55) * interval '1 second' - interval '1 second'
        when state is null then %(at)s::timestamptz - interval '120 days' + pg_temp.h(id, 86400 * 5) * interval '1 second'
        else %(at)s::timestamptz + interval '10 days' + pg_temp.h(id, 86400 * 40) * interval '1 second' end as ends_at) as term;
insert into interventions_move (id, reference, state, tried, why, proposed_at, heard_by_whom, heard_words, question, approved_why,
    ended_party, ended_why, version, authority_id, case_id, home_school_id, proposed_by_id, pupil_id, receiving_school_id, share_id)
select c, pg_temp.ref(8, c), 'proposed', 'Mentoring', 'A fresh start', %(at)s::timestamptz - (1 + pg_temp.h(c, 90)) * interval '1 day', '', '', '',
    '', '', '', 1, pg_temp.authority(c), c, pg_temp.school(c), pg_temp.person(pg_temp.school(c), 0), c, agency_id, id
from share where id > 7 * %(cases)s;
insert into interventions_consent (party, name, answer, words, how, statement_shown, asked_at, move_id, authority_id)
select party, '', '', '', '', false, proposed_at, id, authority_id from interventions_move, unnest(array['parent', 'receiving_head']) as of_move (party);

-- Duties owed: by schools, councils, and the teams of shares; about 20,000 late at most. Of every case one that was met.
create temporary table duty on commit drop as
select c as id, c, 'case' as kind, pg_temp.ref(3, c) as subject, 'name_lead' as rule, 'raised' as standing, 'name_lead' as act,
    pg_temp.school(c) as agency_id, null::bigint as share_id, true as is_owed
from generate_series(1, %(cases)s) c where c %% 2 = 0 and pg_temp.is_open(c) and not pg_temp.has_left(c)
union all
select %(cases)s + c, c, 'case', pg_temp.ref(3, c), 'share_case', 'oversees', 'share_case', pg_temp.team(pg_temp.area(c), 1), null, true
from generate_series(2, %(cases)s, 6) c where pg_temp.is_open(c)
union all
select 2 * %(cases)s + c, c, 'case', pg_temp.ref(3, c), 'tell_family', 'raised', 'record_family_told', pg_temp.school(c), null, false
from generate_series(1, %(cases)s) c
union all
select 3 * %(cases)s + id, c, 'share', pg_temp.ref(7, id), case when state = 'offered' then 'accept_share' else 'answer_question' end,
    case when state = 'offered' then 'offered' else 'granted' end, case when state = 'offered' then 'accept_share' else 'answer_question' end,
    agency_id, id, true
from share where id <= 7 * %(cases)s and (state = 'offered' or (state in ('live', 'ended') and (id %% 4 = 0 or agency_id = 1013)));
insert into referrals_duty (id, reference, authority_id, pupil_id, case_id, school_id, share_id, subject_kind, subject_ref, rule, rule_from_on, standing,
    agency_id, act, opened_at, from_on, "limit", due_on, due_at, state, pauses, shifts, ended_at, ended_by, why, version)
select id, pg_temp.ref(9, id), pg_temp.authority(c), c, c, pg_temp.school(c), share_id, kind, subject, rule, '2025-09-01', standing, agency_id, act,
    due - interval '7 days', (due - interval '7 days')::date, 5, (due - interval '1 second')::date, due, case when is_owed then 'open' else 'met' end,
    '[]', '[]', case when not is_owed then due - interval '1 day' end, case when is_owed then '' else 'Ama Archer' end, '', 1
from duty, lateral (select case when is_owed and id %% (%(cases)s / 15000 + 3) > 0
    then date_trunc('day', %(at)s::timestamptz) + (1 + pg_temp.h(id, 50)) * interval '1 day'
    else date_trunc('day', %(at)s::timestamptz) - pg_temp.h(id, 30) * interval '1 day' end as due) as by_then;
insert into referrals_dutystep (name, tells, at, posted_at, duty_id, authority_id, why)
select step.name, step.tells, d.due_at + step.after, case when d.due_at + step.after <= %(at)s then d.due_at + step.after end, d.id,
    d.authority_id, ''
from referrals_duty d, (values ('before', 'owner', interval '-41 hours'), ('due', 'owner', interval '-16 hours'),
    ('late_1', 'manager', interval '8 hours')) as step (name, tells, after)
where d.state = 'open';

insert into agencies_letter (id, key, act, step, subject_kind, subject_ref, case_id, tells, is_urgent, words, posted_at, addressed_at,
    authority_id, why)
select n, 'bench:' || lpad(n::text, 9, '0'), 'accept_referral', '', 'case', pg_temp.ref(3, c), c, '[["raised", ["inclusion_lead"]]]', false,
    'The council accepted your referral.', %(at)s::timestamptz - interval '20 days', %(at)s::timestamptz - interval '20 days', pg_temp.authority(c), ''
from generate_series(1, %(cases)s + 37000) n, lateral (select case when n <= %(cases)s then n else 1 + n %% %(home)s end as c) as mate;
insert into agencies_delivery (id, channel, reference, state, not_before, attempts, sent_at, read_at, last_error, person_id, letter_id,
    authority_id, why)
select 2 * l.id - k, case k when 0 then 'inbox' else 'email' end, lpad(to_hex(2 * l.id - k), 32, '0')::uuid, 'sent', l.posted_at, k, l.posted_at,
    case when k = 0 and l.id <= %(cases)s and l.id %% 10 > 0 then l.posted_at end, '',
    case when l.id <= %(cases)s then pg_temp.person(pg_temp.school(l.id), 1) else pg_temp.person(1001, 5) end, l.id, l.authority_id, ''
from agencies_letter l, generate_series(0, 1) k where k = 0 or l.id <= %(cases)s;
