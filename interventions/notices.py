"""Who is told of which act on a managed move or a suspension; no words name a child."""

from agencies.notices import NOBODY, Notice, Tell
from agencies.policy import Act, Role, Standing

_LEADS = frozenset({Role.INCLUSION_LEAD, Role.HEAD, Role.ACTING_HEAD})
HOME = Tell(Standing.RAISED, _LEADS)
RECEIVING = Tell(Standing.RECEIVES, _LEADS)
OFFICERS = Tell(Standing.ASKED, frozenset({Role.COUNCIL_OFFICER}))
ALL = (HOME, RECEIVING, OFFICERS)

COUNCIL_TOLD = Tell(Standing.NOTIFIED, frozenset({Role.COUNCIL_OFFICER}))
DECIDED = Notice("The governing board decided on a suspension. Read who has to be told today.", (HOME,))
SUSPENDED = Notice("A pupil was suspended. Read who has to be told today.", (HOME,))

NOTICES: dict[Act, Notice] = {
    Act.IMPOSE_SUSPENSION: SUSPENDED,
    Act.REPORT_SUSPENSION: SUSPENDED,
    Act.RECORD_NOTICE: Notice("A school told the council of a suspension.", (COUNCIL_TOLD,)),
    Act.CANCEL_SUSPENSION: Notice("A suspension was cancelled. Read who has to be told today.", (HOME,)),
    Act.RECORD_REPRESENTATIONS: Notice("Representations on a suspension reached the governing board.", (HOME,)),
    Act.BEGIN_BOARD_MEETING: NOBODY,
    Act.RECORD_BOARD_DECISION: DECIDED,
    Act.PROPOSE_MOVE: Notice("A managed move was proposed.", (HOME, OFFICERS)),
    Act.HEAR_PUPIL: NOBODY,
    Act.CONSENT_TO_MOVE: Notice("An answer to a managed move was recorded.", ALL),
    Act.CHECK_PLACE: Notice("The place of a managed move was checked.", (OFFICERS,)),
    Act.RETURN_MOVE: Notice("The council asks a question about a managed move.", (HOME, RECEIVING)),
    Act.APPROVE_MOVE: Notice("A managed move was approved. Read the first day.", ALL),
    Act.REFUSE_MOVE: Notice("A managed move was refused. Read why.", (HOME, RECEIVING)),
    Act.WITHDRAW_MOVE: Notice("A managed move was withdrawn.", ALL),
    Act.ADMIT_MOVE: Notice("A pupil of a managed move is on the new roll, and off the old one.", ALL),
    Act.REVIEW_MOVE: Notice("A school looked in after a managed move.", (OFFICERS,)),
}
