"""Who reaches a share: the keepers of its case, and its own agency while it is live or offered."""

from datetime import date, datetime
from typing import cast

from django.db.models import F, OuterRef, Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import Noun
from agencies.acting.querysets import Probe
from agencies.actors import Actor
from agencies.outbox.models import Letter
from agencies.people.models import Seat
from agencies.people.words import ROLE_WORDS
from agencies.policy import Act, Kind, Role, Standing
from agencies.policy.telling import TO_SECOND
from agencies.schoolday import local_day
from agencies.words import in_sentence
from referrals.door import AT, BY_SHARE, agency_ids, keeps, kept, receives
from referrals.shares.facts import share_state
from referrals.shares.models import CaseShare
from referrals.shares.states import LIFE
from referrals.shares.words import PURPOSES


def shares(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[CaseShare]:
    """Shares of the cases that one keeps; of one's own agency, those that are live or offered.

    Who would answer an offer that their agency declined, or end the part that it has ended, reaches it, to be told so;
    nobody there sees it any more.
    """
    granted = agency_ids([seat for standing in BY_SHARE for seat in actor.seats_for(act, standing)])
    offered = agency_ids([seat for one in (Standing.OFFERED, Standing.INVITED) for seat in actor.seats_for(act, one)])
    allowed = Q(Probe(kept(actor, act), pk=OuterRef("case_id")))
    if granted:
        allowed |= Q(Probe(CaseShare.objects.live(AT), pk=OuterRef("pk")), agency_id__in=granted)
    if offered:
        allowed |= Q(Probe(CaseShare.objects.offered(AT), pk=OuterRef("pk")), agency_id__in=offered)
    if offered and act in (Act.ACCEPT_SHARE, Act.DECLINE_SHARE):
        allowed |= Q(agency_id__in=offered, declined_at__isnull=False)
    if granted and act is Act.FINISH_SHARE:
        allowed |= Q(agency_id__in=granted, withdrawn_for=F("agency_id"))
    return cast("QuerySet[CaseShare]", CaseShare.objects.filter(allowed))


def names(actor: Actor) -> QuerySet[CaseShare]:
    """Not those that are offered: of whom they are is shown once the terms are accepted."""
    kept_ones = Q(Probe(kept(actor, Act.SEE_CASE), pk=OuterRef("case_id")))
    return shares(actor, Act.SEE_SHARE).filter(kept_ones | Q(accepted_at__isnull=False))


def hears(letter: Letter, standing: Standing) -> Q:
    """Its receiver while it is offered or live; others as they stand to the case."""
    if standing in (Standing.OFFERED, Standing.INVITED, *BY_SHARE):
        return receives(letter.subject_ref, standing)
    return keeps(letter.case_id, standing)


def newest(reference: str) -> str:
    """The share that took this one's place, or this one: who received the one goes on with the other."""
    while newer := CaseShare.objects.filter(replaces__reference=reference).values_list("reference", flat=True).first():
        reference = newer
    return reference


def line(share: CaseShare, at: datetime) -> tuple[date, str]:
    """A share among what is known of its child."""
    state, purpose = in_sentence(share_state(share, at).label), in_sentence(PURPOSES[share.purpose])
    return local_day(share.granted_at), f"Share with {share.agency.name}, {purpose}: {state}"


NOUN = Noun(
    "share",
    CaseShare,
    Act.SEE_SHARE,
    shares,
    "case",
    LIFE,
    joins=("case__pupil", "case__school", "agency", "granted_by", "granting_agency"),
    pupil="case__pupil",
    names=names,
    hears=hears,
    address=lambda letter: reverse("see_share", args=[letter.subject_ref]),
    state=share_state,
    line=line,
)


OF_COUNCIL = {Role.COUNCIL_OFFICER: "an officer of the council", Role.COUNCIL_MANAGER: "a manager of the council"}
HEADS = (Role.HEAD, Role.ACTING_HEAD)
NOBODY = "nobody yet, since nobody else at {} can agree"
INVITE = ". Its head can invite a safeguarding lead"


def waits_for(share: CaseShare, at: datetime) -> str:
    """Who may agree: heads and safeguarding leads of the school, but for whoever asked; and who oversees the case."""
    live = Seat.objects.live(at).filter(person__is_active=True)
    here = live.filter(agency_id=share.case.school_id)
    others = live.exclude(person_id=share.held_by_id or 0)
    seats = others.filter(agency_id=share.case.school_id, role__in=[one.value for one in TO_SECOND.roles])
    who = [
        f"{one.person.name}, {in_sentence(ROLE_WORDS[one.role])}"
        for one in seats.select_related("person").order_by("id")
    ]
    if share.case.overseen_from:
        council = others.filter(agency__kind=Kind.COUNCIL.value, agency__authority_id=share.authority_id)
        roles = set(council.values_list("role", flat=True))
        who += [words for role, words in OF_COUNCIL.items() if role in roles][:1]
    if who:
        return "; or ".join(who)
    has_head = here.filter(role__in=[one.value for one in HEADS]).exists()
    return NOBODY.format(share.case.school.name) + (INVITE if has_head else "")
