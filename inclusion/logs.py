"""Lines of the log: JSON of allow-listed keys. No statement, parameter, row, name or typed word ever gets into one."""

import json
import logging
import secrets
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]
REQUEST: ContextVar[str] = ContextVar("request", default="")
EXTRAS = ("route", "method", "status", "ms")
KNOWN = ("inclusion", "agencies", "referrals", "interventions", "django", "celery", "kombu", "gunicorn", "__main__")
"""Whose messages are fixed words once their arguments are gone; of anybody else's only the logger's name is kept."""
QUOTING = ("django.security", "py.warnings")
"""Loggers whose messages repeat what was sent; so do those of gunicorn that come without arguments."""
SAFE_ARGUMENTS = frozenset({"name", "id", "runtime", "pid"})
MOST_FRAMES = 30
log = logging.getLogger(__name__)


class Lines(logging.Formatter):
    """One JSON object a line. Of an exception its class and the places it came through, never its words."""

    def format(self, record: logging.LogRecord) -> str:
        """The line: when, how grave, who says what, in which request."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname, "logger": record.name, "said": _said(record)}
        if request := REQUEST.get():
            line["request"] = request
        line |= {name: getattr(record, name) for name in EXTRAS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _classes(record.exc_info[1])
            line["where"] = _places(record.exc_info[2])
        return json.dumps(line)


class Named:
    """Gives each request a number that its lines and its error page carry, and writes one line when it is over."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The address stands in the line by its name: a path holds references, a query what was searched."""
        request.number = secrets.token_hex(6)  # type: ignore[attr-defined]
        mark, begun = REQUEST.set(request.number), time.monotonic()  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
            said = {
                "route": request.resolver_match.url_name if request.resolver_match else "",
                "method": request.method,
                "status": response.status_code,
                "ms": round((time.monotonic() - begun) * 1000),
            }
            log.info("request", extra=said)
        finally:
            REQUEST.reset(mark)
        return response


def _said(record: logging.LogRecord) -> str:
    """The message with its numbers, and nothing else that was put into it."""
    if record.name.startswith(QUOTING) or record.name.split(".")[0] not in KNOWN:
        return ""
    if not record.args:
        return "" if record.name.startswith("gunicorn") else str(record.msg)
    if isinstance(record.args, dict):
        kept: Any = {name: one if name in SAFE_ARGUMENTS else "…" for name, one in record.args.items()}
    elif record.name == "celery.beat":
        kept = record.args  # names of ticks
    else:
        kept = tuple(one if isinstance(one, int | float) else "…" for one in record.args)
    try:
        said: str = str(record.msg) % kept
    except (TypeError, ValueError):
        return str(record.msg)
    return said


def _classes(error: BaseException) -> list[str]:
    """The class of the error, and of each that it came from."""
    found: list[str] = []
    now: BaseException | None = error
    while now is not None and len(found) < MOST_FRAMES:
        found.append(f"{type(now).__module__}.{type(now).__qualname__}")
        now = now.__cause__ or now.__context__
    return found


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-MOST_FRAMES:]
    return [f"{'/'.join(one.filename.split('/')[-3:])}:{one.lineno} {one.name}" for one in frames]
