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
from agencies.words import in_sentence, possessive
from interventions.moves import access, states
from interventions.moves.facts import fit_of, fits_for, is_adult
from interventions.moves.forms import ProposeMove
from interventions.moves.models import Consent, Move
from interventions.moves.states import Party
from referrals.cases.models import Case
from referrals.pupils.states import Fact

NOBODY_TO_TELL = "Neither a social worker nor care by a council is recorded of this pupil: there is nobody to tell."


@dataclass(frozen=True, kw_only=True)
class ProposePage(Page):
    """The proposal, with what is said to each parent before it."""

    template: ClassVar[str] = "interventions/move_propose.html"
    form: ProposeMove
    case: Case
    statement: str
    is_adult: bool
    known: list[str]


@dataclass(frozen=True, kw_only=True)
class MoveActPage(Page):
    """One act on a move. `statement` is what the family reads before an answer, and stands there alone."""

    template: ClassVar[str] = "interventions/move_act.html"
    form: Form
    move: Move
    said: Said
    statement: str
    time_to_think: str
    is_adult: bool
    reads_move: bool


def propose_page(case: Case, form: ProposeMove, today: date) -> ProposePage:
    """The page on which a move of this pupil is proposed."""
    known = [in_sentence(Fact(kind).label) for kind in states.ASKED_FACTS if kind not in form.to_ask]
    return ProposePage(
        form=form,
        case=case,
        statement=states.STATEMENT,
        is_adult=is_adult(case.pupil, today),
        known=known,
    )


def act_page(move: Move, act: Act, form: Form, today: date) -> MoveActPage:
    """The page of one act on the move."""
    is_grown = is_adult(move.pupil, today)
    child, home, receiving = move.pupil.first_name, move.home_school.name, move.receiving_school.name
    return MoveActPage(
        form=form,
        move=move,
        said=said(
            act,
            child=child,
            whose=possessive(child),
            home=home,
            receiving=receiving,
            family=child if is_grown else "The family",
        ),
        statement=states.STATEMENT if act is Act.CONSENT_TO_MOVE else "",
        time_to_think=states.TIME_TO_THINK,
        is_adult=is_grown,
        reads_move=act is not Act.RECORD_MOVE_TRANSFER,
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
