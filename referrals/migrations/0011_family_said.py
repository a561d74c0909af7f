"""What the family said when a case was closed stays in its history when the case is reopened."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more word for what was told: nothing, but what they said is kept."""

    dependencies: ClassVar = [
        ("referrals", "0010_doubtful_numbers"),
    ]

    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="familytold", name="told_known"),
        migrations.AddConstraint(
            model_name="familytold",
            constraint=models.CheckConstraint(
                condition=models.Q(("told__in", ["yes", "not_yet", "no", "said"])), name="told_known"
            ),
        ),
    ]
