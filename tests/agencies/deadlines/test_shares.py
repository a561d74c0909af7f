"""How long a share runs."""

from datetime import UTC, date, datetime

import pytest

from agencies import deadlines, schoolday


def test_a_share_of_eight_weeks() -> None:
    ends_on = deadlines.share_end(date(2026, 11, 23), 8)
    assert (ends_on, schoolday.end_of_day(ends_on)) == (date(2027, 1, 17), datetime(2027, 1, 18, tzinfo=UTC))


def test_a_share_runs_for_a_week_at_least() -> None:
    with pytest.raises(ValueError, match="at least one week"):
        deadlines.share_end(date(2026, 11, 23), 0)
