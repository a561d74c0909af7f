"""Who reads a council's settings, and who changes one."""

from datetime import date, datetime

from django.db.models import F, QuerySet

from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor, Refusal
from agencies.directory.models import Authority
from agencies.policy import ROLES, Act
from agencies.settings.facts import CouncilItem, items, within_order
from agencies.settings.models import Setting
from agencies.settings.states import LIFE
from agencies.web.asking import NotFound


def own_authority(actor: Actor, act: Act) -> Authority:
    """The area of the council in which the actor may do the act."""
    return Authority.objects.get(pk=actor.seats_of(ROLES[act])[0].authority_id)


def admit_setting(actor: Actor, name: str, today: date) -> CouncilItem:
    """A setting of the actor's own council that leaves something to choose; else *not found*."""
    found = next((item for item in items(today) if item.name == name and not item.is_fixed), None)
    if found is None:
        raise NotFound(Refusal(Act.KEEP_SETTING, "setting", "", "not found"))
    authority = own_authority(actor, Act.KEEP_SETTING)
    return CouncilItem(authority, within_order(found, authority.pk, today))


def settings(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Setting]:
    """What the actor's own council has set."""
    areas = {seat.authority_id for seat in actor.seats_of(ROLES[act])}
    found: QuerySet[Setting] = Setting.objects.filter(authority_id__in=areas)
    return found.annotate(reference=F("authority__code"))


NOUN = Noun("setting", Setting, Act.SEE_SETTINGS, settings, NO_CASE, LIFE)
