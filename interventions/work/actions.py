"""Letters are read, which is nobody's record but the reader's."""

from datetime import datetime
from uuid import UUID

from agencies.actors import Actor
from agencies.outbox.models import Delivery, Letter


def read_letter(reference: UUID, *, by: Actor, at: datetime) -> Letter | None:
    """Mark one's own inbox letter as read; None where there is none of that reference."""
    mine = Delivery.objects.filter(reference=reference, person_id=by.who, channel="inbox", state="sent").select_related(
        "letter"
    )
    delivery = mine.first()
    if delivery is None:
        return None
    mine.filter(read_at=None).update(read_at=at)
    return delivery.letter


def read_letters(until: UUID, *, by: Actor, at: datetime) -> None:
    """Mark one's own inbox letters as read up to this one, the newest that the page had: what came later stays new."""
    mine = Delivery.objects.filter(person_id=by.who, channel="inbox", state="sent")
    newest = mine.filter(reference=until).values_list("pk", flat=True).first()
    mine.filter(pk__lte=newest or 0, read_at=None).update(read_at=at)
