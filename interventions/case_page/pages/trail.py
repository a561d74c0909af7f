"""Who opened a case and did what: the lines that one reader finds, which are those that its page counts."""

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Model, Q, QuerySet

from agencies.acting.lives import did
from agencies.actors import Actor
from agencies.people.words import ROLE_WORDS
from agencies.policy import Act
from agencies.trail.models import TrailEntry
from agencies.web.lists import Stretch, walk
from agencies.web.pages import Page
from referrals import door
from referrals.cases.models import Case
from referrals.documents.models import Document
from referrals.duties.access import open_to
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.given_tasks.models import GivenTask

MOST_LINES = 200
READ_APART: tuple[tuple[str, type[Model], Act, tuple[str, ...]], ...] = (
    ("entry", Entry, Act.SEE_ENTRY, ("case_id", "moves__from_case_id")),
    ("document", Document, Act.SEE_DOCUMENT, ("case_id", "entry__moves__from_case_id")),
    ("task", GivenTask, Act.SEE_TASK, ("case_id",)),
)
"""What of a case not everybody reads who reads its trail; it stands there, or stood there before it was moved."""


@dataclass(frozen=True, slots=True)
class TrailLine:
    """A line of the trail, with its act and role in words."""

    line: TrailEntry
    words: str
    role: str


@dataclass(frozen=True, kw_only=True)
class TrailPage(Page):
    """Who opened a case and did what, newest first."""

    template: ClassVar[str] = "interventions/case_trail.html"
    case: Case
    lines: list[TrailLine]
    walked: Stretch


def lines_of(actor: Actor, case_id: int, reference: str) -> QuerySet[TrailEntry]:
    """The lines of a case: of an entry, a document, a task or a duty of two agencies, for who may read that."""
    found = TrailEntry.objects.filter(case_ref=reference)
    for kind, model, see, ways in READ_APART:
        hidden = Q(subject_kind=kind)
        for way in ways:
            theirs = door.within(model, actor, see).filter(**{way: case_id}).order_by().values("reference")
            hidden &= ~Q(subject_ref__in=theirs)
        found = found.exclude(hidden)
    apart = Duty.objects.filter(case_id=case_id).exclude(open_to(actor)).values("reference")
    return found.exclude(subject_kind="duty", subject_ref__in=apart)


def trail_page(actor: Actor, case: Case, after: str = "") -> TrailPage:
    """A page of who opened it and did what, newest first."""
    walked = walk(lines_of(actor, case.pk, case.reference), ["-at", "-id"], after, MOST_LINES)
    found_lines = [TrailLine(line, did(line.act), ROLE_WORDS.get(line.by_role, "")) for line in walked.rows]
    return TrailPage(case=case, lines=found_lines, walked=walked)
