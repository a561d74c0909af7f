"""The steps that every act takes: turn the key, touch the case, write the trail, tell who hears, keep the duties."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from agencies import audit, outbox
from agencies.actors import Actor, PersonNeeded, SeatFacts
from agencies.notices import Notice
from agencies.policy import ROLES, Act
from referrals import lifecycle
from referrals.actions import duties
from referrals.lifecycle import AlreadyDone, NotNow
from referrals.models import Case, CaseShare, Concern, Pupil, Referral
from referrals.notices import NOTICES

FIRST = "Somebody was first: this has changed since you opened it. Nothing of yours was saved; look again."


ABOVE: dict[Act, list[Callable[["Doing"], None]]] = {}
"""What the floor above does or refuses (`NotNow`) in the transaction of an act of this floor: its rows stand here."""


def first_time(model: Any, once: UUID | None) -> None:
    """Raise `AlreadyDone` where the form with this token has made its record before."""
    if once is not None and (made := model.objects.filter(once=once).first()) is not None:
        raise AlreadyDone(made)


@dataclass(frozen=True, slots=True)
class Doing:
    """One act on one record: who, when, on what, and the facts that the trail keeps."""

    act: Act
    by: Actor
    at: datetime
    kind: str
    record: Any
    case: Case | None = None
    why: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def on(self) -> tuple[str, str]:
        """Kind and reference of the record."""
        return self.kind, self.record.reference


def turn(record: Concern | Referral | Case, kind: str, act: Act, **fields: Any) -> None:
    """Move the record to the state where the act leads, by compare-and-set; `NotNow` when it leads nowhere."""
    new = lifecycle.leads_to(kind, record.state, act)
    if not type(record).objects.all().turn(record.pk, record.state, new, **fields):
        raise NotNow(FIRST)
    for name, value in {**fields, "state": new}.items():
        setattr(record, name, value)


def touch(case: Case, at: datetime, **fields: Any) -> None:
    """Write to the case and move its sort key, which its shares carry with it."""
    later = max(at, case.updated_at)
    Case.objects.filter(pk=case.pk).update(updated_at=later, version=F("version") + 1, **fields)
    case.updated_at = later
    for name, value in fields.items():
        setattr(case, name, value)


def done(doing: Doing, *, pupil: Pupil, share: CaseShare | None = None, owner_agency_id: int | None = None) -> None:
    """Write the trail, let the floor above follow, keep the act's duties, and post its letter."""
    note(doing)
    for follow in ABOVE.get(doing.act, ()):
        follow(doing)
    duties.follow(doing, pupil=pupil, share=share, owner_agency_id=owner_agency_id)
    tell(doing, NOTICES[doing.act])


def note(doing: Doing) -> None:
    """Write the act's line in the trail, by the seat that does it."""
    case_ref = doing.case.reference if doing.case else ""
    seat = acting_seat(doing.by, doing.act, doing.case or doing.record, doing.record)
    audit.write(
        doing.act, by=doing.by, at=doing.at, on=doing.on, case_ref=case_ref, seat=seat, why=doing.why, facts=doing.facts
    )


def acting_seat(by: Actor, act: Act, *records: Any) -> SeatFacts:
    """The seat that does the act: of those that may, the one at the record's school or agency, else the first."""
    may = [seat for seat in by.seats if seat.role in ROLES[act]]
    if not may:
        raise PersonNeeded(f"{by.name} has no seat that may do this.")
    near = {getattr(record, name, None) for record in records for name in ("school_id", "agency_id")}
    return next((seat for seat in may if seat.agency_id in near), may[0])


def tell(doing: Doing, notice: Notice, mark: str = "") -> None:
    """Post the act's letter, once: its key is the act, the record, and the instant or a mark such as its version."""
    outbox.post(
        notice.tells,
        key=f"{doing.act}:{doing.record.reference}:{mark or doing.at.isoformat()}",
        act=doing.act.value,
        words=notice.words,
        on=doing.on,
        case_id=doing.case.pk if doing.case else None,
        at=doing.at,
        by=doing.by,
        is_urgent=notice.is_urgent,
    )
