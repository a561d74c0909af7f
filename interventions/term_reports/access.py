"""Who reaches the report of a term: those who lead at its school, and the board's clerk."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from agencies.acting.lives import leads_to
from agencies.acting.nouns import NO_CASE, Noun
from agencies.actors import Actor, Refusal
from agencies.outbox.models import Letter
from agencies.people.models import Seat
from agencies.policy import Act, Standing
from agencies.policy.rows import LEADS
from agencies.web.asking import NotFound
from interventions.term_reports.models import TermReport
from interventions.term_reports.states import LIFE, State
from referrals.door import AT

MOST_SHOWN = 20


def admit_report(actor: Actor, reference: str, *, to_write: bool) -> TermReport:
    """A report of a school of the actor's; else *not found*. `NotNow` where its page is asked for and it was laid."""
    act = Act.RECORD_TERM_REPORT
    report = term_reports(actor, act).filter(reference=reference).select_related("school").first()
    if report is None:
        raise NotFound(Refusal(act, "term_report", reference, "not found"))
    if not to_write:
        leads_to("term_report", report.state, act)
    return report


def term_reports(actor: Actor, _act: Act, _at: datetime | None = None) -> QuerySet[TermReport]:
    """Those of the schools where the actor leads, or is the board's clerk."""
    places = {seat.agency_id for seat in (*actor.seats_of(LEADS), *actor.seats_as_clerk())}
    found: QuerySet[TermReport] = TermReport.objects.filter(school_id__in=sorted(places))
    return found


def owed_by(actor: Actor) -> QuerySet[TermReport]:
    """What of them is owed, the first by date; one more than is shown says that there are more."""
    found = term_reports(actor, Act.RECORD_TERM_REPORT).filter(state=State.OWED.value)
    return found.select_related("school").order_by("due_on", "id")[: MOST_SHOWN + 1]


def hears(letter: Letter, standing: Standing) -> Q:
    """Whose seats are at its school, while it is owed."""
    schools = TermReport.objects.filter(reference=letter.subject_ref, state=State.OWED.value).values("school_id")
    if standing is Standing.CLERKS:
        return Q(pk__in=Seat.objects.clerks(AT).filter(agency_id__in=schools).values("pk"))
    return Q(agency_id__in=schools)


NOUN = Noun(
    "term_report",
    TermReport,
    Act.SEE_SUSPENSION,
    term_reports,
    NO_CASE,
    LIFE,
    joins=("school",),
    hears=hears,
    address=lambda letter: reverse("record_term_report", args=[letter.subject_ref]),
)
