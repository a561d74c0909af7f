"""The pages of suspensions."""

from datetime import date

import pytest

from tests.browsing import queries
from tests.people import Cast
from tests.suspensions import impose_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
TODAY = date(2026, 11, 23)


def test_the_pages_ask_as_often_for_many_as_for_few(cast: Cast) -> None:
    one = impose_on(cast)
    few = [queries(cast, name, "/suspensions/") for name in ("colm", "sandra")]
    few.append(queries(cast, "colm", f"/suspensions/{one.reference}/"))
    for day in (24, 25, 26, 30):
        impose_on(cast, date(2026, 11, day))
    many = [queries(cast, name, "/suspensions/") for name in ("colm", "sandra")]
    many.append(queries(cast, "colm", f"/suspensions/{one.reference}/"))
    assert many == few
