"""What hangs on the record that goes comes to the one that stays, row by row; and goes back as it came."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, JSONField, Model, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Replace

from agencies.acting.refusals import NotNow
from agencies.drafts.models import Draft
from agencies.history.actions import Keeping, hand_over
from agencies.history.facts import as_value
from agencies.policy import Act
from referrals.arrivals.models import Arrival
from referrals.cases.models import Case
from referrals.cases.states import State as Opened
from referrals.contacts.models import Contact
from referrals.contacts.states import State as Tied
from referrals.family.facts import current, of_child, pair
from referrals.family.models import FamilyLink
from referrals.family.states import State as Linked
from referrals.merges.actions import marks
from referrals.merges.models import Merge
from referrals.merges.words import BOTH, TAKEN, TWO_IDS, TWO_PLACES
from referrals.pupils.models import Came, Enrolment, ExternalId, FieldChange, Identifier, Pupil, PupilFact
from referrals.shares.models import CaseShare

APART = frozenset({"duplicate", "tocompare", "merge", "fieldchange", "signal"})
"""What stays with each record: pairs and early signs are found again, a history is its own (the trail proves it)."""
LINK = "familylink"
DRAFT = "draft"
MOST = 2000
"""Letters of former names that a record holds."""
SAME = ("kind", "value")


def keys() -> Iterator[tuple[type[Model], str]]:
    """Every column of every table that names a child, so that a new noun moves without a word here.

    Not a week of marks, which is found by the child itself and no key of its own (`marks`).
    """
    for model in apps.get_models():
        if model._meta.managed and len(model._meta.pk_fields) == 1 and model._meta.model_name not in APART:
            for field in model._meta.concrete_fields:
                if field.related_model is Pupil:
                    yield model, field.name


def require_room(goes: Pupil, stays: Pupil) -> None:
    """`NotNow` where one record can't hold what both have: of a case or a contact in words that do not say so."""
    two = [goes.pk, stays.pk]
    if Enrolment.objects.filter(pupil__in=two, kind="main", ends_on=None).count() > 1:
        raise NotNow(TWO_PLACES)
    systems = ExternalId.objects.filter(pupil__in=two).values("system")
    if systems.annotate(ids=Count("pk")).filter(ids__gt=1).exists():
        raise NotNow(TWO_IDS)
    beside = Case.objects.exclude(state=Opened.CLOSED.value).filter(pupil=goes, school=OuterRef("school"))
    if Case.objects.exclude(state=Opened.CLOSED.value).filter(Exists(beside), pupil=stays).exists():
        raise NotNow(BOTH)
    if _restricted_once(goes, stays) or _said_twice(goes, stays):
        raise NotNow(BOTH)


def _restricted_once(goes: Pupil, stays: Pupil) -> bool:
    """Whether somebody is around both, and is kept from being reached in one of the two alone."""
    there = Contact.objects.filter(pupil=stays, state=Tied.CURRENT.value, school=OuterRef("school"))
    same = there.filter(Q(person=OuterRef("person")) | Q(person__name__iexact=OuterRef("person__name")))
    free, came = Q(restricted_at=None, person__restricted_at=None), Contact.objects.filter(pupil=goes)
    differ = came.filter(free, Exists(same.exclude(free))) | came.exclude(free).filter(Exists(same.filter(free)))
    return bool(differ.filter(state=Tied.CURRENT.value).exists())


def _said_twice(goes: Pupil, stays: Pupil) -> bool:
    """Whether a plan, care or a social worker began on one day in both, and ended on another."""
    there = PupilFact.objects.filter(pupil=stays, kind=OuterRef("kind"), starts_on=OuterRef("starts_on"))
    return any(
        fact.ends_on != other.ends_on
        for fact in PupilFact.objects.filter(Exists(there), pupil=goes)
        for other in PupilFact.objects.filter(pupil=stays, kind=fact.kind, starts_on=fact.starts_on)
    )


