"""The secrets of second factors, encrypted by keys of their own: who reads the table can make no code."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK, OLD_MARK = "aesgcm:", "gAAAA"
"""How what is kept begins: AES-256-GCM, and Fernet (AES-128), by which it was encrypted before and is still read."""
PURPOSE = b"agencies.accounts.factors"
NONCE = 12


class NoKey(Exception):
    """None of the keys opens it: FACTOR_KEYS has lost one."""


def encrypt(text: str) -> str:
    """By the newest key."""
    nonce = secrets.token_bytes(NONCE)
    sealed = _cipher(settings.FACTOR_KEYS[0]).encrypt(nonce, text.encode(), PURPOSE)
    return MARK + urlsafe_b64encode(nonce + sealed).decode()


def decrypt(kept: str) -> str:
    """By whichever key made it; `NoKey` where it is gone."""
    try:
        return _opened(kept) if kept.startswith(MARK) else _by_fernet(kept)
    except (InvalidTag, InvalidToken) as error:
        raise NoKey("A second factor can't be read: FACTOR_KEYS has lost the key that made it.") from error


def again(kept: str) -> str:
    """The same secret by the newest key; one that was kept as it is becomes encrypted."""
    return encrypt(decrypt(kept) if is_encrypted(kept) else kept)


def is_encrypted(kept: str) -> bool:
    """By any key, in either way."""
    return kept.startswith((MARK, OLD_MARK))


def _opened(kept: str) -> str:
    whole = urlsafe_b64decode(kept.removeprefix(MARK))
    for key in settings.FACTOR_KEYS:
        try:
            return _cipher(key).decrypt(whole[:NONCE], whole[NONCE:], PURPOSE).decode()
        except InvalidTag:
            continue
    raise InvalidTag


def _by_fernet(kept: str) -> str:
    return MultiFernet([Fernet(key) for key in settings.FACTOR_KEYS]).decrypt(kept.encode()).decode()


def _cipher(key: str) -> AESGCM:
    """Of a key made from the whole of it, so that the bytes that Fernet used are used for nothing else."""
    return AESGCM(HKDF(SHA256(), 32, None, PURPOSE).derive(urlsafe_b64decode(key)))
