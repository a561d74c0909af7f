"""Who reaches a case: as the door's one list of standings says."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from agencies.acting.nouns import Noun
from agencies.actors import Actor
from agencies.policy import Act
from referrals import door
from referrals.cases.models import Case
from referrals.cases.states import LIFE


def cases(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Case]:
    """The cases on which the actor may do the act."""
    return door.cases(actor, act)


NOUN = Noun(
    "case",
    Case,
    Act.SEE_CASE,
    cases,
    "id",
    LIFE,
    joins=("pupil", "school", "lead", "authority"),
    pupil="pupil",
    may=door.may_on_case,
    address=lambda letter: reverse("see_case", args=[letter.subject_ref]),
)
