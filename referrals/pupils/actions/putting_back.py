"""What was changed of a pupil is put back, which is a change itself."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from agencies.acting.doing import Doing, done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import Actor
from agencies.history.actions import Keeping
from agencies.history.facts import as_text, as_value
from agencies.policy import Act
from referrals.pupils.models import Enrolment, FieldChange, Identifier, Pupil, PupilFact
from referrals.pupils.states import State
from referrals.pupils.words import value_words

RECORDS: dict[str, Any] = {"pupil": Pupil, "enrolment": Enrolment, "identifier": Identifier, "pupilfact": PupilFact}
OF_THE_SYSTEM = "That is what your own system says. Change it there."
OF_ANOTHER = "Another pupil has that UPN now, so it can’t be put back. Ask the council’s team."
UNFIT = "It no longer fits what else is on record, so it can’t be put back. Check the other days and places first."


@transaction.atomic
def put_back_change(change: FieldChange, *, by: Actor, at: datetime) -> FieldChange:
    """Give the field the value that it had before this change, where it still has the one that the change gave it."""
    leads_to("pupil", State.KNOWN, Act.PUT_BACK_CHANGE)
    pupil, kept = change.pupil, Keeping(Act.PUT_BACK_CHANGE, by, at)
    record, old = _record(change)
    try:
        with transaction.atomic():
            kept.change(record, pupil, **{change.field: old})
    except IntegrityError as unfit:
        raise NotNow(OF_ANOTHER if change.kind == "identifier" else UNFIT) from unfit
    told = {"put_back": change.reference, "fact": record.pk if change.kind == "pupilfact" else None, **kept.facts}
    done(Doing(Act.PUT_BACK_CHANGE, by, at, "pupil", pupil, facts=told, pupil=pupil))
    return change


def _record(change: FieldChange) -> tuple[Any, Any]:
    """The record, locked, and the value that it had; `NotNow` where it has a third one by now."""
    model = RECORDS.get(change.kind)
    if model is None:
        raise NotNow(OF_THE_SYSTEM)
    record = model.objects.select_for_update(no_key=True).get(pk=change.key)
    now, old = getattr(record, change.field), as_value(record, change.field, change.old)
    if now == old:
        raise AlreadyDone(change)
    if as_text(now) != change.new:
        said = (value_words(change.field, text) for text in (as_text(now), change.new))
        raise NotNow("It was changed again: it is “{}” by now, no longer “{}”. Nothing was put back.".format(*said))
    return record, old
