"""A pupil’s plan, care or social worker as dated rows, and the purpose of a share with a receiving school."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Facts that say who must agree."""

    dependencies: ClassVar = [
        ("agencies", "0002_walls"),
        ("referrals", "0002_walls"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="PupilFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("words", models.CharField(blank=True, max_length=200)),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="caseshare",
            name="share_purpose_known",
        ),
        migrations.AddConstraint(
            model_name="caseshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "purpose__in",
                        [
                            "safeguard",
                            "early_help",
                            "health_support",
                            "social_care",
                            "prevent_harm",
                            "youth_justice",
                            "education_provision",
                        ],
                    )
                ),
                name="share_purpose_known",
            ),
        ),
        migrations.AddField(
            model_name="pupilfact",
            name="pupil",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="facts", to="referrals.pupil"
            ),
        ),
        migrations.AddField(
            model_name="pupilfact",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="pupilfact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["ehc_plan", "looked_after", "previously_looked_after", "social_worker"])
                ),
                name="pupil_fact_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="pupilfact",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="pupil_fact_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="pupilfact",
            constraint=models.UniqueConstraint(fields=("pupil", "kind", "starts_on"), name="pupil_fact_once"),
        ),
    ]
