"""What is owed by a rule whose first day was given wrongly goes by the right one (law.md 0.3)."""

from typing import ClassVar

from django.db import migrations

RIGHT = """
update referrals_duty set rule_from_on = '2023-09-01'
where rule like 'tell\\_%\\_cancellation' and rule_from_on = '2023-08-31';
update referrals_duty set rule_from_on = '2022-09-01'
where rule in ('tell_social_worker_decision', 'tell_virtual_head_decision') and rule_from_on = '2012-09-01';
"""


class Migration(migrations.Migration):
    """The day alone: no limit and no due day is another."""

    dependencies: ClassVar = [("referrals", "0024_disability")]
    operations: ClassVar = [migrations.RunSQL(RIGHT, migrations.RunSQL.noop)]
