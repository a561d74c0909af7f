"""Who reaches a referral: by its case, and the council whole by having been sent it."""

from datetime import date, datetime
from typing import cast

from django.db.models import OuterRef, Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import Noun
from agencies.acting.querysets import Probe, unguessed
from agencies.actors import Actor
from agencies.outbox.models import Letter
from agencies.policy import WHILE_OPEN, Act, Standing
from agencies.schoolday import local_day
from agencies.words import in_sentence
from referrals.door import AT, IS_CLOSED, NOTHING, agency_ids, case_is, keeps, kept, on_roll, only
from referrals.referrals.models import WAITS, Referral
from referrals.referrals.states import LIFE, State


def referrals(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Referral]:
    """By the case, for the council once sent; and for the council whole by having been sent, until some time after."""
    return cast("QuerySet[Referral]", Referral.objects.filter(_reached(actor, act)))


def queue(actor: Actor) -> list[QuerySet[Referral]]:
    """What waits for the actor's councils, a walk each: no other way leads to a decision."""
    reached = unguessed(_reached(actor, Act.ACCEPT_REFERRAL))
    waiting = Referral.objects.filter(WAITS, reached)
    return [waiting.filter(authority_id=pk) for pk in dict.fromkeys(seat.authority_id for seat in actor.seats)]


def of_schools(actor: Actor, act: Act) -> list[QuerySet[Referral]]:
    """Those that were sent for pupils on the roll of the schools that a system reads for, a walk each."""
    schools = agency_ids(actor.seats_for(act, Standing.CONNECTED))
    return [Referral.objects.filter(unguessed(_reached(actor, act)), school_id=pk, **SENT) for pk in schools]


SENT = {"sent_at__isnull": False}
CASE = OuterRef("case_id")


def _reached(actor: Actor, act: Act) -> Q:
    asked = {seat.authority_id for seat in actor.seats_for(act, Standing.ASKED)}
    until = Q(council_sees_until=None) | Q(council_sees_until__gt=AT)
    sent = Q(authority_id__in=asked, **SENT) & until
    if act in WHILE_OPEN:
        sent &= Q(case_is(~IS_CLOSED))
    connected = actor.seats_for(act, Standing.CONNECTED)
    of_roll = on_roll(connected, "case__pupil_id") if connected else NOTHING
    status = Q(school_id__in=agency_ids(connected), **SENT) & of_roll
    schools_own = Q(Probe(kept(actor, act, but=Standing.OVERSEES), pk=CASE))
    overseen = Q(Probe(only(actor, act, Standing.OVERSEES), pk=CASE)) & Q(**SENT)
    return schools_own | overseen | sent | status


def hears(letter: Letter, standing: Standing) -> Q:
    """The council while it sees what it was sent; others as they stand to the case."""
    if standing is not Standing.ASKED:
        return keeps(letter.case_id, standing)
    sent = Referral.objects.filter(reference=letter.subject_ref, sent_at__isnull=False)
    still = sent.filter(Q(council_sees_until=None) | Q(council_sees_until__gt=AT))
    return Q(agency__authority_id__in=still.values("authority_id"))


def address(letter: Letter) -> str:
    """To the queue for the council, else to the referral."""
    is_asked = bool(letter.tells) and letter.tells[0][0] == Standing.ASKED
    return reverse("triage_referral" if is_asked else "see_referral", args=[letter.subject_ref])


def line(referral: Referral, _at: datetime) -> tuple[date | None, str]:
    """A referral among what is known of its child; one that is not sent has no day."""
    state = State(referral.state).label
    sent_on = local_day(referral.sent_at) if referral.sent_at else None
    return sent_on, f"Referral from {referral.case.school.name}: {in_sentence(state)}"


NOUN = Noun(
    "referral",
    Referral,
    Act.SEE_REFERRAL,
    referrals,
    "case",
    LIFE,
    joins=("case__pupil", "case__school", "sent_by", "acknowledged_by", "decided_by", "withdrawn_by"),
    pupil="case__pupil",
    opens_child=True,
    hears=hears,
    address=address,
    line=line,
)
