"""What leaves of a case, written as a record: its story, the oldest first, and the parts that were chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from agencies.actors import SeatFacts
from agencies.people.words import ROLE_WORDS
from agencies.words import clock, in_sentence, listed, long_day
from interventions.case_page.pages.case import CaseSight
from interventions.case_page.pages.shared import Asked, FamilyLine, Shared
from interventions.case_page.pages.story import Line
from interventions.moves.models import Move
from interventions.moves.states import State as MoveState
from interventions.taken_records import words
from interventions.taken_records.record import Block, Fact, Part, Record
from referrals.cases.words import TOLD
from referrals.documents.models import Document
from referrals.documents.words import SORTS
from referrals.referrals.models import Referral
from referrals.referrals.words import BASES, DECLINED, REDIRECTED, URGENCIES

NONE = "Nothing is recorded that whoever took this may read."
REASONS = DECLINED | REDIRECTED


@dataclass(frozen=True, slots=True)
class Taking:
    """Who takes what for whom: of which days of the story, and which parts beside it."""

    parts: list[str]
    first: date | None
    last: date | None
    whose: str
    by: str
    seat: SeatFacts
    at: datetime


def written(
    taking: Taking, sight: CaseSight, story: list[Line], documents: list[Document], papers: Iterable[str] = ()
) -> Record:
    """The record; `papers`: what is added behind it, a line each."""
    made = {
        "family": lambda: [_family(one) for one in sight.family],
        "referrals": lambda: [_referral(one) for one in sight.asked if one.referral.sent_at],
        "shares": lambda: [_share(one) for one in sight.shares],
        "moves": lambda: [_move(one) for one in sight.moves],
        "documents": lambda: [_document(one) for one in documents],
    }
    parts = [Part(_story_words(taking), [_entry(line) for line in story], NONE)]
    parts += [Part(label, made[code](), NONE) for code, label in words.PARTS.items() if code in taking.parts]
    if behind := list(papers):
        parts.append(Part("Papers behind this", [Block("In this order", behind)], ""))
    return Record(
        title=f"{'Record' if taking.parts else 'Chronology'}: {sight.case.pupil.name}",
        taken=_taken(taking),
        said=[words.NOT_ALL, words.KEEP_SAFE],
        about=_about(sight),
        parts=parts,
    )


def _taken(taking: Taking) -> str:
    seat = taking.seat
    who = f"{taking.by}, {in_sentence(ROLE_WORDS.get(seat.role.value, seat.role.value))}, {seat.agency_name}"
    return f"Taken by {who}, on {long_day(taking.at)} at {clock(taking.at)}. For: {taking.whose}"


def _story_words(taking: Taking) -> str:
    since = f" from {long_day(taking.first)}" if taking.first else ""
    until = f" to {long_day(taking.last)}" if taking.last else ""
    return f"The story{since}{until}, the oldest first"


def _known(*facts: Fact) -> list[Fact]:
    return [(what, value) for what, value in facts if value]


def _about(sight: CaseSight) -> list[Fact]:
    case = sight.case
    closed = f", closed on {long_day(case.closed_at)}" if case.closed_at else ""
    return _known(
        ("Born", long_day(case.pupil.born_on).split(" ", 1)[1]),
        ("Year", sight.year),
        ("School", case.school.name),
        ("Lead professional", case.lead.name if case.lead else "None yet"),
        ("Case", f"{case.reference}, opened on {long_day(case.opened_at)}{closed}"),
        ("Why it was opened", case.why),
        ("How it ended", sight.outcome),
        ("What was reached", case.outcome_words),
        ("The family’s words at the end", case.family_words),
    )


def _entry(line: Line) -> Block:
    quote, opinion = f"“{line.quote}”" if line.quote else "", f"Opinion. {line.opinion}" if line.opinion else ""
    return Block(
        f"{long_day(line.on)}. {line.title}", list(filter(None, [quote, line.words, opinion, line.note, line.by]))
    )


def _family(one: FamilyLine) -> Block:
    row = one.row
    told = (
        [("Who", ", ".join(filter(None, [row.whom, row.how]))), ("When", long_day(row.told_on) if row.told_on else "")]
        if row and one.code == "yes"
        else []
    )
    not_told = [("Why not", one.reason), ("In our words", row.reason_words)] if row and one.code == "no" else []
    facts = [("Told", one.told), *told, ("What they said", one.words), *not_told, ("Recorded by", one.by)]
    return Block(f"{long_day(one.at)}, {one.of}", facts=_known(*facts))


def _referral(one: Asked) -> Block:
    row = one.referral
    tried = [f"{t.what}{f': {t.result}' if t.result else ''}" for t in row.tried.all()]
    asked = [(f"Asked by the council: {q.text}", q.answer or "Not answered yet") for q in row.questions.all()]
    return Block(
        f"Referral {row.reference}: {in_sentence(one.state)}",
        facts=_known(
            ("Sent", _by(row.sent_at, row.sent_by)),
            ("What the school hopes for", row.hopes),
            ("What is going well", row.going_well),
            ("What worries the school", row.worries),
            ("What was tried", listed(tried)),
            ("In the child’s words", row.child_words),
            ("How urgent", URGENCIES[row.urgency][0]),
            ("Level of need", row.need_words),
            ("On which basis", BASES.get(row.basis, "")),
            ("The family was told", TOLD.get(row.family_told, "")),
            ("What the family says", row.family_words),
            *asked,
            *_decided(row),
        ),
    )


def _decided(row: Referral) -> list[Fact]:
    return [
        ("Decided", _by(row.decided_at, row.decided_by)),
        ("Reason", REASONS.get(row.reason, "")),
        ("It went to", row.redirected_to),
        ("In the council’s words", row.decision_words),
        ("What the school can do meanwhile", row.meanwhile),
        ("Withdrawn", _by(row.withdrawn_at, row.withdrawn_by)),
        ("Why it was withdrawn", row.withdrawn_why),
    ]


def _by(at: datetime | None, person: object) -> str:
    return f"{long_day(at)}, {getattr(person, 'name', '')}" if at else ""


def _share(one: Shared) -> Block:
    share = one.share
    answered = f"{long_day(share.answered_at)}" if share.answered_at else ""
    facts = _known(
        ("State", one.state_words),
        ("What they see", f"{one.level}{f': {listed(one.sections)}' if one.sections else ''}"),
        ("For", one.purpose),
        ("Lawful basis", one.basis),
        ("Until the end of", long_day(one.until)),
        ("Asked of them", share.question),
        ("Answered", answered),
        ("Offered", _by(share.granted_at, share.granted_by)),
    )
    return Block(share.agency.name, facts=facts)


def _move(move: Move) -> Block:
    facts = _known(("State", MoveState(move.state).label), ("Proposed", _by(move.proposed_at, move.proposed_by)))
    return Block(f"Managed move {move.reference} to {move.receiving_school.name}", facts=facts)


def _document(one: Document) -> Block:
    return Block(one.title, [f"{SORTS[one.sort]}. {one.author.name}, {one.agency.name}, {long_day(one.added_at)}"])
