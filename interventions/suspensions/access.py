"""Who reaches a suspension: those who lead at its school, the board's clerk, the council by the notice it was given."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import Noun
from agencies.actors import Actor
from agencies.deadlines.regimes import Regime
from agencies.directory.models import Agency
from agencies.outbox.models import Letter
from agencies.people.models import Seat
from agencies.policy import STANDINGS, Act, Standing, stands
from agencies.register.facts import regimes_of
from agencies.schoolday import local_day
from interventions.suspensions.models import Suspension, SuspensionNotice
from interventions.suspensions.states import LIFE, State
from referrals.door import AT, NOTHING, agency_ids, on_roll


def _told() -> QuerySet[SuspensionNotice]:
    told: QuerySet[SuspensionNotice] = SuspensionNotice.objects.filter(
        suspension_id=OuterRef("pk"), recipient="council"
    )
    return told


def _clerks(act: Act) -> Q:
    """On which of them the clerk may do the act: that somebody was told, of the board's decision alone."""
    return Q(state=State.DECIDED.value) if act is Act.RECORD_NOTICE else Q()


def suspensions(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Suspension]:
    """The suspensions on which the actor may do the act, as the school's own or by notice."""
    own = agency_ids(actor.seats_for(act, Standing.RAISED))
    allowed = Q(school_id__in=own) if own else NOTHING
    if clerks_at := actor.seats_for(act, Standing.CLERKS):
        allowed |= Q(school_id__in=agency_ids(clerks_at)) & _clerks(act)
    if connected := actor.seats_for(act, Standing.CONNECTED):
        allowed |= Q(school_id__in=agency_ids(connected)) & on_roll(connected, "pupil_id")
    if councils := {seat.authority_id for seat in actor.seats_for(act, Standing.NOTIFIED)}:
        allowed |= Q(authority_id__in=councils) & Q(Exists(_told()))
    return Suspension.objects.filter(allowed)


def schools_of(actor: Actor) -> list[Agency]:
    """The schools under the Regulations that the actor leads, or whose board's clerk they are: those have a report."""
    return list(Agency.objects.filter(pk__in=_reporting(actor)).order_by("name"))


def has_report(actor: Actor) -> bool:
    """Whether there is one of theirs: one query."""
    return bool(_reporting(actor))


def _reporting(actor: Actor) -> list[int]:
    seats = [seat for so in (Standing.RAISED, Standing.CLERKS) for seat in actor.seats_for(Act.SEE_SUSPENSION, so)]
    found = regimes_of([seat.agency_id for seat in seats])
    return [school for school, regime in found.items() if regime is not Regime.OUTSIDE]


def may(actor: Actor, suspension: Suspension) -> frozenset[Act]:
    """The acts that the law allows by the actor's seats at its school: asked of the seats alone, without a query."""
    at_school = [seat for seat in actor.seats if seat.agency_id == suspension.school_id]
    leads = {act for act in Act if any(Standing.RAISED in stands(act, seat.role) for seat in at_school)}
    if not any(seat in at_school for seat in actor.seats_as_clerk()):
        return frozenset(leads)
    told = set() if suspension.state == State.DECIDED else {Act.RECORD_NOTICE}
    return frozenset({act for act in Act if Standing.CLERKS in STANDINGS[act]} - told)


def hears(letter: Letter, standing: Standing) -> Q:
    """Whose seats stand so to this suspension now."""
    found = Suspension.objects.filter(reference=letter.subject_ref)
    if standing is Standing.CLERKS:
        return Q(pk__in=Seat.objects.clerks(AT).filter(agency_id__in=found.values("school_id")).values("pk"))
    if standing is Standing.NOTIFIED:
        return Q(agency__authority_id__in=found.filter(Exists(_told())).values("authority_id"))
    return Q(agency_id__in=found.values("school_id"))


def line(one: Suspension, _at: datetime) -> tuple[date, str]:
    """A suspension among what is known of its child: that it was decided, and where; its days stand on its own page."""
    return local_day(one.decided_at), f"Suspension at {one.school.name}"


NOUN = Noun(
    "suspension",
    Suspension,
    Act.SEE_SUSPENSION,
    suspensions,
    "case",
    LIFE,
    joins=("pupil", "school", "case", "imposed_by"),
    pupil="pupil",
    hears=hears,
    address=lambda letter: reverse("see_suspension", args=[letter.subject_ref]),
    may=may,
    line=line,
    writes_home=True,
)
