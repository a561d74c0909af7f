"""Who opened, or was refused, unusually much within an hour: a plain sum, reported once a day to whoever leads them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Q

from agencies.accounts import actions as accounts
from agencies.directory.models import Agency
from agencies.machines.models import MisClient
from agencies.outbox import actions as outbox
from agencies.outbox.states import MailKind
from agencies.people.models import Person, Seat
from agencies.policy import LEADERS, Act, Role
from agencies.policy.accounts import UNUSUAL
from agencies.trail.models import TrailEntry

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def report(at: datetime) -> int:
    """Note each of them in the trail and mail who leads them; give how many. Two queries while there is nobody."""
    of_the_hour = TrailEntry.objects.filter(at__gt=at - HOUR, at__lte=at, outcome__in=UNUSUAL)
    sums = of_the_hour.values("person_id", "facts__client", "outcome").annotate(count=Count("id")).order_by()
    over = [one for one in sums.filter(count__gt=min(UNUSUAL.values())) if one["count"] > UNUSUAL[one["outcome"]]]
    said = TrailEntry.objects.filter(act=Act.FLAG_UNUSUAL.value, at__gt=at - DAY)
    known = set(said.values_list("person_id", "facts__system", "facts__what"))
    done = 0
    for one in over:
        system = MisClient.objects.filter(reference=one["facts__client"]).select_related("agency", "made_by").first()
        person = system.made_by if system else Person.objects.filter(pk=one["person_id"] or 0).first()
        if person is None or (person.pk, system.reference if system else "", one["outcome"]) in known:
            continue
        named = (system.reference, system.name) if system else ("", "")
        accounts.flag_unusual(person, system=named, what=one["outcome"], count=one["count"], at=at)
        for told in _told_of(system, at) if system else _leaders_of(person, at):
            outbox.post_account_mail(told, MailKind.UNUSUAL, at=at)
        done += 1
    return done


def _told_of(system: MisClient, at: datetime) -> Iterable[int]:
    """Whoever connected the system; where they sit nowhere in that authority any more, who leads the school."""
    there = Seat.objects.live(at).filter(person=system.made_by, agency__authority=system.agency.authority_id)
    if there.filter(person__is_active=True).exists():
        return [system.made_by_id]
    return _leaders([system.agency], system.made_by, at)


def _leaders_of(person: Person, at: datetime) -> Iterable[int]:
    """Who leads where the person sits."""
    seats = Seat.objects.live(at).filter(person=person).select_related("agency")
    return _leaders([seat.agency for seat in seats], person, at)


def _leaders(agencies: Sequence[Agency], but: Person, at: datetime) -> Iterable[int]:
    """Who leads there, but not this person; where nobody else does, who leads the council's team."""
    live = Seat.objects.live(at).filter(person__is_active=True).exclude(person=but)
    there = live.filter(agency__in=agencies, role__in=[role.value for role in LEADERS])
    councils = Q(role=Role.COUNCIL_MANAGER.value, agency__authority__in=[one.authority_id for one in agencies])
    found = there if there.exists() else live.filter(councils)
    return sorted(set(found.values_list("person_id", flat=True)))
