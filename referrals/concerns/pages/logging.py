"""What the page shows on which a concern is logged, and the one that stops where a danger is ticked."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies.actors import Actor, SeatFacts
from agencies.policy.kept_away import IS_IT
from agencies.schoolday import local_day
from agencies.settings.own import kept_away
from agencies.web.pages import Page
from referrals.concerns.facts import Danger, danger, who_looks, who_safeguards
from referrals.concerns.forms import LogConcern
from referrals.pupils.pages import PupilChoice, pupil_choices


@dataclass(frozen=True, kw_only=True)
class LogConcernPage(Page):
    """What stands around the questions: whom to ring, who reads it, the pupils found, and words that need a warning."""

    template: ClassVar[str] = "referrals/concern_form.html"
    danger: Danger
    who_looks: str
    who_safeguards: str
    found: list[PupilChoice]
    kept_away: str
    is_first: bool
    is_it: str = IS_IT


@dataclass(frozen=True, kw_only=True)
class StoppedConcernPage(LogConcernPage):
    """The same questions with a danger ticked: whom to ring, and whether somebody did."""

    template: ClassVar[str] = "referrals/concern_stop.html"


def log_page(actor: Actor, seat: SeatFacts, form: LogConcern, at: datetime) -> LogConcernPage:
    """The page on which a concern is logged; with a danger ticked the one that stops and asks."""
    return (StoppedConcernPage if form.has_danger else LogConcernPage)(
        form=form,
        danger=danger(seat.agency_id, at),
        who_looks=who_looks(seat.agency_id, at),
        who_safeguards=who_safeguards(seat.agency_id, at),
        found=pupil_choices(actor, form.found, at),
        is_first=not form.has_danger,
        kept_away=kept_away(seat.authority_id, local_day(at), *_written(form)),
    )


def _written(form: LogConcern) -> list[str]:
    return [form[name].value() or "" for name in ("fact", "done_so_far")]
