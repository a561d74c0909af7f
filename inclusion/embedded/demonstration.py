"""The database of the demonstration: made whole beside the old one, which it then replaces, so no half is ever used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from urllib.parse import urlsplit

from inclusion.embedded import interruptions, keys, orphans, real, servers
from inclusion.embedded.errors import StartError
from inclusion.embedded.places import ROOT, Home
from inclusion.embedded.postgres import APPLICATION, DATABASE, HALF, OWNER, Cluster


def demo() -> int:
    """`make demo`: the demonstration new, in a run that goes on or in a cluster that is started for it."""
    if real.is_any_named(os.environ):
        raise StartError(
            "`make demo` is for the embedded servers: the environment names real ones, and they are left alone."
        )
    home = Home.of_run()
    home.make()
    try:
        with servers.alone(home), interruptions.told_to_stop():
            orphans.end(home)
            with servers.started(home) as embedded:
                make(embedded.cluster, servers.environment(embedded, port=8000, mail_port=1))
    except servers.AlreadyRunning:
        _make_in_run(home)
    print("The demonstration is new: everybody is signed out.")
    return 0


def _make_in_run(home: Home) -> None:
    if not home.environment.exists():
        raise StartError("The run here is still starting: try again when it has said its address.")
    environment = json.loads(home.environment.read_text())
    port = urlsplit(environment["DATABASE_URL"]).port or 0
    make(Cluster(home, keys.load_or_make(home.secrets), port=port), environment)


def manage(arguments: list[str]) -> int:
    """`make manage`: a command of manage.py on what `make run` has started; gives the command's own exit code."""
    home = Home.of_run()
    if not home.environment.exists():
        raise StartError("Nothing is running here: start it with `make run`, then say this in another terminal.")
    environment = {**os.environ, **json.loads(home.environment.read_text())}
    return subprocess.run([sys.executable, ROOT / "manage.py", *arguments], env=environment, check=False).returncode


def prepare(cluster: Cluster, environment: Mapping[str, str]) -> None:
    """Bring the database up to date; make it with the demonstration in it when there is none."""
    if not cluster.has(DATABASE):
        make(cluster, environment)
    else:
        servers.manage(cluster.home, _on(cluster, environment, DATABASE), "prepare_database", *servers.SHORT)


def make(cluster: Cluster, environment: Mapping[str, str]) -> None:
    """Make the demonstration in a database of its own, then put that in place of the one in use."""
    print("Making the demonstration…", flush=True)
    cluster.drop(HALF)
    cluster.prepare_database(HALF)
    on_half = _on(cluster, environment, HALF)
    servers.manage(cluster.home, on_half, "prepare_database", *servers.SHORT)
    servers.manage(cluster.home, on_half, "make_demonstration")
    cluster.drop(DATABASE)
    cluster.execute("alter database {half} rename to {name}", half=HALF, name=DATABASE)


def _on(cluster: Cluster, environment: Mapping[str, str], database: str) -> dict[str, str]:
    """The settings for a command of ours on this database, the owner's address among them."""
    return {
        **os.environ,
        **environment,
        "DATABASE_URL": cluster.url(APPLICATION, database),
        "DATABASE_OWNER_URL": cluster.url(OWNER, database),
    }
