"""The sharing matrix: what a kind of agency is offered for a purpose, how much at most, how long, and by what law."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agencies.policy.duty_to_share import STARTS_ON
from agencies.policy.terms import SETTINGS, Basis, Condition, Kind, Level, Purpose, Section, Worded

_SUMMARY = frozenset({Level.SUMMARY})
_PARTS = _SUMMARY | {Level.SECTIONS}
_WHOLE = _PARTS | {Level.FULL}
_ALL_SECTIONS = frozenset(Section) - {Section.CASEWORK}
_E, _A, _B = Section.EDUCATION, Section.ATTENDANCE, Section.BEHAVIOUR
_HEALTH, _HOME, _JUSTICE, _VOICE = Section.HEALTH, Section.HOME, Section.JUSTICE, Section.VOICE


class Matching(Worded):
    """A number of the child's by which a receiver finds them in its own record."""

    NHS = "nhs", "NHS number"


class Reaching(Worded):
    """What of who has parental responsibility a receiver gets, to match the child and to reach the family."""

    ADDRESS = "address", "Address"
    PHONE = "phone", "Phone"
    LANGUAGE = "language", "Language and interpreter"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row: what is usual (`level`, `sections`, `weeks`), and the ceiling (`levels`, `most`, `most_weeks`).

    `conditions`: those that can carry it, the usual one first. `gateway`: the law that lets or makes one share.
    `matches`: the numbers that it gives a receiver from the summary on, where the council has switched them on.
    `reaches`: what it gives of who has parental responsibility; where a safe contact is set, that in place of the rest.
    """

    level: Level
    sections: frozenset[Section]
    levels: frozenset[Level]
    most: frozenset[Section]
    weeks: int
    most_weeks: int
    conditions: tuple[Condition, ...]
    gateway: str
    source: str
    matches: frozenset[Matching] = frozenset()
    reaches: frozenset[Reaching] = frozenset()

    def beyond(self, level: Level, sections: Iterable[Section]) -> bool:
        """Whether that is more than the row ever gives."""
        return level not in self.levels or not set(sections) <= self.most

    def is_wider(self, level: Level, sections: Iterable[Section]) -> bool:
        """Whether that is more than is usual."""
        if level is self.level:
            return not set(sections) <= self.sections
        return _ORDER.index(level) > _ORDER.index(self.level)


_ORDER = tuple(Level)
_REACHES = frozenset(Reaching)

MATRIX: dict[tuple[Kind, Purpose], MatrixRow] = {
    (Kind.SOCIAL_CARE, Purpose.SAFEGUARD): MatrixRow(
        level=Level.FULL,
        sections=frozenset(),
        levels=_WHOLE,
        most=_ALL_SECTIONS,
        weeks=12,
        most_weeks=12,
        conditions=(Condition.PARA_18, Condition.PARA_6),
        gateway="Children Act 1989 s.47; Children Act 2004 ss.10 and 11",
        source="data.md 1.4, children’s social care: the whole case; looked at again every 12 weeks",
        reaches=_REACHES,
    ),
    (Kind.SOCIAL_CARE, Purpose.SOCIAL_CARE): MatrixRow(
        level=Level.FULL,
        sections=frozenset(),
        levels=_WHOLE,
        most=_ALL_SECTIONS,
        weeks=12,
        most_weeks=12,
        conditions=(Condition.PARA_6, Condition.PARA_18),
        gateway="Children Act 1989 ss.17 and 27",
        source="data.md 1.4, children’s social care: the whole case; looked at again every 12 weeks",
        reaches=_REACHES,
    ),
    (Kind.SOCIAL_CARE, Purpose.EARLY_HELP): MatrixRow(
        level=Level.SECTIONS,
        sections=frozenset({_E, _A, _B, _HOME, _VOICE}),
        levels=_PARTS,
        most=_ALL_SECTIONS - {_JUSTICE},
        weeks=12,
        most_weeks=12,
        conditions=(Condition.PARA_6, Condition.PARA_18, Condition.ORDINARY),
        gateway="Children Act 2004 s.10",
        source="data.md 1.4, early help: parts of the story; the plan is reviewed at 12 weeks",
        reaches=_REACHES,
    ),
    (Kind.HEALTH, Purpose.HEALTH_SUPPORT): MatrixRow(
        level=Level.SECTIONS,
        sections=frozenset({_E, _VOICE}),
        levels=_PARTS,
        most=frozenset({_E, _A, _HEALTH, _VOICE}),
        weeks=12,
        most_weeks=26,
        conditions=(Condition.HEALTH_CARE, Condition.PARA_18, Condition.ORDINARY),
        gateway="Children Act 2004 s.10; the common law on confidence",
        source="data.md 1.4, health: summary, education and voice; at most 6 months before renewal",
        matches=frozenset({Matching.NHS}),
        reaches=_REACHES,
    ),
    (Kind.HEALTH, Purpose.SAFEGUARD): MatrixRow(
        level=Level.SECTIONS,
        sections=frozenset({_E, _VOICE}),
        levels=_PARTS,
        most=frozenset({_E, _HEALTH, _HOME, _VOICE}),
        weeks=12,
        most_weeks=12,
        conditions=(Condition.PARA_18, Condition.HEALTH_CARE),
        gateway="Children Act 2004 ss.10 and 11; the common law on confidence",
        source="data.md 1.4, health: summary, education and voice",
        matches=frozenset({Matching.NHS}),
        reaches=_REACHES,
    ),
    (Kind.POLICE, Purpose.PREVENT_HARM): MatrixRow(
        level=Level.SECTIONS,
        sections=frozenset({_B}),
        levels=_PARTS,
        most=frozenset({_B, _JUSTICE, _VOICE}),
        weeks=8,
        most_weeks=8,
        conditions=(Condition.PARA_10, Condition.PARA_18, Condition.PARA_6),
        gateway="Crime and Disorder Act 1998 s.115; the common law",
        source="data.md 1.4, police: summary and the section asked about; 8 weeks, renewed with a reason",
    ),
    (Kind.POLICE, Purpose.SAFEGUARD): MatrixRow(
        level=Level.SECTIONS,
        sections=frozenset({_B}),
        levels=_PARTS,
        most=frozenset({_B, _HOME, _JUSTICE, _VOICE}),
        weeks=8,
        most_weeks=8,
        conditions=(Condition.PARA_18, Condition.PARA_10),
        gateway="Children Act 2004 ss.10 and 11; the common law",
        source="data.md 1.4, police: summary and the section asked about; 8 weeks, renewed with a reason",
        reaches=frozenset({Reaching.ADDRESS, Reaching.LANGUAGE}),
    ),
    (Kind.YOUTH_JUSTICE, Purpose.YOUTH_JUSTICE): MatrixRow(
        level=Level.SECTIONS,
        sections=frozenset({_E, _A, _B}),
        levels=_PARTS,
        most=frozenset({_E, _A, _B, _JUSTICE, _VOICE}),
        weeks=12,
        most_weeks=26,
        conditions=(Condition.PARA_6, Condition.PARA_10, Condition.PARA_18),
        gateway="Crime and Disorder Act 1998 ss.37 to 39",
        source="data.md 1.4, youth justice: summary, education, attendance, suspensions; at most 6 months",
        reaches=_REACHES,
    ),
    **{
        (kind, Purpose.EDUCATION_PROVISION): MatrixRow(
            level=Level.SUMMARY,
            sections=frozenset(),
            levels=_SUMMARY,
            most=frozenset(),
            weeks=4,
            most_weeks=12,
            conditions=(Condition.PARA_6, Condition.ORDINARY),
            gateway="Children Act 2004 s.10",
            source="data.md 1.4, receiving school: summary at the proposal; 20 school days, or until the answer",
        )
        for kind in SETTINGS
    },
}
"""The default sharing matrix (data.md 1.4). No row: *no*."""


def matching(kind: Kind, purpose: Purpose, level: Level) -> frozenset[Matching]:
    """What a share of this level gives to match the child by (data.md 1.1: only where a named basis says so)."""
    row = MATRIX.get((kind, purpose))
    return row.matches if row is not None and _ORDER.index(level) >= _ORDER.index(Level.SUMMARY) else frozenset()


def reaching(kind: Kind, purpose: Purpose, level: Level) -> frozenset[Reaching]:
    """What a share of this level gives of who has parental responsibility: from the summary on."""
    row = MATRIX.get((kind, purpose))
    return row.reaches if row is not None and _ORDER.index(level) >= _ORDER.index(Level.SUMMARY) else frozenset()


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

BASIS_SINCE: dict[Basis, date] = {Basis.DUTY_TO_SHARE: STARTS_ON}
"""Bases that carry nothing before their day."""

ARTICLE_6: dict[Basis, str] = {
    **dict.fromkeys(Basis, "UK GDPR Art 6(1)(e), public task"),
    Basis.DUTY_TO_SHARE: "UK GDPR Art 6(1)(c), legal obligation",
}
"""The lawful basis as the UK GDPR numbers it (data.md 1.1 and 1.2): that a family agrees is no consent (1.5)."""

OFFENCES = frozenset({Condition.PARA_18, Condition.PARA_10, Condition.PARA_6})
_NEEDS: dict[Section, frozenset[Condition]] = {
    _JUSTICE: OFFENCES,
    _HEALTH: OFFENCES | {Condition.HEALTH_CARE},
    Section.SOCIAL_CARE: OFFENCES | {Condition.HEALTH_CARE},
}


def carrying(level: Level, sections: Iterable[Section]) -> frozenset[Condition]:
    """The conditions that carry so much (data.md 1.2): where health, care or offences are in it, not *ordinary*."""
    shown = _ALL_SECTIONS if level is Level.FULL else frozenset(sections)
    found = frozenset(Condition)
    for section in shown & _NEEDS.keys():
        found &= _NEEDS[section]
    return found
