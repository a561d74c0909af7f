"""A person around children goes with the last tie: nobody is kept whom no child has any more.

The person's row is locked before it is looked at: of two who end the last two ties at once, the second waits, and
sees that it is the last.
"""

from typing import ClassVar

from django.db import migrations

FORGET = """
create function forget_untied_person() returns trigger language plpgsql as $$
begin
    perform from referrals_contactperson person where person.id = old.person_id for update;
    delete from referrals_contactperson person where person.id = old.person_id
        and not exists (select from referrals_contact tie where tie.person_id = old.person_id);
    return null;
end $$;
create trigger contact_forgets_person after delete on referrals_contact
    for each row execute function forget_untied_person();
delete from referrals_contactperson person
    where not exists (select from referrals_contact tie where tie.person_id = person.id);
"""
KEEP = """
drop trigger contact_forgets_person on referrals_contact;
drop function forget_untied_person;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("referrals", "0037_professionals")]
    operations: ClassVar = [migrations.RunSQL(FORGET, KEEP)]
