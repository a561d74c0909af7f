"""PostgreSQL of a run of the tests: a cached and migrated cluster is copied; each process gets a clone of it."""

from __future__ import annotations

import contextlib
import dataclasses
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from inclusion.embedded import keys, orphans
from inclusion.embedded.places import ROOT, VAR, Home
from inclusion.embedded.postgres import APPLICATION, OWNER, WORKER, Cluster
from inclusion.embedded.servers import SHORT

TEMPLATE = "template_inclusion"
CACHE = VAR / "test"
QUICK = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "io_method": "sync",
    "scram_iterations": "1",
}
"""Durability is not under test here, and the copy is thrown away."""
SHAPES = (
    "*/migrations/*.py",
    "agencies/management/commands/prepare_database.py",
    "agencies/data/*.csv",
    "requirements/run.txt",
)
STARTED: list[Cluster] = []
"""Held here, or Python would complain of a child that nobody waits for; the controller ends it, not this process."""


@dataclasses.dataclass
class Servers:
    """The servers of one run, started by whichever process asks first; `folder` is the run's own."""

    folder: Path
    cluster: Cluster

    def clone(self, database: str, template: str = TEMPLATE) -> None:
        """A fresh database of this name: migrated, and with what else the template holds."""
        with _alone(self.folder / "clone.lock"):
            self.cluster.clone(template, database)

    def make_once(self, template: str, fill: Callable[[str], None]) -> str:
        """A template of the run's own: a fresh database, filled by whichever process asks first."""
        with _alone(self.folder / f"{template}.lock"):
            if not self.cluster.has(template):
                half = f"{template}_half"
                self.drop(half)
                self.clone(half)
                fill(half)
                self.cluster.execute("alter database {half} rename to {name}", half=half, name=template)
        return template

    def drop(self, database: str) -> None:
        self.cluster.drop(database)

    def environment(self, database: str) -> dict[str, str]:
        """What a process needs to use this database, as the application and (for migrations) as the owner."""
        return {
            "DATABASE_URL": self.cluster.url(APPLICATION, database),
            "DATABASE_OWNER_URL": self.cluster.url(OWNER, database),
        }

    def worker_environment(self, database: str) -> dict[str, str]:
        """What the worker and beat need: their own login, and not the application's."""
        return {"WORKER_DATABASE_URL": self.cluster.url(WORKER, database)}


def new_folder() -> Path:
    """A folder for this run; what runs that were killed left behind goes first."""
    CACHE.mkdir(parents=True, exist_ok=True)
    for folder in CACHE.glob("run-*"):
        if not Path("/proc", folder.name.removeprefix("run-")).exists():
            end(folder)
    folder = CACHE / f"run-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def end(folder: Path) -> None:
    """End the servers of a run and remove its folder."""
    orphans.end_postgres(folder / "home" / "postgres")
    shutil.rmtree(folder, ignore_errors=True)


def get(folder: Path) -> Servers:
    """The servers of the run, started now if this is the first process to ask."""
    home = Home(folder / "home")
    with _alone(folder / "lock"):
        if not home.environment.exists():
            _copy_template(home.folder)
            cluster = Cluster(home, keys.load_or_make(home.secrets), QUICK)
            cluster.start()
            STARTED.append(cluster)
            _prepare(cluster)
            home.environment.write_text(json.dumps({"port": cluster.port}))
    port = json.loads(home.environment.read_text())["port"]
    return Servers(folder, Cluster(home, keys.load_or_make(home.secrets), QUICK, port))


def _copy_template(target: Path) -> None:
    """Copy a stopped cluster with the migrated database, made once for each state of the migrations."""
    digest = hashlib.sha256()
    for pattern in SHAPES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    folder = CACHE / f"template-{digest.hexdigest()[:12]}"
    with _alone(CACHE / "lock"):
        if not folder.exists():
            for old in CACHE.glob("template-*"):
                shutil.rmtree(old, ignore_errors=True)
            _make(Home(CACHE / "template-half")).folder.rename(folder)
        shutil.copytree(folder, target)


def _make(home: Home) -> Home:
    orphans.end_postgres(home.postgres)
    shutil.rmtree(home.folder, ignore_errors=True)
    home.make()
    cluster = Cluster(home, keys.load_or_make(home.secrets), QUICK)
    cluster.create()
    cluster.start()
    try:
        cluster.prepare_roles()
        cluster.prepare_database(TEMPLATE)
        _prepare(cluster)
    finally:
        cluster.stop()
    return home


def _prepare(cluster: Cluster) -> None:
    """Migrate and write the reference rows, as `make run` does, so that no stale row of a cached copy is tested."""
    environment = {
        **os.environ,
        "DATABASE_URL": cluster.url(APPLICATION, TEMPLATE),
        "DATABASE_OWNER_URL": cluster.url(OWNER, TEMPLATE),
    }
    command = [sys.executable, str(ROOT / "manage.py"), "prepare_database", "--skip-checks", *SHORT]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"prepare_database failed:\n{done.stdout}{done.stderr}")


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
