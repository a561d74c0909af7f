"""The ticks in the midst of a country: they read what is due, and take it by batches."""

from datetime import timedelta

from referrals.duties import actions as duties
from referrals.shares import actions as shares
from tests.country.reading import hold, reading
from tests.people import AT, Cast


def test_where_no_share_has_ended_tidying_reads_nothing(country: Cast) -> None:
    with reading() as reads:
        assert not shares.tidy_ended_shares(AT)
    hold(reads, buffers=10, rows=0)


def test_the_shares_of_a_whole_country_that_end_on_one_day_are_closed_batch_by_batch(country: Cast) -> None:
    """12,000 are over at once: no statement has more than a batch in hand."""
    over = AT + timedelta(days=31)
    with reading() as reads:
        taken = [len(shares.tidy_ended_shares(over)) for _ in range(2)]
    assert taken == [500, 500]
    assert not [read.sql for read in reads if read.whole]
    assert max(read.rows for read in reads) <= 500 * 3


def test_planning_reads_what_is_due(country: Cast) -> None:
    """24 rungs are due, of 24,000 that wait and as many that were told."""
    with reading() as reads:
        assert len(duties.plan_what_is_due(AT, AT)) == 24
    (steps,) = [read for read in reads if "FOR UPDATE" in read.sql]
    hold([steps], buffers=400, rows=24 * 5)
    hold(reads, buffers=1500, rows=24 * 5)


def test_a_backlog_is_planned_batch_by_batch(country: Cast) -> None:
    """All are due at once: a statement has no more than a batch in hand, and each goes by one line to one table."""
    late = AT + timedelta(days=2000)
    with reading() as reads:
        assert len(duties.plan_what_is_due(late, late)) == 500
    assert len(reads) <= 8
    assert not [read.sql for read in reads if read.whole]
    assert max(read.rows for read in reads) <= 500 * 5
