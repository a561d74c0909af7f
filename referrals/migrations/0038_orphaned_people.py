"""A person around children goes with the last tie: nobody is kept whom no child has any more."""

from typing import ClassVar

from django.db import migrations

FORGET = """
create function forget_untied_person() returns trigger language plpgsql as $$
begin
    delete from referrals_contactperson person where person.id = old.person_id
        and not exists (select from referrals_contact tie where tie.person_id = old.person_id);
    return null;
end $$;
create trigger contact_forgets_person after delete on referrals_contact
    for each row execute function forget_untied_person();
"""
KEEP = """
drop trigger contact_forgets_person on referrals_contact;
drop function forget_untied_person;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("referrals", "0037_professionals")]
    operations: ClassVar = [migrations.RunSQL(FORGET, KEEP)]
