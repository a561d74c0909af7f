"""A concern is handed to the safeguarding lead, and what is done about it is said."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from agencies.acting.doing import Doing, StoryLine, done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.policy import Act
from agencies.schoolday import local_day
from referrals.concerns.models import Concern

HANDED_OVER = "Handed to the safeguarding lead"
NOT_HANDED = "Nobody handed this concern to the safeguarding lead."
HANDED_ALREADY = "This concern has already been handed to the safeguarding lead."
ANSWERED = "What is done about this concern has already been said."


def handing_lines(concern: Concern) -> tuple[StoryLine, ...]:
    """That it was handed over and what is done, as restricted lines of a case's story; none where it was not."""
    lines = ((concern.handed_at, handed_line), (concern.answered_at, answer_line))
    return tuple(line(concern) for when, line in lines if when is not None)


def handed_line(concern: Concern) -> StoryLine:
    """That it was handed to the safeguarding lead and why, as a restricted line of a case's story."""
    by = {"author_id": concern.handed_by_id, "happened_on": local_day(_known(concern.handed_at))}
    return _restricted(concern, HANDED_OVER, concern.handed_why, **by)


def answer_line(concern: Concern) -> StoryLine:
    """What is done about it, in the same way."""
    by = {"author_id": concern.answered_by_id, "happened_on": local_day(_known(concern.answered_at))}
    return _restricted(concern, "What is done about what was handed over", concern.answer, **by)


def _restricted(concern: Concern, title: str, text: str, **by: Any) -> StoryLine:
    return StoryLine(title, text, concern.school_id, kind="danger", restricted_why=HANDED_OVER, author_role="", **by)


def _known(at: datetime | None) -> datetime:
    if at is None:
        raise LookupError("Nobody handed it over, or said what is done.")
    return at


@transaction.atomic
def hand_to_safeguarding(concern: Concern, *, why: str, by: Actor, at: datetime) -> None:
    """Hand the concern to the safeguarding lead, whatever became of it; it is seen to the same day.

    Once: what is said again to who has it is a concern of its own.
    """
    leads_to("concern", concern.state, Act.HAND_TO_SAFEGUARDING)
    handed = {"handed_at": at, "handed_by_id": by.who, "handed_why": why, "safeguarding_at": at}
    _keep_once(concern, HANDED_ALREADY, {"handed_at": None}, handed)
    story = (handed_line(concern),) if concern.case else ()
    done(
        Doing(
            Act.HAND_TO_SAFEGUARDING,
            by,
            at,
            "concern",
            concern,
            case=concern.case,
            why=why,
            pupil=concern.pupil,
            owner_agency_id=concern.school_id,
            story=story,
        )
    )


@transaction.atomic
def answer_handed(concern: Concern, *, answer: str, by: Actor, at: datetime) -> None:
    """Say what is done about a concern that was handed over, by whoever safeguards; its author reads it."""
    leads_to("concern", concern.state, Act.ANSWER_HANDED)
    require_handed(concern)
    said = {"answered_at": at, "answered_by_id": by.who, "answer": answer}
    _keep_once(concern, ANSWERED, {"answered_at": None}, said)
    story = (answer_line(concern),) if concern.case else ()
    case, pupil = concern.case, concern.pupil
    done(Doing(Act.ANSWER_HANDED, by, at, "concern", concern, case=case, why=answer, pupil=pupil, story=story))


def require_handed(concern: Concern) -> None:
    """`NotNow` where nobody handed it over, or what is done was said."""
    if concern.handed_at is None:
        raise NotNow(NOT_HANDED)
    if concern.answered_at is not None:
        raise NotNow(ANSWERED)


def require_unhanded(concern: Concern) -> None:
    """`NotNow` where it was handed over already."""
    if concern.handed_at is not None:
        raise NotNow(HANDED_ALREADY)


def _keep_once(concern: Concern, there: str, still: dict[str, None], kept: dict[str, Any]) -> None:
    """Write it where it isn't written yet; the case that it has by now is read again."""
    if not Concern.objects.filter(pk=concern.pk, **still).update(**kept, version=F("version") + 1):
        raise NotNow(there)
    concern.refresh_from_db()
