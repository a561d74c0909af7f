"""Row-level security behind the door: every table of children shows the rows of the authorities that were set, or none."""

from typing import ClassVar

from django.db import migrations

PROCEDURE = """
create procedure keep_to_authority(kept regclass, for_worker boolean default false) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', kept);
    execute format('alter table %s force row level security', kept);
    execute format('create policy of_its_authority on %s using (authority_id = any(
        (select string_to_array(current_setting(''inclusion.authorities'', true), '','')::bigint[])::bigint[]))', kept);
    execute format('create policy of_the_owner on %s to current_user using (true)', kept);
    if for_worker then
        execute format('create policy of_the_worker on %s to inclusion_worker using (true)', kept);
    end if;
end $$;
"""
BY_AUTHORITY = (
    "referrals_pupil",
    "referrals_enrolment",
    "referrals_identifier",
    "referrals_externalid",
    "referrals_pupilfact",
    "referrals_concern",
    "referrals_case",
    "referrals_familytold",
    "referrals_entry",
    "referrals_referral",
    "referrals_tried",
    "referrals_question",
    "interventions_move",
    "interventions_consent",
    "interventions_placecheck",
    "interventions_settlingreview",
    "interventions_suspension",
    "interventions_suspensionreason",
    "interventions_suspendedsession",
    "interventions_suspensionnotice",
)
ALSO_FOR_THE_WORKER = (
    "referrals_duty",
    "referrals_dutystep",
    "referrals_caseshare",
    "agencies_letter",
    "agencies_delivery",
    "agencies_draft",
)
VIEWS = """
alter view live_share set (security_invoker = true);
alter view live_seat set (security_invoker = true);
"""
REACH = """
create policy of_the_lookup on referrals_caseshare for select to inclusion_lookup using (true);

create function inclusion_reach(own bigint[], agencies bigint[]) returns text
language sql stable security definer set search_path = public, pg_temp as $$
    with recursive shared(agency_id, authority_id) as (
        select agency_id, (
            select min(share.authority_id) from referrals_caseshare share
            where share.agency_id = agency.agency_id and share.closed_at is null)
        from unnest(agencies) as agency (agency_id)
        union all
        select agency_id, (
            select min(share.authority_id) from referrals_caseshare share
            where share.agency_id = shared.agency_id and share.closed_at is null
                and share.authority_id > shared.authority_id)
        from shared where authority_id is not null
    )
    select coalesce(string_agg(authority_id::text, ','), '') from (
        select unnest(own) as authority_id union select authority_id from shared where authority_id is not null
    ) as reached
$$;
"""
NAMES = """
create policy of_the_lookup on referrals_pupil for select to inclusion_lookup using (true);

create function as_part(word text) returns text language sql immutable parallel safe as $$
    select coalesce('%' || replace(replace(replace(plain_text(word), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%', '%')
$$;
create function pupils_named(words text[]) returns setof bigint
language sql stable security definer set search_path = public, pg_temp as $$
    select id from referrals_pupil
    where authority_id = any(
            (select string_to_array(current_setting('inclusion.authorities', true), ',')::bigint[])::bigint[])
        and name_key like as_part(words[1]) and name_key like as_part(words[2]) and name_key like as_part(words[3])
        and name_key like as_part(words[4]) and name_key like as_part(words[5])
$$;
"""


class Migration(migrations.Migration):
    """The roles stand before (docs/running.md); `prepare_database` hands the two functions to `inclusion_lookup`."""

    dependencies: ClassVar = [
        ("interventions", "0006_authority_columns"),
        ("referrals", "0007_authority_columns"),
        ("agencies", "0015_authorities_of_letters"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(PROCEDURE),
        *(migrations.RunSQL(f"call keep_to_authority('{table}')") for table in BY_AUTHORITY),
        *(migrations.RunSQL(f"call keep_to_authority('{table}', true)") for table in ALSO_FOR_THE_WORKER),
        migrations.RunSQL(VIEWS),
        migrations.RunSQL(REACH),
        migrations.RunSQL(NAMES),
    ]
