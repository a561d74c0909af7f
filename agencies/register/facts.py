"""What the national register and the dated sets of codes say, read from their rows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from agencies.deadlines.regimes import Regime, regime_of_type
from agencies.directory.models import Agency
from agencies.policy import Kind
from agencies.register.models import Code, Establishment

SUCCESSION = """
with recursive chain (urn) as (
    select %s::varchar
    union select later.urn from chain cross join lateral (
        select unnest(successor_urns) from public.agencies_establishment where urn = chain.urn
        union all select link_urn from public.agencies_establishmentlink
        where urn = chain.urn and (kind like 'Successor%%' or kind = 'Result of Amalgamation')
        union all select urn from public.agencies_establishmentlink
        where link_urn = chain.urn and kind like 'Predecessor%%'
    ) later (urn)
    where not exists (select from public.agencies_establishment e where e.urn = chain.urn and e.status = 'open')
)
select e.* from public.agencies_establishment e join chain on chain.urn = e.urn where e.status = 'open' order by e.urn
"""
"""Succession is said three ways, and some links lack their mirror, so all three are walked. `union` ends a circle."""


def establishment(urn: str) -> Establishment | None:
    """The school with this unique reference number, if the register that was loaded knows it."""
    return Establishment.objects.filter(urn=urn.strip()).first()


NOT_MAINSTREAM = {
    "special": "a special school",
    "nursery": "a nursery school",
    "alternative provision": "alternative provision",
    "pupil referral unit": "a pupil referral unit",
}
"""By the register's phase, or words of its type: a managed move leads to another mainstream school (law.md MM-1)."""
MAINSTREAM = ("primary", "middle", "secondary", "all-through")
"""How the phases begin that only mainstream schools have; of any other phase a person has to ask."""
INFANTS = 5
"""A school that takes pupils from five by statute has a reception year, of four-year-olds."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a school is a mainstream school for a child of that academic age; `why_not` is empty where it is.

    `is_known`: whether the register says so; where it does not, a person has to ask the school's head.
    """

    why_not: str
    is_known: bool


def fits_of(urns: Iterable[str], age: int) -> dict[str, Fit]:
    """Of each school by its URN, for a child who is `age` on 31 August before the school year: one query."""
    asked = [urn for urn in urns if urn]
    found = {one.urn: _fit(one, age) for one in Establishment.objects.filter(urn__in=asked)}
    return {urn: found.get(urn, UNKNOWN) for urn in asked}


UNKNOWN = Fit("", is_known=False)


def _fit(one: Establishment, age: int) -> Fit:
    if one.status == "closed":
        return Fit("it is closed", is_known=True)
    said = f"{one.phase} {one.type_name} {one.type_group}".lower()
    for word, what in NOT_MAINSTREAM.items():
        if word in said:
            return Fit(f"it is {what}", is_known=True)
    if one.low_age is None or one.high_age is None or not one.phase.lower().startswith(MAINSTREAM):
        return UNKNOWN
    lowest = one.low_age if one.low_age > INFANTS else one.low_age - 1
    if lowest <= age < one.high_age:
        return Fit("", is_known=True)
    return Fit(f"it is for pupils from {one.low_age} to {one.high_age}", is_known=True)


def highest_age(urn: str) -> int | None:
    """The age at which pupils leave a school, by the register; None where it doesn't say: one query."""
    found = Establishment.objects.filter(urn=urn).exclude(urn="").values_list("high_age", flat=True)
    return found.first()


def regimes_of(agencies: Collection[int]) -> dict[int, Regime]:
    """Under which part of the Regulations on suspension each of these stands: one query.

    By the register's type; where that is not known by what was said when it was added, else by the sort of setting.
    Alternative provision without a number is
    no school, since every school has one (law.md 11).
    """
    return regimes_from(regime_rows(Agency.objects.filter(pk__in=agencies)))


RegimeRow = tuple[int, str, str, str, str | None]


def regime_rows(of: QuerySet[Agency]) -> QuerySet[Agency, RegimeRow]:
    """What that goes by, as rows, for who asks them together with more."""
    of_type = Establishment.objects.filter(urn=OuterRef("urn")).values("type_code")[:1]
    return of.values_list("pk", "kind", "urn", "regime", Subquery(of_type))


def regimes_from(rows: Iterable[RegimeRow]) -> dict[int, Regime]:
    """From such rows."""
    return {pk: _regime(Kind(kind), urn, said, code or "") for pk, kind, urn, said, code in rows}


def regime_of(agency: int) -> Regime:
    """The same of one."""
    return regimes_of([agency])[agency]


def _regime(kind: Kind, urn: str, said: str, code: str) -> Regime:
    by_type = regime_of_type(code)
    if by_type is Regime.UNKNOWN and said:
        return Regime(said)
    is_school = kind is Kind.SCHOOL or (kind is Kind.ALTERNATIVE_PROVISION and urn != "")
    return Regime.OUTSIDE if by_type is Regime.UNKNOWN and not is_school else by_type


def successors(urn: str) -> list[Establishment]:
    """The open schools that came of a closed one, over any number of steps; an open school is its own answer.

    Empty where the number is unknown, or where the chain leaves the register that was loaded: one query.
    """
    return list(Establishment.objects.raw(SUCCESSION, [urn.strip()]))


def codes_on(code_set: str, day: date) -> dict[str, str]:
    """The codes of a national set that hold on a day (the event's, not today's) with their words: one query."""
    return dict(Code.objects.on(code_set, day).exclude(code="").values_list("code", "label"))


def exclusion_reasons(day: date) -> dict[str, str]:
    """The reasons that a suspension decided on this day may give; they describe the incident, never the child."""
    return codes_on("exclusion_reason", day)
