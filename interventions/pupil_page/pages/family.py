"""The other children of a child's family, each where this reader may see both."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from agencies.actors import Actor
from agencies.policy import Act, Standing
from agencies.words import short_day
from interventions.pupil_page.pages.head import Reader
from interventions.pupil_page.pages.panels import MOST
from referrals import door
from referrals.family.facts import of_child
from referrals.family.models import FamilyLink
from referrals.family.states import State
from referrals.family.words import KINDS


@dataclass(frozen=True, slots=True)
class Linked:
    """Another child: what they are to this one, who said so, and where that is ended by who may."""

    name: str
    url: str
    kind: str
    by: str
    end_url: str


def family_read(actor: Actor, pupil_id: int) -> list[QuerySet[Any]]:
    """The links that hold and may be seen; and those, ended ones too, that the reader may end or might have."""
    joined = ("one", "other", "agency", "linked_by", "ended_by")
    seen = door.within(FamilyLink, actor, Act.SEE_LINKS).filter(of_child(pupil_id), state=State.CURRENT.value)
    ends = door.within(FamilyLink, actor, Act.END_LINK).filter(of_child(pupil_id))
    return [found.select_related(*joined).order_by("id")[:MOST] for found in (seen, ends)]


def family(reader: Reader, seen: Iterable[FamilyLink], ends: set[int], over: Iterable[FamilyLink]) -> dict[str, Any]:
    """What the panel shows of them."""
    may_link = reader.stands(Act.LINK_FAMILY, Standing.ON_ROLL) or (
        reader.oversees and reader.of_council(Act.LINK_FAMILY, Standing.OVERSEES)
    )
    return {
        "family": [_linked(reader, one, may_end=one.pk in ends) for one in seen],
        "link_refs": {one.reference for one in seen},
        "family_over": [_over(reader, one) for one in over],
        "link_url": reverse("link_family", args=[reader.pupil.reference]) if may_link else "",
    }


def _linked(reader: Reader, link: FamilyLink, *, may_end: bool) -> Linked:
    """Who said so is for who may end it: an agency reads of the two children alone."""
    other = link.to(reader.pupil.pk)
    by = f"{link.linked_by.name}, {link.agency.name}, {short_day(link.linked_at)}" if may_end else ""
    end_url = reverse("end_link", args=[link.reference]) + f"?of={reader.pupil.reference}" if may_end else ""
    return Linked(other.name, reverse("see_child", args=[other.reference]), KINDS[link.kind], by, end_url)


def _over(reader: Reader, link: FamilyLink) -> str:
    other, by = link.to(reader.pupil.pk), f" by {link.ended_by.name}" if link.ended_by else ""
    when = short_day(link.ended_at) if link.ended_at else ""
    return f"{other.name}, {KINDS[link.kind].lower()}, ended on {when}{by}: {link.ended_why}"
