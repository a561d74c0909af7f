"""How many statements each page asks, but for BEGIN, SAVEPOINT and the one that sets clock and bounds."""

from datetime import date

import pytest
import time_machine

from agencies.policy import Basis, Level, Purpose
from referrals.shares import actions as shares
from tests import moves, stories
from tests.browsing import browse, statements
from tests.people import AT, Cast, set_clock

LESS = {"level": Level.SUMMARY, "sections": (), "until_on": date(2027, 1, 8)}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def asked(cast: Cast, name: str, url: str) -> int:
    """How many a page takes once the session stands."""
    client = browse(cast, name)
    client.get(url)
    return len(statements(lambda: client.get(url)))


def test_pages_of_a_case_ask_no_more_than_this(cast: Cast) -> None:
    case = stories.case(cast)
    referral = stories.sent(cast, case)
    stories.shared(cast, case)
    counted = {
        "list": asked(cast, "amara", "/cases/"),
        "keeper": asked(cast, "amara", f"/cases/{case.reference}/"),
        "receiver": asked(cast, "priti", f"/cases/{case.reference}/"),
        "triage": asked(cast, "sandra", f"/triage/{referral.reference}/"),
        "work": asked(cast, "amara", "/my-work/"),
    }
    assert counted == {"list": 6, "keeper": 8, "receiver": 7, "triage": 15, "work": 5}


@pytest.mark.parametrize("name", ["amara", "farida", "sandra"])
def test_the_page_of_a_move_asks_no_more_than_this(cast: Cast, name: str) -> None:
    move = moves.checked(cast)
    with time_machine.travel(moves.LATER, tick=False):
        set_clock(moves.LATER)
        drafts = 1 if name == "sandra" else 0  # of the approval, whose form stands on the page
        assert asked(cast, name, f"/moves/{move.reference}/") == 6 + drafts


def test_a_share_is_granted_and_withdrawn_by_no_more_than_this(cast: Cast) -> None:
    case = stories.case(cast)
    share, amara = stories.shared(cast, case), cast.actor("amara")
    seat = cast.seat("amara")
    more = stories.terms(cast, agency=cast.police, purpose=Purpose.SAFEGUARD, basis=Basis.SAFEGUARDING, **LESS)
    granted = statements(lambda: shares.share_case(case, more, stories.TOLD, seat=seat, by=amara, at=AT))
    withdrawn = statements(lambda: shares.withdraw_share(share, why="Enough.", by=amara, at=AT))
    assert (len(granted), len(withdrawn)) == (14, 15)
