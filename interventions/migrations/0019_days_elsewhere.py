"""Days of suspension at another school, as the head was told: kept with the suspension of which it was asked."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

BOUND = """
alter table interventions_dayselsewhere add constraint interventions_dayselsewhere_of_its_authority
    foreign key (suspension_id, authority_id) references interventions_suspension (id, authority_id)
    deferrable initially deferred;
call keep_to_authority('interventions_dayselsewhere');
"""


class Migration(migrations.Migration):
    """Nothing was asked so far, and nothing is made up."""

    dependencies: ClassVar = [
        ("agencies", "0031_letterhead"),
        ("interventions", "0018_sessions_of_a_school"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="DaysElsewhere",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("half_days", models.PositiveSmallIntegerField()),
                ("school", models.CharField(blank=True, max_length=120)),
                ("source", models.CharField(max_length=10)),
                ("asked_on", models.DateField()),
                ("said_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
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
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "suspension",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="elsewhere",
                        to="interventions.suspension",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["suspension"], name="days_elsewhere_suspension")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["school", "council", "parent", "ctf", "roll"])),
                        name="days_elsewhere_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("half_days", 0), ("school", "")),
                            models.Q(("half_days__gt", 0), models.Q(("school", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="days_elsewhere_at_a_school",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at", None)),
                        fields=("suspension",),
                        name="days_elsewhere_one_holds",
                    ),
                ],
            },
        ),
        migrations.RunSQL(BOUND, migrations.RunSQL.noop),
    ]
