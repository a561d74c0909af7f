"""People around a child: kept by who leads or safeguards at the child's school (decision 43)."""

from agencies.policy.rows import AGENCY, COUNCIL, LEADS, NO_RECORD, SAFEGUARDING, SYSTEMS, LawRow
from agencies.policy.terms import Act, Standing

ROLL = frozenset({Standing.ON_ROLL})

LAW = (
    LawRow(Act.ADD_CONTACT, SAFEGUARDING, ROLL),
    LawRow(Act.CHANGE_CONTACT, SAFEGUARDING, ROLL),
    LawRow(Act.RESTRICT_CONTACT, SAFEGUARDING, ROLL),
    LawRow(Act.END_CONTACT, SAFEGUARDING, ROLL),
    # Kept while the school has work open that writes home (decision 51): a system's list, or the file of a roll that
    # a lead takes over.
    LawRow(Act.KEEP_CONTACTS, SYSTEMS | LEADS, NO_RECORD),
    LawRow(Act.TAKE_SYSTEMS_WORD, SAFEGUARDING, ROLL),  # over what somebody wrote by hand
    LawRow(Act.SEE_CONTACT, SAFEGUARDING, ROLL),  # one person whole, with what was changed
    LawRow(  # in the panel of the child's page; an agency so far as the sharing matrix gives it
        Act.SEE_CONTACTS, SAFEGUARDING | COUNCIL | AGENCY, ROLL | {Standing.OVERSEES, Standing.GRANTED}
    ),
)
