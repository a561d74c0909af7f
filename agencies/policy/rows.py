"""The form of the law's rows, and the groups of roles and standings that they name."""

from typing import NamedTuple

from agencies.policy.terms import Act, Role, Standing


class LawRow(NamedTuple):
    """One act: the roles that may do it at all, and how they must stand to the record.

    An empty set of standings: the act is on no child's record, so the role decides; of people and agencies, `GIVES`,
    `FIRST_ROLES` and `ADDS` then say where.
    """

    act: Act
    roles: frozenset[Role]
    standings: frozenset[Standing]


HEADS = frozenset({Role.HEAD, Role.ACTING_HEAD})
LEADS = HEADS | {Role.INCLUSION_LEAD}
SAFEGUARDING = LEADS | {Role.SAFEGUARDING_LEAD}
SCHOOL = SAFEGUARDING | {Role.STAFF}
COUNCIL = frozenset({Role.COUNCIL_OFFICER, Role.COUNCIL_MANAGER})
AGENCY = frozenset({Role.AGENCY_WORKER, Role.AGENCY_MANAGER})
TEAM_LEADERS = frozenset({Role.HEAD, Role.ACTING_HEAD, Role.AGENCY_MANAGER, Role.COUNCIL_MANAGER})
SYSTEMS = frozenset({Role.MIS_CLIENT})
CLERKS = frozenset({Role.CLERK})
PEOPLE = frozenset(Role) - SYSTEMS
NO_ROLE = frozenset[Role]()

OWN = frozenset({Standing.RAISED})
BOARD = frozenset({Standing.CLERKS})
KEEPERS = frozenset({Standing.RAISED, Standing.OVERSEES})
READERS = KEEPERS | {Standing.GRANTED, Standing.NAMED}
DECIDERS = frozenset({Standing.ASKED, Standing.OVERSEES})
PARTIES = frozenset({Standing.RAISED, Standing.RECEIVES, Standing.ASKED})
NO_RECORD = frozenset[Standing]()
