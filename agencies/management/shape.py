"""Of which migrations a snapshot of the database's shape is: an empty database may begin with it only if of these."""

from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHAPES = ("*/migrations/*.py", "requirements/run.txt")
"""What decides it: our migrations, and by the versions of the packages theirs."""


def mark(body: str) -> str:
    """One word for the migrations as they stand, and for the snapshot's own text."""
    digest = sha256(body.encode())
    for pattern in SHAPES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]
