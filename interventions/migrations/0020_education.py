"""What education is arranged for a pupil who is suspended: where, from when on, and when the family was told."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

BOUND = """
alter table interventions_education add constraint interventions_education_of_its_authority
    foreign key (suspension_id, authority_id) references interventions_suspension (id, authority_id)
    deferrable initially deferred;
call keep_to_authority('interventions_education');
"""


class Migration(migrations.Migration):
    """Of suspensions so far nothing is known, and no duty is opened."""

    dependencies: ClassVar = [
        ("agencies", "0031_letterhead"),
        ("interventions", "0019_days_elsewhere"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Education",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider", models.CharField(max_length=120)),
                ("address", models.CharField(max_length=300)),
                ("from_on", models.DateField()),
                ("times", models.CharField(max_length=60)),
                ("report_to", models.CharField(max_length=120)),
                ("told_on", models.DateField(blank=True, null=True)),
                ("told_how", models.CharField(blank=True, max_length=20)),
                ("virtual_head_on", models.DateField(blank=True, null=True)),
                ("arranged_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "arranged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
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
                    "suspension",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="educations",
                        to="interventions.suspension",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["suspension"], name="education_suspension")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told_how", ""), ("told_on", None)),
                            models.Q(
                                ("told_how__in", ["by_hand", "email_agreed", "first_class_post", "left_at_address"]),
                                ("told_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="education_told_in_writing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at", None)), fields=("suspension",), name="education_one_holds"
                    ),
                ],
            },
        ),
        migrations.RunSQL(BOUND, migrations.RunSQL.noop),
    ]
