"""The nouns of the first floor."""

from referrals.models.cases import Case, Entry, FamilyTold
from referrals.models.concerns import Concern
from referrals.models.duties import Duty, DutyStep
from referrals.models.pupils import Enrolment, ExternalId, Identifier, Pupil, PupilFact
from referrals.models.referrals import Question, Referral, Tried
from referrals.models.shares import CaseShare, LiveShare

__all__ = [
    "Case",
    "CaseShare",
    "Concern",
    "Duty",
    "DutyStep",
    "Enrolment",
    "Entry",
    "ExternalId",
    "FamilyTold",
    "Identifier",
    "LiveShare",
    "Pupil",
    "PupilFact",
    "Question",
    "Referral",
    "Tried",
]
