"""`make fuzz-api`: Schemathesis tries the API as its description says and as it does not, as three identities.

Exit 1 where a server error, an answer that the description does not know, or an ignored token is found.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.db import connections, transaction

from agencies.policy import Scope
from inclusion.embedded import ports
from inclusion.embedded.places import ROOT, VAR
from tests import conftest  # it sets Django up, before what follows
from tests.machines import URN
from tests.people import AT, make_cast
from tests.servers import Servers
from tests.whole import DATABASE, Whole, begin

EXAMPLES = os.environ.get("EXAMPLES", "60")
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,ignored_auth,unsupported_method"
)
FEW = [Scope.CODES_READ]


def main() -> int:
    """A school with two systems, and each identity in turn: all scopes, few, none."""
    logging.disable(logging.WARNING)
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    whole = begin(folder, {}, ports.free())
    try:
        conftest.point_at(Servers(folder, whole.cluster), DATABASE)
        tokens = _tokens()
        connections.close_all()
        whole.start_web()
        return max(_fuzz(whole, name, token) for name, token in tokens.items())
    finally:
        whole.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _tokens() -> dict[str, str]:
    """A token of each identity, by its name; `nobody` has none."""
    from django.test import Client

    from agencies.machines import actions as machines
    from tests.machines import System

    with transaction.atomic():
        cast = make_cast()
        found = {}
        for name, scopes in (("all scopes", list(Scope)), ("few scopes", FEW)):
            made = machines.make_client(cast.alder, name=name, scopes=scopes, urn=URN, by=cast.actor("amara"), at=AT)
            machines.MisClient.objects.filter(pk=made.client.pk).update(expires_at="2099-01-01T00:00:00Z")
            system = System(made.client, made.secret, browser=Client(headers={"Host": "localhost"}))
            system.fetch_token()
            found[name] = system.token
    return {**found, "nobody": ""}


def _fuzz(whole: Whole, name: str, token: str) -> int:
    print(f"As {name}:", flush=True)  # noqa: T201
    known = [f"--header=Authorization: Bearer {token}"] if token else []
    command = [
        str(VAR / "fuzz" / "bin" / "schemathesis"), "run", str(ROOT / "docs" / "openapi.yaml"),
        f"--url=http://127.0.0.1:{whole.port}", "--header=Host: localhost", *known, f"--checks={CHECKS}",
        "--phases=examples,coverage,fuzzing,stateful", f"--max-examples={EXAMPLES}", "--no-color", "--workers=2",
    ]  # fmt: skip
    return subprocess.run(command, check=False, cwd=whole.background.folder).returncode


if __name__ == "__main__":
    sys.exit(main())
