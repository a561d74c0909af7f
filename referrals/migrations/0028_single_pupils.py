"""A single pupil who goes to another form than the rest of theirs."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """What is planned so far was said of whole forms."""

    dependencies: ClassVar = [
        ("referrals", "0027_next_places"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="nextplace",
            name="is_single",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
