"""What was done with one record is found by the record."""

from typing import ClassVar

from django.db import migrations

MAKE = "create index trail_subject on trail_entry (subject_ref, id desc) where outcome = 'done'"
DROP = "drop index trail_subject"


class Migration(migrations.Migration):
    """For the sentence that says who was first, and whether a form was sent before."""

    dependencies: ClassVar = [("agencies", "0019_drafts")]

    operations: ClassVar = [migrations.RunSQL(MAKE, DROP)]
