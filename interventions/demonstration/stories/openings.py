"""How the stories with a named child begin: the days by which they go, a concern with its case, and what a referral asks."""

from collections.abc import Callable, Generator
from datetime import datetime
from typing import NamedTuple

from interventions.demonstration.places import NEED
from interventions.demonstration.scenes import Scene
from interventions.demonstration.stage import Stage
from referrals.cases.models import Case
from referrals.referrals.actions import ReferralFacts

Clock = Callable[[int, str], datetime]
Opening = Generator[datetime, Scene, Case]


def clocks(stage: Stage, key: str) -> tuple[Clock, Clock]:
    """School days of this setting and working days, counted back from today."""
    return (lambda n, clock: stage.days.school(key, n, clock)), stage.days.office


class Start(NamedTuple):
    """How a case began: who wrote what of whom; what the lead wrote and answered."""

    key: str
    child: str
    by: str
    lead: str
    seen: tuple[str, ...]
    fact: str
    why: str
    reply: str = "Thank you for writing this down. A case is open, and you will see what helps in class."


def begin(stage: Stage, start: Start, ago: int) -> Opening:
    """A concern, and a case on it one school day later."""
    days = stage.days
    scene = yield days.school(start.key, ago + 1, "11:20")
    concern = scene.log_concern(start.by, stage.pupil(start.key, start.child), start.fact, start.seen)
    scene = yield days.school(start.key, ago, "15:35")
    return scene.open_case(start.lead, concern, start.why, start.reply)


def ask(
    hopes: str, well: str, worries: str, words: str, family: str, tried: tuple[tuple[str, int, int, str], ...]
) -> ReferralFacts:
    """What is asked of the council, by a school whose family was told."""
    return ReferralFacts(
        hopes=hopes,
        going_well=well,
        worries=worries,
        child_words=words,
        family_told="yes",
        family_words=family or "They agree.",
        tried=tried,
        **NEED,
    )
