"""Who may hear of a case, and why each can see it: the standings, read from the record."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import BooleanField, ExpressionWrapper, Q

from agencies.acting import bounds
from agencies.acting.nouns import BY_KIND
from agencies.directory.models import Agency
from agencies.outbox.models import Letter
from agencies.people.facts import told_apart
from agencies.people.models import Seat
from agencies.policy import HOLDERS, SETTINGS, Act, Standing, stands
from agencies.policy.telling import tell_from
from referrals.cases.models import Case
from referrals.door.standings import AT, BY_SHARE, NOTHING, WAYS, Way, standing_seats
from referrals.shares.models import CaseShare

WORDS = {
    Standing.RAISED: "Because it is their pupil’s case: the school opened it.",
    Standing.NAMED: "Because the school named them lead professional.",
    Standing.OVERSEES: "Because the council accepted a referral on this case.",
    Standing.GRANTED: "Because the case was shared with them for a purpose and a time.",
    Standing.RECEIVES: "Because the school is asked for a place by a managed move: a summary, for a time.",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One agency that can see the case, the people in it who can, and why, from the rule that lets them in."""

    standing: Standing
    agency: str
    people: tuple[str, ...]
    who: tuple[str, ...]
    words: str
    share: CaseShare | None = None


def explain(case: Case) -> list[Reason]:
    """Every agency and person that can see the case, by standing: one query for the seats, one for the shares."""
    shares = list(CaseShare.objects.live(AT).filter(case_id=case.pk).select_related("agency", "granted_by"))
    stands_so = {way.standing.value: _stands_so(way, case) for way in WAYS}
    seats = Seat.objects.live(AT).annotate(**stands_so)
    found = seats.filter(reduce(or_, (Q(**{name: True}) for name in stands_so))).select_related("agency", "person")
    rows = list(found.order_by("agency__name", "person__name"))
    return [
        reason
        for way in WAYS
        for reason in _grouped(way.standing, [row for row in rows if getattr(row, way.standing.value)], shares)
    ]


def _stands_so(way: Way, case: Case) -> "ExpressionWrapper[Q]":
    """Whether a seat stands so to the case, in a role that may see it."""
    roles = [role.value for role in HOLDERS[way.standing] if way.standing in stands(Act.SEE_CASE, role)]
    return ExpressionWrapper(way.seats(case) & Q(role__in=roles), output_field=BooleanField())


def _grouped(standing: Standing, seats: list[Seat], shares: list[CaseShare]) -> list[Reason]:
    by_agency: dict[Agency, list[Seat]] = {}
    for seat in seats:
        by_agency.setdefault(seat.agency, []).append(seat)
    if standing not in BY_SHARE:
        return [_reason(standing, agency, there) for agency, there in by_agency.items()]
    for share in shares:
        if (share.agency.kind in SETTINGS) == (standing is Standing.RECEIVES):
            by_agency.setdefault(share.agency, [])
    return [
        _reason(standing, agency, there, share)
        for agency, there in by_agency.items()
        for share in shares
        if share.agency_id == agency.pk
    ]


def _reason(standing: Standing, agency: Agency, seats: list[Seat], share: CaseShare | None = None) -> Reason:
    each = {seat.person_id: seat for seat in reversed(seats)}
    people = {seat.person_id: seat.person.name for seat in seats}
    who = tuple(told_apart(each[pk]) for pk in people)
    return Reason(standing, agency.name, tuple(people.values()), who, WORDS[standing], share)


def people_of(case: Case) -> list[Seat]:
    """Whoever works at the case's school today and could lead on it, each by one seat of theirs there."""
    seats = standing_seats(Standing.NAMED).filter(agency_id=case.school_id, person__is_active=True)
    return list({seat.person_id: seat for seat in seats.select_related("person").order_by("person__name")}.values())


def audience(letter: Letter) -> list[Seat]:
    """The live seats that may hear of this letter NOW, whoever held them when it was posted; never its own author.

    Asked within the letter's authority alone: the worker, who asks, has no other.
    """
    with bounds.within([letter.authority_id]):
        hears = NOTHING
        for row in letter.tells:
            tell = tell_from(row)
            roles = [role.value for role in tell.roles]
            seats = standing_seats(tell.standing).filter(_stands_to(letter, tell.standing), role__in=roles)
            hears |= Q(pk__in=seats.values("pk"))
        found = Seat.objects.live(AT).filter(hears, person__is_active=True).select_related("person", "agency")
        return list(found.exclude(person_id=letter.not_to or 0))


def _stands_to(letter: Letter, standing: Standing) -> Q:
    """Whose seats stand so to what the letter is about, as its noun says; else as to its case."""
    noun = BY_KIND.get(letter.subject_kind)
    hears = noun.hears if noun else None
    return hears(letter, standing) if hears else keeps(letter.case_id, standing)


def keeps(case_id: int | None, standing: Standing) -> Q:
    """Whose seats stand so to the case now."""
    case = Case.objects.filter(pk=case_id or 0).first()
    way = next((way for way in WAYS if way.standing is standing), None)
    return way.seats(case) if case is not None and way is not None else NOTHING


def receives(reference: str, standing: Standing) -> Q:
    """Whose seats are in the agency to which the share was offered or given, while it stands so."""
    shares = CaseShare.objects.filter(reference=reference)
    waits = standing in (Standing.OFFERED, Standing.INVITED)
    standing_now = shares.offered(AT) if waits else shares.live(AT)
    return Q(agency_id__in=standing_now.values("agency_id"))
