"""The two tables, computed from the rows of each noun: which roles may do an act, standing how to the record."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from agencies.policy.rows import AGENCY, CLERKS, COUNCIL, LEADS, SAFEGUARDING, SCHOOL, SYSTEMS, LawRow
from agencies.policy.terms import Act, Role, Standing

LAW_ROWS: tuple[LawRow, ...] = tuple(
    row
    for beside in iter_modules([str(Path(__file__).parent)])
    for row in getattr(import_module(f"agencies.policy.{beside.name}"), "LAW", ())
)
"""The rows of every noun's module in this folder."""

ROLES: dict[Act, frozenset[Role]] = {row.act: row.roles for row in LAW_ROWS}
"""First table: which roles may do the act at all."""

STANDINGS: dict[Act, frozenset[Standing]] = {row.act: row.standings for row in LAW_ROWS}
"""Second table: standing how to the record."""

if len(LAW_ROWS) != len(ROLES) or set(ROLES) != set(Act):
    twice = {row.act for row in LAW_ROWS if sum(one.act is row.act for one in LAW_ROWS) > 1}
    raise LookupError(f"The law says of each act once who may do it. Twice: {twice}; never: {set(Act) - set(ROLES)}.")

HOLDERS: dict[Standing, frozenset[Role]] = {
    Standing.ON_ROLL: SCHOOL,
    Standing.WROTE: SCHOOL,
    Standing.NAMED: SCHOOL,
    Standing.RAISED: SAFEGUARDING,
    Standing.ASKED: COUNCIL,
    Standing.OVERSEES: COUNCIL,
    Standing.OFFERED: AGENCY,
    Standing.GRANTED: AGENCY,
    Standing.INVITED: LEADS,
    Standing.RECEIVES: LEADS,
    Standing.CLERKS: CLERKS,
    Standing.NOTIFIED: COUNCIL,
    Standing.CONNECTED: SYSTEMS,
}
"""Who can stand so at all: a teacher never stands as *raised*, so she sees her concern and not the case."""


def may(act: Act, role: Role, standing: Standing | None) -> bool:
    """Say whether a seat of this role, standing so (None: on no record), may do the act."""
    if role not in ROLES[act]:
        return False
    if standing is None:
        return not STANDINGS[act]
    return standing in STANDINGS[act] and role in HOLDERS[standing]


def stands(act: Act, role: Role) -> frozenset[Standing]:
    """Every standing in which a seat of this role may do the act."""
    return frozenset(standing for standing in STANDINGS[act] if may(act, role, standing))
