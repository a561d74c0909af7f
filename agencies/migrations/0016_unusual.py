from django.db import migrations, models

KINDS = [
    "invitation",
    "password_reset",
    "password_changed",
    "factor_added",
    "factor_removed",
    "new_device",
    "unusual",
]


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0015_authorities_of_letters"),
    ]

    operations = [
        migrations.RemoveConstraint("accountmail", "account_mail_kind_known"),
        migrations.AddConstraint(
            "accountmail",
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="account_mail_kind_known"),
        ),
        migrations.RunSQL("create index trail_when on trail_entry using brin (at)", "drop index trail_when"),
    ]
