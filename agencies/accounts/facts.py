"""What counts as a second factor, what is kept of a cookie or a code, and for how long."""

import hashlib
from datetime import timedelta

from django.utils.crypto import salted_hmac

KNOWN_FOR = timedelta(days=90)
BEGAN_WITH = "began_with"
"""What a session keeps of the password with which a sign-in began, until its second step."""
CODE_FOR = timedelta(days=7)


def hash_of(token: str) -> str:
    """The cookie itself stands nowhere."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_of_code(person_id: int, code: str) -> str:
    """A short code stands under a key of the service's own: who reads the table alone can try no codes."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return salted_hmac("agencies.FirstCode", f"{person_id} {typed}", algorithm="sha256").hexdigest()
