"""What a system calls a suspension is its own: a new one begins with its ids again."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

AS_KNOWN = """
update interventions_suspension one set system_id = first.id
from (select agency_id, min(id) as id from agencies_misclient group by agency_id) first
where first.agency_id = one.school_id and one.external_id <> '';
set constraints all immediate;
"""


class Migration(migrations.Migration):
    """What was reported so far belongs to the first system of its school."""

    dependencies: ClassVar = [("agencies", "0028_ids_of_systems"), ("interventions", "0010_suspensions_revised")]
    operations: ClassVar = [
        migrations.AddField(
            "suspension",
            "system",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.misclient",
            ),
        ),
        migrations.RunSQL(AS_KNOWN, migrations.RunSQL.noop),
        migrations.RemoveConstraint("suspension", "suspension_external_id_once"),
        migrations.AddConstraint(
            "suspension",
            models.UniqueConstraint(
                fields=["system", "external_id"],
                condition=~models.Q(external_id=""),
                name="suspension_external_id_once",
            ),
        ),
    ]
