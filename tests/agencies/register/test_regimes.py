"""Under which part of the Regulations on suspension a setting stands: by the register, else by its sort."""

import pytest

from agencies.deadlines.regimes import Regime, Twins, regime_of_type
from agencies.directory.models import Agency
from agencies.policy import Kind
from agencies.register.facts import regime_of, regimes_of
from agencies.register.models import Establishment
from tests.people import Cast, make_agency

NOTICE = Twins("reg 5(1)", "reg 14", "reg 23", ", as amended")


@pytest.mark.parametrize(
    ("code", "regime"),
    [
        ("1", "maintained"),
        ("02", "maintained"),
        ("15", "maintained"),
        ("14", "pru"),
        ("34", "academy"),
        ("42", "academy"),
    ]
    + [(code, "outside") for code in ("11", "10", "08", "18", "45")]
    + [("", "unknown"), ("27", "unknown")],
)
def test_the_types_of_the_register(code: str, regime: str) -> None:
    assert regime_of_type(code) == regime


def test_the_regulation_that_applies_is_cited_and_all_three_where_that_is_not_known() -> None:
    assert NOTICE.cited(Regime.MAINTAINED) == "SI 2012/1033 reg 5(1), as amended"
    assert NOTICE.cited(Regime.PRU) == "SI 2012/1033 reg 14, as amended"
    assert NOTICE.cited(Regime.ACADEMY) == "SI 2012/1033 reg 23, as amended"
    assert NOTICE.cited(Regime.UNKNOWN) == "SI 2012/1033 reg 5(1), as amended (academies reg 23, PRUs reg 14)"


@pytest.mark.django_db
def test_the_register_wins_over_the_sort_of_setting_and_one_query_serves_all(
    cast: Cast, django_assert_num_queries: object
) -> None:
    """An independent school, a nursery school that is maintained, a college and a unit without a number."""
    made = [make_agency(cast.wexmoor, kind, f"A {kind} here") for kind in (*SORTS, Kind.EARLY_YEARS)]
    for n, code in ((0, "11"), (3, "15")):
        Establishment.objects.create(urn=f"90000{n}", name="It", status="open", type_code=code)
    for n in (0, 2, 3):
        Agency.objects.filter(pk=made[n].pk).update(urn=f"90000{n}")
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = regimes_of([one.pk for one in made])
    assert [found[one.pk] for one in made] == ["outside", "outside", "unknown", "maintained"]
    Agency.objects.update(regime="pru")
    assert [regimes_of([one.pk])[one.pk] for one in made] == ["outside", "pru", "pru", "maintained"]
    Agency.objects.update(regime="")
    Agency.objects.filter(pk=made[2].pk).update(urn="")
    assert (regime_of(made[2].pk), regime_of(cast.alder.pk)) == ("outside", "unknown")


SORTS = (Kind.SCHOOL, Kind.COLLEGE, Kind.ALTERNATIVE_PROVISION)
