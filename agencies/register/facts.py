"""What the national register and the dated sets of codes say, read from their rows."""

from datetime import date

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
