"""The nouns of the law: kinds of agency, roles, standings, and what a share is made of."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of agency it is."""

    SCHOOL = "school"
    EARLY_YEARS = "early_years"
    COLLEGE = "college"
    ALTERNATIVE_PROVISION = "alternative_provision"
    TRUST = "trust"
    COUNCIL = "council"
    POLICE = "police"
    HEALTH = "health"
    SOCIAL_CARE = "social_care"
    YOUTH_JUSTICE = "youth_justice"


SETTINGS = frozenset({Kind.SCHOOL, Kind.EARLY_YEARS, Kind.COLLEGE, Kind.ALTERNATIVE_PROVISION})
"""Kinds that have pupils on a roll."""

PARTNERS = frozenset({Kind.POLICE, Kind.HEALTH, Kind.SOCIAL_CARE, Kind.YOUTH_JUSTICE})
"""Kinds with which a case may be shared."""


class Role(StrEnum):
    """What a seat in an agency is for. The whole list stands now; most are unused until their feature comes."""

    STAFF = "staff"
    INCLUSION_LEAD = "inclusion_lead"
    HEAD = "head"
    ACTING_HEAD = "acting_head"
    CLERK = "clerk"
    TRUST_LEAD = "trust_lead"
    AGENCY_WORKER = "agency_worker"
    AGENCY_MANAGER = "agency_manager"
    COUNCIL_OFFICER = "council_officer"
    COUNCIL_MANAGER = "council_manager"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    AUDITOR = "auditor"
    SUPPORT = "support"
    MIS_CLIENT = "mis_client"

    @property
    def is_persons(self) -> bool:
        """Whether a person can hold it: a school's own system sits where no person does."""
        return self is not Role.MIS_CLIENT


ROLE_KINDS: dict[Role, frozenset[Kind]] = {
    Role.STAFF: SETTINGS,
    Role.INCLUSION_LEAD: SETTINGS,
    Role.HEAD: SETTINGS,
    Role.ACTING_HEAD: SETTINGS,
    Role.CLERK: SETTINGS,
    Role.TRUST_LEAD: frozenset({Kind.TRUST}),
    Role.AGENCY_WORKER: PARTNERS,
    Role.AGENCY_MANAGER: PARTNERS,
    Role.COUNCIL_OFFICER: frozenset({Kind.COUNCIL}),
    Role.COUNCIL_MANAGER: frozenset({Kind.COUNCIL}),
    Role.DATA_PROTECTION_OFFICER: frozenset({Kind.COUNCIL}),
    Role.AUDITOR: frozenset({Kind.COUNCIL}),
    Role.SUPPORT: frozenset({Kind.COUNCIL}),
    Role.MIS_CLIENT: SETTINGS,
}
"""In which kinds of agency a role can be held: a police officer is never somebody's head."""


class Standing(StrEnum):
    """How the actor's agency (or the actor) stands to a record."""

    ON_ROLL = "on_roll"  # the pupil is on the roll of the actor's school today
    WROTE = "wrote"  # the actor logged the concern
    NAMED = "named"  # the actor is the case's lead professional
    RAISED = "raised"  # the case, or the concern, is the school's own, and the actor leads there
    ASKED = "asked"  # the council was sent the referral, or the managed move
    OVERSEES = "oversees"  # the council has accepted a referral on the case
    OFFERED = "offered"  # a share waits for the agency to accept its terms
    GRANTED = "granted"  # a live share: accepted, begun, not ended, not withdrawn
    INVITED = "invited"  # a school that was offered the summary, asked for a place by a managed move
    CONNECTED = "connected"  # a school’s own system, for a pupil on that school’s roll today
    NOTIFIED = "notified"  # the council was given the statutory notice of a suspension
    RECEIVES = "receives"  # that school while its share lives; of a move, also once everyone has agreed


class Level(StrEnum):
    """How much of a record a share opens, each including those before it (data.md 1.4)."""

    EXISTENCE = "E"
    CONTACT = "C"
    SUMMARY = "S"
    SECTIONS = "T"
    FULL = "F"
    RESTRICTED = "R"


class Section(StrEnum):
    """The thematic parts of a case's story (data.md 1.4)."""

    EDUCATION = "education"
    ATTENDANCE = "attendance"
    BEHAVIOUR = "behaviour"
    HEALTH = "health"
    SOCIAL_CARE = "social_care"
    JUSTICE = "justice"
    HOME = "home"
    VOICE = "voice"
    CASEWORK = "casework"  # what was done on the case itself: for its keepers and full shares, in no matrix


class Purpose(StrEnum):
    """What a share is for."""

    SAFEGUARD = "safeguard"
    EARLY_HELP = "early_help"
    HEALTH_SUPPORT = "health_support"
    SOCIAL_CARE = "social_care"
    PREVENT_HARM = "prevent_harm"
    YOUTH_JUSTICE = "youth_justice"
    EDUCATION_PROVISION = "education_provision"


class Basis(StrEnum):
    """The lawful basis of a share (law.md 3.6); its wording is the council's."""

    SAFEGUARDING = "safeguarding"
    PUBLIC_TASK = "public_task"
    FAMILY_AGREEMENT = "family_agreement"
    CRIME_PREVENTION = "crime_prevention"
    HEALTH_CARE = "health_care"
    DUTY_TO_SHARE = "duty_to_share"
