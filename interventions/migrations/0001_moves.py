"""Managed moves, their consents, checks of the place and reviews; every rule of who and when held by the database."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import agencies.references


class Migration(migrations.Migration):
    """The first nouns of the top floor."""

    initial = True

    dependencies: ClassVar = [
        ("agencies", "0002_walls"),
        ("referrals", "0003_pupil_facts"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Move",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(default=agencies.references.new_reference, max_length=11, unique=True)),
                ("state", models.CharField(default="proposed", max_length=10)),
                ("tried", models.TextField()),
                ("why", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                ("heard_by_whom", models.CharField(blank=True, max_length=120)),
                ("heard_words", models.TextField(blank=True)),
                ("heard_on", models.DateField(blank=True, null=True)),
                ("heard_at", models.DateTimeField(blank=True, null=True)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("question", models.TextField(blank=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("approved_why", models.TextField(blank=True)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("ended_party", models.CharField(blank=True, max_length=20)),
                ("ended_why", models.TextField(blank=True)),
                ("admitted_at", models.DateTimeField(blank=True, null=True)),
                ("admitted_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("once", models.UUIDField(editable=False, null=True, unique=True)),
                (
                    "admitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("authority", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agencies.authority")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="referrals.case"
                    ),
                ),
                (
                    "heard_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "home_school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="referrals.pupil"
                    ),
                ),
                (
                    "receiving_school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referrals.caseshare"
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("party", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=120)),
                ("answer", models.CharField(blank=True, max_length=3)),
                ("words", models.TextField(blank=True)),
                ("how", models.CharField(blank=True, max_length=120)),
                ("statement_shown", models.BooleanField(default=False)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("think_until_on", models.DateField(blank=True, null=True)),
                ("asked_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "move",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="interventions.move"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlaceCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stage", models.CharField(max_length=10)),
                ("places", models.PositiveSmallIntegerField()),
                ("taken", models.PositiveSmallIntegerField()),
                ("ground", models.CharField(max_length=12)),
                ("asked_whom", models.CharField(max_length=120)),
                ("checked_at", models.DateTimeField()),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "move",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="interventions.move"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SettlingReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("week", models.PositiveSmallIntegerField()),
                ("words", models.TextField()),
                ("pupil_words", models.TextField(blank=True)),
                ("reviewed_at", models.DateTimeField()),
                (
                    "move",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="interventions.move"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="move",
            index=models.Index(
                models.F("home_school"), models.OrderBy(models.F("id"), descending=True), name="move_home"
            ),
        ),
        migrations.AddIndex(
            model_name="move",
            index=models.Index(
                models.F("receiving_school"), models.OrderBy(models.F("id"), descending=True), name="move_receiving"
            ),
        ),
        migrations.AddIndex(
            model_name="move",
            index=models.Index(
                models.F("authority"), models.OrderBy(models.F("id"), descending=True), name="move_authority"
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["proposed", "agreed", "approved", "refused", "withdrawn", "admitted", "settled"])
                ),
                name="move_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("heard_at", None), ("heard_by", None)),
                    models.Q(("heard_at__isnull", False), ("heard_by__isnull", False)),
                    _connector="OR",
                ),
                name="move_heard_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("returned_at", None), ("returned_by", None)),
                    models.Q(("returned_at__isnull", False), ("returned_by__isnull", False)),
                    _connector="OR",
                ),
                name="move_returned_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at", None), ("approved_by", None)),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="move_approved_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("refused_at", None), ("refused_by", None)),
                    models.Q(("refused_at__isnull", False), ("refused_by__isnull", False)),
                    _connector="OR",
                ),
                name="move_refused_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="move_withdrawn_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("admitted_at", None), ("admitted_by", None)),
                    models.Q(("admitted_at__isnull", False), ("admitted_by__isnull", False)),
                    _connector="OR",
                ),
                name="move_admitted_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(("home_school", models.F("receiving_school")), _negated=True), name="move_elsewhere"
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by", None),
                    models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="move_approver_not_proposer",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["approved", "admitted", "settled"]), _negated=True),
                    models.Q(("approved_at__isnull", False), ("heard_at__isnull", False), ("starts_on__isnull", False)),
                    _connector="OR",
                ),
                name="move_approved_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True), ("refused_at__isnull", False), _connector="OR"
                ),
                name="move_refused",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True), ("withdrawn_at__isnull", False), _connector="OR"
                ),
                name="move_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["admitted", "settled"]), _negated=True),
                    ("admitted_at__isnull", False),
                    _connector="OR",
                ),
                name="move_admitted",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "agreed", "approved"])),
                fields=("case",),
                name="move_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "party__in",
                        ["parent", "home_head", "receiving_head", "admission_authority", "council", "virtual_head"],
                    )
                ),
                name="consent_party_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("recorded_at", None), ("recorded_by", None)),
                    models.Q(
                        ("answer__in", ["yes", "no"]), ("recorded_at__isnull", False), ("recorded_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="consent_recorded_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "yes"), ("party", "parent"), _negated=True),
                    models.Q(("statement_shown", True), ("think_until_on__isnull", False)),
                    _connector="OR",
                ),
                name="consent_parent_may_say_no",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(fields=("move", "party", "name"), name="consent_once"),
        ),
        migrations.AddConstraint(
            model_name="placecheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["proposal", "approval"])), name="place_stage_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="placecheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__in", ["nobody", "first", "none"])), name="place_ground_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="settlingreview",
            constraint=models.CheckConstraint(condition=models.Q(("week__in", [6, 12])), name="review_week_known"),
        ),
        migrations.AddConstraint(
            model_name="settlingreview",
            constraint=models.UniqueConstraint(fields=("move", "week"), name="review_once"),
        ),
    ]
