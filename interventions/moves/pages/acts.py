"""The pages of the acts on a managed move, and whose answers one may write down."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.policy import Act, Kind
from agencies.register.facts import Fit
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said
from agencies.words import possessive
from interventions.moves import access, states
from interventions.moves.facts import fit_of, fits_for
from interventions.moves.forms import ProposeMove
from interventions.moves.models import Consent, Move
from interventions.moves.states import Party
from referrals.cases.models import Case


@dataclass(frozen=True, kw_only=True)
class ProposePage(Page):
    """The proposal, with what is said to each parent before it."""

    template: ClassVar[str] = "interventions/move_propose.html"
    form: ProposeMove
    case: Case
    statement: str


@dataclass(frozen=True, kw_only=True)
class MoveActPage(Page):
    """One act on a move. `statement` is what each parent reads before an answer, and stands there alone."""

    template: ClassVar[str] = "interventions/move_act.html"
    form: Form
    move: Move
    said: Said
    statement: str
    time_to_think: str


def propose_page(case: Case, form: ProposeMove) -> ProposePage:
    """The page on which a move of this pupil is proposed."""
    return ProposePage(form=form, case=case, statement=states.STATEMENT)


def act_page(move: Move, act: Act, form: Form) -> MoveActPage:
    """The page of one act on the move."""
    child, home, receiving = move.pupil.first_name, move.home_school.name, move.receiving_school.name
    return MoveActPage(
        form=form,
        move=move,
        said=said(act, child=child, whose=possessive(child), home=home, receiving=receiving),
        statement=states.STATEMENT if act is Act.CONSENT_TO_MOVE else "",
        time_to_think=states.TIME_TO_THINK,
    )


def schools_for(case: Case, today: date) -> dict[Agency, Fit]:
    """The schools of the authority to which the pupil could move, each with whether the register says so."""
    found = Agency.objects.filter(authority_id=case.authority_id, kind=Kind.SCHOOL.value, closed_at=None)
    schools = list(found.exclude(pk=case.school_id).order_by("name"))
    fits = fits_for(schools, case.pupil, today)
    each = {school: fit_of(school, fits) for school in schools}
    return {school: fit for school, fit in each.items() if not fit.why_not}


def waiting(actor: Actor, move: Move, rows: list[Consent]) -> list[Consent]:
    """Of those who must agree the parties whose answer is awaited, and which this actor may write down."""
    mine = access.parties_of(actor, move)
    return [row for row in rows if not row.answer and row.party in mine]


def withdrawers(actor: Actor, move: Move, rows: list[Consent]) -> frozenset[Party]:
    """Of those who must agree the parties for whom this actor may take a yes back."""
    return access.parties_of(actor, move, Act.WITHDRAW_MOVE) & frozenset(Party(row.party) for row in rows)
