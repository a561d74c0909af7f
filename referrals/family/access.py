"""Who reaches a link between two children: who reaches each of the two, by a roll, a case or a share."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor
from agencies.characters import sought
from agencies.policy import Act, Standing
from agencies.schoolday import LONDON, local_day
from referrals import door
from referrals.family.models import FamilyLink
from referrals.family.states import LIFE, State
from referrals.pupils.models import Enrolment, Pupil

MOST_FOUND = 10
TODAY = TruncDate(door.AT, tzinfo=LONDON)


def links(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[FamilyLink]:
    """The links on which the actor may do the act: those of which they reach both children.

    To read one, each child in whatever way. To end one, both in the one way by which the two may be linked today: a
    link is one agency's word, and no other's is put against it.
    """
    if act is Act.END_LINK:
        return FamilyLink.objects.filter(_of_one_roll(actor, act) | _helped(actor, act))
    return FamilyLink.objects.filter(_reaches(actor, act, "one_id"), _reaches(actor, act, "other_id"))


def _of_one_roll(actor: Actor, act: Act) -> Q:
    """Both are on the roll of one school of theirs."""
    places = Enrolment.objects.on(TODAY).filter(
        school_id__in=door.agency_ids(actor.seats_for(act, Standing.ON_ROLL)), pupil_id=OuterRef("one_id")
    )
    beside = Enrolment.objects.on(TODAY).filter(
        school_id=OuterRef("school_id"), pupil_id=OuterRef(OuterRef("other_id"))
    )
    return Q(Exists(places.filter(Exists(beside))))


def _helped(actor: Actor, act: Act) -> Q:
    """Both are of cases that their council helps on."""
    helped = door.only(actor, act, Standing.OVERSEES)
    sides = [Q(Exists(helped.filter(pupil_id=OuterRef(side)))) for side in ("one_id", "other_id")]
    return sides[0] & sides[1] if actor.seats_for(act, Standing.OVERSEES) else door.NOTHING


def _reaches(actor: Actor, act: Act, side: str) -> Q:
    """The child on this side is on the roll of a school of theirs, in a case that they oversee, or shared with them.

    By a share so far as the sharing matrix gives of who is around the child, and of what holds alone.
    """
    allowed = door.NOTHING
    if seats := actor.seats_for(act, Standing.ON_ROLL):
        allowed |= door.on_roll(seats, side)
    if actor.seats_for(act, Standing.OVERSEES):
        allowed |= Q(Exists(door.only(actor, act, Standing.OVERSEES).filter(pupil_id=OuterRef(side))))
    if seats := actor.seats_for(act, Standing.GRANTED):
        shares = door.live_shares(seats).filter(
            door.GIVES, door.of_its_half("familylink"), case__pupil_id=OuterRef(side)
        )
        allowed |= Q(Exists(shares)) & Q(state=State.CURRENT.value)
    return allowed


def linkable(actor: Actor, pupil: Pupil, typed: str, at: datetime) -> list[Pupil]:
    """Children whom the actor may link to this one, by a reference or two letters of a name: of nobody else a word.

    Both are of one roll, or both of cases that one council helps on: the actor's word is of one agency.
    """
    typed = typed.strip()
    if len(typed) < 2:
        return []
    may = door.within(Pupil, actor, Act.LINK_FAMILY, at).filter(_beside(actor, pupil, at)).exclude(pk=pupil.pk)
    may = may.filter(authority_id=pupil.authority_id)
    by_reference = list(may.filter(reference=typed.upper()))
    named = may.named(sought(typed)).order_by("family_name", "given_name", "id")  # type: ignore[attr-defined]
    return by_reference or list(named[:MOST_FOUND])


def _beside(actor: Actor, pupil: Pupil, at: datetime) -> Q:
    roll = _rolls(actor, at)
    beside = Q(pk__in=roll.filter(school_id__in=roll.filter(pupil=pupil).values("school_id")).values("pupil_id"))
    helped = door.only(actor, Act.LINK_FAMILY, Standing.OVERSEES)
    return beside | Q(pk__in=helped.values("pupil_id")) if helped.filter(pupil=pupil).exists() else beside


def _rolls(actor: Actor, at: datetime) -> QuerySet[Enrolment]:
    places = Enrolment.objects.on(local_day(at))
    return places.filter(school_id__in=door.agency_ids(actor.seats_for(Act.LINK_FAMILY, Standing.ON_ROLL)))


def whose_word(actor: Actor, pupil: Pupil, other: Pupil, at: datetime) -> int | None:
    """The school on whose roll both are, the first's main one first; else the council that helps on both."""
    roll = _rolls(actor, at)
    of_both = roll.filter(pupil=pupil, school_id__in=roll.filter(pupil=other).values("school_id"))
    by_kind = dict(of_both.order_by("-id").values_list("kind", "school_id"))
    if by_kind:
        return int(by_kind.get("main", next(iter(by_kind.values()))))
    helped = door.only(actor, Act.LINK_FAMILY, Standing.OVERSEES)
    both = [helped.filter(pupil=one).exists() for one in (pupil, other)]
    councils = [
        one.agency_id
        for one in actor.seats_for(Act.LINK_FAMILY, Standing.OVERSEES)
        if one.authority_id == pupil.authority_id
    ]
    return councils[0] if all(both) and councils else None


NOUN = Noun(
    "link",
    FamilyLink,
    Act.SEE_LINKS,
    links,
    NO_CASE,
    LIFE,
    joins=("one", "other", "agency", "linked_by", "ended_by"),
    pupil="one",
)
