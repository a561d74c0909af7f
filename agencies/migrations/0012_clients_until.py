import django.contrib.postgres.fields
from django.db import migrations, models

A_YEAR = "update agencies_misclient set expires_at = now() + interval '365 days'"


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0011_first_code"),
    ]

    operations = [
        migrations.AddField("misclient", "expires_at", models.DateTimeField(null=True)),
        migrations.RunSQL(A_YEAR, migrations.RunSQL.noop),
        migrations.AlterField("misclient", "expires_at", models.DateTimeField()),
        migrations.AddField(
            "misclient",
            "networks",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=43), default=list, size=None
            ),
        ),
        migrations.AddField("misclient", "old_secret", models.CharField(blank=True, max_length=255)),
        migrations.AddField("misclient", "old_secret_until", models.DateTimeField(blank=True, null=True)),
        migrations.AddConstraint(
            "misclient",
            models.CheckConstraint(
                condition=models.Q(old_secret="", old_secret_until=None)
                | (~models.Q(old_secret="") & models.Q(old_secret_until__isnull=False)),
                name="mis_client_old_secret",
            ),
        ),
    ]
