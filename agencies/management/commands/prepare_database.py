"""Make the database ready: migrate as its owner, grant the application role what it needs, load reference data."""

from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction
from django.utils import timezone

from agencies.management.shape import mark
from agencies.register.imports import AUTHORITIES, BANK_HOLIDAYS, CODES, Land, bring_in
from agencies.schoolday import school_year

MONTHS_AHEAD = 24
YEARS_OF_ATTENDANCE = 4
"""The school year before, this one, and two ahead."""
SHARE_COLUMNS = (
    "accepted_at, accepted_by_id, declined_at, declined_by_id, declined_why, withdrawn_at, withdrawn_by_id, "
    "withdrawn_for_id, withdrawn_why, withdrawn_reason, agreed_at, agreed_by_id, refused_at, refused_by_id, "
    "refused_for, refused_why, answered_at, answered_by_id, closed_at, touched_at, left_at, widens_id, replaces_id, "
    "is_half"
)
SHARE_DATES = (
    "id, reference, case_id, authority_id, agency_id, starts_at, ends_at, accepted_at, declined_at, withdrawn_at, "
    "closed_at, touched_at, left_at, held_at, held_by_id, agreed_at"
)
WORKER, BACKUP, LOOKUP = "inclusion_worker", "inclusion_backup", "inclusion_lookup"
NO_ROLES = "There is no role {missing} yet: make it first, as a superuser (docs/running.md, The database roles)."
VERSION_COLUMNS = "state, key, pictures, text, tries, decided_at, why"
GRANTS = """
grant usage on schema public to {role};
grant select, insert, update, delete on all tables in schema public to {role};
grant usage, select on all sequences in schema public to {role};
revoke update, delete, truncate on trail_entry, trail_rest, trail_seal from {role};
revoke update, truncate on referrals_fieldchange from {role};
revoke update, delete, truncate on agencies_agencychange from {role};
revoke insert, update on guardian_userobjectpermission, guardian_groupobjectpermission from {role};
revoke insert, update, delete on live_seat, live_share, level_permission, django_migrations from {role};
grant delete on live_seat, live_share to {role};
revoke update, delete on referrals_caseshare from {role};
grant update ({columns}) on referrals_caseshare to {role};
revoke update on referrals_documentversion from {role};
grant update ({found}) on referrals_documentversion to {role};
grant execute on function inclusion_reach, pupils_named, pupils_called, pupils_near to {role};
"""
FOR_THE_WORKER = """
revoke select, insert, update, delete on referrals_caseshare from inclusion_worker;
grant select ({dates}), update (closed_at, touched_at) on referrals_caseshare to inclusion_worker;
"""
FUNCTIONS = """
grant usage, create on schema public to inclusion_lookup;
grant select on referrals_pupil, referrals_caseshare, agencies_authority to inclusion_lookup;
alter function inclusion_reach owner to inclusion_lookup;
alter function pupils_named owner to inclusion_lookup;
alter function pupils_called owner to inclusion_lookup;
alter function pupils_near owner to inclusion_lookup;
revoke create on schema public from inclusion_lookup;
revoke execute on function inclusion_reach, pupils_named, pupils_called, pupils_near from public;
"""
MONTHS_OF_TRAIL = """
do $$ declare part record; begin
    for part in select inhrelid::regclass as name from pg_inherits where inhparent = 'trail_entry'::regclass loop
        execute format('revoke update, delete, truncate on %s from {role}', part.name);
    end loop;
end $$;
"""
YEARS_ALONE = """
do $$ declare part record; begin
    for part in select inhrelid::regclass as name from pg_inherits
        where inhparent = 'referrals_attendanceweek'::regclass loop
        execute format('revoke all on %s from {role}', part.name);
    end loop;
end $$;
"""
"""A year of attendance is reached through the whole alone, where what holds a mark to its pupil looks at it."""
DATA = Path(__file__).resolve().parents[2] / "data"
SHIPPED = (("bank_holidays.csv", BANK_HOLIDAYS), ("local_authorities.csv", AUTHORITIES), ("code_sets.csv", CODES))
"""The product's own copy. A start adds what is not there yet: what a council has brought in since is never put back."""


class Command(BaseCommand):
    """`manage.py prepare_database`: safe to run at every start; a second run changes nothing."""

    help = __doc__ or ""

    def add_arguments(self, parser: Any) -> None:
        """A snapshot spares an empty database a minute of migrations."""
        parser.add_argument("--from", dest="snapshot", type=Path, help="docs/schema.sql, where the roles are as in it")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Migrate, grant, encrypt what an older release kept in the clear, load."""
        if "owner" not in settings.DATABASES:
            raise CommandError("Set DATABASE_OWNER_URL: the role that owns the tables and may change them.")
        with connections["owner"].cursor() as cursor:
            _check_roles(cursor)
            _begin_with(options["snapshot"], cursor)
            call_command("migrate", database="owner", interactive=False, verbosity=0)
            cursor.execute("call trail_add_months(%s, %s)", [timezone.now().date().replace(day=1), MONTHS_AHEAD])
            first = school_year(timezone.now().date()) - 1
            cursor.execute("call attendance_add_years(%s, %s)", [first, YEARS_OF_ATTENDANCE])
            _grant(cursor, connections["owner"].ops.quote_name(settings.DATABASES["default"]["USER"]))
        call_command("encrypt_factors", plain=True, database="owner", stdout=StringIO())
        for name, table in SHIPPED:
            _, landed = bring_in(DATA / name, (table,), using="owner", land=Land.NEW)
            for problem in landed.problems:
                self.stderr.write(f"{name}, {problem}: left out")
        connections["owner"].close()


def _begin_with(snapshot: Path | None, cursor: Any) -> None:
    """Make an empty database by the snapshot in place of the migrations, if it is of exactly these."""
    owner = connections["owner"]
    if snapshot is None or owner.introspection.table_names(cursor):
        return
    head, _, body = snapshot.read_text().partition("\n\n")
    if mark(body) in head:
        with transaction.atomic(using="owner"):
            cursor.execute("set local check_function_bodies = off")
            cursor.execute(body)
            call_command("migrate", database="owner", fake=True, interactive=False, verbosity=0)


def _check_roles(cursor: Any) -> None:
    """The policies name them, and only a superuser can make one that dumps."""
    cursor.execute("select rolname from pg_roles where rolname = any(%s)", [[WORKER, BACKUP, LOOKUP]])
    if missing := {WORKER, BACKUP, LOOKUP} - {name for (name,) in cursor.fetchall()}:
        raise CommandError(NO_ROLES.format(missing=", ".join(sorted(missing))))


def _grant(cursor: Any, application: str) -> None:
    """What the roles may do: web and worker the same, but of the terms of shares; two functions look for both."""
    cursor.execute(FUNCTIONS)
    for role in (application, WORKER):
        for statements in (GRANTS, MONTHS_OF_TRAIL, YEARS_ALONE):
            cursor.execute(
                statements.replace("{role}", role)
                .replace("{columns}", SHARE_COLUMNS)
                .replace("{found}", VERSION_COLUMNS)
            )
    cursor.execute(FOR_THE_WORKER.replace("{dates}", SHARE_DATES))
