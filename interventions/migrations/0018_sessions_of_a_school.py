"""A pupil of two schools may be suspended by both for the same session: once by school, pupil, day and session."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

WHOSE = """
update interventions_suspendedsession as session set school_id = suspension.school_id
from interventions_suspension as suspension where suspension.id = session.suspension_id;
set constraints all immediate;
"""


class Migration(migrations.Migration):
    """Each session is of the school of its suspension."""

    dependencies: ClassVar = [
        ("agencies", "0031_letterhead"),
        ("interventions", "0017_names_in_any_spelling"),
        ("referrals", "0026_second_person"),
    ]

    operations: ClassVar = [
        migrations.RemoveConstraint(
            model_name="suspendedsession",
            name="suspended_session_once",
        ),
        migrations.AddField(
            model_name="suspendedsession",
            name="school",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.RunSQL(WHOSE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="suspendedsession",
            constraint=models.UniqueConstraint(
                condition=models.Q(("fell_away", False)),
                fields=("pupil", "day", "session", "school"),
                name="suspended_session_once",
                nulls_distinct=False,
            ),
        ),
    ]
