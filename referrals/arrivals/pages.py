"""What the pages of a child who changes school show: to each school and to the council what is theirs to know."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from agencies.actors import Actor
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said
from agencies.words import long_day, short_day
from referrals.arrivals.access import standings
from referrals.arrivals.facts import still_sure
from referrals.arrivals.models import Arrival
from referrals.arrivals.states import WAITING, Answer, Found, State
from referrals.door import may_now
from referrals.pupils.models import Pupil


@dataclass(frozen=True, slots=True)
class Line:
    """One fact: what, and its words."""

    what: str
    words: str


@dataclass(frozen=True, kw_only=True)
class ArrivalPage(Page):
    """An arrival as far as the reader may know it."""

    template: ClassVar[str] = "referrals/arrival_page.html"
    arrival: Arrival
    child: str
    lead: str
    lines: list[Line]
    can: list[str]


@dataclass(frozen=True, kw_only=True)
class ArrivalActPage(Page):
    """One act on an arrival, in the words of its row, with what the reader may know."""

    template: ClassVar[str] = "referrals/arrival_act.html"
    arrival: Arrival
    said: Said
    lines: list[Line]


def arrival_page(actor: Actor, arrival: Arrival, at: datetime) -> ArrivalPage:
    """The page on one arrival."""
    stood = standings(actor, arrival)
    can = sorted(act.value for act in may_now(actor, arrival, arrival.state))
    lines = _lines(arrival, stood, local_day(at))
    child = _own(arrival, stood).name
    return ArrivalPage(arrival=arrival, child=child, lead=_lead(arrival, stood), lines=lines, can=can)


def _own(arrival: Arrival, stood: frozenset[Standing]) -> Pupil:
    """The child whom the reader knows: once parted, the new school's is the one that it came with."""
    return arrival.pupil if arrival.state == State.PARTED and stood == {Standing.RECEIVES} else arrival.known


def act_page(actor: Actor, arrival: Arrival, act: Act, at: datetime, form: Form) -> ArrivalActPage:
    """The page of one act on it."""
    words = said(act, child=arrival.known.first_name, school=arrival.school.name)
    lines = _lines(arrival, standings(actor, arrival), local_day(at))
    return ArrivalActPage(arrival=arrival, said=words, lines=lines, form=form)


PARTED = (
    "{old} and {new} had two children in one record by mistake. Each has its own again, with its own cases, concerns "
    "and suspensions. Check names, birthday and UPN of yours. What was sent as the file of one may be about the other: "
    "ask each other, and your data protection officers."
)


def _lead(arrival: Arrival, stood: frozenset[Standing]) -> str:
    """What has happened, for who reads it."""
    child, old, new = arrival.known.first_name, arrival.known_school.name, arrival.school.name
    if arrival.state == State.PARTED:
        return PARTED.format(old=old, new=new)
    if arrival.state == State.JOINED:
        if Standing.RAISED in stood:
            return f"{child} is on the roll of {new} now. You keep what you had, and {new} reads none of it here."
        if Standing.RECEIVES not in stood:
            return (
                f"{child} came from {old} to {new}, and has one record. Each school keeps its own cases and concerns."
            )
        return (
            f"{child} came from {old}, and has one record. Days of suspension served there count. Cases, concerns and "
            f"shares of {old} stay there: ask for the file, and ask again for the help that still fits."
        )
    if Standing.ASKED in stood:
        return "Two schools may have the same child. Neither is told what the other knows until it is settled."
    return f"Another school of your council says that {child} is on its roll. It is told nothing of what you know."


def _why(arrival: Arrival, today: date) -> str:
    """Why it is asked, and that the records were changed since, where they do not agree any more."""
    is_sure = arrival.found == Found.SURE and arrival.state in WAITING
    since = "" if not is_sure or still_sure(arrival, today) else ". That was so when it was asked, and is so no more"
    return Found(arrival.found).label + since


def _lines(arrival: Arrival, stood: frozenset[Standing], today: date) -> list[Line]:
    """The facts: of both records for the council alone."""
    lines = []
    if Standing.ASKED in stood:
        lines += [
            Line(arrival.school.name, _child(arrival.pupil)),
            Line(arrival.known_school.name, _child(arrival.known)),
            Line("Why it is asked", _why(arrival, today)),
        ]
    if arrival.answered_at and (Standing.ASKED in stood or Standing.RAISED in stood):
        by = arrival.answered_by.name if arrival.answered_by else ""
        answer = f"{Answer(arrival.answer).label} ({by}, {short_day(arrival.answered_at)})"
        lines.append(Line(f"{arrival.known_school.name} says", answer))
    if arrival.settled_why and Standing.ASKED in stood:
        lines.append(Line("The council found", arrival.settled_why))
    if arrival.parted_by and arrival.parted_at and Standing.ASKED in stood:
        lines.append(Line(f"Parted by {arrival.parted_by.name}, {short_day(arrival.parted_at)}", arrival.parted_why))
    return lines + (_sent(arrival) if arrival.state == State.JOINED else [])


def _child(pupil: Pupil) -> str:
    called = f", called {pupil.known_as}" if pupil.known_as else ""
    return f"{pupil.given_name} {pupil.family_name}{called}, born {long_day(pupil.born_on)}"


def _sent(arrival: Arrival) -> list[Line]:
    """The end of the old place, and what followed the child."""
    old = arrival.known_school.name
    days = {"Safeguarding file": arrival.file_sent_on, "Common transfer file": arrival.ctf_sent_on}
    left = f"until {long_day(arrival.left_on)}" if arrival.left_on else "on both rolls"
    return [
        Line(f"On the roll of {old}", left),
        *(Line(what, f"Sent on {short_day(day)}" if day else "Not recorded as sent") for what, day in days.items()),
    ]
