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
from agencies.web.asking import Forbidden, NotFound


def councils(actor: Actor, act: Act) -> list[Authority]:
    """The areas of the councils in which the actor may do the act, by their names."""
    areas = {seat.authority_id for seat in actor.seats_of(ROLES[act])}
    return list(Authority.objects.filter(pk__in=areas).order_by("name", "code"))


def admit_council(actor: Actor, act: Act, code: str) -> Authority:
    """The council of that code, where the actor may do the act there; else *not found*, or *forbidden* to who reads."""
    if (found := _coded(code, councils(actor, act))) is not None:
        return found
    if _coded(code, councils(actor, Act.SEE_SETTINGS)) is not None:
        raise Forbidden(Refusal(act, "setting", code, "no seat may"))
    raise NotFound(Refusal(act, "setting", "", "not found"))


def _coded(code: str, found: list[Authority]) -> Authority | None:
    return next((one for one in found if one.code == code), None)


def admit_setting(actor: Actor, code: str, name: str, today: date) -> CouncilItem:
    """A setting of that council that leaves something to choose; else *not found*."""
    authority = admit_council(actor, Act.KEEP_SETTING, code)
    found = next((item for item in items(today) if item.name == name and not item.is_fixed), None)
    if found is None:
        raise NotFound(Refusal(Act.KEEP_SETTING, "setting", "", "not found"))
    return CouncilItem(authority, within_order(found, authority.pk, today))


def settings(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Setting]:
    """What the actor's own councils have set."""
    areas = {seat.authority_id for seat in actor.seats_of(ROLES[act])}
    found: QuerySet[Setting] = Setting.objects.filter(authority_id__in=areas)
    return found.annotate(reference=F("authority__code"))


NOUN = Noun("setting", Setting, Act.SEE_SETTINGS, settings, NO_CASE, LIFE)
