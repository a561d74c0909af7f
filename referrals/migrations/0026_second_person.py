"""A share of which the family is not told waits for a second person; its condition, limb and necessity are kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TOLD = """
create function share_keeps_to_what_was_told() returns trigger language plpgsql as $$
declare said text;
begin
    select told into said from referrals_familytold where id = new.family_told_id;
    if tg_argv[0] = 'agrees' and said is distinct from 'yes' then
        raise exception 'a family that agrees was told' using errcode = 'check_violation';
    end if;
    if tg_argv[0] = 'second' and said = 'no' then
        raise exception 'a second person is asked where the family is not told' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger share_family_agrees after insert on referrals_caseshare for each row
    when (new.basis = 'family_agreement' and new.replaces_id is null)
    execute function share_keeps_to_what_was_told('agrees');
create constraint trigger share_second_person after insert on referrals_caseshare
    deferrable initially deferred for each row when (new.held_at is null and new.replaces_id is null)
    execute function share_keeps_to_what_was_told('second');
"""
UNTOLD = """
drop trigger share_second_person on referrals_caseshare;
drop trigger share_family_agrees on referrals_caseshare;
drop function share_keeps_to_what_was_told;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0030_safeguarding_lead"),
        ("referrals", "0025_since_when"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="caseshare",
            name="agreed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="caseshare",
            name="agreed_by",
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
            model_name="caseshare",
            name="condition",
            field=models.CharField(blank=True, db_default="", max_length=20),
        ),
        migrations.AddField(
            model_name="caseshare",
            name="held_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="caseshare",
            name="held_by",
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
            model_name="caseshare",
            name="limb",
            field=models.CharField(blank=True, db_default="", max_length=40),
        ),
        migrations.AddField(
            model_name="caseshare",
            name="necessity",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="caseshare",
            name="refused_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="caseshare",
            name="refused_by",
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
            model_name="caseshare",
            name="refused_for",
            field=models.CharField(blank=True, db_default="", max_length=30),
        ),
        migrations.AddField(
            model_name="caseshare",
            name="refused_why",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="caseshare",
            name="withdrawn_reason",
            field=models.CharField(blank=True, db_default="", max_length=30),
        ),
        migrations.AddConstraint(
            model_name="caseshare",
            constraint=models.CheckConstraint(
                condition=models.Q(("condition__in", ["", "para_18", "para_6", "para_10", "health_care", "ordinary"])),
                name="share_condition_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("condition", "para_18"),
                        (
                            "limb__in",
                            ["cannot_give", "cannot_reasonably_be_obtained", "seeking_would_prejudice_protection"],
                        ),
                    ),
                    models.Q(models.Q(("condition", "para_18"), _negated=True), ("limb", "")),
                    _connector="OR",
                ),
                name="share_para_18_has_limb",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("agreed_at", None),
                        ("agreed_by", None),
                        ("held_at", None),
                        ("held_by", None),
                        ("refused_at", None),
                    ),
                    models.Q(("held_at__isnull", False), ("held_by__isnull", False)),
                    _connector="OR",
                ),
                name="share_held_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_at", None), ("agreed_by", None)),
                    models.Q(
                        ("agreed_at__isnull", False),
                        ("agreed_by__isnull", False),
                        models.Q(("agreed_by", models.F("held_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="share_agreed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("refused_at", None), ("refused_by", None), ("refused_for", "")),
                    models.Q(
                        ("agreed_at", None),
                        ("closed_at__isnull", False),
                        ("refused_at__isnull", False),
                        ("refused_by__isnull", False),
                        (
                            "refused_for__in",
                            [
                                "more_detrimental_to_child",
                                "would_not_help_function",
                                "not_relevant",
                                "not_a_listed_body",
                                "family_refused",
                                "no_agreement",
                            ],
                        ),
                        models.Q(("refused_by", models.F("held_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="share_refused_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted_at", None), ("held_at", None), ("agreed_at__isnull", False), _connector="OR"
                ),
                name="share_accepted_once_agreed",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "withdrawn_reason__in",
                        [
                            "",
                            "purpose_met",
                            "more_detrimental_to_child",
                            "would_not_help_function",
                            "not_relevant",
                            "not_a_listed_body",
                            "family_refused",
                            "no_agreement",
                        ],
                    )
                ),
                name="share_withdrawn_reason_known",
            ),
        ),
        migrations.RunSQL(TOLD, UNTOLD),
    ]
