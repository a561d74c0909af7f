"""What happened to an account, in the words that people read."""

from collections.abc import Mapping
from typing import Any

from agencies.acting.lives import did

FACTORS = {"totp": "an authenticator app", "webauthn": "a passkey", "recovery_codes": "recovery codes"}
FAILED = {"password": "A wrong password was tried", "factor": "A wrong code was tried"}


def sign_in_words(act: str, facts: Mapping[str, Any]) -> str:
    """A line of the trail about an account, as a sentence's beginning."""
    if act == "fail_sign_in":
        return FAILED[facts["what"]]
    if act == "flag_unusual":
        what = "records were opened" if facts["what"] == "opened" else "requests were refused"
        return f"Unusual: {facts['count']} {what} within an hour, more than {facts['limit']}"
    if "factor" in facts:
        verb = "Added" if act == "add_factor" else "Removed"
        return f"{verb} {FACTORS.get(facts['factor'], 'a way to sign in')}"
    said = did(act)
    words = f"{said[0].upper()}{said[1:]}"
    return f"{words} on a new device" if facts.get("is_new_device") else words
