"""A draft has a reference, its page and its child; what was sent by who was signed out is kept beside it."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from agencies.references import new_reference

FORMS = {"concern": ("log_concern", "/concerns/log-concern/"), "add_entry": ("add_entry", "/cases/{}/add-entry/")}
"""The two forms that kept drafts until now, by the word that they kept them under."""
WORDS = {"log_concern": ["fact", "child_words", "done_so_far", "told_whom"], "add_entry": ["text", "title", "told_by"]}
CHILDREN = """
update agencies_draft draft set pupil_id = one.pupil_id, subject_kind = 'case' from referrals_case one
where draft.form = 'add_entry' and one.reference = draft.subject_ref;
update agencies_draft draft set pupil_id = one.id, subject_kind = 'pupil', subject_ref = one.reference
from referrals_pupil one where draft.form = 'log_concern' and one.reference = draft.typed->'pupil'->>0;
delete from agencies_draft where form = 'add_entry' and pupil_id is null;
set constraints all immediate;
"""
HOLD = """
alter table agencies_draft add constraint agencies_draft_of_its_pupil
    foreign key (pupil_id) references referrals_pupil (id) on delete cascade deferrable initially deferred;
"""


def fill(apps: Any, schema: Any) -> None:
    """Give each draft its reference and its address; what is of no form of ours any more goes."""
    drafts = apps.get_model("agencies", "Draft").objects.using(schema.connection.alias)
    drafts.exclude(form__in=FORMS).delete()
    for draft in drafts.all():
        form, path = FORMS[draft.form]
        draft.form, draft.path, draft.words = form, path.format(draft.subject_ref), WORDS[form]
        draft.reference, draft.page = new_reference(), new_reference()
        draft.save()


class Migration(migrations.Migration):
    """Erasing a child erases their drafts: the database itself does it."""

    dependencies: ClassVar = [
        ("agencies", "0018_account_mails"),
        ("referrals", "0008_field_changes"),
    ]

    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="draft", name="draft_once"),
        migrations.AddField("draft", "reference", models.CharField(default="", max_length=11), preserve_default=False),
        migrations.AddField("draft", "path", models.CharField(default="", max_length=200), preserve_default=False),
        migrations.AddField("draft", "subject_kind", models.CharField(blank=True, default="", max_length=20), False),
        migrations.AddField("draft", "pupil_id", models.BigIntegerField(null=True)),
        migrations.AddField("draft", "words", models.JSONField(default=list)),
        migrations.AddField("draft", "page", models.CharField(default="", max_length=11), preserve_default=False),
        migrations.AddField("draft", "version", models.PositiveIntegerField(default=1)),
        migrations.AddField("draft", "sent_at", models.DateTimeField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL(CHILDREN, migrations.RunSQL.noop),
        migrations.AlterField("draft", "reference", models.CharField(max_length=11, unique=True)),
        migrations.AlterField(
            "draft",
            "person",
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex("draft", models.Index(fields=["person", "-saved_at"], name="draft_of_person")),
        migrations.AddIndex("draft", models.Index(fields=["saved_at"], name="draft_saved")),
        migrations.AddIndex("draft", models.Index(fields=["pupil_id"], name="draft_pupil")),
        migrations.RunSQL(HOLD, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="KeptSending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=11, unique=True)),
                ("path", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("kept_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-kept_at"], name="kept_of_person"),
                    models.Index(fields=["kept_at"], name="kept_at"),
                ],
            },
        ),
    ]
