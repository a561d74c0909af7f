"""Of what kind a letter is, beside whom it was delivered to, so that an inbox is read by it."""

from django.db import migrations, models

KEPT = """
create function take_kind() returns trigger language plpgsql as $$
begin
    new.kind := (select subject_kind from agencies_letter where id = new.letter_id);
    return new;
end $$;
create trigger delivery_takes_kind before insert or update of letter_id, kind on agencies_delivery
    for each row execute function take_kind();
update agencies_delivery set kind = '';
"""
UNKEPT = """
drop trigger delivery_takes_kind on agencies_delivery;
drop function take_kind;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0032_agency_of_authority"),
    ]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="kind",
            field=models.CharField(db_default="", default="", editable=False, max_length=20),
        ),
        migrations.RunSQL(KEPT, UNKEPT),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("channel", "inbox"), ("state", "sent")),
                fields=["person", "kind", "-id"],
                name="delivery_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("channel", "inbox"), ("read_at__isnull", False), ("state", "sent")),
                fields=["person", "-id"],
                name="delivery_read",
            ),
        ),
    ]
