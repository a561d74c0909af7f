"""Whose ids of pupils a system sends. So far they belonged to the school: all its systems were one."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

AS_KNOWN = """
update agencies_misclient client set ids_of_id = first.id
from (select agency_id, min(id) as id from agencies_misclient group by agency_id) first
where first.agency_id = client.agency_id and first.id <> client.id;
"""


class Migration(migrations.Migration):
    """The first of each school's systems is the one from which the others went on."""

    dependencies: ClassVar = [("agencies", "0027_area_years")]
    operations: ClassVar = [
        migrations.AddField(
            "misclient",
            "ids_of",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.misclient",
            ),
        ),
        migrations.RunSQL(AS_KNOWN, migrations.RunSQL.noop),
    ]
