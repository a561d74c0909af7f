"""The import contracts fail when they are broken: each is broken once, in a copy of the house."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BREAKING = {
    "floors": ("agencies/people/querysets.py", "import referrals.cases.querysets"),
    "rock": ("agencies/identifiers.py", "import django"),
    "rooms": ("referrals/entries/models.py", "import referrals.entries.forms"),
    "ground_nouns": ("agencies/calendar/models.py", "import agencies.people.models"),
    "first_nouns": ("referrals/pupils/actions/adding.py", "import referrals.cases.models"),
    "door": ("referrals/door/records.py", "import referrals.entries.models"),
    "top_nouns": ("interventions/moves/facts.py", "import interventions.suspensions.facts"),
}
"""A line for each contract, and where it would be wrong."""


def test_a_broken_contract_is_named(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    names = {contract["id"]: contract["name"] for contract in project["contracts"]}
    assert set(names) == set(BREAKING), "break each contract once"
    for package in project["root_packages"]:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for path, line in BREAKING.values():
        with (tmp_path / path).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}  # noqa\n")
    command = (
        "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command; lint_imports_command()"
    )
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    broken = set(re.findall(r"^(.*) BROKEN", done.stdout, re.MULTILINE))
    assert done.returncode == 1, done.stdout + done.stderr
    assert broken == set(names.values())
