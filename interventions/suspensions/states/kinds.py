"""Where a suspension stands, how its notices are given, and what is owed because of it."""

from datetime import date

from django.db.models import TextChoices

from agencies.acting.refusals import NotNow
from agencies.acting.rows import Opening
from agencies.deadlines import NOTICE_RULES
from agencies.policy import Act, Standing
from referrals.pupils.states import Fact


class State(TextChoices):
    """Where a suspension stands."""

    IMPOSED = "imposed"
    BEGUN = "begun"
    ADJOURNED = "adjourned"
    DECIDED = "decided"
    CANCELLED = "cancelled"
    VOID = "void"


class NoSchoolDay(NotNow):
    """A session on a day on which the school is not open to pupils: `day` says which."""

    def __init__(self, day: date, why: str) -> None:
        super().__init__(f"{day:%-d %B %Y} is no school day: {why}.")
        self.day = day


class SaidOtherwise(NotNow):
    """Days elsewhere come with a report otherwise than the school has said of the year, which nobody has seen."""

    def __init__(self) -> None:
        super().__init__(
            "The school has said otherwise of this school year. Report the suspension without it; then look at "
            "what was said, and say it of this suspension in its place."
        )


WRITTEN = frozenset({"by_hand", "left_at_address", "first_class_post", "email_agreed"})
"""How a notice is given to a family (Education Act 1996 s.572; by e-mail where they agreed to it)."""
FAMILY = ("parents", "pupil")
SPOKEN = frozenset({"phone", "in_person"})


def ways_of_telling(recipient: str) -> frozenset[str]:
    """How this recipient may be told of a suspension: the family in writing, through this service the council alone."""
    if recipient in FAMILY:
        return WRITTEN
    return WRITTEN | SPOKEN | {"here"} if recipient == "council" else WRITTEN | SPOKEN


BEGUN = "The governing board’s meeting has begun: from then on a suspension is no longer cancelled."
CHANGED_SINCE = "It was changed, cancelled or decided meanwhile. Look again at what they are to be told of."
NOT_THAT_WAY = "A notice goes to the family in writing, and through this service to the council alone."
ONE = "suspensions/<ref:reference>/"
TELL = {
    rule: Opening(rule.name, Standing.RAISED, Act.RECORD_NOTICE, "record_notice", query=f"to={rule.recipient}")
    for rule in NOTICE_RULES
}
"""By what has to be told to whom."""
MEETS = Opening("board_within_15", Standing.CLERKS, Act.RECORD_BOARD_DECISION, "see_suspension")
ASKED = Opening("board_within_50", Standing.CLERKS, Act.RECORD_BOARD_DECISION, "see_suspension")
BEFORE_EXAM = Opening("board_before_exam", Standing.CLERKS, Act.RECORD_BOARD_DECISION, "see_suspension")
BOARD = (MEETS, ASKED, BEFORE_EXAM)
CONSIDER = Opening(
    "consider_representations", Standing.CLERKS, Act.CONSIDER_REPRESENTATIONS, "consider_representations"
)
OPEN = (State.IMPOSED, State.BEGUN, State.ADJOURNED)
OF_REGULATIONS = (
    Act.ARRANGE_EDUCATION,
    Act.BEGIN_BOARD_MEETING,
    Act.CONSIDER_REPRESENTATIONS,
    Act.RECORD_DAYS_ELSEWHERE,
    Act.RECORD_EXAM_DAY,
    Act.RECORD_REPRESENTATIONS,
    Act.SETTLE_FACTS,
)
"""What the Regulations alone ask for: nowhere else is it done (law.md 11)."""
"""Until the governing board has decided, the head has cancelled it, or it never was."""
SETTLE = Opening("settle_days", Standing.RAISED, Act.CORRECT_SUSPENSION, "see_suspension")
SETTLED = frozenset({SETTLE.rule})
ASK_FACTS = Opening("settle_facts", Standing.RAISED, Act.SETTLE_FACTS, "settle_facts")
KNOWN = frozenset({ASK_FACTS.rule})
SIXTH_DAY = Opening("education_sixth_day", Standing.RAISED, Act.ARRANGE_EDUCATION, "arrange_education")
EDUCATION_TOLD = Opening("education_told", Standing.RAISED, Act.ARRANGE_EDUCATION, "arrange_education")
FIRST_DAY = Opening("education_first_day", Standing.RAISED, Act.ARRANGE_EDUCATION, "arrange_education")
EDUCATION = (SIXTH_DAY, EDUCATION_TOLD, FIRST_DAY)
EDUCATED = frozenset(one.rule for one in EDUCATION)
ASK_ELSEWHERE = Opening("ask_days_elsewhere", Standing.RAISED, Act.RECORD_DAYS_ELSEWHERE, "record_days_elsewhere")
SAID = frozenset({ASK_ELSEWHERE.rule})
ASKED_FACTS = (Fact.SOCIAL_WORKER, Fact.LOOKED_AFTER, Fact.EHC_PLAN, Fact.DISABILITY)
"""What is asked of a pupil who is suspended (SI 2022/788; Equality Act 2010; the guidance on a plan)."""


def telling_of(of: str) -> tuple[Opening, ...]:
    """What is owed of telling one thing, to each who may have to be told."""
    return tuple(opening for rule, opening in TELL.items() if rule.of == of)
