"""That a school reports the short suspensions of a term to its governing board."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import agencies.references


class Migration(migrations.Migration):
    """No term so far is asked about: the first tick asks for those that have just ended."""

    dependencies: ClassVar = [
        ("agencies", "0031_letterhead"),
        ("interventions", "0020_education"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="TermReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(default=agencies.references.new_reference, max_length=11, unique=True)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("is_fixed", models.BooleanField()),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("remind_on", models.DateField(blank=True, null=True)),
                ("state", models.CharField(default="owed", max_length=4)),
                ("laid_on", models.DateField(blank=True, null=True)),
                ("laid_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "laid_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "owed")),
                        fields=["school", "due_on", "id"],
                        name="term_report_owed",
                    ),
                    models.Index(
                        condition=models.Q(("state", "owed")),
                        fields=["authority", "remind_on"],
                        name="term_report_remind",
                    ),
                    models.Index(fields=["school", "last_on"], name="term_report_school"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["owed", "laid"])), name="term_report_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))), name="term_report_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("laid_at", None), ("laid_by", None), ("laid_on", None), ("state", "owed")),
                            models.Q(
                                ("laid_at__isnull", False),
                                ("laid_by__isnull", False),
                                ("laid_on__isnull", False),
                                ("state", "laid"),
                            ),
                            _connector="OR",
                        ),
                        name="term_report_laid",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "owed")), fields=("school", "first_on"), name="term_report_once"
                    ),
                ],
            },
        ),
    ]
