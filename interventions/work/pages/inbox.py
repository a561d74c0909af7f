"""The inbox: letters read and unread, with the child's name only where the door still lets the reader see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from agencies.acting.nouns import BY_KIND
from agencies.acting.prepared import Prepared
from agencies.actors import Actor
from agencies.outbox.models import Delivery, Letter
from agencies.schoolday import local_day
from agencies.web.lists import Stretch, walk
from agencies.web.narrowing import ALL, Asked, Choice, Filter
from agencies.web.pages import Page
from agencies.web.taken import MOST_COUNTED as MOST_LISTED
from agencies.web.taken import MOST_TAKEN, Taken, counted
from agencies.words import short_day
from referrals import door

PAGE = 50
MOST_COUNTED = 100
ORDER = ("-id",)
COLUMNS = ("About", "Letter", "Came", "State")
KINDS = {
    "duty": "A date that comes near or has passed",
    "concern": "A concern",
    "case": "A case",
    "entry": "A line of a case’s story",
    "referral": "A referral",
    "share": "A share",
    "task": "A task or a question",
    "move": "A managed move",
    "suspension": "A suspension",
    "arrival": "A change of school",
    "pupil": "A pupil",
    "term_report": "The report of a term",
    "year": "A school’s year",
}
"""What letters are about, in the words of the filter."""


def _states(_: Actor, __: datetime, ___: Mapping[str, Any]) -> Sequence[Choice]:
    return [("new", "New", {"read_at": None}), ("read", "Read", {"read_at__isnull": False})]


def _kinds(_: Actor, __: datetime, ___: Mapping[str, Any]) -> Sequence[Choice]:
    return [(kind, said, {"kind": kind}) for kind, said in KINDS.items()]


FILTERS = (
    Filter("state", "State", "New and read", ("delivery_unread", "delivery_read"), _states),
    Filter("kind", "About", "Anything", ("delivery_kind",), _kinds),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One letter in the inbox."""

    reference: UUID
    words: str
    child: str
    about: str
    at: datetime | None
    is_read: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """All that it says, as it leaves."""
        came = short_day(local_day(self.at)) if self.at else ""
        return (self.child, self.words, came, "Read" if self.is_read else "New")


@dataclass(frozen=True, kw_only=True)
class InboxPage(Page):
    """A page of the letters, newest first."""

    template: ClassVar[str] = "interventions/inbox_page.html"
    lines: list[Line]
    walked: Stretch
    asked: Asked
    how_many: str
    has_new: bool

    @property
    def shown(self) -> list[str]:
        """The references of what named a child."""
        return [line.about for line in self.lines if line.child]


def unread(person_id: int, limit: int) -> QuerySet[Delivery]:
    """The newest unread letters."""
    return Delivery.objects.unread().filter(person_id=person_id).select_related("letter").order_by("-id")[:limit]


def count_unread(actor: Actor) -> int:
    """How many letters wait to be read, up to a hundred."""
    return len(_unread(actor.who)[0])


@Prepared
def _unread(person_id: int) -> list[QuerySet[Any]]:
    found = Delivery.objects.unread().filter(person_id=person_id).order_by("-id")
    return [found.values_list("pk")[:MOST_COUNTED]]


def inbox(actor: Actor, asked: Asked = ALL) -> InboxPage:
    """A page of the letters, newest first."""
    mine = _mine(actor, asked)
    walked = walk(mine.select_related("letter"), ORDER, asked.cursor.get("after", ""), PAGE)
    return InboxPage(
        lines=in_lines(actor, walked.rows),
        walked=walked,
        asked=asked,
        how_many=counted(len(mine.values("pk")[: MOST_LISTED + 1]), "letter"),
        has_new=count_unread(actor) > 0,
    )


def take(actor: Actor, _: datetime, asked: Asked) -> Taken:
    """The same letters, from the newest on, as they leave."""
    walked = walk(_mine(actor, asked).select_related("letter"), ORDER, "", MOST_TAKEN)
    lines = in_lines(actor, walked.rows)
    refs = [line.about for line in lines if line.child]
    return Taken("Inbox", COLUMNS, [line.cells for line in lines], refs, is_cut=bool(walked.next))


def _mine(actor: Actor, asked: Asked) -> QuerySet[Delivery]:
    narrow = {**asked.means.get("state", {}), **asked.means.get("kind", {})}
    found: QuerySet[Delivery] = Delivery.objects.filter(person_id=actor.who, channel="inbox", state="sent", **narrow)
    return found


def in_lines(actor: Actor, rows: list[Delivery]) -> list[Line]:
    """Letters as they are shown, each with the child whom the reader may know."""
    known = door.children(actor, [_about(row.letter) for row in rows])
    return [
        Line(
            reference=row.reference,
            words=row.letter.words,
            child=getattr(known.get(_about(row.letter)), "name", ""),
            about=row.letter.subject_ref,
            at=row.sent_at,
            is_read=row.read_at is not None,
        )
        for row in rows
    ]


def _about(letter: Letter) -> tuple[str, str]:
    return letter.subject_kind, letter.subject_ref


def is_there(actor: Actor, letter: Letter) -> bool:
    """Whether what the letter is about is still the reader's to see."""
    noun = BY_KIND.get(letter.subject_kind)
    return noun is not None and door.within(noun.model, actor, noun.see).filter(reference=letter.subject_ref).exists()


def letter_url(letter: Letter) -> str:
    """Where the letter's record stands, as its noun says."""
    noun = BY_KIND.get(letter.subject_kind)
    return noun.address(letter) if noun and noun.address else reverse("my_work")
