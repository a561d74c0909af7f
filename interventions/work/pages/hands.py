"""Who has what in hand: of one duty, and all that is in one's own or one's colleagues' hands."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from agencies import deadlines
from agencies.actors import Actor
from agencies.people.models import Person
from agencies.policy import Act
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said
from agencies.words import count_words, plural, short_day
from interventions.work.facts import in_own_hands
from referrals import door
from referrals.duties.models import Duty


@dataclass(frozen=True, kw_only=True)
class HandDutyPage(Page):
    """Who of an agency has one duty in hand."""

    template: ClassVar[str] = "interventions/hand_duty.html"
    duty: Duty
    said: Said
    child: str


def hand_page(actor: Actor, duty: Duty, form: Form, at: datetime) -> HandDutyPage:
    """The page of one duty; the child's name where the reader may know it."""
    what = deadlines.rule_for(duty.rule, duty.rule_from_on).what
    child = door.child(actor, duty)
    words = said(Act.HAND_DUTY, own=duty.agency.name, what=what)
    return HandDutyPage(duty=duty, said=words, child=child.name if child else "", form=form)


@dataclass(frozen=True, slots=True)
class InHand:
    """One thing in hand, in words; about what, where that names a child."""

    words: str
    about: str


@dataclass(frozen=True, kw_only=True)
class HandOverPage(Page):
    """All that one has in hand, before it is handed over."""

    template: ClassVar[str] = "interventions/hand_over.html"
    lines: list[InHand]

    @property
    def shown(self) -> list[str]:
        """The references of what named a child."""
        return [line.about for line in self.lines if line.about]


def hand_over_page(actor: Actor, form: Form) -> HandOverPage:
    """What would be handed over, each with its day."""
    found = list(in_own_hands(actor))
    known = door.children(actor, [("duty", duty.reference) for duty in found])
    lines = []
    for duty in found:
        child = known.get(("duty", duty.reference))
        what = f"{deadlines.rule_for(duty.rule, duty.rule_from_on).what}, by {short_day(duty.due_on)}"
        lines.append(InHand(f"{child.name}: {what}", duty.subject_ref) if child else InHand(what, ""))
    return HandOverPage(lines=lines, form=form)


def handed_over(to: Person | None, given: int, left: int) -> str:
    """What was done, in a sentence."""
    if not given and not left:
        return "You had nothing in hand."
    said = [f"{_matters(given)} with {to.name} now."] if to is not None and given else []
    said += [f"{_matters(left)} anybody’s of your team."] if left else []
    return " ".join(said)


def _matters(count: int) -> str:
    return f"{count_words(count, 'matter')} {plural(count, 'is', 'are')}"
