"""Letters, deliveries and drafts say whose they are: filled from the records above, then constrained."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

BY_KIND = {
    "case": "referrals_case",
    "concern": "referrals_concern",
    "duty": "referrals_duty",
    "entry": "referrals_entry",
    "pupil": "referrals_pupil",
    "referral": "referrals_referral",
    "share": "referrals_caseshare",
    "move": "interventions_move",
    "suspension": "interventions_suspension",
}
BY_REFERENCE = """
update agencies_letter letter set authority_id = record.authority_id from {table} record
where letter.authority_id is null and letter.subject_kind = '{kind}' and record.reference = letter.subject_ref;
"""
LETTERS = """
set constraints all immediate;
update agencies_letter letter set authority_id = record.authority_id from referrals_case record
where record.id = letter.case_id;
"""
REST = """
update agencies_letter letter set authority_id = (
    select agency.authority_id from agencies_delivery delivery
    join agencies_seat seat on seat.person_id = delivery.person_id
    join agencies_agency agency on agency.id = seat.agency_id
    where delivery.letter_id = letter.id order by seat.ends_at desc, seat.id limit 1
) where letter.authority_id is null;
delete from agencies_delivery where letter_id in (select id from agencies_letter where authority_id is null);
delete from agencies_letter where authority_id is null;
update agencies_delivery delivery set authority_id = letter.authority_id from agencies_letter letter
where letter.id = delivery.letter_id;
update agencies_draft draft set authority_id = (
    select agency.authority_id from agencies_seat seat join agencies_agency agency on agency.id = seat.agency_id
    where seat.person_id = draft.person_id and (seat.ends_at is null or seat.ends_at > now())
    order by seat.id limit 1
);
delete from agencies_draft where authority_id is null;
set constraints all immediate;
"""
HOLD = """
alter table agencies_letter add constraint agencies_letter_of_its_authority foreign key (case_id, authority_id)
    references referrals_case (id, authority_id) on delete cascade deferrable initially deferred;
alter table agencies_delivery add constraint agencies_delivery_of_its_authority foreign key (letter_id, authority_id)
    references agencies_letter (id, authority_id) deferrable initially deferred;
"""


def _filled() -> Any:
    options = {"db_index": False, "related_name": "+", "to": "agencies.authority"}
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, **options)


class Migration(migrations.Migration):
    """A letter about nothing that is left is its reader's; one without a reader, and what somebody without a seat typed, go."""

    dependencies: ClassVar = [
        ("agencies", "0014_authority_columns"),
        ("referrals", "0007_authority_columns"),
        ("interventions", "0006_authority_columns"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(LETTERS),
        *(migrations.RunSQL(BY_REFERENCE.format(kind=kind, table=table)) for kind, table in BY_KIND.items()),
        migrations.RunSQL(REST),
        *(migrations.AlterField(name, "authority", _filled()) for name in ("letter", "delivery", "draft")),
        migrations.RunSQL(HOLD),
    ]
