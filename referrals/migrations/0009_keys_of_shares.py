"""A share's sort key moves with what the share shows, and no longer with the case."""

from typing import ClassVar

from django.db import migrations

APART = "alter table referrals_caseshare drop constraint share_carries_sort_key;"
AS_SHOWN = """
update referrals_caseshare share set touched_at = shown.at
from (
    select open.case_id, open.agency_id, greatest(
        max(open.granted_at), max(open.accepted_at), max(open.answered_at), max(line.at)
    ) as at
    from referrals_caseshare open
    join agencies_agency agency on agency.id = open.agency_id
    left join referrals_entry line on line.case_id = open.case_id and not line.is_restricted
        and open.accepted_at is not null
        and agency.kind not in ('school', 'early_years', 'college', 'alternative_provision')
        and (open.level in ('F', 'R') or line.agency_id = open.agency_id
            or (open.level = 'T' and line.section = any(open.sections)))
    where open.closed_at is null
    group by open.case_id, open.agency_id
) shown
where share.case_id = shown.case_id and share.agency_id = shown.agency_id and share.closed_at is null;
"""
"""The newest of what the agency's open shares show: their own terms, and the lines of the story."""


class Migration(migrations.Migration):
    """What the case's own date had told receivers is taken back from the keys of the shares that stand."""

    dependencies: ClassVar = [("referrals", "0008_field_changes")]
    operations: ClassVar = [
        migrations.RunSQL(APART),
        migrations.RemoveConstraint(model_name="case", name="case_sort_key"),
        migrations.RunSQL(AS_SHOWN),
    ]
