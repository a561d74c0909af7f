"""Who may hear of a case, and why each can see it: the same list of standings, turned round."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from agencies.models import Agency, Letter, Person, Seat
from agencies.notices import tell_from
from agencies.policy import HOLDERS, SETTINGS, Act, Standing, stands
from referrals.access.ways import AT, BY_SHARE, WAYS, Way, standing_seats
from referrals.models import Case, CaseShare, Concern, Duty, Referral

WORDS = {
    Standing.RAISED: "Because it is their pupil’s case: the school opened it.",
    Standing.NAMED: "Because the school named them lead professional.",
    Standing.OVERSEES: "Because the council accepted a referral on this case.",
    Standing.GRANTED: "Because the case was shared with them for a purpose and a time.",
    Standing.RECEIVES: "Because the school is asked for a place by a managed move: a summary, for a time.",
}

SUBJECTS: dict[str, Callable[[str, Standing], Q]] = {}
"""Whose seats stand so to a record of an upper floor, by its kind: that floor puts its row here."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One agency that can see the case, the people in it who can, and why, from the rule that lets them in."""

    standing: Standing
    agency: str
    people: tuple[str, ...]
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
    by_agency: dict[Agency, list[str]] = {}
    for seat in seats:
        by_agency.setdefault(seat.agency, []).append(seat.person.name)
    if standing not in BY_SHARE:
        return [Reason(standing, a.name, tuple(dict.fromkeys(p)), WORDS[standing]) for a, p in by_agency.items()]
    for share in shares:
        if (share.agency.kind in SETTINGS) == (standing is Standing.RECEIVES):
            by_agency.setdefault(share.agency, [])
    return [
        Reason(standing, agency.name, tuple(dict.fromkeys(people)), WORDS[standing], share)
        for agency, people in by_agency.items()
        for share in shares
        if share.agency_id == agency.pk
    ]


def people_of(case: Case) -> list[Person]:
    """Whoever works at the case's school today and could lead on it."""
    seats = standing_seats(Standing.NAMED).filter(agency_id=case.school_id, person__is_active=True)
    return list(
        {seat.person_id: seat.person for seat in seats.select_related("person").order_by("person__name")}.values()
    )


def audience(letter: Letter) -> QuerySet[Seat]:
    """The live seats that may hear of this letter NOW, whoever held them when it was posted; never its own author."""
    hears = Q(pk__in=[])
    for row in letter.tells:
        tell = tell_from(row)
        roles = [role.value for role in tell.roles]
        seats = standing_seats(tell.standing).filter(_stands_to(letter, tell.standing), role__in=roles)
        hears |= Q(pk__in=seats.values("pk"))
    found = Seat.objects.live(AT).filter(hears, person__is_active=True).select_related("person", "agency")
    return found.exclude(person_id=letter.not_to or 0)


def _stands_to(letter: Letter, standing: Standing) -> Q:
    if letter.subject_kind == "duty":
        return _owes(Duty.objects.filter(reference=letter.subject_ref).select_related("share").first(), standing)
    if letter.subject_kind == "concern":
        return _hears_of_concern(Concern.objects.filter(reference=letter.subject_ref).first(), standing)
    if letter.subject_kind in SUBJECTS:
        return SUBJECTS[letter.subject_kind](letter.subject_ref, standing)
    if standing in (Standing.OFFERED, Standing.INVITED, *BY_SHARE):
        return _receives(letter.subject_ref, standing)
    if standing is Standing.ASKED:
        sent = Referral.objects.filter(reference=letter.subject_ref, sent_at__isnull=False)
        still = sent.filter(Q(council_sees_until=None) | Q(council_sees_until__gt=AT))
        return Q(agency__authority_id__in=still.values("authority_id"))
    return _keeps(letter.case_id, standing)


def _keeps(case_id: int | None, standing: Standing) -> Q:
    case = Case.objects.filter(pk=case_id or 0).first()
    way = next((way for way in WAYS if way.standing is standing), None)
    return way.seats(case) if case is not None and way is not None else Q(pk__in=[])


def _receives(reference: str, standing: Standing) -> Q:
    shares = CaseShare.objects.filter(reference=reference)
    waits = standing in (Standing.OFFERED, Standing.INVITED)
    standing_now = shares.offered(AT) if waits else shares.live(AT)
    return Q(agency_id__in=standing_now.values("agency_id"))


def _hears_of_concern(concern: Concern | None, standing: Standing) -> Q:
    if concern is None:
        return Q(pk__in=[])
    school = Q(agency_id=concern.school_id)
    return school & Q(person_id=concern.author_id) if standing is Standing.WROTE else school


def _owes(duty: Duty | None, standing: Standing) -> Q:
    """Whoever owes the duty, or their manager: in its agency, while the agency still stands to the record."""
    if duty is None or duty.state != "open":
        return Q(pk__in=[])
    if standing is Standing.OVERSEES and standing.value != duty.standing:
        return _keeps(duty.case_id, standing)
    if duty.share is not None and standing in (Standing.OFFERED, Standing.INVITED, *BY_SHARE):
        return _receives(duty.share.reference, standing)
    if duty.standing == Standing.OVERSEES:
        return _keeps(duty.case_id, Standing.OVERSEES)
    return Q(agency_id=duty.agency_id)
