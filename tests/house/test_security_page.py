"""What docs/security.md and docs/running.md say in numbers and lists is what the code does."""

import ast
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from agencies.accounts.facts import CODE_FOR
from agencies.accounts.states import SIGN_INS
from agencies.guesses.limits import DEVICE, FORGOTTEN_AFTER, LIMITS, MOST_SECONDS
from agencies.machines.api import sending
from agencies.people.facts import INVITED_FOR
from agencies.policy import Act
from inclusion import middleware, pacing
from tests.house.test_mail import imported
from tests.house.test_rooms import FLOORS, modules
from tests.house.test_row_level_security import WITHOUT, YEARS

PAGE, RUNNING = ((middleware.settings.BASE_DIR / "docs" / name).read_text() for name in ("security.md", "running.md"))
SPEAKING = re.compile(
    r"(socket|ssl|ftplib|telnetlib|smtplib|urllib\.request|http\.client|requests|httpx|SysLogHandler|clamav_client)\b"
)
MODELS = [one for one in apps.get_models() if one._meta.managed]


def part(heading: str) -> str:
    """One part of the page."""
    return PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def classes() -> dict[str, list[str]]:
    """The tables of each class of data."""
    rows = [line.split(" | ") for line in part("Data, by class").splitlines() if "`" in line]
    return {name.removeprefix("| "): re.findall(r"`([A-Za-z0-9_.]+)`", tables) for name, tables, _ in rows}


def test_the_numbers_of_guessing_are_those_of_the_code() -> None:
    said = part("How guessing is slowed")
    for kind, limit in LIMITS.items():
        assert f"| {kind.value} | {limit.pair} | {limit.account} | {limit.sender} |" in said
    assert f"at most {MOST_SECONDS} seconds" in said
    assert f"after {DEVICE} wrong tries" in said
    assert (FORGOTTEN_AFTER.total_seconds(), "after 1 hour" in said) == (3600, True)


def test_the_lives_of_ways_in_are_those_of_the_code() -> None:
    lives = (settings.SESSION_COOKIE_AGE, settings.SESSION_ABSOLUTE_AGE, settings.PASSWORD_RESET_TIMEOUT)
    assert lives == (20 * 60, 10 * 3600, 24 * 3600)
    assert (CODE_FOR.days, INVITED_FOR.days) == (7, 7)
    assert (settings.OAUTH2_PROVIDER["ACCESS_TOKEN_EXPIRE_SECONDS"], settings.MFA_SUPPORTED_TYPES) == (
        3600,
        ["webauthn", "totp", "recovery_codes"],
    )
    assert "twenty idle minutes, ten hours" in part("Ways in, and how strong each is")
    assert "Any number a person" in part("Sessions")


def test_what_is_costly_is_held_by_the_sums_of_the_code() -> None:
    said = part("What is costly, and what holds it")
    assert f"{pacing.PERSON} a minute, person and process" in said
    assert f"{pacing.CLIENT} calls a minute, system and process; {middleware.MOST_BYTES} bytes a body" in said
    assert f"{sending.MOST} rows a page" in said


def test_every_table_is_in_one_class_of_data() -> None:
    said = [name for names in classes().values() for name in names]
    known = {one._meta.object_name: one._meta.label for one in MODELS if one._meta.object_name != "Session"}
    assert sorted(known.get(name, name) for name in said) == sorted(one._meta.label for one in MODELS)


@pytest.mark.django_db
def test_the_class_of_children_is_what_the_database_itself_bounds() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select distinct tablename from pg_policies where schemaname = 'public'")
        bounded = {name for (name,) in cursor.fetchall() if not YEARS.fullmatch(name)}
    tables = {one._meta.object_name: one._meta.db_table for one in MODELS}
    assert {tables[name] for name in classes()["children"]} == bounded
    assert not bounded & set(WITHOUT)


def test_no_secret_of_ours_has_a_column_that_could_be_used_as_it_is() -> None:
    kept = {
        "Device": "token_hash", "FirstCode": "code_hash", "Guess": "key", "IdempotencyKey": "key",
        "KeptSending": "text", "agencies.Session": "session_key",
    }  # fmt: skip
    packages = {
        name for name in classes()["secrets"] if name.split(".")[0] in ("mfa", "oauth2_provider", "account", "sessions")
    }
    assert set(classes()["secrets"]) == packages | set(kept)


def test_only_what_is_listed_speaks_to_anybody() -> None:
    found = {str(path) for path, tree in modules(*FLOORS) if any(SPEAKING.match(name) for name in _names(tree))}
    outside = {one for one in found if not one.startswith("inclusion/embedded/")}
    assert outside == {"agencies/outbox/sending.py", "agencies/trail/heads.py", "referrals/documents/scanning.py"}
    assert all(
        name in part("With whom it speaks")
        for name in ("TRAIL_HEAD_URL", "CLAMD_URL", "PostgreSQL", "Valkey", "mail server")
    )


def _names(tree: ast.Module) -> set[str]:
    return imported(tree) | {name.rpartition(".")[2] for name in imported(tree)}


def test_no_hash_that_is_broken_guards_anything() -> None:
    found = {str(path) for path, tree in modules(*FLOORS) if re.search(r"\b(md5|sha1)\b", ast.unparse(tree))}
    assert found == {"agencies/accounts/breached.py"}, "the alphabet of a list"


def test_the_events_that_are_kept_are_listed() -> None:
    said = part("Logs and records")
    acts = {*SIGN_INS, Act.ISSUE_TOKEN, Act.REFUSE_TOKEN, Act.MAKE_CLIENT, Act.ROTATE_CLIENT, Act.REVOKE_CLIENT}
    assert [act.value for act in acts if f"`{act.value}`" not in said] == []
    assert "90 days" in said


def test_each_kind_of_key_says_whose_it_is_and_how_it_is_changed() -> None:
    rows = [line.split(" | ") for line in part("Keys and secrets").splitlines() if line.startswith("| ")]
    assert all(len(row) == 3 and row[2].strip(" |") for row in rows)
    assert all(
        any(name in row[0] + row[1] for row in rows) for name in ("SECRET_KEY", "FACTOR_KEYS", "TLS", "passkeys")
    )


def test_running_md_says_what_the_proxy_must_have() -> None:
    assert all(
        words in RUNNING for words in ("TLS 1.3 and 1.2", "forward secrecy", "public certificate", "GUNICORN_CMD_ARGS")
    )


def test_the_times_to_patch_are_written_down() -> None:
    assert all(words in part("How soon a weakness is gone") for words in ("two days", "seven days", "a month at most"))
