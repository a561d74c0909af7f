"""The page of one child: the head, what goes well, the year, and the panels."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import ClassVar

from django.urls import reverse

from agencies.actors import Actor
from agencies.policy import Act, Standing
from agencies.web.pages import Page
from interventions.pupil_page import words
from interventions.pupil_page.pages import panels
from interventions.pupil_page.pages.attended import attendance
from interventions.pupil_page.pages.head import Head, Reader, head, reader_of
from interventions.pupil_page.pages.matching import match
from interventions.pupil_page.pages.panels import Panel, Shown, read
from interventions.pupil_page.pages.people import people
from interventions.pupil_page.pages.picture import Picture, picture
from interventions.pupil_page.pages.suspended import suspensions
from interventions.pupil_page.pages.watched import watched
from referrals.entries.words import SECTIONS
from referrals.pupils.models import Pupil

READ: dict[tuple[str, ...], Callable[[Reader], Panel | tuple[Panel, ...]]] = {
    ("duties", "signs"): watched,
    ("people",): people,
    ("cases",): panels.cases,
    ("concerns", "entries"): panels.written,
    ("attendance",): attendance,
    ("suspensions",): suspensions,
    ("moves",): panels.moves,
}
"""The panels in the order of the page, those that one statement reads together; of the entries the picture alone."""


@dataclass(frozen=True, slots=True)
class Strength:
    """What somebody wrote that goes well, or the child's own words: with the day and who."""

    title: str
    text: str
    on: date
    by: str
    is_quote: bool


@dataclass(frozen=True, slots=True)
class Way:
    """Where a link leads."""

    words: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ChildPage(Page):
    """A child as one reader may see them. `case_refs`: the cases of which the page shows something."""

    template: ClassVar[str] = "interventions/pupil_page.html"
    head: Head
    back: Way
    acts: list[Way]
    more: list[Way]
    strengths: list[Strength]
    due: Panel
    picture: Picture
    match: Panel | None
    panels: list[Panel]
    shut: str
    parts: list[str]
    is_by_share: bool
    case_refs: set[str]

    @property
    def sign_refs(self) -> set[str]:
        """The early signs that stand on it."""
        return {one for panel in self.panels for one in panel.more.get("sign_refs", ())}

    @property
    def attendance_refs(self) -> set[str]:
        """The child, where marks of theirs stand on it."""
        return {one for panel in self.panels for one in panel.more.get("attendance_refs", ())}

    @property
    def contact_refs(self) -> set[str]:
        """The people around the child of whom it says how they are reached, and the links to other children."""
        kinds = ("refs", "link_refs", "work_refs")
        return {one for panel in self.panels for kind in kinds for one in panel.more.get(kind, ())}


def child_page(actor: Actor, pupil: Pupil, at: datetime, year: str = "") -> ChildPage:
    """The page for one actor who may open it."""
    reader = reader_of(actor, pupil, at)
    each = [read(names, partial(panel, reader)) for names, panel in READ.items()]
    found = {panel.name: panel for group in each for panel in group}
    answers = None if found["suspensions"].shown is Shown.FAILED else found["suspensions"].more["answers"]
    if not reader.stands(Act.SEE_SIGNAL, Standing.ON_ROLL):
        del found["signs"]
    shut = [name for name in words.NAMES if name in found and found[name].shown is Shown.SHUT]
    return ChildPage(
        about=f", {pupil.reference}, {pupil.initials}",
        head=head(reader, answers),
        back=_back(reader),
        acts=_acts(reader, found["cases"]),
        more=_more(reader),
        strengths=_strengths(reader, found),
        due=found["duties"],
        picture=picture(reader, year, found),
        match=read((words.MATCH,), partial(match, reader))[0] if reader.is_by_share else None,
        panels=[panel for name, panel in found.items() if name not in ("duties", "entries", *shut)],
        shut=words.not_shared(shut) if shut else "",
        parts=_parts(reader),
        is_by_share=reader.is_by_share,
        case_refs=_case_refs(reader, found),
    )


def _back(reader: Reader) -> Way:
    if reader.actor.seats_for(Act.SEE_PUPIL, Standing.ON_ROLL):
        return Way("Pupils", reverse("see_pupils"))
    return Way("Cases", reverse("see_cases"))


def _acts(reader: Reader, cases: Panel) -> list[Way]:
    """What one may do about the child from here, first of all in the case that is open."""
    open_one = cases.more.get("open")
    ways = [Way("Open the case", open_one.url)] if open_one else []
    if reader.sent and not open_one:
        ways.append(Way("Read the referral", reverse("see_referral", args=[reader.sent[0].reference])))
    if reader.is_of_school and reader.stands(Act.LOG_CONCERN, Standing.ON_ROLL):
        ways.append(Way("Log a concern", f"{reverse('log_concern')}?pupil={reader.pupil.reference}"))
    return ways


def _more(reader: Reader) -> list[Way]:
    """What else is kept of the child."""
    reference = reader.pupil.reference
    ways = [
        (Act.RECORD_PUPIL_FACT, "Plan, care or social worker", "record_pupil_fact"),
        (Act.KEEP_FORMER_NAMES, "Former names", "keep_former_names"),
        (Act.SEE_CHANGES, "What was changed", "see_changes"),
    ]
    mine = [one for one in ways if reader.is_of_school and reader.stands(one[0], Standing.ON_ROLL)]
    return [Way(said, reverse(name, args=[reference])) for _, said, name in mine]


def _strengths(reader: Reader, found: dict[str, Panel]) -> list[Strength]:
    """What the last referral says of what goes well, and the child's own last words: where they are recorded."""
    well, voice = found["cases"].more.get("well"), found["entries"].more.get("voice")
    strengths = []
    if well:
        strengths.append(Strength("What is going well", well.what, well.on, "as the council was told", is_quote=False))
    if voice:
        there = voice.told_by.rstrip(".")
        by = words.WAS_THERE.format(there) if there else f"written down by {voice.by_name}"
        text = voice.text.strip('“”" ')
        title = f"In {reader.pupil.first_name}’s own words"
        strengths.append(Strength(title, text, voice.happened_on, by, is_quote=True))
    return strengths


def _case_refs(reader: Reader, found: dict[str, Panel]) -> set[str]:
    """Those that let the reader in, and those that stand on the page or whose entries do."""
    let_in = {one.case.reference for one in reader.shares} | {one.case.reference for one in reader.sent}
    return let_in.union(*(found[name].more.get("case_refs", ()) for name in ("cases", "entries", "attendance")))


def _parts(reader: Reader) -> list[str]:
    """The parts of the story that a share leaves out, whether or not anything stands in them."""
    if not reader.is_by_share or any(one.level in ("F", "R") for one in reader.shares):
        return []
    shown = {code for one in reader.shares for code in one.sections}
    return [label for code, label in SECTIONS.items() if code != "casework" and code not in shown]
