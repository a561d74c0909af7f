"""One open referral a case, again: Django dropped it with the index of a foreign key, since it stands on that column alone."""

from typing import ClassVar

from django.db import migrations

AGAIN = """
create unique index if not exists referral_one_open on referrals_referral (case_id)
where state in ('drafted', 'sent', 'returned')
"""


class Migration(migrations.Migration):
    """The state of the models had it all the time."""

    dependencies: ClassVar = [("referrals", "0018_disputes")]
    operations: ClassVar = [migrations.RunSQL(AGAIN, migrations.RunSQL.noop)]
