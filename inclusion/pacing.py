"""No person and no system asks without end: a plain sum a minute, in each process, which costs no query."""

from collections import Counter
from collections.abc import Callable
from threading import Lock

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from agencies.machines.api.problems import Problem, respond

PERSON, CLIENT = 300, 1200
"""How much one may ask in a minute of one process: nobody reads five pages a second, and a school's system that sends
all its pupils at once is through in minutes. With so many processes of the web it is so many times that."""
MINUTE = 60


class Pace:
    """Turns away who asks more than the sum until the minute is over; strangers reach nothing that is worth it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._lock, self._minute, self._asked = Lock(), 0, Counter[str]()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Count the request, then pass it on or say how long to wait."""
        who, most = _who(request)
        now = int(request.at.timestamp())  # type: ignore[attr-defined]
        if not who or self._count(who, now // MINUTE) <= most:
            return self.get_response(request)
        wait = str(MINUTE - now % MINUTE)
        if hasattr(request, "client"):
            return respond(Problem("too-many", headers={"Retry-After": wait}))
        page = HttpResponse(render_to_string("429.html", {"wait": wait}), status=429)
        page.headers["Retry-After"] = wait
        return page

    def _count(self, who: str, minute: int) -> int:
        with self._lock:
            if minute != self._minute:
                self._minute = minute
                self._asked.clear()
            self._asked[who] += 1
            return self._asked[who]


def _who(request: HttpRequest) -> tuple[str, int]:
    """Who is counted, and up to what; a stranger is nobody here."""
    if hasattr(request, "client"):
        return (f"client {request.client.pk}" if request.client else "", CLIENT)
    return (f"person {request.user.pk}" if request.user.is_authenticated else "", PERSON)