def move_all(merge: Merge, kept: Keeping) -> None:
    """Give all that hangs on the record that goes to the one that stays, and keep of each that it came."""
    _move_links(merge, kept)
    for model, name in keys():
        rows = model._default_manager.filter(**{name: merge.goes_id})
        if model is not FamilyLink:
            _carry(merge, name, rows.exclude(pk__in=_doubled(model, name, merge)))
    _carry(merge, "pupil_id", Draft.objects.filter(pupil_id=merge.goes_id))
    _rename_drafts(merge, merge.goes, merge.stays)
    for link in ExternalId.objects.filter(pupil=merge.stays_id, is_upn_elsewhere=True):
        own = Identifier.objects.filter(pupil=merge.stays_id, kind="upn", value=link.upn, ends_on=None)
        if own.filter(is_doubtful=False).exists():
            kept.change(link, merge.stays, is_upn_elsewhere=False)
    _keep_names(merge, kept)
    marks.join_weeks(merge)
    CaseShare.objects.filter(case__pupil=merge.stays_id, closed_at=None).update(is_half=True)


def _keep_names(merge: Merge, kept: Keeping) -> None:
    """Who looks for the child by the names of the record that went finds the one that stays."""
    goes, stays = merge.goes, merge.stays
    called = [f"{one} {goes.family_name}" for one in dict.fromkeys((goes.given_name, goes.known_as)) if one]
    own = {f"{stays.given_name} {stays.family_name}", f"{stays.known_as} {stays.family_name}"}
    lines = dict.fromkeys((*stays.former_names_with(goes).splitlines(), *(one for one in called if one not in own)))
    if len(names := "\n".join(lines)) <= MOST:
        kept.change(stays, stays, former_names=names)


def _carry(merge: Merge, name: str, rows: QuerySet[Any], *, went: bool = False) -> None:
    kind = str(rows.model._meta.model_name)
    found = list(rows.order_by().values_list("pk", flat=True))
    said = {"merge": merge, "authority_id": merge.authority_id, "kind": kind, "field": name, "went": went}
    Came.objects.bulk_create(Came(key=key, **said) for key in found)
    column = name if name.endswith("_id") else f"{name}_id"
    hand_over(rows.model._default_manager.filter(pk__in=found), **{column: merge.goes_id if went else merge.stays_id})


def _doubled(model: type[Model], name: str, merge: Merge) -> list[int]:
    """What both have, and one can have once: it stays on the record that went, and is there when they are two again."""
    same: dict[type[Model], tuple[str, ...]] = {
        Identifier: SAME,
        PupilFact: ("kind", "starts_on"),
        Contact: ("person", "state"),
        Arrival: ("known" if name == "pupil" else "pupil",),
    }
    if model not in same:
        return []
    there = model._default_manager.filter(**{name: merge.stays_id, **{one: OuterRef(one) for one in same[model]}})
    found = model._default_manager.filter(Exists(there), **{name: merge.goes_id})
    if model is Contact:
        found = found.filter(state=Tied.CURRENT.value)
    return list(found.values_list("pk", flat=True))


def exchange_numbers(merge: Merge) -> None:
    """Of a number that both have, the record that stays gets the surer row: while they are two still."""
    for number in Identifier.objects.filter(pupil=merge.goes_id):
        for twin in Identifier.objects.filter(pupil=merge.stays_id, kind=number.kind, value=number.value):
            if _surety(number) > _surety(twin):
                _carry(merge, "pupil", Identifier.objects.filter(pk=twin.pk), went=True)
                _carry(merge, "pupil", Identifier.objects.filter(pk=number.pk))


def _surety(number: Identifier) -> tuple[bool, bool, bool]:
    return (not number.is_in_error, number.ends_on is None, not number.is_doubtful)


def _move_links(merge: Merge, kept: Keeping) -> None:
    """Give one side of each family link to the record that stays; what would be there twice is ended."""
    for link in FamilyLink.objects.filter(of_child(merge.goes_id)).select_related("one", "other").order_by("pk"):
        beside = link.to(merge.goes_id).pk
        if beside == merge.stays_id:
            continue
        if link.state == Linked.CURRENT and current(beside, merge.stays_id).exists():
            ended = {"state": Linked.ENDED.value, "ended_at": kept.at, "ended_by_id": kept.by.person_id}
            kept.change(link, link.one, link.other, ended_why="The two records became one.", **ended)
        Came.objects.create(merge=merge, kind=LINK, key=link.pk, field="one")
        hand_over(FamilyLink.objects.filter(pk=link.pk), **pair(beside, merge.stays_id))


