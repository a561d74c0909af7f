"""The governing board's sittings at their true times, what it considered, and the day of an exam that is missed."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

BOUND = """
alter table interventions_boardsitting add constraint interventions_boardsitting_of_its_authority
    foreign key (suspension_id, authority_id) references interventions_suspension (id, authority_id)
    deferrable initially deferred;
call keep_to_authority('interventions_boardsitting');
"""
SO_FAR = """
insert into interventions_boardsitting
    (suspension_id, authority_id, began_at, entered_at, entered_by_id, ended_at, decided_at, closed_at, closed_by_id)
select id, authority_id, begun_at, begun_at, begun_by_id, outcome_at, outcome_at, outcome_at, outcome_by_id
from interventions_suspension where begun_at is not null;
update referrals_duty set standing = 'clerks'
where subject_kind = 'suspension' and rule in ('board_within_15', 'board_within_50') and state in ('open', 'stopped');
set constraints all immediate;
"""


class Migration(migrations.Migration):
    """A meeting that was begun here so far has one sitting, and what the board owes is its clerk's to record."""

    dependencies: ClassVar = [
        ("agencies", "0028_ids_of_systems"),
        ("interventions", "0011_suspensions_of_systems"),
        ("referrals", "0021_ids_of_systems"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="BoardSitting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began_at", models.DateTimeField()),
                ("entered_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("goes_on_on", models.DateField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="suspension",
            name="suspension_outcome_known",
        ),
        migrations.RemoveConstraint(
            model_name="suspension",
            name="suspension_board_begun",
        ),
        migrations.RemoveConstraint(
            model_name="suspension",
            name="suspension_state_known",
        ),
        migrations.AddField(
            model_name="suspension",
            name="board_view",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="suspension",
            name="considered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="suspension",
            name="considered_by",
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
            name="considered_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="suspension",
            name="exam_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["imposed", "begun", "adjourned", "decided", "cancelled", "void"])),
                name="suspension_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["", "declined", "reinstated", "viewed"])),
                name="suspension_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("considered_at", None), ("considered_by", None)),
                    models.Q(("considered_at__isnull", False), ("considered_by__isnull", False)),
                    _connector="OR",
                ),
                name="suspension_considered_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["begun", "adjourned", "decided"]), _negated=True),
                    ("begun_at__isnull", False),
                    _connector="OR",
                ),
                name="suspension_board_begun",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(("exam_on", None), ("misses_exam", True), _connector="OR"),
                name="suspension_exam_that_is_missed",
            ),
        ),
        migrations.AddField(
            model_name="boardsitting",
            name="authority",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.authority"
            ),
        ),
        migrations.AddField(
            model_name="boardsitting",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="boardsitting",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="boardsitting",
            name="suspension",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sittings",
                to="interventions.suspension",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardsitting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at", None),
                        ("closed_by", None),
                        ("decided_at", None),
                        ("ended_at", None),
                        ("goes_on_on", None),
                    ),
                    models.Q(
                        ("closed_at__gte", models.F("ended_at")),
                        ("closed_by__isnull", False),
                        ("ended_at__gte", models.F("began_at")),
                        models.Q(
                            ("decided_at", None),
                            models.Q(
                                ("decided_at__gte", models.F("began_at")),
                                ("decided_at__lte", models.F("closed_at")),
                                ("goes_on_on", None),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="board_sitting_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardsitting",
            constraint=models.CheckConstraint(
                condition=models.Q(("entered_at__gte", models.F("began_at"))), name="board_sitting_began_before_now"
            ),
        ),
        migrations.AddConstraint(
            model_name="boardsitting",
            constraint=models.UniqueConstraint(fields=("suspension", "began_at"), name="board_sitting_once"),
        ),
        migrations.AddConstraint(
            model_name="boardsitting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("suspension",), name="board_sitting_one_open"
            ),
        ),
        migrations.RunSQL(BOUND, migrations.RunSQL.noop),
        migrations.RunSQL(SO_FAR, migrations.RunSQL.noop),
    ]
