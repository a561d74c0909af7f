"""What becomes of a letter where nobody is there to hear it."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet
from django.utils.text import Truncator

from agencies.acting import bounds
from agencies.directory.models import Agency
from agencies.outbox import actions as outbox
from agencies.outbox.models import Letter
from agencies.people.models import Seat
from agencies.policy import Act
from agencies.policy.telling import COUNCILS_MANAGER, onward, tell_from
from agencies.schoolday import local_day
from agencies.words import count_words, plural, short_day
from referrals.duties import words
from referrals.duties.facts import Days, without_anybody
from referrals.duties.models import Duty

BOARD_LATE = "Nobody has recorded that the governing board of {school} met, which was due by {day}{law}.{clerk}"
OWN_LIMIT = ", your council’s own limit: by law it is due by {day}"
NO_CLERK = " The school has no clerk here: its head can invite one."
NO_SECOND = (
    "A share of which the family is not told waits at {school} for a second person, and nobody else there can agree. "
    "Invite a head there, or ask its head to invite a safeguarding lead."
)
WAITS = "{count} {wait} at {school}, the first since {since}, and nobody leads there who would hear of it."


def find_readers(letter: Letter, audience: Callable[[Letter], Iterable[Seat]]) -> set[int]:
    """The keys of who hears of the letter now: where nobody is there, it goes on to the next who may hear."""
    if letter.why:
        return set()
    found = {seat.person_id for seat in audience(letter)}
    first = tell_from(letter.tells[0])
    for tell in onward(first, is_of_duty=bool(letter.step)):
        if found:
            return found
        letter.tells = [tell.as_row()]
        found = {seat.person_id for seat in audience(letter)}
    if not found:
        letter.tells, letter.why = [first.as_row()], words.NOBODY
    return found


def tell_of_schools_without_anybody(letters: Iterable[Letter], at: datetime) -> None:
    """Tell the council's manager, once a day a school, that matters wait where nobody leads: how many, and no child."""
    unheard = [letter for letter in letters if letter.why == words.NOBODY]
    references = {letter.subject_ref for letter in unheard}
    for authority in {letter.authority_id for letter in unheard}:
        with bounds.within([authority]):
            about = Q(reference__in=references) | Q(subject_ref__in=references)
            agencies = _waits(authority).filter(about).values("agency_id")
            for agency in without_anybody(at).filter(pk__in=agencies):
                _tell_council(agency, authority, at)
            alone = Duty.objects.owed().filter(about, authority_id=authority, act=Act.AGREE_SHARE.value)
            outbox.post([_tell_of_second(duty, at) for duty in alone.select_related("agency")])


def _tell_of_second(duty: Duty, at: datetime) -> Letter:
    """To the council's manager: at which school a share waits for a second person whom it has not, and no child."""
    return outbox.letter(
        [COUNCILS_MANAGER],
        key=f"second:{duty.reference}",
        authority_id=duty.authority_id,
        act=Act.SEE_AGENCIES.value,
        words=NO_SECOND.format(school=Truncator(duty.agency.name).chars(80)),  # a letter has room for 300
        on=("agency", duty.agency.reference),
        case_id=None,
        at=at,
        is_urgent=True,
    )


def tell_council_of_board(duty: Duty, at: datetime) -> Letter:
    """To the council's manager: at which school the board's time has passed, and no child."""
    school = duty.agency
    has_clerk = Seat.objects.clerks(at).filter(agency=school).exists()
    by_law = Days([duty]).due_by_law(duty)
    return outbox.letter(
        [COUNCILS_MANAGER],
        key=f"board:{duty.reference}:{duty.due_on}",
        authority_id=duty.authority_id,
        act=Act.SEE_AGENCIES.value,
        words=BOARD_LATE.format(
            school=Truncator(school.name).chars(100),  # a letter has room for 300
            day=short_day(duty.due_on),
            law=OWN_LIMIT.format(day=short_day(by_law)) if by_law else "",
            clerk="" if has_clerk else NO_CLERK,
        ),
        on=("agency", school.reference),
        case_id=None,
        at=at,
        is_urgent=True,
    )


def _waits(authority: int) -> QuerySet[Duty]:
    """What is owed there, but for what one gave another to do: that is of those two alone."""
    found: QuerySet[Duty] = Duty.objects.owed().filter(authority_id=authority, from_agency=None)
    return found


def _tell_council(agency: Agency, authority: int, at: datetime) -> None:
    found = _waits(authority).filter(agency=agency).aggregate(count=Count("pk"), since=Min("opened_at"))
    count = found["count"]
    one = outbox.letter(
        [COUNCILS_MANAGER],
        key=f"nobody:{agency.reference}:{local_day(at)}",
        authority_id=authority,
        act=Act.SEE_AGENCIES.value,
        words=WAITS.format(
            count=count_words(count, "matter"),
            wait=plural(count, "waits", "wait"),
            school=agency.name,
            since=short_day(found["since"]),
        ),
        on=("agency", agency.reference),
        case_id=None,
        at=at,
        is_urgent=True,
    )
    outbox.post([one])
