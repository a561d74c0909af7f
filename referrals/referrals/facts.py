"""What a draft must still say before it can be sent."""

from referrals.referrals.models import Referral


def still_missing(referral: Referral) -> list[str]:
    """What a draft must still say before it can be sent, in words."""
    needed = {"hopes": "what you hope for", "worries": "what worries you", "family_told": "what the family was told"}
    return [words for name, words in needed.items() if not getattr(referral, name)]
