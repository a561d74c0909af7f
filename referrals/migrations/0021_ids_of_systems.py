"""A pupil's id hangs on the system that sends it, and a number that was taken back was entered in error."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

AS_KNOWN = """
update referrals_externalid link set system_id = first.id
from (select agency_id, min(id) as id from agencies_misclient group by agency_id) first
where first.agency_id = link.school_id;
set constraints all immediate;
"""


def _of_system(**more: bool) -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="agencies.misclient",
        **more,
    )


class Migration(migrations.Migration):
    """What there is belongs to the first system of its school."""

    dependencies: ClassVar = [("agencies", "0028_ids_of_systems"), ("referrals", "0020_arrivals")]
    operations: ClassVar = [
        migrations.AddField("identifier", "is_in_error", models.BooleanField(default=False)),
        migrations.AddField("externalid", "system", _of_system(null=True)),
        migrations.RunSQL(AS_KNOWN, migrations.RunSQL.noop),
        migrations.AlterField("externalid", "system", _of_system()),
        migrations.RemoveConstraint("externalid", "external_id_once"),
        migrations.RemoveConstraint("externalid", "external_id_one_a_pupil"),
        migrations.AddConstraint(
            "externalid", models.UniqueConstraint(fields=["system", "value"], name="external_id_once")
        ),
        migrations.AddConstraint(
            "externalid", models.UniqueConstraint(fields=["system", "pupil"], name="external_id_one_a_pupil")
        ),
    ]
