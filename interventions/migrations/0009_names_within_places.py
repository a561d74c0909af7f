"""Names are searched place by place, each by one look in the index; short ones whole; and what a request reaches."""

from typing import ClassVar

from django.db import migrations

REACH = """
create or replace function inclusion_reach(own bigint[], agencies bigint[]) returns text
language sql stable security definer set search_path = public, pg_temp as $$
    with recursive shared(agency_id, authority_id) as (
        select agency_id, (
            select min(share.authority_id + 0) from referrals_caseshare share
            where share.agency_id = agency.agency_id and share.closed_at is null)
        from unnest(agencies) as agency (agency_id)
        union all
        select agency_id, (
            select min(share.authority_id + 0) from referrals_caseshare share
            where share.agency_id = shared.agency_id and share.closed_at is null
                and share.authority_id + 0 > shared.authority_id)
        from shared where authority_id is not null
    )
    select coalesce(string_agg(authority_id::text, ','), '') from (
        select unnest(own) as authority_id union select authority_id from shared where authority_id is not null
    ) as reached
$$;
"""
NAMED = """
drop function pupils_named(text[]);

create function pupils_named(words text[], places bigint[]) returns setof bigint
language sql stable security definer set search_path = public, pg_temp as $$
    select pupil.id from unnest(places) as place cross join lateral (
        select id from referrals_pupil where authority_id = place
            and name_key like as_part(words[1]) and name_key like as_part(words[2])
            and name_key like as_part(words[3]) and name_key like as_part(words[4])
            and name_key like as_part(words[5]) offset 0) as pupil
    where place = any(
        (select string_to_array(current_setting('inclusion.authorities', true), ',')::bigint[])::bigint[])
$$;
"""
CALLED = r"""
create function as_whole(word text) returns text language sql immutable parallel safe as $$
    select '(^|[ ''-])' || regexp_replace(plain_text(word), '([^[:alnum:]])', '\\\1', 'g') || '($|[ ''-])'
$$;
create function pupils_called(words text[], places bigint[]) returns setof bigint
language sql stable security definer set search_path = public, pg_temp as $$
    select pupil.id from unnest(places) as place cross join lateral (
        select id from referrals_pupil where authority_id = place and name_key ~ as_whole(words[1])
            and (words[2] is null or name_key ~ as_whole(words[2])) offset 0) as pupil
    where place = any(
        (select string_to_array(current_setting('inclusion.authorities', true), ',')::bigint[])::bigint[])
$$;
"""


class Migration(migrations.Migration):
    """`prepare_database` hands the functions to `inclusion_lookup`."""

    dependencies: ClassVar = [("interventions", "0008_flat_indexes"), ("referrals", "0016_walks")]
    operations: ClassVar = [migrations.RunSQL(REACH), migrations.RunSQL(NAMED), migrations.RunSQL(CALLED)]
