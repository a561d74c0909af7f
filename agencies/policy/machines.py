"""A school's own systems: who connects one, gives it a new secret, or cuts it off."""

from enum import StrEnum

from agencies.policy.rows import COUNCIL, LEADS, NO_RECORD, NO_ROLE, LawRow
from agencies.policy.terms import Act

LAW = (
    LawRow(Act.MAKE_CLIENT, LEADS | COUNCIL, NO_RECORD),
    LawRow(Act.ROTATE_CLIENT, LEADS | COUNCIL, NO_RECORD),
    LawRow(Act.REVOKE_CLIENT, LEADS | COUNCIL, NO_RECORD),
    # what the token’s address notes of whoever asks there
    LawRow(Act.ISSUE_TOKEN, NO_ROLE, NO_RECORD),
    LawRow(Act.REFUSE_TOKEN, NO_ROLE, NO_RECORD),
    LawRow(Act.SEE_CLIENTS, LEADS | COUNCIL, NO_RECORD),
)


class Scope(StrEnum):
    """What a school's own system may ask for, by resource and verb; the door then decides on records."""

    PUPILS_READ = "pupils:read"
    PUPILS_WRITE = "pupils:write"
    CONTACTS_WRITE = "contacts:write"
    ATTENDANCE_WRITE = "attendance:write"
    SUSPENSIONS_READ = "suspensions:read"
    SUSPENSIONS_WRITE = "suspensions:write"
    REFERRALS_READ = "referrals:read"
    CODES_READ = "codes:read"
    CALENDAR_WRITE = "calendar:write"


SCOPES: dict[Scope, str] = {
    Scope.PUPILS_READ: "Read the pupils on the school’s roll",
    Scope.PUPILS_WRITE: "Add pupils to the school’s roll and change them",
    Scope.CONTACTS_WRITE: "Send who is around the pupils, kept where the school has work open; read nothing of it",
    Scope.ATTENDANCE_WRITE: "Send the marks of the school’s registers, a day at a time; read nothing of them",
    Scope.SUSPENSIONS_READ: "Read the school’s suspensions",
    Scope.SUSPENSIONS_WRITE: "Report suspensions that the head decided",
    Scope.REFERRALS_READ: "Read how the school’s referrals stand, and no more of them",
    Scope.CODES_READ: "Read the national sets of codes",
    Scope.CALENDAR_WRITE: "Read and keep the school’s term dates and INSET days",
}
"""What each scope opens, in the words of the page on which a person gives it."""
