"""What is kept of a device's cookie, and for how long."""

import hashlib
from datetime import timedelta

KNOWN_FOR = timedelta(days=90)


def hash_of(token: str) -> str:
    """The cookie itself stands nowhere."""
    return hashlib.sha256(token.encode()).hexdigest()
