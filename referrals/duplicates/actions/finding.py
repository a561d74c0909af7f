"""The look for records that are alike: whoever is new or was changed is compared by a tick, some at a time."""

from datetime import datetime
from typing import Any

from django.db import transaction

from agencies.acting import bounds
from agencies.acting.doing import Doing, done, follows, transition
from agencies.acting.lives import leads_to
from agencies.acting.rows import NEW
from agencies.actors import SERVICE
from agencies.directory.models import Agency
from agencies.likeness import Likeness
from agencies.policy import Act
from referrals.arrivals.actions.asking import TELLING
from referrals.duplicates.actions.steps import NOT_APART, doing_on
from referrals.duplicates.facts import Alike, digest, like, with_numbers
from referrals.duplicates.models import Duplicate, ToCompare
from referrals.duplicates.states import State
from referrals.family.facts import of_child, pair
from referrals.pupils.models import Pupil

AT_ONCE = 5
"""Records of one council in a batch: who changes one of them meanwhile waits for no more than that."""


@follows(Act.ADD_PUPIL, Act.KEEP_PUPIL, Act.TAKE_ROLL)
def compare_later(doing: Doing) -> None:
    """Whoever is new, or is called or numbered otherwise, is looked at by the next tick: who sent it hears nothing."""
    is_new = doing.act is Act.ADD_PUPIL or doing.facts["is_new"]
    if is_new or TELLING & set(doing.facts["fields"]):
        _ask_for(doing, doing.pupil)


@follows(Act.PUT_BACK_CHANGE)
def compare_again(doing: Doing) -> None:
    """So is whoever got back what was changed by mistake."""
    _ask_for(doing, doing.pupil)


@follows(Act.JOIN_RECORDS, Act.PART_RECORDS)
def compare_both(doing: Doing) -> None:
    """And both records where two became one, or one two again."""
    _ask_for(doing, doing.pupil, doing.record.pupil)


@follows(Act.APPROVE_MERGE, Act.APPROVE_SPLIT)
def compare_merged(doing: Doing) -> None:
    """And both where two people of the council made two records one, or two again."""
    _ask_for(doing, doing.record.stays, doing.record.goes)


@follows(Act.LINK_FAMILY, Act.END_LINK)
def compare_linked(doing: Doing) -> None:
    """And two whom somebody links as family, or links no more."""
    _ask_for(doing, doing.record.one, doing.record.other)


def _ask_for(doing: Doing, *pupils: Pupil) -> None:
    """A row that waits already is written again: the tick leaves it until what was changed is there to be read."""
    asked = [ToCompare(pupil=one, authority_id=one.authority_id, since=doing.at) for one in pupils]
    asked.sort(key=lambda one: one.pupil_id)
    ToCompare.objects.bulk_create(asked, update_conflicts=True, unique_fields=["pupil"], update_fields=["since"])


def find_duplicates(at: datetime) -> list[int]:
    """Look at the next of those who wait, at each council; the keys of those that were looked at."""
    looked_at: list[int] = []
    for authority in Agency.objects.order_by().values_list("authority_id", flat=True).distinct():
        with bounds.within([authority]):
            waiting = ToCompare.objects.filter(authority_id=authority).order_by("id")[:AT_ONCE]
            found = {one.pupil_id: one.pk for one in waiting.select_for_update(skip_locked=True)}
            ToCompare.objects.filter(pk__in=found.values()).delete()
            for pupil in Pupil.objects.filter(pk__in=found).prefetch_related(*with_numbers()).order_by("pk"):
                _look_at(pupil, at)
                looked_at.append(pupil.pk)
    return looked_at


def _look_at(pupil: Pupil, at: datetime) -> None:
    """Keep with whom the record may be of one child; and that it is so no more with others."""
    alike = like(pupil) if pupil.places else []  # type: ignore[attr-defined]
    there = {(one.one_id, one.other_id): one for one in _pairs(pupil)}
    for found in alike:
        before = there.pop(_key(pupil, found.other), None)
        find_duplicate(pupil, found, before, at)
    for before in there.values():
        if before.state == State.WAITING:
            drop_duplicate(before, at)


def _pairs(pupil: Pupil) -> list[Duplicate]:
    """In the order in which an officer's act takes them, and locked before anything of them is judged."""
    found = Duplicate.objects.filter(of_child(pupil.pk)).select_related("one", "other").order_by("pk")
    return list(found.select_for_update(of=("self",), no_key=True))


def _key(pupil: Pupil, other: Pupil) -> tuple[int, int]:
    two = pair(pupil.pk, other.pk)
    return two["one_id"], two["other_id"]


@transaction.atomic
def find_duplicate(pupil: Pupil, alike: Alike, before: Duplicate | None, at: datetime) -> None:
    """Put the pair on the list; one that was said to be two children only where either was changed since."""
    said = _said(alike.found)
    if before is None:
        leads_to("duplicate", NEW, Act.FIND_DUPLICATE)
        made = Duplicate(**pair(pupil.pk, alike.other.pk), authority_id=pupil.authority_id, found_at=at, **said)
        made.save(force_insert=True)
    elif before.state == State.WAITING:
        Duplicate.objects.filter(pk=before.pk).update(**said)
        return
    elif before.state == State.APART and before.compared == digest(pupil, alike.other):
        return
    else:
        made = before
        transition(made, "duplicate", Act.FIND_DUPLICATE, State.WAITING, found_at=at, **said, **NOT_APART)
    done(doing_on(made, Act.FIND_DUPLICATE, SERVICE, at, facts={"band": made.band, "points": made.points}))


def _said(found: Likeness) -> dict[str, Any]:
    return {"band": found.band.value, "points": found.points, "why": list(found.why)}


@transaction.atomic
def drop_duplicate(before: Duplicate, at: datetime) -> None:
    """Take the pair off the list, since a record was changed or the two are asked about elsewhere."""
    transition(before, "duplicate", Act.DROP_DUPLICATE, State.GONE)
    done(doing_on(before, Act.DROP_DUPLICATE, SERVICE, at))
