"""The list of cases, page by page."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests import stories
from tests.browsing import read
from tests.people import AT, Cast, make_pupil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def test_cases_are_read_page_by_page(cast: Cast) -> None:
    for n in range(30):
        stories.case(replace(cast, kofi=make_pupil(cast.alder, f"Kid{n:02}", "Sutton")), at=AT + timedelta(seconds=n))
    first = read(cast, "amara", "/cases/")
    older = re.search(r'href="([^"]*before=[^"]*)" rel="next"', first)
    assert older is not None
    second = read(cast, "amara", older[1].replace("&amp;", "&"))
    names = [re.findall(r"Kid\d\d Sutton", page) for page in (first, second)]
    assert [len(page) for page in names] == [25, 5]
    assert len({*names[0], *names[1]}) == 30
