"""Tasks and questions between the people of the cast, for tests that need one to stand."""

from datetime import date, datetime

from agencies.policy import Act
from referrals.cases.models import Case
from referrals.given_tasks import actions, facts
from referrals.given_tasks.actions import TaskFacts
from referrals.given_tasks.models import GivenTask
from referrals.given_tasks.states import Kind
from tests.people import AT, Cast

THURSDAY = date(2026, 11, 26)


def give(
    cast: Cast,
    on: Case,
    who: str = "amara",
    to: str = "person:colm",
    text: str = "Ring mum on Thursday",
    kind: Kind = Kind.TASK,
    due_on: date = THURSDAY,
    at: datetime = AT,
) -> GivenTask:
    """A task from somebody to a person of the cast, or to an agency by its name in it: "agency:camhs"."""
    actor = cast.actor(who, at)
    on.refresh_from_db()
    place = facts.place_of(actor, Act.GIVE_TASK, on, at)
    assert place is not None
    sort, name = to.split(":")
    one = cast.people[name] if sort == "person" else getattr(cast, name)
    found = {each.value: each for each in facts.receivers(actor, on, place, at)}
    chosen = found[f"{sort}:{one.reference}"]
    return actions.give_task(on, TaskFacts(kind, text, due_on), chosen, place=place, by=actor, at=at)
