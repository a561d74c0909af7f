"""A council changes one of its settings, from a day on."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from agencies.acting.doing import Doing, done
from agencies.acting.lives import leads_to
from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.actors import Actor
from agencies.directory.models import Authority
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.settings.facts import CouncilItem, history_of, in_force, within_order
from agencies.settings.lines import LINES
from agencies.settings.models import Setting
from agencies.settings.states import State
from agencies.settings.words import bounds_words

MEANWHILE = "What goes with it was changed meanwhile. {}"


@transaction.atomic
def keep_setting(one: CouncilItem, *, value: Any, starts_on: date, why: str, by: Actor, at: datetime) -> Setting:
    """Set it from that day on; what counted before stays as its history. `AlreadyDone` where it is so then anyway.

    `NotNow` where its twin was changed since the form was looked at, and leaves no room for it.
    """
    leads_to("setting", State.KEPT, Act.KEEP_SETTING)
    Authority.objects.select_for_update(no_key=True).get(pk=one.authority.pk)
    _require_order(one, value, local_day(at))
    stands = in_force(history_of(one.authority.pk, [one.item.name])[one.item.name], starts_on)
    if (one.item.default if stands is None else stands.value) == value:
        raise AlreadyDone(one)
    kept: Setting = Setting.objects.create(
        authority=one.authority,
        name=one.item.name,
        value=value,
        starts_on=starts_on,
        set_by=by.name,
        set_at=at,
        why=why,
    )
    told = {"name": one.item.name, "from": stands.value if stands else one.item.default, "to": value}
    done(Doing(Act.KEEP_SETTING, by, at, "setting", one, why=why, facts={**told, "starts_on": starts_on.isoformat()}))
    return kept


def _require_order(one: CouncilItem, value: Any, today: date) -> None:
    """`NotNow` beyond the bounds as they are now, under the lock; of lines there are none."""
    if one.item.unit == LINES:
        return
    item = within_order(one.item, one.authority_id, today)
    if not item.least <= value <= item.most:
        raise NotNow(MEANWHILE.format(bounds_words(item.least, item.most, item.unit, item.force.value)))
