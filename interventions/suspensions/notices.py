"""Who has to be told of a suspension, of what, from which day, and when a notice counts as given (law.md 1.4)."""

from datetime import date, datetime

from django.db.models import Q

from agencies import ages
from agencies.calendar.facts import bank_holidays
from agencies.deadlines.regimes import Regime
from agencies.people.models import Seat
from agencies.policy.telling import COUNCIL_TOLD
from agencies.schoolday import WorkingCalendar, local_day, local_instant
from agencies.words import clock, long_day
from interventions.suspensions.facts import YES, SuspensionFacts
from interventions.suspensions.models import Suspension, SuspensionNotice
from interventions.suspensions.states import State
from interventions.suspensions.totals import Total
from referrals.contacts.models import Contact
from referrals.pupils.models import Pupil

POSTED_FOR = 2
"""Working days after which a letter by first-class post counts as given."""


BY_FACT = {"social_worker": "social_worker", "virtual_head": "looked_after"}
"""Which fact about the pupil means that a recipient has to be told (SI 2022/788)."""


def to_tell(
    pupil: Pupil, facts: SuspensionFacts, found: tuple[Total, ...], on: date, regime: Regime = Regime.UNKNOWN
) -> list[str]:
    """Who must be told without delay (law.md 1.4): the board where the term is over five or an exam is lost.

    Outside the Regulations the family alone, by the service's own rule.
    """
    if regime is Regime.OUTSIDE:
        return [relevant_person(pupil, on)]
    held = set(pupil.facts.on(on).values_list("kind", flat=True))
    held |= {kind for kind, answer in facts.answers.items() if answer == YES}
    known = {who for who, kind in BY_FACT.items() if kind in held}
    over = facts.misses_exam or any(line.name == "governors_told" for total in found for line in total.is_over)
    board = ["governors"] if over else []
    return [relevant_person(pupil, on), *board, "council", *(who for who in BY_FACT if who in known)]


def council_hears(authority_id: int, at: datetime) -> bool:
    """Whether an officer of the council hears of a notice here: where nobody does, the school tells it otherwise."""
    there = Seat.objects.live(at).filter(agency__authority=authority_id, person__is_active=True)
    return bool(there.filter(role__in=COUNCIL_TOLD.roles).exists())


def relevant_person(pupil: Pupil, on: date) -> str:
    """Whose the notices and the rights are: the pupil's own from 18 on, else the parents' (law.md 10, G23)."""
    return "pupil" if ages.is_adult(pupil.born_on, on) else "parents"


def counts_as_given(how: str, told_on: date) -> date:
    """The day on which a notice counts as given: by first-class post the second working day after (law.md C7)."""
    if how != "first_class_post":
        return told_on
    return WorkingCalendar(bank_holidays()).add_working_days(told_on, POSTED_FOR)


def told_before(
    suspension: Suspension, recipient: str, whom: str, contact: Contact | None = None
) -> SuspensionNotice | None:
    """The notice that this recipient has had of what there is to tell now; of the parents, the one of this person, or
    of this name where nobody of the people around the child was named.
    """
    found = suspension.notices.filter(recipient=recipient, of=notice_of(suspension), revision=suspension.revision)
    if recipient == "parents":
        by_name = Q(contact=None, whom=whom)
        found = found.filter(by_name | Q(contact=contact) if contact is not None else by_name)
    there: SuspensionNotice | None = found.first()
    return there


def notice_of(suspension: Suspension) -> str:
    """What a notice given now is of."""
    ends = {State.CANCELLED: "cancellation", State.DECIDED: "decision", State.VOID: "void"}
    return ends.get(State(suspension.state), "suspension")


def tellable_from(suspension: Suspension) -> date:
    """The day from which there was something to tell: of the decision or its last correction, or of how it ended."""
    if suspension.state == State.DECIDED and suspension.decided_on:
        return suspension.decided_on
    changed = [date.fromisoformat(one["on"]) for one in suspension.changes if "was" in one]
    ended = suspension.voided_at or suspension.cancelled_at
    return local_day(ended) if ended else max([*changed, local_day(suspension.decided_at)])


def tellable_at(suspension: Suspension) -> datetime:
    """From which minute there was something to tell; of what the board decided the day alone is asked."""
    if suspension.state == State.DECIDED:
        return local_instant(tellable_from(suspension))
    changed = [datetime.fromisoformat(one["at"]) for one in suspension.changes if "was" in one]
    ended = suspension.voided_at or suspension.cancelled_at
    found: datetime = ended or max([*changed, suspension.decided_at])
    return found.replace(second=0, microsecond=0)


def before_then(suspension: Suspension) -> str:
    """The sentence for a time before that."""
    return f"Enter a time from {clock(tellable_at(suspension))} on: before that there was nothing to tell"


def too_early(suspension: Suspension) -> str:
    """The sentence for a day before that."""
    return f"Enter {long_day(tellable_from(suspension))} or a day after it: before, there was nothing to tell"
