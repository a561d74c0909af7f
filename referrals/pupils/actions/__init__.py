"""What is done with a pupil, by a person or by a school's own system."""

from referrals.pupils.actions.adding import (
    AlreadyKnown,
    MaybeKnown,
    NotThem,
    PupilFacts,
    add_pupil,
    bring_back,
    keep_former_names,
    put_on_roll,
    record_pupil_fact,
    take_upn,
)
from referrals.pupils.actions.putting_back import put_back_change
from referrals.pupils.actions.rolls import (
    AnotherChild,
    Kept,
    NeedsAPerson,
    NoSuchPupil,
    PossibleDuplicate,
    RollFacts,
    UpnOfAnother,
    keep_pupil,
)

__all__ = [
    "AlreadyKnown",
    "AnotherChild",
    "Kept",
    "MaybeKnown",
    "NeedsAPerson",
    "NoSuchPupil",
    "NotThem",
    "PossibleDuplicate",
    "PupilFacts",
    "RollFacts",
    "UpnOfAnother",
    "add_pupil",
    "bring_back",
    "keep_former_names",
    "keep_pupil",
    "put_back_change",
    "put_on_roll",
    "record_pupil_fact",
    "take_upn",
]
