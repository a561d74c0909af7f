"""What was changed of an agency or of a seat there: rows that nobody changes."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import agencies.references


class Migration(migrations.Migration):
    """One table, of no child."""

    dependencies: ClassVar = [
        ("agencies", "0016_unusual"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="AgencyChange",
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
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "-at"], name="agency_changes")],
            },
        ),
    ]
