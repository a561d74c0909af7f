"""A duty: whoever waits for it on a case that they keep, or gave it, reminds whoever owes it (decision 48)."""

from agencies.policy.given_tasks import WORKING
from agencies.policy.rows import READERS, LawRow
from agencies.policy.terms import Act

LAW = (LawRow(Act.REMIND_OWNER, WORKING, READERS),)
