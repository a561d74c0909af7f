"""Who is told of which act (or nobody), in which words; no words name a child."""

from agencies.notices import NOBODY, Notice, Tell
from agencies.policy import Act, Role, Standing

_LEADS = frozenset({Role.INCLUSION_LEAD})
_SCHOOL = frozenset({Role.INCLUSION_LEAD, Role.HEAD, Role.ACTING_HEAD})
_ANYONE = frozenset({Role.STAFF, Role.INCLUSION_LEAD, Role.HEAD, Role.ACTING_HEAD})
_OFFICERS = frozenset({Role.COUNCIL_OFFICER})
_WORKERS = frozenset({Role.AGENCY_WORKER, Role.AGENCY_MANAGER})

SCHOOL = Tell(Standing.RAISED, _LEADS)
HEADS = Tell(Standing.RAISED, _SCHOOL)
NAMED = Tell(Standing.NAMED, _ANYONE)
AUTHOR = Tell(Standing.WROTE, _ANYONE)
QUEUE = Tell(Standing.ASKED, _OFFICERS)
COUNCIL = Tell(Standing.OVERSEES, _OFFICERS)
OFFERED = Tell(Standing.OFFERED, _WORKERS)
GRANTED = Tell(Standing.GRANTED, _WORKERS)
INVITED = Tell(Standing.INVITED, _SCHOOL)
RECEIVES = Tell(Standing.RECEIVES, _SCHOOL)

NOTICES: dict[Act, Notice] = {
    Act.LOG_CONCERN: Notice("A concern was logged. Look at it in My work.", (SCHOOL,)),
    Act.OPEN_CASE: Notice("The concern you logged was looked at, and a case is open.", (AUTHOR,)),
    Act.JOIN_CONCERN: Notice("The concern you logged was added to work that is under way.", (AUTHOR,)),
    Act.DISMISS_CONCERN: Notice("The concern you logged was looked at. Read the answer.", (AUTHOR,)),
    Act.ADD_PUPIL: NOBODY,
    Act.RECORD_PUPIL_FACT: NOBODY,
    Act.CHANGE_ROLE: NOBODY,  # what the seat owed is the team's again: its duties tell
    Act.END_SEAT: NOBODY,
    Act.KEEP_PUPIL: NOBODY,
    Act.NAME_LEAD: Notice("You were named lead professional of a case.", (NAMED,)),
    Act.ADD_ENTRY: NOBODY,
    Act.RESTRICT_ENTRY: NOBODY,
    Act.RECORD_FAMILY_TOLD: NOBODY,
    Act.CLOSE_CASE: Notice("A case was closed, and its shares ended.", (HEADS, NAMED, COUNCIL)),
    Act.REOPEN_CASE: Notice("A case was reopened. Its shares did not come back.", (SCHOOL, NAMED, COUNCIL)),
    Act.DRAFT_REFERRAL: NOBODY,
    Act.SEND_REFERRAL: Notice("A referral was sent to the council.", (QUEUE,)),
    Act.ACKNOWLEDGE_REFERRAL: NOBODY,  # quietly: the school reads it on the referral
    Act.RETURN_REFERRAL: Notice("The council asks a question about your referral.", (SCHOOL,)),
    Act.ANSWER_REFERRAL: Notice("A school answered your question.", (QUEUE,)),
    Act.ACCEPT_REFERRAL: Notice("The council accepted your referral.", (SCHOOL, NAMED)),
    Act.DECLINE_REFERRAL: Notice(
        "The council declined your referral. Read why, and what to do meanwhile.", (SCHOOL, NAMED)
    ),
    Act.REDIRECT_REFERRAL: Notice("The council passed your referral on. Read to whom.", (SCHOOL, NAMED)),
    Act.WITHDRAW_REFERRAL: Notice("A school withdrew its referral.", (QUEUE,)),
    Act.SHARE_CASE: Notice("A case has been offered. Read the terms and accept or decline.", (OFFERED, INVITED)),
    Act.ACCEPT_SHARE: Notice("The terms of a share were accepted.", (SCHOOL, NAMED, COUNCIL)),
    Act.DECLINE_SHARE: Notice("A share was declined. Read why.", (SCHOOL, NAMED, COUNCIL)),
    Act.ANSWER_QUESTION: Notice("An agency answered your question.", (SCHOOL, NAMED, COUNCIL)),
    Act.EXTEND_SHARE: Notice("A share of yours was extended.", (GRANTED,)),
    Act.NARROW_SHARE: Notice("A share of yours was narrowed.", (GRANTED,)),
    Act.WIDEN_SHARE: Notice("More of a case has been offered. Read the terms and accept or decline.", (OFFERED,)),
    Act.WITHDRAW_SHARE: Notice("A share was withdrawn.", (SCHOOL, NAMED, COUNCIL)),
}

OWNERS: dict[Standing, Tell] = {
    Standing.RAISED: SCHOOL,
    Standing.NAMED: NAMED,
    Standing.ASKED: QUEUE,
    Standing.OVERSEES: COUNCIL,
    Standing.OFFERED: OFFERED,
    Standing.GRANTED: GRANTED,
    Standing.INVITED: INVITED,
    Standing.RECEIVES: RECEIVES,
}
MANAGERS: dict[Standing, Tell] = {
    Standing.RAISED: Tell(Standing.RAISED, frozenset({Role.HEAD, Role.ACTING_HEAD})),
    Standing.NAMED: Tell(Standing.RAISED, frozenset({Role.INCLUSION_LEAD, Role.HEAD, Role.ACTING_HEAD})),
    Standing.ASKED: Tell(Standing.ASKED, frozenset({Role.COUNCIL_MANAGER})),
    Standing.OVERSEES: Tell(Standing.OVERSEES, frozenset({Role.COUNCIL_MANAGER})),
    Standing.OFFERED: Tell(Standing.OFFERED, frozenset({Role.AGENCY_MANAGER})),
    Standing.GRANTED: Tell(Standing.GRANTED, frozenset({Role.AGENCY_MANAGER})),
    Standing.INVITED: Tell(Standing.INVITED, frozenset({Role.HEAD, Role.ACTING_HEAD})),
    Standing.RECEIVES: Tell(Standing.RECEIVES, frozenset({Role.HEAD, Role.ACTING_HEAD})),
}


def rung(tells: str, standing: Standing) -> Tell:
    """Who hears at a rung of a duty's ladder: its owner, their manager, or the officer who oversees the case."""
    if tells == "officer":
        return COUNCIL
    return OWNERS[standing] if tells == "owner" else MANAGERS[standing]
