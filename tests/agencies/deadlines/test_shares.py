"""How long a share may run."""

from datetime import UTC, date, datetime, timedelta

import pytest

from agencies import deadlines, schoolday

D = date
TODAY = D(2026, 11, 25)


@pytest.mark.parametrize(
    ("purpose", "default_days", "longest_days"),
    [
        ("safeguard", 84, 84),
        ("early_help", 84, 84),
        ("health_support", 84, 182),
        ("prevent_harm", 56, 56),
        ("youth_justice", 84, 182),
        ("social_care", 84, 84),
        ("education_provision", 28, 84),
    ],
)
def test_how_long_a_share_may_run(purpose, default_days, longest_days):
    start = D(2026, 11, 23)
    assert deadlines.share_end(purpose, start) == start + timedelta(default_days - 1)
    assert deadlines.share_end(purpose, start, 1) == start
    assert deadlines.share_end(purpose, start, longest_days) == start + timedelta(longest_days - 1)
    with pytest.raises(deadlines.TermTooLong, match=str(longest_days)):
        deadlines.share_end(purpose, start, longest_days + 1)
    with pytest.raises(ValueError, match="at least one day"):
        deadlines.share_end(purpose, start, 0)
    assert deadlines.SHARE_TERMS[purpose].source


def test_a_share_of_eight_weeks():
    ends_on = deadlines.share_end("prevent_harm", D(2026, 11, 23))
    assert (ends_on, schoolday.end_of_day(ends_on)) == (D(2027, 1, 17), datetime(2027, 1, 18, tzinfo=UTC))


def test_a_share_has_a_known_purpose():
    with pytest.raises(ValueError, match="curiosity"):
        deadlines.share_end("curiosity", TODAY)
