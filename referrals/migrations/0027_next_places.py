"""What a place on a roll becomes on the first of September: another form, or the last day that was planned."""

import django.db.models.deletion
from django.db import migrations, models

HOLD = """
alter table referrals_nextplace add constraint referrals_nextplace_of_its_authority foreign key (enrolment_id, authority_id)
    references referrals_enrolment (id, authority_id) deferrable initially deferred;
call keep_to_authority('referrals_nextplace');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0031_letterhead"),
        ("referrals", "0026_second_person"),
    ]

    operations = [
        migrations.CreateModel(
            name="NextPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField()),
                ("before", models.CharField(blank=True, max_length=20)),
                ("form", models.CharField(blank=True, max_length=20)),
                ("leaves_on", models.DateField(blank=True, null=True)),
                ("instead_of", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(fields=("id", "authority"), name="enrolment_of_authority"),
        ),
        migrations.AddField(
            model_name="nextplace",
            name="authority",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.authority"
            ),
        ),
        migrations.AddField(
            model_name="nextplace",
            name="enrolment",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="next", to="referrals.enrolment"
            ),
        ),
        migrations.AddIndex(
            model_name="nextplace",
            index=models.Index(fields=["authority", "from_on", "id"], name="next_place_due"),
        ),
        migrations.AddConstraint(
            model_name="nextplace",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("form", ""), ("leaves_on__isnull", False), ("leaves_on__lt", models.F("from_on"))),
                    models.Q(("leaves_on", None), models.Q(("form", ""), _negated=True)),
                    _connector="OR",
                ),
                name="next_place_form_or_last_day",
            ),
        ),
        migrations.RunSQL(HOLD, migrations.RunSQL.noop),
    ]
