"""Authorities of letters, deliveries and drafts: expand. The tables above are filled first, then `0010` fills these."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


def _empty() -> Any:
    options = {"null": True, "db_index": False, "related_name": "+", "to": "agencies.authority"}
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, **options)


class Migration(migrations.Migration):
    """Columns that may be empty, until they are filled."""

    dependencies: ClassVar = [("agencies", "0013_leaves")]
    operations: ClassVar = [
        *(migrations.AddField(name, "authority", _empty()) for name in ("letter", "delivery", "draft")),
        migrations.RemoveConstraint("draft", "draft_once"),
        migrations.AddConstraint(
            "draft",
            models.UniqueConstraint(fields=["person", "form", "subject_ref", "authority"], name="draft_once"),
        ),
        migrations.AddConstraint(
            "letter", models.UniqueConstraint(fields=["id", "authority"], name="letter_of_authority")
        ),
    ]
