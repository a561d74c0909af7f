"""Suspensions end early: cancelled, or by the governing board; sessions that fell away; notices of a cancellation."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_register"),
        ("interventions", "0002_suspensions"),
        ("referrals", "0004_suspension_entries"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="suspendedsession",
            name="suspended_session_once",
        ),
        migrations.RemoveConstraint(
            model_name="suspensionnotice",
            name="suspension_notice_recipient",
        ),
        migrations.RemoveConstraint(
            model_name="suspensionnotice",
            name="suspension_notice_once",
        ),
        migrations.AddField(
            model_name="suspendedsession",
            name="fell_away",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="suspension",
            name="back_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="suspension",
            name="begun_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="suspension",
            name="begun_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="suspension",
            name="board",
            field=models.CharField(blank=True, max_length=6),
        ),
        migrations.AddField(
            model_name="suspension",
            name="cancelled_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="suspension",
            name="cancelled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="suspension",
            name="cancelled_why",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="suspension",
            name="decided_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="suspension",
            name="outcome",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="suspension",
            name="outcome_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="suspension",
            name="outcome_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="suspension",
            name="outcome_words",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="suspension",
            name="represented_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="suspension",
            name="represented_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="suspension",
            name="represented_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="suspension",
            name="represented_whose",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="suspension",
            name="state",
            field=models.CharField(default="imposed", max_length=10),
        ),
        migrations.AddField(
            model_name="suspensionnotice",
            name="of",
            field=models.CharField(default="suspension", max_length=12),
        ),
        migrations.AddConstraint(
            model_name="suspendedsession",
            constraint=models.UniqueConstraint(
                condition=models.Q(("fell_away", False)),
                fields=("pupil", "day", "session"),
                name="suspended_session_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["imposed", "begun", "decided", "cancelled"])),
                name="suspension_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(("board__in", ["", "asked", "meets"])), name="suspension_board_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["", "declined", "reinstated"])),
                name="suspension_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_at", None), ("cancelled_by", None)),
                    models.Q(("cancelled_at__isnull", False), ("cancelled_by__isnull", False)),
                    _connector="OR",
                ),
                name="suspension_cancelled_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("represented_at", None), ("represented_by", None)),
                    models.Q(("represented_at__isnull", False), ("represented_by__isnull", False)),
                    _connector="OR",
                ),
                name="suspension_represented_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("begun_at", None), ("begun_by", None)),
                    models.Q(("begun_at__isnull", False), ("begun_by__isnull", False)),
                    _connector="OR",
                ),
                name="suspension_begun_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome_at", None), ("outcome_by", None)),
                    models.Q(("outcome_at__isnull", False), ("outcome_by__isnull", False)),
                    _connector="OR",
                ),
                name="suspension_outcome_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), _negated=True),
                    models.Q(
                        ("begun_at", None),
                        ("cancelled_at__isnull", False),
                        models.Q(("cancelled_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="suspension_cancelled_before_the_board",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["begun", "decided"]), _negated=True),
                    ("begun_at__isnull", False),
                    _connector="OR",
                ),
                name="suspension_board_begun",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome_at__isnull", False), ("state", "decided")),
                    models.Q(models.Q(("state", "decided"), _negated=True), ("outcome_at", None)),
                    _connector="OR",
                ),
                name="suspension_board_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspensionnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recipient__in", ["parents", "pupil", "governors", "council", "social_worker", "virtual_head"])
                ),
                name="suspension_notice_recipient",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspensionnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("of__in", ["suspension", "cancellation", "decision"])), name="suspension_notice_of"
            ),
        ),
        migrations.AddConstraint(
            model_name="suspensionnotice",
            constraint=models.UniqueConstraint(fields=("suspension", "recipient", "of"), name="suspension_notice_once"),
        ),
    ]
