"""A child is found by the names that they had before, as by those of today."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models
from django.db.models import F

from referrals.pupils.querysets import NameKey, NameSounds

KEY = r"""
create function name_key(given text, family text, known text, former text) returns text
language sql immutable parallel safe as $$
    select public.name_key(given, family, known) || case former when '' then '' else translate(
        ' ' || public.plain_text(former) || ' ' || regexp_replace(public.plain_text(former), '[^[:alnum:]\n]', '', 'g'),
        E'\n', ' ') end
$$;
create function name_sounds(given text, family text, known text, former text) returns text[]
language sql immutable parallel safe as $$
    select public.sounds_of(regexp_split_to_array(public.name_key(given, family, known, former), '[^a-z]+'))
$$;
"""
NEAR = """
select show_limit();  -- loads pg_trgm in this session: before that nobody but a superuser may name its settings

create or replace function pupils_near(word text, forms text[], places bigint[]) returns setof bigint
language sql stable security definer
set search_path = public, pg_temp set pg_trgm.word_similarity_threshold = 0.35 as $$
    select pupil.id from unnest(places) as place cross join lateral (
        select id from referrals_pupil where authority_id = place and (
            name_key like as_part(word) or name_key %> (word)
            or name_sounds(given_name, family_name, known_as, former_names) && sounds_of(forms)) offset 0) as pupil
    where place = any(
        (select string_to_array(current_setting('inclusion.authorities', true), ',')::bigint[])::bigint[])
$$;
drop function name_sounds(text, text, text);
"""
NAMES = (F("given_name"), F("family_name"), F("known_as"), F("former_names"))


class Migration(migrations.Migration):
    """The key is worked out again for each pupil: the table is written once, and waited for meanwhile."""

    dependencies: ClassVar = [("referrals", "0045_duplicates"), ("interventions", "0017_names_in_any_spelling")]
    operations: ClassVar = [
        migrations.RunSQL(KEY),
        migrations.AddField(
            "pupil", "former_names", models.CharField(max_length=2000, blank=True, default="", db_default="")
        ),
        migrations.RemoveIndex("pupil", "pupil_name"),
        migrations.RemoveIndex("pupil", "pupil_sounds"),
        migrations.RemoveField("pupil", "name_key"),
        migrations.AddField(
            "pupil",
            "name_key",
            models.GeneratedField(expression=NameKey(*NAMES), output_field=models.TextField(), db_persist=True),
        ),
        migrations.AddIndex(
            "pupil", GinIndex(F("authority_id"), OpClass(F("name_key"), name="gin_trgm_ops"), name="pupil_name")
        ),
        migrations.AddIndex("pupil", GinIndex(F("authority_id"), NameSounds(*NAMES), name="pupil_sounds")),
        migrations.RunSQL(NEAR),
    ]
