"""A wider share waits beside the one that runs; what waits for a second person reaches no authority; records are parted."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

REACH = """
create or replace function inclusion_reach(own bigint[], agencies bigint[]) returns text
language sql stable security definer set search_path = public, pg_temp as $$
    with recursive shared(agency_id, authority_id) as (
        select agency_id, (
            select min(share.authority_id + 0) from referrals_caseshare share
            where share.agency_id = agency.agency_id and share.closed_at is null
                and (share.held_at is null or share.agreed_at is not null))
        from unnest(agencies) as agency (agency_id)
        union all
        select agency_id, (
            select min(share.authority_id + 0) from referrals_caseshare share
            where share.agency_id = shared.agency_id and share.closed_at is null
                and (share.held_at is null or share.agreed_at is not null)
                and share.authority_id + 0 > shared.authority_id)
        from shared where authority_id is not null
    )
    select coalesce(string_agg(authority_id::text, ','), '') from (
        select unnest(own) as authority_id union select authority_id from shared where authority_id is not null
    ) as reached
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0031_letterhead"),
        ("referrals", "0028_single_pupils"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="caseshare",
            name="share_open",
        ),
        migrations.RemoveIndex(
            model_name="caseshare",
            name="share_reach",
        ),
        migrations.AddField(
            model_name="caseshare",
            name="widens",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="wider",
                to="referrals.caseshare",
            ),
        ),
        migrations.AddIndex(
            model_name="caseshare",
            index=models.Index(
                models.F("agency"),
                models.ExpressionWrapper(
                    django.db.models.expressions.CombinedExpression(models.F("authority_id"), "+", models.Value(0)),
                    output_field=models.BigIntegerField(),
                ),
                condition=models.Q(
                    ("closed_at", None), models.Q(("held_at", None), ("agreed_at__isnull", False), _connector="OR")
                ),
                name="share_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseshare",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("closed_at", None), models.Q(("widens", None), ("replaces__isnull", False), _connector="OR")
                ),
                fields=("agency", "case", "purpose"),
                include=("starts_at", "ends_at", "left_at", "accepted_at", "level"),
                name="share_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseshare",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None), ("replaces", None)), fields=("widens",), name="share_wider_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="caseshare",
            constraint=models.CheckConstraint(
                condition=models.Q(("widens", None), ("held_at__isnull", False), _connector="OR"),
                name="share_wider_asks_a_second_person",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="arrival",
            name="arrival_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="arrival",
            name="arrival_joined_at",
        ),
        migrations.AddField(
            model_name="arrival",
            name="parted_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="arrival",
            name="parted_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="arrival",
            name="parted_why",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "council", "joined", "apart", "parted"])),
                name="arrival_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("joined_at__isnull", False), ("state__in", ["joined", "parted"])),
                    models.Q(models.Q(("state__in", ["joined", "parted"]), _negated=True), ("joined_at", None)),
                    _connector="OR",
                ),
                name="arrival_joined_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("parted_at__isnull", False), ("parted_by__isnull", False), ("state", "parted")),
                    models.Q(models.Q(("state", "parted"), _negated=True), ("parted_at", None), ("parted_by", None)),
                    _connector="OR",
                ),
                name="arrival_parted_by_and_at",
            ),
        ),
        migrations.RunSQL(REACH, migrations.RunSQL.noop),
    ]
