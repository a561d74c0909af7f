"""Where everything that is made at run time lies."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
MARK = "INCLUSION_HOME"
"""Environment variable that each of our children carries, so that one left behind by a killed parent can be known."""


@dataclasses.dataclass(frozen=True)
class Home:
    """One folder with a cluster, a broker, their secrets and logs: `var/` for `make run`, others for work and tests."""

    folder: Path

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    @property
    def valkey(self) -> Path:
        return self.folder / "valkey"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def mail(self) -> Path:
        return self.folder / "mail"

    @property
    def secrets(self) -> Path:
        return self.folder / "secrets.json"

    @property
    def pid(self) -> Path:
        return self.folder / "run.pid"

    @property
    def environment(self) -> Path:
        return self.folder / "run.env.json"

    @classmethod
    def of_run(cls) -> Home:
        """The home of `make run`: `var/`, unless INCLUSION_VAR in the environment names another (the tests' own)."""
        return cls(Path(os.environ.get("INCLUSION_VAR") or VAR))

    def make(self) -> None:
        """Make the folders, closed to other people of the machine."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for folder in (self.valkey, self.log, self.mail):
            folder.mkdir(mode=0o700, exist_ok=True)
