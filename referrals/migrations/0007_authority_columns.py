"""Every table of pupils and cases says whose it is: expand, fill, constrain."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

TAKEN_OVER = {
    "enrolment": ("referrals_pupil", "pupil_id"),
    "externalid": ("referrals_pupil", "pupil_id"),
    "pupilfact": ("referrals_pupil", "pupil_id"),
    "familytold": ("referrals_case", "case_id"),
    "entry": ("referrals_case", "case_id"),
    "tried": ("referrals_referral", "referral_id"),
    "question": ("referrals_referral", "referral_id"),
    "dutystep": ("referrals_duty", "duty_id"),
}
"""Model, the table of the record that it hangs on, and the column that names it."""
HELD = {
    **TAKEN_OVER,
    "identifier": ("referrals_pupil", "pupil_id"),
    "concern": ("referrals_pupil", "pupil_id"),
    "case": ("referrals_pupil", "pupil_id"),
    "referral": ("referrals_case", "case_id"),
    "caseshare": ("referrals_case", "case_id"),
    "duty": ("referrals_pupil", "pupil_id"),
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


def _by_reach() -> Any:
    """Without an index of its own: `share_reach` has it, and alone it would tempt the planner away from that."""
    return models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="agencies.authority")


def _each(statement: str, of: dict[str, tuple[str, str]]) -> list[Any]:
    return [
        migrations.RunSQL(statement % {"table": "referrals_" + model, "parent": parent, "column": column})
        for model, (parent, column) in of.items()
    ]


class Migration(migrations.Migration):
    """Expand, fill, constrain; a composite key holds each equal to its parent's."""

    dependencies: ClassVar = [
        ("referrals", "0006_entries_by_systems"),
        ("agencies", "0014_authority_columns"),
    ]
    operations: ClassVar = [
        *(migrations.AddField(model, "authority", _column(null=True)) for model in TAKEN_OVER),
        *_each(FILL, TAKEN_OVER),
        *(migrations.AlterField(model, "authority", _column(null=False)) for model in TAKEN_OVER),
        *(
            migrations.AddConstraint(
                model, models.UniqueConstraint(fields=["id", "authority"], name=f"{model}_of_authority")
            )
            for model in ("pupil", "case", "referral", "duty")
        ),
        *_each(HOLD, HELD),
        migrations.AlterField("caseshare", "authority", _by_reach()),
        migrations.AddIndex(
            "caseshare",
            models.Index(fields=["agency", "authority"], name="share_reach", condition=models.Q(closed_at=None)),
        ),
    ]
