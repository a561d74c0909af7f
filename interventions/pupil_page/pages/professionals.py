"""Who works with a child, as far as this reader may see the row that says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from agencies.actors import Actor
from agencies.people.models import Seat
from agencies.policy import Act, Standing
from agencies.words import in_sentence, last_day, short_day
from interventions.pupil_page.pages.head import ORDER, SUMMARY, Reader
from interventions.pupil_page.pages.panels import MOST
from referrals import door
from referrals.cases.models import Case
from referrals.cases.states import State as CaseState
from referrals.professionals.models import Professional
from referrals.professionals.states import State
from referrals.pupils.states import Fact
from referrals.shares.models import CaseShare
from referrals.shares.words import PURPOSES

SHARE = (
    "purpose",
    "ends_at",
    "agency__name",
    "agency__phone",
    "accepted_by__name",
    "accepted_by__job",
    "accepted_by__phone",
)
LEAD = "Lead professional"
CLERK, VIRTUAL_HEAD = "Clerk to the governing board", "Virtual school head"
HAS_VIRTUAL_HEAD = {Fact.LOOKED_AFTER.value, Fact.SOCIAL_WORKER.value}
"""Facts of a child with which the council's virtual school head has to do (Children Act 1989 s.22(3B); guidance)."""


@dataclass(frozen=True, slots=True)
class Works:
    """Somebody who works with the child: who, as what, for whom, and how they are reached."""

    name: str
    role: str
    agency: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    when: str = ""
    change_url: str = ""
    end_url: str = ""


def works_read(actor: Actor, pupil_id: int) -> list[QuerySet[Any]]:
    """The open cases, the live shares of those that the reader keeps, whom the school wrote down, and its clerks."""
    schools = door.agency_ids(actor.seats_for(Act.SEE_PROFESSIONALS, Standing.ON_ROLL))
    cases = door.within(Case, actor, Act.SEE_CASE).filter(pupil_id=pupil_id, state=CaseState.OPEN.value)
    shares = CaseShare.objects.live(door.AT).filter(case__in=door.kept(actor, Act.SEE_CASE), case__pupil_id=pupil_id)
    named = door.within(Professional, actor, Act.SEE_PROFESSIONALS).filter(pupil_id=pupil_id)
    mine = door.within(Professional, actor, Act.END_PROFESSIONAL).filter(pupil_id=pupil_id)
    clerks = Seat.objects.clerks(door.AT).filter(agency_id__in=schools)
    return [
        cases.select_related("lead", "school").order_by("id")[:MOST],
        shares.order_by("id").values_list(*SHARE)[:MOST],
        named.filter(state=State.CURRENT.value).order_by(F("from_on").desc(nulls_last=True), "id")[:MOST],
        mine.values_list("pk", flat=True),
        clerks.order_by("id").values_list("agency_id", "person__name"),
    ]


def works(
    reader: Reader,
    cases: Iterable[Case],
    shares: Iterable[Any],
    named: Iterable[Professional],
    mine: Iterable[int],
    clerks: Iterable[tuple[int, str]],
) -> dict[str, Any]:
    """What the panel shows of them."""
    own = set(mine)
    found = [_lead(one) for one in cases if one.lead and _shows_lead(reader, one)]
    found += [_shared(*one) for one in shares]
    here = [one for one in named if one.until_on is None or one.until_on >= reader.today]
    found += [_named(one, is_own=one.pk in own) for one in here]
    found += [*_clerks(reader, clerks), *_virtual_head(reader)]
    may_add = reader.is_of_school and reader.stands(Act.ADD_PROFESSIONAL, Standing.ON_ROLL)
    url = reverse("add_professional", args=[reader.pupil.reference]) if may_add else ""
    return {"works": found, "work_refs": {one.reference for one in here}, "work_url": url}


def _lead(case: Case) -> Works:
    lead = case.lead
    return Works(lead.name, LEAD, case.school.name, lead.phone) if lead else Works("", LEAD)


def _shows_lead(reader: Reader, case: Case) -> bool:
    """By a share alone from the summary on."""
    shares = [one for one in reader.shares if one.case_id == case.pk]
    by_share = shares and reader.is_by_share
    return not by_share or any(ORDER.index(one.level) >= SUMMARY for one in shares)  # type: ignore[arg-type]


def _shared(purpose: str, ends_at: datetime, agency: str, at_agency: str, name: str, job: str, phone: str) -> Works:
    """Of an agency that reads the case, for who keeps it: who accepted, for what and until when."""
    role = f"{job or 'Accepted the share'}: {in_sentence(PURPOSES[purpose])}"
    return Works(name or agency, role, agency, phone or at_agency, when=f"until {short_day(last_day(ends_at))}")


def _named(one: Professional, *, is_own: bool) -> Works:
    days = [f"from {short_day(one.from_on)}"] if one.from_on else []
    days += [f"until {short_day(one.until_on)}"] if one.until_on else []
    urls = [reverse(act, args=[one.reference]) if is_own else "" for act in ("change_professional", "end_professional")]
    reached = {"phone": one.phone, "email": one.email, "when": " ".join(days)}
    return Works(one.name, one.job, one.organisation, **reached, change_url=urls[0], end_url=urls[1])


def _clerks(reader: Reader, seated: Iterable[tuple[int, str]]) -> Iterator[Works]:
    """The clerk of each school of the reader where the child is, at the address that the school recorded for them.

    They are the same for every child of the school; who has a seat is named by it, as in the letters.
    """
    names = dict(reversed(list(seated)))
    for school in reader.schools_where(Act.SEE_PROFESSIONALS, Standing.ON_ROLL) if reader.is_of_school else []:
        if name := names.get(school.pk, school.clerk_name):
            yield Works(name, CLERK, school.name, school.clerk_phone, address=school.clerk_address)


def _virtual_head(reader: Reader) -> Iterator[Works]:
    """The council's, of a child in care or with a social worker: for who may know that of the child alone."""
    now = {one.kind for one in reader.facts if one.ends_on is None or one.ends_on >= reader.today}
    if reader.sees_flags and now & HAS_VIRTUAL_HEAD:
        yield Works(VIRTUAL_HEAD, "Of the child’s council")
