"""What the storm left: counted from the rows, from the mail server's own messages, from pages that were asked."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from agencies.outbox.models import Delivery, Letter
from tests.storm.weather import PATH
from tests.storm.world import due_at, expected
from tests.whole import Whole

Back = list[tuple[str, datetime]]


@dataclass(frozen=True, slots=True)
class Count:
    """Delivered: the row says so and the server has a message for that person. Doubled: two letters, rows or messages.

    A message handed over twice has one Message-ID and is `copies`: plain SMTP cannot promise better (decision 14).
    """

    delivered: int
    expected: int
    lost: int
    doubled: int
    copies: int


def count(messages: Iterable[EmailMessage]) -> Count:
    """Everything, once the storm is over."""
    wanted, reached, seen = expected(), Counter[str](), set()
    copies = 0
    for message in messages:
        name, to = str(message["Message-ID"]), str(message["To"])
        copies += name in seen
        reached[to] += name not in seen
        seen.add(name)
    rows = Counter(Delivery.objects.filter(channel="email", state="sent").values_list("person__email", flat=True))
    lines = Counter(Delivery.objects.filter(channel="inbox", state="sent").values_list("person__email", flat=True))
    delivered = {one for one in wanted if rows[one] and reached[one] and lines[one]}
    doubled = sum(max(rows[one], reached[one], lines[one], 1) - 1 for one in wanted)
    doubled += max(Letter.objects.count() - len(wanted), 0)
    return Count(len(delivered), len(wanted), len(wanted - delivered), doubled, copies)


def slowest_line(back: Back, names: tuple[str, ...] = PATH) -> float:
    """The longest that a line of the inbox took, in seconds: from its hour, or from the last return of these."""
    hours, worst = due_at(), 0.0
    returns = sorted(at for name, at in back if name in names)
    for reference, sent_at in Delivery.objects.filter(channel="inbox").values_list("letter__subject_ref", "sent_at"):
        begun = max([hours[reference], *(at for at in returns if at <= sent_at)])
        worst = max(worst, (sent_at - begun).total_seconds())
    return worst


class Visitor(threading.Thread):
    """Asks for pages all the while, as somebody who forgot a password; counts what comes back, and the slowest."""

    def __init__(self, whole: Whole) -> None:
        super().__init__(daemon=True)
        self.whole, self.answers, self.slowest, self._is_over = whole, Counter[str](), 0.0, threading.Event()

    def run(self) -> None:
        """Until told to end."""
        while not self._is_over.is_set():
            for path in ("/accounts/password/reset/", "/api/v1/me", "/help/"):
                begun = time.monotonic()
                try:
                    self.answers[str(self.whole.ask("GET", path, timeout=30).status)] += 1
                    self.slowest = max(self.slowest, time.monotonic() - begun)
                except OSError:
                    self.answers["no web"] += 1
            time.sleep(0.2)

    def end(self) -> None:
        """Ask no more."""
        self._is_over.set()
        self.join(30)
