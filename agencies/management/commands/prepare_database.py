"""Make the database ready: migrate as its owner, grant the application role what it needs, load reference data."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils import timezone

from agencies.register.imports import AUTHORITIES, BANK_HOLIDAYS, CODES, Land, bring_in

MONTHS_AHEAD = 24
SHARE_COLUMNS = (
    "accepted_at, accepted_by_id, declined_at, declined_by_id, declined_why, withdrawn_at, withdrawn_by_id, "
    "withdrawn_for_id, withdrawn_why, answered_at, answered_by_id, closed_at"
)
GRANTS = """
grant usage on schema public to {role};
grant select, insert, update, delete on all tables in schema public to {role};
grant usage, select on all sequences in schema public to {role};
revoke update, delete, truncate on trail_entry, trail_rest, trail_seal from {role};
revoke insert, update on guardian_userobjectpermission, guardian_groupobjectpermission from {role};
revoke insert, update, delete on live_seat, live_share, level_permission, django_migrations from {role};
grant delete on live_seat, live_share to {role};
revoke update, delete on referrals_caseshare from {role};
grant update ({columns}) on referrals_caseshare to {role};
"""
MONTHS_OF_TRAIL = """
do $$ declare part record; begin
    for part in select inhrelid::regclass as name from pg_inherits where inhparent = 'trail_entry'::regclass loop
        execute format('revoke update, delete, truncate on %s from {role}', part.name);
    end loop;
end $$;
"""
DATA = Path(__file__).resolve().parents[2] / "data"
SHIPPED = (("bank_holidays.csv", BANK_HOLIDAYS), ("local_authorities.csv", AUTHORITIES), ("code_sets.csv", CODES))
"""The product's own copy. A start adds what is not there yet: what a council has brought in since is never put back."""


class Command(BaseCommand):
    """`manage.py prepare_database`: safe to run at every start; a second run changes nothing."""

    help = __doc__ or ""

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Migrate, grant, load."""
        if "owner" not in settings.DATABASES:
            raise CommandError("Set DATABASE_OWNER_URL: the role that owns the tables and may change them.")
        call_command("migrate", database="owner", interactive=False, verbosity=0)
        with connections["owner"].cursor() as cursor:
            cursor.execute("call trail_add_months(%s, %s)", [timezone.now().date().replace(day=1), MONTHS_AHEAD])
            role = connections["owner"].ops.quote_name(settings.DATABASES["default"]["USER"])
            for statements in (GRANTS, MONTHS_OF_TRAIL):
                cursor.execute(statements.replace("{role}", role).replace("{columns}", SHARE_COLUMNS))
        for name, table in SHIPPED:
            _, landed = bring_in(DATA / name, (table,), using="owner", land=Land.NEW)
            for problem in landed.problems:
                self.stderr.write(f"{name}, {problem}: left out")
        connections["owner"].close()
