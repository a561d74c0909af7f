"""The school year in which the pupil of a suspension was born, and the indexes by which moves of a state or a school are listed."""

from django.conf import settings
from django.db import migrations, models

KEPT = """
create trigger suspension_takes_cohort before insert or update of pupil_id, cohort on interventions_suspension
    for each row execute function take_cohort();
create trigger pupil_gives_suspension_cohort after update of born_on on referrals_pupil
    for each row when (cohort_of(old.born_on) <> cohort_of(new.born_on))
    execute function give_cohort('interventions_suspension');
update interventions_suspension set cohort = 0;
"""
UNKEPT = """
drop trigger pupil_gives_suspension_cohort on referrals_pupil;
drop trigger suspension_takes_cohort on interventions_suspension;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0033_inbox_kinds"),
        ("interventions", "0025_council_told_by_systems"),
        ("referrals", "0032_cohorts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="suspension",
            name="cohort",
            field=models.IntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.RunSQL(KEPT, UNKEPT),
        migrations.AddIndex(
            model_name="move",
            index=models.Index(
                models.F("authority"),
                models.F("state"),
                models.OrderBy(models.F("id"), descending=True),
                name="move_authority_state",
            ),
        ),
        migrations.AddIndex(
            model_name="move",
            index=models.Index(
                models.F("receiving_school"), models.OrderBy(models.F("id"), descending=True), name="move_to"
            ),
        ),
        migrations.AddIndex(
            model_name="suspension",
            index=models.Index(
                models.F("school"),
                models.F("cohort"),
                models.OrderBy(models.F("first_on"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="suspension_school_year",
            ),
        ),
        migrations.AddIndex(
            model_name="suspension",
            index=models.Index(
                models.F("authority"),
                models.F("cohort"),
                models.OrderBy(models.F("first_on"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="suspension_authority_year",
            ),
        ),
    ]
