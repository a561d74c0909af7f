from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0012_clients_until"),
    ]

    operations = [
        migrations.AddField("trailseal", "leaves", models.BinaryField(default=b"")),
    ]
