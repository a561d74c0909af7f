"""Who opened, or was refused, unusually much within an hour: a plain sum, reported once a day to whoever leads them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, Q

from agencies.accounts import actions as accounts
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
    sums = of_the_hour.values("person_id", "by_name", "by_agency", "outcome").annotate(count=Count("id")).order_by()
    over = [one for one in sums.filter(count__gt=min(UNUSUAL.values())) if one["count"] > UNUSUAL[one["outcome"]]]
    said = TrailEntry.objects.filter(act=Act.FLAG_UNUSUAL.value, at__gt=at - DAY)
    known = set(said.values_list("person_id", "facts__who", "facts__what"))
    done = 0
    for one in over:
        who = one["by_name"] if one["person_id"] is None else ""
        whose = MisClient.objects.filter(name=who, agency__name=one["by_agency"]).first() if who else None
        person = whose.made_by if whose else Person.objects.filter(pk=one["person_id"] or 0).first()
        if person is None or (person.pk, who, one["outcome"]) in known:
            continue
        accounts.flag_unusual(person, who=who, what=one["outcome"], count=one["count"], at=at)
        for told in [person.pk] if whose else _leaders_of(person, at):
            outbox.post_account_mail(told, MailKind.UNUSUAL, at=at)
        done += 1
    return done


def _leaders_of(person: Person, at: datetime) -> Iterable[int]:
    """Who leads where the person sits, but not themselves; where nobody else does, who leads the council's team."""
    seats = list(Seat.objects.live(at).filter(person=person).select_related("agency"))
    live = Seat.objects.live(at).filter(person__is_active=True).exclude(person=person)
    roles = [role.value for role in LEADERS]
    there = live.filter(agency__in=[seat.agency_id for seat in seats], role__in=roles)
    councils = Q(role=Role.COUNCIL_MANAGER.value, agency__authority__in=[seat.agency.authority_id for seat in seats])
    found = there if there.exists() else live.filter(councils)
    return sorted(set(found.values_list("person_id", flat=True)))
