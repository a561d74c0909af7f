"""The facts of a move: what a person gives to each act, and what still keeps a move from being approved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from agencies import ages
from agencies.acting.refusals import NotNow
from agencies.actors import Actor
from agencies.calendar.facts import days_on
from agencies.directory.models import Agency
from agencies.policy import Kind
from agencies.register.facts import UNKNOWN, Fit, fits_of
from agencies.schoolday import local_day
from agencies.words import academic_age, in_sentence, listed
from interventions.moves import states
from interventions.moves.models import Consent, Move, PlaceCheck
from interventions.moves.states import Party
from referrals.pupils.models import Enrolment, Pupil, PupilFact


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What admissions said: places in the year, places taken, and whether anybody waits."""

    places: int
    taken: int
    ground: str
    asked_whom: str


def place_of(check: PlaceCheck) -> PlaceFacts:
    """The facts of the place as a check keeps them."""
    return PlaceFacts(check.places, check.taken, check.ground, check.asked_whom)


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """A proposal: to which school, what was tried, why, the parents by name, how and when the family was told.

    A pupil of 18 is told, and answers, in the parents' place. `answers`: yes or no of each fact that nobody recorded.
    `head_says_fit`: the school's head said that it is a mainstream school for the pupil's age, where the register
    does not say.
    """

    school: Agency
    tried: str
    why: str
    parents: tuple[str, ...]
    told_how: str
    told_on: date
    place: PlaceFacts
    head_says_fit: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)


NOT_KNOWN = "The register does not say whether {} is a mainstream school for this pupil’s age. Ask its head"


def fit_of(school: Agency, fits: Mapping[str, Fit]) -> Fit:
    """Whether the pupil can move there (MM-1): a setting that is no school never fits; one without a URN is asked."""
    if school.kind != Kind.SCHOOL:
        return Fit(f"it is no mainstream school: {in_sentence(Kind(school.kind).label)}", is_known=True)
    return fits.get(school.urn, UNKNOWN)


def fits_for(schools: Iterable[Agency], pupil: Pupil, day: date) -> dict[str, Fit]:
    """What the register says of each of these schools for the pupil, by URN: one query."""
    return fits_of([school.urn for school in schools], academic_age(pupil.born_on, day))


def require_fit(school: Agency, pupil: Pupil, day: date) -> Fit:
    """Whether the register says that it fits; `NotNow` where it says that it does not."""
    fit = fit_of(school, fits_for([school], pupil, day))
    if fit.why_not:
        raise NotNow(f"A managed move can’t lead to {school.name}: {fit.why_not}.")
    return fit


@dataclass(frozen=True, slots=True)
class Answer:
    """One party's yes or no; the family's with the statement shown."""

    consent: Consent
    answer: str
    answered_on: date
    how: str
    words: str = ""
    statement_shown: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """Who was told (`who`: social worker or virtual school head), by name, how, when, and of which state."""

    who: str
    whom: str
    how: str
    told_on: date
    of: str


def needed(move: Move, day: date) -> tuple[Party, ...]:
    """Who must agree on a day, by the pupil's facts and age."""
    return states.parties_needed(held_on(move.pupil_id, day), is_adult=is_adult(move.pupil, day))


def is_adult(pupil: Pupil, day: date) -> bool:
    """Whether the pupil is 18 or over: then they answer for themselves, and not their parents (MM-2)."""
    return ages.is_adult(pupil.born_on, day)


YES, NO = "yes", "no"


def to_ask(pupil: Pupil, day: date) -> list[str]:
    """What has to be asked before a move is proposed: the facts that are not on record."""
    held = set(held_on(pupil.pk, day))
    return [kind for kind in states.ASKED_FACTS if kind not in held]


def held_on(pupil_id: int, day: date) -> QuerySet[PupilFact, str]:
    """The kinds of the pupil's facts that hold on a day."""
    return PupilFact.objects.on(day).filter(pupil_id=pupil_id).values_list("kind", flat=True)


def consents(move: Move, at: datetime, on: date | None = None) -> list[Consent]:
    """A row for each party that must agree today, or on a day, unsaved where a new fact asks for it.

    Others are not counted.
    """
    return asked_of(needed(move, on or local_day(at)), move, answers(move.pk), at)


def answers(move_id: int) -> QuerySet[Consent]:
    """The rows that are saved, whoever must agree by now."""
    return Consent.objects.filter(move_id=move_id).select_related("recorded_by").order_by("id")


def asked_of(parties: Sequence[Party], move: Move, saved: Iterable[Consent], at: datetime) -> list[Consent]:
    """A row for each of these parties, those that are saved first."""
    rows = list(saved)
    missing = [party for party in parties if party not in {row.party for row in rows}]
    rows += [Consent(move=move, party=party.value, name=name_of(party, move), asked_at=at) for party in missing]
    return [row for row in rows if row.party in parties]


