"""The secrets of second factors, encrypted by keys of their own: who reads the table can make no code."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class NoKey(Exception):
    """None of the keys opens it: FACTOR_KEYS has lost one."""


def encrypt(text: str) -> str:
    """By the newest key."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(kept: str) -> str:
    """By whichever key made it; `NoKey` where it is gone."""
    try:
        return _keys().decrypt(kept.encode()).decode()
    except InvalidToken as error:
        raise NoKey("A second factor can't be read: FACTOR_KEYS has lost the key that made it.") from error


def again(kept: str) -> str:
    """The same secret by the newest key; one that was kept as it is becomes encrypted."""
    return encrypt(decrypt(kept) if kept.startswith("gAAAA") else kept)


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FACTOR_KEYS])
