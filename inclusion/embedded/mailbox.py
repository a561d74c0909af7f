"""Where mail goes on a machine of your own: an SMTP server that keeps each message as a file and sends none on."""

from __future__ import annotations

import asyncio
import itertools
import sys
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Keeper:
    """aiosmtpd's handler: one `.eml` a message, named by when it came."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = itertools.count(1)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep one message; the name of this method is aiosmtpd's."""
        name = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{next(self._count):04}"
        half = self._folder / f"{name}.half"
        half.write_bytes(envelope.original_content or b"")
        half.rename(half.with_suffix(".eml"))
        print(f"kept {name}.eml, recipients: {len(envelope.rcpt_tos)}")
        return "250 OK"


async def keep(port: int, folder: Path) -> None:
    """Listen on this port of 127.0.0.1 until the process ends."""
    keeper = Keeper(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keeper, hostname="localhost"), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(keep(int(sys.argv[1]), Path(sys.argv[2])))
