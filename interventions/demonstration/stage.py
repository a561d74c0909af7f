"""The stage: stories told side by side in the order of their instants, while the service's own ticks go on."""

from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from random import Random

from django.db import connection
from django.db.models import F

from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.outbox.models import Delivery, Letter
from agencies.people.models import Person
from agencies.schoolday import local_instant
from interventions.demonstration.days import Days
from interventions.demonstration.scenes import Scene
from referrals import door
from referrals.duties import actions as duties
from referrals.pupils.models import Pupil
from referrals.shares import actions as shares

Story = Generator[datetime, Scene, None]
"""Gives the instant at which it goes on, and is sent the scene of that instant to act in."""
STEP = timedelta(minutes=4)
TICK_HOURS = (8, 17)
INBOX_DAYS = 28
UNREAD_FOR = timedelta(days=3)
READ_AFTER = timedelta(hours=2)


@dataclass
class Stage:
    """Everybody and everything that the stories need. `rolls` holds the pupils of each setting by its key."""

    days: Days
    agencies: dict[str, Agency]
    people: dict[str, Person]
    rolls: dict[str, list[Pupil]]
    chance: Random
    actors: dict[str, Actor] = field(default_factory=dict)

    @property
    def movers(self) -> list[Pupil]:
        """The children who change school: of Quarry Bridge, of Saltwick and of Osier Beck."""
        return [self.rolls["quarry"][1], self.rolls["saltwick"][2], self.rolls["osier"][1]]

    def pupil(self, key: str, name: str) -> Pupil:
        """A child by name, on the roll of the setting with this key."""
        return next(pupil for pupil in self.rolls[key] if f"{pupil.given_name} {pupil.family_name}" == name)

    def scene(self, at: datetime) -> Scene:
        """The scene of an instant, with the database's clock set to it."""
        with connection.cursor() as cursor:
            cursor.execute("select set_config('inclusion.at', %s, true)", [at.isoformat()])
        return Scene(self.agencies, self.people, self.actors, at)


def play(stage: Stage, stories: Iterable[Story]) -> None:
    """Tell all stories at once, by the clock, up to now."""
    waiting = [(next(story), n, story) for n, story in enumerate([_ticks(stage), *stories])]
    heapify(waiting)
    while waiting:
        moment, n, story = heappop(waiting)
        try:
            wanted = story.send(stage.scene(moment))
        except StopIteration:
            continue
        heappush(waiting, (min(max(wanted, moment + STEP), stage.days.now), n, story))


def _ticks(stage: Stage) -> Story:
    """What the worker does, morning and evening, for as long back as an inbox goes; what was told before is forgotten."""
    first = stage.days.until(-INBOX_DAYS)
    hours = [local_instant(first + timedelta(n), hour) for n in range(INBOX_DAYS + 1) for hour in TICK_HOURS]
    yield hours[0]
    Letter.objects.update(addressed_at=F("posted_at"))
    for moment in (*(hour for hour in hours[1:] if hour < stage.days.now), stage.days.now):
        scene = yield moment
        tick(scene.at)


def tick(at: datetime) -> None:
    """Plan what has become due, address what was posted, tidy what ended: as the worker does."""
    duties.plan_what_is_due(at, at)
    while Letter.objects.filter(addressed_at=None).exists():
        duties.address_letters(at, at, door.audience)
    shares.tidy_ended_shares(at)


def settle(stage: Stage) -> None:
    """Bring the post to where it would be now: mail whose hour has come was sent, and old news was read."""
    mail = Delivery.objects.filter(channel="email", state="waiting", not_before__lte=stage.days.now)
    mail.update(state="sent", sent_at=F("not_before"), attempts=1)
    inbox = Delivery.objects.filter(channel="inbox", state="sent", sent_at__lt=stage.days.now - UNREAD_FOR)
    inbox.update(read_at=F("sent_at") + READ_AFTER)
