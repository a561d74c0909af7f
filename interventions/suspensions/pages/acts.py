"""The pages of what is done with a suspension: who was told, how it is taken back, and the governing board."""

from dataclasses import dataclass, replace
from typing import ClassVar

from agencies.deadlines import notice_rule
from agencies.deadlines.regimes import Regime
from agencies.policy import Act
from agencies.register.facts import regime_of
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said
from agencies.words import long_day, possessive
from interventions.suspensions import sources
from interventions.suspensions.forms import RecordNotice
from interventions.suspensions.models import Suspension
from interventions.suspensions.notices import notice_of
from referrals.duties.models import Duty


@dataclass(frozen=True, kw_only=True)
class TellPage(Page):
    """Who was told; `owed`, who has still to be."""

    template: ClassVar[str] = "interventions/suspension_notice.html"
    form: RecordNotice
    suspension: Suspension
    owed: list[str]


@dataclass(frozen=True, kw_only=True)
class SuspensionActPage(Page):
    """One act on a suspension; `source` of the law on cancelling, and there alone."""

    template: ClassVar[str] = "interventions/suspension_act.html"
    form: Form
    suspension: Suspension
    said: Said
    source: str


def tell_page(one: Suspension, form: RecordNotice, owed: list[str]) -> TellPage:
    """The page on which it is recorded that one recipient was told."""
    return TellPage(form=form, suspension=one, owed=owed)


def act_page(one: Suspension, act: Act, form: Form) -> SuspensionActPage:
    """The page of one act on the suspension."""
    child, is_cancelling = one.pupil.first_name, act is Act.CANCEL_SUSPENSION
    words = said(act, child=child, whose=possessive(child), decided_on=long_day(one.decided_at))
    regime = regime_of(one.school_id) if is_cancelling else Regime.UNKNOWN
    if regime is Regime.OUTSIDE:
        words = replace(words, lead=(f"{child} is back without delay. It stays on the record as cancelled.",))
    is_cited = is_cancelling and regime is not Regime.OUTSIDE
    source = sources.CANCELLING.cited(regime) if is_cited else ""
    return SuspensionActPage(form=form, suspension=one, said=words, source=source)


def owed_of(one: Suspension) -> list[str]:
    """Who has still to be told: of the suspension, of its cancellation or of the board's decision."""
    owed = Duty.objects.owed().filter(subject_kind="suspension", subject_ref=one.reference)
    rules = [notice_rule(name) for name in owed.order_by("id").values_list("rule", flat=True)]
    return [rule.recipient for rule in rules if rule and rule.of == notice_of(one)]
