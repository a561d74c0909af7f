"""How files and lines leave the process: what gunicorn reads, and the headers of static files."""

from typing import Any
from wsgiref.headers import Headers

logconfig_dict: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "inclusion.logs.Lines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}


def of_static_files(headers: Headers, _path: str, _url: str) -> None:
    """Static files are for our own pages alone, and run nothing by themselves."""
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; style-src 'self'; img-src 'self'"
