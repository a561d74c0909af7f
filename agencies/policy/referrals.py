"""A referral: drafted and sent by the school, decided by the council."""

from agencies.policy.rows import COUNCIL, DECIDERS, KEEPERS, LEADS, NO_RECORD, OWN, SCHOOL, SYSTEMS, LawRow
from agencies.policy.terms import Act, Role, Standing

LAW = (
    LawRow(Act.DRAFT_REFERRAL, LEADS, OWN),
    LawRow(Act.SEND_REFERRAL, LEADS, OWN),
    LawRow(Act.ACKNOWLEDGE_REFERRAL, COUNCIL, DECIDERS),
    LawRow(Act.RETURN_REFERRAL, COUNCIL, DECIDERS),
    LawRow(Act.ANSWER_REFERRAL, LEADS, OWN),
    LawRow(Act.ACCEPT_REFERRAL, COUNCIL, DECIDERS),
    LawRow(Act.RECORD_FIRST_CONTACT, COUNCIL, DECIDERS),
    LawRow(Act.DECLINE_REFERRAL, COUNCIL, DECIDERS),
    LawRow(Act.REDIRECT_REFERRAL, COUNCIL, DECIDERS),
    LawRow(Act.WITHDRAW_REFERRAL, LEADS, OWN),
    LawRow(Act.DISPUTE_DECISION, LEADS, OWN),
    LawRow(Act.ANSWER_DISPUTE, frozenset({Role.COUNCIL_MANAGER}), DECIDERS),
    LawRow(Act.SEE_REFERRAL, SCHOOL | COUNCIL, KEEPERS | {Standing.ASKED, Standing.NAMED}),
    LawRow(Act.SEE_QUEUE, COUNCIL, NO_RECORD),
    LawRow(Act.SEE_STATUS, SYSTEMS, frozenset({Standing.CONNECTED})),
)
