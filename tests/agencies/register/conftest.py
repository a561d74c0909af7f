"""The commands that bring in the register's files, as a test runs them."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.agencies.register.files import Bring


@pytest.fixture
def bring(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bring:
    """Run a command on a file (lines, bytes or a path): what it said in the end, and the bad places it named."""

    def run(content: Any, *words: str, table: str = "") -> tuple[str, list[str]]:
        file = content if isinstance(content, Path) else tmp_path / "file.csv"
        if isinstance(content, list):
            file.write_bytes("\n".join([*content, ""]).encode())
        elif isinstance(content, bytes):
            file.write_bytes(content)
        command = ["import_reference", table] if table else ["import_establishments"]
        try:
            call_command(*command, str(file), *words)
        except CommandError as refusal:
            ended = str(refusal)
        else:
            ended = ""
        out, err = capsys.readouterr()
        return (out.strip() + " " + ended).strip(), [line for line in err.splitlines() if line.startswith("line ")]

    return run
