"""The models of this floor, for Django; every other module imports a noun's own."""

from referrals.arrivals.models import Arrival
from referrals.attendance.models import AttendanceCorrection, AttendanceSum, AttendanceWeek, WeekBefore
from referrals.cases.models import Case, FamilyTold
from referrals.concerns.models import Call, Concern, ConcernAddition
from referrals.contacts.models import Contact, ContactPerson, ContactWord
from referrals.documents.models import Document, DocumentVersion, LostFile
from referrals.duplicates.models import Duplicate, ToCompare
from referrals.duties.models import Duty, DutyStep
from referrals.entries.models import Entry, EntryEdit, EntryMove, EntryTold
from referrals.family.models import FamilyLink
from referrals.given_tasks.models import GivenTask
from referrals.merges.models import Merge
from referrals.next_places.models import NextPlace
from referrals.professionals.models import Professional
from referrals.pupils.models import Came, Enrolment, ExternalId, FieldChange, Identifier, Pupil, PupilFact
from referrals.referrals.models import Dispute, Question, Referral, Tried
from referrals.shares.models import CaseShare, LiveShare

__all__ = [
    "Arrival",
    "AttendanceCorrection",
    "AttendanceSum",
    "AttendanceWeek",
    "Call",
    "Came",
    "Case",
    "CaseShare",
    "Concern",
    "ConcernAddition",
    "Contact",
    "ContactPerson",
    "ContactWord",
    "Dispute",
    "Document",
    "DocumentVersion",
    "Duplicate",
    "Duty",
    "DutyStep",
    "Enrolment",
    "Entry",
    "EntryEdit",
    "EntryMove",
    "EntryTold",
    "ExternalId",
    "FamilyLink",
    "FamilyTold",
    "FieldChange",
    "GivenTask",
    "Identifier",
    "LiveShare",
    "LostFile",
    "Merge",
    "NextPlace",
    "Professional",
    "Pupil",
    "PupilFact",
    "Question",
    "Referral",
    "ToCompare",
    "Tried",
    "WeekBefore",
]
