"""Names are found too where they are misspelt, or written as they sound: by trigrams, and by double metaphone."""

from typing import ClassVar

import django.contrib.postgres.indexes
from django.db import migrations
from django.db.models import F

from referrals.pupils.querysets import NameSounds

SOUNDS = """
create extension if not exists fuzzystrmatch;

create function sounds_of(words text[]) returns text[] language sql immutable parallel safe as $$
    select coalesce(array_agg(distinct sound), '{}') from unnest(words) as word
        cross join lateral (values (public.dmetaphone(word)), (public.dmetaphone_alt(word))) as heard (sound)
    where length(word) > 2 and sound <> ''
$$;
create function name_sounds(given text, family text, known text) returns text[]
language sql immutable parallel safe as $$
    select public.sounds_of(regexp_split_to_array(public.name_key(given, family, known), '[^a-z]+'))
$$;
"""
NEAR = """
select show_limit();  -- loads pg_trgm in this session: before that nobody but a superuser may name its settings

create function pupils_near(word text, forms text[], places bigint[]) returns setof bigint
language sql stable security definer
set search_path = public, pg_temp set pg_trgm.word_similarity_threshold = 0.35 as $$
    select pupil.id from unnest(places) as place cross join lateral (
        select id from referrals_pupil where authority_id = place and (
            name_key like as_part(word) or name_key %> (word)
            or name_sounds(given_name, family_name, known_as) && sounds_of(forms)) offset 0) as pupil
    where place = any(
        (select string_to_array(current_setting('inclusion.authorities', true), ',')::bigint[])::bigint[])
$$;
"""
AWAY = "drop function name_sounds(text, text, text); drop function sounds_of(text[]);"


class Migration(migrations.Migration):
    """`prepare_database` hands the function to `inclusion_lookup`."""

    dependencies: ClassVar = [("referrals", "0029_wider")]
    operations: ClassVar = [
        migrations.RunSQL(SOUNDS, AWAY),
        migrations.AddIndex(
            model_name="pupil",
            index=django.contrib.postgres.indexes.GinIndex(
                F("authority_id"),
                NameSounds(F("given_name"), F("family_name"), F("known_as")),
                name="pupil_sounds",
            ),
        ),
        migrations.RunSQL(NEAR, "drop function pupils_near(text, text[], bigint[])"),
    ]
