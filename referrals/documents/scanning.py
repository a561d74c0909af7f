"""The virus scanner: ClamAV's daemon, asked by its own protocol; what it says of a file, or that it says nothing."""

from enum import Enum
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from clamav_client.clamd import BufferTooLongError, ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings

SECONDS, FILE_SECONDS = 5, 20
"""For its being there, and for its verdict on a file: the tick that begins last ends before its hard limit."""
PORT = 3310


STAND_IN = "demonstration:"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""What every scanner finds, and the demonstration's stand-in alone."""


class Silent(Exception):
    """The scanner gave no verdict: it is down, hangs, broke off or says that it could not look."""


class Verdict(Enum):
    """What it says of a file."""

    CLEAN = "clean"
    FOUND = "found"
    TOO_LARGE = "too large"


def is_stand_in() -> bool:
    """Whether nothing is scanned here: the demonstration's stand-in says *clean* of everything but one test file."""
    return bool(settings.CLAMD_URL == STAND_IN)


def is_there() -> bool:
    """Whether the scanner answers."""
    if is_stand_in():
        return True
    try:
        return bool(_scanner(SECONDS).ping() == "PONG")
    except (ClamdError, OSError, ValueError):
        return False


def scan(file: BinaryIO) -> tuple[Verdict, str]:
    """Its verdict, and the name of what it found; `Silent` where there is none."""
    if is_stand_in():
        return (Verdict.FOUND, "Eicar-Test-Signature") if EICAR in file.read() else (Verdict.CLEAN, "")
    try:
        said = _scanner(FILE_SECONDS).instream(file)
    except BufferTooLongError:
        return Verdict.TOO_LARGE, ""
    except (ClamdError, OSError, ValueError) as error:
        raise Silent(str(error)) from error
    status, name = said.get("stream", ("", None))
    if status == "FOUND":
        return Verdict.FOUND, str(name)
    if status == "OK":
        return Verdict.CLEAN, ""
    raise Silent(f"It said {status or 'nothing'}.")


def _scanner(seconds: int) -> Any:
    """The daemon at CLAMD_URL: tcp://host:3310, or unix:///path/to/clamd.ctl."""
    where = urlsplit(settings.CLAMD_URL)
    if where.scheme == "unix":
        return _Unix(path=where.path, timeout=seconds)
    return _Network(host=where.hostname or "", port=where.port or PORT, timeout=seconds)


class _Closing:
    """The client keeps a socket open that could not connect."""

    def _init_socket(self) -> None:
        try:
            super()._init_socket()  # type: ignore[misc]
        except ClamdError:
            self._close_socket()  # type: ignore[attr-defined]
            raise


class _Network(_Closing, ClamdNetworkSocket):
    pass


class _Unix(_Closing, ClamdUnixSocket):
    pass
