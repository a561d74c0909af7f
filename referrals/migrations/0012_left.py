"""When a pupil leaves the school of their case, on the case and on the shares that end with it (decision 24)."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q

AS_KNOWN = """
update referrals_case kept set left_at = (known.last_on + 1)::timestamp at time zone 'Europe/London'
from (
    select pupil_id, school_id, max(ends_on) as last_on from referrals_enrolment
    group by pupil_id, school_id having bool_and(ends_on is not null)
) known
where known.pupil_id = kept.pupil_id and known.school_id = kept.school_id;
update referrals_caseshare share set left_at = kept.left_at
from referrals_case kept
where kept.id = share.case_id and share.closed_at is null
    and (share.granted_at < kept.left_at or share.granting_agency_id = kept.school_id);
"""
LIVE_SHARES = """
create or replace view live_share with (security_invoker = true) as
select share.id * 16 + opens.rank as id, share.case_id as content_object_id, agency.group_id,
    permission.id as permission_id
from referrals_caseshare share
join agencies_agency agency on agency.id = share.agency_id and agency.closed_at is null
join level_permission opens on opens.level = share.level
join django_content_type kind on kind.app_label = 'referrals' and kind.model = 'case'
join auth_permission permission on permission.codename = opens.codename and permission.content_type_id = kind.id
where share.closed_at is null and share.withdrawn_at is null and share.declined_at is null
    and share.accepted_at is not null
    and share.starts_at <= inclusion_at() and inclusion_at() < share.ends_at
    and (share.left_at is null or inclusion_at() < share.left_at);
"""
DATES = ("starts_at", "ends_at", "left_at", "accepted_at", "level")


class Migration(migrations.Migration):
    """What the rolls say already counts from the first start on; guardian's view ends a share with it."""

    dependencies: ClassVar = [
        ("referrals", "0011_family_said"),
        ("interventions", "0007_row_level_security"),
    ]
    operations: ClassVar = [
        migrations.AddField("case", "left_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("caseshare", "left_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunSQL(AS_KNOWN),
        migrations.RunSQL(LIVE_SHARES),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["school", "left_at"],
                name="case_left_school",
                condition=Q(left_at__isnull=False) & ~Q(state="closed"),
            ),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["authority", "left_at"],
                name="case_left_authority",
                condition=Q(left_at__isnull=False, overseen_from__isnull=False) & ~Q(state="closed"),
            ),
        ),
        migrations.RemoveConstraint("caseshare", "share_open"),
        migrations.RemoveIndex("caseshare", "share_case"),
        migrations.AddIndex(
            "caseshare",
            models.Index(fields=["case", "agency"], include=DATES, name="share_case", condition=Q(closed_at=None)),
        ),
        migrations.AddConstraint(
            "caseshare",
            models.UniqueConstraint(
                fields=["agency", "case", "purpose"], condition=Q(closed_at=None), include=DATES, name="share_open"
            ),
        ),
    ]
