"""The words after `python -m inclusion.embedded`, which the Makefile says for you."""

from __future__ import annotations

import sys
from collections.abc import Callable

from inclusion.embedded import demonstration, schema, static, stopping, supervisor, workshop
from inclusion.embedded.errors import StartError


def _static() -> int:
    static.build()
    return 0


WORDS: dict[str, Callable[[], int]] = {
    "run": supervisor.run,
    "stop": stopping.stop,
    "demo": demonstration.demo,
    "static": _static,
    "schema": schema.write,
    "check-schema": schema.check,
    "serve-db": workshop.serve,
    "mind-db": workshop.mind,
    "stop-db": workshop.stop,
}


def main(arguments: list[str]) -> int:
    """Do one word; a trouble is one clear text and exit code 1. What follows `manage` is for manage.py."""
    if arguments[:1] == ["manage"]:
        return _told(lambda: demonstration.manage(arguments[1:]))
    if len(arguments) != 1 or arguments[0] not in WORDS:
        print(f"Say one of: manage, {', '.join(WORDS)}", file=sys.stderr)
        return 2
    return _told(WORDS[arguments[0]])


def _told(do: Callable[[], int]) -> int:
    try:
        return do()
    except StartError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.")
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
