"""Every table of moves and suspensions says whose it is: expand, fill, constrain."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

TAKEN_OVER = {
    "consent": ("interventions_move", "move_id"),
    "placecheck": ("interventions_move", "move_id"),
    "settlingreview": ("interventions_move", "move_id"),
    "suspensionreason": ("interventions_suspension", "suspension_id"),
    "suspendedsession": ("interventions_suspension", "suspension_id"),
    "suspensionnotice": ("interventions_suspension", "suspension_id"),
}
"""Model, the table of the record that it hangs on, and the column that names it."""
HELD = {
    **TAKEN_OVER,
    "move": ("referrals_case", "case_id"),
    "suspension": ("referrals_pupil", "pupil_id"),
}
FILL = """
set constraints all immediate;
update %(table)s set authority_id = parent.authority_id from %(parent)s parent where parent.id = %(column)s;
set constraints all immediate;
"""
HOLD = """
alter table %(table)s add constraint %(table)s_of_its_authority foreign key (%(column)s, authority_id)
    references %(parent)s (id, authority_id) deferrable initially deferred;
"""


def _column(*, null: bool) -> Any:
    options = {"null": null, "db_index": False, "related_name": "+", "to": "agencies.authority"}
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, **options)


def _each(statement: str, of: dict[str, tuple[str, str]]) -> list[Any]:
    return [
        migrations.RunSQL(statement % {"table": "interventions_" + model, "parent": parent, "column": column})
        for model, (parent, column) in of.items()
    ]


class Migration(migrations.Migration):
    """Expand, fill, constrain; a composite key holds each equal to its parent's."""

    dependencies: ClassVar = [
        ("interventions", "0005_notices_of_each_parent"),
        ("referrals", "0007_authority_columns"),
    ]
    operations: ClassVar = [
        *(migrations.AddField(model, "authority", _column(null=True)) for model in TAKEN_OVER),
        *_each(FILL, TAKEN_OVER),
        *(migrations.AlterField(model, "authority", _column(null=False)) for model in TAKEN_OVER),
        *(
            migrations.AddConstraint(
                model, models.UniqueConstraint(fields=["id", "authority"], name=f"{model}_of_authority")
            )
            for model in ("move", "suspension")
        ),
        *_each(HOLD, HELD),
    ]
