"""What the family was given stays as it was printed, with the day on which it counts as given."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Of notices so far neither is known: nothing is made up for them."""

    dependencies: ClassVar = [
        ("interventions", "0012_the_board"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="suspensionnotice",
            name="given_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="suspensionnotice",
            name="letter",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
