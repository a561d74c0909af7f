"""What was changed of a pupil: rows that nobody changes, bounded by authority, erased with the child."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import agencies.references

HOLD = """
alter table referrals_fieldchange add constraint referrals_fieldchange_of_its_authority
    foreign key (pupil_id, authority_id) references referrals_pupil (id, authority_id) deferrable initially deferred;
call keep_to_authority('referrals_fieldchange');
"""


class Migration(migrations.Migration):
    """The table, its key and its policy; the procedure that makes one stands on the top floor."""

    dependencies: ClassVar = [
        ("agencies", "0017_agency_changes"),
        ("referrals", "0007_authority_columns"),
        ("interventions", "0007_row_level_security"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="FieldChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(default=agencies.references.new_reference, max_length=11, unique=True)),
                ("act", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=20)),
                ("key", models.BigIntegerField()),
                ("field", models.CharField(max_length=40)),
                ("old", models.TextField(null=True)),
                ("new", models.TextField(null=True)),
                ("at", models.DateTimeField()),
                ("person_id", models.BigIntegerField(null=True)),
                ("by_name", models.CharField(max_length=150)),
                ("by_agency", models.CharField(max_length=150)),
                (
                    "authority",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.authority",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="referrals.pupil",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["pupil", "-at"], name="pupil_changes")],
            },
        ),
        migrations.RunSQL(HOLD),
    ]
