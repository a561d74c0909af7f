"""One early sign: its own sum, the rows behind it, what it says and what it does not."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from urllib.parse import urlencode

from django.urls import reverse

from agencies.actors import Actor
from agencies.policy import Act
from agencies.web.fields import Form
from agencies.web.narrowing import way_back
from agencies.web.pages import Page, Said, said
from agencies.words import in_sentence, long_day, short_day
from interventions.signals import words
from interventions.signals.behind import Behind, behind
from interventions.signals.judging import Child, Days, judged
from interventions.signals.models import Signal
from interventions.signals.reading import children
from interventions.signals.rules import Rule, rules
from referrals.pupils.access import child_url


@dataclass(frozen=True, kw_only=True)
class SignalPage(Page):
    """A sign as it was found, and as the rows have it now."""

    template: ClassVar[str] = "interventions/signal.html"
    signal: Signal
    rule: Rule
    back: str
    child_url: str
    found: str
    found_on: str
    now: str
    behind: Behind
    who: str
    answered: str
    concern_url: str
    log_url: str
    title: str
    answer_words: str


@dataclass(frozen=True, kw_only=True)
class AnswerPage(Page):
    """What is said of it."""

    template: ClassVar[str] = "interventions/signal_answer.html"
    signal: Signal
    said: Said
    numbers: str


def signal_page(actor: Actor, signal: Signal, at: datetime, came_from: str = "") -> SignalPage:
    """The sum is worked out again from the rows as they stand."""
    there, days = children(signal.school_id, at, [signal.pupil_id])
    child = there.get(signal.pupil_id, Child())
    where = {"pupil": signal.pupil.reference, "led_by": signal.reference}
    return SignalPage(
        signal=signal,
        rule=rules()[signal.rule],
        back=way_back(reverse("see_signals"), came_from),
        child_url=child_url(actor, signal.pupil),
        found=words.numbers_said(signal.rule, signal.numbers),
        found_on=long_day(signal.found_at),
        now=_now(signal, child, days),
        behind=behind(actor, signal, child, days),
        who=words.WHO,
        answered=_answered(signal),
        concern_url=reverse("see_concern", args=[signal.concern.reference]) if signal.concern else "",
        log_url=f"{reverse('log_concern')}?{urlencode(where)}",
        title=in_sentence(rules()[signal.rule].title),
        answer_words="Answer it otherwise" if signal.result else "Already helping, or not useful",
    )


def _now(signal: Signal, child: Child, days: Days) -> str:
    numbers = judged(child, days).get(signal.rule)
    return words.numbers_said(signal.rule, numbers) if numbers else words.NOT_NOW


def _answered(signal: Signal) -> str:
    if signal.answered_at is None or signal.answered_by is None:
        return ""
    what = in_sentence(words.RESULTS[signal.result])
    return f"{signal.answered_by.name} said on {short_day(signal.answered_at)}: {what}."


def answer_page(signal: Signal, form: Form) -> AnswerPage:
    """The form, with the sum that it answers."""
    heading = said(Act.ANSWER_SIGNAL, title=rules()[signal.rule].title, pupil=signal.pupil.name)
    return AnswerPage(form=form, signal=signal, said=heading, numbers=words.numbers_said(signal.rule, signal.numbers))
