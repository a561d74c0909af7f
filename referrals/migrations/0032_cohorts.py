"""The school year in which the pupil of a case or a concern was born, for lists of one year group; duties by kind."""

from django.conf import settings
from django.db import migrations, models

KEPT = """
create function cohort_of(born date) returns integer language sql immutable parallel safe strict as
    $$ select extract(year from born + interval '4 months')::integer $$;
create function take_cohort() returns trigger language plpgsql as $$
begin
    new.cohort := (select cohort_of(born_on) from referrals_pupil where id = new.pupil_id);
    return new;
end $$;
create trigger case_takes_cohort before insert or update of pupil_id, cohort on referrals_case
    for each row execute function take_cohort();
create trigger concern_takes_cohort before insert or update of pupil_id, cohort on referrals_concern
    for each row execute function take_cohort();
create function give_cohort() returns trigger language plpgsql as $$
begin
    execute format('update %I set cohort = 0 where pupil_id = $1', tg_argv[0]) using new.id;
    return null;
end $$;
create trigger pupil_gives_case_cohort after update of born_on on referrals_pupil
    for each row when (cohort_of(old.born_on) <> cohort_of(new.born_on))
    execute function give_cohort('referrals_case');
create trigger pupil_gives_concern_cohort after update of born_on on referrals_pupil
    for each row when (cohort_of(old.born_on) <> cohort_of(new.born_on))
    execute function give_cohort('referrals_concern');
update referrals_case set cohort = 0;
update referrals_concern set cohort = 0;
"""
UNKEPT = """
drop trigger pupil_gives_case_cohort on referrals_pupil;
drop trigger pupil_gives_concern_cohort on referrals_pupil;
drop trigger case_takes_cohort on referrals_case;
drop trigger concern_takes_cohort on referrals_concern;
drop function give_cohort;
drop function take_cohort;
drop function cohort_of;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0033_inbox_kinds"),
        ("referrals", "0031_contacts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="cohort",
            field=models.IntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="concern",
            name="cohort",
            field=models.IntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.RunSQL(KEPT, UNKEPT),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("school"),
                models.F("cohort"),
                models.OrderBy(models.F("updated_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="case_school_year",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("authority"),
                models.F("cohort"),
                models.OrderBy(models.F("updated_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("overseen_from__isnull", False)),
                name="case_authority_year",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("authority"),
                models.OrderBy(models.F("updated_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("overseen_from__isnull", False), ("state", "closed")),
                name="case_authority_closed",
            ),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(
                condition=models.Q(("state", "noted")),
                fields=["school", "cohort", "-worry", "logged_at", "id"],
                name="concern_waiting_year",
            ),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(
                condition=models.Q(("state", "noted"), _negated=True),
                fields=["school", "cohort", "-decided_at", "-id"],
                name="concern_looked_at_year",
            ),
        ),
        migrations.AddIndex(
            model_name="duty",
            index=models.Index(
                condition=models.Q(("state__in", ["open", "stopped"])),
                fields=["agency", "subject_kind", "due_at", "id"],
                name="duty_kind",
            ),
        ),
    ]
