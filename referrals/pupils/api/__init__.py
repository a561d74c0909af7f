"""JSON of pupils: what a school's own system keeps of its roll, one by one and many at once."""

from referrals.pupils.api.many import Pupils
from referrals.pupils.api.one import PupilByExternalId

__all__ = ["PupilByExternalId", "Pupils"]
