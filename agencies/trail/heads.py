"""Where the head of the trail is written outside the database: a file, a syslog, or an object store."""

import logging
import re
import urllib.request
from logging.handlers import SysLogHandler
from pathlib import Path
from urllib.parse import unquote, urlsplit

from agencies.trail.facts import Head

SAID = re.compile(r"last_id=(\d+) root=([0-9a-f]{64})")
SECONDS = 10


class NotWritten(Exception):
    """The head could not be written: the seal stands, and the next one is written again."""


def write(url: str, head: Head, when: str) -> None:
    """Write one line of the head; `NotWritten` where its place can't be reached.

    `file:///path` is added to; `syslog://host:514` hears it; to `https://…/` an object of the head's own name is put,
    as the stores of AWS, Azure and Google take it with a signed address.
    """
    parts, said = urlsplit(url), f"{when} {head.as_text()}"
    try:
        if parts.scheme == "file":
            with Path(unquote(parts.path)).open("a", encoding="utf-8") as file:
                file.write(f"{said}\n")
        elif parts.scheme == "syslog":
            _syslog(parts.hostname or "localhost", parts.port or 514, said)
        elif parts.scheme == "https":
            place = parts._replace(path=f"{parts.path.rstrip('/')}/{head.last_id:020}.txt").geturl()
            kind = {"x-ms-blob-type": "BlockBlob"}  # Azure wants it; the others pass it over
            put = urllib.request.Request(place, said.encode(), kind, method="PUT")  # noqa: S310
            urllib.request.urlopen(put, timeout=SECONDS).close()  # noqa: S310  (https alone comes here)
        else:
            raise NotWritten("TRAIL_HEAD_URL begins with file:, syslog: or https:.")
    except OSError as error:
        raise NotWritten(f"The head of the trail was not written: {type(error).__name__}.") from error


def read(text: str) -> list[Head]:
    """The heads in whatever was kept of them, a file or lines of a log."""
    return [Head(int(last), root) for last, root in SAID.findall(text)]


def _syslog(host: str, port: int, said: str) -> None:
    handler = SysLogHandler((host, port))
    handler.ident = "inclusion-trail: "
    try:
        handler.emit(logging.LogRecord("inclusion", logging.INFO, "", 0, said, None, None))
    finally:
        handler.close()
