"""What a school's letter says of the school and of its governing board's clerk, and what is not known of them."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.people.models import Seat
from agencies.policy import ROLES, Act
from interventions.suspensions.models import Suspension
from interventions.suspensions.states import OPEN, State

WORDS = "the reasons in the head’s own words"
ADD_THEM = f"{WORDS}: the head adds them under “Correct it”"


@dataclass(frozen=True, slots=True)
class OnLetters:
    """The school, and to whom the family writes; empty is not known."""

    name: str
    address: str
    phone: str
    clerk: str
    clerk_phone: str
    clerk_address: str

    @property
    def missing(self) -> list[str]:
        """What a letter has to say and nobody has said, in words."""
        of = {
            "the school’s address": self.address,
            "its phone number": self.phone,
            "who the clerk to the governing board is": self.clerk,
        }
        return [words for words, said in of.items() if not said]


def letterhead(school: Agency, at: datetime) -> OnLetters:
    """As the school keeps it; a clerk who has a seat there is named by it."""
    seats = Seat.objects.clerks(at).filter(agency_id=school.pk).select_related("person").order_by("id")
    seated = next((seat.person.name for seat in seats), "")
    return OnLetters(
        school.name,
        school.address,
        school.phone,
        seated or school.clerk_name,
        school.clerk_phone,
        school.clerk_address,
    )


def add_url(reader: Actor | None, one: Suspension) -> str:
    """Where the reader says what is missing of the school, if that is theirs to say."""
    seats = reader.seats_of(ROLES[Act.KEEP_LETTERHEAD]) if reader else ()
    is_theirs = any(seat.agency_id == one.school_id for seat in seats)
    return reverse("keep_letterhead", args=[one.school.reference]) if is_theirs else ""


def lacks(one: Suspension, head: OnLetters) -> list[str]:
    """What the letter on this suspension lacks, in words for whoever prints it: of how it ended nothing."""
    if one.state not in OPEN:
        return []
    reasons = ADD_THEM if one.state == State.IMPOSED else WORDS
    return [*head.missing, *([] if one.happened else [reasons])]
