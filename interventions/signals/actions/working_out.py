"""A school's signs are worked out from its rows: each night, and soon after something came that they go by."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery

from agencies.acting import bounds
from agencies.acting.doing import Doing, done, follows
from agencies.acting.lives import leads_to
from agencies.acting.rows import NEW
from agencies.actors import SERVICE
from agencies.directory.models import Agency, Authority
from agencies.policy import SETTINGS, Act
from agencies.schoolday import local_day, local_instant
from interventions.signals.after import measure
from interventions.signals.facts import switched_off
from interventions.signals.judging import Numbers, judged
from interventions.signals.models import LIVES, Signal, SignalRun
from interventions.signals.reading import children
from interventions.signals.states import State
from interventions.signals.use import A_YEAR

log = logging.getLogger(__name__)
LEFT_ALONE = timedelta(hours=1)
AT_NIGHT = 2
"""The hour from which each school's signs are worked out once a day."""
Key = tuple[int, str]


@follows(Act.KEEP_ATTENDANCE)
def want_after_marks(doing: Doing) -> None:
    """A school's day of marks came."""
    _want(doing.record.pk, doing)


@follows(
    Act.IMPOSE_SUSPENSION,
    Act.REPORT_SUSPENSION,
    Act.CORRECT_SUSPENSION,
    Act.SHORTEN_SUSPENSION,
    Act.CANCEL_SUSPENSION,
    Act.VOID_SUSPENSION,
)
def want_after_suspension(doing: Doing) -> None:
    """A suspension of the school came, or stands otherwise."""
    _want(doing.record.school_id, doing)


def _want(school_id: int, doing: Doing) -> None:
    one = SignalRun(school_id=school_id, authority_id=doing.authority_id, wanted_at=doing.at)
    SignalRun.objects.bulk_create([one], update_conflicts=True, unique_fields=["school"], update_fields=["wanted_at"])


def work_out_what_is_wanted(at: datetime) -> list[int]:
    """The next school of which something came, or whose night it is, whoever has waited longest; its key.

    One that can't be worked out is left for an hour, so that no other waits for it.
    """
    for authority in Authority.objects.order_by("pk").values_list("pk", flat=True):
        with bounds.within([authority]):
            school = _next(authority, at)
            if school is not None:
                _work_out(school, at)
                return [school.pk]
    return []


def _work_out(school: Agency, at: datetime) -> None:
    try:
        with transaction.atomic():
            work_out_signals(school, at)
    except Exception as why:  # noqa: BLE001  (whatever is wrong with one school, the others are worked out)
        log.error("the early signs of a school could not be worked out: %s, %s", school.reference, type(why).__name__)
        failed = {"failed_at": at, "authority_id": school.authority_id}
        SignalRun.objects.update_or_create(school=school, defaults=failed)


def _next(authority: int, at: datetime) -> Agency | None:
    night = local_instant(local_day(at), AT_NIGHT)
    seen_to = Q(worked_at__gte=night) if at >= night else Q(worked_at__isnull=False)
    runs = SignalRun.objects.filter(authority_id=authority)
    left = runs.filter(seen_to & Q(wanted_at=None) | Q(failed_at__gt=at - LEFT_ALONE))
    open_or_with_signs = Q(closed_at=None) | Exists(Signal.objects.filter(LIVES, school=OuterRef("pk")))
    schools = Agency.objects.filter(open_or_with_signs, authority_id=authority, kind__in=SETTINGS)
    wanted = Subquery(runs.filter(school=OuterRef("pk")).values("wanted_at"))
    waits = schools.exclude(pk__in=left.values("school")).annotate(wanted=wanted)
    found: Agency | None = waits.order_by(F("wanted").asc(nulls_last=True), "pk").first()
    return found


@transaction.atomic
def work_out_signals(school: Agency, at: datetime) -> tuple[int, int]:
    """Begin what a rule finds now and had not found, end what it finds no more: how many of each, one line of both.

    What stands already is left as it is, answered or not: it comes again only where what gave rise to it had ended.
    """
    run = {"worked_at": at, "wanted_at": None, "failed_at": None, "authority_id": school.authority_id}
    SignalRun.objects.update_or_create(school=school, defaults=run)
    measure(school.pk, at)
    Signal.objects.filter(school=school, state=State.OVER.value, over_at__lt=at - A_YEAR).delete()
    found = _found(school, at) if school.closed_at is None else {}
    live = Signal.objects.filter(LIVES, school=school).order_by("pk").select_for_update(no_key=True)
    there = {(one.pupil_id, one.rule): one.pk for one in live}
    new = [one for one in found if one not in there]
    gone = [pk for key, pk in there.items() if key not in found]
    if new or gone:
        leads_to("signal", NEW, Act.WORK_OUT_SIGNALS)
        _begin(school, {key: found[key] for key in new}, at)
        end(Signal.objects.filter(pk__in=gone), at)
        facts = {"found": len(new), "over": len(gone)}
        done(Doing(Act.WORK_OUT_SIGNALS, SERVICE, at, "agency", school, facts=facts))
    return len(new), len(gone)


def _found(school: Agency, at: datetime) -> dict[Key, Numbers]:
    off = switched_off(school.pk)
    there, days = children(school.pk, at)
    return {
        (pupil_id, key): numbers
        for pupil_id, child in there.items()
        for key, numbers in judged(child, days).items()
        if key not in off
    }


def _begin(school: Agency, found: dict[Key, Numbers], at: datetime) -> None:
    whose = {"school_id": school.pk, "authority_id": school.authority_id, "found_at": at}
    rows = (Signal(pupil_id=pupil, rule=rule, numbers=numbers, **whose) for (pupil, rule), numbers in found.items())
    Signal.objects.bulk_create(rows, batch_size=1000)


def end(signals: Any, at: datetime) -> None:
    """What they went by is over: nothing of it is kept but what was said of it, to be counted."""
    signals.update(state=State.OVER.value, over_at=at, numbers={}, why="")


@follows(Act.JOIN_RECORDS, Act.PART_RECORDS)
def end_where_joined(doing: Doing) -> None:
    """The signs of both records end where they become one, or two again: they are worked out anew."""
    _end_of(doing.record.pupil_id, doing.pupil.pk, at=doing.at)


@follows(Act.APPROVE_MERGE, Act.APPROVE_SPLIT)
def end_where_merged(doing: Doing) -> None:
    """So where the council makes them one, or two again."""
    _end_of(doing.record.goes_id, doing.record.stays_id, at=doing.at)


def _end_of(*pupils: int, at: datetime) -> None:
    """The schools of these children work theirs out by the next tick."""
    live = Signal.objects.filter(LIVES, pupil_id__in=pupils)
    SignalRun.objects.filter(school__in=live.values("school")).update(wanted_at=at)
    end(live, at)
