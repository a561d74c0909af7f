"""What is done that two records of one child become one, and two again."""

from referrals.merges.actions.deciding import approve_merge, decline_merge
from referrals.merges.actions.proposing import propose_merge
from referrals.merges.actions.undoing import approve_split, decline_split, propose_split

__all__ = ["approve_merge", "approve_split", "decline_merge", "decline_split", "propose_merge", "propose_split"]
