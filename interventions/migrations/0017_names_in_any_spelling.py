"""A name is found however its apostrophe, hyphen or space is written: O’Shea by oshea, Ó Briain by obriain."""

from typing import ClassVar

from django.db import migrations

PART = r"""
create function squeezed(text) returns text language sql immutable parallel safe strict as
$$ select regexp_replace(public.plain_text($1), '[^[:alnum:]]', '', 'g') $$;

create function name_part(word text) returns text language sql immutable parallel safe strict as
$$ select coalesce(nullif(public.squeezed(word), ''), public.plain_text(word)) $$;

create or replace function name_key(given text, family text, known text) returns text
language sql immutable parallel safe as $$
    select public.plain_text(coalesce(known, '') || ' ' || given || ' ' || family)
        || ' ' || coalesce(public.squeezed(known), '') || ' ' || public.squeezed(given) || ' ' || public.squeezed(family)
$$;

create or replace function as_part(word text) returns text language sql immutable parallel safe as $$
    select coalesce(
        '%' || replace(replace(replace(public.name_part(word), '\', '\\'), '%', '\%'), '_', '\_') || '%', '%')
$$;
"""
AGAIN = """
alter table referrals_pupil drop column name_key;
alter table referrals_pupil add column name_key text
    generated always as (name_key(given_name, family_name, known_as)) stored;
create index pupil_name on referrals_pupil using gin (authority_id, name_key gin_trgm_ops);
"""


class Migration(migrations.Migration):
    """The column is worked out again for each pupil: the table is written once, and waited for meanwhile."""

    dependencies: ClassVar = [("interventions", "0016_board_times"), ("referrals", "0025_since_when")]
    operations: ClassVar = [migrations.RunSQL(PART), migrations.RunSQL(AGAIN)]
