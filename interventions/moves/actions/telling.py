"""What goes outside this service because of a move is written down: who was told, and which file went."""

from datetime import datetime

from django.db import transaction

from agencies.acting.doing import done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import Actor
from agencies.policy import Act
from agencies.words import long_day
from interventions.moves.actions.steps import doing_on
from interventions.moves.facts import Telling, step_on
from interventions.moves.models import Move
from interventions.moves.states import SEND, TELL
from interventions.moves.words import CHANGED, TOO_EARLY
from referrals.arrivals.actions import TransferFacts


@transaction.atomic
def tell_of_move(move: Move, given: Telling, *, by: Actor, at: datetime) -> None:
    """Write down that somebody was told of the step at which the move stands; NotNow where it has gone on since."""
    leads_to("move", move.state, Act.TELL_OF_MOVE)
    move.refresh_from_db(from_queryset=Move.objects.select_for_update(of=("self",), no_key=True))
    if given.of != move.state:
        raise NotNow(CHANGED)
    if given.told_on < step_on(move):
        raise NotNow(TOO_EARLY.format(long_day(step_on(move))))
    line = {"who": given.who, "of": given.of, "whom": given.whom, "how": given.how, "on": given.told_on.isoformat()}
    if any(line.items() <= one.items() for one in move.told):
        raise AlreadyDone(move)
    Move.objects.filter(pk=move.pk).update(told=[*move.told, {**line, "by": by.name}])
    facts = {name: line[name] for name in ("who", "of", "how", "on")}
    done(doing_on(move, Act.TELL_OF_MOVE, by, at, facts=facts, meets=frozenset({TELL[given.who].rule})))


@transaction.atomic
def record_move_transfer(move: Move, given: TransferFacts, *, by: Actor, at: datetime) -> None:
    """The old school writes down that the safeguarding file, or the common transfer file, went."""
    leads_to("move", move.state, Act.RECORD_MOVE_TRANSFER)
    move.refresh_from_db(from_queryset=Move.objects.select_for_update(of=("self",), no_key=True))
    field = f"{given.what.value}_sent_on"
    if getattr(move, field) == given.sent_on:
        raise AlreadyDone(move)
    Move.objects.filter(pk=move.pk).update(**{field: given.sent_on})
    told = {"what": given.what.value, "on": given.sent_on.isoformat()}
    meets = frozenset({SEND[given.what].rule})
    done(doing_on(move, Act.RECORD_MOVE_TRANSFER, by, at, facts=told, meets=meets, is_apart=True))
