"""What a concern shows as a row of a list."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from agencies.schoolday import local_day
from agencies.words import clock, day_month, in_sentence, listed, year_group
from referrals.concerns import words
from referrals.concerns.models import Call, Concern
from referrals.concerns.states import SAFEGUARDED, State
from referrals.duties.facts import nearness
from referrals.duties.models import Duty

OVER = {State.WITHDRAWN.value: "Withdrawn"}


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """A concern as a row: its clock while it waits, what became of it afterwards."""

    kind: str
    tag_kind: str
    tag: str
    when: str
    who: str
    who_url: str
    year: str
    what: str
    why: str
    act_url: str
    act_label: str
    reference: str

    @property
    def cells(self) -> tuple[str, ...]:
        """All that it says, as it leaves."""
        return (self.who, self.year, self.what, self.why, self.tag, self.when)


def row_of(concern: Concern, duty: Duty | None, at: datetime, into: str, *, is_mine: bool) -> ConcernRow:
    """A concern among those that wait, were looked at, or are one's own."""
    waits, url = concern.state == State.NOTED, reverse("see_concern", args=[concern.reference]) + into
    kind = nearness(duty.due_on, local_day(at)) if duty and not is_mine else ""
    who = "You" if is_mine else concern.author.name
    logged = f"{who}, {day_month(concern.logged_at)}, {clock(concern.logged_at)}"
    return ConcernRow(
        kind=kind,
        tag_kind=(kind or "wait") if waits else "ok",
        tag={"late": "Late", "due": "Today"}.get(kind, "Waits") if waits else OVER.get(concern.state, "Looked at"),
        when=f"by {day_month(duty.due_on)}" if duty else day_month(concern.decided_at or concern.logged_at),
        who=concern.pupil.name,
        who_url=url,
        year=year_group(concern.pupil.born_on, local_day(at)),
        what=", ".join(in_sentence(words.SEEN[code]) for code in concern.seen),
        why=f"{words.WORRY[concern.worry]} worried. {logged}. {State(concern.state).label}.",
        act_url=url,
        act_label="Read it" if waits else "What became of it",
        reference=str(concern.reference),
    )


def safeguarded(concerns: list[Concern], at: datetime, into: str) -> list[ConcernRow]:
    """What was ticked or handed over, with the nearer clock of the two.

    It waits until each of what was ticked and what was handed over was answered: by the rows, whatever is owed.
    """
    owed: dict[str, Duty] = {}
    for duty in owed_on(concerns, SAFEGUARDED).order_by("-due_at"):
        owed[duty.subject_ref] = duty
    called = set(Call.objects.filter(concern__in=concerns, is_follow_up=True).values_list("concern_id", flat=True))
    waits = {
        one.pk for one in concerns if (one.dangers and one.pk not in called) or (one.handed_at and not one.answered_at)
    }
    return [_safe_row(one, owed.get(one.reference), at, into, waits=one.pk in waits) for one in concerns]


def _safe_row(concern: Concern, duty: Duty | None, at: datetime, into: str, *, waits: bool) -> ConcernRow:
    row = row_of(concern, duty, at, into, is_mine=False)
    came = concern.safeguarding_at or concern.logged_at
    said = [f"Ticked: {listed([in_sentence(words.DANGERS[code]) for code in concern.dangers])}."] * bool(
        concern.dangers
    )
    if concern.handed_by and concern.handed_at:
        when = f"{day_month(concern.handed_at)}, {clock(concern.handed_at)}"
        said.append(f"Handed over by {concern.handed_by.name}, {when}: {concern.handed_why}")
    return replace(
        row,
        tag_kind=(row.kind or "wait") if waits else "ok",
        tag={"late": "Late", "due": "Today"}.get(row.kind, "Waits") if waits else "Seen to",
        when=f"by {day_month(duty.due_on)}" if duty else day_month(came),
        why=" ".join([f"{State(concern.state).label}.", *said]),
        act_label="See to it" if waits else "Read it",
    )


def owed_on(concerns: Iterable[Concern], rules: Iterable[str]) -> QuerySet[Duty]:
    """What is owed on these concerns by these rules."""
    refs = [concern.reference for concern in concerns]
    owed = Duty.objects.owed().filter(subject_kind="concern", subject_ref__in=refs, rule__in=rules)
    return owed.select_related("person")
