"""A list is taken away: who took which, narrowed how, and of whom it told stands in the trail."""

from datetime import datetime

from agencies.actors import Actor
from agencies.policy import Act
from agencies.trail import actions as trail
from agencies.web.narrowing import Asked
from agencies.web.taken import Taken

ROWS_A_PAGE = 50


def take_list(of: str, taken: Taken, asked: Asked, *, way: str, by: Actor, at: datetime) -> None:
    """Write that these rows leave, as a file or as a page to print; and a line for each page that they would fill.

    Those count as pages opened: whoever takes unusually much is reported as whoever opens it (`machines.unusual`).
    """
    facts = {"way": way, "asked": dict(asked.words), "rows": len(taken.rows), "shown": sorted(set(taken.shown))}
    trail.write(Act.TAKE_LIST, by=by, at=at, on=(of, ""), facts=facts)
    for _ in range(len(taken.rows) // ROWS_A_PAGE):
        trail.write(Act.TAKE_LIST, by=by, at=at, on=(of, ""), facts={"way": way}, outcome="opened")