def _rename_drafts(merge: Merge, old: Pupil, new: Pupil) -> None:
    """What somebody is typing about the child is about the record where the child is now."""
    of = {name: Replace(name, Value(old.reference), Value(new.reference)) for name in ("path", "subject_ref")}
    text = Replace(Cast("typed", TextField()), Value(old.reference), Value(new.reference))
    came = Came.objects.filter(merge=merge, kind=DRAFT).values("key")
    Draft.objects.filter(pk__in=came).update(typed=Cast(text, JSONField()), **of)


def move_back(merge: Merge, kept: Keeping) -> None:
    """Give back what came, as it came. NotNow where something of it hangs on another record by now."""
    _rename_drafts(merge, merge.stays, merge.goes)
    columns: list[tuple[Any, str]] = [*keys(), (Draft, "pupil_id")]
    for model, name in columns:
        if model is FamilyLink:
            continue
        of = merge.came.filter(kind=model._meta.model_name, field=name, parted_at=None)
        for went in (True, False):
            now, then = (merge.goes_id, merge.stays_id) if went else (merge.stays_id, merge.goes_id)
            rows = model._default_manager.filter(pk__in=of.filter(went=went).values("key"))
            if rows.exclude(**{name: now}).exists():
                raise NotNow(TAKEN)
            hand_over(rows, **{name if name.endswith("_id") else f"{name}_id": then})
    _part_links(merge)
    _follow(merge)
    marks.part_weeks(merge)
    merge.came.filter(parted_at=None).update(parted_at=kept.at)
    _restore(merge, kept)
    CaseShare.objects.filter(case__pupil__in=[merge.goes_id, merge.stays_id], is_half=True).update(is_half=False)


def _part_links(merge: Merge) -> None:
    came = merge.came.filter(kind=LINK, parted_at=None).values("key")
    for link in FamilyLink.objects.filter(pk__in=came).select_related("one", "other").order_by("pk"):
        if merge.stays_id not in (link.one_id, link.other_id):
            raise NotNow(TAKEN)
        hand_over(FamilyLink.objects.filter(pk=link.pk), **pair(link.to(merge.stays_id).pk, merge.goes_id))


def _follow(merge: Merge) -> None:
    """What was written since on something that goes back goes with it: a line of a case is of its case's child."""
    hold = [(model, name) for model, name in keys() if name == "pupil"]
    models = [model for model, _ in hold]
    for _ in range(3):
        for model in models:
            for field in model._meta.concrete_fields:
                if field.related_model in models:
                    for here, there in ((merge.stays_id, merge.goes_id), (merge.goes_id, merge.stays_id)):
                        rows = model._default_manager.filter(pupil=here, **{f"{field.name}__pupil": there})
                        hand_over(rows, pupil_id=there)


def _restore(merge: Merge, kept: Keeping) -> None:
    """What the merge changed of a record is again as it was, unless somebody has changed it since."""
    made = FieldChange.objects.filter(act=Act.APPROVE_MERGE.value, at=merge.decided_at)
    records: dict[tuple[str, int], dict[str, FieldChange]] = {}
    for change in made.filter(pupil__in=[merge.stays_id, merge.goes_id]).order_by("id"):
        records.setdefault((change.kind, change.key), {})[change.field] = change
    for (kind, key), changes in records.items():
        record: Any = apps.get_model("referrals", kind)._default_manager.get(pk=key)
        if all(getattr(record, name) == as_value(record, name, one.new) for name, one in changes.items()):
            owners = (record.one, record.other) if kind == LINK else (getattr(record, "pupil", record),)
            kept.change(record, *owners, **{name: as_value(record, name, one.old) for name, one in changes.items()})
