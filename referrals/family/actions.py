"""Two children are linked as family, and a link is ended with a reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from agencies.acting.doing import Doing, by_token, done, follows, once_only
from agencies.acting.lives import leads_to
from agencies.acting.refusals import NotNow
from agencies.acting.rows import NEW
from agencies.actors import Actor
from agencies.history.actions import Keeping, hand_over
from agencies.policy import Act
from referrals.family.facts import current, of_child, pair
from referrals.family.models import FamilyLink
from referrals.family.states import State
from referrals.pupils.models import Pupil

THEMSELVES = "That is the same child."
THERE = "They are linked already. End that link first, where it is not so."
ELSEWHERE = "They are children of two councils: a link is of one."
BECAME_ONE = "The records became one"


@transaction.atomic
@once_only(by_token(FamilyLink))
def link_family(
    pupil: Pupil, other: Pupil, *, kind: str, agency_id: int, by: Actor, at: datetime, once: UUID | None = None
) -> FamilyLink:
    """Link two children of one council; `agency_id`: the school or council that says so."""
    leads_to("link", NEW, Act.LINK_FAMILY)
    if pupil.pk == other.pk:
        raise NotNow(THEMSELVES)
    if pupil.authority_id != other.authority_id:
        raise NotNow(ELSEWHERE)
    list(Pupil.objects.select_for_update(no_key=True).filter(pk__in=[pupil.pk, other.pk]).order_by("pk"))
    if current(pupil.pk, other.pk).exists():
        raise NotNow(THERE)
    made = {"authority_id": pupil.authority_id, "agency_id": agency_id, "once": once, **pair(pupil.pk, other.pk)}
    link = FamilyLink.objects.create(kind=kind, linked_at=at, linked_by_id=by.who, **made)
    done(Doing(Act.LINK_FAMILY, by, at, "link", link, facts={"kind": kind}, pupil=pupil))
    return link


@transaction.atomic
def end_link(link: FamilyLink, *, why: str, by: Actor, at: datetime) -> None:
    """They are linked no more, with a reason; that they were is kept."""
    FamilyLink.objects.select_for_update(no_key=True).get(pk=link.pk)
    link.refresh_from_db()
    leads_to("link", link.state, Act.END_LINK)
    kept = Keeping(Act.END_LINK, by, at)
    _end(link, why, kept)
    done(Doing(Act.END_LINK, by, at, "link", link, why=why, facts=kept.facts, pupil=link.one))


def _end(link: FamilyLink, why: str, kept: Keeping) -> None:
    ended = {"state": State.ENDED.value, "ended_at": kept.at, "ended_by_id": kept.by.person_id, "ended_why": why}
    kept.change(link, link.one, link.other, **ended)


@follows(Act.PART_RECORDS)
def part_links(doing: Doing) -> None:
    """What the new school linked goes with its own record again, and what ended as they became one holds again.

    What the council says of the one record stays with it.
    """
    kept, all_of = Keeping(doing.act, doing.by, doing.at), FamilyLink.objects.filter(of_child(doing.pupil.pk))
    ended = all_of.filter(state=State.ENDED.value, ended_why=BECAME_ONE, ended_at=doing.record.joined_at)
    again = list(ended.values_list("pk", flat=True))
    own = all_of.filter(Q(agency=doing.record.school_id) | Q(pk__in=again))
    _move(own, doing.pupil.pk, doing.record.pupil_id, kept)
    for link in FamilyLink.objects.filter(pk__in=again).select_related("one", "other").order_by("pk"):
        if not current(link.one_id, link.other_id).exists():
            emptied = {"ended_at": None, "ended_by_id": None, "ended_why": ""}
            kept.change(link, link.one, link.other, state=State.CURRENT.value, **emptied)
    _tell(doing, kept)


@follows(Act.JOIN_RECORDS)
def join_links(doing: Doing) -> None:
    """The links go with the child into the one record; nobody is linked twice, nor to themselves."""
    came, kept = FamilyLink.objects.filter(of_child(doing.record.pupil_id)), Keeping(doing.act, doing.by, doing.at)
    _move(came, doing.record.pupil_id, doing.pupil.pk, kept)
    _tell(doing, kept)


def _tell(doing: Doing, kept: Keeping) -> None:
    if kept.told:
        doing.facts["changed"] = {**doing.facts.get("changed", {}), **kept.told}


def _move(links: QuerySet[FamilyLink], old: int, new: int, kept: Keeping) -> None:
    """Give one side of each link to another record; what would be there twice is ended."""
    for link in links.select_related("one", "other").order_by("pk"):
        beside = link.to(old).pk
        is_doubled = beside == new or current(beside, new).exists()
        if link.state == State.CURRENT and is_doubled:
            _end(link, BECAME_ONE, kept)
        if beside != new:
            hand_over(FamilyLink.objects.filter(pk=link.pk), **pair(beside, new))
