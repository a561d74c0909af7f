"""What the rows of a case say of its family."""

from referrals.cases.models import Case, FamilyTold


def last_told(case: Case) -> FamilyTold | None:
    """What the family was told last, if they were; None where nothing says so."""
    found: FamilyTold | None = case.told.filter(told="yes").order_by("-id").first()
    return found
