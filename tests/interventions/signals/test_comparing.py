"""The comparison of two groups against the vectors of data.md 6.4."""

import pytest

from interventions.signals.comparing import ratio


@pytest.mark.parametrize(
    ("counts", "found", "is_shown", "differs"),
    [
        ((6, 40, 30, 800), (4.00, 1.77, 9.05), True, True),
        ((12, 60, 12, 60), (1.00, 0.49, 2.05), True, False),
        ((8, 100, 40, 1000), (2.00, 0.96, 4.15), True, False),
        ((3, 20, 10, 400), (6.00, 1.79, 20.11), False, False),
        ((0, 30, 12, 600), (0.78, 0.05, 12.80), False, False),
        ((58_930, 1_118_465, 124_510, 6_906_170), (2.92, 2.89, 2.95), True, True),
        ((1_495, 238_335, 127_445, 5_439_705), (0.27, 0.25, 0.28), True, True),
    ],
)
def test_the_vectors(
    counts: tuple[int, int, int, int], found: tuple[float, float, float], is_shown: bool, differs: bool
) -> None:
    got = ratio(*counts)
    assert (round(got.ratio, 2), round(got.low, 2), round(got.high, 2)) == found
    assert (got.is_shown, got.differs) == (is_shown, differs)


def test_of_nobody_nothing_is_said() -> None:
    for counts in ((0, 0, 5, 20), (5, 20, 0, 0), (0, 20, 0, 20)):
        assert not ratio(*counts).differs