def ask_everyone(move: Move, at: datetime) -> None:
    """Save a row for each party that must agree today and has none."""
    for row in consents(move, at):
        if not row.pk:
            Consent.objects.get_or_create(move=move, party=row.party, name=row.name, defaults={"asked_at": at})


def name_of(party: Party, move: Move) -> str:
    """Whom the row names until somebody answers."""
    return {
        Party.HOME_HEAD: f"Head of {move.home_school.name}",
        Party.RECEIVING_HEAD: f"Head of {move.receiving_school.name}",
        Party.ADMISSION_AUTHORITY: f"Admission authority of {move.receiving_school.name}",
        Party.COUNCIL: "Council SEN team",
        Party.VIRTUAL_HEAD: "Virtual school head",
        Party.PARENT: "Parent",
        Party.PUPIL: move.pupil.name,
    }[party][:120]


def newest_check(move: Move, checks: Iterable[PlaceCheck]) -> PlaceCheck | None:
    """Of the checks in their order the newest before approval since the move was last agreed."""
    agreed = move.agreed_at
    since = [check for check in checks if check.stage == "approval" and agreed and check.checked_at >= agreed]
    return since[-1] if since else None


def is_on_roll(move: Move, on: date) -> bool:
    """Whether the pupil is on the roll of the school that they would leave."""
    return bool(on_roll(move.pupil_id, move.home_school_id, on).exists())


def on_roll(pupil_id: int, school_id: int, on: date) -> QuerySet[Enrolment]:
    """The pupil's places on the school's roll that day."""
    return Enrolment.objects.on(on).filter(pupil_id=pupil_id, school_id=school_id)


TIME_HAS_PASSED = "Time to think again has passed"


def has_thought(rows: Iterable[Consent], day: date) -> bool:
    """Whether the time of the family to think again was over before a day."""
    return states.has_thought([row.think_until_on for row in rows if row.party in states.FAMILY], day)


Waits = list[tuple[str, bool]]
"""Each thing that approval waits for, and whether it is done."""


def in_the_way(
    move: Move, rows: Iterable[Consent], checks: Iterable[PlaceCheck], by: Actor, at: datetime, *, is_here: bool
) -> Waits:
    """What keeps the move from being approved; `is_here`: the pupil is on the roll of the school they would leave."""
    check = newest_check(move, checks)
    rows = list(rows)
    return [
        (f"{move.pupil.first_name} was heard", move.heard_at is not None),
        (TIME_HAS_PASSED, has_thought(rows, local_day(at))),
        (f"{move.pupil.first_name} is on the roll of {move.home_school.name}", is_here),
        ("You did not propose it", by.person_id != move.proposed_by_id),
        ("Everyone agrees", all(row.answer == "yes" for row in rows)),
        ("The place was checked again, and is lawful", check is not None and check.ground != states.NO_PLACE),
    ]


def require_all(move: Move, by: Actor, at: datetime) -> None:
    """`NotNow` with the first thing that approval still waits for."""
    checks = PlaceCheck.objects.filter(move=move).order_by("id")
    is_here = is_on_roll(move, local_day(at))
    for words, is_done in in_the_way(move, consents(move, at), checks, by, at, is_here=is_here):
        if not is_done:
            raise NotNow(f"Not yet. Still to come: {words}.")


def require_agreed(move: Move, on: date, at: datetime) -> None:
    """`NotNow` where somebody who must agree on the day of the admission, by the facts of that day, has not."""
    rows = consents(move, at, on)
    if names := [row.name for row in rows if row.answer != "yes"]:
        raise NotNow(f"Not yet. Still to agree: {listed(names)}.")
    if not has_thought(rows, on):
        raise NotNow(f"Not yet. Still to come: {TIME_HAS_PASSED}.")


def told_to(pupil_id: int, day: date) -> list[str]:
    """Who has to be told at each step, by the facts that hold on a day (MM-8)."""
    held = set(held_on(pupil_id, day))
    return [who for kind, who in states.TOLD_BY_FACT.items() if kind in held]


def step_on(move: Move) -> date:
    """The day of the step at which the move stands: nobody was told of it before."""
    decided = move.approved_at or move.proposed_at
    return move.admitted_on or local_day(move.refused_at or move.withdrawn_at or decided)


def share_until(move_school: Agency, at: datetime) -> date:
    """The last day of the summary's share: 20 school days from today."""
    return min(days_on(move_school, local_day(at), 20), local_day(at) + timedelta(83))
