"""What a head reads before deciding on a suspension: each total with this one, and who must be told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import ClassVar

from agencies.actors import Actor
from agencies.deadlines import NoticeRule, rule_for
from agencies.deadlines.regimes import Regime
from agencies.register.facts import regime_of
from agencies.schoolday import SchoolCalendar, local_day, school_year
from agencies.web.pages import Page
from agencies.words import day_month
from interventions.suspensions import sources, words
from interventions.suspensions.elsewhere import answers_by_pupil, held_with
from interventions.suspensions.facts import SuspensionFacts, is_beyond, unsettled
from interventions.suspensions.forms import ImposeSuspension
from interventions.suspensions.notices import council_hears, to_tell
from interventions.suspensions.pages.summed import Summed, summed
from interventions.suspensions.period import period
from interventions.suspensions.totals import Total, days_counted
from referrals.pupils.models import Pupil
from referrals.pupils.pages import PupilChoice, pupil_choices


@dataclass(frozen=True, slots=True)
class Deciding:
    """The decision as it would stand; `seen` is all of it as one word, so that a head decides on what was shown."""

    pupil: Pupil
    totals: list[Summed]
    is_beyond: bool
    period: str
    days: list[str]
    skipped: list[str]
    unsettled: list[str]
    half_days: str
    tell: list[str]
    tell_source: str
    council_hears: bool
    is_outside: bool
    seen: str


@dataclass(frozen=True, kw_only=True)
class ImposePage(Page):
    """The head's form, and the decision once it can be worked out."""

    template: ClassVar[str] = "interventions/suspension_form.html"
    form: ImposeSuspension
    decision: Deciding | None
    found: list[PupilChoice]
    terms_source: str = sources.TERMS
    no_letter: str = sources.NO_LETTER


def impose_page(actor: Actor, form: ImposeSuspension, decision: Deciding | None, at: datetime) -> ImposePage:
    """The page on which a head suspends a pupil."""
    return ImposePage(form=form, decision=decision, found=pupil_choices(actor, form.found, at))


def deciding(
    pupil: Pupil,
    facts: SuspensionFacts,
    found: tuple[Total, ...],
    at: datetime,
    school: SchoolCalendar,
    school_id: int,
    skipped: Iterable[tuple[date, str]] = (),
) -> Deciding:
    """What the head reads before deciding: each total with this one, the lines it crosses, and who must be told."""
    regime = regime_of(school_id)
    tell = to_tell(pupil, facts, found, local_day(at), regime)
    open_questions = unsettled((day for day, _ in facts.sessions), school)
    year = school_year(facts.sessions[0][0])
    told = held_with(facts.elsewhere, answers_by_pupil([pupil.pk])[pupil.pk], year, school_id)
    return Deciding(
        pupil=pupil,
        totals=[summed(total, told, school_id) for total in found],
        is_beyond=is_beyond(found),
        period=period(facts.sessions),
        days=[day_month(day) for day in dict.fromkeys(day for day, _ in facts.sessions)],
        skipped=[f"{day_month(day)} ({why})" for day, why in skipped],
        unsettled=[f"{day_month(day)} ({why})" for day, why in open_questions],
        half_days=days_counted(len(facts.sessions)),
        tell=[words.RECIPIENTS[who] for who in tell],
        tell_source=rule_for(NoticeRule("parents", "suspension").name, local_day(at)).cited(regime),
        council_hears="council" in tell and council_hears(pupil.authority_id, at),
        is_outside=regime is Regime.OUTSIDE,
        seen=_seen(pupil, facts, found, tell),
    )


def _seen(pupil: Pupil, facts: SuspensionFacts, found: tuple[Total, ...], tell: list[str]) -> str:
    """Who, when, the totals and whom to tell, as one word."""
    sums = [(total.over.value, total.first, total.before, total.after) for total in found]
    shown = repr((pupil.reference, [(day, session.value) for day, session in facts.sessions], sums, tell))
    return sha256(shown.encode()).hexdigest()
