import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

WALLS = """
create index trail_account on trail_entry (subject_ref, at desc, id desc) where subject_kind = 'person';
update agencies_session set session_key = left(encode(sha256(session_key::bytea), 'hex'), 40);
delete from throttle;
"""
UNDO = """
drop index trail_account;
delete from agencies_session;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0009_account_mail"),
    ]

    operations = [
        migrations.CreateModel(
            name="StrangerTries",
            fields=[
                ("on", models.DateField(primary_key=True, serialize=False)),
                ("tries", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Guess",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("wrong", models.PositiveIntegerField(default=0)),
                ("last_at", models.DateTimeField()),
                ("free_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["last_at"], name="guess_old")],
            },
        ),
        migrations.CreateModel(
            name="Device",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=60)),
                ("made_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="devices", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-seen_at"], name="device_person"),
                    models.Index(fields=["ends_at"], name="device_old"),
                ],
                "constraints": [models.UniqueConstraint(fields=("token_hash", "person"), name="device_once")],
            },
        ),
        migrations.RunSQL(WALLS, UNDO),
    ]
