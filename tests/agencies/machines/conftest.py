"""A school's own system, connected, for the tests of machines."""

import pytest

from tests.machines import System, connect
from tests.people import Cast


@pytest.fixture
def system(cast: Cast) -> System:
    """The system of Alder Hythe School, with its token."""
    return connect(cast, cast.alder)
