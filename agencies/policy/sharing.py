"""The council's sharing matrix: what may be offered to whom for which purpose, and on which basis."""

from agencies.policy.terms import SETTINGS, Basis, Kind, Level, Purpose, Section

_ALL_SECTIONS = frozenset(Section) - {Section.CASEWORK}

MATRIX: dict[tuple[Kind, Purpose], tuple[frozenset[Level], frozenset[Section]]] = {
    (Kind.SOCIAL_CARE, Purpose.SAFEGUARD): (
        frozenset({Level.SUMMARY, Level.SECTIONS, Level.FULL}),
        _ALL_SECTIONS,
    ),
    (Kind.SOCIAL_CARE, Purpose.SOCIAL_CARE): (
        frozenset({Level.SUMMARY, Level.SECTIONS, Level.FULL}),
        _ALL_SECTIONS,
    ),
    (Kind.SOCIAL_CARE, Purpose.EARLY_HELP): (
        frozenset({Level.SUMMARY, Level.SECTIONS}),
        _ALL_SECTIONS - {Section.JUSTICE},
    ),
    (Kind.HEALTH, Purpose.HEALTH_SUPPORT): (
        frozenset({Level.SUMMARY, Level.SECTIONS}),
        frozenset({Section.EDUCATION, Section.ATTENDANCE, Section.HEALTH, Section.VOICE}),
    ),
    (Kind.HEALTH, Purpose.SAFEGUARD): (
        frozenset({Level.SUMMARY, Level.SECTIONS}),
        frozenset({Section.EDUCATION, Section.HEALTH, Section.HOME, Section.VOICE}),
    ),
    (Kind.POLICE, Purpose.PREVENT_HARM): (
        frozenset({Level.SUMMARY, Level.SECTIONS}),
        frozenset({Section.BEHAVIOUR, Section.JUSTICE, Section.VOICE}),
    ),
    (Kind.POLICE, Purpose.SAFEGUARD): (
        frozenset({Level.SUMMARY, Level.SECTIONS}),
        frozenset({Section.BEHAVIOUR, Section.HOME, Section.JUSTICE, Section.VOICE}),
    ),
    (Kind.YOUTH_JUSTICE, Purpose.YOUTH_JUSTICE): (
        frozenset({Level.SUMMARY, Level.SECTIONS}),
        frozenset({Section.EDUCATION, Section.ATTENDANCE, Section.BEHAVIOUR, Section.JUSTICE, Section.VOICE}),
    ),
    **{(kind, Purpose.EDUCATION_PROVISION): (frozenset({Level.SUMMARY}), frozenset[Section]()) for kind in SETTINGS},
}
"""The default sharing matrix (data.md 1.4): what a kind of agency may be offered for a purpose. No row: *no*."""

PURPOSE_BASES: dict[Purpose, frozenset[Basis]] = {
    Purpose.SAFEGUARD: frozenset({Basis.SAFEGUARDING, Basis.DUTY_TO_SHARE}),
    Purpose.EARLY_HELP: frozenset({Basis.FAMILY_AGREEMENT, Basis.PUBLIC_TASK}),
    Purpose.HEALTH_SUPPORT: frozenset({Basis.HEALTH_CARE, Basis.PUBLIC_TASK}),
    Purpose.SOCIAL_CARE: frozenset({Basis.PUBLIC_TASK, Basis.SAFEGUARDING, Basis.DUTY_TO_SHARE}),
    Purpose.PREVENT_HARM: frozenset({Basis.CRIME_PREVENTION, Basis.SAFEGUARDING}),
    Purpose.YOUTH_JUSTICE: frozenset({Basis.CRIME_PREVENTION, Basis.PUBLIC_TASK}),
    Purpose.EDUCATION_PROVISION: frozenset({Basis.PUBLIC_TASK, Basis.FAMILY_AGREEMENT}),
}
"""Which bases can carry a purpose (law.md 3.6); the council's data-protection officer owns this table."""
