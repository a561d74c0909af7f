"""Days of suspension at another school, as a school’s own system wrote them down."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What stands was written down by people."""

    dependencies: ClassVar = [
        ("agencies", "0031_letterhead"),
        ("interventions", "0021_term_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="dayselsewhere",
            name="said_by_system",
            field=models.CharField(blank=True, db_default="", max_length=150),
        ),
        migrations.AlterField(
            model_name="dayselsewhere",
            name="said_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="dayselsewhere",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("said_by__isnull", False), ("said_by_system", "")),
                    models.Q(("said_by", None), models.Q(("said_by_system", ""), _negated=True)),
                    _connector="OR",
                ),
                name="days_elsewhere_said_by",
            ),
        ),
    ]
