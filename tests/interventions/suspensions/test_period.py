"""The period of a suspension in one sentence, from any session to any session."""

from datetime import date

import pytest

from interventions.suspensions.period import period
from interventions.suspensions.totals import Session, sessions

TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 11, day) for day in (24, 25, 26))
AM, PM = Session.AM, Session.PM


@pytest.mark.parametrize(
    ("days", "kind", "since", "until", "said"),
    [
        ((TUESDAY,), "whole", AM, PM, "for the whole of Tuesday 24 November 2026"),
        ((TUESDAY,), "whole", PM, PM, "for the afternoon of Tuesday 24 November 2026"),
        ((TUESDAY,), "lunch", AM, PM, "for lunchtime on Tuesday 24 November 2026"),
        (
            (TUESDAY, WEDNESDAY, THURSDAY),
            "whole",
            PM,
            AM,
            "from the afternoon of Tuesday 24 November 2026 to noon on Thursday 26 November 2026",
        ),
        (
            (TUESDAY, WEDNESDAY),
            "whole",
            AM,
            PM,
            "from Tuesday 24 November 2026 to the end of Wednesday 25 November 2026",
        ),
        (
            (TUESDAY, THURSDAY),
            "lunch",
            AM,
            PM,
            "for lunchtimes from Tuesday 24 November 2026 to Thursday 26 November 2026",
        ),
    ],
)
def test_the_period_in_one_sentence(
    days: tuple[date, ...], kind: str, since: Session, until: Session, said: str
) -> None:
    assert period(sessions(days, kind, since, until)) == said


def test_sessions_that_are_no_stretch_are_named() -> None:
    assert period([(TUESDAY, AM), (WEDNESDAY, PM)]) == (
        "for the morning of Tuesday 24 November 2026 and the afternoon of Wednesday 25 November 2026"
    )
